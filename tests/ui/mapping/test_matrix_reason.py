"""A reason is saved while it is typed, stays where it cannot be saved, and nothing that is read again disturbs it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roundtable.mapping import roundtable_matrix
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.programs import locked
from tests.ui.mapping.test_mapping_page import M1, NURSES, Q1, Q2, WELLS, at, page, rows, steps, table
from tests.ui.window_driving import CONTROL, click, part, press, until
from ui.mapping.mapping_page import MappingPage
from ui.mapping.matrix_panel import ReasonInput
from ui.shell.main_window import MainWindow

__all__ = ["page"]


@pytest.fixture(autouse=True)
def _readers_wait_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 1)


def kept(location: str, title: str, column: int, page: MappingPage) -> str:
    """Read a reason as it is kept."""
    row = next(
        row for row in range(table(page).matrix_model.rowCount()) if table(page).matrix_model.title(row) == title
    )
    key = table(page).matrix_model.practice(row)
    with Workspace.open(location) as workspace:
        matrix = roundtable_matrix.matrix(workspace, 1)
    return matrix.cell(key or 0, matrix.targets[column]).reason


def start(page: MappingPage, title: str, column: int) -> ReasonInput:
    QTest.keyClick(at(page, title, column), Qt.Key.Key_Return)
    return part(page, ReasonInput)


def test_a_reason_is_saved_while_its_typing_pauses_each_time_a_step(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    before = steps(filled_location)
    typed = start(page, NURSES, M1)
    QTest.keyClicks(typed, "trains ")
    until(qtbot, lambda: kept(filled_location, NURSES, M1, page) == "trains")
    assert typed.hasFocus()
    QTest.keyClicks(typed, "nurses")
    assert typed.text() == "trains nurses"
    until(qtbot, lambda: kept(filled_location, NURSES, M1, page) == "trains nurses")
    assert steps(filled_location) == before + 2
    with Workspace.open(filled_location) as workspace:
        assert journal_steps.next_undo(workspace) == "Set the reason for mapping “Étude des infirmières” to M1"


def test_a_reason_that_moves_its_practice_to_another_group_can_be_typed_on(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    typed = start(page, WELLS, Q2)
    QTest.keyClicks(typed, "clubs ")
    until(qtbot, lambda: "[Who pays for wells? 1]" in rows(page))
    assert typed.hasFocus()
    QTest.keyClicks(typed, "pay for all of it")
    assert typed.text() == "clubs pay for all of it"
    QTest.keyClick(typed, Qt.Key.Key_Escape)
    assert kept(filled_location, WELLS, Q2, page) == "clubs pay for all of it"


def test_a_reason_waits_for_a_workspace_that_is_in_use_and_says_so(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    typed = start(page, NURSES, M1)
    [waiting] = [label for label in page.findChildren(QLabel) if label.text() == "not saved yet"]
    with locked(filled_location):
        QTest.keyClicks(typed, "trains nurses")
        until(qtbot, waiting.isVisible)
        assert typed.text() == "trains nurses"
    until(qtbot, lambda: kept(filled_location, NURSES, M1, page) == "trains nurses")
    until(qtbot, lambda: not waiting.isVisible())


def test_a_reason_that_could_not_be_saved_before_another_cell_was_gone_to_is_saved_later(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    typed = start(page, NURSES, M1)
    with locked(filled_location):
        QTest.keyClicks(typed, "trains nurses")
        QTest.keyClick(typed, Qt.Key.Key_Escape)
        QTest.keyClick(table(page), Qt.Key.Key_Left)
        assert part(page, ReasonInput).text() == ""
    until(qtbot, lambda: kept(filled_location, NURSES, M1, page) == "trains nurses")
    assert kept(filled_location, NURSES, Q2, page) == ""


def type_while_another_writes(page: MappingPage, location: str) -> ReasonInput:
    """Type a reason onto which another program wrote its own meanwhile: it cannot be saved."""
    typed = start(page, NURSES, M1)
    nurses = table(page).matrix_model.practice(rows(page).index(NURSES)) or 0
    with Workspace.open(location) as other:
        roundtable_matrix.set_reason(other, nurses, roundtable_matrix.matrix(other, 1).targets[M1], "theirs")
    QTest.keyClicks(typed, "mine")
    assert not page.flush()
    return typed


def test_a_reason_that_another_program_changed_meanwhile_is_led_back_to(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    typed = type_while_another_writes(page, filled_location)
    at(page, WELLS, Q1)
    assert typed.text() != "mine"
    found = page.unsaved()
    assert found is not None
    assert found.field == f"The reason of “{NURSES}” at M1"
    found.show()
    assert typed.text() == "mine"
    assert not page.flush()
    click(qtbot, page, "Show")
    click(qtbot, page, "Use the other")
    assert (typed.text(), page.unsaved()) == ("theirs", None)


def test_both_reasons_are_kept_where_only_the_save_finds_that_another_program_wrote_one(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    typed = type_while_another_writes(page, filled_location)
    click(qtbot, page, "Show")
    click(qtbot, page, "Merge both")
    assert page.flush()
    assert sorted(kept(filled_location, NURSES, M1, page).split()) == ["mine", "theirs"]
    assert typed.hasFocus()


def test_undo_takes_back_what_is_being_typed(
    window: MainWindow, page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    typed = start(page, NURSES, Q1)
    QTest.keyClicks(typed, "keeps them")
    QTest.keyClick(typed, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: typed.text() == "")
    assert kept(filled_location, NURSES, Q1, page) == ""
