"""Base class of the painters of coverage pictures: a title and named rows of equal cells."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.base import fitted_text
from ui.base.theme import Colours

MARGIN = 12
TITLE_HEIGHT = 32
_WIDEST_NAME = 320
_ROW_LINES = 2


class PicturePainter:
    """Paint a picture of cells in rows and columns; places and sizes are in its pixels."""

    shape: tuple[int, int]
    """The numbers of rows and columns."""
    corner: QSizeF
    """The room above and left of the cells."""
    cell: QSizeF

    def __init__(self, title: str, rows: Sequence[str], padding: int, colours: Colours, font: QFont) -> None:
        self._title = title
        self._colours = colours
        self._font = font
        self._strong = QFont(font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._rows = [fitted_text.broken(name, font, _WIDEST_NAME - padding, _ROW_LINES) for name in rows]
        self._left = self._widest([line for lines in self._rows for line in lines]) + padding

    def size(self) -> QSizeF:
        """Return the size of the whole picture."""
        rows, _ = self.shape
        width = max(self.corner.width() + self._cells_width(), MARGIN + self._widest([self._title], self._strong))
        return QSizeF(width + MARGIN, self.corner.height() + rows * self.cell.height() + MARGIN)

    def place(self, row: int, column: int) -> QRectF:
        """Return the rectangle of a cell."""
        left = self.corner.width() + column * self.cell.width()
        return QRectF(QPointF(left, self.corner.height() + row * self.cell.height()), self.cell)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the row and column of the cell under a point; None beside the cells."""
        column = (point.x() - self.corner.width()) // self.cell.width()
        row = (point.y() - self.corner.height()) // self.cell.height()
        is_within = 0 <= row < self.shape[0] and 0 <= column < self.shape[1]
        return (int(row), int(column)) if is_within else None

    def paint(self, painter: QPainter, current: tuple[int, int] | None = None, shown: QRectF | None = None) -> None:
        """Paint the picture, or the part of it that is shown, with a frame around the current cell."""
        raise NotImplementedError

    def _cells_width(self) -> float:
        return self.shape[1] * self.cell.width()

    def _widest(self, lines: Sequence[str], font: QFont | None = None) -> int:
        return ceil(fitted_text.widest(lines, font or self._font))

    def _fill(self, painter: QPainter, shown: QRectF) -> None:
        painter.fillRect(QRectF(QPointF(), self.size()) | shown, QColor(self._colours.surface))

    def _write_title(self, painter: QPainter, left: float, top: float, width: float) -> None:
        place = QRectF(left + MARGIN, top + MARGIN, width - 2 * MARGIN, TITLE_HEIGHT)
        fitted_text.write(painter, place, [self._title], self._strong, self._colours.text)

    def _frame(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(QColor(self._colours.text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
