"""How the cells of the matrix are painted: a filled one for the principal question, a tick, a suggestion, a reason.

Every meaning has a shape of its own and none a colour alone. Paints what the model holds; decides nothing.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ui.models.matrix_model import Heading, MatrixModel
from ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_CORNER = 8
HEADING_PADDING = 11


class MatrixCell(QStyledItemDelegate):
    """Paint one cell of the matrix."""

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        theme.changed.connect(self._dress)
        self._dress()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, column = index.row(), index.column()
        model = self._model
        if model.practice(row) is None:
            if heading := model.heading(row):
                self._paint_heading(painter, option.rect, heading)
            return
        state = model.state(row, column)
        flags = option.state
        is_chosen = bool(flags & QStyle.StateFlag.State_Selected)
        if not state and not is_chosen and not flags & QStyle.StateFlag.State_HasFocus:
            return  # most cells are empty, and their lines are the table's
        inner = option.rect.adjusted(0, 0, -1, -1)
        if state == "principal":
            painter.fillRect(inner, self._accent_strong if is_chosen else self._accent)
        elif is_chosen:
            painter.fillRect(inner, self._soft)
        if state:
            self._paint_mark(painter, inner, state, has_reason=bool(model.cell(row, column).reason))
        if flags & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, inner, is_filled=state == "principal")

    def _paint_mark(self, painter: QPainter, inner: QRect, state: str, *, has_reason: bool) -> None:
        centre = QRectF(inner).center()
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
            painter.drawRoundedRect(QRectF(inner).adjusted(4.5, 4.5, -4.5, -4.5), 4, 4)
            painter.setPen(self._muted)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, "?")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if has_reason:
            corner = QPointF(inner.right() + 1, inner.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._on_accent if state == "principal" else self._accent)
            painter.drawPolygon(QPolygonF([corner, corner + QPointF(-_CORNER, 0), corner + QPointF(0, _CORNER)]))

    def _paint_focus(self, painter: QPainter, inner: QRect, *, is_filled: bool) -> None:
        """Frame the current cell; on the accent itself the frame is that of what is read on it."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._accent_frame)
        painter.drawRect(QRectF(inner).adjusted(1, 1, -1, -1))
        if is_filled:
            painter.setPen(self._on_accent)
            painter.drawRect(inner.adjusted(2, 2, -3, -3))

    def _paint_heading(self, painter: QPainter, place: QRect, heading: Heading) -> None:
        """Paint this cell's part of a heading that begins above the titles and runs on over the columns."""
        painter.save()
        painter.setClipRect(place)
        painter.fillRect(place, self._background)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, self._border)
        whole = QRect(HEADING_PADDING - self._view.verticalHeader().width(), place.top(), 10_000, place.height() - 1)
        painter.setFont(heading_font(self._theme, self._view.font()))
        painter.setPen(self._muted)
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter, heading_text(heading))
        painter.restore()

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
