"""Set one field of many practices, with the values to be replaced previewed."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits
from roundtable.practices.practice_edits import SINGLE, Replacement, Setting
from roundtable.progress import Progress
from roundtable.records.practice import STATUSES
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.editor.field_order import PARAGRAPHS, usual
from ui.practice_dialogs.preview_dialog import PreviewDialog
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import column, label, row, table
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate
_CHOICE, _LINE, _TEXT = range(3)
_LINES_HIGH = 5


class SetFieldRequest(NamedTuple):
    """Describe the new value of a field in practices."""

    keys: Sequence[int]
    field: str
    value: str
    only_empty: bool

    def preview(self, workspace: Workspace) -> Setting:
        """Return what would change."""
        return practice_edits.setting(workspace, self.keys, self.field, self.value)

    def apply(self, workspace: Workspace, progress: Progress) -> ChangeSet:
        """Make the change."""
        return practice_edits.edit_many(
            workspace,
            self.keys,
            *practice_edits.set_field(self.field, self.value, only_empty=self.only_empty),
            progress=progress,
        )


class SetFieldDialog(PreviewDialog):
    """Ask for a field and its value, and preview what would be replaced."""

    def __init__(self, location: str, keys: Sequence[int], parent: QWidget) -> None:
        title, do = translate("SetFieldDialog", "Set field"), translate("SetFieldDialog", "Set")
        super().__init__(parent, title, (720, 520), location, do)
        self._keys = keys
        self._field = self._fields()
        self._build_values()
        self._only_empty = QCheckBox(self.tr("&Only where it is empty"))
        self._summary = label(self.tr("Comparing…"), "caption")
        columns = (
            Column[Replacement](self.tr("Practice"), lambda one: one.title or self.tr("(no title)")),
            Column[Replacement](self.tr("Value now"), lambda one: " ".join(self._shown(one.before).split())),
        )
        self._model = RowsModel(columns, self)
        replaced = table(self._model, self.tr("Values that would be replaced"), (0, 0))
        choice = row(column(self._field, None), column(*self._values, None), spacing=12)
        choice.setStretch(1, 1)
        heading = label(self.tr("In %n practice(s):", "", len(keys)))
        self.lay_out(heading, choice, self._only_empty, self._summary, replaced, accept=self.do, stretched=replaced)
        self._field.currentIndexChanged.connect(self._show_field)
        self._only_empty.toggled.connect(self.wait)
        self._show_field()
        self._field.setFocus()

    def _fields(self) -> QComboBox:
        made = ComboBox(maxVisibleItems=len(SINGLE))
        made.setAccessibleName(self.tr("Field"))
        for name in SINGLE:
            made.addItem(field_label(name), name)
        return made

    def _build_values(self) -> None:
        """Make an input for each kind of value: choice, line, paragraphs."""
        self._choice, self._line = ComboBox(), ComboBox(editable=True)
        self._text = QPlainTextEdit(tabChangesFocus=True)
        for status in STATUSES:
            self._choice.addItem(value_texts.status(status), status)
        self._line.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line.setCompleter(None)  # type: ignore[arg-type] # as in the editor: any word is as good as a usual one
        self._text.setFixedHeight(_LINES_HIGH * self.fontMetrics().lineSpacing())
        self._values = (self._choice, self._line, self._text)
        for one in self._values:
            one.setAccessibleName(self.tr("Value"))
        self._choice.currentIndexChanged.connect(self.wait)
        self._line.currentTextChanged.connect(self.wait)
        self._text.textChanged.connect(self.wait)

    def _shown(self, value: str) -> str:
        return next((value_texts.status(status) for status in STATUSES if status == value), value)

    @override
    def request(self) -> SetFieldRequest:
        values = (str(self._choice.currentData()), self._line.currentText(), self._text.toPlainText())
        return SetFieldRequest(
            self._keys,
            str(self._field.currentData()),
            values[self._kind()].strip(),
            self._only_empty.isChecked(),
        )

    def _kind(self) -> int:
        """Return which input the field takes."""
        field = self._field.currentData()
        return _CHOICE if field == "status" else _TEXT if field in PARAGRAPHS else _LINE

    @Slot()
    def _show_field(self) -> None:
        field, kind = self._field.currentData(), self._kind()
        for one in self._values:
            one.setVisible(one is self._values[kind])
        self._only_empty.setVisible(field != "status")
        if kind == _LINE:
            self._line.clear()
            self._line.addItems(list(usual(field)))
            self._line.setEditText("")
        self.wait()

    @override
    def show_preview(self, request: SetFieldRequest, found: Setting) -> None:
        replaced = 0 if request.only_empty else found.replaced
        self._model.set_rows(found.first if replaced else ())
        filled = self.tr("%n empty value(s) would be filled", "", found.filled) if found.filled else ""
        changed = self.tr("%n value(s) would be replaced", "", replaced) if replaced else ""
        shown = self.tr("the first {count} are shown").format(count=len(found.first))
        more = shown if replaced > len(found.first) else ""
        said = "; ".join(filter(None, (filled, changed, more)))
        self._summary.setText(said or self.tr("Nothing would change."))
        self.do.setEnabled(bool(found.filled + replaced))
