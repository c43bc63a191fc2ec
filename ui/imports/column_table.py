"""Columns and labels of a sender's own in the import preview: each is asked about, and the answer is remembered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from roundtable.contribution import own_columns
from roundtable.contribution.columns import COLUMNS
from roundtable.records.intake import OwnColumn
from ui.base.value_texts import translate
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, column, label, row
from ui.widgets.record_text import field_label


class ColumnTable(QWidget):
    """Ask of every unknown column and label what it is."""

    decided = Signal(object)
    """The ``Meanings`` to remember."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: dict[tuple[str, str], tuple[OwnColumn, QComboBox]] = {}
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Unknown columns and labels"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        advice = label(
            self.tr(
                "An unknown column stays an internal note and is never printed, unless you say what it is. "
                "The answers hold for the sender’s next files."
            )
        )
        self._do = button(self.tr("&Read again with these answers"), self._decide)
        self.setLayout(column(advice, self._area, row(None, self._do), margins=(12, 12, 12, 12), spacing=8))

    @property
    def count(self) -> int:
        """How many columns are asked about."""
        return len(self._columns)

    def show_columns(self, columns: Sequence[OwnColumn]) -> None:
        """Ask about other columns."""
        self._columns = {}
        form = QGridLayout()
        form.setContentsMargins(0, 0, 12, 0)
        form.setVerticalSpacing(6)
        form.setColumnStretch(0, 1)
        for one in columns:
            if (one.sender, one.heading) not in self._columns:
                choice = meaning_choice(one.heading, one.meaning)
                choice.currentIndexChanged.connect(self._allow)
                self._columns[one.sender, one.heading] = (one, choice)
                said = self.tr("“{heading}” ({where}), such as “{example}”")
                named = label(said.format(heading=one.heading, where=one.where, example=one.example))
                named.setBuddy(choice)
                form.addWidget(named, len(self._columns), 0)
                form.addWidget(choice, len(self._columns), 1)
        form.setRowStretch(len(self._columns) + 1, 1)
        page = QWidget()
        page.setLayout(form)
        self._area.setWidget(page)
        self._do.setEnabled(False)

    @Slot()
    def _allow(self) -> None:
        self._do.setEnabled(True)

    def _decide(self) -> None:
        said = [(one, choice.currentData()) for one, choice in self._columns.values()]
        of_persons = {(one.person, one.heading): meaning for one, meaning in said if one.person}
        self.decided.emit({**of_persons, **{(one.sender, one.heading): meaning for one, meaning in said}})


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
