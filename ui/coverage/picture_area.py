"""A picture of coverage on the screen: scrolled, gone through cell by cell, each cell leading somewhere.

Shows what it is given; what a cell means and leads to is the view's business.
"""

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
from ui.coverage.pictures import Painting, Picture, painting

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_FAR = 1_000_000
_STEP = 40


class PictureArea(QAbstractScrollArea):
    """Show a picture; arrows move over its cells, Enter or a click asks for what is in one."""

    moved = Signal(int, int)
    """The row and column that is looked at now."""
    asked = Signal(int, int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("picture")
        self.setAccessibleName(name)
        self._theme = theme
        self._picture: Picture | None = None
        self._painting: Painting | None = None
        self._say: Callable[[int, int], str] = lambda _row, _column: ""
        self.current = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(_STEP)
        theme.changed.connect(self._dress)

    def show_picture(self, picture: Picture, say: Callable[[int, int], str]) -> None:
        """Show a picture of whose cells ``say`` tells what is in them; the cell looked at stays where it can."""
        self._picture, self._say = picture, say
        self._dress()
        self.go_to(*self.current)

    def go_to(self, row: int, column: int) -> None:
        """Look at a cell, the nearest where there is none, and bring it into view."""
        if self._painting is None:
            return
        rows, columns = self._painting.shape
        self.current = max(0, min(row, rows - 1)), max(0, min(column, columns - 1))
        if rows and columns:
            self._bring_into_view(self._painting.place(*self.current), self._painting.corner)
            said = self._say(*self.current)
            self.setAccessibleDescription(said)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            self.moved.emit(*self.current)
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painting is None:
            return
        painter = QPainter(self.viewport())
        shown = self._shown()
        painter.translate(-shown.topLeft())
        rows, columns = self._painting.shape
        is_framed = self.hasFocus() and rows and columns
        self._painting.paint(painter, self.current if is_framed else None, shown)
        painter.end()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint all again: headings do not move along."""
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

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
        key = Qt.Key(event.key())
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _MOVES:
            down, right = _MOVES[key]
            by = _FAR if is_far else 1
            self.go_to(row + down * by, column + right * by)
        elif key == Qt.Key.Key_Home:
            self.go_to(0 if is_far else row, 0)
        elif key == Qt.Key.Key_End:
            self.go_to(_FAR if is_far else row, _FAR)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(row, column)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_over = self._under(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (cell := self._under(event.position())):
            self.go_to(*cell)
            self.asked.emit(*cell)

    def cell_place(self, row: int, column: int) -> QRectF:
        """Return where a cell lies in the viewport."""
        place = self._painting.place(row, column) if self._painting else QRectF()
        return place.translated(-self._shown().topLeft())

    def _under(self, point: QPointF) -> tuple[int, int] | None:
        """Return the cell under a point, None on a heading that lies over it."""
        corner = self._painting.corner if self._painting else None
        if self._painting is None or corner is None or point.x() < corner.width() or point.y() < corner.height():
            return None
        return self._painting.at(point + self._shown().topLeft())

    def _shown(self) -> QRectF:
        at = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRectF(at, self.viewport().size().toSizeF())

    def _bring_into_view(self, place: QRectF, corner: QSizeF) -> None:
        shown = self._shown()
        for bar, start, end, first, room in (
            (self.horizontalScrollBar(), place.left(), place.right(), corner.width(), shown.width()),
            (self.verticalScrollBar(), place.top(), place.bottom(), corner.height(), shown.height()),
        ):
            if start - bar.value() < first:
                bar.setValue(int(start - first))
            elif room < end - bar.value() and end - start < room - first:
                bar.setValue(int(end - room) + 2)

    def _measure(self) -> None:
        if self._painting is None:
            return
        whole, room = self._painting.size().toSize(), self.viewport().size()
        for bar, length, page in (
            (self.horizontalScrollBar(), whole.width(), room.width()),
            (self.verticalScrollBar(), whole.height(), room.height()),
        ):
            bar.setRange(0, max(0, length - page))
            bar.setPageStep(page)

    def _dress(self) -> None:
        if self._picture is not None:
            self._painting = painting(self._picture, self._theme.colours, self.font())
            self._measure()
            self.viewport().update()
