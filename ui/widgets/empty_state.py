"""What a list says while it has nothing to show: why, and what to do next, as large calm buttons.

Knows no page; the words and buttons are given.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.build import button, column, label, row

_WIDTH = 640


class EmptyState(QWidget):
    """Fill a list's place with a title, a sentence and buttons, the first of them the likeliest."""

    def __init__(self, title: str, text: str, buttons: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__()
        self.setObjectName("empty_state")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label(title, "title")
        self._text = label(text)
        made = [
            button(words, do, "large" if position else "large-primary") for position, (words, do) in enumerate(buttons)
        ]
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        inner.setLayout(column(self._title, self._text, row(*made, None, spacing=12), spacing=16))
        centred = row(None, inner, None, margins=(24, 24, 24, 24))
        centred.setStretch(1, 100)
        self.setLayout(column(None, centred, None, None))

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_text(self, text: str) -> None:
        """Change the sentence."""
        self._text.setText(text)
