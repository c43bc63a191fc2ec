"""Coverage picture on the screen: scrolled, navigated cell by cell, each cell activated by Enter or a click."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea
from typing_extensions import override

from ui.base.theme import Theme
from ui.coverage.bars import BarChart
from ui.coverage.pictures import Picture, painter_of

_KEY = Qt.Key
_MOVES = {_KEY.Key_Left: (0, -1), _KEY.Key_Right: (0, 1), _KEY.Key_Up: (-1, 0), _KEY.Key_Down: (1, 0)}
_FAR = 1_000_000
_STEP = 40


class PictureArea(QAbstractScrollArea):
    """Show a picture; arrows move over its cells."""

    moved = Signal()
    """Another cell is current."""
    activated = Signal()
    """The current cell was clicked, or Enter pressed in it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("picture")
        self.setAccessibleName(name)
        self._theme = theme
        self._picture: Picture = BarChart("", (), ())
        self._describe: Callable[[int, int], str] = lambda _row, _column: ""
        self.current = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(_STEP)
        theme.changed.connect(self._update)
        self._update()

    def show_picture(self, picture: Picture, describe: Callable[[int, int], str]) -> None:
        """Show a picture whose cells ``describe`` describes; the current cell stays current where it can."""
        self._picture, self._describe = picture, describe
        self._update()
        self.go_to(*self.current)

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current, the nearest where there is none, and bring it into view."""
        rows, columns = self._painter.shape
        self.current = max(0, min(row, rows - 1)), max(0, min(column, columns - 1))
        if rows and columns:
            self._scroll_to(self._painter.place(*self.current), self._painter.corner)
            text = self._describe(*self.current)
            self.setAccessibleDescription(text)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
            self.moved.emit()
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        shown = self._shown()
        painter.translate(-shown.topLeft())
        rows, columns = self._painter.shape
        is_framed = self.hasFocus() and rows and columns
        self._painter.paint(painter, self.current if is_framed else None, shown)
        painter.end()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Repaint all: headings do not move along."""
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_scroll_ranges()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(*self.current)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.current
        key = _KEY(event.key())
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _MOVES:
            down, right = _MOVES[key]
            by = _FAR if is_far else 1
            self.go_to(row + down * by, column + right * by)
        elif key == _KEY.Key_Home:
            self.go_to(0 if is_far else row, 0)
        elif key == _KEY.Key_End:
            self.go_to(_FAR if is_far else row, _FAR)
        elif key in (_KEY.Key_Return, _KEY.Key_Enter):
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shapes = Qt.CursorShape
        self.viewport().setCursor(shapes.PointingHandCursor if self._cell_at(event.position()) else shapes.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (cell := self._cell_at(event.position())):
            self.go_to(*cell)
            self.activated.emit()

    def cell_place(self, row: int, column: int) -> QRectF:
        """Return the rectangle of a cell in the viewport."""
        return self._painter.place(row, column).translated(-self._shown().topLeft())

    def _cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the cell under a point; None on a heading that lies over it."""
        corner = self._painter.corner
        is_heading = point.x() < corner.width() or point.y() < corner.height()
        return None if is_heading else self._painter.at(point + self._shown().topLeft())

    def _shown(self) -> QRectF:
        at = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRectF(at, self.viewport().size().toSizeF())

    def _scroll_to(self, place: QRectF, corner: QSizeF) -> None:
        shown = self._shown()
        for bar, start, end, first, room in (
            (self.horizontalScrollBar(), place.left(), place.right(), corner.width(), shown.width()),
            (self.verticalScrollBar(), place.top(), place.bottom(), corner.height(), shown.height()),
        ):
            if start - bar.value() < first:
                bar.setValue(int(start - first))
            elif room < end - bar.value() and end - start < room - first:
                bar.setValue(int(end - room) + 2)

    def _set_scroll_ranges(self) -> None:
        whole, room = self._painter.size().toSize(), self.viewport().size()
        for bar, length, page in (
            (self.horizontalScrollBar(), whole.width(), room.width()),
            (self.verticalScrollBar(), whole.height(), room.height()),
        ):
            bar.setRange(0, max(0, length - page))
            bar.setPageStep(page)

    def _update(self) -> None:
        self._painter = painter_of(self._picture, self._theme.colours, self.font())
        self._set_scroll_ranges()
        self.viewport().update()
