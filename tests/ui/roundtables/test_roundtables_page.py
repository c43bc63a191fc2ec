from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.roundtables.driving import (
    answer,
    codes,
    field,
    from_the_top,
    inputs,
    saved,
    shown,
    text,
    type_over,
    undo,
    wait_until_left,
)
from tests.ui.shell.test_main_window import nameless, rail_texts
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    click,
    part,
    shown_dialog,
    status_texts,
    visible_button,
)
from ui.dialogs.question_dialog import QuestionDialog
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow


def test_all_that_the_paper_says_of_a_roundtable_is_shown(window: MainWindow, page: RoundtablesPage) -> None:
    assert [(one.accessibleName(), text(one)) for one in from_the_top(page, inputs(page)) if text(one)] == [
        ("Title", "Water and nurses"),
        ("Code", "RT 9.1"),
        ("Meeting", "Utopia 2030"),
        ("Co-chairs", "Utopia; Erewhon"),
        ("Expected outcome", "Better wells."),
        ("Links to other roundtables, one per line", "RT 9.2 Roads"),
        ("Heading", "Introduction"),
        ("Text", "One.\nTwo."),
        ("Heading", "Gender dynamics"),
        ("Text", "Three."),
        ("Question", "What keeps nurses at home?"),
        ("Issue area (heading in the annex)", "Keeping nurses"),
        ("Question", "Who pays for wells?"),
        ("Measure", "pay for training"),
        ("Footnote mark", "1"),
        ("Footnote", "A note."),
    ]
    assert "1 roundtable" in status_texts(window)


def test_linked_roundtables_are_edited_one_a_line(page: RoundtablesPage, filled_location: str) -> None:
    lines = field(page, "Links to other roundtables, one per line")
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_End, CONTROL)
    QTest.keyClick(lines, Qt.Key.Key_Return)
    QTest.keyClicks(lines, "RT 9.3 Rails")
    QTest.keyClick(lines, Qt.Key.Key_Tab)
    assert saved(filled_location).linked_roundtables == ("RT 9.2 Roads", "RT 9.3 Rails")


def test_a_changed_code_is_shown_in_the_list_and_a_taken_one_is_refused(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    type_over(field(page, "Code"), "RT 9.7")
    assert codes(page) == ["RT 9.7"]
    click(qtbot, page, "New roundtable")
    answer(qtbot, window, "rt9.7")
    assert window.bar.text.startswith("There is already a roundtable “rt9.7”.")
    assert codes(page) == ["RT 9.7"]


def test_a_roundtable_is_made_duplicated_and_deleted_by_keys(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    table = part(page, QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    answer(qtbot, window, "RT 10.1")
    assert codes(page) == ["RT 9.1", "RT 10.1"]
    assert shown(page, "Heading") == ["Introduction", "Gender dynamics"]
    assert "Roundtables, 2" in rail_texts(window)
    assert field(page, "Title").hasFocus()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    answer(qtbot, window, "RT 10.2")
    assert codes(page)[-1] == "RT 10.2"
    assert shown(page, "Heading") == []
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    click(qtbot, dialog, "Delete")
    wait_until_left(qtbot, window, QuestionDialog)
    assert codes(page) == ["RT 9.1", "RT 10.1"]
    assert "2 roundtables" in status_texts(window)
    undo(qtbot, window)
    assert codes(page) == ["RT 9.1", "RT 10.1", "RT 10.2"]


def test_an_empty_workspace_offers_to_start_a_roundtable(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    window.go_to("roundtables")
    page = part(window, RoundtablesPage)
    assert visible_button(page, "Import a paper…")
    click(qtbot, page, "New roundtable…")
    answer(qtbot, window, "RT 1.1")
    assert codes(page) == ["RT 1.1"]
    assert field(page, "Title").hasFocus()


def test_every_control_has_a_name_and_the_model_keeps_qts_rules(
    window: MainWindow, page: RoundtablesPage, qtmodeltester: ModelTester
) -> None:
    assert nameless(window) == []
    qtmodeltester.check(part(page, QTableView).model())  # type: ignore[no-untyped-call] # pytest-qt bears no types here
