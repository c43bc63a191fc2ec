"""Lock of the open workspace by this window: who else may write to it is told, and when that ends."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from roundtable.backups import lock_file
from roundtable.backups.lock_file import Holder, LockFile
from roundtable.errors import HeldError
from ui.base import value_texts
from ui.widgets.message_bar import Button, MessageBar

_RENEWED_MS = 60_000
_LOOKED_MS = 2_000


class WindowLock(QObject):
    """Hold the lock of one workspace, or none; where another window holds it, wait for that on request."""

    freed = Signal()
    """The workspace that was only read can be opened for writing."""

    def __init__(self, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._lock: LockFile | None = None
        self._is_forced = False
        self._offered: list[Button] = []
        """What can be done about another window that holds the lock."""
        self._renewal = QTimer(self, interval=_RENEWED_MS)
        self._renewal.timeout.connect(self._renew)
        self._awaited = Path()
        self._wait = QTimer(self, interval=_LOOKED_MS)
        self._wait.timeout.connect(self._look)

    def take(self, file: Path) -> HeldError | None:
        """Take the lock of a workspace instead of the one held; where another window has it, tell whose and return why.

        The message is shown once no other is.
        """
        self.release()
        found = lock_file.take(file, by_force=self._is_forced)
        self._is_forced = False
        if isinstance(found, LockFile):
            self._lock = found
            self._renewal.start()
            return None
        error = HeldError(self._cause(file, found), self.tr("It can only be read here meanwhile."))
        if found.is_stale:
            self._offered = [(self.tr("Open for writing anyway"), self._force)]
        else:
            self._offered = [(self.tr("Open for writing when it is free"), partial(self._await, file))]
        self._bar.show_notice(error.cause, error.remedy, self._offered)
        return error

    def show_error(self, error: HeldError) -> None:
        """Tell of a change that cannot be saved meanwhile, and offer again to wait for the workspace."""
        self._bar.show_error(error, [] if self._wait.isActive() else self._offered, is_of_page=False)

    def release(self) -> None:
        """Let go of the lock, and wait for none."""
        self._wait.stop()
        self._renewal.stop()
        if self._lock:
            self._lock.release()
            self._lock = None

    def _cause(self, file: Path, holder: Holder) -> str:
        if not holder.author:
            return self.tr("“{file}” is open for writing in another window.").format(file=file.name)
        since, seen = (value_texts.moment(one, QLocale()) for one in (holder.since, holder.last_seen))
        text = (
            self.tr("“{file}” was opened by {author} on {machine}, which has not been heard of since {seen}.")
            if holder.is_stale
            else self.tr("“{file}” is open for writing by {author} on {machine}, since {since}.")
        )
        return text.format(file=file.name, author=holder.author, machine=holder.machine, since=since, seen=seen)

    def _force(self) -> None:
        self._is_forced = True
        self.freed.emit()

    def _await(self, file: Path) -> None:
        self._awaited = file
        self._wait.start()
        cause = self.tr("“{file}” is opened for writing once it is free.").format(file=file.name)
        self._bar.show_message("notice", cause)

    @Slot()
    def _look(self) -> None:
        if lock_file.holder_of(self._awaited) is None:
            self._wait.stop()
            self.freed.emit()

    @Slot()
    def _renew(self) -> None:
        if self._lock:
            self._lock.renew()
