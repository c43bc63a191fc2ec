"""Clipboard actions: copy the selected practices as lines, paste texts as practices."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.dropped_files import clipboard_data
from ui.fields import clipboard_text
from ui.practice_table.practices_model import as_lines
from ui.practices.practices_page import PracticesPage
from ui.widgets.factories import open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

if TYPE_CHECKING:
    from roundtable.intake.pasted_text import PastedPractice

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


class PasteActions(WorkspaceActions):
    """Paste texts as practices, shown before they are added."""

    def __init__(self, parts: WindowParts, add: "Callable[[Sequence[PastedPractice]], None]") -> None:
        super().__init__(parts)
        self._add = add

    def paste(self) -> None:
        """Read the practices on the clipboard."""
        source = clipboard_data()
        text = clipboard_text.whole(source.html(), source.text())

        def work(own: Workspace, _progress: Progress) -> "Sequence[PastedPractice]":
            from roundtable.practices import pasted_practices

            return pasted_practices.read(own, text)

        self._start(self.tr("Reading the clipboard"), work, self.show)

    def show(self, found: "Sequence[PastedPractice]") -> None:
        """Show pasted practices and offer to add them."""
        from ui.practice_dialogs.pasted_practices_dialog import PastedDialog

        if not found:
            message = self.tr("There is no practice on the clipboard.")
            remedy = self.tr("A text is one by its labels, such as “Title:”, “Country:” and “Summary:”.")
            self._bar.show_message("notice", message, remedy)
            return
        dialog = PastedDialog(found, self._theme, self._window)
        dialog.asked.connect(lambda: self._add(found))
        open_dialog(dialog)
