"""Actions on preferences (Ctrl+,): show their dialog, apply them to the window."""

from collections.abc import Collection

from PySide6.QtCore import QSettings, Slot

from roundtable.history import undo_steps
from ui.backups.backup_actions import BackupActions
from ui.base import preferences, value_texts
from ui.base.preferences import Preferences
from ui.pages.page import Page
from ui.widgets.factories import open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions


class PreferenceActions(WorkspaceActions):
    """Show the preferences, and have the window follow them."""

    def __init__(
        self,
        parts: WindowParts,
        settings: QSettings,
        backups: BackupActions,
        pages: Collection[Page],
    ) -> None:
        super().__init__(parts)
        self._settings = settings
        self._backups = backups
        self._pages = pages
        backups.preferences_asked.connect(self.show)
        self._apply(preferences.read(settings))

    @Slot()
    def show(self) -> None:
        """Show the preferences."""
        from ui.preferences.preferences_dialog import PreferencesDialog

        dialog = PreferencesDialog(self._theme, self._settings, self._window)
        dialog.changed.connect(self._follow)
        dialog.second_folder_asked.connect(self._backups.ask_second_folder)
        self._backups.second_folder_changed.connect(dialog.show_second_folder)
        open_dialog(dialog)

    @Slot(object)
    def _follow(self, preferred: Preferences) -> None:
        """Apply what was chosen, also to the dates that are shown already."""
        has_other_dates = value_texts.date_form() != preferred.date_form
        self._apply(preferred)
        if has_other_dates and self._workspace_switch.workspace:
            self._signals.changed.emit(undo_steps.everything())

    @Slot(object)
    def _apply(self, preferred: Preferences) -> None:
        undo_steps.use_name(preferred.name)
        value_texts.use_date_form(preferred.date_form)
        for page in self._pages:
            page.apply(preferred)
