"""A heat map: numbers in a grid, each on a ground the stronger the larger it is.

Paints plain values on whatever painter it is given; knows no widget and no workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from ui.theme import Colours, contrast

_SHARES = (0.12, 0.24, 0.36, 0.44, 1.0)
"""How much accent the ground of each step holds; on every mixture between, neither text colour could be read."""
_WIDEST_LEFT = 320
_CELL = QSizeF(76, 40)
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
    """Hold the headings of rows and columns, and the cells row by row."""

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[HeatCell]]


class HeatMapPainter:
    """Paint one heat map; places and sizes are in pixels of the picture."""

    def __init__(self, heat_map: HeatMap, colours: Colours, font: QFont) -> None:
        self._map = heat_map
        self._colours = colours
        self._font = font
        self._strong = QFont(font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._most = max((cell.count for line in heat_map.cells for cell in line), default=0)
        self._rows = [self._broken(heading, _WIDEST_LEFT - _PADDING, _ROW_LINES) for heading in heat_map.rows]
        self._columns = [self._broken(one, _CELL.width() - 2 * _GAP, _COLUMN_LINES) for one in heat_map.columns]
        metrics = QFontMetricsF(font)
        widest = max((metrics.horizontalAdvance(line) for lines in self._rows for line in lines), default=0.0)
        self._left = float(ceil(widest)) + _PADDING
        self._top = max(map(len, self._columns), default=0) * metrics.height() + 2 * _GAP

    def size(self) -> QSizeF:
        """Return how large the whole picture is."""
        columns, rows = len(self._map.columns), len(self._map.rows)
        title = QFontMetricsF(self._strong).horizontalAdvance(self._map.title)
        width = max(self._left + columns * _CELL.width(), float(ceil(title))) + 2 * _MARGIN
        return QSizeF(width, _TITLE + self._top + rows * _CELL.height() + 2 * _MARGIN)

    def place(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        x = _MARGIN + self._left + column * _CELL.width()
        y = _MARGIN + _TITLE + self._top + row * _CELL.height()
        return QRectF(QPointF(x, y), _CELL)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the row and column of the cell under a point; None beside them."""
        start = self.place(0, 0).topLeft()
        column, row = (point.x() - start.x()) // _CELL.width(), (point.y() - start.y()) // _CELL.height()
        is_within = 0 <= row < len(self._map.rows) and 0 <= column < len(self._map.columns)
        return (int(row), int(column)) if is_within else None

    def look(self, cell: HeatCell) -> tuple[str, str]:
        """Return the colours of a cell's ground and of its number."""
        colours = self._colours
        if cell.gap and not cell.count:
            return colours.bad_soft, colours.bad
        if not cell.count:
            return colours.surface, colours.muted
        step = min(len(_SHARES) - 1, (cell.count - 1) * len(_SHARES) // max(self._most, 1))
        ground = _mixed(colours.surface, colours.accent, _SHARES[step])
        return ground, max((colours.text, colours.on_accent), key=lambda colour: contrast(colour, ground))

    def paint(self, painter: QPainter, current: tuple[int, int] | None = None) -> None:
        """Paint title, headings and cells, the current cell with a frame."""
        painter.fillRect(QRectF(QPointF(0, 0), self.size()), self._colours.colour("surface"))
        title = QRectF(_MARGIN, _MARGIN, self.size().width() - 2 * _MARGIN, _TITLE)
        self._write(painter, title, self._map.title, self._strong, self._colours.text)
        self._paint_headings(painter)
        for row, line in enumerate(self._map.cells):
            for column, cell in enumerate(line):
                self._paint_cell(painter, self.place(row, column), cell)
        if current is not None:
            painter.setPen(QPen(self._colours.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place(*current).adjusted(1, 1, -1, -1))

    def _paint_headings(self, painter: QPainter) -> None:
        at = Qt.AlignmentFlag
        for column, lines in enumerate(self._columns):
            over = self.place(0, column).adjusted(_GAP, -self._top, -_GAP, -_CELL.height() - _GAP)
            self._write_lines(painter, over, lines, self._colours.muted, at.AlignHCenter | at.AlignBottom)
        for row, lines in enumerate(self._rows):
            left = QRectF(_MARGIN, self.place(row, 0).top(), self._left, _CELL.height())
            self._write_lines(painter, left, lines, self._colours.text, at.AlignLeft | at.AlignVCenter)

    def _paint_cell(self, painter: QPainter, place: QRectF, cell: HeatCell) -> None:
        ground, text = self.look(cell)
        painter.setPen(self._colours.colour("border"))
        painter.setBrush(QColor(ground))
        painter.drawRect(place)
        count = QLocale().toString(cell.count)
        said = f"{count} {cell.gap}" if cell.gap and not cell.count else count
        self._write(painter, place, said, self._strong, text, at=Qt.AlignmentFlag.AlignHCenter)

    def _write_lines(
        self, painter: QPainter, place: QRectF, lines: Sequence[str], colour: str, at: Qt.AlignmentFlag
    ) -> None:
        """Write lines that were broken before, so that nothing is broken or cut once more."""
        painter.setFont(self._font)
        painter.setPen(QColor(colour))
        painter.drawText(place, int(at | Qt.TextFlag.TextDontClip), "\n".join(lines))

    def _broken(self, text: str, width: float, most: int) -> list[str]:
        """Break a text into lines between its words; what is too long for them ends with an ellipsis."""
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        kept = starts[:most]
        ends = [*kept[1:], None]
        metrics = QFontMetricsF(self._font)
        return [
            metrics.elidedText(text[start:end].strip(), Qt.TextElideMode.ElideRight, width)
            for start, end in zip(kept, ends, strict=True)
        ]

    @staticmethod
    def _write(
        painter: QPainter,
        place: QRectF,
        text: str,
        font: QFont,
        colour: str,
        *,
        at: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, at | Qt.AlignmentFlag.AlignVCenter, shown)


def _mixed(ground: str, ink: str, share: float) -> str:
    first, second = QColor(ground), QColor(ink)
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    red, green, blue = (round(start + (end - start) * share) for start, end in pairs)
    return QColor(red, green, blue).name()
