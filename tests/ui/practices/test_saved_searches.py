from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    NONE,
    SHIFT,
    click,
    part,
    practices_table,
    press,
    search_field,
    shown_dialog,
    shown_texts,
    titles,
    until,
)
from ui.dialogs.input_dialog import InputDialog
from ui.dialogs.question_dialog import QuestionDialog
from ui.practices.saved_searches import SavedList
from ui.shell.main_window import MainWindow
from ui.widgets.rail import Rail


def listed(window: MainWindow) -> list[str]:
    """Read the saved searches as a screen reader would."""
    model = part(window, SavedList).model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def save(window: MainWindow, qtbot: QtBot, query: str, name: str) -> None:
    search_field(window).setText(query)
    press(qtbot, window, Qt.Key.Key_S, CONTROL | SHIFT)
    answer(window, qtbot, name)


def answer(window: MainWindow, qtbot: QtBot, name: str) -> None:
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(part(dialog, QLineEdit), name)
    QTest.keyClick(dialog, Qt.Key.Key_Return, NONE)
    until(qtbot, lambda: not window.findChildren(InputDialog))


def test_a_search_is_saved_with_its_count_and_run_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    assert not part(window, SavedList).isVisible()
    save(window, qtbot, "status:draft", "Not cleared")
    until(qtbot, lambda: listed(window) == ["Not cleared, 2"])
    search_field(window).clear()
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    window.go_to("roundtables")
    part(window, Rail).setFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert part(window, SavedList).hasFocus()
    QTest.keyClick(part(window, SavedList), Qt.Key.Key_Return, NONE)
    until(qtbot, lambda: titles(window) == ["(no title)", "Wells for Ayacucho"])
    assert search_field(window).text() == "status:draft"
    assert practices_table(window).hasFocus()


def test_the_counts_of_saved_searches_follow_the_practices(window: MainWindow, qtbot: QtBot) -> None:
    save(window, qtbot, "wells", "Wells")
    until(qtbot, lambda: listed(window) == ["Wells, 1"])
    until(qtbot, lambda: titles(window) == ["Wells for Ayacucho"])
    press(qtbot, window, Qt.Key.Key_D, CONTROL)
    until(qtbot, lambda: listed(window) == ["Wells, 2"])


def test_a_saved_search_is_renamed_and_removed_by_keys_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    save(window, qtbot, "wells", "Wells")
    until(qtbot, lambda: listed(window) == ["Wells, 1"])
    shown = part(window, SavedList)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_F2, NONE)
    answer(window, qtbot, "Water")
    until(qtbot, lambda: listed(window) == ["Water, 1"])
    QTest.keyClick(shown, Qt.Key.Key_Delete, NONE)
    until(qtbot, lambda: listed(window) == [])
    assert not shown.isVisible()
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: listed(window) == ["Water, 1"])


def test_a_search_of_that_name_is_replaced_only_when_that_is_confirmed(window: MainWindow, qtbot: QtBot) -> None:
    def is_listed(search: str) -> bool:
        return listed(window) == [search]

    save(window, qtbot, "status:draft", "Mine")
    until(qtbot, partial(is_listed, "Mine, 2"))
    for words, count in (("Cancel", 2), ("Replace", 1)):
        save(window, qtbot, "ayacucho", "Mine")
        question = shown_dialog(qtbot, window, QuestionDialog)
        assert any("“Mine” looks for “status:draft”" in said for said in shown_texts(question))
        click(qtbot, question, words)
        until(qtbot, lambda: not window.findChildren(QuestionDialog))
        until(qtbot, partial(is_listed, f"Mine, {count}"))


def test_without_a_search_there_is_nothing_to_save(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_S, CONTROL | SHIFT)
    assert window.bar.text == "There is no search to save. Type one first."
