"""The window has room for all it shows, from 850 by 560 pixels on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import CONTROL, part, practices_table, press, until
from ui.editor.practice_editor import PracticeEditor
from ui.fields.prose_input import Prose
from ui.shell.main_window import MainWindow
from ui.widgets.factories import CommandRow
from ui.widgets.rail import NARROW, WIDTH, Rail

PAGES = ("practices", "roundtables", "mapping", "annex", "contributions", "vocabulary")


def cut(row: QWidget) -> list[str]:
    """Name the controls of a command row that have less room than they ask for, or lie outside it."""
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    shown = [one for one in row.children() if isinstance(one, kinds) and one.isVisible()]
    return [
        one.accessibleName()
        for one in shown
        if one.width() < one.minimumSizeHint().width()
        or not row.rect().contains(one.mapTo(row, one.rect().bottomRight()))
    ]


@pytest.mark.parametrize("width", [850, 1366])
def test_every_page_fits_and_no_control_of_its_row_is_cut(window: MainWindow, qtbot: QtBot, width: int) -> None:
    for name in PAGES:
        window.go_to(name)
        window.resize(width, 560)
        until(qtbot, lambda: window.width() == width)
        assert window.height() == 560, name
        content = window.centralWidget()
        assert content is not None
        until(qtbot, lambda shown=content: shown.minimumSizeHint().width() <= width)  # type: ignore[misc]
        [row] = [row for row in window.findChildren(CommandRow) if row.isVisible()]
        assert cut(row) == [], name


def test_the_rail_becomes_icons_where_the_window_is_narrow(window: MainWindow) -> None:
    rail = part(window, Rail)
    assert rail.width() == WIDTH
    window.resize(850, 560)
    assert rail.width() == NARROW
    window.resize(1280, 800)
    assert rail.width() == WIDTH


def test_a_double_click_and_enter_edit_a_practice(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.practices.pane.is_editing
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    window.practices.pane._tabs.setCurrentIndex(0)
    place = table.visualRect(table.model().index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.practices.pane.is_editing


def test_the_menu_of_the_list_offers_what_can_be_done_with_practices(window: MainWindow) -> None:
    table = practices_table(window)
    assert table.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    offered = [action.text().replace("&", "") for action in table.actions()]
    for words in ("Edit", "Duplicate", "Set status", "Add tag…", "Copy rows", "Delete"):
        assert words in offered


def edited(window: MainWindow, qtbot: QtBot, field: str) -> Prose:
    window.resize(850, 560)
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_F2)
    part(window.practices, PracticeEditor).start(field)
    focused = window.focusWidget()
    assert isinstance(focused, Prose)
    return focused


def test_the_caret_of_a_long_text_is_always_in_view(window: MainWindow, qtbot: QtBot) -> None:
    prose = edited(window, qtbot, "summary")
    form = part(window.practices, PracticeEditor)

    def is_seen() -> bool:
        caret = prose.viewport().mapTo(form.viewport(), prose.cursorRect().center())
        return form.viewport().rect().contains(caret)

    for _ in range(30):
        QTest.keyClicks(prose, "words")
        QTest.keyClick(prose, Qt.Key.Key_Return)
    until(qtbot, is_seen)
    QTest.keyClick(prose, Qt.Key.Key_Home, CONTROL)
    until(qtbot, is_seen)
    QTest.keyClick(prose, Qt.Key.Key_End, CONTROL)
    until(qtbot, is_seen)


def test_a_long_title_makes_the_editor_no_wider_than_its_pane(window: MainWindow, qtbot: QtBot) -> None:
    prose = edited(window, qtbot, "title")
    QTest.keyClicks(prose, "word " * 60)
    form = part(window.practices, PracticeEditor)
    assert isinstance(form, QScrollArea)
    page = form.widget()
    assert page is not None
    until(qtbot, lambda: page.width() <= form.viewport().width())


def test_a_long_line_shows_its_beginning_once_it_is_left(window: MainWindow, qtbot: QtBot) -> None:
    edited(window, qtbot, "summary")
    part(window.practices, PracticeEditor).start("partners")
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "The Academy of Sciences and of many other things")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.cursorPosition() == 0
