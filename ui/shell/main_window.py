"""Main window: builds the pages, the actions and the bars, and connects them to the one open workspace."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from typing_extensions import override

from roundtable.errors import HeldError, MovedError, RoundtableError, UnreachableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.annex.annex_page import AnnexPage
from ui.backups.backup_actions import BackupActions
from ui.backups.file_check import FileCheck
from ui.backups.protected_copies import ProtectedCopies
from ui.base.icons import icon
from ui.base.theme import Theme
from ui.contributions.contributions_page import ContributionsPage
from ui.dialogs.file_prompts import Prompts
from ui.imports.report_area import ReportArea
from ui.jobs.jobs import Jobs
from ui.jobs.status_bar import StatusBar
from ui.mapping.mapping_page import MappingPage
from ui.mapping_dialogs.mapping_actions import MappingActions
from ui.overview.overview_page import OverviewPage
from ui.overview.rail_counts import RailCounts
from ui.pages.page import Unsaved
from ui.practices.clipboard_actions import CopyActions
from ui.practices.practice_actions import PracticeActions
from ui.practices.practices_page import PracticesPage
from ui.practices.saved_searches import SavedSearchActions, SavedSearches
from ui.preferences.preference_actions import PreferenceActions
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.actions import ANNEX, CHOSEN, HAS_ROUNDTABLE, IN_FILE, OPEN, SEVERAL, SHARED, SINGLE, Actions
from ui.shell.edit_actions import EditActions
from ui.shell.file_actions import FileActions, Options
from ui.shell.file_drop import DropWindow
from ui.shell.list_actions import add_table_actions, name_annex_actions
from ui.shell.navigator import Navigator
from ui.shell.pages import Pages, focus_neighbour
from ui.shell.palette import PaletteEntries
from ui.shell.undo_actions import UndoActions
from ui.shell.welcome import empty_workspace, no_roundtable, tell_why_empty
from ui.vocabulary.vocabulary_page import VocabularyPage
from ui.widgets.factories import column, open_dialog, row
from ui.widgets.message_bar import Button, MessageBar
from ui.widgets.rail import Rail
from ui.workspace_merge.take_along_actions import shown_name
from ui.workspaces.folder_warning import FolderWarning
from ui.workspaces.other_changes import OtherChanges
from ui.workspaces.shared_workspaces import SharedWorkspaces
from ui.workspaces.workspace_actions import WindowParts
from ui.workspaces.workspace_switch import Signals, WorkspaceSwitch

if TYPE_CHECKING:
    from collections.abc import Callable

_GEOMETRY = "window/geometry"
_SMALLEST = QSize(800, 520)
_WIDTH_FOR_RAIL = 1000
"""How wide the window must be for the pages' names and the saved searches to stand beside the page."""


