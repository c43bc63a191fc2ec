"""Roundtables page: a list of roundtables beside the editor of the selected one."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QSettings, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.agenda.roundtable_store import RoundtableRow
from roundtable.errors import ChangedError, RoundtableError
from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.dialogs.input_dialog import InputDialog
from ui.dialogs.question_dialog import confirm
from ui.fields.conflict import who_changed, who_replaced
from ui.gaps.due_gaps import DueGaps
from ui.pages.page import RoundtablePage, Unsaved
from ui.roundtables.contents_list import ContentsList
from ui.roundtables.part_cards import Authors
from ui.roundtables.roundtable_editor import RoundtableEditor
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import add_action, button, column, command_row, label, table
from ui.widgets.panes import Panes
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

TABLES = (
    *("roundtable", "section", "footnote", "linked_roundtable", "guiding_question", "possible_measure"),
    "annex_entry",
)
"""The database tables of a roundtable."""
Make = Callable[[Workspace, str], tuple[int, ChangeSet]]
"""Create a roundtable with a code; return its key and the change."""

_ROW_HEIGHT = 46


class RoundtablesPage(RoundtablePage):
    """List roundtables and edit them."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._key = 0
        """The roundtable shown; 0 for none."""
        who = Authors(self._who_changed, self._who_removed)
        self._editor = RoundtableEditor(theme, self._save, self._next_step, who, self)
        self._build_table()
        self._editor.left.connect(self._table.setFocus)
        self._contents = ContentsList(self)
        self._contents.part_asked.connect(self._editor.show_part)
        self._editor.shown.connect(self._contents.show_record)
        left = QWidget()
        lists = column(self._table, self._contents)
        lists.setStretch(0, 2)
        lists.setStretch(1, 3)
        left.setLayout(lists)
        top = command_row(
            label(self.tr("Roundtables"), name="page_name"),
            None,
            button(self.tr("Delete"), self._ask_delete),
            button(self.tr("Duplicate…"), self._ask_duplicate),
            button(self.tr("New roundtable"), self.ask_new, "primary"),
        )
        panes = Panes(settings, "roundtables/edited", (left, self._editor), (370, 730), main=1)
        self._due = DueGaps(self)
        self._due.gap_asked.connect(self.gap_asked)
        self._due.failed.connect(self.failed)
        content = QWidget()
        content.setLayout(column(top, self._due, panes))
        self._empty = EmptyState(
            self.tr("No roundtable yet"),
            self.tr(
                "Importing a background paper creates its roundtable: code, sections, questions, measures and annex."
            ),
            [(self.tr("Import a paper…"), self.import_asked.emit), (self.tr("New roundtable…"), self.ask_new)],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(content)
        self._stack.addWidget(self._empty)
        self.setLayout(column(self._stack))

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._editor.forget()
        self._workspace = workspace
        self._key = 0
        self._editor.show_roundtable(0, None)
        self._refresh()
        self._due.open(workspace)

    @override
    def reload(self, change_set: ChangeSet) -> None:
        self._due.reload(change_set)
        if change_set.touches(*TABLES):
            self._refresh()

    @override
    def work(self) -> QWidget:
        return self.panes()[0]

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentIndex():
            return (self._empty,)
        contents = () if self._contents.isHidden() else (self._contents,)
        return (self._table, *contents, self._editor)

    @override
    def flush(self) -> bool:
        return self._editor.flush()

    @override
    def unsaved(self) -> Unsaved | None:
        found = self._editor.unsaved()
        if found is None:
            return None
        key, name = found
        code = next((row.code for row in self._model.rows if row.id == key), "")

        def show() -> None:
            self.choose(code)
            self._editor.focus_field(name)

        return Unsaved(self.tr("“{field}” of {code}").format(field=field_label(name), code=code), show)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save edits when another page is shown or the window closes."""
        self._editor.flush()
        super().hideEvent(event)

    @override
    def choose(self, code: str) -> None:
        """Select the roundtable with a code."""
        codes = [row.code for row in self._model.rows]
        if code in codes:
            self._table.setCurrentIndex(self._model.index(codes.index(code), 0))

    def edit(self, field: str) -> None:
        """Edit a field of the current roundtable."""
        self._editor.focus_field(field)

    def _build_table(self) -> None:
        self._model = RowsModel[RoundtableRow](
            (
                Column(self.tr("Code"), lambda row: row.code),
                Column(self.tr("Title"), lambda row: row.title),
                Column(self.tr("Practices"), lambda row: self.locale().toString(row.practices), is_number=True),
            ),
            self,
        )
        self._table = table(self._model, self.tr("Roundtables"), (70, 0, 78))
        self._table.setWordWrap(True)
        self._table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        self._table.selectionModel().currentRowChanged.connect(self._show_current)
        add_action(self._table, self.tr("New roundtable…"), self.ask_new, "Ins")
        add_action(self._table, self.tr("Edit"), self._editor.start, "Return", "Enter", "F2")
        add_action(self._table, self.tr("Duplicate…"), self._ask_duplicate, "Ctrl+Shift+D")
        add_action(self._table, self.tr("Delete"), self._ask_delete, "Del")

    def _refresh(self) -> None:
        """Read the list and the selected roundtable; if that was deleted, select the one in its place."""
        at = self._table.currentIndex().row()
        rows = roundtable_store.listing(self._workspace) if self._workspace else []
        keys = [row.id for row in rows]
        self._model.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.counted.emit(len(rows) if self._workspace else None)
        self.said.emit(self.tr("%n roundtable(s)", "", len(rows)))
        at = keys.index(self._key) if self._key in keys else min(max(at, 0), len(rows) - 1)
        self._table.setCurrentIndex(self._model.index(at, 0))
        if not rows:
            self._key = 0
            self._editor.flush()  # which tells what was typed in one that another deleted, and keeps it
            self._editor.show_roundtable(0, None)
            self.chosen.emit("")

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        if self._workspace is None or not index.isValid():
            return
        row = self._model.rows[index.row()]
        if row.id != self._key:
            self._key = row.id  # what is typed in the one before is saved, which reads the list again
            self._editor.flush()
        self._editor.show_roundtable(row.id, roundtable_store.get(self._workspace, row.id))
        self.chosen.emit(row.code)

    def _next_step(self, back: bool) -> int:
        return undo_steps.next_entry(self._workspace, back=back)

    def _who_changed(self, table: str, field: str, present: Any) -> str:
        kept = roundtable_store.kept_as(field, present) if table == "roundtable" else (table, field, [present])
        return who_changed(self._workspace, *kept, self.locale())

    def _who_removed(self, table: str, part: Any) -> str:
        words = {name: value for name, value in asdict(part).items() if name != "id"}
        return who_replaced(self._workspace, table, words, self.locale())

    def _save(self, key: int, field: str, value: Any, read_as: Any, said: str) -> RoundtableError | None:
        """Set one field or list of a roundtable."""
        workspace = self._workspace
        about = said if key != self._key else ""  # the error of a roundtable no longer shown names the edit
        if workspace is None:
            return None
        change = partial(roundtable_edits.set_field, workspace, key, field, value, said, read_as=read_as)
        return self._tried(change, about)

    def ask_new(self) -> None:
        """Ask for the code of a new roundtable and create it."""
        sentence = self.tr("Code of the new roundtable, such as RT 3.2")
        self._ask_code(self.tr("New roundtable"), sentence, self.tr("Add"), "", roundtable_edits.create)

    def _ask_duplicate(self) -> None:
        if row := self._current():
            title = self.tr("Duplicate {code}").format(code=row.code)
            sentence = self.tr("Code of the new roundtable. It starts with the same headings, questions and measures.")
            key = row.id
            self._ask_code(
                title,
                sentence,
                self.tr("Duplicate"),
                row.code,
                lambda workspace, code: roundtable_edits.duplicate(workspace, key, code),
            )

    def _ask_code(self, title: str, sentence: str, do: str, code: str, make: Make) -> None:
        dialog = InputDialog(title, sentence, do, self, text=code)
        dialog.answered.connect(partial(self._make, make))
        dialog.open()

    def _make(self, make: Make, code: str) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        self._editor.flush()

        def made() -> ChangeSet:
            self._key, change_set = make(workspace, code)
            return change_set

        if self._do(made):
            self._editor.start()

    def _ask_delete(self) -> None:
        if (row := self._current()) and self._workspace:
            title = self.tr("Delete {code}?").format(code=row.code)
            sentence = self.tr(
                "Its sections, questions, measures, annex and mappings are deleted, but no practices. It can be undone."
            )
            confirm(self, title, sentence, self.tr("Delete"), partial(self._delete, row.id))

    def _delete(self, key: int) -> None:
        if self._workspace and self._do(partial(roundtable_edits.delete, self._workspace, [key])):
            self._editor.forget(key)

    def _current(self) -> RoundtableRow | None:
        return next((row for row in self._model.rows if row.id == self._key), None)

    def _do(self, change: Callable[[], ChangeSet]) -> bool:
        """Make a change and report it; return whether it succeeded."""
        return self._tried(change) is None

    def _tried(self, change: Callable[[], ChangeSet], about: str = "") -> RoundtableError | None:
        """Make a change and report it; return the error, which names the edit ``about`` if that is given."""
        try:
            change_set = change()
        except ChangedError as error:  # told at the field
            return error
        except RoundtableError as error:
            if about:
                cause = self.tr("“{step}” is not saved yet: {cause}").format(step=about, cause=error.cause)
                error = RoundtableError(cause, error.remedy)
            self.failed.emit(error)
            return error
        self.changed.emit(change_set)
        return None
