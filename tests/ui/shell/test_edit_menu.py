"""Cut, copy, paste and select all in the menu, and finding on the page where one is."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import ALL_TITLES, CONTROL, SHIFT, menu, part, practices_table, press, search_field, until
from ui.practice_table import row_choice
from ui.shell.main_window import MainWindow
from ui.vocabulary.vocabulary_page import VocabularyPage
from ui.widgets.search_field import SearchField


def click_in_edit_menu(window: MainWindow, word: str) -> None:
    """Open the menu as by the mouse and click an entry."""
    shown = menu(window, "Edit")
    shown.popup(window.mapToGlobal(QPoint(0, 0)))
    [action] = [one for one in shown.actions() if one.text().replace("&", "").split("\t")[0] == word]
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())


def test_the_menu_cuts_copies_and_pastes_in_the_field_that_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    search = search_field(window)
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(search, "wells")
    click_in_edit_menu(window, "Select all")
    assert search.selectedText() == "wells"
    click_in_edit_menu(window, "Cut")
    assert search.text() == ""
    click_in_edit_menu(window, "Paste")
    click_in_edit_menu(window, "Paste")
    assert search.text() == "wellswells"
    search.selectAll()
    click_in_edit_menu(window, "Copy")
    assert QGuiApplication.clipboard().text() == "wellswells"


def test_the_menu_selects_and_copies_the_rows_of_a_table_that_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    table.setFocus()
    click_in_edit_menu(window, "Select all")
    assert row_choice.count(table) == len(ALL_TITLES)
    click_in_edit_menu(window, "Copy")
    until(qtbot, lambda: all(title in QGuiApplication.clipboard().text() for title in ALL_TITLES[1:]))


def test_find_goes_to_the_search_of_the_page_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("vocabulary")
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is part(part(window, VocabularyPage), SearchField)
    window.go_to("annex")
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    assert search_field(window).hasFocus()
    assert window.practices.isVisible()


def test_home_and_end_go_to_the_first_and_the_last_row(window: MainWindow) -> None:
    table: QTableView = practices_table(window)
    table.setFocus()
    for key, row in ((Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(table, key)
        assert table.currentIndex().row() == row
        assert row_choice.spans(table) == [(row, row)]
    QTest.keyClick(table, Qt.Key.Key_End, SHIFT)
    assert row_choice.count(table) == 3
