"""Base class of the editors' fields: label, value, saved state and note."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from ui.widgets.build import Piece, column, label, row
from ui.widgets.record_text import field_label


class Field(QWidget):
    """Edit one field of a record; ``name`` is its attribute there, ``words`` its label if not the usual one."""

    edited = Signal()
    """A change is complete and can be saved."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        self.name = name
        self.label = words or field_label(name)
        self.note = label("", "caption", "note")
        self._waiting = label(self.tr("not saved yet"), "caption", "waiting")
        for hidden in (self.note, self._waiting):
            hidden.setWordWrap(False)
            hidden.hide()
        self.stored: Any = None
        """The last known value in the workspace."""
        self._clean: Any = None

    def value(self) -> Any:
        """Return the value in the field, in the form of the record."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:
        """Put a value into the field as unsaved input."""
        raise NotImplementedError

    def complete(self) -> None:
        """Turn text that is still being typed into a value."""

    def show_value(self, value: Any) -> None:
        """Show the value from the workspace."""
        self.fill(value)
        self.mark_saved(value)

    def mark_saved(self, value: Any) -> None:
        """Record that the workspace holds the value shown."""
        self.stored = value
        self._clean = self.value()
        self._waiting.hide()

    def mark_waiting(self) -> None:
        """Show that the value is not saved yet."""
        self._waiting.setVisible(self._waiting.parent() is not None)

    def update_notes(self) -> None:
        """Update what the field shows about other fields."""

    def is_changed(self) -> bool:
        """Tell whether the field holds an unsaved edit; a value reformatted only for display is none."""
        return bool(self.value() != self._clean)

    def kept_value(self) -> Any:
        """Return the edited value, else the stored one unchanged."""
        return self.value() if self.is_changed() else self.stored

    def refresh(self, value: Any) -> None:
        """Show the value from the workspace unless an edit is in progress."""
        if self.value() == value:
            self.mark_saved(value)
        elif not self.is_changed():
            self.show_value(value)

    def lay_out(self, *content: Piece) -> None:
        """Put the content under the field's label; the first widget takes the focus."""
        heading = QLabel(self.label)
        heading.setProperty("kind", "field_label")
        heading.setBuddy(content[0] if isinstance(content[0], QWidget) else self)
        if isinstance(content[0], QWidget):
            self.setFocusProxy(content[0])
        self.top = row(heading, self._waiting, None, self.note, spacing=8)
        self.setLayout(column(self.top, *content, spacing=4))

    def show_note(self, text: str) -> None:
        """Show a note beside the field's label; "" hides it."""
        self.note.setText(text)
        self.note.setVisible(bool(text))


class Box(QFrame):
    """Frame several widgets as one input, highlighted while one of them has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("field_box")
        connect_focus(self._show_focus)

    def _show_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_within = new is not None and self.isAncestorOf(new)
        if is_within != bool(self.property("chosen")):
            self.setProperty("chosen", is_within)
            self.style().polish(self)


def connect_focus(slot: Callable[[QWidget | None, QWidget | None], object]) -> None:
    """Call a slot with the widgets that lose and gain the focus."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(slot)


def leaves_undo_to_window(event: QEvent, *, has_undo: bool, has_redo: bool) -> bool:
    """Tell whether the key is Undo or Redo and the input has none, so that the window's own should handle it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_undo, is_redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    return (is_undo and not has_undo) or (is_redo and not has_redo)
