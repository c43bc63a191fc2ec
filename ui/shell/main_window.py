"""The main window: the rail, the pages, the menus and bars, and what ties them to the one open workspace.

Lays out and passes on; opening, filing and stepping are done by the parts of those names.
"""

from functools import partial
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QMenu, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import SUFFIX, Workspace
from ui.annex.annex_page import AnnexPage
from ui.base.icons import icon
from ui.base.signals import Signals
from ui.base.theme import Choice, Theme
from ui.contributions.contributions_page import ContributionsPage
from ui.dialogs.file_prompts import Prompts
from ui.jobs.jobs import Jobs
from ui.jobs.status_bar import StatusBar
from ui.mapping.mapping_page import MappingPage
from ui.pages.page import Page, RoundtablePage
from ui.practice_table.practices_model import Field
from ui.practices.copy_actions import CopyActions
from ui.practices.paste_actions import PasteActions
from ui.practices.practice_actions import PracticeActions
from ui.practices.practices_page import PracticesPage
from ui.practices.saved_list import SavedSearches
from ui.practices.saved_search_actions import SavedSearchActions
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.action_states import ActionStates
from ui.shell.actions import Actions
from ui.shell.file_actions import IMPORTED, FileActions, Subject
from ui.shell.navigator import Navigator
from ui.shell.palette_entries import PaletteEntries
from ui.shell.pane_focus import move_focus
from ui.shell.undo_actions import UndoActions
from ui.shell.unsaved_changes import UnsavedChanges
from ui.shell.welcome import empty_workspace, no_roundtable
from ui.vocabulary.vocabulary_page import VocabularyPage
from ui.widgets.build import column, row
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.workspaces.recent_workspaces import Recent
from ui.workspaces.workspace_switch import WorkspaceSwitch

if TYPE_CHECKING:
    from roundtable.imports import ImportReport

