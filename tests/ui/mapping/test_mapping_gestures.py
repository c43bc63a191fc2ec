"""Every gesture in the matrix is one step, which undo takes back and redo makes again; a session needs no mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Cell
from roundtable.workspace import Workspace
from tests.programs import locked
from tests.ui.mapping.test_mapping_page import (
    M1,
    NURSES,
    Q1,
    Q2,
    WELLS,
    at,
    cell,
    choice,
    model,
    page,
    rows,
    steps,
    table,
    undo,
)
from tests.ui.window_driving import ALT, CONTROL, NONE, SHIFT, click, column, part, press, table_named, until
from ui.base.practice_drag import dragged
from ui.coverage.coverage_view import CoverageView
from ui.dialogs.question_dialog import QuestionDialog
from ui.mapping.mapping_page import MappingPage
from ui.mapping.mapping_views import MappingViews
from ui.mapping.matrix_panel import ReasonInput
from ui.shell.main_window import MainWindow
from ui.widgets.search_field import SearchField

__all__ = ["page"]
Key = Qt.Key
Gesture = Callable[[MappingPage, QtBot], None]


def held(location: str) -> object:
    """Read all marks of the roundtable, and the annex in its order, as they are kept."""
    with Workspace.open(location) as workspace:
        matrix = roundtable_matrix.matrix(workspace, 1)
    return dict(matrix.cells), list(matrix.annexed.items())


def block(page: MappingPage) -> None:
    shown = at(page, NURSES, Q2)
    QTest.keyClick(shown, Key.Key_Right, SHIFT)
    QTest.keyClick(shown, Key.Key_Down, SHIFT)


def toggle(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, NURSES, M1), Key.Key_Space)


def toggle_block(page: MappingPage, qtbot: QtBot) -> None:
    block(page)
    QTest.keyClick(table(page), Key.Key_Space)


def paste(page: MappingPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("x\tgood grounds\nother grounds\tx")
    QTest.keyClick(at(page, NURSES, Q2), Key.Key_V, CONTROL)


def fill(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, NURSES, Q1), Key.Key_Down, SHIFT)
    QTest.keyClick(table(page), Key.Key_D, CONTROL)


def drop(page: MappingPage, qtbot: QtBot) -> None:
    keys = [key for row in range(model(page).rowCount()) if (key := model(page).practice(row)) is not None]
    data = dragged(keys)
    place = QPointF(table(page).horizontalHeader().sectionViewportPosition(Q2) + 10.0, 60.0)
    with_keys = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE
    QApplication.sendEvent(table(page).viewport(), QDragEnterEvent(place, *with_keys))
    QApplication.sendEvent(table(page).viewport(), QDropEvent(place, *with_keys))


def reason(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, NURSES, Q1), Key.Key_Return)
    QTest.keyClicks(part(page, ReasonInput), "trains nurses")
    QTest.keyClick(part(page, ReasonInput), Key.Key_Escape)


def principal(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, NURSES, Q2), Key.Key_P)


def no_principal(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, NURSES, Q1), Key.Key_P)


def accept(page: MappingPage, qtbot: QtBot) -> None:
    _wait_for_suggestion(page, qtbot, WELLS)
    QTest.keyClick(at(page, WELLS, M1), Key.Key_Y, ALT)


def refuse(page: MappingPage, qtbot: QtBot) -> None:
    _wait_for_suggestion(page, qtbot, WELLS)
    QTest.keyClick(at(page, WELLS, M1), Key.Key_N, ALT)


def leave_out(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, WELLS, M1), Key.Key_Delete, SHIFT)


def take_over(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, NURSES, M1), Key.Key_O, CONTROL | SHIFT)
    until(qtbot, lambda: bool(page.findChildren(QuestionDialog)))
    dialog = part(page, QuestionDialog)
    choices = part(dialog, QListWidget)
    [wanted] = choices.findItems("RT 9.3 · Q1", Qt.MatchFlag.MatchStartsWith)
    choices.setCurrentItem(wanted)
    click(qtbot, dialog, "Copy mappings")


GESTURES = (
    *(toggle, toggle_block, paste, fill, drop, reason, principal, no_principal, accept, refuse, leave_out, take_over),
)


@pytest.mark.parametrize("gesture", GESTURES, ids=lambda gesture: gesture.__name__)
def test_a_gesture_is_one_step_that_undo_takes_back_and_redo_makes_again(
    gesture: Gesture, window: MainWindow, page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    _make_another_roundtable(window)
    until(qtbot, lambda: choice(page, "Roundtable").count() == 2 and NURSES in rows(page))
    before, count = held(filled_location), steps(filled_location)
    gesture(page, qtbot)
    until(qtbot, lambda: held(filled_location) != before and not window.jobs.is_busy)
    after = held(filled_location)
    assert steps(filled_location) == count + 1
    undo(window, qtbot)
    assert held(filled_location) == before
    press(qtbot, window, Key.Key_Z, CONTROL | SHIFT)
    until(qtbot, lambda: held(filled_location) == after)


def test_a_mark_waits_for_a_workspace_that_is_in_use_without_holding_up_the_window(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    was_mapped = cell(page, NURSES, M1).is_mapped
    with locked(filled_location):
        toggle(page, qtbot)
        assert cell(page, NURSES, M1).is_mapped is was_mapped, "nothing is shown that is not saved"
    until(qtbot, lambda: cell(page, NURSES, M1).is_mapped is not was_mapped)


def _make_another_roundtable(window: MainWindow) -> None:
    """Copy the roundtable and map both practices to the copy's first question; unmap in the first what serves M1."""
    shown = window.workspace_switch.workspace
    assert shown is not None
    workspace = shown.with_patience(30)  # suggestions are being read meanwhile
    other, change_set = roundtable_edits.duplicate(workspace, 1, "RT 9.3")
    window.signals.changed.emit(change_set)
    asked = roundtable_matrix.matrix(workspace, other).targets[Q1]
    matrix = roundtable_matrix.matrix(workspace, 1)
    pairs = [(key, asked) for key in matrix.annexed]
    window.signals.changed.emit(roundtable_matrix.mark(workspace, other, pairs))
    [wells] = matrix.cells.mapped(matrix.targets[M1])
    window.signals.changed.emit(roundtable_matrix.toggle(workspace, 1, [(wells, matrix.targets[M1])]))


