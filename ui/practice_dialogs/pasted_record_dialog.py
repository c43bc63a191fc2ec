"""Dialog that previews how a pasted practice is split into the fields of a record."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from roundtable.practices.pasted_practices import TEXTS, Part, PasteMerge
from roundtable.records.practice import PracticeRecord
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label, table
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate
_SHOWN_OF_TEXT = 60


class PastedRecordDialog(Dialog):
    """Show the target of each part; a filled title or summary is replaced only where its box is checked."""

    asked = Signal(object)
    """The ``PasteMerge`` to apply."""

    def __init__(self, apart: PasteMerge, record: PracticeRecord, parent: QWidget) -> None:
        super().__init__(parent, translate("PastedRecordDialog", "Split the pasted practice into fields"), (760, 460))
        self._apart = apart
        self._record = record
        columns = (
            Column[Part](self.tr("Field"), lambda part: field_label(part.field)),
            Column[Part](self.tr("Pasted"), lambda part: " ".join(part.text.split())),
            Column[Part](self.tr("What happens"), self._outcome),
        )
        self._model = RowsModel(columns, self)
        self._checks = {
            part.field: self._check(part.field)
            for part in apart.parts(record)
            if part.field in TEXTS and part.outcome == "notes"
        }
        do = button(self.tr("Split"), self._act, "primary")
        advice = label(self.tr("Nothing is lost: what has no field of its own goes to the notes."), "caption")
        parts = table(self._model, self.tr("The pasted practice, field by field"), (190, 0, 200))
        self.lay_out(advice, parts, *self._checks.values(), accept=do)
        self._show()
        (next(iter(self._checks.values()), None) or do).setFocus()

    def _check(self, field: str) -> QCheckBox:
        present = " ".join(getattr(self._apart.without_pasted_text(self._record), field).split())
        short = present if len(present) <= _SHOWN_OF_TEXT else f"{present[:_SHOWN_OF_TEXT].rstrip()}…"
        words = self.tr("Replace the &title “{text}”") if field == "title" else self.tr("Replace the &summary “{text}”")
        made = QCheckBox(words.format(text=short.replace("&", "&&")))
        made.toggled.connect(self._show)
        return made

    def _outcome(self, part: Part) -> str:
        if part.field == "notes":
            return self.tr("no field for it: added to the notes")
        return {
            "fills": self.tr("fills the field"),
            "adds": self.tr("added to what is there"),
            "replaces": self.tr("replaces what is there"),
            "notes": self.tr("added to the notes"),
            "is there": self.tr("already there"),
        }[part.outcome]

    def _wanted(self) -> PasteMerge:
        return replace(self._apart, replaced=[name for name, check in self._checks.items() if check.isChecked()])

    def _show(self) -> None:
        self._model.set_rows(self._wanted().parts(self._record))

    def _act(self) -> None:
        self.accept()
        self.asked.emit(self._wanted())
