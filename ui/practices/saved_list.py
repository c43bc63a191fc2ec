"""Saved searches below the pages, each with how many practices it finds now."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QStandardItem
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from roundtable.search.saved_searches import SavedSearch
from ui.base.theme import Theme
from ui.widgets.build import column, label
from ui.widgets.rail import WIDTH, CountList

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
        heading = label(self.tr("SAVED SEARCHES"), "caption")
        heading.setContentsMargins(18, 8, 0, 0)
        self._parts = (heading, self.list)
        self.setLayout(column(*self._parts, margins=(0, 0, 1, 0)))  # the border
        self.show_searches(())

    def show_searches(self, searches: Sequence[tuple[SavedSearch, int]]) -> None:
        """Show the searches with their counts."""
        self.list.show_searches(searches)
        for part in self._parts:
            part.setVisible(bool(searches))
