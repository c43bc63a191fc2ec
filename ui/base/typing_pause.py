"""Timer of auto-save: due once typing pauses, and at the latest after a second of it."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 800
LONGEST_MS = 950
"""How long typing may go on without a pause before it is saved all the same: a crash costs a second at most."""


class Pauses(QObject):
    """Tell when typed text is due to be saved."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause, self._longest = (QTimer(self, singleShot=True, interval=ms) for ms in (PAUSE_MS, LONGEST_MS))
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self.stop)
            timer.timeout.connect(self.due)

    def wait(self) -> None:
        """Note that something is typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        """Note that nothing is left to be saved."""
        self._pause.stop()
        self._longest.stop()
