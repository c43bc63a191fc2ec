"""Base class of the editors' fields: label, value, saved state and note."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from roundtable.exchange import three_way_merge, word_merge
from ui.base import value_texts
from ui.fields import conflict
from ui.fields.conflict import Conflict
from ui.fields.own_steps import OwnSteps
from ui.widgets.factories import Piece, column, label, row
from ui.widgets.record_text import field_label


class Field(QWidget):
    """Edit one field of a record; ``name`` is its attribute there, ``words`` its label if not the usual one."""

    edited = Signal()
    """A change is complete and can be saved."""
    conflict_changed = Signal()
    """Another has changed what is being typed, or the person has chosen."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        self.name = name
        self.label = words or field_label(name)
        self.note = label("", "caption", "note")
        self._waiting = label(self.tr("not saved yet"), "caption", "waiting")
        self._refusal = label("", "error", "refusal")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._waiting.setWordWrap(False)
        for hidden in (self.note, self._waiting, self._refusal):
            hidden.hide()
        self.stored: Any = None
        """The last known value in the workspace."""
        self._clean: Any = None
        self.steps = OwnSteps()
        self.changed_by: Callable[[Any], str] = lambda _present: ""
        """Ask who changed the value to what it is now, and when, in words; "" where that is not known."""
        self._conflict: Conflict | None = None
        self._present: Any = None
        """What the workspace holds in a conflict."""

    def value(self) -> Any:
        """Return the value in the field, in the form of the record."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:
        """Put a value into the field as unsaved input."""
        raise NotImplementedError

    def complete(self) -> None:
        """Turn text that is still being typed into a value."""

    def problem(self) -> str:
        """Return why the value cannot be saved as it is, and what to write instead; "" where it can."""
        return ""

    def show_value(self, value: Any) -> None:
        """Show the value from the workspace."""
        self.fill(value)
        self.mark_saved(value)

    def mark_saved(self, value: Any) -> None:
        """Record that the workspace holds the value shown."""
        self.stored = value
        self._clean = self.value()
        self._waiting.hide()
        self.show_refusal("")
        self._end_conflict()

    @property
    def has_conflict(self) -> bool:
        """Tell whether the workspace holds another value than the edit began with; it waits for the person's choice."""
        return self._conflict is not None

    @property
    def conflict(self) -> Conflict | None:
        """What tells of the other value, None where there is none."""
        return self._conflict

    def show_conflict(self, present: Any) -> None:
        """Tell beside the edit that the workspace holds something else by now, and let the person choose."""
        if self._conflict is not None and present == self._present:
            return  # it may be unfolded
        if present == self.value():
            self.mark_saved(present)
            return

        def settle() -> None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # first: the focus of what is hidden goes anywhere
            self._end_conflict()
            self.stored = present

        def keep_mine() -> None:
            settle()
            self.edited.emit()

        def take_theirs() -> None:
            settle()
            self.show_value(present)

        def merge_both() -> None:
            settle()
            self.fill(merged)
            self.edited.emit()

        self._end_conflict()
        self._present = present
        choices = conflict.choices(keep_mine, take_theirs)
        if (merged := self._merged(present)) is not None:
            choices.append(conflict.merging(merge_both))
        texts = self.words(self.stored), self.words(present)
        self._conflict = Conflict(self.label, self.changed_by(present), *texts, choices)
        self.conflict_changed.emit()
        if (layout := self.layout()) is not None:
            layout.addWidget(self._conflict)
            self._conflict.show()  # at once: the next click may be meant for it

    def _merged(self, present: Any) -> Any:
        """Return what both made of the value, a long text by words and a list by rows; None where that cannot be."""
        mine = self.value()
        if isinstance(mine, str) and isinstance(present, str) and isinstance(self.stored, str):
            return word_merge.merge(self.stored, mine, present).text if self.name in three_way_merge.PROSE else None
        merged = three_way_merge.merge(self.stored, mine, present, self.name)
        return None if merged.is_conflict else merged.value

    def words(self, value: Any) -> str:
        """Return a value as text for people."""
        return value_texts.plain(value)

    def _end_conflict(self) -> None:
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None
            self.conflict_changed.emit()

    def show_refusal(self, text: str) -> None:
        """Show under the input why its value is not saved; "" where nothing stands in the way any more."""
        if text and text != self._refusal.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._refusal.setText(text)
        self._refusal.setVisible(bool(text) and self._refusal.parent() is not None)
        if (shown := self.focusProxy()) is not None and bool(shown.property("refused")) is not bool(text):
            shown.setProperty("refused", bool(text))
            shown.setAccessibleDescription(text)
            shown.style().polish(shown)

    def mark_waiting(self) -> None:
        """Show that the value is not saved yet."""
        self._waiting.setVisible(self._waiting.parent() is not None)

    def update_notes(self) -> None:
        """Update what the field shows about other fields."""

    def is_changed(self) -> bool:
        """Tell whether the field holds an unsaved edit; a value reformatted only for display is none."""
        return bool(self.value() != self._clean)

    def kept_value(self) -> Any:
        """Return the edited value, else the stored one unchanged; the one there now while the person has not chosen."""
        if self._conflict is not None:
            return self._present
        return self.value() if self.is_changed() else self.stored

    def refresh(self, value: Any) -> None:
        """Show the value from the workspace; beside an edit in progress, where it is no longer what that began with."""
        if self.value() == value:
            self.mark_saved(value)
        elif not self.is_changed():
            self.show_value(value)
        elif value != self.stored:
            self.show_conflict(value)

    def lay_out(self, *content: Piece) -> None:
        """Put the content under the field's label; the first widget takes the focus."""
        heading = QLabel(self.label)
        heading.setProperty("kind", "field_label")
        heading.setBuddy(content[0] if isinstance(content[0], QWidget) else self)
        if isinstance(content[0], QWidget):
            self.setFocusProxy(content[0])
        self.top = row(heading, self._waiting, self.note, spacing=8)
        self.top.setStretch(2, 1)  # the note wraps: it never makes the form wider than its pane
        self.setLayout(column(self.top, *content, self._refusal, spacing=4))

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
