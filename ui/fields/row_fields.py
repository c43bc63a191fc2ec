"""Field of an ordered list, one row a value (partners, links, labels); an empty row at the end adds a value."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from ui.base.theme import Theme
from ui.fields.field import Box, Field
from ui.fields.text_fields import Line
from ui.widgets import factories

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Row(QWidget):
    """Edit one value of a list."""

    edited = Signal()
    """A change of the row is complete."""
    typed = Signal()
    removed = Signal()
    moved = Signal(int)
    """Move up (-1) or down (1)."""
    dragged = Signal(int)
    """Move to the pointer's height within the row."""
    entered = Signal()
    """Enter was pressed: go to the next row."""

    goes_on_within = False
    """Whether Enter in the first input moves to the second instead of the next row."""
    inputs: tuple[QWidget, ...]
    """The inputs in tab order; the first gets the focus of the row."""

    def value(self) -> Any:
        """Return the value; None while the row is empty."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:
        """Show a value; None is an empty row."""
        raise NotImplementedError

    def mark_saved(self) -> None:
        """Record that the workspace holds the row's value."""

    def update_notes(self) -> None:
        """Update what the row shows about other fields."""

    def show_parts(self) -> None:
        """Show only the parts that the row's content needs, and name them."""
        raise NotImplementedError

    def lay_out(
        self, theme: Theme, line: "RowLine", *others: QWidget, remove: str, extra: Sequence[QWidget] = ()
    ) -> None:
        """Place a grip, the inputs, extra widgets and a button of the name ``remove`` side by side."""
        self._grip = Grip(theme)
        self._grip.dragged.connect(self.dragged)
        self._remove = small_button("×", remove)
        self.setLayout(factories.row(self._grip, line, *others, *extra, self._remove, spacing=4))
        self.connect_inputs(line, *others)

    def connect_inputs(self, *inputs: QWidget) -> None:
        """Connect the inputs and the remove button; Alt+Up, Alt+Down and Enter in an input move or leave the row."""
        self.inputs = inputs
        for one in self.inputs:
            one.installEventFilter(self)
        if isinstance(line := inputs[0], RowLine):
            line.editingFinished.connect(self.edited)
            line.textChanged.connect(self.show_parts)
            line.textEdited.connect(self.typed)
        self._remove.clicked.connect(self.removed)
        self.show_parts()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in ENTER and watched is self.inputs[0]:
                if self.goes_on_within and self.value() is not None:
                    self.focusNextChild()
                else:
                    self.entered.emit()
                return True
        return super().eventFilter(watched, event)


