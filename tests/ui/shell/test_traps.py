"""What once made a person lose work or their way, tried with the keys and clicks that did."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.mapping import gaps
from roundtable.mapping.roundtable_matrix import Cell
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.ui.mapping.test_mapping_page import M1, NURSES, Q1, WELLS, at, cell, page, rows, undo
from tests.ui.window_driving import (
    CONTROL,
    NONE,
    click,
    part,
    practices_table,
    press,
    status_texts,
    table_named,
    titles,
    until,
)
from ui.editor.chips_field import ChipsField
from ui.editor.practice_editor import PracticeEditor
from ui.gaps.gaps_view import GapsView
from ui.mapping.mapping_page import MappingPage
from ui.mapping.mapping_views import GAPS, MATRIX, MappingViews
from ui.shell.main_window import MainWindow

__all__ = ["page"]


def type_no_day(page: MappingPage, qtbot: QtBot) -> QLineEdit:
    """Note a gap and write into its due date what is no day."""
    part(page, MappingViews).tabs.setCurrentIndex(GAPS)
    table_named(page, "Gaps").setFocus()
    click(qtbot, page, "Note this gap")
    [due] = [one for one in part(page, GapsView).findChildren(QLineEdit) if one.accessibleName() == "Due"]
    due.setFocus()
    QTest.keyClicks(due, "soonish")
    QTest.keyClick(due, Qt.Key.Key_Tab)
    return due


def test_a_day_that_cannot_be_saved_stops_no_undo(
    page: MappingPage, window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    due = type_no_day(page, qtbot)
    part(page, MappingViews).tabs.setCurrentIndex(MATRIX)
    QTest.keyClick(at(page, NURSES, M1), Qt.Key.Key_Space)
    assert cell(page, NURSES, M1).is_mapped
    undo(window, qtbot)
    assert not cell(page, NURSES, M1).is_mapped
    assert "soonish" not in window.bar.text
    assert due.text() == "soonish"
    with Workspace.open(filled_location) as workspace:
        assert [gap.due for gap in gaps.listing(workspace, 1)] == [""]
        assert journal_steps.next_redo(workspace) is not None


def test_closing_leads_to_the_field_that_could_not_be_saved(
    page: MappingPage, window: MainWindow, qtbot: QtBot
) -> None:
    due = type_no_day(page, qtbot)
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    assert not window.close()
    assert "“Due” of the gap at Q2 could not be saved." in window.bar.text
    click(qtbot, window, "Show the field")
    assert window.focusWidget() is due
    assert any("“soonish” is not a date" in shown.text() for shown in page.findChildren(QLabel) if shown.isVisible())


def edit_first(window: MainWindow, qtbot: QtBot, field: str) -> QWidget:
    """Edit a field of the practice shown."""
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_F2)
    part(window.practices, PracticeEditor).start(field)
    focused = window.focusWidget()
    assert focused is not None
    return focused


def test_undo_in_a_field_takes_back_nothing_elsewhere(window: MainWindow, filled_location: str, qtbot: QtBot) -> None:
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, lambda: len(titles(window)) == 2)
    typed = edit_first(window, qtbot, "summary")
    QTest.keyClicks(typed, "x")
    for _ in range(4):
        press_in(window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: window.jobs.current is None)
    assert len(titles(window)) == 2


def test_undo_in_a_field_takes_back_its_own_saved_steps(window: MainWindow, qtbot: QtBot) -> None:
    edit_first(window, qtbot, "tags")
    for tag in ("Zebra", "Yak"):
        QTest.keyClicks(window.focusWidget(), tag)
        press_in(window, Qt.Key.Key_Return)
    [tags] = [field for field in window.findChildren(ChipsField) if field.name == "tags"]
    press_in(window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: tags.value() == ("Zebra",))
    press_in(window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: tags.value() == ())
    until(qtbot, lambda: window.jobs.current is None)
    press_in(window, Qt.Key.Key_Z, CONTROL)
    assert not window.jobs.is_busy


def test_undo_names_its_step_and_its_practice_before_and_after(window: MainWindow, qtbot: QtBot) -> None:
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_PageDown, CONTROL)
    press(qtbot, window, Qt.Key.Key_Delete)
    step = "Delete practice – Étude des infirmières"
    until(qtbot, lambda: f"Undo: {step}" in status_texts(window))
    practices_table(window).setFocus()
    undo(window, qtbot)
    until(qtbot, lambda: window.bar.text == f"Undone: {step}")
    click(qtbot, window.bar, "Redo")
    until(qtbot, lambda: window.bar.text == f"Redone: {step}")


def press_in(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def test_the_first_focus_is_where_the_work_is_and_the_arrows_change_no_page_or_roundtable(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.focusWidget() is practices_table(window)
    press_in(window, Qt.Key.Key_Down)
    assert window.practices.isVisible()
    roundtable_edits.create(workspace_of(window), "RT 9.2")
    for key, shown in (
        (Qt.Key.Key_4, window.mapping),
        (Qt.Key.Key_5, window.annex),
        (Qt.Key.Key_6, window.contributions),
    ):
        press(qtbot, window, key, CONTROL)
        before = shown.code
        press_in(window, Qt.Key.Key_Down)
        assert shown.isVisible()
        assert shown.code == before


def test_the_wheel_over_a_choice_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    for box in window.mapping.findChildren(QComboBox):
        before, middle = box.currentIndex(), QPointF(box.rect().center())
        wheel = QWheelEvent(
            *(middle, box.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120)),
            *(Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(box, wheel)
        assert box.currentIndex() == before


def test_a_click_on_a_suggestion_looks_and_space_maps(page: MappingPage, qtbot: QtBot) -> None:
    shown = at(page, WELLS, M1)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert not cell(page, WELLS, M1).is_mapped
    row = rows(page).index(WELLS)
    until(qtbot, lambda: shown.matrix_model.index(row, M1).data() == "?")
    at(page, NURSES, Q1)
    place = shown.visualRect(shown.matrix_model.index(row, M1)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert not cell(page, WELLS, M1).is_mapped
    assert shown.currentIndex().column() == M1
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert cell(page, WELLS, M1) == Cell(is_mapped=True)


def workspace_of(window: MainWindow) -> Workspace:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    return workspace
