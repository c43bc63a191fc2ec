"""Which workspace is open: opening, making and changing it, and the ones opened last.

Holds the one open ``Workspace``; what is shown of it is the pages' business.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from roundtable.errors import OlderError, RoundtableError
from roundtable.progress import Progress
from roundtable.workspace import SUFFIX, Workspace
from ui.dialogs.file_prompts import Prompts
from ui.jobs.jobs import Jobs
from ui.widgets.message_bar import MessageBar
from ui.workspaces.recent_workspaces import Recent

_PATIENCE_SECONDS = 1
"""How long the window waits for a file that another program holds; jobs, which hold nobody up, wait longer."""


class WorkspaceSwitch(QObject):
    """Keep one workspace open, or none."""

    opened = Signal(object)
    """The ``Workspace`` that is open now, or None; the one before is closed once everybody has been told."""

    def __init__(self, jobs: Jobs, prompts: Prompts, recent: Recent, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._prompts = prompts
        self._recent = recent
        self._bar = bar
        self.workspace: Workspace | None = None
        self.may_leave: Callable[[Callable[[], None]], bool] = lambda _go: True
        """Saves what is typed; where it cannot, asks the person, who may go on with the function given."""

    def open_location(self, location: str, *, create: bool = False) -> None:
        """Open a workspace in the place of the one that is open, once nothing typed there would be lost."""
        if self.workspace is None or self.may_leave(partial(self._open, location, create=create)):
            self._open(location, create=create)

    def _open(self, location: str, *, create: bool) -> None:
        if self._jobs.is_busy:
            self._bar.show_message("notice", self.tr("Let the running work end first, or cancel it."))
            return
        try:
            opened = Workspace.open(location, create=create, may_upgrade=False)
        except OlderError:
            self._upgrade(location)
            return
        except RoundtableError as error:
            self._refuse(error)
            return
        workspace = opened.with_patience(_PATIENCE_SECONDS)
        self._jobs.stop()
        self._bar.hide()
        self._recent.add(workspace.location)
        self._change(workspace)

    def _upgrade(self, location: str) -> None:
        """Have a workspace of an earlier version brought up to date, which every job does first, then open it."""

        def go_on(_done: None) -> None:
            self._open(location, create=False)

        title = self.tr("Bringing the workspace up to date")
        self._jobs.start(title, location, _opened_whole, go_on, self._refuse)

    def _refuse(self, error: RoundtableError) -> None:
        self._bar.show_error(error, [(self.tr("Open another…"), self.ask_open)])

    def ask_new(self) -> None:
        """Ask where a new workspace goes, and open it."""

        def make(file: Path) -> None:
            self.open_location(str(file), create=True)

        name = self.tr("practices") + SUFFIX
        self._prompts.new_file("workspace", self.tr("New workspace"), self._filters(), name, make)

    def ask_open(self) -> None:
        """Ask for a workspace and open it."""
        title = self.tr("Open workspace")
        self._prompts.file("workspace", title, self._filters(), lambda file: self.open_location(str(file)))

    def fill_recent(self, menu: QMenu) -> None:
        """Offer the workspaces opened last."""
        menu.clear()
        for location in self._recent.locations():
            menu.addAction(location.replace("&", "&&"), partial(self.open_location, location))

    def needed(self) -> Workspace | None:
        """Return the open workspace, or say that one must be opened first."""
        if self.workspace is None:
            buttons = [(self.tr("Open workspace…"), self.ask_open), (self.tr("New workspace…"), self.ask_new)]
            self._bar.show_message("notice", self.tr("No workspace is open."), "", buttons)
        return self.workspace

    def close(self) -> None:
        """Let go of the workspace."""
        self._change(None)

    def _change(self, workspace: Workspace | None) -> None:
        before, self.workspace = self.workspace, workspace
        self.opened.emit(workspace)
        if before:
            before.close()

    def _filters(self) -> str:
        return self.tr("Workspaces (*{suffix});;All files (*)").format(suffix=SUFFIX)


def _opened_whole(_workspace: Workspace, progress: Progress) -> None:
    """Do nothing more than to have opened it."""
    progress(1, 1)
