"""Cells of the practices table: the title with search hits marked, the status as a pill."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from roundtable.practices.practice_rows import PracticeRow
from roundtable.search.hits import pieces
from ui.base import pill, value_texts
from ui.base.theme import Theme
from ui.practice_table.practices_model import INITIALS
from ui.widgets.reading_pane import look_of_hit

_Index = QModelIndex | QPersistentModelIndex
_PADDING = 11


class Cell(QStyledItemDelegate):
    """Base of a cell that paints its own text."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell as the style does, without its text."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)

    def paint_line(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        text: str,
        font: QFont,
        marks: Sequence[QTextLayout.FormatRange],
    ) -> None:
        """Paint a text on one line, elided, with formatted ranges."""
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, _place(option).width())
        self._paint(painter, option, (shown,), font, marks)

    def paint_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        text: str,
        font: QFont,
        marks: Sequence[QTextLayout.FormatRange],
    ) -> None:
        """Paint a text on at most two lines, broken between words, the second elided, with formatted ranges."""
        self._paint(painter, option, _two_lines(text, font, _place(option).width()), font, marks)

    def _paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        lines: Sequence[str],
        font: QFont,
        marks: Sequence[QTextLayout.FormatRange],
    ) -> None:
        """Paint lines, as they are, in the middle of a cell's height."""
        layout = QTextLayout("".join(lines), font)
        layout.setFormats(marks)
        layout.beginLayout()
        height = 0.0
        for shown in lines:
            line = layout.createLine()
            if not line.isValid():
                break  # the word before took the ellipsis along
            line.setNumColumns(len(shown.encode("utf-16-le")) // 2)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        place = _place(option)
        painter.setPen(self._theme.colours.colour("text"))
        layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - 1 - int(height)) // 2))

    def paint_pill(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, tone: str, *, at_end: bool = False
    ) -> int:
        """Paint a word on the soft ground of its tone, at the left of a cell or its right end; return its width."""
        painter.save()
        painter.setClipRect(option.rect)
        painter.setFont(option.font)
        place = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        width = pill.paint(painter, place, self._theme, text, tone, at_end=at_end, is_chosen=is_chosen)
        painter.restore()
        return width


class TextCell(Cell):
    """Paint a text that may need two lines."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.paint_ground(painter, option, index)
        self.paint_lines(painter, option, str(index.data() or ""), QFont(option.font), [])


class TitleCell(Cell):
    """Paint a title, search hits marked, in the selected row stronger."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self.hits: Sequence[str] = ()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.paint_ground(painter, option, index)
        font = QFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            font.setWeight(QFont.Weight.DemiBold)
        text = str(index.data())
        if initials := index.data(INITIALS):
            width = self.paint_pill(painter, option, str(initials), "accent", at_end=True)
            option = QStyleOptionViewItem(option)
            option.rect = option.rect.adjusted(0, 0, -(width + _PADDING), 0)  # what the mark takes, the title lacks
        self.paint_lines(painter, option, text, font, self._marks(text))

    def _marks(self, text: str) -> list[QTextLayout.FormatRange]:
        look = look_of_hit(QTextCharFormat(), self._theme)
        return marked((piece, look if is_hit else None) for piece, is_hit in pieces(text, self.hits))


class StatusCell(Cell):
    """Paint a status as a pill in the colour of its tone."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.paint_ground(painter, option, index)
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, PracticeRow):
            return
        text, tone = value_texts.status(row.status), value_texts.tone(row.status)
        self.paint_pill(painter, option, text, tone)


def _place(option: QStyleOptionViewItem) -> QRect:
    """Return where a cell has its text."""
    return option.rect.adjusted(_PADDING, 0, -_PADDING, 0)


@lru_cache(maxsize=4096)
def _broken(text: str, font: str, width: int) -> tuple[str, ...]:
    """Return a text on at most two lines: joined they are its beginning, with an ellipsis where it goes on."""
    shown = QFont()
    shown.fromString(font)
    layout = QTextLayout(text, shown)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    length = line.textLength()
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts in UTF-16
    first, rest = (part.decode("utf-16-le") for part in (units[: 2 * length], units[2 * length :]))
    metrics = QFontMetrics(shown)
    if not rest or metrics.horizontalAdvance(first.rstrip()) > width + _PADDING:  # a word wider than the cell
        return (metrics.elidedText(text, Qt.TextElideMode.ElideRight, width),)
    return first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)


def _two_lines(text: str, font: QFont, width: int) -> tuple[str, ...]:
    return _broken(text, font.toString(), width)


def marked(looks: Iterable[tuple[str, QTextCharFormat | None]]) -> list[QTextLayout.FormatRange]:
    """Return the format ranges of the pieces of a text that have a format."""
    ranges = []
    start = 0
    for piece, look in looks:
        length = len(piece.encode("utf-16-le")) // 2  # as Qt counts
        if look is not None:
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = start, length, look
            ranges.append(found)
        start += length
    return ranges
