"""A question that is answered with a few words, some of which may be proposed as they are typed.

Asks only; what the words are for is the business of who asks.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QWidget

from ui.widgets.build import button, column, label, row


class AskDialog(QDialog):
    """Take one line of text; nothing is told before there is a word in it."""

    answered = Signal(str)

    def __init__(
        self, title: str, question: str, do: str, parent: QWidget, *, text: str = "", proposed: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self._field = QLineEdit(text)
        self._field.setAccessibleName(question)
        self._field.selectAll()
        if proposed:
            completer = QCompleter(list(proposed), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._field.setCompleter(completer)
        self._do = button(do, self._answer, "primary")
        self._do.setDefault(True)
        self.setLayout(
            column(
                label(question),
                self._field,
                row(None, button(self.tr("Cancel"), self.reject), self._do),
                margins=(16, 16, 16, 16),
                spacing=12,
            )
        )
        self._field.textChanged.connect(self._allow)
        self._allow()
        self._field.setFocus()

    def _allow(self) -> None:
        self._do.setEnabled(bool(self._field.text().strip()))

    def _answer(self) -> None:
        self.accept()
        self.answered.emit(" ".join(self._field.text().split()))
