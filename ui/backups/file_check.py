"""Check of the open workspace after an unclean end, or where something but Roundtable changed it since it was left."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot

from roundtable import verification
from roundtable.backups import file_state, window_sessions
from roundtable.backups.file_state import FileState
from roundtable.errors import DamagedError, HeldError, RoundtableError
from roundtable.progress import Progress
from roundtable.verification import Findings
from roundtable.workspace import Workspace
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_SHOWN_MS = 1_000
"""When a workspace is shown, which the check must not delay."""


class FileCheck(WorkspaceActions):
    """Check a workspace once it is shown; one that is damaged can only be read."""

    def __init__(self, parts: WindowParts, offer_help: Callable[[str, RoundtableError], object]) -> None:
        """``offer_help`` tells an error of a damaged workspace at a location, with what can be done about it."""
        super().__init__(parts)
        self._offer_help = offer_help
        self._cause = ""
        """Why the workspace is checked, "" for one that never was."""
        self._session: window_sessions.Session | None = None
        self._is_whole = False
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._check)
        parts.workspace_switch.opened.connect(self._follow)

    @Slot(object)
    def _follow(self, workspace: Workspace | None) -> None:
        if self._session:
            self._session.end()
        self._timer.stop()
        self._session = None
        self._is_whole = False
        if workspace and workspace.is_shared:
            if workspace.refusal:
                QTimer.singleShot(0, self, partial(self._bar.show_error, workspace.refusal))
        elif workspace:
            state = self._state_of(workspace.file)
            self._session = window_sessions.Session(workspace.file)
            self._is_whole = state.is_as_left and not state.fault
            if isinstance(workspace.refusal, DamagedError):
                self._tell(workspace.location, state.fault)
            elif workspace.refusal and not isinstance(workspace.refusal, HeldError):
                QTimer.singleShot(0, self, partial(self._bar.show_error, workspace.refusal))
            elif not state.is_as_left:
                self._timer.start()

    def _state_of(self, file: Path) -> FileState:
        """Return what is known of a file, which after an unclean end is not as left; keep the cause of a check."""
        state, self._cause = file_state.look_up(file), ""
        if window_sessions.clear_killed(file):
            self._cause = self.tr("Roundtable was not closed properly.")
            return state._replace(is_as_left=False)
        if state.is_known and not state.is_as_left:
            self._cause = self.tr("Another program changed the workspace, or a save was interrupted.")
        return state

    def is_damage(self) -> bool:
        """Tell whether what looks like a bug comes of a damaged workspace that is not checked yet; say so then."""
        workspace = self._workspace_switch.workspace
        if workspace is None or self._is_whole:
            return False
        if not isinstance(workspace.refusal, DamagedError):
            try:
                self._report(verification.verify(workspace))
            except RoundtableError:  # busy at the moment: then it is told as a bug
                return False
        return not self._is_whole

    @Slot()
    def _check(self) -> None:
        def work(own: Workspace, _progress: Progress) -> Findings:
            return verification.verify_copy(own)

        workspace = self._workspace_switch.workspace
        if workspace:
            title = self.tr("Checking the workspace")
            self._jobs.start(title, workspace.location, work, self._report, self._bar.show_error, is_preview=True)

    def _report(self, found: Findings) -> None:
        workspace = self._workspace_switch.workspace
        self._is_whole = not found.faults
        if found.faults and workspace:
            workspace.refuse_damaged(found.faults[0])  # also where that could not be noted for the next opening
            self._tell(workspace.location, found.faults[0])
        elif self._cause:
            remedy = self.tr("The workspace was checked and is intact; at most the last second of typing is missing.")
            self._bar.show_notice(self._cause, remedy)

    def _tell(self, location: str, fault: str) -> None:
        error = RoundtableError(
            self.tr("The workspace is damaged and read-only: {fault}").format(fault=fault),
            self.tr("Restore a backup, or recover what can be read; the damaged file stays as it is."),
        )
        QTimer.singleShot(0, self, lambda: self._offer_help(location, error))  # once the bar was cleared on opening
