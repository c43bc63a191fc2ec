"""A calm line about the gaps that are due: how many, the most urgent of them, and a way there.

Looks one week ahead over all roundtables; shows nothing while nothing is due.
"""

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import gaps
from roundtable.mapping.gaps import DueGap
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.widgets.build import button, row
from ui.widgets.line_breaks import OneLine

TABLES = ("gap", "guiding_question", "possible_measure", "roundtable")
_DAYS_AHEAD = 7


class DueGaps(QFrame):
    """Tell of the gaps that are due."""

    gap_asked = Signal(str, int)
    """The code of a roundtable and the key of one of its gaps."""
    failed = Signal(object)
    """A RoundtableError: what is due could not be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("due_gaps")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._workspace: Workspace | None = None
        self._due: list[DueGap] = []
        self._line = OneLine("")
        self._show = button(self.tr("Show gap"), self._ask, "small")
        laid = row(self._line, self._show, margins=(16, 6, 16, 6))
        laid.setStretch(0, 1)
        self.setLayout(laid)
        self.hide()

    def open(self, workspace: Workspace | None) -> None:
        """Tell of another workspace, or of none."""
        self._workspace = workspace
        self._read_again()

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        if change_set.touches(*TABLES):
            self._read_again()

    def _read_again(self) -> None:
        until = QDate.currentDate().addDays(_DAYS_AHEAD).toString(Qt.DateFormat.ISODate)
        try:
            self._due = gaps.due(self._workspace, until) if self._workspace else []
        except RoundtableError as error:
            self._due = []
            self.failed.emit(error)
        self.setVisible(bool(self._due))
        if self._due:
            first = self._due[0]
            day = value_texts.calendar_day(first.gap.due, self.locale(), is_short=True)
            counted = self.tr("%n gap(s) due", "", len(self._due))
            target = first.gap.target
            self._line.say(f"{counted} · {first.code}, {day}: {target.mark} {target.text}")

    def _ask(self) -> None:
        first = self._due[0]
        self.gap_asked.emit(first.code, first.gap.key)
