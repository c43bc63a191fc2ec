"""Gaps view: the questions and measures of a roundtable that lack a practice, who was asked, and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDate, QModelIndex, QPersistentModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QTextLayout
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QWidget
from typing_extensions import override

from roundtable.errors import ChangedError, RoundtableError
from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import gaps, targets
from roundtable.mapping.gaps import GapRow
from roundtable.mapping.targets import Target
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.dialogs.question_dialog import ask_choice
from ui.fields.conflict import who_changed
from ui.gaps.gap_form import GapForm
from ui.pages.page import Unsaved
from ui.practice_table.practice_cells import Cell, TextCell
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import add_action, button, column, command_row, label, table
from ui.widgets.panes import Panes
from ui.widgets.rows_model import Column, RowsModel

_TABLES = ("gap", "mapping", "annex_entry", "guiding_question", "possible_measure", "roundtable", "practice")
"""What gaps are derived from; ``practice``, for one in the trash answers nothing."""


_QUESTION, _ASKED, _OWNER = 1, 3, 4
_LEAST, _MOST = 84, 168
"""The least and the most that a column beside the questions takes, in pixels."""
_AROUND = 24
"""Room beside a text in its cell."""
_TWO_LINES = 46


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a row of the list: a gap, or an unrecorded one, a question or measure without a practice."""

    target: Target
    gap: GapRow | None = None

    @property
    def identity(self) -> tuple[str, int]:
        """Identify the row across reloads."""
        return (self.target.kind, self.target.key) if self.gap is None else ("gap", self.gap.key)

    @property
    def is_open(self) -> bool:
        """Tell whether a practice is still missing."""
        return self.gap is None or self.gap.is_open

    @property
    def is_overdue(self) -> bool:
        """Tell whether an open gap is past its due date."""
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        return self.gap is not None and self.gap.is_open and "" < self.gap.due < today


_Index = QModelIndex | QPersistentModelIndex


class GapsModel(RowsModel[Line]):
    """Show gaps, the overdue in the colour of errors, the closed and unrecorded muted."""

    def __init__(self, columns: tuple[Column[Line], ...], theme: Theme, parent: QWidget) -> None:
        super().__init__(columns, parent)
        self._theme = theme

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            line = self.rows[index.row()]
            if not line.is_open or line.gap is None:
                return self._theme.colours.colour("muted")
            return self._theme.colours.colour("bad") if line.is_overdue and index.column() == 0 else None
        return super().data(index, role)


