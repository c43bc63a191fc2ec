"""Notice line on top of a page, with a button that shows what it tells of; hidden while it has no text."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.factories import button, row
from ui.widgets.line_breaks import OneLine


class ActionLine(QFrame):
    """Tell something in one line beside a button; of the kind ``note`` it asks for no attention."""

    def __init__(self, words: str, do: Callable[[], object], parent: QWidget, *, kind: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("action_line")
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = OneLine("")
        layout = row(self._line, button(words, do, "small"), margins=(16, 6, 16, 6))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def say(self, text: str) -> None:
        """Tell something else; "" for nothing."""
        self.setVisible(bool(text))
        self._line.say(text)
