"""Form of one practice: each field is saved as one undo step when it is left, and reloaded after other changes."""

from functools import partial

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from roundtable.errors import BusyError, ChangedError, RoundtableError
from roundtable.history import practice_versions, undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.search import partner_names
from roundtable.vocabulary import place_store, term_store
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace
from ui.base.save_retry import LAST_PATIENCE_SECONDS, PATIENCE_SECONDS, SaveRetry
from ui.base.theme import Theme
from ui.editor import field_order, step_labels
from ui.editor.chips_field import ChipsField
from ui.editor.field_group import Fold
from ui.editor.image_field import ImageField
from ui.editor.paste_watch import PasteWatch
from ui.editor.value_choices import CountryChoices, TermChoices
from ui.fields.conflict import by_whom
from ui.fields.field import Field
from ui.fields.field_form import FieldForm, UnsavedEdit
from ui.fields.prose_input import Prose
from ui.jobs.background_query import BackgroundQuery


class PracticeEditor(FieldForm):
    """Edit one practice of a workspace."""

    saved = Signal(object)
    """A ChangeSet: a field was saved."""
    failed = Signal(object)
    """A RoundtableError: a field could not be saved; its text stays, and saving is tried again."""
    replaced = Signal(str)
    """Which field, at which the person is, shows the text of another from now on, and whose."""
    conflict_told = Signal()
    """Which field another has changed while it is being typed, and who; "" for none any more."""
    field_entered = Signal()
    """Another field is being edited."""
    pasted = Signal(str, str, object)
    """A text that looks like whole practices, the field that it is pasted into, and its value before."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Practice editor"))
        self._workspace: Workspace | None = None
        self._key: int | None = None
        self._unsaved: dict[tuple[int, str], UnsavedEdit] = {}
        """Unsaved edits of practices no longer shown, by key and field."""
        self._reported: tuple[str, ...] = ()
        """Field and text of the last error."""
        self.entered = ""
        """The field of the practice shown that had the focus last."""
        self._pastes = PasteWatch(self)
        self._is_waiting = False
        """Whether the last save was refused because another program locks the workspace."""
        self._retrying = SaveRetry(self._save_all, self)
        self._retrying.late.connect(self.failed)
        self._areas, self._tags = TermChoices("thematic_area"), TermChoices("tag")
        self._countries = CountryChoices()
        self._partners = BackgroundQuery(None, partner_names.suggest, self)
        self._partners.failed.connect(self.failed)
        choices = (self._countries, self._areas, self._tags)
        self.lay_out(*field_order.fields(theme, settings, choices, self._partners))
        self._fields = {field.name: field for field in self._page.findChildren(Field)}
        self._folds = self._page.findChildren(Fold)
        self._connect()
        self.show_practice(None, None)

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(self._fields)

    def show_practice(self, workspace: Workspace | None, key: int | None) -> None:
        """Save edits, then show a practice, None for none; the one already shown is reloaded."""
        if workspace is self._workspace and key is not None and key == self._key:
            self._reload()
            return
        if self._workspace is not None:
            self._complete()
            if not self._save_all():
                self._keep_unsaved()
        if workspace is not self._workspace:
            self._unsaved.clear()
            self._retrying.settle()
            self._workspace = workspace
            self._partners.open(workspace)
        self._load_vocabulary()
        record = practice_store.get(workspace, key) if workspace is not None and key is not None else None
        self._key = key if record else None
        self.entered = ""
        self._page.setVisible(record is not None)
        if record:
            self._show(record)
            self.verticalScrollBar().setValue(0)

    @override
    def flush(self) -> bool:
        """Save all edits, also of practices shown before; tell whether nothing is left unsaved."""
        self._reported = ()
        self._complete()
        return self._save_all(LAST_PATIENCE_SECONDS)

    def _complete(self) -> None:
        for field in self._fields.values():
            field.complete()

    def _save_all(self, patience: float = PATIENCE_SECONDS) -> bool:
        """Save all edits up to the first that has to wait; tell whether nothing is left unsaved."""
        for field in self._fields.values():
            self._save(field, patience)
            if self._is_waiting:
                return False
        for key, name in list(self._unsaved):
            if self._write(key, name, self._unsaved[key, name], patience=patience):
                self._unsaved.pop((key, name), None)
            elif self._is_waiting:
                return False
        self._retrying.settle()
        is_clean = self._key is None or not any(field.is_changed() for field in self._fields.values())
        return is_clean and not self._unsaved

    def unsaved(self) -> tuple[int, str] | None:
        """Return the key of a practice and the name of its field whose edit is not saved."""
        if self._key is not None and (name := next((n for n, f in self._fields.items() if f.is_changed()), None)):
            return self._key, name
        return next(iter(self._unsaved), None)

    def refresh(self, change_set: ChangeSet) -> None:
        """Show changes made elsewhere, except in fields with unsaved edits."""
        if self._workspace is None or self._key is None:
            return
        if change_set.touches("term", "term_alias", "place", "place_alias"):
            self._load_vocabulary()
            for field in self._fields.values():
                if isinstance(field, ChipsField):
                    field.show_chips()
        elif self._key not in change_set.practice_ids:
            return
        focused = self.focusWidget()
        at = _field_around(focused) if focused else None
        before = at.stored if at else None
        self._reload()
        is_by_others = not change_set.label
        if at and is_by_others and at.stored != before and not at.has_conflict:
            words = self.tr("{field} was changed by {whom}")
            if whom := self._changed_by(at.name, at.stored):
                self.replaced.emit(words.format(field=at.label, whom=whom))

    def start(self, name: str = "title") -> None:
        """Focus a field, opening its group."""
        field = self._fields[name]
        for fold in self._folds:
            if fold.isAncestorOf(field):
                fold.open()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _reload(self) -> None:
        """Show the current record in the fields without unsaved edits."""
        if self._workspace is None or self._key is None:
            return
        record = practice_store.get(self._workspace, self._key)
        if record is None:
            self._keep_unsaved()
            self._key = None
            self._page.hide()
            return
        for name, field in self._fields.items():
            if (value := getattr(record, name)) != field.stored:
                field.refresh(value)
        self._update_notes()

    def _show(self, record: PracticeRecord) -> None:
        for name, field in self._fields.items():
            value = getattr(record, name)
            field.show_value(value)
            if kept := self._unsaved.pop((self._key or 0, name), None):
                field.fill(kept.value)
                if value != kept.read_as:
                    field.stored = kept.read_as
                    field.show_conflict(value)
        for fold in self._folds:
            fold.show_filled()

    def _update_notes(self) -> None:
        for field in self._fields.values():
            field.update_notes()
        for fold in self._folds:
            fold.show_newly_filled()

    def _keep_unsaved(self) -> None:
        for name, field in self._fields.items():
            if self._key is not None and field.is_changed():
                value = field.value()
                self._unsaved[self._key, name] = UnsavedEdit(
                    value, field.stored, step_labels.label(name, field.stored, value)
                )

    def _save(self, field: Field, patience: float = PATIENCE_SECONDS) -> None:
        self._is_waiting = False
        if self._key is None or field.has_conflict or not field.is_changed():
            return
        value = field.value()
        kept = UnsavedEdit(value, field.stored, step_labels.label(field.name, field.stored, value))
        if self._write(self._key, field.name, kept, field, patience=patience):
            self._update_notes()

    def _write(
        self, key: int, name: str, kept: UnsavedEdit, field: Field | None = None, *, patience: float = PATIENCE_SECONDS
    ) -> bool:
        """Set one field of the practice in the workspace; tell whether it is saved."""
        if self._workspace is None:
            return False
        self._is_waiting = False
        try:
            change_set, stored = practice_edits.set_value(
                self._workspace.with_patience(patience), key, name, kept.value, kept.label, read_as=kept.read_as
            )
        except BusyError as error:
            self._is_waiting = True
            if field is not None:
                field.mark_waiting()
            self._retrying.refuse(error)
            return False
        except ChangedError as error:
            if field is not None:
                field.show_conflict(error.present)
            else:
                self._report(name, error)
            return False
        except RoundtableError as error:
            if field is not None:
                field.show_refusal(str(error))
            self._report(name, error)
            return False
        self._reported = ()
        if field is not None:
            field.mark_saved(stored)
            field.steps.note()
        if change_set.changes:
            self.saved.emit(change_set)
        return True

    def _next_step(self, back: bool) -> int:
        return undo_steps.next_entry(self._workspace, back=back)

    def _changed_by(self, name: str, _present: object) -> str:
        """Name who changed a field on a server, and when; "" where the history does not reach back so far."""
        if self._workspace is None or self._key is None or not self._workspace.is_shared:
            return ""
        try:
            return by_whom(practice_versions.last_change(self._workspace, self._key, name), self.locale())
        except RoundtableError:  # all there is to do about it is to go without a name
            return ""

    @property
    def key(self) -> int | None:
        """The practice edited; None for none."""
        return self._key

    def conflict_words(self) -> str:
        """Say which field another has changed while it is being typed, and who; "" for none."""
        if (found := self._in_conflict()) and found.conflict:
            return self.tr("{field} was changed by {whom}").format(field=found.label, whom=found.conflict.whom)
        return ""

    def _in_conflict(self) -> Field | None:
        return next((field for field in self._fields.values() if field.has_conflict), None)

    def show_conflict(self) -> None:
        """Show what another has changed while it is being typed."""
        if (found := self._in_conflict()) and found.conflict:
            found.conflict.unfold()
            QTimer.singleShot(0, found.conflict, partial(self.ensureWidgetVisible, found.conflict, 0, 32))

    def _report(self, name: str, error: RoundtableError) -> None:
        """Report once why a field cannot be saved, not at every typing pause."""
        if self._reported != (name, str(error)):
            self._reported = (name, str(error))
            self.failed.emit(error)

    def _load_vocabulary(self) -> None:
        if self._workspace is None:
            return
        with self._workspace.reading() as connection:
            vocabulary = Vocabulary(term_store.load(connection))
            self._countries.places = place_store.load(connection)
        self._areas.vocabulary = self._tags.vocabulary = vocabulary

    def _connect(self) -> None:
        for field in self._fields.values():
            field.edited.connect(partial(self._save, field))
            field.steps.next_step = self._next_step
            field.changed_by = partial(self._changed_by, field.name)
            field.conflict_changed.connect(self.conflict_told)
            if isinstance(field, ChipsField):
                self.verticalScrollBar().valueChanged.connect(field.hide_suggestions)
            if isinstance(field, ImageField):
                field.refused.connect(self.failed)
        for prose in self._page.findChildren(Prose):
            prose.taking.connect(partial(self._pastes.check, prose))
        self._pastes.noticed.connect(self._report_paste)

    @override
    def show_focused(self, old: QWidget | None, new: QWidget | None) -> None:
        self._pastes.watch(old, new if new is not None and self._page.isAncestorOf(new) else None)
        super().show_focused(old, new)
        field = _field_around(new) if new is not None and self._page.isAncestorOf(new) else None
        if field and field.name != self.entered:
            self.entered = field.name
            self.field_entered.emit()

    def _report_paste(self, target: QWidget, text: str) -> None:
        if field := _field_around(target):
            self.pasted.emit(text, field.name, field.value())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            for field in self._fields.values():
                self._save(field)


def _field_around(part: QWidget) -> Field | None:
    """Return the field that a part is in."""
    around: QWidget | None = part
    while around is not None and not isinstance(around, Field):
        around = around.parentWidget()
    return around