class DueCell(Cell):
    """Paint a due date in the model's colour, also in the selected row."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.paint_ground(painter, option, index)
        text = str(index.data())
        whole = QTextLayout.FormatRange()
        whole.start, whole.length = 0, len(text)
        if colour := index.data(Qt.ItemDataRole.ForegroundRole):
            whole.format.setForeground(colour)
        self.paint_line(painter, option, text, option.font, [whole])


class GapsView(QWidget):
    """List the gaps of a roundtable, and edit the current one beside the list."""

    changed = Signal(object)
    failed = Signal(object)
    counted = Signal(object)
    """The number of open gaps, recorded or not; None where no roundtable is shown."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._roundtable = 0
        self._wanted: tuple[str, int] | None = None
        self._build_table(theme)
        self._summary = label("", "caption")
        self._summary.setWordWrap(False)
        self._form = GapForm(theme, self._save, self._next_step, self._who_changed, self)
        self._form.left.connect(self._table.setFocus)
        self._side = QStackedWidget()
        self._side.addWidget(self._form)
        self._side.addWidget(self._build_unrecorded())
        self._side.setMinimumWidth(260)
        panes = Panes(settings, "gaps", (self._table, self._side), (760, 320))
        self._finish = button("", self._finish_gap)
        self._delete = button(self.tr("Delete"), self._delete_gap)
        self._delete.setToolTip(self.tr("Delete the gap (Del)"))
        new = button(self.tr("New gap…"), self._ask_new, "primary")
        content = QWidget()
        content.setLayout(column(command_row(self._summary, None, self._finish, self._delete, new), panes))
        self._empty = EmptyState(
            self.tr("No gaps"),
            self.tr("Every question and measure has a practice. Anything else that is missing can be noted here."),
            [(self.tr("New gap…"), self._ask_new)],
        )
        self._stack = QStackedWidget()
        for shown in (content, self._empty):
            self._stack.addWidget(shown)
        self.setLayout(column(self._stack))
        theme.changed.connect(self._table.viewport().update)

    @property
    def table(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self._empty if self._stack.currentIndex() else self._table

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or none, without a roundtable yet."""
        self._form.forget()
        self._workspace = workspace
        self._roundtable = 0
        self._refresh()

    def show_roundtable(self, key: int) -> None:
        """Show the gaps of a roundtable by its key; 0 for none."""
        if key != self._roundtable:
            self._form.flush()
            self._roundtable = key
            self._refresh()

    def show_gap(self, key: int) -> None:
        """Select a gap of the roundtable by its key."""
        self._select(("gap", key))

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        if change_set.touches(*_TABLES):
            self._refresh()

    def flush(self) -> bool:
        """Save what is typed; tell whether all of it is saved."""
        return self._form.flush()

    def unsaved(self) -> Unsaved | None:
        """Return what is typed and cannot be saved as it is."""
        found = self._form.unsaved()
        if found is None:
            return None
        key, name = found
        line = next((line for line in self._model.rows if line.gap and line.gap.key == key), None)
        field = self._form.field_label(name)
        at = self.tr("“{field}” of the gap at {mark}").format(field=field, mark=line.target.mark) if line else ""

        def show() -> None:
            self.show_gap(key)
            self._form.focus_field(name)

        return Unsaved(at or self.tr("“{field}” of a gap of another roundtable").format(field=field), show)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when the view is left."""
        self._form.flush()
        super().hideEvent(event)

    def _build_table(self, theme: Theme) -> None:
        columns: tuple[Column[Line], ...] = (
            Column(self.tr("Due"), self._due),
            Column(self.tr("Question or measure"), lambda line: f"{line.target.mark} {line.target.text}"),
            Column(self.tr("State"), self._state),
            Column(self.tr("Asked"), self._asked),
            Column(self.tr("Owner"), lambda line: line.gap.owner if line.gap else ""),
        )
        self._model = GapsModel(columns, theme, self)
        self._table = table(self._model, self.tr("Gaps"), (_LEAST, 0, _LEAST, _LEAST, _LEAST))
        self._table.verticalHeader().setDefaultSectionSize(_TWO_LINES)
        for section in (_QUESTION, _ASKED, _OWNER):
            self._table.setItemDelegateForColumn(section, TextCell(theme, self._table))
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        self._table.setItemDelegateForColumn(0, DueCell(theme, self._table))
        self._table.selectionModel().currentRowChanged.connect(self._show_current)
        self._table.doubleClicked.connect(self._edit)
        add_action(self._table, self.tr("Edit, or note the gap"), self._edit, "Return", "Enter", "F2")
        add_action(self._table, self.tr("New gap…"), self._insert, "Ins")
        add_action(self._table, self.tr("Delete"), self._delete_gap, "Del")

    def _build_unrecorded(self) -> QWidget:
        """Make the pane of a gap of which nothing is recorded yet."""
        self._target = label()
        sentence = label(self.tr("No practice is known for this yet, and nothing is noted about it."), "caption")
        record = button(self.tr("Note this gap"), self._edit, "primary")
        pane = QWidget()
        pane.setObjectName("surface")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setLayout(column(self._target, sentence, record, None, margins=(16, 16, 16, 16), spacing=12))
        return pane

    def _due(self, line: Line) -> str:
        if line.gap is None:
            return ""
        if line.gap.closed_at:
            return self.tr("closed {day}").format(day=value_texts.day(line.gap.closed_at, self.locale()))
        day = value_texts.calendar_day(line.gap.due, self.locale())
        return self.tr("overdue, {day}").format(day=day) if line.is_overdue else day

    def _state(self, line: Line) -> str:
        return value_texts.gap_state(line.gap.state) if line.gap else self.tr("No practice known")

    def _asked(self, line: Line) -> str:
        if line.gap is None:
            return ""
        day = value_texts.calendar_day(line.gap.asked_on, self.locale())
        return ", ".join(filter(None, (line.gap.asked, day)))

    def _refresh(self) -> None:
        """Read the list; the current row stays current, else the row in its place becomes it."""
        at = self._table.currentIndex().row()
        current = self._current()
        lines = self._read()
        self._model.set_rows(lines)
        self._fit_columns()
        self._stack.setCurrentIndex(0 if lines else 1)
        self._count(lines)
        wanted, self._wanted = self._wanted or (current.identity if current else None), None
        if not self._select(wanted):
            self._table.setCurrentIndex(self._model.index(min(max(at, 0), len(lines) - 1), 0))
        if not lines:
            self._form.show_gap(None)

    def _fit_columns(self) -> None:
        """Give every column but that of the questions the room of its texts, on one line or, where long, on two."""
        header, metrics = self._table.horizontalHeader(), self._table.fontMetrics()
        for section in (section for section in range(header.count()) if section != _QUESTION):
            texts = (str(self._model.index(row, section).data() or "") for row in range(self._model.rowCount()))
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + _AROUND
            header.resizeSection(section, min(max(header.sectionSizeHint(section), widest, _LEAST), _MOST))

    def _read(self) -> list[Line]:
        """Read the open gaps by due date, then the unrecorded ones, then the closed."""
        if self._workspace is None or not self._roundtable:
            return []
        try:
            recorded = [Line(gap.target, gap) for gap in gaps.listing(self._workspace, self._roundtable)]
            unrecorded = [Line(target) for target in gaps.uncovered(self._workspace, self._roundtable)]
        except RoundtableError as error:
            self.failed.emit(error)
            return []
        closed = [line for line in recorded if not line.is_open]
        return [*(line for line in recorded if line.is_open), *unrecorded, *closed]

    def _count(self, lines: list[Line]) -> None:
        """Summarise the list above it and in the tab."""
        opened = sum(line.is_open for line in lines)
        texts = [self.tr("%n open gap(s)", "", opened)]
        if overdue := sum(line.is_overdue for line in lines):
            texts.append(self.tr("%n overdue", "", overdue))
        if closed := len(lines) - opened:
            texts.append(self.tr("%n closed", "", closed))
        self._summary.setText(" · ".join(texts))
        self.counted.emit(opened if self._roundtable else None)

    def _select(self, identity: tuple[str, int] | None) -> bool:
        """Make a row current; tell whether it exists."""
        row = next((row for row, line in enumerate(self._model.rows) if line.identity == identity), None)
        if row is not None:
            self._table.setCurrentIndex(self._model.index(row, 0))
        return row is not None

    def _current(self) -> Line | None:
        at = self._table.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        line = self._model.rows[index.row()]
        text = self.tr("Close gap") if line.is_open else self.tr("Reopen")
        self._finish.setText(text)
        self._finish.setAccessibleName(text)
        for one in (self._finish, self._delete):
            one.setEnabled(line.gap is not None)
        self._side.setCurrentIndex(0 if line.gap else 1)
        self._form.show_gap(line.gap)
        self._target.setText(f"{line.target.mark} {line.target.text}")

    def _edit(self) -> None:
        """Edit the current gap; an unrecorded one is recorded first."""
        line = self._current()
        if line and line.gap:
            self._form.start()
        elif line:
            self._record(line.target)

    def _insert(self) -> None:
        """Record the current gap where nothing is recorded yet, else ask for a question or measure."""
        if (line := self._current()) and line.gap is None:
            self._record(line.target)
        else:
            self._ask_new()

    def _ask_new(self) -> None:
        if self._workspace is None or not self._roundtable:
            return
        with self._workspace.reading() as connection:
            found = targets.of_roundtable(connection, self._roundtable)
        recorded = {line.target for line in self._model.rows if line.gap and line.is_open}
        choices = [(target, f"{target.mark} {target.text}") for target in found if target not in recorded]
        sentence = self.tr("Which question or measure lacks a practice?")
        ask_choice(self, self.tr("New gap"), sentence, self.tr("Add"), choices=choices, then=self._record)

    def _record(self, target: Target) -> None:
        self._form.flush()

        def create(workspace: Workspace) -> ChangeSet:
            key, change_set = gaps.create(workspace, self._roundtable, target)
            self._wanted = ("gap", key)
            return change_set

        if self._do(create):
            self._form.start()

    def _delete_gap(self) -> None:
        if (line := self._current()) and line.gap:
            key = line.gap.key
            self._form.forget(key)
            self._do(lambda workspace: gaps.delete(workspace, [key]))

    def _finish_gap(self) -> None:
        """Close the current gap, or open it again."""
        if (line := self._current()) and line.gap:
            self._form.flush()
            change, key = (gaps.close if line.is_open else gaps.reopen), line.gap.key
            self._do(lambda workspace: change(workspace, key))

    def _next_step(self, back: bool) -> int:
        return undo_steps.next_entry(self._workspace, back=back)

    def _who_changed(self, key: int, field: str, present: Any) -> str:
        return who_changed(self._workspace, "gap", field, [present], self.locale(), key=key)

    def _save(self, key: int, field: str, value: Any, read_as: Any) -> RoundtableError | None:
        return self._tried(lambda workspace: gaps.save(workspace, key, read_as={field: read_as}, **{field: value}))

    def _do(self, change: Callable[[Workspace], ChangeSet]) -> bool:
        """Make a change to the workspace; tell whether it succeeded."""
        return self._workspace is not None and self._tried(change) is None

    def _tried(self, change: Callable[[Workspace], ChangeSet]) -> RoundtableError | None:
        """Make a change to the workspace; return why it failed."""
        if self._workspace is None:
            return None
        try:
            change_set = change(self._workspace)
        except ChangedError as error:  # told at the field
            return error
        except RoundtableError as error:
            self.failed.emit(error)
            return error
        self.changed.emit(change_set)
        return None
