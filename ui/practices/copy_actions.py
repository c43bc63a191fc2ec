"""The chosen practices on the clipboard, as lines that paste into a sheet or a text.

Reads many of them as a job; knows no page but the table it copies from.
"""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.jobs.jobs import Jobs
from ui.jobs.status_bar import StatusBar
from ui.practice_table.practices_model import as_lines
from ui.practices.practices_page import PracticesPage
from ui.widgets.message_bar import MessageBar
from ui.workspaces.workspace_switch import WorkspaceSwitch

_AT_ONCE = 500


class CopyActions(QObject):
    """Copy rows on behalf of the window."""

    def __init__(
        self,
        window: QWidget,
        *,
        page: PracticesPage,
        workspace_switch: WorkspaceSwitch,
        jobs: Jobs,
        bar: MessageBar,
        status: StatusBar,
    ) -> None:
        super().__init__(window)
        self._page = page
        self._workspace_switch = workspace_switch
        self._jobs = jobs
        self._bar = bar
        self._status = status

    def copy(self) -> None:
        """Copy the chosen practices as lines, many of them as a job."""
        workspace, keys = self._workspace_switch.workspace, self._page.selected_keys()
        if workspace is None:
            return
        shown = self._page.shown_columns()
        if len(keys) <= _AT_ONCE:
            self._put(len(keys), as_lines(workspace, keys, shown))
            return

        def work(own: Workspace, progress: Progress) -> str:
            return as_lines(own, keys, shown, progress)

        done = partial(self._put, len(keys))
        self._jobs.start(self.tr("Copying rows"), workspace.location, work, done, self._bar.show_error)

    def _put(self, rows: int, lines: str) -> None:
        QGuiApplication.clipboard().setText(lines)
        self._status.show_shown(self.tr("%n row(s) copied", "", rows))
