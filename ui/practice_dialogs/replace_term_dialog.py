"""Dialog that asks which term of the selected practices to replace, and by which."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.dialog import Dialog
from ui.dialogs.input_dialog import propose
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, column, label


class ReplaceTermDialog(Dialog):
    """Offer the terms that the practices carry, and propose the known ones as a replacement."""

    answered = Signal(str, str)
    """The term to replace, and its replacement."""

    def __init__(
        self, title: str, question: str, carried: Sequence[str], known: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent, title)
        self._before, self._by = ComboBox(), QLineEdit()
        self._before.addItems(list(carried))
        propose(self._by, known)
        self._do = button(self.tr("Replace"), self._answer, "primary")
        fields = ((self.tr("Replace"), self._before), (self.tr("With"), self._by))
        for name, field in fields:
            field.setAccessibleName(name)
        labelled = (column(label(name, "caption"), field, spacing=4) for name, field in fields)
        self.lay_out(label(question), *labelled, accept=self._do)
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
