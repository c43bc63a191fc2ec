"""Searches that a person keeps: saved, renamed, removed, run, and counted again whenever something changed.

Asks and says how it went; what is kept is a service's.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_rows
from roundtable.progress import Progress
from roundtable.search import saved_searches
from roundtable.search.saved_searches import SavedSearch
from roundtable.workspace import Workspace
from ui.base.signals import Signals
from ui.jobs.background_query import Questions
from ui.jobs.jobs import Jobs
from ui.practices.practices_page import PracticesPage
from ui.practices.saved_list import SavedSearches
from ui.widgets.message_bar import MessageBar
from ui.workspaces.workspace_switch import WorkspaceSwitch


class SavedSearchActions(QObject):
    """Keep searches on behalf of the window."""

    def __init__(
        self,
        window: QWidget,
        *,
        shown: SavedSearches,
        page: PracticesPage,
        workspace_switch: WorkspaceSwitch,
        jobs: Jobs,
        signals: Signals,
        bar: MessageBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shown = shown
        self._page = page
        self._workspace_switch = workspace_switch
        self._jobs = jobs
        self._signals = signals
        self._bar = bar
        self._counts: Questions | None = None
        shown.list.rename_asked.connect(self.rename)
        shown.list.remove_asked.connect(self.remove)
        workspace_switch.opened.connect(self._open)
        signals.changed.connect(self._count)

    def save(self) -> None:
        """Ask for a name and keep the search that is typed now under it."""
        query = self._page.query_text
        if not query:
            self._bar.show_message("notice", self.tr("There is no search to save."), self.tr("Type one first."))
            return

        def keep(name: str) -> None:
            self._change(self.tr("Save search"), lambda own: saved_searches.keep(own, name, query))

        self._ask(self.tr("Save search"), self.tr("A name for “{query}”:").format(query=query), keep)

    def rename(self, name: str) -> None:
        """Ask for another name for a saved search."""

        def change(to: str) -> None:
            self._change(self.tr("Rename search"), partial(_rename, name, to))

        self._ask(self.tr("Rename search"), self.tr("Another name for “{name}”:").format(name=name), change, name)

    def remove(self, name: str) -> None:
        """Let go of a saved search."""
        self._change(self.tr("Remove search"), lambda own: saved_searches.forget(own, name))

    def _ask(self, title: str, question: str, then: Callable[[str], None], text: str = "") -> None:
        from ui.dialogs.ask_dialog import AskDialog

        dialog = AskDialog(title, question, self.tr("Save"), self._window, text=text)
        dialog.answered.connect(then)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _change(self, title: str, work: Callable[[Workspace], ChangeSet]) -> None:
        def run(own: Workspace, _progress: Progress) -> ChangeSet:
            return work(own)

        if workspace := self._workspace_switch.needed():
            self._jobs.start(title, workspace.location, run, self._signals.changed.emit, self._bar.show_error)

    @Slot(object)
    def _open(self, workspace: Workspace | None) -> None:
        if self._counts:
            self._counts.close()
            self._counts.deleteLater()
        self._counts = Questions(workspace.location, _counted, self) if workspace else None
        self._shown.show_searches(())
        if self._counts:
            self._counts.answered.connect(self._show)
            self._counts.failed.connect(self._bar.show_error)
        self._count()

    @Slot(object)
    def _count(self, _change_set: ChangeSet | None = None) -> None:
        if self._counts:
            self._counts.ask(None)

    @Slot(object, object)
    def _show(self, _question: None, counted: list[tuple[SavedSearch, int]]) -> None:
        self._shown.show_searches(counted)


def _counted(workspace: Workspace, _question: None) -> list[tuple[SavedSearch, int]]:
    return [(search, practice_rows.count(workspace, search.query)) for search in saved_searches.listing(workspace)]


def _rename(name: str, to: str, workspace: Workspace) -> ChangeSet:
    """Give a search another name, in the place of one that has that name already."""
    others = [one for one in saved_searches.listing(workspace) if one.name == name or one.name != to]
    renamed = [replace(one, name=to) if one.name == name else one for one in others]
    return saved_searches.arrange(workspace, renamed, f"Rename search “{name}”")
