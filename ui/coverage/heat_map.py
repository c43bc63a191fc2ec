"""Heat map of coverage: numbers in a grid, each on a ground the stronger the larger it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from typing_extensions import override

from ui.base import fitted_text
from ui.base.theme import Colours, contrast, mixed
from ui.coverage.picture_painter import MARGIN, TITLE_HEIGHT, PicturePainter

translate = QCoreApplication.translate
_SHARES = (0.12, 0.24, 0.36, 0.44, 1.0)
"""The share of accent in each step's ground; on any mixture between, neither text colour is readable."""
_CELL_WIDTHS = (96, 120)
"""The least and the most; between them a column is as wide as its heading's longest word."""
_CELL_HEIGHT = 40
_PADDING = 8
_GAP = 4
_COLUMN_LINES = 4
_LEGEND_HEIGHT = 32
_SWATCH = QSizeF(20, 14)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Hold a number, and the word that marks a zero as a gap."""

    count: int
    gap: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Hold headings, and cells row by row; where ``is_by_column``, a number is compared within its column only."""

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[HeatCell]]
    is_by_column: bool = False
    nothing: str = ""
    """The text in place of the cells where there is no column."""


class HeatMapPainter(PicturePainter):
    """Paint a heat map."""

    def __init__(self, heat_map: HeatMap, colours: Colours, font: QFont) -> None:
        super().__init__(heat_map.title, heat_map.rows, _PADDING, colours, font)
        self._map = heat_map
        most = [max(cell.count for cell in line) for line in zip(*heat_map.cells, strict=True)]
        self._most = most if heat_map.is_by_column else [max(most, default=0)] * len(most)
        words = [word for heading in heat_map.columns for word in heading.split()]
        width = min(max(_CELL_WIDTHS[0], self._widest(words) + 2 * _GAP), _CELL_WIDTHS[1])
        self._columns = [fitted_text.broken(one, font, width - 2 * _GAP, _COLUMN_LINES) for one in heat_map.columns]
        self._top = max(map(len, self._columns), default=0) * QFontMetricsF(font).height() + 2 * _GAP
        more = translate("Coverage", "More within a column") if heat_map.is_by_column else translate("Coverage", "More")
        self._legend = translate("Coverage", "Fewer"), more
        self.shape = len(heat_map.rows), len(heat_map.columns)
        self.corner = QSizeF(MARGIN + self._left, MARGIN + TITLE_HEIGHT + self._top)
        self.cell = QSizeF(width, _CELL_HEIGHT)

    @override
    def size(self) -> QSizeF:
        """Return the size of the whole picture, with its legend below the cells."""
        return super().size() + QSizeF(0, _LEGEND_HEIGHT if self._map.columns else 0)

    def cell_colours(self, row: int, column: int) -> tuple[str, str]:
        """Return the colours of a cell's ground and of its number."""
        cell = self._map.cells[row][column]
        colours = self._colours
        if cell.gap and not cell.count:
            return colours.bad_soft, colours.bad
        if not cell.count:
            return colours.surface, colours.muted
        step = min(len(_SHARES) - 1, (cell.count - 1) * len(_SHARES) // self._most[column])
        ground = self._ground(step)
        return ground, max((colours.text, colours.on_accent), key=lambda colour: contrast(colour, ground))

    def _ground(self, step: int) -> str:
        return mixed(self._colours.surface, self._colours.accent, _SHARES[step])

    @override
    def paint(self, painter: QPainter, current: tuple[int, int] | None = None, shown: QRectF | None = None) -> None:
        """Paint the cells shown, with the headings kept in view at the edges."""
        shown = shown or QRectF(0, 0, self.size().width(), self.size().height())
        self._fill(painter, shown)
        for row, column in product(*self._within(shown)):
            self._paint_cell(painter, row, column)
        if not self._map.columns:
            beside = QRectF(self.place(0, 0).topLeft(), QSizeF(0, _CELL_HEIGHT))
            fitted_text.write(painter, beside, [self._map.nothing], self._font, self._colours.muted)
        else:
            self._paint_legend(painter)
        if current is not None:
            self._frame(painter, self.place(*current).adjusted(1, 1, -1, -1))
            painter.setPen(self._colours.colour("surface"))  # seen on the darkest ground, too
            painter.drawRect(self.place(*current).adjusted(2, 2, -3, -3))
        self._paint_headings(painter, shown)

    @override
    def _cells_width(self) -> float:
        if not self._map.columns:
            return self._widest([self._map.nothing])
        return max(super()._cells_width(), self._legend_at(len(_SHARES)) + _PADDING + self._widest(self._legend[1:]))

    def _legend_at(self, step: int) -> float:
        """Return the distance of a step's swatch from the first column's left edge."""
        return self._widest(self._legend[:1]) + _PADDING + step * _SWATCH.width()

    def _paint_legend(self, painter: QPainter) -> None:
        """Paint a swatch of each step below the cells, between the words for the lightest and the darkest."""
        left, top = self.corner.width(), self.corner.height() + self.shape[0] * self.cell.height() + MARGIN
        ends = (left, left + self._legend_at(len(_SHARES)) + _PADDING)
        for word, start in zip(self._legend, ends, strict=True):
            beside = QRectF(QPointF(start, top), QSizeF(0, _SWATCH.height()))
            fitted_text.write(painter, beside, [word], self._font, self._colours.muted)
        for step in range(len(_SHARES)):
            swatch = QRectF(QPointF(left + self._legend_at(step), top), _SWATCH)
            painter.fillRect(swatch, QColor(self._ground(step)))

    def _within(self, shown: QRectF) -> tuple[range, range]:
        """Return the rows and columns that a part of the picture shows."""
        rows, columns = self.shape
        area = shown.translated(-self.corner.width(), -self.corner.height())
        width, height = self.cell.width(), self.cell.height()
        return (
            range(max(0, int(area.top() // height)), min(rows, ceil(area.bottom() / height))),
            range(max(0, int(area.left() // width)), min(columns, ceil(area.right() / width))),
        )

    def _paint_headings(self, painter: QPainter, shown: QRectF) -> None:
        """Paint the headings over the cells scrolled under them, and the title over all."""
        colours, corner = self._colours, self.corner
        surface = colours.colour("surface")
        above = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.fillRect(QRectF(shown.left(), shown.top(), shown.width(), corner.height() - 1), surface)
        rows, columns = self._within(shown)
        for column in columns:
            left, top = self.place(0, column).left(), shown.top() + MARGIN + TITLE_HEIGHT
            over = QRectF(left, top, self.cell.width(), self._top - _GAP)
            fitted_text.write(painter, over, self._columns[column], self._font, colours.muted, at=above)
        painter.fillRect(QRectF(shown.left(), shown.top(), corner.width() - 1, shown.height()), surface)
        for row in rows:
            beside = QRectF(shown.left() + MARGIN, self.place(row, 0).top(), self._left, self.cell.height())
            fitted_text.write(painter, beside, self._rows[row], self._font, colours.text)
        painter.fillRect(QRectF(shown.left(), shown.top(), corner.width() - 1, corner.height() - 1), surface)
        self._write_title(painter, shown.left(), shown.top(), shown.width())

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        place, cell = self.place(row, column), self._map.cells[row][column]
        ground, text = self.cell_colours(row, column)
        painter.setPen(self._colours.colour("border"))
        painter.setBrush(QColor(ground))
        painter.drawRect(place)
        count = QLocale().toString(cell.count)
        said = f"{count} · {cell.gap}" if cell.gap and not cell.count else count
        fitting = fitted_text.cut(said, self._strong, place.width())
        fitted_text.write(painter, place, [fitting], self._strong, text, at=fitted_text.CENTRE)
