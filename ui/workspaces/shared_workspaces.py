"""Actions on shared workspaces: open one on a server, and make one in an empty database."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSettings, Slot

from roundtable import workspace as workspaces
from roundtable.errors import RoundtableError, UnreachableError, UpgradeError
from roundtable.progress import Progress
from roundtable.storage import server_access
from roundtable.workspace import Workspace
from ui.widgets.factories import open_dialog
from ui.workspaces.shared_workspace_dialog import Access, SharedWorkspaceDialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_LAST = "workspaces/shared"


class SharedWorkspaces(WorkspaceActions):
    """Open workspaces on a server; passwords go to the keyring or are forgotten with the program's end."""

    def __init__(self, parts: WindowParts, settings: QSettings, flush: Callable[[], object]) -> None:
        """Save what is typed with ``flush`` once a lost server answers again."""
        super().__init__(parts)
        self._settings = settings
        self._flush = flush

    def ask_open(self) -> None:
        """Ask for a database on a server, and open the workspace in it."""
        if not server_access.is_available():
            remedy = self.tr("Install Roundtable with its extra for teams: roundtable[team].")
            error = RoundtableError(self.tr("The driver of shared workspaces is not installed."), remedy)
            self._bar.show_error(error)
            return
        dialog = SharedWorkspaceDialog(self._window, str(self._settings.value(_LAST, "")))
        dialog.asked.connect(partial(self._connect, dialog, _open_once))
        dialog.initialization_asked.connect(partial(self._connect, dialog, workspaces.initialize))
        open_dialog(dialog)

    def _connect(self, dialog: SharedWorkspaceDialog, reach: Callable[[str], None], access: Access) -> None:
        """Reach the workspace in the background, since a server may take long to answer; then open it."""

        def done(_: None) -> None:
            self._settings.setValue(_LAST, access.location)
            dialog.accept()
            self._workspace_switch.open_location(access.location)
            if access.is_kept and access.password:
                self._keep(access)

        def work(progress: Progress) -> None:
            reach(access.location)
            progress(1, 1)  # what was given up meanwhile is not opened

        server_access.use_password(access.location, access.password)
        title = self.tr("Connecting to the server")
        job = self._jobs.start_alone(title, work, done, dialog.show_error, is_preview=True)
        dialog.rejected.connect(job.cancel)

    def tell_unreachable(self, error: UnreachableError) -> None:
        """Tell that the server no longer answers, or that somebody upgrades the workspace."""
        if isinstance(error, UpgradeError):
            self._bar.show_message("warning", error.cause, error.remedy, is_of_page=False)
            return
        self._bar.show_message(
            "error",
            self.tr("The server of the workspace cannot be reached."),
            self.tr("What you type stays in its field, and is saved as soon as the server is reachable again."),
            is_of_page=False,
        )

    @Slot()
    def go_on(self) -> None:
        """Save what was typed while the workspace could not be reached; tell where it can only be read from now on."""
        self._bar.hide()
        workspace = self._workspace_switch.workspace
        if workspace and workspace.refusal:
            self._bar.show_error(workspace.refusal, is_of_page=False)
        elif self._flush() or not self._bar.text:  # else it says what is not saved
            self._bar.show_message("done", self.tr("The workspace can be reached again."))

    def _keep(self, access: Access) -> None:
        try:
            server_access.keep_password(access.location, access.password)
        except RoundtableError as error:
            self._bar.show_error(error)


def _open_once(location: str) -> None:
    Workspace.open(location).close()
