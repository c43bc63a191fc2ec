"""List of the letters that print as a replacement since no font here has them: a row a practice and script."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from ui.base.value_texts import translate
from ui.widgets.factories import ROW_HEIGHT, column, label, table
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

if TYPE_CHECKING:
    from roundtable.annex.missing_letters import MissingLetters

_MOST_ROWS = 4
_EDITED_AS = {"target_countries": "extra"} | dict.fromkeys(
    ("partner", "funder", "co-funder", "coordination"), "partners"
)
"""The field of a practice that a printed one comes from, where that has another name."""


class MissingLettersList(QWidget):
    """Show what has no font, and go to the field of the row that is activated; hidden where there is nothing."""

    field_asked = Signal(str, str)
    """The identity of a practice and the name of a field to go to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        columns: tuple[Column[MissingLetters], ...] = (
            Column(self.tr("Practice"), lambda one: one.heading or self.tr("The roundtable")),
            Column(self.tr("Script"), lambda one: one.script or self.tr("symbols")),
            Column(self.tr("Letters"), lambda one: one.letters),
            Column(self.tr("Fields"), lambda one: ", ".join(field_label(name) for name in edited_fields(one))),
            Column(self.tr("Remedy"), _remedy),
        )
        self._model = RowsModel(columns, self)
        self.table: QTableView = table(self._model, self.tr("Letters without a font"), (0, 115, 100, 140, 0))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.activated.connect(self._go_to)
        self.table.clicked.connect(self._go_to)
        self._title = label(
            self.tr("No installed font has these letters; each is printed as �. Enter goes to the field."), "caption"
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self._title, self.table, margins=(16, 8, 16, 8), spacing=4))
        self.hide()

    def show_missing(self, missing: "Sequence[MissingLetters]") -> None:
        """Show what has no font, all of it."""
        self._model.set_rows(missing)
        heading = self.table.horizontalHeader().sizeHint().height()
        rows = min(len(missing), _MOST_ROWS) * ROW_HEIGHT
        self.table.setFixedHeight(heading + rows + 2 * self.table.frameWidth())
        self.setVisible(bool(missing))

    @Slot(QModelIndex)
    def _go_to(self, index: QModelIndex) -> None:
        one = self._model.rows[index.row()]
        if self.isVisible() and one.practice:
            self.field_asked.emit(one.practice, edited_fields(one)[0])


def edited_fields(one: "MissingLetters") -> list[str]:
    """Return the names of a practice's fields that hold the letters, each once."""
    return list(dict.fromkeys(_EDITED_AS.get(name, name) for name in one.fields))


def _remedy(one: "MissingLetters") -> str:
    return {
        "cjk": translate("MissingLetters", "Roundtable’s extra “cjk”, or a font of this script"),
        "scripts": translate("MissingLetters", "Roundtable’s extra “scripts”, or a font of this script"),
        "font": translate("MissingLetters", "A font that has them"),
        "remove": translate("MissingLetters", "Remove them: no font can have them"),
    }[one.remedy]
