"""Dialog that previews the practices on the clipboard before they are added."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QWidget

from roundtable.intake.pasted_text import PastedPractice
from roundtable.practices import pasted_practices
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label, row
from ui.widgets.reading_pane import ReadingPane
from ui.widgets.record_text import write_pasted

translate = QCoreApplication.translate


class PastedDialog(Dialog):
    """List the practices and show the selected one."""

    asked = Signal()
    """The practices are to be added."""

    def __init__(self, found: Sequence[PastedPractice], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, translate("PastedDialog", "New practices from the clipboard"), (860, 560))
        self._found = found
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Practices on the clipboard"))
        self._list.addItems([one.practice.title or self.tr("(no title)") for one in found])
        self._list.setFixedWidth(260)
        self._reading = ReadingPane(theme, self.tr("Practice"), self)
        self._list.currentRowChanged.connect(self._show)
        add = button(self.tr("Add %n practice(s)", "", len(found)), self._act, "primary")
        content = row(self._list, self._reading, spacing=12)
        content.setStretch(1, 1)
        advice = label(self.tr("Nothing is lost: what has no field of its own goes to the notes."), "caption")
        self.lay_out(advice, content, accept=add, stretched=content)
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