def _wait_for_suggestion(page: MappingPage, qtbot: QtBot, title: str) -> None:
    until(qtbot, lambda: title in rows(page) and bool(model(page).suggested_in_row(rows(page).index(title))))


def test_a_session_of_mapping_needs_no_mouse(window: MainWindow, page: MappingPage, qtbot: QtBot) -> None:
    _note_a_gap(window, page, qtbot)
    _find_the_rows(page, qtbot)
    _mark_with_a_reason_and_copy_it(page)
    _refuse_and_accept_a_suggestion(window, page, qtbot)
    _go_from_coverage_to_practices_and_back(window, page, qtbot)


def _note_a_gap(window: MainWindow, page: MappingPage, qtbot: QtBot) -> None:
    views = part(window, MappingViews)
    press(qtbot, window, Key.Key_F6, SHIFT)
    assert _focused() is part(page, SearchField)
    _go_to_tabs(views)
    for _ in range(2):
        QTest.keyClick(_focused(), Key.Key_Right)
    gaps = table_named(window, "Gaps")
    until(qtbot, lambda: column(gaps, 1) == ["Q2 Who pays for wells?"])
    press(qtbot, window, Key.Key_F6)
    assert _focused() is gaps
    for key in (Key.Key_Home, Key.Key_Return):
        QTest.keyClick(gaps, key)
    until(qtbot, lambda: views.tabs.tabText(2) == "Gaps  1")
    _go_to_tabs(views)
    for _ in range(2):
        QTest.keyClick(_focused(), Key.Key_Left)


def _find_the_rows(page: MappingPage, qtbot: QtBot) -> None:
    _tab_to(part(page, SearchField))
    _choose_next(page, "Rows")
    until(qtbot, lambda: "" in rows(page))
    _choose_next(page, "Group by")
    until(qtbot, lambda: rows(page) == ["[Eritrea 1]", "", "[Ghana 1]", NURSES, "[Peru 1]", WELLS])
    _tab_to(part(page, SearchField))
    QTest.keyClicks(_focused(), "country:Africa")
    until(qtbot, lambda: rows(page) == ["[Eritrea 1]", "", "[Ghana 1]", NURSES])
    QTest.keyClick(_focused(), Key.Key_Return)
    until(qtbot, table(page).hasFocus)


def _mark_with_a_reason_and_copy_it(page: MappingPage) -> None:
    shown, reason_input = table(page), part(page, ReasonInput)
    for key in (Key.Key_N, Key.Key_Home, Key.Key_Right, Key.Key_Space):
        QTest.keyClick(shown, key)
    assert cell(page, "", Q2) == Cell(is_mapped=True, is_principal=True)
    QTest.keyClick(shown, Key.Key_Return)
    QTest.keyClicks(reason_input, "schools abroad")
    QTest.keyClick(reason_input, Key.Key_Return, CONTROL)
    QTest.keyClick(shown, Key.Key_C, CONTROL)
    QTest.keyClick(shown, Key.Key_Down)
    assert model(page).title(shown.currentIndex().row()) == NURSES
    QTest.keyClick(shown, Key.Key_V, CONTROL)
    assert cell(page, NURSES, Q2).reason == "schools abroad"
    QTest.keyClick(shown, Key.Key_P)
    assert cell(page, NURSES, Q2).is_principal
    QTest.keyClick(shown, Key.Key_Right)


