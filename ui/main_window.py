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

from roundtable.history import ChangeSet
from roundtable.workspace import SUFFIX, Workspace
from ui.actions import Actions
from ui.allowing import Allowing
from ui.copying import Copying
from ui.filing import IMPORTED, Filing, Subject
from ui.finding import Finding
from ui.going import Going
from ui.handling import Handling
from ui.icons import icon
from ui.jobs import Jobs
from ui.leaving import Leaving
from ui.models.practices_model import Field
from ui.opening import Opening
from ui.pages.annex_page import AnnexPage
from ui.pages.contributions_page import ContributionsPage
from ui.pages.mapping_page import MappingPage
from ui.pages.page import Page, RoundtablePage
from ui.pages.practices_page import PracticesPage
from ui.pages.roundtables_page import RoundtablesPage
from ui.pages.vocabulary_page import VocabularyPage
from ui.pages.welcome import empty_workspace, no_roundtable
from ui.pasting import Pasting
from ui.prompts import Prompts
from ui.recent import Recent
from ui.saving import Saving
from ui.signals import Signals
from ui.stepping import Steps
from ui.theme import Choice, Theme
from ui.widgets.build import column, row
from ui.widgets.focus import move_focus
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.saved_list import SavedSearches
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from roundtable.importing import ImportReport

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
        self._allowing = Allowing(self._actions)
        self._actions[f"choose_theme:{theme.choice}"].setChecked(True)
        self._status = StatusBar(self.jobs, self)
        self._prompts = Prompts(settings, self)
        self._build_files(self._prompts)
        self._build_pages()
        self._leaving = Leaving(self._pages.values(), self.bar)
        self.opening.may_leave = self._leaving.may_leave
        self.steps.before = self._leaving.flush
        self._build_handling()
        self._build_frame()
        self._build_recent_menu()
        self.opening.opened.connect(self._show_workspace)
        self.filing.reported.connect(self._show_report)
        self.signals.changed.connect(self._reload)
        self.handling.made.connect(self.going.show_made)
        self.handling.created.connect(self.going.show_new)
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
        from ui.dialogs.about_dialog import ShortcutsDialog

        self._open(ShortcutsDialog(self))

    def show_about(self) -> None:
        """Tell the version and the licence."""
        from ui.dialogs.about_dialog import AboutDialog

        workspace = self.opening.workspace
        self._open(AboutDialog(workspace.location if workspace else "", self))

    def _build_files(self, prompts: Prompts) -> None:
        """Make what opens, takes in, hands out, and steps back and forth."""
        self.opening = Opening(self.jobs, prompts, Recent(self._settings), self.bar, self)
        self.filing = Filing(
            self,
            opening=self.opening,
            subject=self._subject,
            contribution=self._contribution,
            jobs=self.jobs,
            prompts=prompts,
            bar=self.bar,
            signals=self.signals,
        )
        self.steps = Steps(
            opening=self.opening,
            jobs=self.jobs,
            signals=self.signals,
            bar=self.bar,
            actions=self._actions,
            status=self._status,
        )

    def _build_pages(self) -> None:
        self._welcome = empty_workspace(self.filing, self.opening, self._actions)
        self.practices = PracticesPage(self._theme, self._settings, self._welcome, self)
        self.roundtables = RoundtablesPage(self._theme, self._settings, self)
        self.mapping = MappingPage(self._theme, self._settings, self._prompts, self.jobs, self)
        self.annex = AnnexPage(self.jobs, no_roundtable(self.filing), self)
        self.contributions = ContributionsPage(self._theme, self._settings, no_roundtable(self.filing), self)
        self.vocabulary = VocabularyPage(self._theme, self._settings, self.jobs, self)
        self._pages: dict[str, Page] = {
            "practices": self.practices,
            "roundtables": self.roundtables,
            "mapping": self.mapping,
            "annex": self.annex,
            "contributions": self.contributions,
            "vocabulary": self.vocabulary,
        }
        self.going = Going(
            self,
            turn_to=self.go_to,
            opening=self.opening,
            practices_page=self.practices,
            roundtables_page=self.roundtables,
            mapping_page=self.mapping,
        )
        for page in self._pages.values():
            page.changed.connect(self.signals.changed)
            page.failed.connect(self.bar.show_error)
            page.import_asked.connect(self.filing.ask_import)
        self._connect_practices()
        of_roundtables: tuple[RoundtablePage, ...] = (self.roundtables, self.mapping, self.annex, self.contributions)
        for here, there in permutations(of_roundtables, 2):  # all look at the same one
            here.chosen.connect(there.choose)
        self.roundtables.gap_asked.connect(self.going.show_gap)
        self.mapping.roundtable_asked.connect(self.going.show_roundtable)
        self.mapping.practice_asked.connect(self.going.show_practice)
        self.mapping.practices_asked.connect(self.going.run_search)
        self.mapping.picture_saved.connect(self.filing.say_picture)
        self.contributions.write_asked.connect(self.filing.ask_contribution)
        self.contributions.practice_asked.connect(self.going.look_at)
        self.filing.handed_over.connect(self.contributions.refresh)
        self.annex.export_asked.connect(self.filing.ask_annex)
        self.vocabulary.practices_asked.connect(self.going.run_search)

    def _connect_practices(self) -> None:
        self.practices.create_asked.connect(self._actions["handling.create"].trigger)
        self.practices.selected.connect(self._allow_handling)
        for field in Field:
            if field is not Field.TITLE:
                action = self._actions[f"practices.toggle_column:{field.sort}"]
                action.setChecked(field in self.practices.shown_columns())
                self.practices.table.horizontalHeader().addAction(action)
        self.practices.filters_shown.connect(self._actions["practices.toggle_filters"].setChecked)
        self.practices.roundtable_asked.connect(self.going.show_roundtable)
        self.filing.handed_over.connect(self.practices.refresh_uses)
        for name in ("copying.copy", "handling.delete", "practices.edit_practice"):
            # elsewhere these keys are for the text that is chosen there
            self._actions[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.practices.table.addAction(self._actions[name])

    def _build_handling(self) -> None:
        """Make what works on the practices page."""
        self.handling = Handling(
            self,
            page=self.practices,
            opening=self.opening,
            jobs=self.jobs,
            signals=self.signals,
            bar=self.bar,
            undo=self.steps.undo,
            theme=self._theme,
        )
        self.pasting = Pasting(
            self,
            opening=self.opening,
            jobs=self.jobs,
            bar=self.bar,
            theme=self._theme,
            add=self.handling.add,
        )
        self.practices.paste_asked.connect(self.pasting.paste)
        self.practices.practices_pasted.connect(self.pasting.show)
        self._saved = SavedSearches(self._theme, self)
        self._saved.list.run_asked.connect(self.going.run_search)
        self.saving = Saving(
            self,
            shown=self._saved,
            page=self.practices,
            opening=self.opening,
            jobs=self.jobs,
            signals=self.signals,
            bar=self.bar,
        )
        self.finding = Finding(
            self,
            actions=self._actions,
            opening=self.opening,
            bar=self.bar,
            look_at=self.going.look_at,
            go_to_roundtable=self.going.show_roundtable,
        )
        self.copying = Copying(
            self,
            page=self.practices,
            opening=self.opening,
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
        menu.aboutToShow.connect(partial(self.opening.fill_recent, menu))
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
        is_open = self.opening.workspace is not None
        self._allowing.show_workspace(is_open=is_open, has_roundtable=bool(self.annex.code))
        self.steps.refresh()

    @Slot()
    def _allow_handling(self) -> None:
        is_seen = self._stack.currentWidget() is self.practices
        self._allowing.show_selection(
            is_seen=is_seen and self.practices.has_selection, has_several=self.practices.has_several
        )

    def _close_anyway(self) -> None:
        self._is_leaving = True
        self.close()

    @Slot(str)
    def _show_page(self, name: str) -> None:
        page = self._pages[name]
        self._allowing.show_annex(is_seen=page is self.annex)
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
            if workspace is self.opening.workspace:
                self.filing.take_in(files, "all")

        dialog = ImportReportDialog(report, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.practice_asked.connect(self.going.look_at)
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
            self.opening.open_location(str(files[0]))
        else:
            self.filing.take_in(files)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_leaving and not self._leaving.may_leave(self._close_anyway):
            event.ignore()
            return
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.hide()
        self.jobs.stop()
        self.opening.close()
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    """Name the files that are dropped, if all of them can be taken in or opened."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files if files and all(file.suffix.lower() in (*IMPORTED, SUFFIX) for file in files) else []
