"""The frozen parts of the matrix: its columns' headings with their counts on top, the practices' titles at the left.

Paint what the model holds; a title can be dragged onto a column.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QDrag,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui.base.practice_drag import dragged
from ui.base.theme import Theme
from ui.mapping.matrix_cells import HEADING_PADDING, heading_font, heading_text
from ui.mapping.matrix_model import MatrixModel
from ui.widgets.line_breaks import Breaker

COUNTS_HEIGHT = 28
_MOST_LINES = 6
_LONG_WORD = "international"
_TITLE_LINES = 2
_PADDING, _BESIDE = 8, 3
_HEAT = 0.38
"""How much of the accent the fullest column's count stands on; any more and the number could not be read on it."""


class TargetsHeader(QHeaderView):
    """Paint each column's mark and words, as many lines as there is room for, and its counts below."""

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._model = model
        self._breaker = Breaker(_MOST_LINES)
        self.drop_column = -1
        """The column that something is dragged over."""
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(72)
        model.counted.connect(self._paint_again)
        theme.changed.connect(self.viewport().update)

    @override
    def sizeHint(self) -> QSize:
        """Be as high as the longest heading needs, up to the most lines."""
        metrics = QFontMetrics(self._font())
        wanted = [len(self._lines(column)) for column in range(len(self._model.targets))]
        lines = 1 + max(wanted, default=1)
        return QSize(super().sizeHint().width(), lines * metrics.lineSpacing() + 2 * _PADDING + COUNTS_HEIGHT)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = self._theme.colours
        target = self._model.targets[logicalIndex]
        painter.save()
        painter.fillRect(rect, colours.colour("soft" if logicalIndex == self.drop_column else "surface"))
        font = self._font()
        metrics = QFontMetrics(font)
        lines = self._lines(logicalIndex)
        words = rect.adjusted(_BESIDE, _PADDING, -_BESIDE, -_PADDING - COUNTS_HEIGHT)
        top = words.bottom() + 1 - (len(lines) + 1) * metrics.lineSpacing()
        for number, line in enumerate((target.mark, *lines)):
            font.setBold(number == 0)
            painter.setFont(font)
            painter.setPen(colours.colour("text" if number else "accent"))
            place = QRect(words.left(), top + number * metrics.lineSpacing(), words.width(), metrics.lineSpacing())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)
        below = QRect(rect.left(), rect.bottom() + 1 - COUNTS_HEIGHT, rect.width(), COUNTS_HEIGHT)
        self._paint_counts(painter, below, logicalIndex)
        painter.setPen(colours.colour("border"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    @Slot(int)
    def _paint_again(self, column: int) -> None:
        place = self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height()
        self.viewport().update(*place)

    def _paint_counts(self, painter: QPainter, place: QRect, column: int) -> None:
        colours = self._theme.colours
        matrix = self._model.matrix
        if matrix is None:
            return
        count = matrix.practices[matrix.targets[column]]
        fullest = max(matrix.practices.values()) or 1
        ground = (
            _mixed(colours.colour("surface"), colours.colour("accent"), 0.06 + (_HEAT - 0.06) * count / fullest)
            if count
            else colours.colour("bad_soft")
        )
        painter.fillRect(place, ground)
        painter.setPen(colours.colour("border"))
        painter.drawLine(place.topLeft(), place.topRight())
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.setFont(heading_font(self._theme, self.font()))
        painter.setPen(colours.colour("text" if count else "bad"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._model.count_text(column))

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.size("label"))
        font.setWeight(QFont.Weight.Normal)
        return font

    def _lines(self, column: int) -> list[str]:
        text = self._model.targets[column].text
        return self._breaker.lines(text, self._font(), self.sectionSize(column) - 2 * _BESIDE)

    def usual_width(self) -> int:
        """Return how wide a column must be for a long word such as headings usually have, in pixels."""
        return QFontMetrics(self._font()).horizontalAdvance(_LONG_WORD) + 2 * _BESIDE


class TitlesHeader(QHeaderView):
    """Paint the practices' titles on at most two lines, and groups' headings; a title can be dragged away."""

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._theme = theme
        self._model = model
        self._breaker = Breaker(_TITLE_LINES)
        self._pressed_at = QPoint()
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.viewport().update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), super().sizeHint().height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = self._theme.colours
        heading = self._model.heading(logicalIndex)
        is_current = self._view.currentIndex().row() == logicalIndex
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, colours.colour("background" if heading else "soft" if is_current else "surface"))
        if heading:
            painter.setFont(heading_font(self._theme, self.font()))
            painter.setPen(colours.colour("muted"))
            place = QRect(HEADING_PADDING, rect.top(), 10_000, rect.height() - 1)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, heading_text(heading))
        else:
            self._paint_title(painter, rect, logicalIndex)
            painter.setPen(colours.colour("border"))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(colours.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    @Slot(QModelIndex, QModelIndex)
    def paint_again(self, *changed: QModelIndex) -> None:
        """Paint the titles of some cells' rows again."""
        for index in changed:
            if index.isValid():
                place = 0, self.sectionViewportPosition(index.row()), self.width(), self.sectionSize(index.row())
                self.viewport().update(*place)

    def _paint_title(self, painter: QPainter, rect: QRect, row: int) -> None:
        title = self._model.title(row)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.colours.colour("text" if title else "muted"))
        metrics = QFontMetrics(font)
        lines = self._breaker.lines(title or self.tr("(no title)"), font, rect.width() - 2 * HEADING_PADDING)
        top = rect.top() + (rect.height() - 1 - len(lines) * metrics.lineSpacing()) // 2
        for number, line in enumerate(lines):
            painter.drawText(
                rect.left() + HEADING_PADDING, top + number * metrics.lineSpacing() + metrics.ascent(), line
            )

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._pressed_at = e.position().toPoint()
        super().mousePressEvent(e)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        far = (e.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        key = self._model.practice(self.logicalIndexAt(self._pressed_at))
        if e.buttons() & Qt.MouseButton.LeftButton and far and key is not None:
            drag = QDrag(self)
            drag.setMimeData(dragged([key]))
            drag.exec(Qt.DropAction.CopyAction)
        elif not e.buttons():
            super().mouseMoveEvent(e)


class Corner(QWidget):
    """Say in the corner what the titles below and the counts at the right are."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._practice, self._counts = self.tr("Practice"), self.tr("practices · countries")
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
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        above = place.adjusted(HEADING_PADDING, 0, 0, -COUNTS_HEIGHT - _PADDING)
        painter.drawText(above, bottom, self._practice)
        painter.setPen(colours.colour("text"))
        vertical = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(counts.adjusted(HEADING_PADDING, 0, 0, 0), vertical, self._counts)


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    def part(of: float, to: float) -> float:
        return of + (to - of) * share

    red, green = part(ground.redF(), colour.redF()), part(ground.greenF(), colour.greenF())
    return QColor.fromRgbF(red, green, part(ground.blueF(), colour.blueF()))
