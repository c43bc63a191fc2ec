"""Where a practice was used: its roundtables, questions, measures and handovers, and what changed since.

Reads the uses at once, and the changes since each handover off the window's thread.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from roundtable.errors import RoundtableError
from roundtable.history import practice_usage
from roundtable.history.practice_usage import Handed, RoundtableUse, Since
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.background_query import Questions
from ui.practices.usage_text import write_uses
from ui.widgets.reading_pane import ReadingPane, Writer

_Question = tuple[int, tuple[Handed, ...]]


class UsesPane(ReadingPane):
    """Where one practice was used; the names of roundtables are links."""

    failed = Signal(object)
    """A RoundtableError: the uses could not be read."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Where the practice was used"), parent)
        self._location = ""
        self._questions = Questions(None, _since, self)
        self._questions.answered.connect(self._show_since)
        self._questions.failed.connect(self.failed)
        self._asked: _Question | None = None
        self._found: Sequence[RoundtableUse] = ()

    def show_practice(self, workspace: Workspace | None, key: int | None) -> None:
        """Show where a practice was used, None for none."""
        self._asked = None
        location = workspace.location if workspace else ""
        if location != self._location:
            self._location = location
            self._questions.open(workspace)
        if workspace is None or key is None:
            self.show_text(None)
            return
        try:
            self._found = practice_usage.of(workspace, key)
        except RoundtableError as error:
            self.show_text(None)
            self.failed.emit(error)
            return
        handed = tuple(one for use in self._found for one in use.handed if one.is_changed)
        self._show(None if handed else {})
        if handed:
            self._asked = (key, handed)
            self._questions.ask(self._asked)

    @Slot(object, object)
    def _show_since(self, question: _Question, since: Mapping[str, Since]) -> None:
        if question == self._asked:
            self._show(since)

    def _show(self, since: Mapping[str, Since] | None) -> None:
        def fill(writer: Writer) -> None:
            write_uses(self._found, since, self.locale(), writer)

        place = self.verticalScrollBar().value()
        self.show_text(fill)
        if since:  # shown below; the person may be reading on by now
            self.verticalScrollBar().setValue(place)


def _since(workspace: Workspace, question: _Question) -> dict[str, Since]:
    key, handed = question
    return practice_usage.since(workspace, key, handed)
