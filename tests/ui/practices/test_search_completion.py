"""The search field completes what is typed, and says which fields do not exist."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from roundtable.search import saved_searches
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    click,
    part,
    practices_table,
    press,
    search_field,
    shown_dialog,
    titles,
    until,
    visible_button,
)
from ui.dialogs.input_dialog import InputDialog
from ui.practices.saved_searches import SavedList
from ui.practices.search_hint import SearchHint
from ui.shell.main_window import MainWindow
from ui.widgets.type_ahead import Suggestions


def completions(window: MainWindow) -> list[str]:
    """Return what is offered under the search."""
    name = "Completions of the search"
    shown = [one for one in window.findChildren(Suggestions) if one.accessibleName() == name and one.isVisible()]
    return [one.item(row).text() for one in shown for row in range(one.count())]


def type_and_wait(window: MainWindow, qtbot: QtBot, text: str, first: str) -> None:
    QTest.keyClicks(search_field(window), text)
    until(qtbot, lambda: completions(window)[:1] == [first])


def test_a_field_and_its_value_are_completed_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    search = search_field(window)
    type_and_wait(window, qtbot, "cou", "country:")
    QTest.keyClick(search, Qt.Key.Key_Tab)
    assert search.text() == "country:"
    assert search.hasFocus()
    type_and_wait(window, qtbot, "gha", "Ghana  ·  Africa")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.text() == "country:Ghana "
    until(qtbot, lambda: titles(window) == ["Étude des infirmières"])
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert practices_table(window).hasFocus()


def test_a_completion_is_taken_by_a_click_and_a_saved_search_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    saved_searches.keep(workspace, "Water", "wells")
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    type_and_wait(window, qtbot, "wat", "Water  ·  wells")
    [shown] = [one for one in window.findChildren(Suggestions) if one.isVisible()]
    place = shown.visualItemRect(shown.item(0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert search_field(window).text() == "wells"
    until(qtbot, lambda: titles(window) == ["Wells for Ayacucho"])


def test_escape_closes_the_completions_first_and_enter_without_a_choice_goes_to_the_table(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    search = search_field(window)
    type_and_wait(window, qtbot, "cou", "country:")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert completions(window) == []
    assert search.text() == "cou"
    QTest.keyClick(search, Qt.Key.Key_Backspace)
    until(qtbot, lambda: completions(window) == ["country:"] and len(titles(window)) == 2)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert practices_table(window).hasFocus()
    assert completions(window) == []


def test_a_field_that_does_not_exist_is_named_and_mended_by_a_click(window: MainWindow, qtbot: QtBot) -> None:
    search = search_field(window)
    QTest.keyClicks(search, "contry:Ghana")
    hint = part(window, SearchHint)
    until(qtbot, hint.isVisible)
    click(qtbot, hint, "Search in country:")
    assert search.text() == "country:Ghana"
    until(qtbot, lambda: titles(window) == ["Étude des infirmières"])
    assert not hint.isVisible()


def test_a_search_is_saved_by_the_button_beside_it(window: MainWindow, qtbot: QtBot) -> None:
    save = visible_button(window.practices, "Save search")
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    assert not save.isEnabled()
    QTest.keyClicks(search_field(window), "wells")
    until(qtbot, save.isEnabled)
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(part(dialog, QLineEdit), "Water")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(qtbot, part(window, SavedList).isVisible)
