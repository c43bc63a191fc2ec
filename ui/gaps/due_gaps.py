"""Line about the gaps due within a week in any roundtable: their number and the most urgent one."""

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QWidget

from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import gaps
from roundtable.mapping.gaps import DueGap
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.widgets.action_line import ActionLine

_TABLES = ("gap", "guiding_question", "possible_measure", "roundtable")
_DAYS_AHEAD = 7


class DueGaps(ActionLine):
    """Show the most urgent of the gaps due, with a button that opens it; hidden while none is due."""

    gap_asked = Signal(str, int)
    """The code of a roundtable and the key of one of its gaps."""
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Show gap"), self._ask, parent)
        self._workspace: Workspace | None = None
        self._due: list[DueGap] = []

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or none."""
        self._workspace = workspace
        self._refresh()

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        if change_set.touches(*_TABLES):
            self._refresh()

    def _refresh(self) -> None:
        until = QDate.currentDate().addDays(_DAYS_AHEAD).toString(Qt.DateFormat.ISODate)
        try:
            self._due = gaps.due(self._workspace, until) if self._workspace else []
        except RoundtableError as error:
            self._due = []
            self.failed.emit(error)
        if not self._due:
            self.say("")
        else:
            first = self._due[0]
            day = value_texts.calendar_day(first.gap.due, self.locale())
            count = self.tr("%n gap(s) due", "", len(self._due))
            target = first.gap.target
            self.say(f"{count} · {first.code}, {day}: {target.mark} {target.text}")

    def _ask(self) -> None:
        first = self._due[0]
        self.gap_asked.emit(first.code, first.gap.key)