class RowsField(Field):
    """Edit an ordered list, one row a value, without the empty ones."""

    def __init__(self, name: str, make_row: Callable[[], Row], words: str = "") -> None:
        super().__init__(name, words)
        self._make_row = make_row
        self._box = Box()
        self._layout = factories.column(margins=(6, 4, 6, 4), spacing=2)
        self._box.setLayout(self._layout)
        self.rows: list[Row] = []
        self.lay_out(self._box)
        self._add_row()

    @override
    def value(self) -> tuple[Any, ...]:
        return tuple(value for row in self.rows if (value := row.value()) is not None)

    @override
    def fill(self, value: Iterable[Any]) -> None:
        values = [*value, None]
        while len(self.rows) < len(values):
            self._add_row()
        while len(self.rows) > len(values):
            self._drop(self.rows[-1])
        for row, one in zip(self.rows, values, strict=True):
            row.fill(one)
        self._follow_focus()

    @override
    def mark_saved(self, value: Any) -> None:
        for row in self.rows:
            row.mark_saved()
        super().mark_saved(value)

    @override
    def update_notes(self) -> None:
        for row in self.rows:
            row.update_notes()

    def add(self, values: Iterable[Any], row: Row) -> None:
        """Insert pasted values before a row."""
        at = self.rows.index(row)
        before, after = (
            [one for r in part if (one := r.value()) is not None] for part in (self.rows[:at], self.rows[at:])
        )
        self.fill([*before, *values, *after])
        # what is typed next is meant for none of what is there
        self.rows[-1].inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _add_row(self) -> None:
        row = self._make_row()
        row.edited.connect(self._settle)
        row.typed.connect(self._keep_empty_row)
        row.removed.connect(lambda: self._remove(row))
        row.moved.connect(lambda by: self._move(row, self.rows.index(row) + by))
        row.dragged.connect(lambda height: self._move(row, self._row_at(row.y() + height)))
        row.entered.connect(lambda: self._enter(row))
        self.rows.append(row)
        self._layout.addWidget(row)
        row.show()  # at once: the next key may be meant for it
        self._follow_focus()

    def _follow_focus(self) -> None:
        """Set the tab order to that of the rows: Qt appends later widgets at the end of the window."""
        for before, after in pairwise(one for row in self.rows for one in row.inputs):
            QWidget.setTabOrder(before, after)
        self.setFocusProxy(self.rows[0].inputs[0])

    def _keep_empty_row(self) -> None:
        if self.rows[-1].value() is not None:
            self._add_row()

    def _settle(self) -> None:
        """Remove emptied rows, except the last and the one with the focus, and report the change."""
        for row in self.rows[:-1]:
            if row.value() is None and not row.isAncestorOf(row.window().focusWidget() or row):
                self._drop(row)
        self._keep_empty_row()
        self.edited.emit()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._follow_focus()

    def _remove(self, row: Row) -> None:
        at = self.rows.index(row)
        if row is not self.rows[-1]:
            self.rows[at + 1].inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._drop(row)
        self.edited.emit()

    def _move(self, row: Row, to: int) -> None:
        at = self.rows.index(row)
        if row.value() is None or to == at or not 0 <= to < len(self.rows) - 1:
            return
        self.rows.insert(to, self.rows.pop(at))
        self._layout.removeWidget(row)
        self._layout.insertWidget(to, row)
        self._follow_focus()
        self.edited.emit()

    def _row_at(self, height: int) -> int:
        return next((n for n, row in enumerate(self.rows[:-1]) if height <= row.y() + row.height()), len(self.rows) - 2)

    def _enter(self, row: Row) -> None:
        row.edited.emit()
        if row not in self.rows or row.value() is None:
            self.rows[-1].inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.focusNextChild()
            return
        following = self.rows[self.rows.index(row) + 1].inputs[0]
        following.setFocus(Qt.FocusReason.OtherFocusReason)  # not as by Tab, which selects what typing then replaces
        if isinstance(following, RowLine):
            following.setCursorPosition(len(following.text()))


class RowLine(Line):
    """Edit one line of a row; a pasted text, split by a pattern, becomes several rows."""

    def __init__(self, name: str, between: str = "", take_many: Callable[[list[str]], None] | None = None) -> None:
        super().__init__(name)
        self.returnPressed.disconnect()
        self.setFrame(False)
        self.setProperty("kind", "bare")
        self._between = between
        self._take_many = take_many

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._take_many and event.matches(QKeySequence.StandardKey.Paste) and not self.text().strip():
            pasted = (part.strip() for part in re.split(self._between, QGuiApplication.clipboard().text()))
            values = list(filter(None, pasted))
            if len(values) > 1:
                self._take_many(values)
                return
        super().keyPressEvent(event)


class Grip(QWidget):
    """Drag a row to another place."""

    dragged = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("grip")
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip(self.tr("Drag to reorder, or press Alt+Up and Alt+Down"))
        self.setFixedWidth(12)

    @override
    def sizeHint(self) -> QSize:
        return QSize(12, 24)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the moves would go to whoever took the press

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.colour("muted" if self.underMouse() else "outline"))
        middle = self.height() // 2
        for x in (3, 7):
            for y in (middle - 5, middle - 1, middle + 3):
                painter.drawRect(x, y, 2, 2)
        painter.end()


def small_button(text: str, name: str) -> QToolButton:
    """Make a button of one character, outside the tab order: every row has a key for its action."""
    made = QToolButton()
    made.setText(text)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setProperty("kind", "sign")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
