"""Field of chips with type-ahead: terms, countries, objectives, targets, sources; values off the list are marked."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from typing_extensions import override

from ui.base.theme import Theme
from ui.editor.chip_box import Chip, ChipBox
from ui.editor.value_choices import Choices
from ui.fields.field import Field
from ui.fields.text_fields import Line
from ui.widgets.type_ahead import Suggestion, Suggestions

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = (Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta)


class ChipsField(Field):
    """Edit values as chips in their order, by keyboard alone or by mouse."""

    def __init__(self, name: str, choices: Choices, theme: Theme) -> None:
        super().__init__(name)
        self._choices = choices
        self._theme = theme
        self._values: list[Any] = []
        self._box = ChipBox()
        self.input = _Input(self.label, self._handle_key)
        self._box.set_input(self.input)
        self._suggestions = Suggestions(self._box, self.tr("Suggestions for {field}").format(field=self.label))
        self.input.textEdited.connect(self._suggest)
        self.input.left.connect(self._leave)
        self._suggestions.taken.connect(self._take_suggestion)
        self._box.clicked.connect(self.input.setFocus)
        theme.changed.connect(self._box.update_chips)
        self.lay_out(self._box)
        self.setFocusProxy(self.input)
        self.show_chips()

    @override
    def value(self) -> tuple[Any, ...]:
        return tuple(self._values)

    @override
    def fill(self, value: Iterable[Any]) -> None:
        self._values = list(value)
        self.show_chips()

    @override
    def complete(self) -> None:
        typed = self.input.text()
        self._clear_input()
        if typed.strip():
            self._add(self._choices.values(typed))

    def shown_chips(self) -> list[Chip]:
        """Return the chips in their order."""
        return list(self._box.chips)

    def hide_suggestions(self) -> None:
        """Close the list of suggestions, which would not move with the field."""
        self._suggestions.offer(())

    def _add(self, values: Iterable[Any]) -> None:
        """Add the values that are not present yet."""
        known = {self._choices.identity(value) for value in self._values}
        for value in values:
            if (identity := self._choices.identity(value)) not in known:
                known.add(identity)
                self._values.append(value)
        self.show_chips()
        self.edited.emit()

    def _remove(self, position: int) -> None:
        removed = self._values.pop(position)
        self.show_chips()
        self._set_current(position if position < len(self._values) and self._box.current is not None else None)
        self._announce(self.tr("{value} removed").format(value=self._choices.words(removed)))
        self.edited.emit()

    def _choose(self, position: int) -> None:
        self.input.setFocus(Qt.FocusReason.MouseFocusReason)
        self._set_current(position)

    def _move(self, position: int, to: int) -> None:
        """Move a value to another position: the order is that of the annex."""
        if 0 <= to < len(self._values):
            self._values.insert(to, self._values.pop(position))
            self.show_chips()
            self._set_current(to)
            self.edited.emit()

    def _leave(self) -> None:
        self._set_current(None)
        self.complete()

    def _suggest(self, typed: str) -> None:
        self._set_current(None)
        if repeated := self._repeated(typed):
            # Else what merely resembles it would be taken for it: another spelling of what is there adds nothing.
            self.show_note(self.tr("“{value}” is already in the list").format(value=self._choices.words(repeated)))
            self._suggestions.offer(())
            return
        self.show_note("")
        offered = self._missing(self._choices.suggest(typed)) if typed.strip() else []
        as_typed = self._choices.values(typed)
        if offered and len(as_typed) == 1 and not self._choices.is_known(as_typed[0]):
            note = self.tr("as typed, not in the vocabulary")
            offered += self._missing([Suggestion(as_typed[0], self._choices.words(as_typed[0]), note)])
        self._suggestions.offer(offered)

    def _repeated(self, typed: str) -> Any:
        """Return the value present that a text names, in whatever spelling; None where it names none or a new one."""
        named = self._choices.values(typed) if typed.strip() else ()
        if len(named) != 1 or not self._choices.is_known(named[0]):
            return None
        identity = self._choices.identity(named[0])
        return next((value for value in self._values if self._choices.identity(value) == identity), None)

    def _missing(self, suggestions: Iterable[Suggestion]) -> list[Suggestion]:
        """Return the suggestions whose values are not present yet."""
        present = {self._choices.identity(value) for value in self._values}
        return [suggestion for suggestion in suggestions if self._choices.identity(suggestion.value) not in present]

    def _take_suggestion(self, value: object) -> None:
        self._clear_input()
        self._add((value,))

    def _clear_input(self) -> None:
        self.show_note("")
        self.input.setText("")  # unlike clear(), it leaves nothing for Undo to bring back beside the chip
        self._suggestions.offer(())

    def _accept(self) -> None:
        chosen = self._suggestions.chosen()
        if chosen is None:
            self.complete()
        else:
            self._take_suggestion(chosen)

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Handle a key; tell whether it was handled."""
        if self._box.current is not None:
            return self._handle_chip_key(event, self._box.current)
        key, typed = event.key(), self.input.text()
        is_at_start = self.input.cursorPosition() == 0 and not self.input.hasSelectedText()
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(QGuiApplication.clipboard().text())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._suggestions.isVisible():
            self._suggestions.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down:
            self._suggestions.offer(self._missing(self._choices.suggest(typed)))
        elif key == Qt.Key.Key_Escape and (typed or self._suggestions.isVisible()):
            self._escape()
        elif key in _ENTER and not typed and not self._suggestions.isVisible():
            self.focusNextChild()
        elif key in (*_ENTER, Qt.Key.Key_Tab) and (typed.strip() or self._suggestions.isVisible()):
            self._accept()
        elif event.text() and event.text() in self._choices.separators and typed.strip():
            if self._choices.is_begun(f"{typed}{event.text()}"):
                return False
            self._accept()
        elif key == Qt.Key.Key_Backspace and not typed and self._values:
            self._remove(len(self._values) - 1)
        elif key == Qt.Key.Key_Left and is_at_start and self._values:
            self._set_current(len(self._values) - 1)
        else:
            return False
        return True

    def _handle_chip_key(self, event: QKeyEvent, current: int) -> bool:
        key, last = event.key(), len(self._values) - 1
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(current, current + (1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove(current)
        elif key == Qt.Key.Key_Left:
            self._set_current(max(0, current - 1))
        elif key == Qt.Key.Key_Right:
            self._set_current(current + 1 if current < last else None)
        elif key == Qt.Key.Key_Home:
            self._set_current(0)
        elif key in (Qt.Key.Key_End, Qt.Key.Key_Escape):
            self._set_current(None)
        else:
            if key not in _HELD:
                self._set_current(None)
            return False
        return True

    def _escape(self) -> None:
        """Close the suggestions; without any, clear the input."""
        if self._suggestions.isVisible():
            self._suggestions.offer(())
        else:
            self._clear_input()

    def _paste(self, text: str) -> bool:
        """Make chips of a pasted list; a single value goes to the input, where it can still be changed."""
        values = self._choices.values(text) if not self.input.text().strip() else ()
        if len(values) > 1:
            self._clear_input()
            self._add(values)
        return len(values) > 1

    def _set_current(self, position: int | None) -> None:
        if position != self._box.current:
            self._box.current = position
            self._box.update_chips()
            if position is not None:
                self._announce(self._choices.words(self._values[position]))

    def show_chips(self) -> None:
        """Show the values anew, marking those that are off the list by now."""
        self._box.current = None
        self._box.show_chips([self._chip(value) for value in self._values])
        self.input.setPlaceholderText("" if self._values else self.tr("Type to add"))
        said = "; ".join(f"{chip.text} {chip.toolTip()}" if chip.is_off_list else chip.text for chip in self._box.chips)
        self.input.setAccessibleDescription(said or self.tr("none yet"))

    def _chip(self, value: Any) -> Chip:
        is_off_list = not self._choices.is_known(value)
        chip = Chip(self._choices.words(value), self._theme, self._box, is_off_list=is_off_list)
        chip.setToolTip(self._choices.hint(value))
        chip.removed.connect(lambda: self._remove(self._box.chips.index(chip)))
        chip.chosen.connect(lambda: self._choose(self._box.chips.index(chip)))
        return chip

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.input, words))


class _Input(Line):
    """Input of a field of chips, which handles every key first."""

    left = Signal()

    def __init__(self, name: str, handle_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(name)
        self.returnPressed.disconnect()
        self.setFrame(False)
        self.setProperty("kind", "bare")
        self._handle_key = handle_key

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab accept the typed text before it moves on."""
        tab = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        if next and self.text().strip() and self._handle_key(tab):
            return True
        return super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._handle_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()