class MainWindow(DropWindow):
    """Window on one workspace."""

    def __init__(self, settings: QSettings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self._is_leaving = False
        self._report = ReportArea(self)
        self.signals = Signals(self)
        self.jobs = Jobs(self)
        self._others = OtherChanges(self.jobs, self)
        self._page_area = QWidget()
        self.bar = MessageBar(theme, self._page_area)
        self._actions = Actions(self)
        self.edit_actions = EditActions(self._actions)
        self._status = StatusBar(self.jobs, self)
        self._prompts = Prompts(settings, self)
        self.workspace_switch = WorkspaceSwitch(
            self.jobs, self._prompts, settings, self.bar, self, may_leave=self._may_leave
        )
        self._parts = WindowParts(self, theme, self.workspace_switch, self.jobs, self.signals, self.bar, self._status)
        self.file_actions = FileActions(self._parts, self._prompts, self._export_options)
        self._build_pages()
        self.backup_actions = BackupActions(self._parts, self._prompts, self._pages.flush)
        self.protected_copies = ProtectedCopies(self._parts, self._prompts, self._pages.flush)
        self.shared_workspaces = SharedWorkspaces(self._parts, settings, self._pages.flush)
        self.file_check = FileCheck(self._parts, self.backup_actions.offer_help)
        self.folder_warning = FolderWarning(self._parts, settings)
        self.undo_actions = UndoActions(self._parts, self._actions, self._pages.flush)
        self._build_actions()
        self._build_frame()
        self._connect_pages()
        self.workspace_switch.opened.connect(self._show_workspace)
        self.workspace_switch.upgrading.connect(self._tell_why_empty)
        self.signals.changed.connect(self._reload)
        self.signals.changed.connect(self.bar.end_step)
        self._connect_others()
        self.setWindowIcon(icon("roundtable"))
        self._restore_size()
        self._rail.choose("practices")
        self._show_workspace(None)

    def _connect_others(self) -> None:
        self.workspace_switch.opened.connect(self._others.open)
        self.signals.changed.connect(self._others.note_own)
        self._others.changed.connect(self.signals.changed)
        self._others.gone.connect(self.show_error)
        self._others.found.connect(self.shared_workspaces.go_on)
        for page in (self.practices, self.mapping):
            self._others.presence.changed.connect(page.show_attendants)
        self.practices.attended.connect(self._others.presence.attend)

    def go_to(self, name: str) -> None:
        """Show a page, the focus where its work is."""
        self._rail.choose(name)
        self._pages.focus_work()

    @Slot(object)
    def show_error(self, error: RoundtableError) -> None:
        """Show an error with what can be done about it."""
        if isinstance(error, MovedError | HeldError):
            self.workspace_switch.show_error(error)
        elif isinstance(error, UnreachableError):
            self.shared_workspaces.tell_unreachable(error)
            self._others.look_again_soon()
        else:
            self.bar.show_error(error)

    def offer_report(self, report: str, show: "Callable[[str], object]") -> None:
        """Offer the report of a fault in the last run, "" for none."""
        if report:
            buttons: list[Button] = [(self.tr("Show the report"), partial(show, report))]
            self.bar.show_notice(self.tr("Something went wrong when Roundtable ran last."), "", buttons)

    def show_shortcuts(self) -> None:
        """List the keyboard shortcuts."""
        from ui.shell.shortcuts_dialog import ShortcutsDialog

        open_dialog(ShortcutsDialog(self))

    def show_about(self) -> None:
        """Show the version and the licence."""
        from ui.shell.about_dialog import AboutDialog

        workspace = self.workspace_switch.workspace
        open_dialog(AboutDialog(workspace.location if workspace else "", self))

    def _restore_size(self) -> None:
        """Take the size that the window had, never larger than the screen."""
        screen = self.screen().availableSize()
        self.setMinimumSize(_SMALLEST)  # else what is folded away only once it is narrow would keep it wide
        self.resize(QSize(1280, 800).boundedTo(screen))
        geometry = self._settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
            self.resize(self.size().boundedTo(screen))

    def _build_pages(self) -> None:
        theme, settings = self._theme, self._settings
        self._welcome = empty_workspace(self.file_actions, self.workspace_switch, self._actions)
        self._first_steps = empty_workspace(self.file_actions, self.workspace_switch, self._actions)
        self.overview = OverviewPage(self._first_steps, self)
        self.practices = PracticesPage(theme, settings, self._welcome, self)
        self.roundtables = RoundtablesPage(theme, settings, self)
        self.mapping = MappingPage(theme, settings, self._prompts, self.jobs, self)
        self.annex = AnnexPage(self.jobs, no_roundtable(self.file_actions), self)
        self.contributions = ContributionsPage(theme, settings, no_roundtable(self.file_actions), self)
        self.vocabulary = VocabularyPage(theme, settings, self.jobs, self)
        self._pages = Pages(
            {
                "overview": self.overview,
                "practices": self.practices,
                "roundtables": self.roundtables,
                "mapping": self.mapping,
                "annex": self.annex,
                "contributions": self.contributions,
                "vocabulary": self.vocabulary,
            }
        )
        switch = self.workspace_switch
        self.navigator = Navigator(self._pages, self.go_to, switch, self.practices, self.roundtables, self.mapping)

    def _build_actions(self) -> None:
        """Make the actions on practices and searches."""
        self.practice_actions = PracticeActions(
            self._parts, self.practices, self.undo_actions.tell_done, self._roundtable_of_new
        )
        self.mapping_actions = MappingActions(
            self._parts, lambda: self.practices.list.selected_keys, lambda: self.annex.code, self.undo_actions.tell_done
        )
        self.mapping_actions.added.connect(self.mapping.show_practices)
        self.mapping_actions.create_asked.connect(self.practice_actions.create)
        self.copy_actions = CopyActions(self._parts, self.practices)
        self._saved = SavedSearches(self._theme, self)
        self.saved_search_actions = SavedSearchActions(self._parts, self._saved, self.practices)
        self.palette_entries = PaletteEntries(self._parts, self._actions, self.navigator, self._settings)
        self.preference_actions = PreferenceActions(
            self._parts, self._settings, self.backup_actions, self._pages.by_name.values()
        )
        self.practice_actions.added.connect(self.navigator.select_practices)
        self.practice_actions.created.connect(self.navigator.edit_new_practice)
        self._saved.list.run_asked.connect(self.navigator.show_practices)
        self._report.practice_asked.connect(self.navigator.show_field)
        self.file_actions.reported.connect(self._report.show_report)
        self.practices.taken_away.connect(self.practice_actions.tell_taken_away)
        self.practice_actions.report_asked.connect(self.file_actions.show_report)
        recent = QMenu(self)
        recent.aboutToShow.connect(partial(self.workspace_switch.fill_recent, recent))
        self._actions.set_menu("menu:recent", recent)

    def _roundtable_of_new(self) -> str:
        """Return the code of the roundtable that a new practice is for: of the matrix, if that is shown."""
        return self.mapping.code if self._pages.shown is self.mapping else ""

    def _build_frame(self) -> None:
        self._rail = Rail(self._theme, self)
        for name in self._pages.by_name:
            self._rail.add(name, self._actions[f"go_to:{name}"].text().replace("&", ""))
        self._rail.chosen.connect(self._show_page)
        self._rail.entered.connect(self._pages.focus_work)
        frame = QWidget()
        self._page_area.setLayout(column(self._pages))
        layout = row(column(self._rail, self._saved), self._page_area, spacing=0)
        layout.setStretch(1, 1)
        frame.setLayout(layout)
        self.setCentralWidget(frame)
        self.take_drops(frame)
        self.dropped.connect(self.file_actions.take_dropped)
        self.setStatusBar(self._status)
        self._rail_counts = RailCounts(self._rail)
        self._rail_counts.failed.connect(self.show_error)
        self._name = QLabel()
        self._name.setObjectName("workspace_name")

    def _connect_pages(self) -> None:
        for name, page in self._pages.by_name.items():
            page.changed.connect(self.signals.changed)
            page.failed.connect(self.show_error)
            page.counted.connect(partial(self._rail.set_count, name))
            page.import_asked.connect(self.file_actions.ask_import)
            page.practice_asked.connect(self.navigator.show_practice)
            page.practices_asked.connect(self.navigator.show_practices)
            page.roundtable_asked.connect(self.navigator.show_roundtable)
            page.gap_asked.connect(self.navigator.show_gap)
            page.recipient_asked.connect(self.file_actions.recipients.ask)
            page.picture_saved.connect(self.file_actions.report_written)
        self._pages.said.connect(self._status.shown.setText)
        self.annex.chosen.connect(self._rail_counts.show_roundtable)
        self.annex.export_asked.connect(self.file_actions.ask_annex)
        self.annex.field_asked.connect(self.navigator.edit_field)
        self.contributions.write_asked.connect(self.file_actions.ask_contribution)
        uses = self.practices.pane.refresh_uses
        for refresh in (self.annex.show_last, self.contributions.refresh, uses, self.overview.refresh):
            self.file_actions.handed_over.connect(refresh)
        for page in (self.overview, self.practices):
            page.create_asked.connect(self._actions["practice_actions.create"].trigger)
        self.overview.field_of_roundtable_asked.connect(self.navigator.edit_roundtable)
        self.vocabulary.done.connect(self.undo_actions.tell_done)
        self.overview.gaps_asked.connect(self.navigator.show_gaps)
        self.overview.undecided_asked.connect(self._show_undecided)
        self.overview.roundtable_wanted.connect(self._actions["navigator.create_roundtable"].trigger)
        self.practices.paste_asked.connect(self.file_actions.preview_clipboard)
        self.practices.practices_pasted.connect(self.file_actions.preview_text)
        self.practices.pane.map_asked.connect(self.mapping_actions.map_practice)
        self.mapping.add_asked.connect(self.mapping_actions.add_practices)
        self.practices.pane.selection_made.connect(
            lambda pane: pane.action_asked.connect(lambda name: self._actions[name].trigger())
        )
        self.practices.selected.connect(self._enable_selection_actions)
        self.practices.filters_shown.connect(self._actions["practices.toggle_filters"].setChecked)
        add_table_actions(self.practices.list, self._actions)

    def _export_options(self, name: str) -> Options:
        return (self.annex if name == "annex" else self.contributions).options

    @Slot(object)
    def _show_workspace(self, workspace: Workspace | None) -> None:
        name = shown_name(workspace)
        self._tell_why_empty()
        self._name.setText(name)
        self._name.setToolTip(workspace.location if workspace else "")
        self._report.close()
        self.menuBar().setCornerWidget(self._name)  # set again: the menu bar measures it only then
        self.setWindowTitle(f"{name} — Roundtable" if name else "Roundtable")
        self._pages.open(workspace)
        self._rail_counts.open(workspace)
        self._rail_counts.show_roundtable(self.annex.code)
        self._enable_workspace_actions()
        self._pages.focus_work()

    @Slot(object)
    def _reload(self, change_set: ChangeSet) -> None:
        self._pages.reload(change_set)
        self._rail_counts.show_roundtable(self.annex.code)
        self._tell_why_empty()
        self._enable_workspace_actions()

    def _tell_why_empty(self) -> None:
        for welcome in (self._welcome, self._first_steps):
            tell_why_empty(welcome, self.workspace_switch.workspace, is_upgrading=self.workspace_switch.is_upgrading)

    def _enable_workspace_actions(self) -> None:
        workspace = self.workspace_switch.workspace
        self._actions.enable(OPEN, enabled=workspace is not None)
        self._actions.enable(IN_FILE, enabled=workspace is not None and not workspace.is_shared)
        self._actions.enable(HAS_ROUNDTABLE, enabled=bool(self.annex.code))
        name_annex_actions(self._actions, self.annex.codes)
        self.undo_actions.refresh()

    @Slot()
    def _enable_selection_actions(self) -> None:
        is_shown = self._pages.shown is self.practices
        selected = self.practices.list.selection_size if is_shown else 0
        self._actions.enable(CHOSEN, enabled=selected > 0)
        self._actions.enable(SINGLE, enabled=selected == 1)
        self._actions.enable(SEVERAL, enabled=selected > 1)
        workspace = self.workspace_switch.workspace
        self._actions.enable(SHARED, enabled=selected > 0 and workspace is not None and workspace.is_shared)

    @Slot(str)
    def _show_page(self, name: str) -> None:
        self._actions.enable(ANNEX, enabled=name == "annex")
        if (focused := self.focusWidget()) and self._pages.isAncestorOf(focused):
            self._rail.setFocus()  # else Qt gives it to any input of the page shown, which scrolls there
        self.bar.turn_to(name)  # before the page left saves what was typed there, which may fail
        self._pages.show_page(name)
        self._enable_selection_actions()

    @Slot(int, object)
    def _show_undecided(self, entry: int, practices: list[int]) -> None:
        """Select the practices that an import left to be decided on, its report below them."""
        self.navigator.select_practices(practices)
        self.file_actions.show_report(entry)

    def move_focus(self, direction: str) -> None:
        """Move the focus to the next or the previous pane."""
        saved = (self._saved.list,) if self._saved.list.isVisible() else ()
        messages = (self.bar,) if self.bar.isVisible() else ()
        panes = (self._rail, *saved, *self._pages.shown.panes(), *messages)
        focus_neighbour(panes, self.focusWidget(), 1 if direction == "next" else -1)

    def _may_leave(self, leave: "Callable[[], None]") -> bool:
        """Save what is typed; if it cannot be saved, stay and offer to leave without it."""
        if self._pages.flush():
            return True
        text, remedy = self.tr("Something you typed could not be saved."), self.tr("It stays in its field.")
        buttons: list[Button] = [(self.tr("Continue without saving"), leave)]
        if found := self._pages.unsaved():
            name, unsaved = found
            text = self.tr("{field} could not be saved.").format(field=unsaved.field)
            buttons.insert(0, (self.tr("Show the field"), partial(self._show_unsaved, name, unsaved)))
        self.bar.show_message("error", text, remedy, buttons, is_of_page=False)
        return False

    def _show_unsaved(self, page: str, unsaved: Unsaved) -> None:
        self.go_to(page)
        unsaved.show()

    def _close_anyway(self) -> None:
        self._is_leaving = True
        self.close()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the page where the window is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < _WIDTH_FOR_RAIL
        self._rail.set_narrow(is_narrow)
        self._saved.set_narrow(is_narrow)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Look at once what others changed when the person comes back from another window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._others.look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.bar.hide()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_leaving and not self._may_leave(self._close_anyway):
            event.ignore()
            return
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.hide()
        self.jobs.stop()
        workspace = self.workspace_switch.workspace
        self.workspace_switch.close()
        if workspace and not workspace.is_shared:
            self.backup_actions.make_last(workspace.file)
        super().closeEvent(event)
