from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from roundtable import exports
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.workspace import Workspace
from tests.ui.practices.test_practice_actions import choose_rows
from tests.ui.window_driving import CONTROL, answer_file_dialog, part, practices_table, press, until
from ui.practices.practices_page import PracticesPage
from ui.practices.usage_pane import UsesPane
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow


def _where_used(window: MainWindow, qtbot: QtBot, row: int) -> UsesPane:
    """Choose a practice and go to where it was used, by keys."""
    choose_rows(window, row)
    ways = part(part(window, PracticesPage), QTabBar)
    ways.setFocus()
    for _ in range(2):
        QTest.keyClick(ways, Qt.Key.Key_Right)
    until(qtbot, lambda: part(window, UsesPane).isVisible())
    return part(window, UsesPane)


def _handed_over(location: str, folder: Path, **values: object) -> None:
    """Hand the annex over, then change the wells."""
    with Workspace.open(location) as workspace:
        exports.annex(workspace, folder / "annex.pdf")
        [key] = practice_rows.find_ids(workspace, "ayacucho")
        here = practice_store.get(workspace, key)
        assert here is not None
        practice_edits.save(workspace, key, replace(here, **values))  # type: ignore[arg-type] # fields named by the tests


def test_a_practice_tells_where_it_was_used_and_why(window: MainWindow, qtbot: QtBot) -> None:
    told = _where_used(window, qtbot, 2).toPlainText()
    for words in ("RT 9.1  Water and nurses", "Other related examples", "M1  pay for training", "reason: pays"):
        assert words in told
    assert "not sent" in told
    assert "Keeping nurses" in _where_used(window, qtbot, 1).toPlainText()


def test_a_practice_that_was_not_used_says_what_would_be_told_here(window: MainWindow, qtbot: QtBot) -> None:
    assert "Not used yet" in _where_used(window, qtbot, 0).toPlainText()


def test_what_changed_since_a_handover_is_told_in_words(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    _handed_over(filled_location, tmp_path, results="41 wells", title="Deep wells for Ayacucho")
    told = _where_used(window, qtbot, 2)
    until(qtbot, lambda: "Figures changed" in told.toPlainText())
    for words in ("Changed since", "annex.pdf", "revision 1", "none → 41", "Title", "Deep wells for Ayacucho"):
        assert words in told.toPlainText()


def test_a_practice_whose_words_alone_changed_has_the_same_figures(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    _handed_over(filled_location, tmp_path, title="Deep wells for Ayacucho")
    told = _where_used(window, qtbot, 2)
    until(qtbot, lambda: "Its figures are unchanged" in told.toPlainText())


def test_an_export_appears_while_the_uses_are_looked_at(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    told = _where_used(window, qtbot, 2)
    press(qtbot, window, Qt.Key.Key_P, CONTROL)
    answer_file_dialog(qtbot, window, tmp_path / "handed.pdf")
    until(qtbot, lambda: "handed.pdf" in told.toPlainText())
    assert "Unchanged" in told.toPlainText()


def test_a_click_on_the_roundtable_goes_to_it(window: MainWindow, qtbot: QtBot) -> None:
    told = _where_used(window, qtbot, 2)
    found = told.document().find("RT 9.1")
    place = QTextCursor(told.document())
    place.setPosition(found.selectionStart() + 2)
    QTest.mouseClick(told.viewport(), Qt.MouseButton.LeftButton, pos=told.cursorRect(place).center())
    until(qtbot, lambda: part(window, RoundtablesPage).isVisible())


def test_the_roundtable_is_reached_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    told = _where_used(window, qtbot, 2)
    told.setFocus()
    QTest.keyClick(told, Qt.Key.Key_Tab)
    QTest.keyClick(told, Qt.Key.Key_Return)
    until(qtbot, lambda: part(window, RoundtablesPage).isVisible())


def test_another_practice_and_an_edit_are_followed(window: MainWindow, qtbot: QtBot) -> None:
    told = _where_used(window, qtbot, 2)
    practices_table(window).setFocus()
    QTest.keyClick(practices_table(window), Qt.Key.Key_Up)
    until(qtbot, lambda: "Keeping nurses" in told.toPlainText())
    assert window.workspace_switch.workspace
    QTest.keyClick(practices_table(window), Qt.Key.Key_F2)
    until(qtbot, lambda: not told.isVisible())
