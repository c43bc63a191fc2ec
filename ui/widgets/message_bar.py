"""Messages over the lower edge of a page: what happened, what can be done about it, with buttons.

A message never moves the page, and lies beside its buttons and inputs where there is room. One that reports success
goes away by itself, a notice that asks nothing with the next thing done; every other stays with its page until it is
closed.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from roundtable.errors import RoundtableError
from ui.base.icons import icon
from ui.base.theme import Theme
from ui.widgets.factories import button, column, label, row

Kind = Literal["done", "notice", "warning", "error"]
Button = tuple[str, Callable[[], object]]
"""Text of a button and what it does."""
SUCCESS_MS = 8000
_MARGIN = 12
_WIDEST = 760
_STEP = 12
_FRAME = 4
"""Room for the border, which the layout knows nothing of."""


class _Message(NamedTuple):
    kind: Kind
    cause: str
    remedy: str
    buttons: Sequence[Button]
    is_of_page: bool

    @property
    def is_only_told(self) -> bool:
        """Whether it is a notice of the workspace that leaves nothing to decide."""
        return self.kind == "notice" and not self.is_of_page and not self.buttons


class MessageBar(QFrame):
    """Show one message at a time; a later one takes the place of the one before, unless it can wait."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("message_bar")
        self._theme = theme
        self._over = over
        self._page = ""
        self._message: _Message | None = None
        self._kept: dict[str, _Message] = {}
        """Messages of the pages that are not shown."""
        self._waiting: list[_Message] = []
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
        self._leaving = QTimer(self, singleShot=True, interval=SUCCESS_MS)
        self._leaving.timeout.connect(self.hide)
        over.installEventFilter(self)
        theme.changed.connect(self._set_icon)
        self._set_icon()
        self.hide()

    @property
    def text(self) -> str:
        """The cause and remedy shown, "" while the bar is hidden."""
        return f"{self._cause.text()} {self._remedy.text()}".strip() if self.isVisible() else ""

    def show_message(
        self, kind: Kind, cause: str, remedy: str = "", buttons: Sequence[Button] = (), *, is_of_page: bool = True
    ) -> None:
        """Show what happened; a button closes the message and calls its function.

        Unless it ``is_of_page``, it stays when another page is shown.
        """
        self._tell(_Message(kind, cause, remedy, buttons, is_of_page))

    def show_notice(self, cause: str, remedy: str, buttons: Sequence[Button] = ()) -> None:
        """Show a notice of the workspace that nobody waits for: once no other message is shown."""
        self._waiting.append(_Message("notice", cause, remedy, buttons, is_of_page=False))
        self._tell_waiting()

    def show_error(self, error: RoundtableError, buttons: Sequence[Button] = (), *, is_of_page: bool = True) -> None:
        """Show an error and its remedy."""
        self.show_message("error", error.cause, error.remedy, buttons, is_of_page=is_of_page)

    def turn_to(self, page: str) -> None:
        """Take along no message of the page left, and show again that of the page shown now."""
        message = self._message
        if page == self._page or (message and not message.is_of_page):
            if message and message.is_only_told and page != self._page and self._page:
                self.hide()
            self._page = page
            self._place()
            return
        if message and message.kind != "done":
            self._kept[self._page] = message
        self._page = page
        if kept := self._kept.pop(page, None):
            self._show(kept)
        else:
            self.hide()

    def end_step(self) -> None:
        """Hide the report of a step, for another one has been made, and a notice that was read meanwhile."""
        if self._message and (self._message.kind == "done" or self._message.is_only_told):
            self.hide()

    def forget(self) -> None:
        """Drop the messages of all pages."""
        self._kept.clear()
        self._waiting.clear()
        self.hide()

    @override
    def hide(self) -> None:
        """Close the message for good."""
        self._message = None
        self._leaving.stop()
        super().hide()
        QTimer.singleShot(0, self, self._tell_waiting)  # after what the button that closed it may tell

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._leaving.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if self._message and self._message.kind == "done":
            self._leaving.start()
        super().leaveEvent(event)

    def _tell_waiting(self) -> None:
        if self._waiting and self._message is None:
            self._tell(self._waiting.pop(0))

    def _tell(self, message: _Message) -> None:
        self._show(message)
        words = f"{message.cause} {message.remedy}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _show(self, message: _Message) -> None:
        self._message = message
        self.setProperty("kind", message.kind)
        self.style().polish(self)
        self._cause.setText(message.cause)
        self._remedy.setText(message.remedy)
        self._remedy.setVisible(bool(message.remedy))
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words, do in message.buttons:
            made = button(words, partial(self._press, do))
            self._buttons.addWidget(made)
            made.show()  # at once: the next click may be meant for it
        self.show()
        self.raise_()
        self._place()
        if message.kind == "done":
            self._leaving.start()
        else:
            self._leaving.stop()

    def _place(self) -> None:
        """Lie over the lower edge of the page, as high as the words need."""
        over = self._over
        width = min(over.width() - 2 * _MARGIN, _WIDEST)
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        height = max(layout.heightForWidth(width - _FRAME) + _FRAME, self.minimumSizeHint().height())
        self.setGeometry(self._free_place(QSize(width, height)))

    def _free_place(self, size: QSize) -> QRect:
        """Return the lowest place that covers no button and no input; where there is none, the lowest of all."""
        over, taken = self._over, list(self._controls())
        lowest = over.height() - size.height() - _MARGIN
        left, right = _MARGIN, over.width() - size.width() - _MARGIN
        places = (
            QRect(QPoint(x, y), size)
            for y in range(lowest, _MARGIN, -_STEP)
            for x in ((left + right) // 2, left, right)
        )
        free = (place for place in places if not any(place.intersects(one) for one in taken))
        return next(free, QRect(QPoint((left + right) // 2, lowest), size))

    def _controls(self) -> Iterator[QRect]:
        """Yield where the buttons and inputs of the page are, as far as they can be seen."""
        for kind in (QAbstractButton, QLineEdit, QComboBox, QTextEdit, QPlainTextEdit):
            for control in self._over.findChildren(kind):
                if control.isVisible() and not self.isAncestorOf(control) and not _is_to_read(control):
                    seen = QRect(control.mapTo(self._over, QPoint()), control.size())
                    parent = control.parentWidget()
                    while parent is not None and parent is not self._over:
                        seen &= QRect(parent.mapTo(self._over, QPoint()), parent.size())
                        parent = parent.parentWidget()
                    if not seen.isEmpty():
                        yield seen

    def _press(self, do: Callable[[], object]) -> None:
        self.hide()
        do()

    def _set_icon(self) -> None:
        self._close.setIcon(icon("close", self._theme.colours.text))


def _is_to_read(control: QWidget) -> bool:
    return isinstance(control, (QTextEdit, QPlainTextEdit)) and control.isReadOnly()