def _refuse_and_accept_a_suggestion(window: MainWindow, page: MappingPage, qtbot: QtBot) -> None:
    shown = table(page)
    press(qtbot, window, Key.Key_F6, SHIFT)
    QTest.keyClick(_focused(), Key.Key_A, CONTROL)
    QTest.keyClicks(_focused(), "wells")
    until(qtbot, lambda: rows(page) == ["[Peru 1]", WELLS])
    QTest.keyClick(_focused(), Key.Key_Return)
    for key in (Key.Key_End, Key.Key_Space):
        QTest.keyClick(shown, key)
    until(qtbot, lambda: model(page).state(1, M1) == "suggested")
    QTest.keyClick(shown, Key.Key_N, ALT)
    assert cell(page, WELLS, M1).is_refused
    undo(window, qtbot)
    until(qtbot, lambda: model(page).state(1, M1) == "suggested")
    press(qtbot, window, Key.Key_Z, CONTROL | SHIFT)
    until(qtbot, lambda: cell(page, WELLS, M1).is_refused)
    undo(window, qtbot)
    until(qtbot, lambda: model(page).state(1, M1) == "suggested")
    until(qtbot, lambda: shown.hasFocus() and shown.currentIndex() == model(page).index(1, M1))
    QTest.keyClick(shown, Key.Key_Y, ALT)
    until(qtbot, lambda: cell(page, WELLS, M1).is_mapped)


def _go_from_coverage_to_practices_and_back(window: MainWindow, page: MappingPage, qtbot: QtBot) -> None:
    views = part(window, MappingViews)
    assert views.tabs.tabText(2) == "Gaps"
    _go_to_tabs(views)
    QTest.keyClick(_focused(), Key.Key_Right)
    coverage = part(window, CoverageView)
    until(qtbot, lambda: coverage.sheet is not None)
    press(qtbot, window, Key.Key_F6)
    assert _focused() is coverage.pane
    QTest.keyClick(_focused(), Key.Key_Return)
    until(qtbot, lambda: window.practices.isVisible() and "question:" in window.practices.query_text)
    press(qtbot, window, Key.Key_4, CONTROL)
    assert page.isVisible()


def _go_to_tabs(views: MappingViews) -> None:
    while _focused() is not views.tabs:
        QTest.keyClick(_focused(), Key.Key_Backtab, SHIFT)


def _tab_to(wanted: QWidget) -> None:
    while _focused() is not wanted:
        QTest.keyClick(_focused(), Key.Key_Tab)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _choose_next(page: MappingPage, name: str) -> None:
    """Go to a choice by Tab, and take what stands below."""
    wanted = choice(page, name)
    while _focused() is not wanted:
        QTest.keyClick(_focused(), Key.Key_Backtab, SHIFT)
    QTest.keyClick(wanted, Key.Key_Down)


def test_a_screen_reader_is_told_the_whole_of_each_cell(window: MainWindow, page: MappingPage, qtbot: QtBot) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    keys = {title: model(page).practice(rows(page).index(title)) for title in (NURSES, WELLS)}
    change_set = roundtable_matrix.refuse(workspace, [(keys[WELLS] or 0, model(page).targets[Q2])])
    window.signals.changed.emit(change_set)
    until(qtbot, lambda: cell(page, WELLS, Q2).is_refused)
    told = [_told(page, title, column) for title, column in ((NURSES, Q1), (WELLS, Q1), (WELLS, Q2), (WELLS, M1))]
    assert told == [
        "Étude des infirmières, Q1 What keeps nurses at home?: mapped, principal question",
        "Wells for Ayacucho, Q1 What keeps nurses at home?: not mapped",
        "Wells for Ayacucho, Q2 Who pays for wells?: refused",
        "Wells for Ayacucho, M1 pay for training: mapped; reason: pays",
    ]


def _told(page: MappingPage, title: str, column: int) -> str:
    """Ask as a screen reader does, through the operating system's door."""
    shown = QAccessible.queryAccessibleInterface(table(page))
    held = model(page)
    at_row = (rows(page).index(title) + 1) * (held.columnCount() + 1)  # headings are children, too
    return str(shown.child(at_row + column + 1).text(QAccessible.Text.Name))
