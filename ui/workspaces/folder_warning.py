"""Warning of a folder in which the open workspace is at risk, told once for every workspace."""

from PySide6.QtCore import QSettings, QTimer, Slot

from roundtable.backups.folder_risks import FolderRisk, risk_of
from roundtable.workspace import Workspace
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_TOLD = "workspaces/told_of_folder"
_SHOWN_MS = 500
"""When a workspace is shown, which this must not delay."""


class FolderWarning(WorkspaceActions):
    """Tell of a folder that a service synchronises, or of another computer, and offer to move the workspace."""

    def __init__(self, parts: WindowParts, settings: QSettings) -> None:
        super().__init__(parts)
        self._settings = settings
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._look)
        parts.workspace_switch.opened.connect(self._follow)

    @Slot(object)
    def _follow(self, workspace: Workspace | None) -> None:
        self._timer.stop()
        if workspace and not workspace.is_shared and workspace.location not in self._told():
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        workspace = self._workspace_switch.workspace
        if workspace and (risk := risk_of(workspace.file)):
            self._settings.setValue(_TOLD, [*self._told(), workspace.location])
            remedy = self.tr("Keep the workspace in a folder on this computer, and share exports of it.")
            buttons = [(self.tr("Move it…"), self._workspace_switch.ask_move)]
            self._bar.show_notice(self._cause(risk), remedy, buttons)

    def _cause(self, risk: FolderRisk) -> str:
        if risk.kind == "network":
            return self.tr("The workspace is on another computer: a lost connection may damage it.")
        return self.tr(
            "The workspace is in a folder that {service} synchronises: if two people edit it, work may be lost."
        ).format(service=risk.name)

    def _told(self) -> list[str]:
        stored = self._settings.value(_TOLD)
        if isinstance(stored, str):  # an ini file gives back a list of one as the one
            return [stored]
        return [str(location) for location in stored] if isinstance(stored, list) else []
