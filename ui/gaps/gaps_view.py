"""The gaps of a roundtable: what lacks a practice, what is done about it, by whom and until when.

Lists, asks and saves; when a gap closes is the mapping's business.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QModelIndex, QPersistentModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QTextLayout
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QStyleOptionViewItem, QWidget
from typing_extensions import override

from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import gaps, targets
from roundtable.mapping.gaps import GapRow
from roundtable.mapping.targets import Target
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.dialogs.question_dialog import ask_choice
from ui.gaps.gap_form import GapForm
from ui.practice_table.practice_cells import Cell
from ui.widgets.build import add_action, button, column, command_row, label, table
from ui.widgets.empty_state import EmptyState
from ui.widgets.panes import Panes
from ui.widgets.rows_model import Column, RowsModel

TABLES = ("gap", "mapping", "annex_entry", "guiding_question", "possible_measure", "roundtable", "practice")
"""What decides where a practice is missing; one in the trash answers nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a row of the list: a gap, or a question or measure without a practice of which nothing is recorded."""

    target: Target
    gap: GapRow | None = None

    @property
    def identity(self) -> tuple[str, int]:
        """Return what is the same of a row after the list was read again."""
        return (self.target.kind, self.target.key) if self.gap is None else ("gap", self.gap.key)

    @property
    def is_open(self) -> bool:
        """Tell whether a practice is still looked for."""
        return self.gap is None or self.gap.is_open

    @property
    def is_overdue(self) -> bool:
        """Tell whether the day by which it was due has passed."""
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        return self.gap is not None and self.gap.is_open and "" < self.gap.due < today


_Index = QModelIndex | QPersistentModelIndex


class GapsModel(RowsModel[Line]):
    """Show gaps, the overdue in the colour of what is bad and the closed muted."""

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
    """Paint when a gap is due in the colour that the model gives, also in the chosen row."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.paint_ground(painter, option, index)
        text = str(index.data())
        marks = []
        if ink := index.data(Qt.ItemDataRole.ForegroundRole):
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = 0, len(text)
            mark.format.setForeground(ink)
            marks.append(mark)
        self.paint_line(painter, option, text, option.font, marks)


