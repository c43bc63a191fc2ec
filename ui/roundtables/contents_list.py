"""Contents of a roundtable: its sections, questions and measures, each leading to its place in the editor."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from roundtable.records.roundtable import RoundtableRecord
from ui.base.value_texts import translate

_PLACE = Qt.ItemDataRole.UserRole


class _Entry(NamedTuple):
    parts: str
    at: int
    text: str


class ContentsList(QListWidget):
    """List the parts of the roundtable in the editor."""

    part_asked = Signal(str, int)
    """The list of a part in the record, and its position there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("contents")
        self.setAccessibleName(self.tr("Contents of the roundtable"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._ask)
        self.itemActivated.connect(self._ask)
        self.hide()

    def show_record(self, record: RoundtableRecord | None) -> None:
        """Show the parts of a roundtable; the current row stays."""
        entries = list(_entries(record)) if record else []
        at = self.currentRow()
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.text)
            item.setToolTip(entry.text)
            item.setData(_PLACE, (entry.parts, entry.at))
            self.addItem(item)
        self.setCurrentRow(min(max(at, 0), len(entries) - 1))
        self.setVisible(bool(entries))

    def _ask(self, item: QListWidgetItem) -> None:
        self.part_asked.emit(*item.data(_PLACE))


def _entries(record: RoundtableRecord) -> Iterator[_Entry]:
    unnamed = translate("ContentsList", "(no heading)")
    for at, section in enumerate(record.sections):
        yield _Entry("sections", at, section.heading or unnamed)
    for at, question in enumerate(record.guiding_questions):
        yield _Entry("guiding_questions", at, f"Q{at + 1} {question.text}")
    for at, measure in enumerate(record.possible_measures):
        yield _Entry("possible_measures", at, f"M{at + 1} {measure.text}")
