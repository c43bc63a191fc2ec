"""A heat map: numbers in a grid, each on a ground the stronger the larger it is.

Paints plain values on whatever painter it is given; knows no widget and no workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.base import fitted_text
from ui.base.theme import Colours, contrast

_SHARES = (0.12, 0.24, 0.36, 0.44, 1.0)
"""How much accent the ground of each step holds; on every mixture between, neither text colour could be read."""
_WIDEST_LEFT = 320
_CELL_WIDTHS = (96, 120)
"""The least and the most: as wide as the longest word of a heading, which would else be cut."""
_CELL_HEIGHT = 40
_TITLE = 32
_MARGIN = 12
_PADDING = 8
_GAP = 4
_ROW_LINES = 2
_COLUMN_LINES = 4


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Hold a number, and the words in its place where a zero is a gap."""

    count: int
    gap: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Hold the headings of rows and columns, and the cells row by row.

    ``is_by_column`` says that each column counts something else: a number is large or small among those of its column.
    """

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[HeatCell]]
    is_by_column: bool = False
    nothing: str = ""
    """What is written in the place of cells where there is no column."""


class HeatMapPainter:
    """Paint one heat map; places and sizes are in pixels of the picture."""

    def __init__(self, heat_map: HeatMap, colours: Colours, font: QFont) -> None:
        self._map = heat_map
        self._colours = colours
        self._font = font
        self._strong = QFont(font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        most = [max(cell.count for cell in line) for line in zip(*heat_map.cells, strict=True)]
        self._most = most if heat_map.is_by_column else [max(most, default=0)] * len(most)
        self._rows = [fitted_text.broken(one, font, _WIDEST_LEFT - _PADDING, _ROW_LINES) for one in heat_map.rows]
        words = [word for heading in heat_map.columns for word in heading.split()]
        room = min(max(_CELL_WIDTHS[0], ceil(fitted_text.widest(words, font)) + 2 * _GAP), _CELL_WIDTHS[1])
        self._cell = QSizeF(room, _CELL_HEIGHT)
        self._columns = [fitted_text.broken(one, font, room - 2 * _GAP, _COLUMN_LINES) for one in heat_map.columns]
        self._left = ceil(fitted_text.widest([line for lines in self._rows for line in lines], font)) + _PADDING
        self._top = max(map(len, self._columns), default=0) * QFontMetricsF(font).height() + 2 * _GAP

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many rows and columns of cells there are."""
        return len(self._map.rows), len(self._map.columns)

    @property
    def corner(self) -> QSizeF:
        """Return how much room title and headings take above and left of the cells."""
        return QSizeF(_MARGIN + self._left, _MARGIN + _TITLE + self._top)

    def size(self) -> QSizeF:
        """Return how large the whole picture is."""
        rows, columns = self.shape
        title = _MARGIN + ceil(fitted_text.widest([self._map.title], self._strong))
        cells = columns * self._cell.width() if columns else ceil(fitted_text.widest([self._map.nothing], self._font))
        width = max(self.corner.width() + cells, title) + _MARGIN
        return QSizeF(width, self.corner.height() + rows * self._cell.height() + _MARGIN)

    def place(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        left = self.corner.width() + column * self._cell.width()
        return QRectF(QPointF(left, self.corner.height() + row * self._cell.height()), self._cell)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the row and column of the cell under a point; None beside them."""
        start = self.place(0, 0).topLeft()
        column, row = (point.x() - start.x()) // self._cell.width(), (point.y() - start.y()) // self._cell.height()
        is_within = 0 <= row < len(self._map.rows) and 0 <= column < len(self._map.columns)
        return (int(row), int(column)) if is_within else None

    def look(self, row: int, column: int) -> tuple[str, str]:
        """Return the colours of a cell's ground and of its number."""
        cell = self._map.cells[row][column]
        colours = self._colours
        if cell.gap and not cell.count:
            return colours.bad_soft, colours.bad
        if not cell.count:
            return colours.surface, colours.muted
        step = min(len(_SHARES) - 1, (cell.count - 1) * len(_SHARES) // self._most[column])
        ground = _mixed(colours.surface, colours.accent, _SHARES[step])
        return ground, max((colours.text, colours.on_accent), key=lambda colour: contrast(colour, ground))

    def paint(self, painter: QPainter, current: tuple[int, int] | None = None, shown: QRectF | None = None) -> None:
        """Paint title, headings and cells, the current cell with a frame.

        Where a part is shown only, just its cells are painted, and the headings stay in view at its edges.
        """
        whole = QRectF(QPointF(0, 0), self.size())
        shown = shown or whole
        painter.fillRect(whole | shown, self._colours.colour("surface"))
        for row, column in product(*self._within(shown)):
            self._paint_cell(painter, row, column)
        if not self._map.columns:
            beside = QRectF(self.place(0, 0).topLeft(), QSizeF(0, _CELL_HEIGHT))
            fitted_text.write(painter, beside, [self._map.nothing], self._font, self._colours.muted)
        if current is not None:
            painter.setPen(QPen(self._colours.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place(*current).adjusted(1, 1, -1, -1))
            painter.setPen(self._colours.colour("surface"))  # seen on the darkest ground, too
            painter.drawRect(self.place(*current).adjusted(2, 2, -3, -3))
        self._paint_headings(painter, shown)

    def _within(self, shown: QRectF) -> tuple[range, range]:
        """Return the rows and the columns of which something is in a part of the picture."""
        rows, columns = self.shape
        first, corner = shown.topLeft(), self.corner
        top = int((first.y() - corner.height()) // self._cell.height())
        left = int((first.x() - corner.width()) // self._cell.width())
        bottom = ceil((shown.bottom() - corner.height()) / self._cell.height())
        right = ceil((shown.right() - corner.width()) / self._cell.width())
        return range(max(0, top), min(rows, bottom)), range(max(0, left), min(columns, right))

    def _paint_headings(self, painter: QPainter, shown: QRectF) -> None:
        """Paint the headings over what is scrolled under them, and the title over all."""
        colours, corner = self._colours, self.corner
        surface = colours.colour("surface")
        above = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.fillRect(QRectF(shown.left(), shown.top(), shown.width(), corner.height() - 1), surface)
        rows, columns = self._within(shown)
        for column in columns:
            left, top = self.place(0, column).left(), shown.top() + _MARGIN + _TITLE
            over = QRectF(left, top, self._cell.width(), self._top - _GAP)
            fitted_text.write(painter, over, self._columns[column], self._font, colours.muted, at=above)
        painter.fillRect(QRectF(shown.left(), shown.top(), corner.width() - 1, shown.height()), surface)
        for row in rows:
            beside = QRectF(shown.left() + _MARGIN, self.place(row, 0).top(), self._left, self._cell.height())
            fitted_text.write(painter, beside, self._rows[row], self._font, colours.text)
        painter.fillRect(QRectF(shown.left(), shown.top(), corner.width() - 1, corner.height() - 1), surface)
        title = QRectF(shown.left() + _MARGIN, shown.top() + _MARGIN, shown.width() - 2 * _MARGIN, _TITLE)
        fitted_text.write(painter, title, [self._map.title], self._strong, colours.text)

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        place, cell = self.place(row, column), self._map.cells[row][column]
        ground, text = self.look(row, column)
        painter.setPen(self._colours.colour("border"))
        painter.setBrush(QColor(ground))
        painter.drawRect(place)
        count = QLocale().toString(cell.count)
        said = f"{count} {cell.gap}" if cell.gap and not cell.count else count
        fitting = fitted_text.cut(said, self._strong, place.width())
        fitted_text.write(painter, place, [fitting], self._strong, text, at=fitted_text.CENTRE)


def _mixed(ground: str, ink: str, share: float) -> str:
    first, second = QColor(ground), QColor(ink)
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    red, green, blue = (round(start + (end - start) * share) for start, end in pairs)
    return QColor(red, green, blue).name()
