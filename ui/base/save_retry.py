"""Retry of saves refused because another program holds the workspace, reported once.

Keeps nothing itself: what was typed stays in its field, and its owner is asked to save again.
"""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from roundtable.errors import BusyError, RoundtableError

PATIENCE_SECONDS = 0.03
"""How long a save blocks typing for a file in use; most often our own search is reading it."""
LAST_PATIENCE_SECONDS = 2.0
"""How long the last save waits when the person leaves."""
_AGAIN_MS = 400
_CALM_SECONDS = 2.0


class SaveRetry(QObject):
    """Retry a save that was refused because the workspace is busy."""

    late = Signal(object)
    """A RoundtableError, once per wait: a save has been waiting for two seconds."""

    def __init__(self, again: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._since: float | None = None
        self._is_reported = False
        self._timer = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._timer.timeout.connect(again)

    def refuse(self, error: BusyError) -> None:
        """Note that a save was refused, and schedule the next try."""
        now = monotonic()
        self._since = self._since or now
        self._timer.start()
        if not self._is_reported and now - self._since >= _CALM_SECONDS:
            self._is_reported = True
            remedy = self.tr("What you typed stays in its field and is saved as soon as possible.")
            self.late.emit(RoundtableError(error.cause, remedy))

    def settle(self) -> None:
        """Note that nothing waits any more."""
        self._timer.stop()
        self._since = None
        self._is_reported = False
