"""The matrix and the panel of its current cell: what a person does there, one step of undo each.

Calls the mapping service; which practices stand in the rows is the page's business.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from roundtable.errors import BusyError, RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Matrix, Pair
from roundtable.mapping.row_groups import RowGroup
from roundtable.mapping.targets import Target
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.jobs import Jobs
from ui.mapping import matrix_block
from ui.mapping.matrix_model import MatrixModel
from ui.mapping.matrix_panel import MOST_OF_TARGET, MatrixPanel, Offer
from ui.mapping.matrix_reason import Reason
from ui.mapping.matrix_table import MatrixTable
from ui.widgets.build import add_action, column
from ui.widgets.panes import Panes

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggestion

_AT_ONCE = 500
"""How many cells are changed while the person waits; more are a job."""


class MatrixPane(QWidget):
    """Show a roundtable's matrix and let it be filled."""

    changing = Signal()
    """Something is about to be saved: whoever reads the workspace had better give way."""
    changed = Signal(object)
    """The ``ChangeSet`` of something done here."""
    failed = Signal(object)
    """A RoundtableError: something could not be done."""
    practice_asked = Signal(int)
    take_over_asked = Signal(object)
    """The questions and measures, one or several, into which what is mapped elsewhere is to be taken over."""
    """The key of a practice to look at."""
    filled = Signal()
    """Other cells are mapped now, or other rows shown."""

    def __init__(self, theme: Theme, settings: QSettings, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._workspace: Workspace | None = None
        self.model = MatrixModel(self)
        self.table = MatrixTable(theme, self.model, self)
        self._build_actions()
        self.panel = MatrixPanel((self._toggle, self._principal), (self._accept, self._refuse), self)
        self._kept = Reason(self.panel)
        self._kept.changing.connect(self.changing)
        self._kept.changed.connect(self.changed)
        self._kept.failed.connect(self.failed)
        self._panes = Panes(settings, "mapping", (self.table, self.panel), (842, 270))
        self.setLayout(column(self._panes))
        self.table.clicked_alone.connect(self._click)
        self.table.dropped.connect(self._drop)
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self.panel.left.connect(self._enter_table)
        self.panel.practice_asked.connect(self._ask_practice)
        self.panel.accept_asked.connect(self._accept_offer)
        self.panel.refuse_asked.connect(self._refuse_offer)
        self._allow()

    def show_rows(
        self, workspace: Workspace | None, groups: Sequence[RowGroup], matrix: Matrix | None, *, without: str
    ) -> None:
        """Show other rows, still at the same cell where it is among them."""
        self.flush()
        at = self.table.currentIndex()
        practice = self.model.practice(at.row())
        self._workspace = workspace
        self._kept.open(workspace)
        self.model.show(workspace, groups, matrix, without=without)
        self.table.show_from(practice, at.column())
        self._show_current()
        self.filled.emit()

    def show_matrix(self, matrix: Matrix) -> None:
        """Show what the same rows hold now."""
        self.model.set_matrix(matrix)
        self._show_current()
        self.filled.emit()

    @Slot()
    def show_suggestions(self) -> None:
        """Show what the model has been told to suggest for the current cell."""
        self._show_current()

    def refresh(self, change_set: ChangeSet) -> None:
        """Show what a change made of the cells of the practices that it concerns."""
        matrix = self.model.matrix
        if self._workspace and matrix:
            now = roundtable_matrix.updated(self._workspace, matrix, change_set)
            self.model.renew(change_set.practice_ids, now)
            self._show_current()
            self.filled.emit()

    def go_to(self, key: int) -> bool:
        """Go to a practice's row; tell whether it is shown."""
        row = self.model.row_of(key)
        if row is not None and self.model.targets:
            self.table.go_to(row, max(self.table.currentIndex().column(), 0))
        return row is not None

    @Slot()
    def flush(self) -> bool:
        """Save the reason that is being typed; tell whether it is saved."""
        return self._kept.flush()

    def _build_actions(self) -> None:
        action = partial(add_action, self.table)
        self._toggle = action(self.tr("Map"), self.toggle, "Space")
        self._reason = action(self.tr("Write the reason"), self.edit_reason, "Return", "Enter")
        self._principal = action(self.tr("Principal question"), self.toggle_principal, "P")
        self._accept = action(self.tr("Accept the best suggestion"), self.accept, "Alt+Y")
        self._refuse = action(self.tr("Refuse the suggestion"), self.refuse, "Alt+N")
        self._separate()
        self._next = action(self.tr("Next practice without a question"), partial(self.step, 1), "N")
        self._previous = action(self.tr("Previous practice without a question"), partial(self.step, -1), "Shift+N")
        self._open = action(self.tr("Open practice"), self._ask_practice, "Ctrl+Return")
        self._separate()
        self._copy = action(self.tr("Copy"), self.copy, "Ctrl+C")
        self._paste = action(self.tr("Paste"), self.paste, "Ctrl+V")
        self._fill = action(self.tr("Fill down"), self.fill_down, "Ctrl+D")
        self._separate()
        action(self.tr("Take over from another roundtable…"), self._ask_take_over, "Ctrl+Shift+O")
        self._leave_out = action(self.tr("Leave out of this roundtable"), self.leave_out, "Shift+Del")

    def _separate(self) -> None:
        line = QAction(self.table)
        line.setSeparator(True)
        self.table.addAction(line)

    def toggle(self) -> None:
        """Map what is chosen and not mapped yet; where all of it is, unmap it."""
        pairs = self._pairs(self.table.chosen_cells())
        if pairs:
            self._do(len(pairs), partial(roundtable_matrix.toggle, roundtable_key=self._roundtable, pairs=pairs))

    def edit_reason(self) -> None:
        """Go to the reason of the current cell."""
        self.panel.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.panel.reason.selectAll()

    def toggle_principal(self) -> None:
        """Make the current question the principal one of the practices chosen; again, leave them without."""
        target = self._target()
        rows = self.table.chosen_rows()
        if target is None or not target.is_question or not rows:
            return
        column = self.table.currentIndex().column()
        is_already = all(self.model.cell(row, column).is_principal for row in rows)
        keys = [key for row in rows if (key := self.model.practice(row)) is not None]
        wanted = None if is_already else target
        self._do(
            len(keys),
            partial(
                roundtable_matrix.set_principal, roundtable_key=self._roundtable, practice_keys=keys, target=wanted
            ),
        )

    def accept(self) -> None:
        """Map as the best suggestion says, with what matched as the first reason, and go there."""
        if best := self._best_suggestion():
            row, (column, suggestion) = self.table.currentIndex().row(), best
            self._accept_pair(self._pair(row, column), ", ".join(suggestion.why))
            self.table.go_to(row, column)

    def refuse(self) -> None:
        """Remember that the best suggestion is none."""
        if best := self._best_suggestion():
            pair = self._pair(self.table.currentIndex().row(), best[0])
            self._do(1, partial(roundtable_matrix.refuse, pairs=[pair]))

    def step(self, by: int) -> None:
        """Go to the next practice that is mapped to nothing, round the end; where all are, to the next gap."""
        at = self.table.currentIndex()
        count = self.model.rowCount()
        rows = ((at.row() + by * n) % count for n in range(1, count + 1))
        row = next((r for r in rows if self.model.practice(r) is not None and not self.model.is_mapped(r)), None)
        if row is not None:
            self.table.go_to(row, max(at.column(), 0))
        elif (matrix := self.model.matrix) and at.isValid():
            columns = ((at.column() + by * n) % len(matrix.targets) for n in range(1, len(matrix.targets) + 1))
            gap = next((column for column in columns if not matrix.practices[matrix.targets[column]]), at.column())
            self.table.go_to(at.row(), gap)

    def copy(self) -> None:
        """Copy the block of cells chosen as lines for a spreadsheet."""
        rows, columns = self._block()
        cells = ((self.model.cell(row, column) for column in columns) for row in rows)
        QGuiApplication.clipboard().setText(matrix_block.written(cells))

    def paste(self) -> None:
        """Lay what was copied on the cells from the first chosen on; what is empty there changes nothing."""
        block = matrix_block.read(QGuiApplication.clipboard().text())
        rows, columns = self._block()
        if not block or not rows:
            return
        is_spread = len(rows) * len(columns) > 1
        if not is_spread or len(block) > 1 or len(block[0]) > 1:
            rows, columns = self._practices_from(rows[0]), range(columns[0], len(self.model.targets))
        laid = matrix_block.laid_on(block, rows, columns, is_spread=is_spread)
        self._set_reasons({self._pair(row, column): reason for row, column, reason in laid})

    def fill_down(self) -> None:
        """Make every chosen cell say what the first of its column says."""
        rows, columns = self._block()
        reasons: dict[Pair, str | None] = {}
        for number in columns:
            first = self.model.cell(rows[0], number)
            for row in rows[1:]:
                reasons[self._pair(row, number)] = first.reason if first.is_mapped else None
        self._set_reasons(reasons)

    def leave_out(self) -> None:
        """Take the practices chosen out of the roundtable, with all their marks."""
        keys = [key for row in self.table.chosen_rows() if (key := self.model.practice(row)) is not None]
        if keys:
            self._do(
                len(keys), partial(roundtable_matrix.leave_out, roundtable_key=self._roundtable, practice_keys=keys)
            )

    @property
    def _roundtable(self) -> int:
        assert self.model.matrix is not None  # noqa: S101 - there is no cell to act on without one
        return self.model.matrix.roundtable_key

    def _target(self) -> Target | None:
        column = self.table.currentIndex().column()
        return self.model.targets[column] if 0 <= column < len(self.model.targets) else None

    def _pair(self, row: int, column: int) -> Pair:
        key = self.model.practice(row)
        assert key is not None  # noqa: S101 - headings are never chosen
        return key, self.model.targets[column]

    def _pairs(self, cells: Iterable[tuple[int, int]]) -> list[Pair]:
        return [self._pair(row, column) for row, column in cells]

    def _block(self) -> tuple[Sequence[int], Sequence[int]]:
        """Give the rows of practices and the columns between the outermost cells chosen."""
        spans = self.table.spans()
        if not spans:
            return (), ()
        columns = range(min(span.left() for span in spans), max(span.right() for span in spans) + 1)
        rows = range(min(span.top() for span in spans), max(span.bottom() for span in spans) + 1)
        return [row for row in rows if self.model.practice(row) is not None], columns

    def _practices_from(self, row: int) -> Sequence[int]:
        return [r for r in range(row, self.model.rowCount()) if self.model.practice(r) is not None]

    def _best_suggestion(self) -> "tuple[int, Suggestion] | None":
        """Give the column suggested for the current practice, the current one first, else the likeliest."""
        at = self.table.currentIndex()
        if not at.isValid():
            return None
        here = self.model.suggestion(at.row(), at.column())
        return (at.column(), here) if here else next(iter(self.model.suggested_in_row(at.row())), None)

    def _set_reasons(self, reasons: Mapping[Pair, str | None]) -> None:
        if reasons:
            self._do(
                len(reasons), partial(roundtable_matrix.set_reasons, roundtable_key=self._roundtable, reasons=reasons)
            )

    def _accept_pair(self, pair: Pair, reason: str) -> None:
        self._do(1, partial(roundtable_matrix.mark, roundtable_key=self._roundtable, pairs=[pair], reason=reason))

    @Slot(object)
    def _accept_offer(self, offer: Offer) -> None:
        self._accept_pair((offer.practice, offer.target), offer.why)

    @Slot(object)
    def _refuse_offer(self, offer: Offer) -> None:
        self._do(1, partial(roundtable_matrix.refuse, pairs=[(offer.practice, offer.target)]))

    @Slot(object, int)
    def _drop(self, keys: list[int], column: int) -> None:
        pairs = [(key, self.model.targets[column]) for key in keys]
        self._do(len(pairs), partial(roundtable_matrix.mark, roundtable_key=self._roundtable, pairs=pairs))

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        """Toggle a cell; one that holds typed words or the annex's order is only gone to: Space takes it away."""
        cell = self.model.cell(index.row(), index.column())
        if not cell.reason and not cell.is_principal:
            self.toggle()

    def _do(self, size: int, change: Callable[[Workspace], ChangeSet]) -> bool:
        """Make a change and tell of it; a large one as a job, and one that has to wait for the file.

        Tell whether it could be made.
        """
        if self._workspace is None:
            return False
        if size > _AT_ONCE:
            self._start(self._workspace.location, change)
            return True
        self.changing.emit()
        try:
            change_set = change(self._workspace)
        except BusyError:
            self._start(self._workspace.location, change)
            return True
        except RoundtableError as error:
            self.failed.emit(error)
            return False
        self.changed.emit(change_set)
        return True

    def _start(self, location: str, change: Callable[[Workspace], ChangeSet]) -> None:
        def work(own: Workspace, _progress: Progress) -> ChangeSet:
            return change(own)

        self._jobs.start(self.tr("Mapping practices"), location, work, self.changed.emit, self.failed.emit)

    @Slot()
    def _show_current(self) -> None:
        """Show the current cell in the panel, leaving alone what is being typed into its reason."""
        at = self.table.currentIndex()
        key, target = self.model.practice(at.row()) if at.isValid() else None, self._target()
        if key is None or target is None:
            self.panel.show_nothing()
            self._kept.show(None, "")
        else:
            cell = self.model.cell(at.row(), at.column())
            self.panel.show_cell(self.model.title(at.row()), target, cell)
            self._kept.show((key, target), cell.reason)
            self._show_offers(at.row(), at.column(), target)
        self._allow()

    def _show_offers(self, row: int, column: int, target: Target) -> None:
        model = self.model
        of_practice = [
            self._offer(f"{model.targets[c].mark} {model.targets[c].text}", s, self._pair(row, c))
            for c, s in sorted(model.suggested_in_row(row), key=lambda found: found[0] != column)  # as keys take them
        ]
        likely = model.suggested_in_column(column, MOST_OF_TARGET)
        titles = model.titles([r for r, _ in likely])
        of_target = [
            self._offer(title or self.tr("(no title)"), s, (s.practice, target))
            for title, (_, s) in zip(titles, likely, strict=True)
        ]
        self.panel.show_offers(of_practice, of_target, target)

    def _offer(self, text: str, suggestion: "Suggestion", pair: Pair) -> Offer:
        return Offer(text, ", ".join(suggestion.why), self.model.strength(suggestion), *pair)

    def _allow(self) -> None:
        """Offer what can be done with the current cell."""
        at = self.table.currentIndex()
        has_cell = at.isValid() and self.model.practice(at.row()) is not None
        for action in self.table.actions():
            action.setEnabled(has_cell)
        cell = self.model.cell(at.row(), at.column()) if has_cell else roundtable_matrix.Cell()
        target = self._target()
        self._toggle.setText(self.tr("Unmap") if cell.is_mapped else self.tr("Map"))
        self._principal.setEnabled(has_cell and target is not None and target.is_question)
        self._principal.setText(
            self.tr("No principal question") if cell.is_principal else self.tr("Principal question")
        )
        for action in (self._accept, self._refuse):
            action.setEnabled(self._best_suggestion() is not None)

    def take_over(self, source: Target, target: Target) -> None:
        """Map to one question or measure all that is mapped to another; a job, for it may be much."""
        self._do(_AT_ONCE + 1, partial(roundtable_matrix.take_over, from_target=source, to_target=target))

    def _ask_take_over(self) -> None:
        if target := self._target():
            self.take_over_asked.emit([target])

    @Slot()
    def _ask_practice(self) -> None:
        if (key := self.model.practice(self.table.currentIndex().row())) is not None:
            self.practice_asked.emit(key)

    @Slot()
    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
