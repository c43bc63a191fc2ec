"""Bars: for each row a name and one bar or several, each with its number and unit in words.

Paints plain values on whatever painter it is given; knows no widget and no workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ui.painting import lettering
from ui.theme import Colours

_WIDEST_LEFT = 320
_LONGEST = 420
_TITLE = 32
_MARGIN = 12
_PADDING = 12
_BAR = 16
_BETWEEN = 4
_LEAST_ROW = 40
_INKS = ("accent", "muted")
"""What the bars of a row are painted in, the first and the second; what each counts stands behind it in words."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold how long a bar is, and the number with its unit in words."""

    value: float
    said: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Hold the names of the rows and the bars of each."""

    title: str
    rows: Sequence[str]
    bars: Sequence[Sequence[Bar]]


class BarsPainter:
    """Paint one chart; places and sizes are in pixels of the picture."""

    def __init__(self, chart: BarChart, colours: Colours, font: QFont) -> None:
        self._chart = chart
        self._colours = colours
        self._font = font
        self._strong = QFont(font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._rows = [lettering.broken(one, font, _WIDEST_LEFT - _PADDING, 2) for one in chart.rows]
        self._left = ceil(lettering.widest([line for lines in self._rows for line in lines], font)) + _PADDING
        self._right = ceil(lettering.widest([bar.said for bars in chart.bars for bar in bars], self._strong)) + _PADDING
        self._most = max((bar.value for bars in chart.bars for bar in bars), default=0) or 1
        most_bars = max(map(len, chart.bars), default=1)
        self._height = max(_LEAST_ROW, most_bars * (_BAR + _BETWEEN) + 2 * _BETWEEN)

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
        title = ceil(lettering.widest([self._chart.title], self._strong))
        width = max(self._left + _LONGEST + self._right, title)
        return QSizeF(width + 2 * _MARGIN, _TITLE + len(self._chart.rows) * self._height + 2 * _MARGIN)

    def place(self, row: int, column: int) -> QRectF:
        """Return where a row lies, name and bars."""
        width = self.size().width() - 2 * _MARGIN
        return QRectF(_MARGIN + column * width, _MARGIN + _TITLE + row * self._height, width, self._height)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the row under a point, and 0 as its column; None beside them."""
        rows = range(len(self._chart.rows))
        return next(((row, 0) for row in rows if self.place(row, 0).contains(point)), None)

    def paint(self, painter: QPainter, current: tuple[int, int] | None = None, shown: QRectF | None = None) -> None:
        """Paint title, names and bars, the current row with a frame."""
        whole = QRectF(QPointF(0, 0), self.size())
        painter.fillRect(whole | (shown or whole), self._colours.colour("surface"))
        title = QRectF(_MARGIN, _MARGIN, whole.width() - 2 * _MARGIN, _TITLE)
        lettering.write(painter, title, [self._chart.title], self._strong, self._colours.text)
        for row, (lines, bars) in enumerate(zip(self._rows, self._chart.bars, strict=True)):
            place = self.place(row, 0)
            lettering.write(painter, place, lines, self._font, self._colours.text)
            self._paint_bars(painter, place, bars)
        if current is not None:
            painter.setPen(QPen(self._colours.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place(*current).adjusted(-_BETWEEN, 1, _BETWEEN, -1))

    def _paint_bars(self, painter: QPainter, place: QRectF, bars: Sequence[Bar]) -> None:
        top = place.center().y() - (len(bars) * (_BAR + _BETWEEN) - _BETWEEN) / 2
        for number, bar in enumerate(bars):
            ink = _INKS[number % len(_INKS)]
            length = _LONGEST * bar.value / self._most
            drawn = QRectF(place.left() + self._left, top + number * (_BAR + _BETWEEN), length, _BAR)
            painter.fillRect(drawn, self._colours.colour(ink))
            behind = QRectF(drawn.right() + _PADDING / 2, drawn.top(), self._right, _BAR)
            lettering.write(painter, behind, [bar.said], self._strong, self._colours.text)
