"""Which term of the chosen practices is replaced, and by which.

Asks only; replacing is done by who opened it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QLineEdit, QWidget

from ui.widgets.build import button, column, label, row


class ReplaceTermDialog(QDialog):
    """Offer the terms that are carried, and propose the ones that are known."""

    answered = Signal(str, str)
    """The term that goes, and the one in its place."""

    def __init__(
        self, title: str, question: str, carried: Sequence[str], known: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self._before = QComboBox()
        self._before.setAccessibleName(self.tr("Replace"))
        self._before.addItems(list(carried))
        self._by = QLineEdit()
        self._by.setAccessibleName(self.tr("By"))
        completer = QCompleter(list(known), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._by.setCompleter(completer)
        self._do = button(self.tr("Replace"), self._answer, "primary")
        self._do.setDefault(True)
        before, by = label(self.tr("Replace"), "caption"), label(self.tr("By"), "caption")
        self.setLayout(
            column(
                label(question),
                column(before, self._before, spacing=4),
                column(by, self._by, spacing=4),
                row(None, button(self.tr("Cancel"), self.reject), self._do),
                margins=(16, 16, 16, 16),
                spacing=12,
            )
        )
        self._before.currentIndexChanged.connect(self._allow)
        self._by.textChanged.connect(self._allow)
        self._allow()
        self._before.setFocus()

    def _allow(self) -> None:
        self._do.setEnabled(self._typed() not in ("", self._before.currentText()))

    def _typed(self) -> str:
        return " ".join(self._by.text().split())

    def _answer(self) -> None:
        self.accept()
        self.answered.emit(self._before.currentText(), self._typed())
