"""Base classes of the pages: what the window asks of each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace


class Page(QWidget):
    """Work on one part of the open workspace."""

    changed = Signal(object)
    """The ``ChangeSet`` of an edit."""
    failed = Signal(object)
    """The RoundtableError of a read or an edit."""
    import_asked = Signal()
    counted = Signal(object)
    """The number shown beside the page in the rail; None for none."""
    said = Signal(str)
    """The status bar's text."""

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or none, and release the threads and files of the one before."""
        raise NotImplementedError

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Save what is typed; tell whether all of it is saved. A page that saves at once has nothing left."""
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """Return the panes that F6 moves through, in order."""
        raise NotImplementedError


class RoundtablePage(Page):
    """Work on one roundtable of the open workspace."""

    chosen = Signal(str)
    """The code of the roundtable chosen."""

    def choose(self, code: str) -> None:
        """Choose a roundtable by its code."""
        raise NotImplementedError
