"""The fields of a roundtable and its parts: a line, a text that grows, and a list of one value a line.

Widgets only; what is saved under which name is the editor's business.
"""

from typing import Any

from typing_extensions import override

from ui.fields.field import Field
from ui.fields.prose_input import Prose
from ui.fields.text_fields import Line
from ui.widgets.build import column


class LineField(Field):
    """Edit one line; Enter goes on to the next field."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, words)
        self._input = Line(self.label)
        self._input.editingFinished.connect(self.edited)
        self.lay_out(self._input)
        self.setFocusProxy(self._input)

    @override
    def value(self) -> Any:
        return " ".join(self._input.text().split())

    @override
    def fill(self, value: Any) -> None:
        self._input.setText(value)
        self._input.setCursorPosition(0)


class TextField(Field):
    """Edit a text that grows with what is typed; ``is_alone`` where what is around says already what it is."""

    def __init__(self, name: str, words: str, *, least: int = 1, most: int = 30, is_alone: bool = False) -> None:
        super().__init__(name, words)
        self._input = Prose(self.label, least=least, most=most)
        self._input.left.connect(self.edited)
        if is_alone:
            self.setLayout(column(self._input))
        else:
            self.lay_out(self._input)
        self.setFocusProxy(self._input)

    @override
    def value(self) -> Any:
        return self._input.text()

    @override
    def fill(self, value: Any) -> None:
        self._input.set_text(value)


class LinesField(TextField):
    """Edit a list of values, one a line."""

    @override
    def value(self) -> Any:
        return tuple(line.strip() for line in self._input.text().splitlines() if line.strip())

    @override
    def fill(self, value: Any) -> None:
        self._input.set_text("\n\n".join(value))


def kept(field: Field) -> Any:
    """Return what is to be kept of a field: what was typed, else what the workspace holds, to the letter."""
    return field.value() if field.is_changed() else field.stored


def refresh(field: Field, value: Any) -> None:
    """Show what the workspace holds now, but for what is being typed."""
    if field.value() == value:
        field.mark_saved(value)
    elif not field.is_changed():
        field.show_value(value)
