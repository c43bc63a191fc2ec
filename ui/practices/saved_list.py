"""The saved searches below the pages, each with how many practices it finds now.

Shows and asks; what is kept and counted is the business of who fills it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QMenu, QWidget
from typing_extensions import override

from roundtable.search.saved_searches import SavedSearch
from ui.base.theme import Theme
from ui.widgets.build import column, label
from ui.widgets.rail import COUNT, WIDTH, Place

_SEARCH = Qt.ItemDataRole.UserRole


class SavedList(QListView):
    """List saved searches; Enter or a click runs one, the context menu renames or removes it."""

    run_asked = Signal(str)
    """The query of a saved search."""
    rename_asked = Signal(str)
    remove_asked = Signal(str)
    """The name of a saved search."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Saved searches"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(Place(theme, self))
        self.clicked.connect(self._run)
        theme.changed.connect(self.viewport().update)

    def show_searches(self, searches: Sequence[tuple[SavedSearch, int]]) -> None:
        """Show the searches with their counts, still at the same place."""
        row = max(self.currentIndex().row(), 0)
        self._model.clear()
        for search, count in searches:
            shown = self.locale().toString(count)
            item = QStandardItem(search.name)
            item.setToolTip(search.query)
            item.setData(search, _SEARCH)
            item.setData(shown, COUNT)
            item.setData(f"{search.name}, {shown}", Qt.ItemDataRole.AccessibleTextRole)
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
    """Put the list under a heading; both are there only while there is a search to show."""

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
