"""When what is typed is to be saved: once the typing pauses, and at the latest after a second of it.

Measures time only; what is saved, and how, is the business of whoever listens.
"""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 800
LONGEST_MS = 950
"""How long typing may go on without a pause before it is saved all the same: a crash costs a second at most."""


class Pauses(QObject):
    """Tell when what is typed is due to be saved."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)

    def wait(self) -> None:
        """Take note that something is typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        """Take note that nothing is left to be saved."""
        self._pause.stop()
        self._longest.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._tell)
        return timer

    def _tell(self) -> None:
        self.stop()
        self.due.emit()
