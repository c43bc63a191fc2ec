"""Saved searches: save, rename, remove, run, and count again after every change."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot

from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_rows
from roundtable.search import saved_searches
from roundtable.search.saved_searches import SavedSearch
from roundtable.workspace import Workspace
from ui.jobs.background_query import Questions
from ui.practices.practices_page import PracticesPage
from ui.practices.saved_list import SavedSearches
from ui.widgets.build import open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions


class SavedSearchActions(WorkspaceActions):
    """Actions on saved searches; keeps their list and its counts up to date."""

    def __init__(self, parts: WindowParts, shown: SavedSearches, page: PracticesPage) -> None:
        super().__init__(parts)
        self._shown = shown
        self._page = page
        self._counts = Questions(None, _counted, self)
        self._counts.answered.connect(self._show)
        self._counts.failed.connect(self._bar.show_error)
        shown.list.rename_asked.connect(self.rename)
        shown.list.remove_asked.connect(self.remove)
        parts.workspace_switch.opened.connect(self._open)
        parts.signals.changed.connect(self._count)

    def save(self) -> None:
        """Ask for a name and save the current search under it."""
        query = self._page.query_text
        if not query:
            self._bar.show_message("notice", self.tr("There is no search to save."), self.tr("Type one first."))
            return

        def save(name: str) -> None:
            self._change(self.tr("Save search"), lambda own, _: saved_searches.keep(own, name, query))

        self._ask(self.tr("Save search"), self.tr("A name for “{query}”:").format(query=query), save)

    def rename(self, name: str) -> None:
        """Ask for another name for a saved search."""

        def rename(to: str) -> None:
            self._change(self.tr("Rename search"), lambda own, _: _rename(own, name, to))

        self._ask(self.tr("Rename search"), self.tr("Another name for “{name}”:").format(name=name), rename, name)

    def remove(self, name: str) -> None:
        """Remove a saved search."""
        self._change(self.tr("Remove search"), lambda own, _: saved_searches.forget(own, name))

    def _ask(self, title: str, question: str, then: Callable[[str], None], text: str = "") -> None:
        from ui.dialogs.ask_dialog import AskDialog

        dialog = AskDialog(title, question, self.tr("Save"), self._window, text=text)
        dialog.answered.connect(then)
        open_dialog(dialog)

    @Slot(object)
    def _open(self, workspace: Workspace | None) -> None:
        self._counts.open(workspace)
        self._shown.show_searches(())
        self._count()

    @Slot()
    def _count(self) -> None:
        self._counts.ask(None)

    @Slot(object, object)
    def _show(self, _question: None, counted: list[tuple[SavedSearch, int]]) -> None:
        self._shown.show_searches(counted)


def _counted(workspace: Workspace, _question: None) -> list[tuple[SavedSearch, int]]:
    return [(search, practice_rows.count(workspace, search.query)) for search in saved_searches.listing(workspace)]


def _rename(workspace: Workspace, name: str, to: str) -> ChangeSet:
    """Rename a search; it replaces one that has the new name already."""
    others = [one for one in saved_searches.listing(workspace) if one.name == name or one.name != to]
    renamed = [replace(one, name=to) if one.name == name else one for one in others]
    return saved_searches.arrange(workspace, renamed, f"Rename search “{name}”")
