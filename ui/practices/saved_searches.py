"""Saved searches: their list with live counts, and the actions on them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QStandardItem
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from roundtable.practices import practice_rows
from roundtable.search import saved_searches
from roundtable.search.saved_searches import SavedSearch
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.background_query import BackgroundQuery
from ui.practices.practices_page import PracticesPage
from ui.widgets.factories import column, label, open_dialog
from ui.widgets.rail import NARROW, WIDTH, CountList
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_SEARCH = Qt.ItemDataRole.UserRole


class SavedList(CountList):
    """List of saved searches; Enter or a click runs one, the context menu renames or removes it."""

    run_asked = Signal(str)
    """The query of a saved search."""
    rename_asked = Signal(str)
    remove_asked = Signal(str)
    """The name of a saved search."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Saved searches"), parent)
        self.clicked.connect(self._run)

    def show_searches(self, searches: Sequence[tuple[SavedSearch, int]]) -> None:
        """Show the searches with their counts; the same row stays the current one."""
        row = max(self.currentIndex().row(), 0)
        self._model.clear()
        for search, count in searches:
            item = QStandardItem(search.name)
            item.setToolTip(search.query)
            item.setData(search, _SEARCH)
            self.show_count(item, count)
            self._model.appendRow(item)
        self.selectionModel().setCurrentIndex(
            self._model.index(min(row, len(searches) - 1), 0), self.selectionModel().SelectionFlag.NoUpdate
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._run(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self._ask(self.rename_asked)
        elif event.key() == Qt.Key.Key_Delete:
            self._ask(self.remove_asked)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("&Run"), lambda: self._run(self.currentIndex()))
            menu.addAction(self.tr("Re&name…"), lambda: self._ask(self.rename_asked))
            menu.addAction(self.tr("Re&move"), lambda: self._ask(self.remove_asked))
            below = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft() + QPoint(8, 0))
            menu.popup(event.globalPos() if event.reason() is event.Reason.Mouse else below)

    def _run(self, index: QModelIndex) -> None:
        if isinstance(search := index.data(_SEARCH), SavedSearch):
            self.run_asked.emit(search.query)

    def _ask(self, signal: SignalInstance) -> None:
        if isinstance(search := self.currentIndex().data(_SEARCH), SavedSearch):
            signal.emit(search.name)


class SavedSearches(QWidget):
    """The list under a heading; both are hidden while there is no saved search."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("saved")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.list = SavedList(theme, self)
        self._is_narrow = False
        heading = label(self.tr("SAVED SEARCHES"), "caption")
        heading.setContentsMargins(18, 8, 0, 0)
        self._parts = (heading, self.list)
        self.setLayout(column(*self._parts, margins=(0, 0, 1, 0)))  # the border
        self.show_searches(())

    def show_searches(self, searches: Sequence[tuple[SavedSearch, int]]) -> None:
        """Show the searches with their counts."""
        self.list.show_searches(searches)
        self._show_parts()

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave no room for the searches, which the palette finds as well, or show them again."""
        self.setFixedWidth(NARROW if is_narrow else WIDTH)
        self._is_narrow = is_narrow
        self._show_parts()

    def _show_parts(self) -> None:
        for part in self._parts:
            part.setVisible(not self._is_narrow and self.list.model().rowCount() > 0)


class SavedSearchActions(WorkspaceActions):
    """Actions on saved searches; keeps their list and its counts up to date."""

    def __init__(self, parts: WindowParts, shown: SavedSearches, page: PracticesPage) -> None:
        super().__init__(parts)
        self._shown = shown
        self._page = page
        self._counts = BackgroundQuery(None, _counted, self)
        self._counts.answered.connect(lambda _, counted: shown.show_searches(counted))
        self._counts.failed.connect(self._bar.show_error)
        page.save_asked.connect(self.save)
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
            def keep() -> None:
                self._change(self.tr("Save search"), lambda own, _: saved_searches.keep(own, name, query))

            self._replace(name, "", query, keep)

        self._ask(self.tr("Save search"), self.tr("A name for “{query}”:").format(query=query), save)

    def rename(self, name: str) -> None:
        """Ask for another name for a saved search."""

        def rename(to: str) -> None:
            def change() -> None:
                self._change(self.tr("Rename search"), lambda own, _: saved_searches.rename(own, name, to))

            self._replace(to, name, "", change)

        self._ask(self.tr("Rename search"), self.tr("New name for “{name}”:").format(name=name), rename, name)

    def remove(self, name: str) -> None:
        """Remove a saved search."""
        self._change(self.tr("Remove search"), lambda own, _: saved_searches.forget(own, name))

    def _replace(self, name: str, but: str, query: str, do: Callable[[], object]) -> None:
        """Save under a name; ask first where another query, perhaps another person's, has that name."""
        workspace, name = self._workspace_switch.workspace, " ".join(name.split())
        searches = saved_searches.listing(workspace) if workspace else []
        taken = next((one.query for one in searches if one.name == name and name != but), query)
        if taken == query:
            do()
            return
        from ui.dialogs.question_dialog import confirm

        sentence = self.tr("The saved search “{name}” looks for “{query}”.").format(name=name, query=taken)
        confirm(self._window, self.tr("Replace “{name}”?").format(name=name), sentence, self.tr("Replace"), do)

    def _ask(self, title: str, question: str, then: Callable[[str], None], text: str = "") -> None:
        from ui.dialogs.input_dialog import InputDialog

        dialog = InputDialog(title, question, self.tr("Save"), self._window, text=text)
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


def _counted(workspace: Workspace, _question: None) -> list[tuple[SavedSearch, int]]:
    return [(search, practice_rows.count(workspace, search.query)) for search in saved_searches.listing(workspace)]
