"""Matrix pane: the table, the panel of its current cell, and the actions on the cells selected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from PySide6.QtCore import QModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from roundtable.errors import BusyError, RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Matrix, Pair
from roundtable.mapping.row_groups import RowGroup
from roundtable.mapping.targets import Target
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.jobs import Jobs
from ui.mapping import matrix_block, take_over_dialog
from ui.mapping.matrix_model import NO_MATRIX, MatrixModel
from ui.mapping.matrix_panel import MOST_OF_TARGET, MatrixPanel, Offer
from ui.mapping.matrix_reason import ReasonSaver
from ui.mapping.matrix_table import MatrixTable
from ui.pages.page import Unsaved
from ui.widgets.factories import add_action, column
from ui.widgets.panes import Panes

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggestion

P = ParamSpec("P")
_AT_ONCE = 500
"""Up to this many cells are changed at once; more are a job."""


class MatrixPane(QWidget):
    """Show and edit a roundtable's matrix; each edit is one step of undo."""

    changing = Signal()
    """A save is about to begin: background reads had better give way."""
    changed = Signal(object)
    """The ``ChangeSet`` of an edit."""
    failed = Signal(object)
    practice_asked = Signal(int)
    """The key of a practice to open."""
    filled = Signal()
    """Other cells are mapped now, or other rows shown."""

    def __init__(self, theme: Theme, settings: QSettings, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._workspace: Workspace | None = None
        self.model = MatrixModel(self)
        self.table = MatrixTable(theme, self.model, self)
        self._build_actions()
        self.panel = MatrixPanel(self._toggle, self._principal, self._accept, self._refuse, self)
        self._reason = ReasonSaver(self.panel)
        self.setLayout(column(Panes(settings, "mapping", (self.table, self.panel), (842, 270))))
        for signal, do in (
            (self._reason.changing, self.changing),
            (self._reason.changed, self.changed),
            (self._reason.failed, self.failed),
            (self.table.cell_clicked, self._click),
            (self.table.dropped, self._drop),
            (self.table.selectionModel().currentChanged, self.show_current),
            (self.panel.reason.done, partial(self.table.setFocus, Qt.FocusReason.ShortcutFocusReason)),
            (self.panel.practice_asked, self._ask_practice),
            (self.panel.accept_asked, self._accept_suggestion),
            (self.panel.refuse_asked, self._refuse_suggestion),
        ):
            signal.connect(do)
        self._update_actions()

    def show_rows(
        self, workspace: Workspace | None, groups: Sequence[RowGroup] = (), matrix: Matrix = NO_MATRIX, rest: str = ""
    ) -> None:
        """Show other rows; the current cell stays current where it is among them."""
        self.flush()
        current = self.table.currentIndex()
        practice = self.model.practice(current.row())
        self._workspace = workspace
        self._reason.open(workspace)
        self.model.show(workspace, groups, matrix, rest)
        self.table.go_near(practice, current.column())
        self.show_current()
        self.filled.emit()

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other cells and titles in the same rows."""
        self.model.set_matrix(matrix)
        self.show_current()
        self.filled.emit()

    def refresh(self, change_set: ChangeSet) -> None:
        """Show the cells of the practices that a change concerns."""
        matrix = self.model.matrix
        if self._workspace and matrix.roundtable_key:
            now = roundtable_matrix.updated(self._workspace, matrix, change_set)
            self.model.refresh(change_set.practice_ids, now)
            self.show_current()
            self.filled.emit()

    @Slot()
    def flush(self) -> bool:
        """Save the reason being typed; tell whether it is saved."""
        return self._reason.flush()

    def unsaved(self) -> Unsaved | None:
        """Return the reason that is not saved; None also where its cell is not in these rows."""
        found = self._reason.unsaved()
        row = self.model.row_of(found[0]) if found else None
        if found is None or row is None or found[1] not in self.model.targets:
            return None
        target = found[1]
        column = self.model.targets.index(target)

        def show() -> None:
            self.table.go_to(row, column)
            self.edit_reason()

        words = self.tr("The reason of “{title}” at {mark}")
        return Unsaved(words.format(title=self.model.title(row), mark=target.mark), show)

    def _build_actions(self) -> None:
        action = partial(add_action, self.table)
        self._toggle = action(self.tr("Map"), self.toggle, "Space")
        action(self.tr("Write the reason"), self.edit_reason, "Return", "Enter")
        self._principal = action(self.tr("Principal question"), self.toggle_principal, "P")
        self._accept = action(self.tr("Accept the best suggestion"), self.accept, "Alt+Y")
        self._refuse = action(self.tr("Refuse the suggestion"), self.refuse, "Alt+N")
        self._separate()
        action(self.tr("Next practice without a question"), partial(self.step, 1), "N")
        action(self.tr("Previous practice without a question"), partial(self.step, -1), "Shift+N")
        action(self.tr("Open practice"), self._ask_practice, "Ctrl+Return")
        self._separate()
        action(self.tr("Copy"), self.copy, "Ctrl+C")
        action(self.tr("Paste"), self.paste, "Ctrl+V")
        action(self.tr("Fill down"), self.fill_down, "Ctrl+D")
        self._separate()
        action(self.tr("Copy mappings from another roundtable…"), self.take_over, "Ctrl+Shift+O")
        action(self.tr("Remove from this roundtable"), self.leave_out, "Shift+Del")

    def _separate(self) -> None:
        line = QAction(self.table)
        line.setSeparator(True)
        self.table.addAction(line)

    def toggle(self) -> None:
        """Map the cells selected; where all are mapped already, unmap them."""
        pairs = [self._pair(row, column) for row, column in self.table.selected_cells()]
        if pairs:
            were_mapped = all(self.model.cell(row, column).is_mapped for row, column in self.table.selected_cells())
            change, roundtable = roundtable_matrix.toggle, self._roundtable
            self._do(len(pairs), change, roundtable_key=roundtable, pairs=pairs, were_mapped=were_mapped)

    def edit_reason(self) -> None:
        """Go to the reason of the current cell."""
        self.panel.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.panel.reason.selectAll()

    def toggle_principal(self) -> None:
        """Make the current question the principal one of the practices selected; where it is, leave them without."""
        target, rows, keys = self._target(), self.table.selected_rows(), self._selected_practices()
        if target is None or not target.is_question or not keys:
            return
        column = self.table.currentIndex().column()
        wanted = None if all(self.model.cell(row, column).is_principal for row in rows) else target
        change = roundtable_matrix.set_principal
        self._do(len(keys), change, roundtable_key=self._roundtable, practice_keys=keys, target=wanted)

    def accept(self) -> None:
        """Map as the best suggestion says, and go there."""
        if best := self._best_suggestion():
            row, (column, suggestion) = self.table.currentIndex().row(), best
            self._accept_suggestion(suggestion)
            self.table.go_to(row, column)

    def refuse(self) -> None:
        """Refuse the best suggestion."""
        if best := self._best_suggestion():
            self._refuse_suggestion(best[1])

    def step(self, by: int) -> None:
        """Go to the next practice that is mapped to nothing, round the end; where all are mapped, to the next gap."""
        at, matrix = self.table.currentIndex(), self.model.matrix
        rows = _cycle(at.row(), by, self.model.rowCount())
        row = next((r for r in rows if self.model.practice(r) is not None and not self.model.is_mapped(r)), None)
        if row is not None:
            self.table.go_to(row, max(at.column(), 0))
        elif at.isValid():
            columns = _cycle(at.column(), by, len(matrix.targets))
            gap = next((column for column in columns if not matrix.practices[matrix.targets[column]]), at.column())
            self.table.go_to(at.row(), gap)

    def copy(self) -> None:
        """Copy the block of cells selected as tab-separated text."""
        rows, columns = self._block()
        cells = ((self.model.cell(row, column) for column in columns) for row in rows)
        QGuiApplication.clipboard().setText(matrix_block.write(cells))

    def paste(self) -> None:
        """Paste a block of cells from the first one selected on; its empty cells change nothing."""
        block = matrix_block.read(QGuiApplication.clipboard().text())
        rows, columns = self._block()
        if not block or not rows:
            return
        is_spread = len(rows) * len(columns) > 1
        if not is_spread or len(block) > 1 or len(block[0]) > 1:
            below = range(rows[0], self.model.rowCount())
            rows = [row for row in below if self.model.practice(row) is not None]
            columns = range(columns[0], len(self.model.targets))
        placed = matrix_block.placed(block, rows, columns, is_spread=is_spread)
        self._set_reasons({self._pair(row, column): reason for row, column, reason in placed})

    def fill_down(self) -> None:
        """Copy the first cell of each column selected into those below."""
        rows, columns = self._block()
        reasons: dict[Pair, str | None] = {}
        for number in columns:
            first = self.model.cell(rows[0], number)
            for row in rows[1:]:
                reasons[self._pair(row, number)] = first.reason if first.is_mapped else None
        self._set_reasons(reasons)

    def leave_out(self) -> None:
        """Take the practices selected out of the roundtable, with all their marks."""
        if keys := self._selected_practices():
            self._do(len(keys), roundtable_matrix.leave_out, roundtable_key=self._roundtable, practice_keys=keys)

    @property
    def _roundtable(self) -> int:
        return self.model.matrix.roundtable_key

    def _target(self) -> Target | None:
        column = self.table.currentIndex().column()
        return self.model.targets[column] if 0 <= column < len(self.model.targets) else None

    def _pair(self, row: int, column: int) -> Pair:
        key = self.model.practice(row)
        assert key is not None  # noqa: S101 - headings cannot be selected
        return key, self.model.targets[column]

    def _block(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the rows of practices and the columns between the outermost cells selected."""
        spans = self.table.spans()
        if not spans:
            return (), ()
        columns = range(min(span.left() for span in spans), max(span.right() for span in spans) + 1)
        rows = range(min(span.top() for span in spans), max(span.bottom() for span in spans) + 1)
        return [row for row in rows if self.model.practice(row) is not None], columns

    def _best_suggestion(self) -> "tuple[int, Suggestion] | None":
        """Return the suggestion in the current column, else the current practice's likeliest, with its column."""
        at = self.table.currentIndex()
        if not at.isValid():
            return None
        here = self.model.suggestion(at.row(), at.column())
        return (at.column(), here) if here else next(iter(self.model.suggested_in_row(at.row())), None)

    def _set_reasons(self, reasons: Mapping[Pair, str | None]) -> None:
        if reasons:
            self._do(len(reasons), roundtable_matrix.set_reasons, roundtable_key=self._roundtable, reasons=reasons)

    @Slot(object)
    def _accept_suggestion(self, suggestion: "Suggestion") -> None:
        """Map as a suggestion says; why is left to the person, who will have to send it."""
        pairs = [(suggestion.practice, suggestion.target)]
        self._do(1, roundtable_matrix.mark, roundtable_key=self._roundtable, pairs=pairs)

    @Slot(object)
    def _refuse_suggestion(self, suggestion: "Suggestion") -> None:
        self._do(1, roundtable_matrix.refuse, pairs=[(suggestion.practice, suggestion.target)])

    @Slot(object, int)
    def _drop(self, keys: list[int], column: int) -> None:
        pairs = [(key, self.model.targets[column]) for key in keys]
        self._do(len(pairs), roundtable_matrix.mark, roundtable_key=self._roundtable, pairs=pairs)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        """Toggle a cell; a suggestion, a reason or the principal question is only looked at: Space toggles it."""
        cell = self.model.cell(index.row(), index.column())
        is_suggestion = not cell.is_mapped and self.model.suggestion(index.row(), index.column()) is not None
        if not cell.reason and not cell.is_principal and not is_suggestion:
            self.toggle()

    def _selected_practices(self) -> list[int]:
        return [key for row in self.table.selected_rows() if (key := self.model.practice(row)) is not None]

    def _do(
        self, size: int, change: Callable[Concatenate[Workspace, P], ChangeSet], *of: P.args, **values: P.kwargs
    ) -> None:
        """Make a change to ``size`` cells at once; as a job where it is large or the file is busy."""
        if self._workspace is None:
            return
        if size > _AT_ONCE:
            self._start(self._workspace.location, lambda own: change(own, *of, **values))
            return
        self.changing.emit()
        try:
            change_set = change(self._workspace, *of, **values)
        except BusyError:
            self._start(self._workspace.location, lambda own: change(own, *of, **values))
        except RoundtableError as error:
            self.failed.emit(error)
        else:
            self.changed.emit(change_set)

    def _start(self, location: str, change: Callable[[Workspace], ChangeSet]) -> None:
        title = self.tr("Mapping practices")
        self._jobs.start(title, location, lambda own, _: change(own), self.changed.emit, self.failed.emit)

    @Slot()
    def show_current(self) -> None:
        """Show the current cell in the panel, except a reason that is being typed."""
        at = self.table.currentIndex()
        key, target = self.model.practice(at.row()), self._target()
        if key is None or target is None:
            self.panel.show_nothing()
            self._reason.show(None, "")
        else:
            cell = self.model.cell(at.row(), at.column())
            self.panel.show_cell(self.model.title(at.row()), target, cell)
            self._reason.show((key, target), cell.reason)
            self._show_offers(at.row(), at.column(), target)
        self._update_actions()

    def _show_offers(self, row: int, column: int, target: Target) -> None:
        model = self.model
        of_row = sorted(model.suggested_in_row(row), key=lambda found: found[0] != column)  # as keys take them
        of_practice = [Offer(f"{s.target.mark} {s.target.text}", model.strength(s), s) for _, s in of_row]
        likely = model.suggested_in_column(column, MOST_OF_TARGET)
        titles = model.titles([s.practice for s in likely])
        of_target = [
            Offer(title or self.tr("(no title)"), model.strength(s), s) for title, s in zip(titles, likely, strict=True)
        ]
        self.panel.show_offers(of_practice, of_target, target)

    def _update_actions(self) -> None:
        """Enable the actions that the current cell allows."""
        at = self.table.currentIndex()
        has_cell = self.model.practice(at.row()) is not None
        for action in self.table.actions():
            action.setEnabled(has_cell)
        cell = self.model.cell(at.row(), at.column()) if has_cell else roundtable_matrix.Cell()
        target = self._target()
        self._toggle.setText(self.tr("Unmap") if cell.is_mapped else self.tr("Map"))
        self._principal.setEnabled(has_cell and target is not None and target.is_question)
        text = self.tr("No principal question") if cell.is_principal else self.tr("Principal question")
        self._principal.setText(text)
        for action in (self._accept, self._refuse):
            action.setEnabled(self._best_suggestion() is not None)

    def take_over(self) -> None:
        """Copy to the current question or measure all that is mapped to one of another roundtable."""
        if target := self._target():
            self._ask_take_over([target])

    def take_over_any(self) -> None:
        """Copy the mappings of a question or measure of another roundtable; asks into which."""
        self._ask_take_over(self.model.targets)

    def _ask_take_over(self, targets: Sequence[Target]) -> None:
        def take_over(source: Target, target: Target) -> None:  # a job, for it may be much
            self._do(_AT_ONCE + 1, roundtable_matrix.take_over, from_target=source, to_target=target)

        sources = roundtable_matrix.other_targets(self._workspace, self._roundtable) if self._workspace else []
        if sources:
            take_over_dialog.ask(self, sources, targets, take_over)
            return
        cause = self.tr("There is no other roundtable with questions in this workspace.")
        self.failed.emit(RoundtableError(cause, self.tr("Import its paper or an exchange file first.")))

    @Slot()
    def _ask_practice(self) -> None:
        if (key := self.model.practice(self.table.currentIndex().row())) is not None:
            self.practice_asked.emit(key)


def _cycle(at: int, by: int, count: int) -> Iterator[int]:
    """Return all of ``count`` positions once, from the one after ``at`` round to ``at``."""
    return ((at + by * n) % count for n in range(1, count + 1))
