"""Merge dialog: choose the practice that stays, and see what it gets from the others."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QTableView, QWidget

from roundtable.practices.duplicate_merge import Candidates
from roundtable.records.practice import PracticeRecord
from ui.base import value_texts
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label, table
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate
_COUNTRIES_SHOWN = 3


class _Row(NamedTuple):
    key: int
    record: PracticeRecord
    marks: int


class MergeDialog(Dialog):
    """List the practices, the first one selected to stay, and describe the union."""

    asked = Signal(int)
    """The key of the practice that stays."""

    def __init__(self, candidates: Candidates, parent: QWidget) -> None:
        super().__init__(parent, translate("MergeDialog", "Merge practices"), (760, 460))
        self._candidates = candidates
        self._table = self._made_table()
        self._union = label()
        self._differences = label(kind="caption")
        count = len(candidates.records)
        self._do = button(self.tr("Merge"), self._act, "primary")
        self.lay_out(
            label(self.tr("Choose the practice that stays:")),
            self._table,
            self._union,
            self._differences,
            label(self.tr("%n other(s) will be moved to the trash; this can be undone.", "", count - 1)),
            accept=self._do,
            stretched=self._table,
        )
        self._table.selectionModel().selectionChanged.connect(self._show_union)
        self._table.selectRow(0)
        self._table.setFocus()

    def _made_table(self) -> QTableView:
        columns = (
            Column[_Row](self.tr("Title"), lambda one: one.record.title or self.tr("(no title)")),
            Column[_Row](
                self.tr("Country"),
                lambda one: value_texts.some([place.printed for place in one.record.countries], _COUNTRIES_SHOWN),
            ),
            Column[_Row](self.tr("Status"), lambda one: value_texts.status(one.record.status)),
            Column[_Row](self.tr("Mappings"), lambda one: self.locale().toString(one.marks), is_number=True),
        )
        marks = self._candidates.marks
        self._model = RowsModel(columns, self)
        self._model.set_rows([_Row(key, record, marks.get(key, 0)) for key, record in self._candidates.records.items()])
        made = table(self._model, self.tr("Practices to merge"), (0, 180, 104, 80))
        made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        made.doubleClicked.connect(self._act)
        return made

    def _chosen(self) -> int | None:
        rows = self._table.selectionModel().selectedRows()
        return self._model.rows[rows[0].row()].key if rows else None

    @Slot()
    def _show_union(self) -> None:
        key = self._chosen()
        self._do.setEnabled(key is not None)
        if key is None:
            return
        union = self._candidates.merged(key)
        said = [self.tr("Mappings, reasons and places in the annexes are combined.")]
        if union.filled:
            said.append(self.tr("Filled from the others: {fields}.").format(fields=_named(union.filled)))
        if union.lengthened:
            said.append(self.tr("Lists combined: {fields}.").format(fields=_named(union.lengthened)))
        self._union.setText("\n".join(said))
        differing = self.tr("Other values go to the internal notes: {fields}.").format(fields=_named(union.noted))
        self._differences.setText(differing if union.noted else "")
        self._differences.setVisible(bool(union.noted))

    def _act(self) -> None:
        key = self._chosen()
        if key is not None:
            self.accept()
            self.asked.emit(key)


def _named(fields: Sequence[str]) -> str:
    return ", ".join(field_label(name) for name in fields)
