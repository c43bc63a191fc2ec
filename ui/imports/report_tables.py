"""Tables of an import report, in the preview and afterwards: what to check, and what was left out."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from roundtable.import_report import ImportReport
from roundtable.records.intake import Ignored
from ui.imports import report_words
from ui.imports.plan_rows import Doubt, PlanRows
from ui.widgets.factories import column, label, table
from ui.widgets.line_breaks import FewLines
from ui.widgets.rows_model import Column, RowsModel

_LINES = 2


class DoubtsTable(QWidget):
    """List what to check; a row leads to its practice."""

    practice_asked = Signal(str, str)
    """The id of a practice, and the field that is doubtful."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        columns = (
            Column[Doubt](self.tr("Practice"), lambda one: one.title),
            Column[Doubt](self.tr("Field"), lambda one: report_words.fields(one.problem)),
            Column[Doubt](self.tr("What to check"), lambda one: one.problem.message),
            Column[Doubt](self.tr("Where"), lambda one: one.problem.where),
        )
        self._model = RowsModel(columns, self)
        self._shown = table(self._model, self.tr("What to check"), (180, 136, 0, 120))
        self._shown.activated.connect(self._ask)
        self._shown.selectionModel().currentRowChanged.connect(self._show_whole)
        self._whole = FewLines(_LINES, "caption")
        self._whole.setContentsMargins(12, 6, 12, 6)
        layout = column(self._shown, self._whole)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_rows(self, rows: PlanRows) -> None:
        """List the problems of a report."""
        self._model.set_rows(rows.doubts)
        self._shown.selectRow(0)
        self._whole.setVisible(bool(rows.doubts))

    @Slot()
    def _show_whole(self) -> None:
        """Write the chosen problem out, for its row may be too short for it."""
        number = self._shown.currentIndex().row()
        self._whole.say(self._model.rows[number].problem.message if 0 <= number < len(self._model.rows) else "")

    @Slot()
    def _ask(self) -> None:
        doubt = self._model.rows[self._shown.currentIndex().row()]
        if doubt.practice:
            self.practice_asked.emit(doubt.practice, doubt.problem.field.partition(",")[0])


class LeftOutTable(QWidget):
    """List the words that were left out, under the account of all words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        columns = (
            Column[Ignored](self.tr("Left out"), lambda one: one.text),
            Column[Ignored](self.tr("Why"), lambda one: one.reason),
            Column[Ignored](self.tr("Where"), lambda one: one.where),
        )
        self._model = RowsModel(columns, self)
        self._account = label(kind="caption")
        self._account.setContentsMargins(12, 8, 12, 8)
        self.setLayout(column(self._account, table(self._model, self.tr("Words left out"), (0, 420, 120))))

    def show_report(self, report: ImportReport, rows: PlanRows) -> None:
        """List the words of a report."""
        counts = report_words.word_counts(report)
        self._account.setText(counts)
        self._account.setVisible(bool(counts))
        self._model.set_rows(rows.left_out)
