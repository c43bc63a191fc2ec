"""Rail at the window's left: the pages with live counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.base.icons import icon
from ui.base.practice_drag import DRAGGED
from ui.base.theme import Theme

_NAME = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_OF = Qt.ItemDataRole.UserRole + 2
WIDTH = 184
NARROW = 98
_ROW, _NARROW_ROW = 34, 52
_ICON = 18
_BETWEEN = 8


class CountList(QListView):
    """List of items with a count at their right."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.is_narrow = False
        """Whether each item is an icon with its words below."""
        self.setItemDelegate(_CountCell(theme, self))
        theme.changed.connect(self.viewport().update)

    def show_count(self, item: QStandardItem, count: int | str | None) -> None:
        """Show a number, or a share in its own words, beside an item; None shows nothing."""
        shown = self.locale().toString(count) if isinstance(count, int) else count or ""
        item.setData(shown, _COUNT)
        item.setData(f"{item.text()}, {shown}" if shown else item.text(), Qt.ItemDataRole.AccessibleTextRole)


class Rail(CountList):
    """List of the pages; the arrows, a click and practices dragged over it choose one."""

    chosen = Signal(str)
    """The name of a page."""
    entered = Signal()
    """The page chosen is to be worked on: a click, Enter or the right arrow."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Pages"), parent)
        self.setFixedWidth(WIDTH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setAcceptDrops(True)
        self._items: dict[str, QStandardItem] = {}
        self.selectionModel().currentChanged.connect(self._announce)
        self.clicked.connect(self.entered)

    def add(self, name: str, text: str) -> None:
        """Add a page."""
        item = self._items[name] = QStandardItem(text)
        item.setData(name, _NAME)
        self.set_count(name, None)
        self._model.appendRow(item)

    def set_narrow(self, is_narrow: bool) -> None:
        """Show each page as an icon with its words below, or as a line with its count."""
        if is_narrow is not self.is_narrow:
            self.is_narrow = is_narrow
            self.setFixedWidth(NARROW if is_narrow else WIDTH)
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def set_count(self, name: str, count: int | str | None, of: str = "") -> None:
        """Show how many things a page holds; ``of`` names the roundtable that they are counted in."""
        item = self._items[name]
        self.show_count(item, count)
        shown = str(item.data(_COUNT))
        item.setData(of if shown else "", _OF)
        item.setToolTip(f"{of}: {shown}" if shown and of else "")
        if shown and of:
            item.setData(f"{item.text()}, {of}: {shown}", Qt.ItemDataRole.AccessibleTextRole)

    def choose(self, name: str) -> None:
        """Choose a page."""
        self.setCurrentIndex(self._items[name].index())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(DRAGGED))

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Choose the page that practices are dragged over: they can be dropped there, not here."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
        event.ignore()

    def _announce(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(_NAME))


class _CountCell(QStyledItemDelegate):
    """Text at the left, count at the right, a soft background where it is chosen."""

    def __init__(self, theme: Theme, parent: "CountList") -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _NARROW_ROW if self._list.is_narrow else _ROW)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colour = self._theme.colours.colour
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        background: QRect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("accent") if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(colour("soft") if is_chosen else colour("hover") if is_hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(background, 6, 6)
        if self._list.is_narrow:
            self._paint_icon(painter, background, index, colour("accent" if is_chosen else "text"))
            painter.restore()
            return
        place = background.adjusted(10, 0, -10, 0)
        font = QFont(option.font)
        font.setBold(is_chosen)
        painter.setFont(font)
        painter.setPen(colour("accent" if is_chosen else "text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, index.data())
        name_width = painter.fontMetrics().horizontalAdvance(index.data())
        font.setBold(False)
        font.setPixelSize(self._theme.size("caption"))
        painter.setFont(font)
        painter.setPen(colour("muted"))
        room = place.width() - name_width - _BETWEEN
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _counted(painter, index, room)
        )
        painter.restore()

    def _paint_icon(
        self, painter: QPainter, place: QRect, index: QModelIndex | QPersistentModelIndex, ink: QColor
    ) -> None:
        """Paint the page's icon, its name below."""
        at = QRect(0, 0, _ICON, _ICON)
        at.moveCenter(place.center())
        at.moveTop(place.top() + 7)
        icon(str(index.data(_NAME)), ink.name()).paint(painter, at)
        font = QFont(self._list.font())
        font.setPixelSize(self._theme.size("caption"))
        painter.setFont(font)
        painter.setPen(ink)
        words = place.adjusted(0, _ICON + 10, 0, -2)
        shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)


def _counted(painter: QPainter, index: QModelIndex | QPersistentModelIndex, room: int) -> str:
    """Return a count with the roundtable it is of, which is elided where there is little room."""
    count, of = str(index.data(_COUNT) or ""), str(index.data(_OF) or "")
    if not of:
        return count
    metrics = painter.fontMetrics()
    rest = f" · {count}"
    return metrics.elidedText(of, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(rest)) + rest
