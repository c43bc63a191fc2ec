"""Non-blocking dialogs that ask for confirmation, lines of text or one of several choices."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget
from typing_extensions import override

from roundtable.vocabulary.term_lookup import folded
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, column, label

T = TypeVar("T")
_FEW = 8
"""Up to how many choices need no filter."""


class QuestionDialog(Dialog):
    """Ask for confirmation, or for the input of a field; ``words`` is the text of the accepting button."""

    def __init__(self, parent: QWidget, title: str, sentence: str, words: str, field: QWidget | None = None) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.accepting = button(words, self.accept, "primary" if field else "danger")
        content = (label(title, "title"), label(sentence), field)  # without a field, room to stretch into
        self.lay_out(*content, accept=self.accepting, margins=(24, 24, 24, 16))
        if field:
            field.setFocus()


class Choices(QWidget):
    """Offer values by their texts, filtered by typing where there are many."""

    def __init__(self, choices: Sequence[tuple[T, str]], name: str) -> None:
        super().__init__()
        self.offered = QListWidget()
        self.offered.setWordWrap(True)
        self.offered.setAccessibleName(name)
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for value, words in choices:
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setData(Qt.ItemDataRole.UserRole, value)
            self.offered.addItem(item)
        self.offered.setCurrentRow(0)
        self.field = QLineEdit(placeholderText=self.tr("Type to filter"))
        self.field.setAccessibleName(self.tr("Filter"))
        self.field.textChanged.connect(self.narrow)
        is_long = len(choices) > _FEW
        self.field.setVisible(is_long)
        self.pieces = column(self.field, self.offered, spacing=8)
        self.setLayout(self.pieces)
        self.setFocusProxy(self.field if is_long else self.offered)

    @property
    def chosen(self) -> object:
        """Return the selected value, None where nothing matches."""
        item = self.offered.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item and not item.isHidden() else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.field.hasFocus():
            self.offered.setFocus()
        else:
            super().keyPressEvent(event)

    def is_found(self, item: QListWidgetItem, typed: str) -> bool:
        """Tell whether a choice contains the folded text."""
        return typed in folded(item.text())

    @Slot()
    def narrow(self) -> None:
        """Show the matching choices, and select the first that starts with the typed text."""
        typed = folded(self.field.text())
        items = [self.offered.item(number) for number in range(self.offered.count())]
        matching = [number for number, item in enumerate(items) if self.is_found(item, typed)]
        beginning = [number for number in matching if folded(items[number].text()).startswith(typed)]
        for number in range(len(items)):
            self.offered.setRowHidden(number, number not in matching)
        self.offered.setCurrentRow(next(iter((*beginning, *matching)), -1))


def confirm(parent: QWidget, title: str, sentence: str, words: str, then: Callable[[], object]) -> None:
    """Ask for confirmation of a deletion."""
    dialog = QuestionDialog(parent, title, sentence, words)
    dialog.accepted.connect(then)
    dialog.open()


def ask_lines(
    parent: QWidget, title: str, sentence: str, words: str, *, lines: Sequence[str], then: Callable[[list[str]], object]
) -> None:
    """Ask for any number of lines of text; Ctrl+Enter accepts."""
    field = QPlainTextEdit("\n".join(lines), tabChangesFocus=True)
    field.setAccessibleName(title)
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
    """Ask for one of several choices, each a value and its text."""
    field = Choices(choices, title)
    dialog = QuestionDialog(parent, title, sentence, words, field)

    def answer() -> None:
        for value, _ in choices:
            if value == field.chosen:
                then(value)

    dialog.accepted.connect(answer)
    dialog.open()
