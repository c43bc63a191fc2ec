"""Message bar above the page: what happened, what can be done about it, with buttons."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from roundtable.errors import RoundtableError
from ui.base.icons import icon
from ui.base.theme import Theme
from ui.widgets.factories import button, column, label, row

Kind = Literal["done", "notice", "warning", "error"]
Button = tuple[str, Callable[[], object]]
"""Text of a button and what it does."""


class MessageBar(QFrame):
    """Show one message at a time; a later one takes the place of the one before."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._theme = theme
        self._cause = label(name="cause")
        self._remedy = label(name="remedy")
        self._buttons = row()
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.clicked.connect(self.hide)
        words = column(self._cause, self._remedy, spacing=2)
        layout = row(words, self._buttons, self._close, margins=(16, 8, 12, 8), spacing=12)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        theme.changed.connect(self._set_icon)
        self._set_icon()
        self.hide()

    @property
    def text(self) -> str:
        """The cause and remedy shown, "" while the bar is hidden."""
        return f"{self._cause.text()} {self._remedy.text()}".strip() if self.isVisible() else ""

    def show_message(self, kind: Kind, cause: str, remedy: str = "", buttons: Sequence[Button] = ()) -> None:
        """Show what happened; a button closes the message and calls its function."""
        self.setProperty("kind", kind)
        self.style().polish(self)
        self._cause.setText(cause)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words, do in buttons:
            self._buttons.addWidget(button(words, partial(self._press, do)))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{cause} {remedy}".strip()))

    def show_error(self, error: RoundtableError, buttons: Sequence[Button] = ()) -> None:
        """Show an error and its remedy."""
        self.show_message("error", error.cause, error.remedy, buttons)

    def _press(self, do: Callable[[], object]) -> None:
        self.hide()
        do()

    def _set_icon(self) -> None:
        self._close.setIcon(icon("close", self._theme.colours.text))
