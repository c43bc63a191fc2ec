"""Base of the window's actions on the open workspace: jobs and dialogs, with their errors in the message bar."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from roundtable.errors import MovedError, RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.jobs import Job, Jobs
from ui.jobs.status_bar import StatusBar
from ui.widgets.message_bar import MessageBar
from ui.workspaces.workspace_switch import Signals, WorkspaceSwitch

T = TypeVar("T")
Work = Callable[[Workspace, Progress], T]


@dataclass(frozen=True, slots=True)
class WindowParts:
    """Parts of the window that all its actions share."""

    window: QWidget
    theme: Theme
    workspace_switch: WorkspaceSwitch
    jobs: Jobs
    signals: Signals
    bar: MessageBar
    status: StatusBar


class WorkspaceActions(QObject):
    """A group of actions on the open workspace."""

    def __init__(self, parts: WindowParts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._theme = parts.theme
        self._workspace_switch = parts.workspace_switch
        self._jobs = parts.jobs
        self._signals = parts.signals
        self._bar = parts.bar
        self._status = parts.status

    def _start(
        self,
        title: str,
        work: Work[T],
        done: Callable[[T], None],
        failed: Callable[[RoundtableError], None] | None = None,
    ) -> Job | None:
        """Start a job on the open workspace; None, with a message, if none is open."""
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return None
        try:
            workspace.check_place()  # the job opens the file by its name
        except MovedError as error:
            self._workspace_switch.show_error(error)
            return None
        return self._jobs.start(title, workspace.location, work, done, failed or self._bar.show_error)

    def _change(self, title: str, work: Work[ChangeSet]) -> None:
        """Start a job whose only outcome is a change to the workspace."""
        self._start(title, work, self._signals.changed.emit)
