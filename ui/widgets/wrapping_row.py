"""Layout of widgets from left to right that goes on in further lines where they have no room beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QLineEdit, QSizePolicy, QSpacerItem, QWidget, QWidgetItem
from typing_extensions import override

_WIDEST_FIRST = 240
"""The width that a line to type in asks for before it is given what is left over."""


class WrappingRow(QLayout):
    """Lay widgets out like the words of a paragraph; None between them takes what room is left over in its line."""

    def __init__(self, pieces: Sequence[QWidget | None], margins: tuple[int, int, int, int], spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(*margins)
        self.setSpacing(spacing)
        for piece in pieces:
            if piece is None:
                self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))
            else:
                self.addWidget(piece)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_real=False)

    @override
    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._arrange(place, is_real=True)

    @override
    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not _is_gone(item)]
        width = sum(map(_width, shown)) + self.spacing() * max(len(shown) - 1, 0) + self._margins().width()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not _is_gone(item)]
        widest = max((size.width() for size in shown), default=0)
        highest = max((size.height() for size in shown), default=0)
        return QSize(widest, highest) + self._margins()

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, place: QRect, *, is_real: bool) -> int:
        """Return the height needed for the width of a place; set the widgets there if ``is_real``."""
        room = place.width() - self._margins().width()
        margins, y = self.contentsMargins(), place.y() + self.contentsMargins().top()
        lines = self._lines(room)
        for line in lines:
            height = max(item.sizeHint().height() for item in line)
            if is_real:
                self._set_line(line, QRect(place.x() + margins.left(), y, room, height))
            y += height + self.spacing()
        return y - place.y() - (self.spacing() if lines else 0) + margins.bottom()

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        taken = 0
        for item in self._items:
            if _is_gone(item):
                continue
            width = _width(item)
            if lines[-1] and taken + width > room:
                lines.append([])
                taken = 0
            lines[-1].append(item)
            taken += width + self.spacing()
        lines = [line for line in lines if line]
        if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 1 and not _stretches(lines[-1][0]):
            before = lines[-2][-1]
            if _width(before) + self.spacing() + _width(lines[-1][0]) <= room:
                lines[-1].insert(0, lines[-2].pop())  # a button alone would look lost
        return lines

    def _set_line(self, line: Sequence[QLayoutItem], place: QRect) -> None:
        """Set the widgets of a line side by side; those that stretch share what is left over."""
        left_over = place.width() - sum(map(_width, line)) - self.spacing() * (len(line) - 1)
        stretching = [item for item in line if _stretches(item)]
        x = place.x()
        for item in line:
            width = _width(item)
            if item in stretching and left_over > 0:
                width += left_over // len(stretching)
            width = min(width, place.width())
            height = min(item.sizeHint().height(), place.height()) or place.height()
            item.setGeometry(QRect(x, place.y() + (place.height() - height) // 2, width, height))
            x += width + self.spacing()


def _is_gone(item: QLayoutItem) -> bool:
    return isinstance(item, QWidgetItem) and item.isEmpty()


def _stretches(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _width(item: QLayoutItem) -> int:
    """Return the width that an item asks for."""
    wanted = item.sizeHint().width()
    if isinstance(item.widget(), QLineEdit):
        wanted = min(wanted, _WIDEST_FIRST)
    return max(wanted, item.minimumSize().width())
