"""Base of the window's pages: the signals that the window connects in a loop, and what it calls."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.base.preferences import Preferences


class Unsaved(NamedTuple):
    """Name a field whose text is not saved, and hold what leads there."""

    field: str
    show: Callable[[], object]


class Page(QWidget):
    """A page of the open workspace."""

    changed = Signal(object)
    """The ``ChangeSet`` of something done here."""
    failed = Signal(object)
    """A RoundtableError: something could not be done or read."""
    counted = Signal(object)
    """How many things the page holds, for the rail; None shows nothing."""
    said = Signal(str)
    """What is shown, for the status bar."""
    import_asked = Signal()
    practice_asked = Signal(object)
    """The key or the identity of a practice to show."""
    practices_asked = Signal(str)
    """A query whose practices are to be listed."""
    roundtable_asked = Signal(str)
    """The code of a roundtable to show."""
    gap_asked = Signal(str, int)
    """The code of a roundtable and the key of a gap to show."""
    recipient_asked = Signal(str)
    """The identity of a handover whose recipient is to be named."""
    picture_saved = Signal(object)
    """The path of a picture that was written."""

    def apply(self, preferred: Preferences) -> None:
        """Follow the preferences."""

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, None for none, and close threads and files of the one before."""
        raise NotImplementedError

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Save what is typed, as far as it can be; tell whether all of it is. A page that saves at once has no more."""
        return True

    def unsaved(self) -> Unsaved | None:
        """Return the first field whose text is not saved; what it leads to is on this page."""
        return None

    def work(self) -> QWidget:
        """Return the part that has the focus when the page is gone to: where the work is."""
        return self.panes()[-1]

    def focus_search(self) -> bool:
        """Move the focus to the page's own search; tell whether it has one."""
        return False

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through, in order."""
        raise NotImplementedError


class RoundtablePage(Page):
    """A page of one roundtable."""

    chosen = Signal(str)
    """The code of the roundtable shown now."""

    def choose(self, code: str) -> None:
        """Show the roundtable with the code."""
        raise NotImplementedError
