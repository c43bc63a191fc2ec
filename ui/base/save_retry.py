"""What could not be saved because another program has the workspace: tried again until it is, and said once, calmly.

Keeps nothing itself: what was typed stays in its field, and whoever saves it is asked to do so again.
"""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from roundtable.errors import BusyError, RoundtableError

PATIENCE_SECONDS = 0.03
"""How long a save holds up the typing for a file that is in use; most often it is our own search that reads it."""
LAST_PATIENCE_SECONDS = 2.0
"""How long it waits where the person leaves and means to have everything saved."""
_AGAIN_MS = 400
_CALM_SECONDS = 2.0


class SaveRetry(QObject):
    """Have a save tried again soon, for as long as it is refused."""

    late = Signal(object)
    """A RoundtableError, once for as long as it lasts: something has been waiting for a while now."""

    def __init__(self, again: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._since: float | None = None
        self._is_told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(again)

    def refuse(self, error: BusyError) -> None:
        """Take note that a save was refused, and have it tried again."""
        now = monotonic()
        self._since = self._since or now
        self._timer.start()
        if not self._is_told and now - self._since >= _CALM_SECONDS:
            self._is_told = True
            remedy = self.tr("What you typed stays in its field and is saved as soon as it can be.")
            self.late.emit(RoundtableError(error.cause, remedy))

    def settle(self) -> None:
        """Take note that nothing waits any more."""
        self._timer.stop()
        self._since = None
        self._is_told = False
