"""Dialog that asks for one line of text, with proposals while typing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label


class InputDialog(Dialog):
    """Ask for one line of text; ``do`` is the text of the accepting button, ``name`` the field's if not the question.

    Unless it ``may_be_empty``, the button waits for a text.
    """

    answered = Signal(str)

    def __init__(
        self,
        title: str,
        question: str,
        do: str,
        parent: QWidget,
        *,
        text: str = "",
        proposed: Sequence[str] = (),
        name: str = "",
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = QLineEdit(text)
        self._field.setAccessibleName(name or question)
        self._field.selectAll()
        if proposed:
            propose(self._field, proposed)
        self._do = button(do, self._answer, "primary")
        self.lay_out(label(question), self._field, accept=self._do)
        if not may_be_empty:
            self._field.textChanged.connect(self._allow)
            self._allow()
        self._field.setFocus()

    def _allow(self) -> None:
        self._do.setEnabled(bool(self._field.text().strip()))

    def _answer(self) -> None:
        self.accept()
        self.answered.emit(" ".join(self._field.text().split()))


def propose(field: QLineEdit, texts: Sequence[str]) -> None:
    """Offer the texts that contain what is typed."""
    completer = QCompleter(list(texts), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