class GapsView(QWidget):
    """List the gaps of a roundtable, and edit the one that is looked at beside the list."""

    changed = Signal(object)
    """The ``ChangeSet`` of something done here."""
    failed = Signal(object)
    """A RoundtableError: something could not be done."""
    counted = Signal(object)
    """How many gaps are open, noted or not; None where no roundtable is shown."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._roundtable = 0
        self._wanted: tuple[str, int] | None = None
        self._build_table(theme)
        self._about = label("", "caption")
        self._about.setWordWrap(False)
        self._form = GapForm(theme, self._save, self)
        self._form.left.connect(self._table.setFocus)
        self._side = QStackedWidget()
        self._side.addWidget(self._form)
        self._side.addWidget(self._build_hole())
        self._side.setMinimumWidth(260)
        panes = Panes(settings, "gaps", (self._table, self._side), (760, 320))
        self._finish = button("", self._finish_gap)
        self._delete = button(self.tr("Delete"), self._delete_gap)
        self._delete.setToolTip(self.tr("Delete the gap (Del)"))
        new = button(self.tr("New gap…"), self._ask_new, "primary")
        content = QWidget()
        content.setLayout(column(command_row(self._about, None, self._finish, self._delete, new), panes))
        self._empty = EmptyState(
            self.tr("No gap is known"),
            self.tr("Every question and measure has a practice. What is missing all the same can be noted here."),
            [(self.tr("New gap…"), self._ask_new)],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(content)
        self._stack.addWidget(self._empty)
        self.setLayout(column(self._stack))
        theme.changed.connect(self._table.viewport().update)

    @property
    def table(self) -> QWidget:
        """Return what the focus goes to."""
        return self._empty if self._stack.currentIndex() else self._table

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or that none is open; a roundtable is named after that."""
        self._form.forget()
        self._workspace = workspace
        self._roundtable = 0
        self._read_again()

    def show_roundtable(self, key: int) -> None:
        """Show the gaps of the roundtable with a key; 0 for none."""
        if key != self._roundtable:
            self._form.flush()
            self._roundtable = key
            self._read_again()

    def show_gap(self, key: int) -> None:
        """Look at a gap of the roundtable."""
        self._choose(("gap", key))

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        if change_set.touches(*TABLES):
            self._read_again()

    def flush(self) -> bool:
        """Save what is typed; tell whether all of it is saved."""
        return self._form.flush()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when something else is gone to."""
        self._form.flush()
        super().hideEvent(event)

    def _build_table(self, theme: Theme) -> None:
        self._model = GapsModel(
            (
                Column(self.tr("Due"), self._due),
                Column(self.tr("Question or measure"), lambda line: f"{line.target.mark} {line.target.text}"),
                Column(self.tr("State"), self._state),
                Column(self.tr("Asked"), self._asked),
                Column(self.tr("Owner"), lambda line: line.gap.owner if line.gap else ""),
            ),
            theme,
            self,
        )
        self._table = table(self._model, self.tr("Gaps"))
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        self._table.setItemDelegateForColumn(0, DueCell(theme, self._table))
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for section, width in ((0, 138), (2, 138), (3, 172), (4, 84)):
            header.resizeSection(section, width)
        self._table.selectionModel().currentRowChanged.connect(self._show_current)
        self._table.doubleClicked.connect(self._start)
        add_action(self._table, self.tr("Edit, or note the gap"), self._start, "Return", "Enter", "F2")
        add_action(self._table, self.tr("New gap…"), self._insert, "Ins")
        add_action(self._table, self.tr("Delete"), self._delete_gap, "Del")

    def _build_hole(self) -> QWidget:
        """Make what stands beside the list for a hole of which nothing is recorded."""
        self._hole = label()
        sentence = label(self.tr("No practice is known for this yet, and nothing is noted about it."), "caption")
        hole = QWidget()
        hole.setObjectName("surface")
        hole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        note = button(self.tr("Note this gap"), self._start, "primary")
        hole.setLayout(column(self._hole, sentence, note, None, margins=(16, 16, 16, 16), spacing=12))
        return hole

    def _due(self, line: Line) -> str:
        if line.gap is None:
            return ""
        if line.gap.closed_at:
            return self.tr("closed {day}").format(day=value_texts.day(line.gap.closed_at, self.locale()))
        day = value_texts.calendar_day(line.gap.due, self.locale(), is_short=True)
        return self.tr("overdue, {day}").format(day=day) if line.is_overdue else day

    def _state(self, line: Line) -> str:
        return value_texts.gap_state(line.gap.state) if line.gap else self.tr("No practice known")

    def _asked(self, line: Line) -> str:
        if line.gap is None:
            return ""
        return ", ".join(
            filter(None, (line.gap.asked, value_texts.calendar_day(line.gap.asked_on, self.locale(), is_short=True)))
        )

    def _read_again(self) -> None:
        """Read the list; the row looked at stays, and where it is gone, the one in its place is looked at."""
        at = self._table.currentIndex().row()
        current = self._current()
        lines = self._read()
        self._model.set_rows(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        opened = [line for line in lines if line.is_open]
        self.counted.emit(len(opened) if self._roundtable else None)
        self._say(opened, len(lines) - len(opened))
        wanted, self._wanted = self._wanted or (current.identity if current else None), None
        if not self._choose(wanted):
            self._table.setCurrentIndex(self._model.index(min(max(at, 0), len(lines) - 1), 0))
        if not lines:
            self._form.show_gap(None)

    def _read(self) -> list[Line]:
        """Read the open gaps by due date, the holes without a record, and the closed gaps at the end."""
        if self._workspace is None or not self._roundtable:
            return []
        try:
            found = [Line(gap.target, gap) for gap in gaps.listing(self._workspace, self._roundtable)]
            holes = [Line(target) for target in gaps.uncovered(self._workspace, self._roundtable)]
        except RoundtableError as error:
            self.failed.emit(error)
            return []
        opened, closed = [line for line in found if line.is_open], [line for line in found if not line.is_open]
        return [*opened, *holes, *closed]

    def _say(self, opened: list[Line], closed: int) -> None:
        overdue = sum(line.is_overdue for line in opened)
        said = [self.tr("%n open gap(s)", "", len(opened))]
        if overdue:
            said.append(self.tr("%n overdue", "", overdue))
        if closed:
            said.append(self.tr("%n closed", "", closed))
        self._about.setText(" · ".join(said))

    def _choose(self, identity: tuple[str, int] | None) -> bool:
        """Look at a row; tell whether it is there."""
        for number, line in enumerate(self._model.rows):
            if line.identity == identity:
                self._table.setCurrentIndex(self._model.index(number, 0))
                return True
        return False

    def _current(self) -> Line | None:
        at = self._table.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        line = self._model.rows[index.row()]
        words_of_finish = self.tr("Close gap") if line.is_open else self.tr("Open again")
        self._finish.setText(words_of_finish)
        self._finish.setAccessibleName(words_of_finish)
        for made in (self._finish, self._delete):
            made.setEnabled(line.gap is not None)
        self._side.setCurrentIndex(0 if line.gap else 1)
        self._form.show_gap(line.gap)
        self._hole.setText(f"{line.target.mark} {line.target.text}")

    def _start(self) -> None:
        """Edit the gap that is looked at; a hole becomes one first."""
        if line := self._current():
            if line.gap:
                self._form.start()
            else:
                self._make(line.target)

    def _insert(self) -> None:
        """Note the hole that is looked at, else ask what lacks a practice."""
        if (line := self._current()) and line.gap is None:
            self._make(line.target)
        else:
            self._ask_new()

    def _ask_new(self) -> None:
        if self._workspace is None or not self._roundtable:
            return
        with self._workspace.reading() as connection:
            found = targets.of_roundtable(connection, self._roundtable)
        noted = {line.target for line in self._model.rows if line.gap and line.is_open}
        choices = [(target, f"{target.mark} {target.text}") for target in found if target not in noted]
        sentence = self.tr("Which question or measure lacks a practice?")
        ask_choice(self, self.tr("New gap"), sentence, self.tr("Add"), choices=choices, then=self._make)

    def _make(self, target: Target) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        self._form.flush()

        def make() -> ChangeSet:
            key, change_set = gaps.create(workspace, self._roundtable, target)
            self._wanted = ("gap", key)
            return change_set

        if self._do(make):
            self._form.start()

    def _delete_gap(self) -> None:
        line = self._current()
        if self._workspace and line and line.gap:
            self._form.forget(line.gap.key)
            self._do(partial(gaps.delete, self._workspace, [line.gap.key]))

    def _finish_gap(self) -> None:
        """Close the gap that is looked at, or open it again."""
        line = self._current()
        if self._workspace and line and line.gap:
            self._form.flush()
            self._do(partial(gaps.close if line.is_open else gaps.reopen, self._workspace, line.gap.key))

    def _save(self, key: int, field: str, value: Any) -> bool:
        workspace = self._workspace
        return workspace is not None and self._do(lambda: gaps.save(workspace, key, **{field: value}))

    def _do(self, change: Callable[[], ChangeSet]) -> bool:
        """Make a change and tell of it; tell whether it could be made."""
        try:
            change_set = change()
        except RoundtableError as error:
            self.failed.emit(error)
            return False
        self.changed.emit(change_set)
        return True
