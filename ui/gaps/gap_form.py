"""Form of one gap: each field is saved when the person leaves it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from roundtable.errors import ChangedError, RoundtableError
from roundtable.mapping.gaps import STATES, GapRow
from ui.base import value_texts
from ui.base.theme import Theme
from ui.fields.date_field import DateField
from ui.fields.field import Field
from ui.fields.field_form import RecordForm, UnsavedEdit
from ui.fields.text_fields import Combo, TextField, TidyLineField
from ui.widgets.factories import label

Save = Callable[[int, str, Any, Any], RoundtableError | None]
"""Set a field, by name, of a gap, by key, read as a value; return why it is not saved."""

WhoChanged = Callable[[int, str, Any], str]
"""Say who changed a field, by name, of a gap, by key, to a value, and when."""


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


class GapForm(RecordForm):
    """Edit a gap; Esc saves and leaves."""

    def __init__(
        self, theme: Theme, save: Save, next_step: Callable[[bool], int], who_changed: WhoChanged, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._set = save
        self._who_changed = who_changed
        self._gap: GapRow | None = None
        self.setAccessibleName(self.tr("Gap"))
        self._target = label()
        self._closed = label("", "caption")
        fields: tuple[Field, ...] = (
            StateField("state", self.tr("State")),
            TidyLineField("asked", self.tr("Who was asked")),
            DateField("asked_on", theme, self.tr("Asked on"), is_past=True),
            TidyLineField("owner", self.tr("Owner")),
            DateField("due", theme, self.tr("Due")),
            TextField("note", self.tr("Note"), least=3),
        )
        self._fields = {field.name: field for field in fields}
        self.lay_out(self._target, self._closed, *fields)
        for field in fields:
            field.edited.connect(partial(self._save_field, field))
            field.steps.next_step = next_step
            field.changed_by = partial(self._changed_by, field.name)

    def _changed_by(self, name: str, present: Any) -> str:
        return self._who_changed(self._gap.key, name, present) if self._gap else ""

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
        for name, field in self._fields.items():
            if is_other:
                self._show_value(gap.key, field, getattr(gap, name))
            else:
                field.refresh(getattr(gap, name))
        if is_other:
            self.verticalScrollBar().setValue(0)

    @override
    def forget(self, key: int | None = None) -> None:
        """Discard also what is typed."""
        if self._gap is not None and key in (None, self._gap.key):
            self._gap = None
        super().forget(key)

    @override
    def flush(self) -> bool:
        """Save what is typed as far as it can be; tell whether everything is saved, also of gaps shown before."""
        for field in self._fields.values():
            self._save_field(field)
        shown = self._gap.key if self._gap else 0
        for (key, name), unsaved in list(self._unsaved.items()):
            if key != shown:
                self._save(key, name, unsaved)
        return not self._unsaved

    def field_label(self, name: str) -> str:
        """Return the label of a field."""
        return self._fields[name].label

    def _leave(self) -> None:
        """Save what is typed of the gap before; a save reads the list again, so its values are taken first."""
        gap, self._gap = self._gap, None
        if gap is not None:
            changed = [field for field in self._fields.values() if field.is_changed()]
            for name, unsaved in [(field.name, _edit(field)) for field in changed]:
                self._save(gap.key, name, unsaved)

    def _save_field(self, field: Field) -> None:
        if self._gap is None:
            return
        self._unsaved.pop((self._gap.key, field.name), None)
        unsaved = _edit(field)
        if field.has_conflict:  # until the person chooses
            self._unsaved[self._gap.key, field.name] = unsaved
            return
        field.show_refusal(unsaved.refusal if field.is_changed() else "")
        if field.is_changed():
            self._save(self._gap.key, field.name, unsaved, field)

    def _save(self, key: int, name: str, unsaved: UnsavedEdit, field: Field | None = None) -> None:
        """Save one field; a value that is not saved is kept until it is, or is discarded."""
        self._unsaved.pop((key, name), None)
        error = None if unsaved.refusal else self._set(key, name, unsaved.value, unsaved.read_as)
        if unsaved.refusal or error:
            self._unsaved[key, name] = unsaved
        elif field:
            field.steps.note()
        if field and isinstance(error, ChangedError):
            field.show_conflict(error.present)


def _edit(field: Field) -> UnsavedEdit:
    """Return the edit in a field; one that can never be saved as it is names the problem."""
    return UnsavedEdit(field.value(), field.stored, refusal=field.problem())
