"""Scrolling form of fields that follows the focus; of records by key, it keeps the edits that are refused."""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from ui.fields.field import Field, connect_focus
from ui.widgets.factories import Piece, column


class FieldForm(QScrollArea):
    """Show fields below one another; Esc saves and leaves."""

    left = Signal()
    """Esc was pressed."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setObjectName("editor_page")

    def lay_out(self, *content: Piece) -> None:
        """Show the content."""
        self._page.setLayout(column(*content, None, margins=(16, 12, 16, 16), spacing=12))
        self.setWidget(self._page)
        connect_focus(self.show_focused)

    def flush(self) -> bool:
        """Save all edits; tell whether nothing is left unsaved."""
        raise NotImplementedError

    def show_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Scroll to the input that gets the focus, with its label and a margin around it."""
        if new is not None and self._page.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 32)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class UnsavedEdit(NamedTuple):
    """Hold an edit that is not saved: its value, what it was begun with, its undo label, and why it was refused."""

    value: Any
    read_as: Any
    label: str = ""
    refusal: str = ""


class RecordForm(FieldForm):
    """Edit one of several records; refused edits are kept, also of records no longer shown."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._unsaved: dict[tuple[int, str], UnsavedEdit] = {}
        """By the key of the record and the name of the field."""

    def forget(self, key: int | None = None) -> None:
        """Discard the refused edits of one record or of all."""
        self._unsaved = {edit: value for edit, value in self._unsaved.items() if key not in (None, edit[0])}

    def unsaved(self) -> tuple[int, str] | None:
        """Return the key of a record and the name of its field that is not saved."""
        return next(iter(self._unsaved), None)

    def focus_field(self, name: str) -> None:
        """Focus a field by its name."""
        self._fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start(self) -> None:
        """Focus the first field."""
        self.focus_field(next(iter(self._fields)))

    def _show_value(self, key: int, field: Field, value: Any) -> None:
        """Show a value of another record than before, or what is refused in its place."""
        field.show_value(value)
        if unsaved := self._unsaved.get((key, field.name)):
            field.fill(unsaved.value)
            field.show_refusal(unsaved.refusal)
            if value != unsaved.read_as:
                field.stored = unsaved.read_as
                field.show_conflict(value)
