"""Bar chart of coverage: for each row a name and a bar with its number and unit in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from typing_extensions import override

from ui.base import fitted_text
from ui.base.theme import Colours
from ui.coverage.picture_painter import MARGIN, TITLE_HEIGHT, PicturePainter

_LONGEST = 420
_PADDING = 12
_BAR = 16
_BETWEEN = 4
_ROW = 40
_NOTE_LINES = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold the length of a bar, and its number with the unit in words."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Hold the name and the bar of each row, and a note printed below them."""

    title: str
    rows: Sequence[str]
    bars: Sequence[Bar]
    note: str = ""


class BarsPainter(PicturePainter):
    """Paint a bar chart; each row is one cell."""

    def __init__(self, chart: BarChart, colours: Colours, font: QFont) -> None:
        super().__init__(chart.title, chart.rows, _PADDING, colours, font)
        self._bars = chart.bars
        self._right = self._widest([bar.text for bar in chart.bars], self._strong) + _PADDING
        self._most = max((bar.value for bar in chart.bars), default=0) or 1
        self.shape = len(chart.rows), 1
        self.corner = QSizeF(MARGIN, MARGIN + TITLE_HEIGHT)
        width = max(self._left + _LONGEST + self._right, self._widest([chart.title], self._strong))
        self.cell = QSizeF(width, _ROW)
        self._note = fitted_text.broken(chart.note, font, width, _NOTE_LINES) if chart.note else []
        self._note_height = len(self._note) * QFontMetricsF(font).height()

    @override
    def size(self) -> QSizeF:
        """Return the size of the whole picture, with its note below the bars."""
        return super().size() + QSizeF(0, self._note_height + MARGIN if self._note else 0)

    @override
    def paint(self, painter: QPainter, current: tuple[int, int] | None = None, shown: QRectF | None = None) -> None:
        self._fill(painter, shown or QRectF())
        self._write_title(painter, 0, 0, self.size().width())
        for row, (lines, bar) in enumerate(zip(self._rows, self._bars, strict=True)):
            place = self.place(row, 0)
            fitted_text.write(painter, place, lines, self._font, self._colours.text)
            self._paint_bar(painter, place, bar)
        top = self.corner.height() + len(self._rows) * _ROW + MARGIN
        below = QRectF(MARGIN, top, self.cell.width(), self._note_height)
        fitted_text.write(painter, below, self._note, self._font, self._colours.muted)
        if current is not None:
            self._frame(painter, self.place(*current).adjusted(-_BETWEEN, 1, _BETWEEN, -1))

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        top = place.center().y() - _BAR / 2
        drawn = QRectF(place.left() + self._left, top, _LONGEST * bar.value / self._most, _BAR)
        painter.fillRect(drawn, self._colours.colour("accent"))
        behind = QRectF(drawn.right() + _PADDING / 2, top, self._right, _BAR)
        fitted_text.write(painter, behind, [bar.text], self._strong, self._colours.text)
