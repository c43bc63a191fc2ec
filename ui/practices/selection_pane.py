"""Pane of several selected practices: how many, what they share, and the edits that act on all of them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from roundtable.practices import practice_rows
from roundtable.practices.shared_values import SharedValues, shared_values
from roundtable.records.practice import STATUSES
from roundtable.vocabulary import term_store
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.editor.chips_field import ChipsField
from ui.editor.value_choices import TermChoices
from ui.fields.field_form import FieldForm
from ui.fields.text_fields import Combo
from ui.jobs.background_query import BackgroundQuery
from ui.widgets.factories import button, column, label, row
from ui.widgets.record_text import field_label

_TITLES_SHOWN = 6


class SelectionPane(FieldForm):
    """Show and edit what the selected practices share."""

    failed = Signal(object)
    status_asked = Signal(str)
    term_added = Signal(str, str)
    """The field ``tags`` or ``thematic_areas`` and a term that all are to have."""
    term_removed = Signal(str, str)
    action_asked = Signal(str)
    """The id of an action on the selected practices."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Selected practices"))
        self._workspace: Workspace | None = None
        self._keys: Sequence[int] = ()
        self._questions = BackgroundQuery(None, shared_values, self)
        self._questions.answered.connect(self._show)
        self._questions.failed.connect(self.failed)
        self._heading = label(kind="title", name="selection_heading")
        self._titles = label(kind="caption")
        self._status = Combo(field_label("status"))
        self._status.activated.connect(self._ask_status)
        self._shared = label()
        self._areas, self._tags = TermChoices("thematic_area"), TermChoices("tag")
        self._fields = (
            ChipsField("thematic_areas", self._areas, theme),
            ChipsField("tags", self._tags, theme),
        )
        for field in self._fields:
            field.edited.connect(partial(self._ask_terms, field))
            self.verticalScrollBar().valueChanged.connect(field.hide_suggestions)
        status_label = label(field_label("status"), "field_label")
        status_label.setBuddy(self._status)
        self.lay_out(
            column(self._heading, self._titles, spacing=4),
            column(status_label, self._status, spacing=4),
            *self._fields,
            self._shared,
            row(self._button(self.tr("Set field…"), "set_field"), self._button(self.tr("Merge…"), "merge"), None),
            row(self._button(self.tr("Duplicate"), "duplicate"), self._button(self.tr("Delete"), "delete"), None),
        )

    def show_practices(self, workspace: Workspace | None, keys: Sequence[int]) -> None:
        """Show several practices, none for []; the same ones are read again."""
        if workspace is not self._workspace:
            self._workspace = workspace
            self._questions.open(workspace)
        self._keys = keys
        if workspace is None or not keys:
            return
        self._heading.setText(self.tr("%n practice(s) selected", "", len(keys)))
        titles = practice_rows.titles(workspace, keys[:_TITLES_SHOWN])
        untitled = self.tr("(no title)")
        lines = [f"• {titles.get(key) or untitled}" for key in keys[:_TITLES_SHOWN]]  # a title may go on in a line
        if len(keys) > _TITLES_SHOWN:
            lines.append(self.tr("and %n more", "", len(keys) - _TITLES_SHOWN))
        self._titles.setText("\n".join(lines))
        with workspace.reading() as connection:
            self._areas.vocabulary = self._tags.vocabulary = Vocabulary(term_store.load(connection))
        self._page.setEnabled(False)
        self._questions.ask(tuple(keys))

    @override
    def flush(self) -> bool:
        return True

    def focus_first(self) -> None:
        """Focus the first field."""
        self._status.setFocus()

    def _button(self, text: str, action: str) -> QWidget:
        return button(text, lambda: self.action_asked.emit(f"practice_actions.{action}"))

    @Slot(object, object)
    def _show(self, keys: tuple[int, ...], shared: SharedValues) -> None:
        if keys != tuple(self._keys):
            return
        self._page.setEnabled(True)
        self._status.clear()
        mixed = [f"{value_texts.status(status)} {self.locale().toString(count)}" for status, count in shared.statuses]
        if len(mixed) > 1:
            self._status.addItem(", ".join(mixed), "")
        for status in STATUSES:
            self._status.addItem(value_texts.status(status), status)
        if len(mixed) == 1:
            self._status.setCurrentIndex(self._status.findData(shared.statuses[0][0]))
        for field in self._fields:
            field.show_value(getattr(shared, field.name))
            field.show_note(self.tr("shared by all"))
        others = [
            f"{field_label(name)}: {', '.join(values)}"
            for name, values in (("countries", shared.countries), ("partners", shared.partners))
            if values
        ]
        self._shared.setText("\n".join(others))
        self._shared.setVisible(bool(others))

    def _ask_status(self) -> None:
        if status := self._status.currentData():
            self.status_asked.emit(status)

    def _ask_terms(self, field: ChipsField) -> None:
        before, after = field.stored, field.value()
        field.mark_saved(after)
        for term in after:
            if term not in before:
                self.term_added.emit(field.name, term)
        for term in before:
            if term not in after:
                self.term_removed.emit(field.name, term)
