"""The fields of the roundtables page, as a person finds and fills them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from roundtable.exchange import workspace_contents
from roundtable.records.roundtable import RoundtableRecord
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.ui.window_driving import (
    CONTROL,
    column,
    menu,
    part,
    press,
    shown_dialog,
    until,
)
from ui.dialogs.input_dialog import InputDialog
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow


def field(page: RoundtablesPage, name: str, number: int = 1) -> QWidget:
    """Return the input that a screen reader calls so, the first or another of them from the top."""
    return from_the_top(page, [one for one in inputs(page) if one.accessibleName() == name])[number - 1]


def from_the_top(page: RoundtablesPage, some: list[QWidget]) -> list[QWidget]:
    """Sort inputs as they are read."""
    places = {one: one.mapTo(page, QPoint()) for one in some}
    return sorted(some, key=lambda one: (places[one].y(), places[one].x()))


def inputs(page: RoundtablesPage) -> list[QWidget]:
    found: list[QWidget] = [*page.findChildren(QLineEdit), *page.findChildren(QTextEdit)]
    return [one for one in found if one.isVisible()]


def text(one: QWidget) -> str:
    return one.toPlainText() if isinstance(one, QTextEdit) else str(one.property("text"))


def shown(page: RoundtablesPage, name: str) -> list[str]:
    """Read all the inputs of a name from the top down."""
    return [text(one) for one in from_the_top(page, inputs(page)) if one.accessibleName() == name]


def type_over(one: QWidget, words: str) -> None:
    """Type in the place of all that a field holds, and go on with Tab."""
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(one, words)
    QTest.keyClick(one, Qt.Key.Key_Tab)


def named(page: RoundtablesPage, name: str) -> QPushButton:
    [found] = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    return found


def saved(location: str, code: str = "RT 9.1") -> RoundtableRecord:
    with Workspace.open(location) as workspace:
        [found] = [one for one in workspace_contents.collected(workspace).roundtables if one.code == code]
    return found


def next_undo(location: str) -> str | None:
    with Workspace.open(location) as workspace:
        return journal_steps.next_undo(workspace)


def codes(page: RoundtablesPage) -> list[str]:
    return column(part(page, QTableView), 0)


def undo(qtbot: QtBot, window: MainWindow) -> None:
    menu(window, "Edit").actions()[0].trigger()
    until(qtbot, lambda: window.jobs.current is None)


def answer(qtbot: QtBot, window: MainWindow, code: str) -> None:
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(part(dialog, QLineEdit), code)
    press(qtbot, dialog, Qt.Key.Key_Return)
    wait_until_left(qtbot, window, InputDialog)


def wait_until_left(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> None:
    qtbot.waitUntil(lambda: not window.findChildren(kind))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
