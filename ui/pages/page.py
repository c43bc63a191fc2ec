"""What the window asks of every page.

Holds no content of its own.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace


class Page(QWidget):
    """Be a place of work on the open workspace."""

    changed = Signal(object)
    """The ``ChangeSet`` of something done here."""
    failed = Signal(object)
    """A RoundtableError: something could not be done or read."""
    import_asked = Signal()
    """Files are to be taken in."""
    counted = Signal(object)
    """How many things the page holds, for the rail; None where there is nothing to count."""
    said = Signal(str)
    """What is shown, for the status bar."""

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or that none is open, and let go of threads and files of the one before."""
        raise NotImplementedError

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Save what is typed; tell whether all of it is saved. A page that saves at once has nothing left."""
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """Name the parts that F6 goes through, in order."""
        raise NotImplementedError


class RoundtablePage(Page):
    """Be a place of work on one roundtable."""

    chosen = Signal(str)
    """The code of the roundtable that is looked at now."""

    def choose(self, code: str) -> None:
        """Look at the roundtable with the code."""
        raise NotImplementedError
