"""What every field of the editor can do: show a value, let a person change it, and say when a change is complete.

Knows neither workspace nor record; when and how a value is saved is the editor's business.
"""

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from ui.widgets.build import Piece, column, label, row
from ui.widgets.record_text import field_label


class Field(QWidget):
    """Edit one field of a record; ``name`` is its name in ``roundtable.records.collection``."""

    edited = Signal()
    """A change is complete, and time to save it."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        self.name = name
        self.label = words or field_label(name)
        self.note = label("", "caption", "note")
        self.note.setWordWrap(False)
        self.note.hide()
        self._waiting = label(self.tr("not saved yet"), "caption", "waiting")
        self._waiting.setWordWrap(False)
        self._waiting.hide()
        self.stored: Any = None
        """The value that the workspace holds, as far as this field knows."""
        self._clean: Any = None

    def value(self) -> Any:
        """Return the value as it stands in the field, in the form that is kept."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:
        """Put a value into the field, as if a person had."""
        raise NotImplementedError

    def complete(self) -> None:
        """Make a value of what is half typed."""

    def show_value(self, value: Any) -> None:
        """Show what the workspace holds."""
        self.fill(value)
        self.mark_saved(value)

    def mark_saved(self, value: Any) -> None:
        """Take note that the workspace holds what the field shows."""
        self.stored = value
        self._clean = self.value()
        self._waiting.hide()

    def mark_waiting(self) -> None:
        """Say that what the field shows waits to be saved."""
        self._waiting.setVisible(self._waiting.parent() is not None)

    def notice(self) -> None:
        """Look again at what the field says about the other fields."""

    def is_changed(self) -> bool:
        """Tell whether the field holds something that is not saved; what a mere look at a value makes of it is not."""
        return bool(self.value() != self._clean)

    def is_filled(self) -> bool:
        """Tell whether the field holds anything."""
        return bool(self.value())

    def lay_out(self, *content: Piece) -> None:
        """Put the content under the field's label."""
        heading = QLabel(self.label)
        heading.setProperty("kind", "field_label")
        heading.setBuddy(content[0] if isinstance(content[0], QWidget) else self)
        self.top = row(heading, self._waiting, None, self.note, spacing=8)
        self.setLayout(column(self.top, *content, spacing=4))

    def say(self, text: str, kind: str = "caption") -> None:
        """Say something beside the field's label, or nothing."""
        if self.note.property("kind") != kind:
            self.note.setProperty("kind", kind)
            self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setVisible(bool(text))


class Box(QFrame):
    """Frame several parts as one input, which looks chosen while one of them has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("field_box")
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focus)

    def _show_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_within = new is not None and self.isAncestorOf(new)
        if is_within != bool(self.property("chosen")):
            self.setProperty("chosen", is_within)
            self.style().polish(self)


def leaves_undo_to_window(event: QEvent, *, has_undo: bool, has_redo: bool) -> bool:
    """Tell whether an input that has nothing to undo or redo should let the window's own Undo or Redo have the key."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_undo, is_redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    return (is_undo and not has_undo) or (is_redo and not has_redo)
