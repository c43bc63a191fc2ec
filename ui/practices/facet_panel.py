"""Filter panel beside the practices table: a click or Space ticks a facet value and so edits the query."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from roundtable.search.facets import Value
from ui.base.theme import Theme
from ui.practices.facets_model import FacetRow, FacetsModel

_SHARE, _WIDTH, _MOST_WIDTH = 0.15, 196, 280
"""Part of the page's width, and the limits of what that is."""
_ROW, _HEADING = 24, 34
_BOX = 14
_PRESSED = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FacetPanel(QListView):
    """List of the facets of what was found."""

    toggled = Signal(str)
    """A filter, as it is typed, to be added to the query or removed from it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setAccessibleName(self.tr("Filters"))
        self.setFixedWidth(_WIDTH)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._model = FacetsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_FacetCell(theme, self))
        self.clicked.connect(self._act)
        theme.changed.connect(self.viewport().update)

    def suit(self, page: int) -> None:
        """Take a part of the page's width."""
        self.setFixedWidth(min(max(_WIDTH, int(_SHARE * page)), _MOST_WIDTH))

    @Slot(object, object)
    def show_counts(self, typed: str, counts: Mapping[str, Sequence[Value]]) -> None:
        """Show the facets of what a query found; the same value stays the current one."""
        at = self._row(self.currentIndex())
        scrolled = self.verticalScrollBar().value()
        self._model.show(counts, typed)
        self._return_to(at, scrolled)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSED:
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _act(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row and row.query:
            self.toggled.emit(row.query)
        elif row and row.rest:
            scrolled = self.verticalScrollBar().value()
            self._model.expand(row.facet)
            self._return_to(row, scrolled)

    def _return_to(self, at: FacetRow | None, scrolled: int) -> None:
        self.setCurrentIndex(self._model.index(self._model.row_of(at) if at else 1, 0))
        self.verticalScrollBar().setValue(scrolled)

    def _row(self, index: QModelIndex) -> FacetRow | None:
        row = index.data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, FacetRow) and not row.is_heading else None


class _FacetCell(QStyledItemDelegate):
    """Paint a heading, a value with its box and count, or the row for the rest."""

    def __init__(self, theme: Theme, parent: FacetPanel) -> None:
        super().__init__(parent)
        self._theme = theme
        self._panel = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, _HEADING if isinstance(row, FacetRow) and row.is_heading else _ROW)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, FacetRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place: QRect = option.rect.adjusted(12, 0, -12, 0)
        label = self._font(option, "label", bold=row.is_ticked)
        caption = self._font(option, "caption", bold=row.is_heading)
        if row.is_heading:
            self._write(painter, place.adjusted(0, 10, 0, 0), row.text.upper(), caption, colour="muted")
        else:
            self._paint_background(painter, option)
            words = place.adjusted(_BOX + 8, 0, 0, 0)
            if row.query:
                self._paint_box(painter, place, is_ticked=row.is_ticked)
                count = self._panel.locale().toString(row.count)
                self._write(painter, place, count, caption, colour="muted", is_right=True)
                words.setRight(words.right() - QFontMetrics(caption).horizontalAdvance(count) - 6)
            is_plain = bool(row.query) and not row.is_ticked
            self._write(painter, words, row.text, label, colour="text" if is_plain else "accent")
        painter.restore()

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colours = self._theme.colours
        painter.setPen(colours.colour("accent") if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("hover") if is_hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(5.5, 0.5, -5.5, -0.5), 5, 5)

    def _paint_box(self, painter: QPainter, place: QRect, *, is_ticked: bool) -> None:
        colours = self._theme.colours
        box = QRectF(place.left() + 0.5, place.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
        painter.setPen(colours.colour("accent" if is_ticked else "muted"))
        painter.setBrush(colours.colour("accent" if is_ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if is_ticked:
            painter.setPen(QPen(colours.colour("on_accent"), 1.8))
            tick = ((3.2, 7.4), (5.9, 10.2), (10.9, 4.4))
            painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x, y) for x, y in tick]))

    def _font(self, option: QStyleOptionViewItem, size: str, *, bold: bool) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(self._theme.size(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _write(
        self, painter: QPainter, place: QRect, text: str, font: QFont, *, colour: str, is_right: bool = False
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colours.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, shown)
