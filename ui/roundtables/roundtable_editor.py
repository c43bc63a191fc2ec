"""Form of one roundtable: its fields and its parts in the order of the paper; refused edits are kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from roundtable.errors import ChangedError, RoundtableError
from roundtable.records.identity import new_id
from roundtable.records.roundtable import Footnote, GuidingQuestion, PossibleMeasure, RoundtableRecord, Section
from ui.base.theme import Theme
from ui.fields.date_field import DateField
from ui.fields.field import Field
from ui.fields.field_form import RecordForm, UnsavedEdit
from ui.fields.text_fields import LinesField, TextField, TidyLineField
from ui.roundtables.part_cards import Authors, PartKind, PartList
from ui.widgets.factories import row
from ui.widgets.record_text import field_label

_ABOVE_PART = 8
Save = Callable[[int, str, Any, Any, str], RoundtableError | None]
"""Set a field or list of the roundtable with a key, read as a value, under an undo label; return why it was not."""


class RoundtableEditor(RecordForm):
    """Edit a roundtable; a change is saved when a field is left."""

    shown = Signal(object)
    """The roundtable shown now; None for none."""

    def __init__(
        self, theme: Theme, save: Save, next_step: Callable[[bool], int], who: Authors, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Roundtable"))
        self._set = save
        self._key = 0
        self._record: RoundtableRecord | None = None
        self._fields = {field.name: field for field in self._make_fields(theme)}
        self._lists = {kind.name: PartList(kind, theme) for kind in self._kinds()}
        f = self._fields
        self.lay_out(
            f["title"],
            _side_by_side((f["code"], 1), (f["meeting"], 3)),
            _side_by_side((f["dates"], 1), (f["deadline"], 1)),
            _side_by_side((f["co_chairs"], 1), (f["team"], 1)),
            f["expected_outcome"],
            f["linked_roundtables"],
            *(self._lists[name] for name in ("sections", "guiding_questions", "possible_measures")),
            f["annex_introduction"],
            self._lists["footnotes"],
        )
        for steps in (part.steps for some in (self._fields, self._lists) for part in some.values()):
            steps.next_step = next_step
        for field in self._fields.values():
            field.edited.connect(partial(self._save_field, field))
            field.changed_by = partial(who.changed, "roundtable", field.name)
        for parts in self._lists.values():
            parts.edited.connect(partial(self._save_parts, parts))
            parts.who = who
        self.show_roundtable(0, None)

    def show_roundtable(self, key: int, record: RoundtableRecord | None) -> None:
        """Show a roundtable from the workspace; edits in progress stay, refused ones are restored."""
        is_other = key != self._key
        self._key, self._record = key, record
        self._page.setVisible(record is not None)
        for name, field in self._fields.items():
            value = getattr(record, name) if record else field.value()
            if is_other:
                self._show_value(key, field, value)
            else:
                field.refresh(value)
        for name, parts in self._lists.items():
            if is_other:
                parts.clear()
            unsaved = self._unsaved.get((key, name))
            if unsaved is None:
                parts.show_parts(getattr(record, name) if record else ())
            elif is_other:
                parts.show_unsaved(unsaved.value, unsaved.read_as)
        if is_other:
            self.verticalScrollBar().setValue(0)
        self.shown.emit(record)

    @override
    def flush(self) -> bool:
        """Save all edits, also of roundtables shown before; tell whether nothing is left unsaved."""
        for field in self._fields.values():
            self._save_field(field)
        for parts in self._lists.values():
            parts.flush()
        for (key, name), (value, read_as, said, _) in list(self._unsaved.items()):
            if key != self._key or name in self._lists:
                self._save(key, name, value, read_as, said)
        return self.unsaved() is None

    @override
    def unsaved(self) -> tuple[int, str] | None:
        in_conflict = (name for name, parts in self._lists.items() if parts.has_conflict)
        return super().unsaved() or next(((self._key, name) for name in in_conflict), None)

    @override
    def focus_field(self, name: str) -> None:
        if name in self._fields:
            super().focus_field(name)
        else:
            self._lists[name].cards[0].fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_part(self, parts: str, at: int) -> None:
        """Bring a part of a list to the top, the focus in its first field."""
        card = self._lists[parts].cards[at]
        card.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(card.mapTo(self._page, QPoint()).y() - _ABOVE_PART)

    def _make_fields(self, theme: Theme) -> tuple[Field, ...]:
        return (
            TidyLineField("title", self.tr("Title")),
            TidyLineField("code", self.tr("Code")),
            TidyLineField("meeting", self.tr("Meeting")),
            TidyLineField("dates", self.tr("Dates")),
            DateField("deadline", theme, self.tr("Deadline")),
            TidyLineField("co_chairs", self.tr("Co-chairs")),
            TidyLineField("team", self.tr("Team")),
            TextField("expected_outcome", self.tr("Expected outcome"), least=2),
            LinesField("linked_roundtables", self.tr("Links to other roundtables, one per line"), least=2),
            TextField("annex_introduction", self.tr("Introduction of the annex"), least=2),
        )

    def _kinds(self) -> tuple[PartKind, ...]:
        return (
            PartKind(
                "sections",
                self.tr("section"),
                lambda: Section(""),
                lambda: (
                    TextField("heading", self.tr("Heading"), is_one_line=True),
                    TextField("text", self.tr("Text"), least=2, most=16),
                ),
            ),
            PartKind(
                "guiding_questions",
                self.tr("question"),
                lambda: GuidingQuestion(id=new_id(), text=""),
                lambda: (
                    TextField("text", self.tr("Question")),
                    TextField("issue_area", self.tr("Issue area (heading in the annex)"), is_one_line=True),
                    TextField("illustration", self.tr("Illustration (examples under the question)"), least=2, most=12),
                ),
            ),
            PartKind(
                "possible_measures",
                self.tr("measure"),
                lambda: PossibleMeasure(id=new_id(), text=""),
                lambda: (TextField("text", self.tr("Measure"), is_alone=True, splits_items=True),),
            ),
            PartKind(
                "footnotes",
                self.tr("footnote"),
                lambda: Footnote("", ""),
                lambda: (TidyLineField("mark", self.tr("Footnote mark")), TextField("text", self.tr("Footnote"))),
            ),
        )

    def _save_field(self, field: Field) -> None:
        self._unsaved.pop((self._key, field.name), None)
        if field.has_conflict:  # until the person chooses
            self._unsaved[self._key, field.name] = UnsavedEdit(field.value(), field.stored)
            return
        field.show_refusal("")
        if field.is_changed() and self._record:
            words = self.tr("Change {field} of {code}")
            name = field_label(field.name)
            said = words.format(field=name[:1].lower() + name[1:], code=self._record.code)
            self._save(self._key, field.name, field.kept_value(), field.stored, said)

    def _save_parts(self, parts: PartList, said: str) -> None:
        name = parts.kind.name
        self._save(self._key, name, parts.value(), getattr(self._record, name, ()), said)

    def _save(self, key: int, name: str, value: Any, read_as: Any, said: str) -> None:
        """Save one field or list; a refused edit is kept until it is saved or discarded."""
        self._unsaved.pop((key, name), None)
        is_new = key != self._key or getattr(self._record, name, value) != value
        if not is_new:
            return
        refusal = self._fields[name].problem() if key == self._key and name in self._fields else ""
        error = RoundtableError(refusal, "") if refusal else self._set(key, name, value, read_as, said)
        if error is None:
            steps = self._fields[name].steps if name in self._fields else self._lists[name].steps
            steps.note()
            return
        is_shown = key == self._key
        if isinstance(error, ChangedError) and is_shown and name in self._lists and self._record:
            # Its parts compare themselves with those that are there now; what is typed stays.
            changed: dict[str, Any] = {name: error.present}
            self._record = replace(self._record, **changed)
            self._lists[name].show_parts(error.present)
            self._save(key, name, self._lists[name].value(), error.present, said)
            return
        self._unsaved[key, name] = UnsavedEdit(value, read_as, said, str(error))
        if is_shown and (field := self._fields.get(name)):
            if isinstance(error, ChangedError):
                field.show_conflict(error.present)
            else:
                field.show_refusal(str(error))


def _side_by_side(*fields: tuple[Field, int]) -> QBoxLayout:
    """Lay out fields in a row, each with its share of the width."""
    laid = row(*(field for field, _ in fields), spacing=12)
    for at, (field, share) in enumerate(fields):
        laid.setStretch(at, share)
        laid.setAlignment(field, Qt.AlignmentFlag.AlignTop)
    return laid
