"""Collapsible group of fields; its heading counts the filled ones, its state is kept in the settings."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from ui.fields.field import Field
from ui.widgets.factories import Piece, column


class Fold(QWidget):
    """Show or hide optional fields; by default a group is open where a field is filled."""

    def __init__(self, name: str, title: str, content: Sequence[Piece], settings: QSettings) -> None:
        super().__init__()
        self._key = f"editor/unfolded/{name}"
        self._title = title
        self._settings = settings
        self._content = QWidget()
        self._content.setLayout(column(*content, margins=(0, 4, 0, 12), spacing=12))
        self._fields = self._content.findChildren(Field)
        self._heading = _Heading()
        self._heading.clicked.connect(self._choose)
        self.setLayout(column(self._heading, self._content))
        self._set_open(is_open=False)

    def show_filled(self) -> None:
        """Update the heading; open where a field is filled, unless the user chose otherwise."""
        filled = self.count_filled()
        chosen = self._settings.value(self._key)
        self._set_open(is_open=filled > 0 if chosen is None else chosen in (True, "true"))

    def show_newly_filled(self) -> None:
        """Update the heading; open where a field got filled, but never close a group in use."""
        if self.count_filled() and self._settings.value(self._key) is None:
            self.open()

    def count_filled(self) -> int:
        """Show in the heading how many fields are filled, and return the count."""
        filled = sum(bool(field.value()) for field in self._fields)
        counted = self.tr("{count} filled").format(count=filled) if filled else self.tr("empty")
        self._heading.setText(f"{self._title}  ·  {counted}")
        self._heading.setAccessibleName(f"{self._title}, {counted}")
        return filled

    def open(self) -> None:
        """Show the fields."""
        self._set_open(is_open=True)

    def _choose(self) -> None:
        self._set_open(is_open=self._heading.isChecked())
        self._settings.setValue(self._key, self._heading.isChecked())

    def _set_open(self, *, is_open: bool) -> None:
        self._heading.setChecked(is_open)
        self._heading.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._content.setVisible(is_open)


class _Heading(QToolButton):
    """Open and close by a click, Space, Enter, or the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fold")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or wanted is (not self.isChecked()):
            self.click()
        elif wanted is None:
            super().keyPressEvent(event)
