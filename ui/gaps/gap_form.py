"""Form of one gap: each field is saved when the person leaves it."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from roundtable.errors import ChangedError, RoundtableError
from roundtable.mapping.gaps import STATES, GapRow
from ui.base import value_texts
from ui.base.theme import Theme
from ui.fields.date_field import DateField
from ui.fields.field import Field
from ui.fields.field_form import style_sheet
from ui.fields.text_fields import Combo, TextField, TidyLineField
from ui.widgets.factories import column, label

Save = Callable[[int, str, Any, Any], RoundtableError | None]
"""Set a field, by name, of a gap, by key, read as a value; return why it is not saved."""


class _Unsaved(NamedTuple):
    """Hold a value that is not saved, what it was begun with and, where it can never be saved as it is, why."""

    value: Any
    read_as: Any
    problem: str = ""


class StateField(Field):
    """Choose the state of the search for a practice."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self._input = Combo(self.label)
        for state in STATES:
            self._input.addItem(value_texts.gap_state(state), state)
        self._input.activated.connect(self.edited)
        self.lay_out(self._input)
        self.setFocusProxy(self._input)

    @override
    def value(self) -> Any:
        return self._input.currentData()

    @override
    def fill(self, value: Any) -> None:
        self._input.setCurrentIndex(self._input.findData(value))

    @override
    def words(self, value: Any) -> str:
        return value_texts.gap_state(value)


class GapForm(QScrollArea):
    """Edit a gap; Esc saves and leaves."""

    left = Signal()

    def __init__(self, theme: Theme, save: Save, next_step: Callable[[bool], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._set = save
        self._theme = theme
        self._gap: GapRow | None = None
        self._unsaved: dict[tuple[int, str], _Unsaved] = {}
        """What is not saved, by key and field, also of gaps no longer shown."""
        self.setObjectName("editor")
        self.setAccessibleName(self.tr("Gap"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._target = label()
        self._closed = label("", "caption")
        self._fields: tuple[Field, ...] = (
            StateField("state", self.tr("State")),
            TidyLineField("asked", self.tr("Asked whom")),
            DateField("asked_on", theme, self.tr("Asked on"), is_past=True),
            TidyLineField("owner", self.tr("Owner")),
            DateField("due", theme, self.tr("Due")),
            TextField("note", self.tr("Note"), least=3),
        )
        page = QWidget()
        page.setObjectName("editor_page")
        page.setLayout(column(self._target, self._closed, *self._fields, None, margins=(16, 12, 16, 16), spacing=12))
        self.setWidget(page)
        for field in self._fields:
            field.edited.connect(partial(self._save_field, field))
            field.steps.next_step = next_step
        theme.changed.connect(self._update_style)
        self._update_style()

    def show_gap(self, gap: GapRow | None) -> None:
        """Show a gap as stored; text being typed stays, and refused values are shown again."""
        is_other = gap is None or self._gap is None or gap.key != self._gap.key
        if is_other:
            self._leave()
        self._gap = gap
        if gap is None:
            return
        self._target.setText(f"{gap.target.mark} {gap.target.text}")
        closed = value_texts.day(gap.closed_at, self.locale()) if gap.closed_at else ""
        self._closed.setText(self.tr("Closed: {day}").format(day=closed))
        self._closed.setVisible(bool(closed))
        for field in self._fields:
            value = getattr(gap, field.name)
            if not is_other:
                field.refresh(value)
                continue
            field.show_value(value)
            if unsaved := self._unsaved.get((gap.key, field.name)):
                field.fill(unsaved.value)
                field.show_refusal(unsaved.problem)
                if value != unsaved.read_as:
                    field.show_conflict(value)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """Focus the first field."""
        self._fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self, key: int | None = None) -> None:
        """Discard what is typed and what was refused, of one gap or of all."""
        if self._gap is not None and key in (None, self._gap.key):
            self._gap = None
        self._unsaved = {at: value for at, value in self._unsaved.items() if key not in (None, at[0])}

    def flush(self) -> bool:
        """Save what is typed as far as it can be; tell whether everything is saved, also of gaps shown before."""
        self._save_fields()
        shown = self._gap.key if self._gap else 0
        for (key, name), unsaved in list(self._unsaved.items()):
            if key != shown:
                self._save(key, name, unsaved)
        return not self._unsaved

    def unsaved(self) -> tuple[int, str, str] | None:
        """Return the gap, the field's name and its label of something that is not saved."""
        labels = {field.name: field.label for field in self._fields}
        return next(((key, name, labels[name]) for key, name in self._unsaved), None)

    def focus_field(self, name: str) -> None:
        """Focus a field by its name."""
        next(field for field in self._fields if field.name == name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._save_fields()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Save what is typed of the gap before; a save reads the list again, so its values are taken first."""
        gap, self._gap = self._gap, None
        if gap is not None:
            changed = [field for field in self._fields if field.is_changed()]
            for name, unsaved in [(f.name, _Unsaved(f.value(), f.stored, f.problem())) for f in changed]:
                self._save(gap.key, name, unsaved)

    def _save_fields(self) -> None:
        for field in self._fields:
            self._save_field(field)

    def _save_field(self, field: Field) -> None:
        if self._gap is None:
            return
        if field.has_conflict:
            return
        self._unsaved.pop((self._gap.key, field.name), None)
        problem = field.problem() if field.is_changed() else ""
        field.show_refusal(problem)
        if field.is_changed():
            self._save(self._gap.key, field.name, _Unsaved(field.value(), field.stored, problem), field)

    def _save(self, key: int, name: str, unsaved: _Unsaved, field: Field | None = None) -> None:
        """Save one field; a value that is not saved is kept until it is, or is discarded."""
        self._unsaved.pop((key, name), None)
        error = None if unsaved.problem else self._set(key, name, unsaved.value, unsaved.read_as)
        if unsaved.problem or error:
            self._unsaved[key, name] = unsaved
        elif field:
            field.steps.note()
        if field and isinstance(error, ChangedError):
            field.show_conflict(error.present)

    def _update_style(self) -> None:
        self.setStyleSheet(style_sheet(self._theme))
