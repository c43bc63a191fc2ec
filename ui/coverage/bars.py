"""Bars: for each row a name and a bar with its number and unit in words.

Paints plain values on whatever painter it is given; knows no widget and no workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ui.base import fitted_text
from ui.base.theme import Colours

_WIDEST_LEFT = 320
_LONGEST = 420
_TITLE = 32
_MARGIN = 12
_PADDING = 12
_BAR = 16
_BETWEEN = 4
_ROW = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold how long a bar is, and the number with its unit in words."""

    value: float
    said: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Hold the names of the rows and the bar of each."""

    title: str
    rows: Sequence[str]
    bars: Sequence[Bar]


class BarsPainter:
    """Paint one chart; places and sizes are in pixels of the picture."""

    def __init__(self, chart: BarChart, colours: Colours, font: QFont) -> None:
        self._chart = chart
        self._colours = colours
        self._font = font
        self._strong = QFont(font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._rows = [fitted_text.broken(one, font, _WIDEST_LEFT - _PADDING, 2) for one in chart.rows]
        self._left = ceil(fitted_text.widest([line for lines in self._rows for line in lines], font)) + _PADDING
        self._right = ceil(fitted_text.widest([bar.said for bar in chart.bars], self._strong)) + _PADDING
        self._most = max((bar.value for bar in chart.bars), default=0) or 1

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many rows there are, and that each is one cell."""
        return len(self._chart.rows), 1

    @property
    def corner(self) -> QSizeF:
        """Return how much room the title takes above the rows."""
        return QSizeF(_MARGIN, _MARGIN + _TITLE)

    def size(self) -> QSizeF:
        """Return how large the whole picture is."""
        title = ceil(fitted_text.widest([self._chart.title], self._strong))
        width = max(self._left + _LONGEST + self._right, title)
        return QSizeF(width + 2 * _MARGIN, _TITLE + len(self._chart.rows) * _ROW + 2 * _MARGIN)

    def place(self, row: int, column: int) -> QRectF:
        """Return where a row lies, name and bar."""
        width = self.size().width() - 2 * _MARGIN
        return QRectF(_MARGIN + column * width, _MARGIN + _TITLE + row * _ROW, width, _ROW)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the row under a point, and 0 as its column; None beside them."""
        rows = range(len(self._chart.rows))
        return next(((row, 0) for row in rows if self.place(row, 0).contains(point)), None)

    def paint(self, painter: QPainter, current: tuple[int, int] | None = None, shown: QRectF | None = None) -> None:
        """Paint title, names and bars, the current row with a frame."""
        whole = QRectF(QPointF(0, 0), self.size())
        painter.fillRect(whole | (shown or whole), self._colours.colour("surface"))
        title = QRectF(_MARGIN, _MARGIN, whole.width() - 2 * _MARGIN, _TITLE)
        fitted_text.write(painter, title, [self._chart.title], self._strong, self._colours.text)
        for row, (lines, bar) in enumerate(zip(self._rows, self._chart.bars, strict=True)):
            place = self.place(row, 0)
            fitted_text.write(painter, place, lines, self._font, self._colours.text)
            self._paint_bar(painter, place, bar)
        if current is not None:
            painter.setPen(QPen(self._colours.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place(*current).adjusted(-_BETWEEN, 1, _BETWEEN, -1))

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        top = place.center().y() - _BAR / 2
        drawn = QRectF(place.left() + self._left, top, _LONGEST * bar.value / self._most, _BAR)
        painter.fillRect(drawn, self._colours.colour("accent"))
        behind = QRectF(drawn.right() + _PADDING / 2, top, self._right, _BAR)
        fitted_text.write(painter, behind, [bar.said], self._strong, self._colours.text)
