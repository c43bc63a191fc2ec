"""Watch over the open workspace: what others write into it, whether its file still lies there, its server answers."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from roundtable.errors import MovedError, RoundtableError
from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.jobs.jobs import Jobs
from ui.workspaces.presence import Presence
from ui.workspaces.server_watch import ServerWatch

_EVERY_MS = 2000
_AGAIN_MS = 2000
"""How long after a read or a save did not reach the server it is looked whether only that one did not."""
_HEARD_MS = 200
"""How long a change that was heard of is left alone: it may be one of this window's, which says so soon."""


class OtherChanges(QObject):
    """Look at a file every few seconds, and in full only where it was written to; listen to a server."""

    changed = Signal(object)
    """The ``ChangeSet`` of what others may have changed."""
    gone = Signal(object)
    """A MovedError, once: the file opened is no longer in its place; or the UnreachableError of a server, once."""
    found = Signal()
    """The server answers again, or the upgrade is over."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._workspace: Workspace | None = None
        self._seen: object = None
        self._entry = 0
        self._own: set[int] = set()
        """Journal entries of this window since the last look."""
        self._watch: ServerWatch | None = None
        self.presence = Presence(self)
        self._heard = QTimer(self, singleShot=True, interval=_HEARD_MS)
        self._heard.timeout.connect(self.look)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        jobs.ended.connect(self._wait)

    def open(self, workspace: Workspace | None) -> None:
        """Watch another workspace, or none."""
        self._workspace = workspace
        self._own.clear()
        self._timer.stop()
        self._heard.stop()
        self._again.stop()
        self.presence.open(None)
        if self._watch:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None
        if workspace:
            self._seen, self._entry = workspace.change_mark(), undo_steps.last(workspace)
            if workspace.is_shared:
                self._listen(workspace)
            else:
                self._timer.start()

    def _listen(self, workspace: Workspace) -> None:
        watch = self._watch = ServerWatch(workspace, self)
        watch.heard.connect(self._wait)
        watch.unreachable.connect(self.gone)
        watch.found.connect(self._tell_found)
        watch.connected.connect(self.presence.greet)
        watch.told.connect(self.presence.hear)
        watch.unreachable.connect(self.presence.forget)
        self.presence.open(watch.say)
        watch.start()

    def look_again_soon(self) -> None:
        """Tell that the server answers after all, unless the watch over it has lost it, too.

        What failed before the watch has found the server may be told after that.
        """
        if self._watch:
            self._again.start()

    @Slot()
    def _look_again(self) -> None:
        if self._watch and not self._watch.is_away:
            self._tell_found()

    @Slot()
    def _tell_found(self) -> None:
        if self._workspace and not self._workspace.obstacle:
            self.changed.emit(undo_steps.everything())
        self.found.emit()

    @Slot()
    def _wait(self) -> None:
        if not self._heard.isActive():
            self._heard.start()

    def note_own(self, change_set: ChangeSet) -> None:
        """Note that a change is the window's own."""
        self._own.add(change_set.entry)

    @Slot()
    def look(self) -> None:
        """Announce what others changed since the last look; not while a job has written what it tells at its end."""
        if self._workspace is None or self._jobs.is_writing:
            return
        try:
            self._workspace.check_place()
            seen = self._workspace.change_mark()
            if seen == self._seen:
                return
            found = undo_steps.changes_by_others(self._workspace, self._entry, self._own)
            self._entry = undo_steps.last(self._workspace)
        except MovedError as error:
            self._timer.stop()
            self.gone.emit(error)
            return
        except RoundtableError:  # busy at the moment: the next look will tell
            return
        self._seen = seen
        self._own.clear()
        if found:
            self.changed.emit(found)
