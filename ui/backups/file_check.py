"""Check of the open workspace where it was changed outside since it was last left: after an unclean end, by others."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Slot

from roundtable import verification
from roundtable.backups import file_state
from roundtable.errors import RoundtableError
from roundtable.progress import Progress
from roundtable.verification import Findings
from roundtable.workspace import Workspace
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_SHOWN_MS = 1_000
"""When a workspace is shown, which the check must not delay."""


class FileCheck(WorkspaceActions):
    """Check a workspace once it is shown, and note how it was left; one that is damaged can only be read."""

    def __init__(self, parts: WindowParts, show_backups: Callable[[], object]) -> None:
        super().__init__(parts)
        self._show_backups = show_backups
        self._file: Path | None = None
        self._is_whole = False
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._check)
        parts.workspace_switch.opened.connect(self._follow)

    @Slot(object)
    def _follow(self, workspace: Workspace | None) -> None:
        if self._file and self._is_whole:
            file_state.note(self._file)
        self._timer.stop()
        self._file = workspace.file if workspace else None
        state = file_state.look_up(workspace.file) if workspace else file_state.FileState(is_as_left=False)
        self._is_whole = state.is_as_left and not state.fault
        if state.fault:
            self._tell(state.fault)
        elif workspace and not state.is_as_left:
            self._timer.start()

    @Slot()
    def _check(self) -> None:
        def work(own: Workspace, _progress: Progress) -> Findings:
            return verification.verify(own)

        workspace = self._workspace_switch.workspace
        if workspace:
            title = self.tr("Checking the workspace")
            self._jobs.start(title, workspace.location, work, self._report, self._bar.show_error, is_preview=True)

    def _report(self, found: Findings) -> None:
        workspace = self._workspace_switch.workspace
        self._is_whole = not found.faults
        if found.faults and workspace:
            self._workspace_switch.open_location(workspace.location)  # from now on to be read only

    def _tell(self, fault: str) -> None:
        error = RoundtableError(
            self.tr("The workspace is damaged and can only be read: {fault}").format(fault=fault),
            self.tr("Restore a backup; nothing is written to the damaged file."),
        )
        QTimer.singleShot(0, self, lambda: self._bar.show_error(error, [(self.tr("Backups…"), self._show_backups)]))
