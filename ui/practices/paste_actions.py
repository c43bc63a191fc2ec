"""Practices from the clipboard: read as a job, shown before they are added.

Asks and says how it went; the reading is the intake's, the adding is the handling's.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.fields import clipboard_text
from ui.jobs.jobs import Jobs
from ui.widgets.message_bar import MessageBar
from ui.workspaces.workspace_switch import WorkspaceSwitch

if TYPE_CHECKING:
    from roundtable.intake.pasted_text import PastedPractice


class PasteActions(QObject):
    """Paste practices on behalf of the window."""

    def __init__(
        self,
        window: QWidget,
        *,
        workspace_switch: WorkspaceSwitch,
        jobs: Jobs,
        bar: MessageBar,
        theme: Theme,
        add: "Callable[[Sequence[PastedPractice]], None]",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace_switch = workspace_switch
        self._jobs = jobs
        self._bar = bar
        self._theme = theme
        self._add = add

    def paste(self) -> None:
        """Read the practices that lie on the clipboard."""
        workspace, source = self._workspace_switch.needed(), QGuiApplication.clipboard().mimeData()
        if workspace is None:
            return
        text = clipboard_text.whole(source.html(), source.text())

        def work(own: Workspace, _progress: Progress) -> "Sequence[PastedPractice]":
            from roundtable.practices import pasted_practices

            return pasted_practices.read(own, text)

        self._jobs.start(self.tr("Reading the clipboard"), workspace.location, work, self.show, self._bar.show_error)

    def show(self, found: "Sequence[PastedPractice]") -> None:
        """Show practices that were pasted, to be added."""
        from ui.practice_dialogs.pasted_practices_dialog import PastedDialog

        if not found:
            said = self.tr("There is no practice on the clipboard.")
            remedy = self.tr("A text is one by its labels, such as “Title:”, “Country:” and “Summary:”.")
            self._bar.show_message("notice", said, remedy)
            return
        dialog = PastedDialog(found, self._theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(lambda: self._add(found))
        dialog.open()
