"""Set one field in many practices: which field, to what, and every value that would be replaced.

Shows and asks; nothing is written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHeaderView, QPlainTextEdit, QStackedWidget, QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits
from roundtable.practices.practice_edits import SINGLE, Replacement, Setting
from roundtable.progress import Progress
from roundtable.records.practice import STATUSES
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.editor.field_order import usual
from ui.editor.step_labels import LONG_TEXTS
from ui.jobs.background_query import Questions
from ui.widgets.build import button, column, label, row, table
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

_PAUSE_MS = 150
_PARAGRAPHS = LONG_TEXTS | {"contact"}
_CHOICE, _LINE, _TEXT = range(3)
_LINES_HIGH = 5


@dataclass(frozen=True, slots=True)
class Setter:
    """Hold what was asked for."""

    keys: Sequence[int]
    field: str
    value: str
    only_empty: bool

    def look(self, workspace: Workspace) -> Setting:
        """See what would change."""
        return practice_edits.setting(workspace, self.keys, self.field, self.value)

    def apply(self, workspace: Workspace, progress: Progress) -> ChangeSet:
        """Change it."""
        return practice_edits.edit_many(
            workspace,
            self.keys,
            *practice_edits.set_field(self.field, self.value, only_empty=self.only_empty),
            progress=progress,
        )


class SetFieldDialog(QDialog):
    """Show what would change while it is typed; it is done only with the button."""

    asked = Signal(object)
    """A ``Setter`` that is to be done."""
    failed = Signal(object)
    """A RoundtableError that came while looking."""

    def __init__(self, location: str, keys: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Set field"))
        self.resize(720, 520)
        self._keys = keys
        self._questions = Questions(location, lambda workspace, wanted: wanted.look(workspace), self)
        self._questions.answered.connect(self._show_look)
        self._questions.failed.connect(self.failed)
        self.finished.connect(self._questions.close)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._field = self._fields()
        self._build_values()
        self._keep = QCheckBox(self.tr("&Only where it is empty"))
        self._said = label(self.tr("Looking what would change…"), "caption")
        self._model = self._replaced_model()
        self._do = button(self.tr("Set"), self._act, "primary")
        self._do.setDefault(True)
        choice = row(column(self._field, None), self._values, spacing=12)
        choice.setStretch(1, 1)
        layout = column(
            label(self.tr("In %n practice(s):", "", len(keys))),
            choice,
            self._keep,
            self._said,
            self._replaced(),
            row(None, button(self.tr("Cancel"), self.reject), self._do),
            margins=(16, 16, 16, 16),
            spacing=12,
        )
        layout.setStretch(4, 1)
        self.setLayout(layout)
        self._field.currentIndexChanged.connect(self._show_field)
        self._keep.toggled.connect(self._wait)
        self._show_field()
        self._field.setFocus()

    def _fields(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(self.tr("Field"))
        made.setMaxVisibleItems(len(SINGLE))
        for name in SINGLE:
            made.addItem(field_label(name), name)
        return made

    def _build_values(self) -> None:
        """Make an input for each sort of value: one of few, one line, paragraphs."""
        self._choice, self._line, self._text = QComboBox(), QComboBox(), QPlainTextEdit()
        for status in STATUSES:
            self._choice.addItem(value_texts.status(status), status)
        self._line.setEditable(True)
        self._line.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line.setCompleter(None)  # type: ignore[arg-type] # as in the editor: any word is as good as a usual one
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(_LINES_HIGH * self.fontMetrics().lineSpacing())
        self._values = QStackedWidget()
        for one in (self._choice, self._line, self._text):
            one.setAccessibleName(self.tr("Value"))
            holder = QWidget()
            holder.setLayout(column(one, None))
            self._values.addWidget(holder)
        self._choice.currentIndexChanged.connect(self._wait)
        self._line.currentTextChanged.connect(self._wait)
        self._text.textChanged.connect(self._wait)

    def _replaced_model(self) -> RowsModel[Replacement]:
        columns = (
            Column[Replacement](self.tr("Practice"), lambda one: one.title or self.tr("(no title)")),
            Column[Replacement](self.tr("Value now"), lambda one: " ".join(self._shown(one.before).split())),
        )
        return RowsModel(columns, self)

    def _replaced(self) -> QWidget:
        made = table(self._model, self.tr("Values that would be replaced"))
        for section in (0, 1):
            made.horizontalHeader().setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        return made

    def _shown(self, value: str) -> str:
        return next((value_texts.status(status) for status in STATUSES if status == value), value)

    def _wanted(self) -> Setter:
        values = (str(self._choice.currentData()), self._line.currentText(), self._text.toPlainText())
        return Setter(
            self._keys,
            str(self._field.currentData()),
            values[self._values.currentIndex()].strip(),
            self._keep.isChecked(),
        )

    @Slot()
    def _show_field(self) -> None:
        field = self._field.currentData()
        sort = _CHOICE if field == "status" else _TEXT if field in _PARAGRAPHS else _LINE
        self._values.setCurrentIndex(sort)
        self._keep.setVisible(field != "status")
        if sort == _LINE:
            self._line.clear()
            self._line.addItems(list(usual(field)))
            self._line.setEditText("")
        self._wait()

    def _wait(self) -> None:
        self._do.setEnabled(False)
        self._pause.start()

    @Slot()
    def _look(self) -> None:
        self._questions.ask(self._wanted())

    @Slot(object, object)
    def _show_look(self, wanted: Setter, found: Setting) -> None:
        if wanted != self._wanted():
            return
        replaced = 0 if wanted.only_empty else found.replaced
        self._model.set_rows(found.first if replaced else ())
        filled = self.tr("%n practice(s) would be filled", "", found.filled)
        said = self.tr("{filled}, the value of %n replaced", "", replaced).format(filled=filled)
        more = self.tr("; the first {count} are shown").format(count=len(found.first))
        self._said.setText(said + (more if replaced > len(found.first) else ""))
        self._do.setEnabled(bool(found.filled + replaced))

    def _act(self) -> None:
        self.accept()
        self.asked.emit(self._wanted())
