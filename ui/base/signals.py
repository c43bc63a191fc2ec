"""What the parts of the window tell each other: that the workspace changed, and how.

Carries values only; whoever shows something listens and reads again.
"""

from PySide6.QtCore import QObject, Signal


class Signals(QObject):
    """Announce every change to the open workspace; nobody calls a page to make it reload."""

    changed = Signal(object)
    """A ``ChangeSet``: the workspace holds something else now."""
