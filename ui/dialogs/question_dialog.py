"""Small questions: whether to go on, for several lines, for one of several things.

Asks without blocking: the answer goes to a function. Knows nothing of what is asked.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget
from typing_extensions import override

from roundtable.vocabulary.term_lookup import folded
from ui.widgets.build import button, column, label, row

T = TypeVar("T")
_FEW = 8
"""Up to so many choices are looked through without a field to narrow them down."""


class QuestionDialog(QDialog):
    """Ask in a sentence; ``words`` are those of the button that accepts, a warning where nothing is to be filled in."""

    def __init__(self, parent: QWidget, title: str, sentence: str, words: str, field: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.accepting = button(words, self.accept, "primary" if field else "danger")
        self.accepting.setDefault(True)
        content = (label(title, "title"), label(sentence), field)  # without a field, room to stretch into
        buttons = row(None, button(self.tr("Cancel"), self.reject), self.accepting)
        self.setLayout(column(*content, buttons, margins=(24, 24, 24, 16), spacing=12))
        (field or self.accepting).setFocus()


class Choices(QWidget):
    """Offer things by their words; typing narrows many of them down."""

    def __init__(self, choices: Sequence[tuple[T, str]], name: str) -> None:
        super().__init__()
        self.offered = QListWidget()
        self.offered.setAccessibleName(name)
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.setWordWrap(True)
        for value, words in choices:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, value)
            self.offered.addItem(item)
        self.offered.setCurrentRow(0)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Narrow down"))
        self.field.setPlaceholderText(self.tr("Type to narrow down"))
        self.field.textChanged.connect(self.narrow)
        is_long = len(choices) > _FEW
        self.field.setVisible(is_long)
        self.pieces = column(self.field, self.offered, spacing=8)
        self.setLayout(self.pieces)
        self.setFocusProxy(self.field if is_long else self.offered)

    @property
    def chosen(self) -> object:
        """Return the thing that is chosen; None where nothing matches."""
        item = self.offered.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item and not item.isHidden() else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.field.hasFocus():
            self.offered.setFocus()
        else:
            super().keyPressEvent(event)

    def is_found(self, item: QListWidgetItem, typed: str) -> bool:
        """Tell whether a thing holds the words typed, folded."""
        return typed in folded(item.text())

    @Slot()
    def narrow(self) -> None:
        """Show what holds the words typed, and choose the first that begins with them."""
        typed = folded(self.field.text())
        items = [self.offered.item(number) for number in range(self.offered.count())]
        matching = [number for number, item in enumerate(items) if self.is_found(item, typed)]
        beginning = [number for number in matching if folded(items[number].text()).startswith(typed)]
        for number in range(len(items)):
            self.offered.setRowHidden(number, number not in matching)
        self.offered.setCurrentRow(next(iter((*beginning, *matching)), -1))


def confirm(parent: QWidget, title: str, sentence: str, words: str, then: Callable[[], object]) -> None:
    """Ask whether to go on with something that takes away."""
    dialog = QuestionDialog(parent, title, sentence, words)
    dialog.accepted.connect(then)
    dialog.open()


def ask_lines(
    parent: QWidget, title: str, sentence: str, words: str, *, lines: Sequence[str], then: Callable[[list[str]], object]
) -> None:
    """Ask for any number of lines; Ctrl+Enter accepts."""
    field = QPlainTextEdit("\n".join(lines))
    field.setAccessibleName(title)
    field.setTabChangesFocus(True)
    dialog = QuestionDialog(parent, title, sentence, words, field)
    dialog.accepting.setShortcut("Ctrl+Return")
    dialog.accepted.connect(lambda: then([line for line in field.toPlainText().splitlines() if line.strip()]))
    dialog.open()


def ask_choice(
    parent: QWidget,
    title: str,
    sentence: str,
    words: str,
    *,
    choices: Sequence[tuple[T, str]],
    then: Callable[[T], object],
) -> None:
    """Ask for one of several things, each a value and its words."""
    field = Choices(choices, title)
    dialog = QuestionDialog(parent, title, sentence, words, field)

    def answer() -> None:
        chosen = field.chosen
        for value, _ in choices:
            if value == chosen:
                then(value)

    dialog.accepted.connect(answer)
    dialog.open()
