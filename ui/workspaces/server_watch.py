"""Watch over the server of a shared workspace, on a thread of its own: changes by anybody, and the connection."""

from threading import Event

from PySide6.QtCore import QObject, QThreadPool, Signal

from roundtable.errors import RoundtableError
from roundtable.workspace import Workspace

_SECONDS_BETWEEN_TRIES = 2.0


class ServerWatch(QObject):
    """Listen to a server until it is stopped, and connect again whenever the connection was lost."""

    heard = Signal()
    """Somebody changed something, this window perhaps."""
    lost = Signal()
    """The server no longer answers; told once."""
    found = Signal()
    """The server answers again."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_over = Event()
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._pool.start(self._listen)

    def stop(self) -> None:
        """Listen no longer, and wait for the thread's end."""
        self._is_over.set()
        self.blockSignals(True)
        self._pool.waitForDone()

    def _listen(self) -> None:
        is_lost = False
        while not self._is_over.is_set():
            try:
                for _ in self._workspace.changes(self._is_over.is_set):
                    if is_lost:
                        is_lost = False
                        self.found.emit()
                    self.heard.emit()
            except RoundtableError:
                if not is_lost:
                    self.lost.emit()
                is_lost = True
                self._is_over.wait(_SECONDS_BETWEEN_TRIES)
