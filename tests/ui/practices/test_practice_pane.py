from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from roundtable.workspace import Workspace
from tests import journal_steps
from tests.read_only import forbid_writing
from tests.ui.practices.test_practice_actions import choose_rows
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    click,
    pane_text,
    part,
    practices_table,
    press,
    search_field,
    titles,
    until,
)
from ui.shell.main_window import MainWindow


def _focused_name(window: MainWindow) -> str:
    focused = window.focusWidget()
    return focused.accessibleName() if focused else ""


def _edit_wells(window: MainWindow, qtbot: QtBot) -> None:
    table = choose_rows(window, 2)
    QTest.keyClick(table, Qt.Key.Key_F2)
    until(qtbot, lambda: "title" in _focused_name(window).lower())


def _type(window: MainWindow, text: str) -> None:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focused, text)


def _workspace(window: MainWindow) -> Workspace:
    assert window.workspace_switch.workspace is not None
    return window.workspace_switch.workspace


def test_f2_edits_the_title_and_leaving_it_saves_one_step(window: MainWindow, qtbot: QtBot) -> None:
    _edit_wells(window, qtbot)
    _type(window, "Deep wells")
    press(qtbot, window, Qt.Key.Key_Tab)
    until(qtbot, lambda: titles(window) == [*ALL_TITLES[:2], "Deep wells"])
    assert "title" in (journal_steps.next_undo(_workspace(window)) or "").lower()
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: titles(window) == ALL_TITLES)


def test_esc_leaves_to_the_table_and_reading_shows_what_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    _edit_wells(window, qtbot)
    _type(window, "Deep wells")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    until(qtbot, lambda: window.focusWidget() is practices_table(window))
    part(window.practices, QTabBar).setCurrentIndex(0)
    until(qtbot, lambda: "Deep wells" in pane_text(window))


def test_a_practice_that_is_edited_stays_listed_though_it_matches_no_more(window: MainWindow, qtbot: QtBot) -> None:
    search_field(window).setFocus()
    QTest.keyClicks(search_field(window), "ayacucho")
    until(qtbot, lambda: titles(window) == ["Wells for Ayacucho"])
    table = choose_rows(window, 0)
    QTest.keyClick(table, Qt.Key.Key_F2)
    until(qtbot, lambda: "title" in _focused_name(window).lower())
    _type(window, "Deep wells")
    press(qtbot, window, Qt.Key.Key_Tab)
    until(qtbot, lambda: titles(window) == ["Deep wells"])


def test_a_new_practice_opens_to_be_typed_and_closing_saves_it(window: MainWindow, qtbot: QtBot) -> None:
    location = _workspace(window).location
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    until(qtbot, lambda: "title" in _focused_name(window).lower())
    _type(window, "Boats")
    window.close()
    with Workspace.open(location) as workspace, workspace.reading() as connection:
        assert connection.exec_driver_sql("SELECT title FROM practice ORDER BY id DESC LIMIT 1").scalar() == "Boats"


def test_going_to_another_practice_saves_what_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    _edit_wells(window, qtbot)
    _type(window, "Deep wells")
    window.practices.show_previous()
    until(qtbot, lambda: titles(window) == [*ALL_TITLES[:2], "Deep wells"])


def _offers_to_go_on(window: MainWindow) -> bool:
    return any(b.text() == "Continue without saving" and b.isVisible() for b in window.findChildren(QPushButton))


def test_closing_waits_while_something_typed_cannot_be_saved(window: MainWindow, qtbot: QtBot) -> None:
    _edit_wells(window, qtbot)
    forbid_writing(_workspace(window), is_on=True)
    _type(window, "Deep wells")
    assert not window.close()
    assert window.isVisible()
    until(qtbot, lambda: _offers_to_go_on(window))
    forbid_writing(_workspace(window), is_on=False)
    location = _workspace(window).location
    assert window.close()
    with Workspace.open(location) as workspace, workspace.reading() as connection:
        titles_kept = connection.exec_driver_sql("SELECT title FROM practice").scalars().all()
    assert "Deep wells" in titles_kept


def test_another_workspace_opens_over_unsaved_text_only_where_the_person_says_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = _workspace(window).location
    _edit_wells(window, qtbot)
    forbid_writing(_workspace(window), is_on=True)
    _type(window, "Deep wells")
    window.workspace_switch.open_location(str(tmp_path / "other.roundtable"), create=True)
    assert _workspace(window).location == before
    until(qtbot, lambda: _offers_to_go_on(window))
    click(qtbot, window, "Continue without saving")
    assert _workspace(window).location == str(tmp_path / "other.roundtable")
