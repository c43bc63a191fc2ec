"""Chips (painted values with a remove cross) and the box that lays them out like words, the input last."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from ui.base.theme import Theme
from ui.fields.field import Box

_PADDING, _GAP, _CROSS = 8, 4, 14
_LEAST_INPUT = 24


class Chip(QWidget):
    """Show one value, with a cross to remove it by the mouse."""

    removed = Signal()
    chosen = Signal()

    def __init__(self, text: str, theme: Theme, box: "ChipBox", *, is_off_list: bool) -> None:
        super().__init__(box)
        self.text = text
        self.is_off_list = is_off_list
        self._theme = theme
        self._box = box

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self._shown()) + 2 * _PADDING + _CROSS, metrics.height() + 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, tone = self._theme.colours, "warning" if self.is_off_list else "accent"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = self._box.current is not None and self._box.chips[self._box.current] is self
        painter.setPen(QPen(colours.colour("accent"), 2) if is_current else Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("warning_soft" if self.is_off_list else "soft"))
        inset = 1 if is_current else 0
        radius = self.height() / 2 - inset
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setFont(self._font())
        painter.setPen(colours.colour(tone))
        room = self.rect().adjusted(_PADDING, 0, -_PADDING - _CROSS, 0)
        shown = painter.fontMetrics().elidedText(self._shown(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.drawText(self._cross(), int(Qt.AlignmentFlag.AlignCenter), "×")
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release would go to whoever took the press

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross().contains(event.position().toPoint()):
            self.removed.emit()
        else:
            self.chosen.emit()

    def _cross(self) -> QRect:
        return QRect(self.width() - _PADDING - _CROSS + 2, 0, _CROSS + _PADDING - 2, self.height())

    def _shown(self) -> str:
        return f"{self.text} ?" if self.is_off_list else self.text

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.size("label"))
        return font


class ChipBox(Box):
    """Lay out chips like the words of a paragraph, the input after the last one."""

    clicked = Signal()
    input: QLineEdit

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[Chip] = []
        self.current: int | None = None
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_input(self, line: QLineEdit) -> None:
        """Place the input after the chips, as wide as its text needs."""
        self.input = line
        line.setParent(self)
        line.textChanged.connect(self._rearrange)

    def show_chips(self, chips: list[Chip]) -> None:
        """Replace the chips."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = chips
        for chip in chips:
            chip.setCursor(Qt.CursorShape.ArrowCursor)
            chip.show()
        self._rearrange()

    def update_chips(self) -> None:
        """Repaint the chips."""
        for chip in self.chips:
            chip.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, is_real=False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self._arrange(max(self.width(), 240), is_real=False))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 34)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), is_real=True)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def _rearrange(self) -> None:
        self._arrange(self.width(), is_real=True)
        self.updateGeometry()

    def _arrange(self, width: int, *, is_real: bool) -> int:
        """Return the height needed for a width; place chips and input if ``is_real``."""
        margin = 6
        room = width - 2 * margin
        x, y, height = margin, margin, self.fontMetrics().height() + 4
        for chip in self.chips:
            size = chip.sizeHint()
            taken = min(size.width(), room)
            if x > margin and x + taken > margin + room:
                x, y = margin, y + height + _GAP
            if is_real:
                chip.setGeometry(x, y + (height - size.height()) // 2, taken, size.height())
            x += taken + _GAP
        least = max(_LEAST_INPUT, self.fontMetrics().horizontalAdvance(self.input.text()) + 12)
        if x > margin and x + least > margin + room:
            x, y = margin, y + height + _GAP
        if is_real:
            self.input.setGeometry(x, y, margin + room - x, height)
        return y + height + margin
