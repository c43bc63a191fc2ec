"""Signal that the open workspace changed."""

from PySide6.QtCore import QObject, Signal


class Signals(QObject):
    """Announce changes to the open workspace; whoever shows them reads again."""

    changed = Signal(object)
    """The ``ChangeSet`` of a change to the workspace."""
