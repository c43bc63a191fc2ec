"""The main window: the rail, the pages, the menus, and one open workspace they all look at.

Lays out and passes on; files are the business of ``filing``, long work of ``jobs``, words and keys of ``actions``.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QStackedWidget, QWidget
from typing_extensions import override

import resources
from roundtable import practices
from roundtable.errors import RoundtableError
from roundtable.history import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import SUFFIX, Workspace
from ui.actions import Actions
from ui.filing import IMPORTED, Filing
from ui.icons import icon
from ui.jobs import Jobs
from ui.models.practices_model import as_lines
from ui.pages.annex_page import AnnexPage
from ui.pages.page import Page
from ui.pages.practices_page import PracticesPage
from ui.pages.roundtables_page import RoundtablesPage
from ui.prompts import Prompts
from ui.recent import Recent
from ui.signals import Signals
from ui.stepping import Steps
from ui.theme import Choice, Theme
from ui.widgets.build import column, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from roundtable.importing import ImportReport

SAMPLE = "sample/rt-3.2.json"
_COPIED_AT_ONCE = 500
_GEOMETRY = "window/geometry"
_OF_WORKSPACE = (
    "import_files",
    "open_sample",
    "export_json",
    "find",
    "copy_rows",
    "next_practice",
    "previous_practice",
)
_OF_ANNEX = ("zoom_in", "zoom_out", "zoom_fit")
_OF_ROUNDTABLE = ("export_annex", "export_contribution")


class MainWindow(QMainWindow):
    """Show one workspace and let a person work on it; the methods without an underscore are the actions."""

    def __init__(self, settings: QSettings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self._workspace: Workspace | None = None
        self.signals = Signals(self)
        self.jobs = Jobs(self)
        self.bar = MessageBar(theme, self)
        self._prompts = Prompts(settings, self)
        self._recent = Recent(settings)
        self._filing = Filing(self.jobs, self._prompts, self.bar, self.signals, self)
        self._filing.reported.connect(self._show_report)
        self.signals.changed.connect(self._reload)
        self._actions = Actions(self)
        self._actions[f"theme_{theme.choice}"].setChecked(True)
        self._build_recent_menu()
        self._build_pages()
        self._build_frame()
        self.setWindowIcon(icon("roundtable"))
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        geometry = settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self._show_workspace(None)

    def open_location(self, location: str, *, create: bool = False) -> None:
        """Open a workspace in the place of the one that is open."""
        if self.jobs.current:
            self.bar.show_message("notice", self.tr("Let the running work end first, or cancel it."))
            return
        try:
            workspace = Workspace.open(location, create=create)
        except RoundtableError as error:
            self.bar.show_error(error, [(self.tr("Open another…"), self.open_workspace)])
            return
        self.bar.hide()
        self._recent.add(workspace.location)
        self._show_workspace(workspace)

    def new_workspace(self) -> None:
        """Ask where a new workspace goes, and open it."""
        name = self.tr("practices") + SUFFIX
        self._prompts.new_file("workspace", self.tr("New workspace"), self._filters(), name, self._open_new)

    def open_workspace(self) -> None:
        """Ask for a workspace and open it."""
        self._prompts.file(
            "workspace", self.tr("Open workspace"), self._filters(), lambda file: self.open_location(str(file))
        )

    def import_files(self) -> None:
        """Ask for files and take them in."""
        if self._workspace:
            self._filing.ask_import(self._workspace)

    def open_sample(self) -> None:
        """Take the sample roundtable into the workspace."""
        if self._workspace:
            self._filing.take_in(self._workspace, [resources.path(SAMPLE)])

    def export_annex(self) -> None:
        """Ask where the annex PDF goes and write it."""
        if self._workspace:
            self._filing.ask_annex(self._workspace, self._annex.code, self._annex.language)

    def export_contribution(self) -> None:
        """Ask where the contribution workbook goes and write it."""
        if self._workspace:
            self._filing.ask_contribution(self._workspace, self._annex.code, self._annex.language)

    def export_json(self) -> None:
        """Ask where an exchange file with everything goes and write it."""
        if self._workspace:
            self._filing.ask_json(self._workspace)

    def undo(self) -> None:
        """Take back the newest step."""
        if self._workspace:
            self._steps.undo(self._workspace)

    def redo(self) -> None:
        """Do again the step that was undone last."""
        if self._workspace:
            self._steps.redo(self._workspace)

    def copy_rows(self) -> None:
        """Copy the chosen practices as lines, many of them as a job."""
        keys = self._practices.selected_keys()
        if self._workspace is None:
            return
        if len(keys) <= _COPIED_AT_ONCE:
            self._put_on_clipboard(len(keys), as_lines(self._workspace, keys))
            return

        def work(workspace: Workspace, progress: Progress) -> str:
            return as_lines(workspace, keys, progress)

        done = partial(self._put_on_clipboard, len(keys))
        self.jobs.start(self.tr("Copying rows"), self._workspace.location, work, done, self.bar.show_error)

    def search_practices(self) -> None:
        """Go to the search field."""
        self.go_to("practices")
        self._practices.start_search()

    def go_to(self, name: str) -> None:
        """Go to a page."""
        self._rail.choose(name)

    def next_practice(self) -> None:
        """Look at the practice below."""
        self._practices.step(1)

    def previous_practice(self) -> None:
        """Look at the practice above."""
        self._practices.step(-1)

    def zoom_in(self) -> None:
        """Show the annex larger."""
        self._annex.zoom(1.25)

    def zoom_out(self) -> None:
        """Show the annex smaller."""
        self._annex.zoom(0.8)

    def zoom_fit(self) -> None:
        """Show the annex as wide as its pane."""
        self._annex.fit()

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

        ShortcutsDialog(self).open()

    def show_about(self) -> None:
        """Tell the version and the licence."""
        from ui.dialogs.about_dialog import AboutDialog

        AboutDialog(self._workspace.location if self._workspace else "", self).open()

    def _build_pages(self) -> None:
        self._practices = PracticesPage(self._theme, self._settings, self._welcome(), self)
        self._roundtables = RoundtablesPage(self._theme, self._settings, self._no_roundtable(), self)
        self._annex = AnnexPage(self.jobs, self._no_roundtable(), self)
        self._pages: dict[str, Page] = {
            "practices": self._practices,
            "roundtables": self._roundtables,
            "annex": self._annex,
        }
        self._practices.import_asked.connect(self.import_files)
        self._practices.failed.connect(self.bar.show_error)
        self._roundtables.chosen.connect(self._annex.choose)
        self._annex.chosen.connect(self._roundtables.choose)
        self._annex.export_asked.connect(self.export_annex)
        copy = self._actions["copy_rows"]
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # elsewhere Ctrl+C copies the text chosen there
        self._practices.table.addAction(copy)

    def _build_frame(self) -> None:
        self._rail = Rail(self._theme, self)
        self._stack = QStackedWidget()
        for name, page in self._pages.items():
            self._rail.add(name, self._actions[name].text().replace("&", ""))
            self._stack.addWidget(page)
            page.counted.connect(partial(self._rail.set_count, name))
            page.said.connect(partial(self._show_said, page))
        self._said: dict[Page, str] = {}
        self._status = StatusBar(self.jobs, self)
        self._steps = Steps(self.jobs, self.signals, self.bar, self._actions, self._status)
        self._rail.chosen.connect(self._show_page)
        frame = QWidget()
        layout = row(self._rail, column(self.bar, self._stack), spacing=0)
        layout.setStretch(1, 1)
        frame.setLayout(layout)
        self.setCentralWidget(frame)
        self.setStatusBar(self._status)
        self._name = QLabel()
        self._name.setObjectName("workspace_name")
        self._rail.choose("practices")

    def _build_recent_menu(self) -> None:
        menu = QMenu(self)

        def fill() -> None:
            menu.clear()
            for location in self._recent.locations():
                menu.addAction(location.replace("&", "&&"), partial(self.open_location, location))

        menu.aboutToShow.connect(fill)
        self._actions.set_menu("open_recent", menu)

    def _welcome(self) -> EmptyState:
        return EmptyState(
            self.tr("An empty workspace"),
            self.tr(
                "Bring in a paper as text and its practices appear here, or look around with the sample roundtable. "
                "Files may also be dropped on this window."
            ),
            [
                (self.tr("Open the sample"), self.open_sample),
                (self.tr("Import a paper…"), self.import_files),
                (self.tr("Open workspace…"), self.open_workspace),
            ],
        )

    def _no_roundtable(self) -> EmptyState:
        return EmptyState(
            self.tr("No roundtable yet"),
            self.tr("A background paper brings its roundtable along: code, sections, questions, measures and annex."),
            [(self.tr("Import a paper…"), self.import_files)],
        )

    def _show_workspace(self, workspace: Workspace | None) -> None:
        for page in self._pages.values():
            page.close_down()
        if self._workspace:
            self._workspace.close()
        self._workspace = workspace
        name = Path(workspace.location).name if workspace else ""
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
        self._actions.enable(_OF_WORKSPACE, enabled=self._workspace is not None)
        self._actions.enable(_OF_ROUNDTABLE, enabled=bool(self._annex.code))
        self._steps.refresh(self._workspace)

    @Slot(str)
    def _show_page(self, name: str) -> None:
        page = self._pages[name]
        self._here = name
        self._actions.enable(_OF_ANNEX, enabled=page is self._annex)
        self._stack.setCurrentWidget(page)
        self._status.show_shown(self._said.get(page, ""))

    def _show_said(self, page: Page, text: str) -> None:
        self._said[page] = text
        if self._stack.currentWidget() is page:
            self._status.show_shown(text)

    def _show_report(self, report: "ImportReport", files: tuple[Path, ...]) -> None:
        from ui.dialogs.import_report_dialog import ImportReportDialog

        workspace = self._workspace
        dialog = ImportReportDialog(report, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.practice_asked.connect(self._look_at)
        if workspace:
            dialog.accept_asked.connect(partial(self._filing.take_in, workspace, files, "all"))
        dialog.show()

    def _look_at(self, uid: str) -> None:
        if self._workspace:
            with self._workspace.reading() as connection:
                key = practices.keys_by_uid(connection, [uid]).get(uid)
            if key is not None:
                self.go_to("practices")
                self._practices.look_at(key)

    def _put_on_clipboard(self, rows: int, lines: str) -> None:
        QGuiApplication.clipboard().setText(lines)
        self._status.show_shown(self.tr("%n row(s) copied", "", rows))

    def _open_new(self, file: Path) -> None:
        self.open_location(str(file), create=True)

    def _filters(self) -> str:
        return self.tr("Workspaces (*{suffix});;All files (*)").format(suffix=SUFFIX)

    def _move_focus(self, by: int) -> None:
        panes = (self._rail, *self._pages[self._here].panes())
        focused = self.focusWidget() or self
        at = next((n for n, pane in enumerate(panes) if pane.hasFocus() or pane.isAncestorOf(focused)), -1)
        target = panes[(at + by) % len(panes)]
        if target.focusPolicy() is Qt.FocusPolicy.NoFocus and target.focusProxy() is None:
            target = next(part for part in target.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
            self.open_location(str(files[0]))
        elif self._workspace:
            self._filing.take_in(self._workspace, files)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.hide()
        self.jobs.stop()
        self._show_workspace(None)
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    """Name the files that are dropped, if all of them can be taken in or opened."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files if files and all(file.suffix.lower() in (*IMPORTED, SUFFIX) for file in files) else []
