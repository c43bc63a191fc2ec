"""Clipboard actions: copy the selected practices as lines."""

from functools import partial

from PySide6.QtGui import QGuiApplication

from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.practice_table.practices_model import as_lines
from ui.practices.practices_page import PracticesPage
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_MOST_AT_ONCE = 500
"""How many rows are copied while the person waits; more are a job."""


class CopyActions(WorkspaceActions):
    """Copy rows of the practices table."""

    def __init__(self, parts: WindowParts, page: PracticesPage) -> None:
        super().__init__(parts)
        self._page = page

    def copy(self) -> None:
        """Copy the selected practices as lines that paste into a spreadsheet or a text."""
        workspace, keys = self._workspace_switch.workspace, self._page.list.selected_keys
        if workspace is None:
            return
        columns = self._page.list.columns.shown()
        if len(keys) <= _MOST_AT_ONCE:
            self._put(len(keys), as_lines(workspace, keys, columns))
            return

        def work(own: Workspace, progress: Progress) -> str:
            return as_lines(own, keys, columns, progress)

        self._start(self.tr("Copying rows"), work, partial(self._put, len(keys)))

    def _put(self, rows: int, lines: str) -> None:
        QGuiApplication.clipboard().setText(lines)
        self._status.shown.setText(self.tr("%n row(s) copied", "", rows))
