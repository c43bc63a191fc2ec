"""The practices on the clipboard, each to be read as it would be, before they are added.

Shows and asks; nothing is written here.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from roundtable.intake.pasted_text import PastedPractice
from roundtable.practices import pasted_practices
from ui.base.theme import Theme
from ui.widgets.build import button, column, label, row
from ui.widgets.reading_pane import ReadingPane
from ui.widgets.record_text import write_pasted


class PastedDialog(QDialog):
    """List the practices and show the one that is chosen."""

    asked = Signal()
    """They are to be added."""

    def __init__(self, found: Sequence[PastedPractice], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New practices from the clipboard"))
        self.resize(860, 560)
        self._found = found
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Practices on the clipboard"))
        self._list.setWordWrap(True)
        self._list.addItems([one.practice.title or self.tr("(no title)") for one in found])
        self._list.setFixedWidth(260)
        self._reading = ReadingPane(theme, self.tr("Practice"), self)
        self._list.currentRowChanged.connect(self._show)
        add = button(self.tr("Add %n practice(s)", "", len(found)), self._act, "primary")
        add.setDefault(True)
        content = row(self._list, self._reading, spacing=12)
        content.setStretch(1, 1)
        layout = column(
            label(self.tr("Nothing is lost: what has no field of its own goes to the notes."), "caption"),
            content,
            row(None, button(self.tr("Cancel"), self.reject), add),
            margins=(16, 16, 16, 16),
            spacing=12,
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._list.setCurrentRow(0)
        self._list.setFocus()

    @Slot(int)
    def _show(self, number: int) -> None:
        pasted = self._found[number]
        record = pasted_practices.record_of(pasted)
        doubts = [problem.message for problem in pasted.problems]
        self._reading.show_text(lambda writer: write_pasted(record, doubts, self.locale(), writer))

    def _act(self) -> None:
        self.accept()
        self.asked.emit()
