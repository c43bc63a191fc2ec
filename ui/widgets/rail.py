"""The places of work down the left side, each with a word and a live count.

Chooses among pages by name; knows nothing of what they hold.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.base.practice_drag import DRAGGED
from ui.base.theme import Theme

_NAME = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 1
WIDTH = 168
_ROW = 34


class Rail(QListView):
    """List the pages; the arrows and a click choose, the page's name is told."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(WIDTH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._items: dict[str, QStandardItem] = {}
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(Place(theme, self))
        theme.changed.connect(self.viewport().update)
        self.selectionModel().currentChanged.connect(self._tell)

    def add(self, name: str, words: str) -> None:
        """Add a page under its name, shown as ``words``."""
        item = QStandardItem(words)
        item.setData(name, _NAME)
        item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
        self._items[name] = item
        self._model.appendRow(item)

    def set_count(self, name: str, count: int | str | None) -> None:
        """Show how many things the page holds, or a share in its own words; None shows nothing."""
        item = self._items[name]
        shown = self.locale().toString(count) if isinstance(count, int) else count or ""
        item.setData(shown, COUNT)
        item.setData(f"{item.text()}, {shown}" if shown else item.text(), Qt.ItemDataRole.AccessibleTextRole)

    def choose(self, name: str) -> None:
        """Go to the page."""
        self.setCurrentIndex(self._items[name].index())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(DRAGGED))

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go to the page that practices are held over: they can be dropped there, not here."""
        under = self.indexAt(event.position().toPoint())
        if under.isValid():
            self.setCurrentIndex(under)
        event.ignore()

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(_NAME))


class Place(QStyledItemDelegate):
    """Paint a place: its word at the left, its count at the right, a soft ground where one is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _ROW)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = self._theme.colours
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        ground: QRect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.colour("accent") if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(
            colours.colour("soft" if is_here else "hover") if is_here or is_under else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(ground, 6, 6)
        words = ground.adjusted(10, 0, -10, 0)
        font = QFont(option.font)
        font.setBold(is_here)
        painter.setFont(font)
        painter.setPen(colours.colour("accent" if is_here else "text"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, index.data())
        font.setBold(False)
        font.setPixelSize(self._theme.size("caption"))
        painter.setFont(font)
        painter.setPen(colours.colour("muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data(COUNT) or "")
        painter.restore()
