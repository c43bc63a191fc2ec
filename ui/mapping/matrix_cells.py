"""Painter of the matrix's cells: each meaning has a shape, never a colour alone."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QTableView

from ui.base.theme import Theme
from ui.mapping.matrix_model import Heading

_CORNER = 8
HEADING_PADDING = 11


class MatrixCells(QObject):
    """Paint cells of the matrix."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        theme.changed.connect(self._update_colours)
        self._update_colours()

    def paint(
        self, painter: QPainter, place: QRect, state: str, *, has_reason: bool, is_selected: bool, has_focus: bool
    ) -> None:
        """Paint a practice's cell; ``state`` is one of ``MatrixModel.state``."""
        is_filled = state == "principal"
        if is_filled:
            painter.fillRect(place, self._accent_strong if is_selected else self._accent)
        elif is_selected:
            painter.fillRect(place, self._soft)
        if state:
            self._paint_mark(painter, place, state)
        if has_reason:
            self._paint_reason(painter, place, self._on_accent if is_filled else self._accent)
        if has_focus:
            self._paint_focus(painter, place, is_filled=is_filled)

    def _paint_mark(self, painter: QPainter, place: QRect, state: str) -> None:
        centre = QRectF(place).center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state == "principal":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._on_accent)
            painter.drawEllipse(centre, 4, 4)
        elif state == "mapped":
            painter.setPen(self._tick)
            painter.drawPolyline(_TICK.translated(centre))
        else:
            painter.setPen(self._dashes)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(4.5, 4.5, -4.5, -4.5), 4, 4)
            painter.setPen(self._muted)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_reason(self, painter: QPainter, place: QRect, colour: QColor) -> None:
        corner = QPointF(place.right() + 1, place.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([corner, corner + QPointF(-_CORNER, 0), corner + QPointF(0, _CORNER)]))

    def _paint_focus(self, painter: QPainter, place: QRect, *, is_filled: bool) -> None:
        """Frame the current cell; on the accent, in the colour of its text."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._accent_frame)
        painter.drawRect(QRectF(place).adjusted(1, 1, -1, -1))
        if is_filled:
            painter.setPen(self._on_accent)
            painter.drawRect(place.adjusted(2, 2, -3, -3))

    @Slot()
    def _update_colours(self) -> None:
        colour = self._theme.colours.colour
        self._accent, self._accent_strong, self._on_accent = map(colour, ("accent", "accent_strong", "on_accent"))
        self._soft, self._muted = colour("soft"), colour("muted")
        self._tick = _pen(self._accent, 2)
        self._accent_frame = _pen(self._accent, 2)
        self._accent_frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._dashes = _pen(self._muted, 1)
        self._dashes.setDashPattern([3, 3])
        self._view.viewport().update()


_TICK = QPolygonF([QPointF(-5, 0), QPointF(-1.5, 4), QPointF(5, -4.5)])


def paint_heading(painter: QPainter, place: QRect, heading: Heading, theme: Theme, *, font: QFont, left: int) -> None:
    """Paint the part of a group's heading in a place; the text begins at ``left``, which may lie outside."""
    colours = theme.colours
    painter.save()
    painter.setClipRect(place)
    painter.fillRect(place, colours.colour("background"))
    painter.fillRect(place.left(), place.bottom(), place.width(), 1, colours.colour("border"))
    painter.setFont(heading_font(theme, font))
    painter.setPen(colours.colour("muted"))
    whole = QRect(left, place.top(), 10_000, place.height() - 1)
    painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter, f"{heading.text} ({heading.practices})")
    painter.restore()


def heading_font(theme: Theme, font: QFont) -> QFont:
    """Return the font of a group's heading."""
    derived = QFont(font)
    derived.setPixelSize(theme.size("label"))
    derived.setWeight(QFont.Weight.DemiBold)
    return derived


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
