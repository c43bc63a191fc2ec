"""Watch over the server of a shared workspace, on a thread of its own: changes by anybody, and the connection."""

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Event

from PySide6.QtCore import QObject, QThreadPool, Signal

from roundtable.errors import RoundtableError
from roundtable.workspace import Workspace

_SECONDS_BETWEEN_TRIES = 2.0


class ServerWatch(QObject):
    """Listen to a server until it is stopped, and connect again whenever the connection was lost."""

    connected = Signal()
    """The server can be talked to: just connected, or an upgrade is over."""
    heard = Signal()
    """Somebody changed something, this window perhaps."""
    told = Signal(str)
    """The message of another window."""
    unreachable = Signal(object)
    """The RoundtableError that tells that the server no longer answers, or who upgrades the workspace; told once."""
    found = Signal()
    """The server answers again, or the upgrade is over."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.is_away = False
        """Whether the server does not answer, or the workspace is being upgraded."""
        self._is_over = Event()
        self._to_say: SimpleQueue[str] = SimpleQueue()
        self._pool = QThreadPool(self, maxThreadCount=1)

    def start(self) -> None:
        """Begin to listen."""
        self._pool.start(self._listen)

    def say(self, message: str) -> None:
        """Send a message to the other windows soon; none while the server does not answer."""
        self._to_say.put(message)

    def stop(self) -> None:
        """Listen no longer, and wait for the thread's end; what is left to say is said."""
        self._is_over.set()
        self.blockSignals(True)
        self._pool.waitForDone()

    def _said(self) -> Iterator[str]:
        while True:
            try:
                yield self._to_say.get_nowait()
            except Empty:
                return

    def _listen(self) -> None:
        while not self._is_over.is_set():
            try:
                for heard in self._workspace.listen(self._is_over.is_set, self._said):
                    match heard.kind:
                        case "message":
                            self.told.emit(heard.text)
                        case "upgrade":
                            self.is_away = True
                            self.unreachable.emit(self._workspace.obstacle)
                        case "ready":
                            self.connected.emit()
                            if self.is_away:
                                self.is_away = False
                                self.found.emit()
                            self.heard.emit()
                        case "change":
                            self.heard.emit()
            except RoundtableError as error:
                was_away, self.is_away = self.is_away, True
                if not was_away:
                    self.unreachable.emit(error)
                self._is_over.wait(_SECONDS_BETWEEN_TRIES)
