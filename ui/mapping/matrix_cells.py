"""How the cells of the matrix are painted: a filled one for the principal question, a tick, a suggestion, a reason.

Every meaning has a shape of its own and none a colour alone. Paints what the model holds; decides nothing.
"""

from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QTableView

from ui.base.theme import Theme
from ui.mapping.matrix_model import Heading

_CORNER = 8
HEADING_PADDING = 11


class Look(NamedTuple):
    """Hold all that decides how a practice's cell looks; ``state`` is one of ``MatrixModel.state``."""

    state: str
    has_reason: bool
    is_chosen: bool
    has_focus: bool


class MatrixCells(QObject):
    """Paint cells of the matrix, each where and how the table says."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        theme.changed.connect(self._dress)
        self._dress()

    def paint(self, painter: QPainter, place: QRect, look: Look) -> None:
        """Paint the cell of a practice within its lines."""
        is_filled = look.state == "principal"
        if is_filled:
            painter.fillRect(place, self._accent_strong if look.is_chosen else self._accent)
        elif look.is_chosen:
            painter.fillRect(place, self._soft)
        if look.state:
            self._paint_mark(painter, place, look)
        if look.has_focus:
            self._paint_focus(painter, place, is_filled=is_filled)

    def paint_heading(self, painter: QPainter, place: QRect, heading: Heading) -> None:
        """Paint what is seen of a group's heading, which begins above the titles and runs on over the columns."""
        painter.save()
        painter.setClipRect(place)
        painter.fillRect(place, self._background)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, self._border)
        whole = QRect(HEADING_PADDING - self._view.verticalHeader().width(), place.top(), 10_000, place.height() - 1)
        painter.setFont(heading_font(self._theme, self._view.font()))
        painter.setPen(self._muted)
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter, heading_text(heading))
        painter.restore()

    def _paint_mark(self, painter: QPainter, inner: QRect, look: Look) -> None:
        centre = QRectF(inner).center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.state == "principal":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._on_accent)
            painter.drawEllipse(centre, 4, 4)
        elif look.state == "mapped":
            painter.setPen(self._tick)
            painter.drawPolyline(_TICK.translated(centre))
        else:
            painter.setPen(self._dashes)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(inner).adjusted(4.5, 4.5, -4.5, -4.5), 4, 4)
            painter.setPen(self._muted)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, "?")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if look.has_reason:
            corner = QPointF(inner.right() + 1, inner.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._on_accent if look.state == "principal" else self._accent)
            painter.drawPolygon(QPolygonF([corner, corner + QPointF(-_CORNER, 0), corner + QPointF(0, _CORNER)]))

    def _paint_focus(self, painter: QPainter, inner: QRect, *, is_filled: bool) -> None:
        """Frame the current cell; on the accent itself the frame is that of what is read on it."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._accent_frame)
        painter.drawRect(QRectF(inner).adjusted(1, 1, -1, -1))
        if is_filled:
            painter.setPen(self._on_accent)
            painter.drawRect(inner.adjusted(2, 2, -3, -3))

    @Slot()
    def _dress(self) -> None:
        colour = self._theme.colours.colour
        self._accent, self._accent_strong, self._on_accent = map(colour, ("accent", "accent_strong", "on_accent"))
        self._soft, self._muted, self._background, self._border = map(colour, ("soft", "muted", "background", "border"))
        self._tick = _pen(self._accent, 2)
        self._accent_frame = _pen(self._accent, 2)
        self._accent_frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._dashes = _pen(self._muted, 1)
        self._dashes.setDashPattern([3, 3])
        self._view.viewport().update()


_TICK = QPolygonF([QPointF(-5, 0), QPointF(-1.5, 4), QPointF(5, -4.5)])


def heading_text(heading: Heading) -> str:
    """Say a group's heading and how many practices stand under it."""
    return f"{heading.text} ({heading.practices})"


def heading_font(theme: Theme, font: QFont) -> QFont:
    """Give the font of a group's heading."""
    made = QFont(font)
    made.setPixelSize(theme.size("label"))
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
