"""Columns of a sender's own in the import preview: each is asked what it is, and the answer is remembered."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QScrollArea, QWidget

from roundtable.contribution import own_columns
from roundtable.contribution.columns import COLUMNS
from roundtable.records.intake import OwnColumn
from ui.base.value_texts import translate
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import Piece, button, column, label, row
from ui.widgets.record_text import field_label


class ColumnTable(QWidget):
    """Ask of every unknown column what it is."""

    decided = Signal(object)
    """The ``Meanings`` to remember."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: dict[tuple[str, str], QComboBox] = {}
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Unknown columns"))
        advice = label(
            self.tr(
                "What is not known stays an internal note and is never printed. "
                "The answers hold for the sender’s next workbooks."
            )
        )
        self._do = button(self.tr("&Read again with these columns"), self._decide)
        self.setLayout(column(advice, self._area, row(None, self._do), margins=(12, 12, 12, 12), spacing=8))

    @property
    def count(self) -> int:
        """How many columns are asked about."""
        return len(self._columns)

    def show_columns(self, columns: Sequence[OwnColumn]) -> None:
        """Ask about other columns."""
        self._columns = {}
        asked: list[Piece] = []
        for one in columns:
            if (one.sender, one.heading) not in self._columns:
                choice = meaning_choice(one.heading, one.meaning)
                choice.currentIndexChanged.connect(self._allow)
                self._columns[one.sender, one.heading] = choice
                said = self.tr("“{heading}” ({where}), such as “{example}”")
                named = label(said.format(heading=one.heading, where=one.where, example=one.example))
                named.setBuddy(choice)
                asked += [named, row(choice, None)]
        page = QWidget()
        page.setLayout(column(*asked, None, margins=(0, 0, 12, 0), spacing=6))
        self._area.setWidget(page)
        self._do.setEnabled(False)

    @Slot()
    def _allow(self) -> None:
        self._do.setEnabled(True)

    def _decide(self) -> None:
        self.decided.emit({key: choice.currentData() for key, choice in self._columns.items()})


def meaning_choice(heading: str, meaning: str) -> QComboBox:
    """Make the choice of what a column is."""
    made = ComboBox()
    made.setAccessibleName(heading)
    made.addItem(translate("ColumnTable", "internal note"), own_columns.NOTE)
    made.addItem(translate("ColumnTable", "printed field of its own"), own_columns.FIELD)
    made.addItem(translate("ColumnTable", "leave out"), own_columns.NOTHING)
    headings = {known.key: known.headings["en"] for known in COLUMNS}
    for key in own_columns.KEYS:
        made.addItem(headings[key] if key.startswith(("tag_", "further")) else field_label(key), key)
    made.setCurrentIndex(made.findData(meaning))
    return made
