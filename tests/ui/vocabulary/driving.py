"""How tests read and use the list that the vocabulary page shows, and answer its dialogs."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QStackedWidget, QTableView, QTableWidget
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import NONE, click, column, part, press, shown_dialog
from ui.dialogs.input_dialog import InputDialog
from ui.dialogs.question_dialog import QuestionDialog
from ui.shell.main_window import MainWindow
from ui.vocabulary.names_dialog import NamesDialog
from ui.vocabulary.vocabulary_list import VocabularyList
from ui.vocabulary.vocabulary_page import VocabularyPage


def table(page: VocabularyPage) -> QTableView:
    shown = part(page, QStackedWidget).currentWidget()
    assert isinstance(shown, VocabularyList)
    return shown.table


def names(page: VocabularyPage) -> list[str]:
    return column(table(page), 0)


def row_of(page: VocabularyPage, name: str) -> tuple[str, ...]:
    model, row = table(page).model(), names(page).index(name)
    return tuple(model.index(row, section).data() for section in range(4))


def choose(page: VocabularyPage, name: str, keys: Qt.KeyboardModifier = NONE) -> QTableView:
    """Click an entry, and return the table, which now takes the keys."""
    shown = table(page)
    index = shown.model().index(names(page).index(name), 0)
    shown.scrollTo(index)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, keys, shown.visualRect(index).center())
    return shown


def answer(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type over what a question proposes, and press Enter."""
    dialog = shown_dialog(qtbot, window, InputDialog)
    field = part(dialog, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    press(qtbot, dialog, Qt.Key.Key_Return)
    wait_until_left(qtbot, window, InputDialog)


def agree(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Press a question's button."""
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    click(qtbot, dialog, words)
    wait_until_left(qtbot, window, QuestionDialog)


def wait_until_left(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> None:
    """Wait until a dialog is gone, and bring the window to the front as the desktop would."""
    qtbot.waitUntil(lambda: not window.findChildren(kind))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def visible_label(page: VocabularyPage, text: str) -> bool:
    return any(label.text() == text and label.isVisible() for label in page.findChildren(QLabel))


def type_name(qtbot: QtBot, dialog: NamesDialog, language: str, name: str) -> None:
    """Type a name over that in the row of a language, as a person who goes there by keys does."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    table = part(dialog, QTableWidget)
    table.setFocus()
    [row] = [at for at in range(table.rowCount()) if table.model().index(at, 0).data() == language]
    table.setCurrentCell(row, 1)
    if not name:
        QTest.keyClick(table, Qt.Key.Key_F2)
    else:
        QTest.keyClicks(table, name[0])
    editor = dialog.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, name)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.model().index(row, 1).data() == name)
