"""Headers of the matrix: its columns' questions with their counts, its rows' titles, and the corner between."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QDrag, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui.base import pill
from ui.base.practice_drag import dragged
from ui.base.theme import Theme, mixed
from ui.mapping.matrix_cells import HEADING_PADDING, heading_font, paint_heading
from ui.mapping.matrix_model import MatrixModel
from ui.widgets.line_breaks import Breaker

COUNTS_HEIGHT = 28
_MOST_LINES = 6
_LONG_WORD = "international"
_TITLE_LINES = 2
_PADDING, _BESIDE = 8, 3
_LEAST_HEAT, _MOST_HEAT = 0.06, 0.38
"""The share of accent in the ground of counts; on more, the number would not be readable."""


class MatrixHeader(QHeaderView):
    """Paint texts of the model on as many lines as fit, up to a limit."""

    def __init__(
        self, orientation: Qt.Orientation, theme: Theme, model: MatrixModel, view: QTableView, lines: int
    ) -> None:
        super().__init__(orientation, view)
        self._theme = theme
        self._model = model
        self._view = view
        self._breaker = Breaker(lines)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.viewport().update)

    def visible_sections(self, first: int, last: int) -> range:
        """Return the sections between two positions in the viewport."""
        start, stop = self.visualIndexAt(first), self.visualIndexAt(last)
        return range(start, (self.count() - 1 if stop < 0 else stop) + 1) if start >= 0 else range(0)

    def _rule(self, painter: QPainter, start: QPoint, end: QPoint) -> None:
        painter.setPen(self._theme.colours.colour("border"))
        painter.drawLine(start, end)


class TargetsHeader(MatrixHeader):
    """Paint each column's mark and text, and its counts below."""

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, theme, model, view, _MOST_LINES)
        self.drop_column = -1
        """The column that practices are dragged over; -1 for none."""
        self.setMinimumSectionSize(72)
        model.counted.connect(self._repaint)

    @override
    def sizeHint(self) -> QSize:
        """Be as high as the longest heading needs, up to the most lines."""
        longest = max((len(self._lines(column)) for column in range(len(self._model.targets))), default=1)
        height = (1 + longest) * QFontMetrics(self._font()).lineSpacing()
        return QSize(super().sizeHint().width(), height + 2 * _PADDING + COUNTS_HEIGHT)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = self._theme.colours
        painter.save()
        painter.fillRect(rect, colours.colour("soft" if logicalIndex == self.drop_column else "surface"))
        font = self._font()
        height = QFontMetrics(font).lineSpacing()
        lines = (self._model.targets[logicalIndex].mark, *self._lines(logicalIndex))
        words = rect.adjusted(_BESIDE, _PADDING, -_BESIDE, -_PADDING - COUNTS_HEIGHT)
        top = words.bottom() + 1 - len(lines) * height
        for number, line in enumerate(lines):
            font.setBold(number == 0)
            painter.setFont(font)
            painter.setPen(colours.colour("text" if number else "accent"))
            place = QRect(words.left(), top + number * height, words.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)
        below = QRect(rect.left(), rect.bottom() + 1 - COUNTS_HEIGHT, rect.width(), COUNTS_HEIGHT)
        self._paint_counts(painter, below, logicalIndex)
        self._rule(painter, rect.topRight(), rect.bottomRight())
        painter.restore()

    @Slot(int)
    def _repaint(self, column: int) -> None:
        self.viewport().update(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height())

    def _paint_counts(self, painter: QPainter, place: QRect, column: int) -> None:
        colours = self._theme.colours
        practices = self._model.matrix.practices
        count = practices[self._model.targets[column]]
        heat = _LEAST_HEAT + (_MOST_HEAT - _LEAST_HEAT) * count / (max(practices.values()) or 1)
        painter.fillRect(place, QColor(mixed(colours.surface, colours.accent, heat) if count else colours.bad_soft))
        self._rule(painter, place.topLeft(), place.topRight())
        self._rule(painter, place.bottomLeft(), place.bottomRight())
        painter.setFont(heading_font(self._theme, self.font()))
        painter.setPen(colours.colour("text" if count else "bad"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._model.count_text(column))

    def _font(self) -> QFont:
        font = heading_font(self._theme, self.font())
        font.setWeight(QFont.Weight.Normal)
        return font

    def _lines(self, column: int) -> list[str]:
        text = self._model.targets[column].text
        return self._breaker.lines(text, self._font(), self.sectionSize(column) - 2 * _BESIDE)

    def usual_width(self) -> int:
        """Return the width in pixels that a column needs for the long words usual in headings."""
        return QFontMetrics(self._font()).horizontalAdvance(_LONG_WORD) + 2 * _BESIDE


class TitlesHeader(MatrixHeader):
    """Paint the practices' titles and the groups' headings; a title can be dragged onto a column."""

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, theme, model, view, _TITLE_LINES)
        self._pressed_at = QPoint()
        model.attended.connect(self._repaint)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), super().sizeHint().height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if heading := self._model.heading(logicalIndex):
            paint_heading(painter, rect, heading, self._theme, font=self.font(), left=HEADING_PADDING)
            return
        is_current = self._view.currentIndex().row() == logicalIndex
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._theme.colours.colour("soft" if is_current else "surface"))
        self._paint_title(painter, rect, logicalIndex)
        self._rule(painter, rect.topRight(), rect.bottomRight())
        self._rule(painter, rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    @Slot(QModelIndex, QModelIndex)
    def repaint_rows(self, *changed: QModelIndex) -> None:
        """Repaint the titles in the rows of some cells."""
        for row in (index.row() for index in changed if index.isValid()):
            self._repaint(row)

    @Slot(int)
    def _repaint(self, row: int) -> None:
        self.viewport().update(0, self.sectionViewportPosition(row), self.width(), self.sectionSize(row))

    def _paint_title(self, painter: QPainter, rect: QRect, row: int) -> None:
        title = self._model.title(row)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        if initials := self._model.initials(row):
            place = rect.adjusted(HEADING_PADDING, 0, -HEADING_PADDING, 0)
            is_chosen = self._view.currentIndex().row() == row
            width = pill.paint(painter, place, self._theme, initials, "accent", at_end=True, is_chosen=is_chosen)
            rect = rect.adjusted(0, 0, -(width + HEADING_PADDING), 0)  # what the mark takes, the title lacks
        painter.setPen(self._theme.colours.colour("text" if title else "muted"))
        metrics = QFontMetrics(font)
        lines = self._breaker.lines(title or self.tr("(no title)"), font, rect.width() - 2 * HEADING_PADDING)
        top = rect.top() + (rect.height() - 1 - len(lines) * metrics.lineSpacing()) // 2 + metrics.ascent()
        for number, line in enumerate(lines):
            painter.drawText(rect.left() + HEADING_PADDING, top + number * metrics.lineSpacing(), line)

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._pressed_at = e.position().toPoint()
        super().mousePressEvent(e)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        is_far = (e.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        key = self._model.practice(self.logicalIndexAt(self._pressed_at))
        if e.buttons() & Qt.MouseButton.LeftButton and is_far and key is not None:
            drag = QDrag(self)
            drag.setMimeData(dragged([key]))
            drag.exec(Qt.DropAction.CopyAction)
        elif not e.buttons():
            super().mouseMoveEvent(e)


class Corner(QWidget):
    """Label the titles below and the counts at the right."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.raise_()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        place = self.rect()
        painter.fillRect(place, colours.colour("surface"))
        counts = QRect(0, place.height() - COUNTS_HEIGHT, place.width(), COUNTS_HEIGHT)
        painter.setPen(colours.colour("border"))
        painter.drawLine(counts.topLeft(), counts.topRight())
        painter.drawLine(counts.bottomLeft(), counts.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        painter.setFont(heading_font(self._theme, self.font()))
        painter.setPen(colours.colour("muted"))
        above = place.adjusted(HEADING_PADDING, 0, 0, -COUNTS_HEIGHT - _PADDING)
        painter.drawText(above, Qt.AlignmentFlag.AlignBottom, self.tr("Practice"))
        painter.setPen(colours.colour("text"))
        beside = counts.adjusted(HEADING_PADDING, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, self.tr("practices · countries"))