_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """Show one workspace and let a person work on it."""

    def __init__(self, settings: QSettings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self._is_leaving = False
        self.signals = Signals(self)
        self.jobs = Jobs(self)
        self.bar = MessageBar(theme, self)
        self._actions = Actions(self)
        self._action_states = ActionStates(self._actions)
        self._actions[f"choose_theme:{theme.choice}"].setChecked(True)
        self._status = StatusBar(self.jobs, self)
        self._prompts = Prompts(settings, self)
        self._build_files(self._prompts)
        self._build_pages()
        self._unsaved_changes = UnsavedChanges(self._pages.values(), self.bar)
        self.workspace_switch.may_leave = self._unsaved_changes.may_leave
        self.undo_actions.before = self._unsaved_changes.flush
        self._build_handling()
        self._build_frame()
        self._build_recent_menu()
        self.workspace_switch.opened.connect(self._show_workspace)
        self.file_actions.reported.connect(self._show_report)
        self.signals.changed.connect(self._reload)
        self.practice_actions.made.connect(self.navigator.show_made)
        self.practice_actions.created.connect(self.navigator.show_new)
        self.setWindowIcon(icon("roundtable"))
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        geometry = settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self._show_workspace(None)

    def go_to(self, name: str) -> None:
        """Go to a page."""
        self._rail.choose(name)

    def next_pane(self) -> None:
        """Move the focus to the next pane."""
        self._move_focus(1)

    def previous_pane(self) -> None:
        """Move the focus to the pane before."""
        self._move_focus(-1)

    def choose_theme(self, name: str) -> None:
        """Dress the window otherwise."""
        self._theme.choose(Choice(name))

    def show_shortcuts(self) -> None:
        """List the keyboard shortcuts."""
        from ui.shell.about_dialog import ShortcutsDialog

        self._open(ShortcutsDialog(self))

    def show_about(self) -> None:
        """Tell the version and the licence."""
        from ui.shell.about_dialog import AboutDialog

        workspace = self.workspace_switch.workspace
        self._open(AboutDialog(workspace.location if workspace else "", self))

    def _build_files(self, prompts: Prompts) -> None:
        """Make what opens, takes in, hands out, and steps back and forth."""
        self.workspace_switch = WorkspaceSwitch(self.jobs, prompts, Recent(self._settings), self.bar, self)
        self.file_actions = FileActions(
            self,
            workspace_switch=self.workspace_switch,
            subject=self._subject,
            contribution=self._contribution,
            jobs=self.jobs,
            prompts=prompts,
            bar=self.bar,
            signals=self.signals,
        )
        self.undo_actions = UndoActions(
            workspace_switch=self.workspace_switch,
            jobs=self.jobs,
            signals=self.signals,
            bar=self.bar,
            actions=self._actions,
            status=self._status,
        )

    def _build_pages(self) -> None:
        self._welcome = empty_workspace(self.file_actions, self.workspace_switch, self._actions)
        self.practices = PracticesPage(self._theme, self._settings, self._welcome, self)
        self.roundtables = RoundtablesPage(self._theme, self._settings, self)
        self.mapping = MappingPage(self._theme, self._settings, self._prompts, self.jobs, self)
        self.annex = AnnexPage(self.jobs, no_roundtable(self.file_actions), self)
        self.contributions = ContributionsPage(self._theme, self._settings, no_roundtable(self.file_actions), self)
        self.vocabulary = VocabularyPage(self._theme, self._settings, self.jobs, self)
        self._pages: dict[str, Page] = {
            "practices": self.practices,
            "roundtables": self.roundtables,
            "mapping": self.mapping,
            "annex": self.annex,
            "contributions": self.contributions,
            "vocabulary": self.vocabulary,
        }
        self.navigator = Navigator(
            self,
            turn_to=self.go_to,
            workspace_switch=self.workspace_switch,
            practices_page=self.practices,
            roundtables_page=self.roundtables,
            mapping_page=self.mapping,
        )
        for page in self._pages.values():
            page.changed.connect(self.signals.changed)
            page.failed.connect(self.bar.show_error)
            page.import_asked.connect(self.file_actions.ask_import)
        self._connect_practices()
        of_roundtables: tuple[RoundtablePage, ...] = (self.roundtables, self.mapping, self.annex, self.contributions)
        for here, there in permutations(of_roundtables, 2):  # all look at the same one
            here.chosen.connect(there.choose)
        self.roundtables.gap_asked.connect(self.navigator.show_gap)
        self.mapping.roundtable_asked.connect(self.navigator.show_roundtable)
        self.mapping.practice_asked.connect(self.navigator.show_practice)
        self.mapping.practices_asked.connect(self.navigator.run_search)
        self.mapping.picture_saved.connect(self.file_actions.say_picture)
        self.contributions.write_asked.connect(self.file_actions.ask_contribution)
        self.contributions.practice_asked.connect(self.navigator.look_at)
        self.file_actions.handed_over.connect(self.contributions.refresh)
        self.annex.export_asked.connect(self.file_actions.ask_annex)
        self.vocabulary.practices_asked.connect(self.navigator.run_search)

    def _connect_practices(self) -> None:
        self.practices.create_asked.connect(self._actions["practice_actions.create"].trigger)
        self.practices.selected.connect(self._allow_handling)
        for field in Field:
            if field is not Field.TITLE:
                action = self._actions[f"practices.toggle_column:{field.sort}"]
                action.setChecked(field in self.practices.shown_columns())
                self.practices.table.horizontalHeader().addAction(action)
        self.practices.filters_shown.connect(self._actions["practices.toggle_filters"].setChecked)
        self.practices.roundtable_asked.connect(self.navigator.show_roundtable)
        self.file_actions.handed_over.connect(self.practices.refresh_uses)
        for name in ("copy_actions.copy", "practice_actions.delete", "practices.edit_practice"):
            # elsewhere these keys are for the text that is chosen there
            self._actions[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.practices.table.addAction(self._actions[name])

    def _build_handling(self) -> None:
        """Make what works on the practices page."""
        self.practice_actions = PracticeActions(
            self,
            page=self.practices,
            workspace_switch=self.workspace_switch,
            jobs=self.jobs,
            signals=self.signals,
            bar=self.bar,
            undo=self.undo_actions.undo,
            theme=self._theme,
        )
        self.paste_actions = PasteActions(
            self,
            workspace_switch=self.workspace_switch,
            jobs=self.jobs,
            bar=self.bar,
            theme=self._theme,
            add=self.practice_actions.add,
        )
        self.practices.paste_asked.connect(self.paste_actions.paste)
        self.practices.practices_pasted.connect(self.paste_actions.show)
        self._saved = SavedSearches(self._theme, self)
        self._saved.list.run_asked.connect(self.navigator.run_search)
        self.saved_search_actions = SavedSearchActions(
            self,
            shown=self._saved,
            page=self.practices,
            workspace_switch=self.workspace_switch,
            jobs=self.jobs,
            signals=self.signals,
            bar=self.bar,
        )
        self.palette_entries = PaletteEntries(
            self,
            actions=self._actions,
            workspace_switch=self.workspace_switch,
            bar=self.bar,
            look_at=self.navigator.look_at,
            go_to_roundtable=self.navigator.show_roundtable,
        )
        self.copy_actions = CopyActions(
            self,
            page=self.practices,
            workspace_switch=self.workspace_switch,
            jobs=self.jobs,
            bar=self.bar,
            status=self._status,
        )

    def _build_frame(self) -> None:
        self._rail = Rail(self._theme, self)
        self._stack = QStackedWidget()
        self._said: dict[Page, str] = {}
        for name, page in self._pages.items():
            self._rail.add(name, self._actions[f"go_to:{name}"].text().replace("&", ""))
            self._stack.addWidget(page)
            page.counted.connect(partial(self._rail.set_count, name))
            page.said.connect(partial(self._show_said, page))
        self._rail.chosen.connect(self._show_page)
        frame = QWidget()
        layout = row(column(self._rail, self._saved), column(self.bar, self._stack), spacing=0)
        layout.setStretch(1, 1)
        frame.setLayout(layout)
        self.setCentralWidget(frame)
        self.setStatusBar(self._status)
        self._name = QLabel()
        self._name.setObjectName("workspace_name")
        self._rail.choose("practices")

    def _build_recent_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToShow.connect(partial(self.workspace_switch.fill_recent, menu))
        self._actions.set_menu("menu:recent", menu)

    def _subject(self) -> Subject:
        return Subject(self.annex.code, self.annex.language, has_coverage=self.annex.has_coverage)

    def _contribution(self) -> Subject:
        page = self.contributions
        return Subject(page.code, page.language, page.has_contacts, page.has_coverage)

    @Slot(object)
    def _show_workspace(self, workspace: Workspace | None) -> None:
        name = Path(workspace.location).name if workspace else ""
        self._welcome.set_title(self.tr("An empty workspace") if workspace else self.tr("No workspace is open"))
        self._name.setText(name)
        self._name.setToolTip(workspace.location if workspace else "")
        self.menuBar().setCornerWidget(self._name)  # set again: the menu bar measures it only then
        self.setWindowTitle(f"{name} — Roundtable" if name else "Roundtable")
        for page in self._pages.values():
            page.open(workspace)
        self._refresh()

    @Slot(object)
    def _reload(self, change_set: ChangeSet) -> None:
        for page in self._pages.values():
            page.reload(change_set)
        self._refresh()

    def _refresh(self) -> None:
        """Allow what can be done now."""
        is_open = self.workspace_switch.workspace is not None
        self._action_states.show_workspace(is_open=is_open, has_roundtable=bool(self.annex.code))
        self.undo_actions.refresh()

    @Slot()
    def _allow_handling(self) -> None:
        is_seen = self._stack.currentWidget() is self.practices
        self._action_states.show_selection(
            is_seen=is_seen and self.practices.has_selection, has_several=self.practices.has_several
        )

    def _close_anyway(self) -> None:
        self._is_leaving = True
        self.close()

    @Slot(str)
    def _show_page(self, name: str) -> None:
        page = self._pages[name]
        self._action_states.show_annex(is_seen=page is self.annex)
        self._stack.setCurrentWidget(page)
        self._allow_handling()
        self._status.show_shown(self._said.get(page, ""))

    def _show_said(self, page: Page, text: str) -> None:
        self._said[page] = text
        if self._stack.currentWidget() is page:
            self._status.show_shown(text)

    def _show_report(self, report: "ImportReport", files: tuple[Path, ...], workspace: Workspace) -> None:
        from ui.dialogs.import_report_dialog import ImportReportDialog

        def take_over() -> None:
            if workspace is self.workspace_switch.workspace:
                self.file_actions.take_in(files, "all")

        dialog = ImportReportDialog(report, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.practice_asked.connect(self.navigator.look_at)
        dialog.accept_asked.connect(take_over)
        dialog.show()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _move_focus(self, by: int) -> None:
        [page] = (page for page in self._pages.values() if page is self._stack.currentWidget())
        saved = (self._saved.list,) if self._saved.list.isVisible() else ()
        panes = (self._rail, *saved, *page.panes())
        move_focus(panes, self.focusWidget(), by)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.bar.hide()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _dropped(event)
        event.acceptProposedAction()
        if files[0].suffix == SUFFIX:
            self.workspace_switch.open_location(str(files[0]))
        else:
            self.file_actions.take_in(files)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_leaving and not self._unsaved_changes.may_leave(self._close_anyway):
            event.ignore()
            return
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.hide()
        self.jobs.stop()
        self.workspace_switch.close()
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    """Name the files that are dropped, if all of them can be taken in or opened."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files if files and all(file.suffix.lower() in (*IMPORTED, SUFFIX) for file in files) else []
