"""What would become of a pasted practice, field by field, before it is taken apart.

Shows and asks; nothing is written here.
"""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHeaderView, QTableView, QWidget

from roundtable.practices.pasted_practices import TEXTS, Part, PasteMerge
from roundtable.records.practice import PracticeRecord
from ui.widgets.build import button, column, label, row, table
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

_SHOWN_OF_TEXT = 60


class ApartDialog(QDialog):
    """Show where each part goes; a filled title or summary is replaced only where that is ticked."""

    asked = Signal(object)
    """The ``PasteMerge`` that is to be done."""

    def __init__(self, apart: PasteMerge, record: PracticeRecord, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take the pasted practice apart"))
        self.resize(760, 460)
        self._apart = apart
        self._record = record
        self._model = self._parts_model()
        self._checks = {part.field: self._check(part.field) for part in apart.parts(record) if _is_filled(part)}
        do = button(self.tr("Take apart"), self._act, "primary")
        do.setDefault(True)
        self.setLayout(
            column(
                label(self.tr("Nothing is lost: what has no field of its own goes to the notes."), "caption"),
                self._table(),
                *self._checks.values(),
                row(None, button(self.tr("Cancel"), self.reject), do),
                margins=(16, 16, 16, 16),
                spacing=12,
            )
        )
        self._show()
        (next(iter(self._checks.values()), None) or do).setFocus()

    def _parts_model(self) -> RowsModel[Part]:
        columns = (
            Column[Part](self.tr("Field"), lambda part: field_label(part.field)),
            Column[Part](self.tr("Pasted"), lambda part: " ".join(part.text.split())),
            Column[Part](self.tr("What becomes of it"), self._said),
        )
        return RowsModel(columns, self)

    def _table(self) -> QTableView:
        made = table(self._model, self.tr("The pasted practice, field by field"))
        header = made.horizontalHeader()
        header.resizeSection(0, 190)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(2, 200)
        return made

    def _check(self, field: str) -> QCheckBox:
        present = " ".join(getattr(self._apart.without_pasted_text(self._record), field).split())
        short = present if len(present) <= _SHOWN_OF_TEXT else f"{present[:_SHOWN_OF_TEXT].rstrip()}…"
        words = self.tr("Replace the &title “{text}”") if field == "title" else self.tr("Replace the &summary “{text}”")
        made = QCheckBox(words.format(text=short.replace("&", "&&")))
        made.toggled.connect(self._show)
        return made

    def _said(self, part: Part) -> str:
        if part.field == "notes":
            return self.tr("has no field: to the notes")
        return {
            "fills": self.tr("fills the field"),
            "adds": self.tr("is added to what is there"),
            "replaces": self.tr("takes the place of what is there"),
            "notes": self.tr("to the notes"),
            "is there": self.tr("is there already"),
        }[part.outcome]

    def _wanted(self) -> PasteMerge:
        return replace(self._apart, replaced=[name for name, check in self._checks.items() if check.isChecked()])

    def _show(self) -> None:
        self._model.set_rows(self._wanted().parts(self._record))

    def _act(self) -> None:
        self.accept()
        self.asked.emit(self._wanted())


def _is_filled(part: Part) -> bool:
    return part.field in TEXTS and part.outcome == "notes"
