from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.history import undo_steps
from roundtable.mapping import roundtable_matrix
from roundtable.practices import practice_edits, practice_store
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import PossibleMeasure
from roundtable.workspace import Workspace
from tests.ui.window_driving import CONTROL, OpenWindow, part, press, until
from ui.mapping.mapping_page import MappingPage
from ui.mapping.matrix_suggestions import MatrixSuggestions
from ui.mapping.matrix_table import MatrixTable

PRACTICES = 80
M1 = 2
LAST = "Practice 999"


@pytest.fixture
def table(open_window: OpenWindow, filled_location: str, qtbot: QtBot) -> MatrixTable:
    """Show the mapping of a roundtable with more practices than can be seen at once; the last one says more."""
    records = [PracticeRecord(id=new_id(), title=f"Practice {number:03}") for number in range(PRACTICES)]
    records.append(PracticeRecord(id=new_id(), title=LAST, summary="Clubs pay for the training of nurses at home."))
    with Workspace.open(filled_location) as workspace:
        with workspace.unit_of_work("Add") as work:
            keys = practice_store.add(work, records)
        roundtable_matrix.set_principal(workspace, 1, keys, None)
    window = open_window(filled_location)
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    shown = part(part(window, MappingPage), MatrixTable)
    until(qtbot, lambda: shown.matrix_model.rowCount() > PRACTICES)
    shown.setFocus()
    return shown


def row_of(table: MatrixTable, title: str) -> int:
    return next(row for row in range(table.matrix_model.rowCount()) if table.matrix_model.title(row) == title)


def suggested(table: MatrixTable, title: str, column: int) -> bool:
    return table.matrix_model.suggestion(row_of(table, title), column) is not None


def likely(table: MatrixTable, column: int) -> list[str]:
    return table.matrix_model.titles([s.practice for s in table.matrix_model.suggested_in_column(column, 5)])


def test_a_practice_is_suggested_for_once_it_is_in_view_and_for_its_column_before(
    table: MatrixTable, qtbot: QtBot
) -> None:
    table.go_to(row_of(table, "Practice 000"), M1)
    until(qtbot, lambda: likely(table, M1) == [LAST])
    assert row_of(table, LAST) not in table.rows_in_view()
    assert not suggested(table, LAST, M1)
    QTest.keyClick(table, Qt.Key.Key_End, CONTROL)
    until(qtbot, lambda: suggested(table, LAST, M1))


def test_what_is_accepted_or_refused_is_likely_no_more(table: MatrixTable, qtbot: QtBot) -> None:
    table.go_to(row_of(table, LAST), M1)
    until(qtbot, lambda: likely(table, M1) == [LAST] and suggested(table, LAST, M1))
    QTest.keyClick(table, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert table.matrix_model.cell(row_of(table, LAST), M1).is_refused
    assert likely(table, M1) == []
    assert not suggested(table, LAST, M1)


def test_what_was_refused_is_suggested_again_after_undo_though_all_was_read_meanwhile(
    table: MatrixTable, qtbot: QtBot
) -> None:
    table.go_to(row_of(table, LAST), M1)
    until(qtbot, lambda: likely(table, M1) == [LAST] and suggested(table, LAST, M1))
    QTest.keyClick(table, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    page = part(table.window(), MappingPage)
    page.changed.emit(undo_steps.everything())
    with qtbot.waitSignal(part(page, MatrixSuggestions).found):
        pass
    press(qtbot, table.window(), Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: likely(table, M1) == [LAST] and suggested(table, LAST, M1))


def test_suggestions_follow_a_change_of_the_texts(table: MatrixTable, filled_location: str, qtbot: QtBot) -> None:
    table.go_to(row_of(table, LAST), M1)
    until(qtbot, lambda: suggested(table, LAST, M1))
    page = part(table.window(), MappingPage)
    key = table.matrix_model.practice(row_of(table, LAST))
    assert key is not None
    with Workspace.open(filled_location) as workspace:
        record = practice_store.get(workspace, key)
        assert record is not None
        page.changed.emit(practice_edits.save(workspace, key, replace(record, summary="Goats.")))
    until(qtbot, lambda: not suggested(table, LAST, M1) and likely(table, M1) == [])


def test_suggestions_follow_a_change_of_the_questions(table: MatrixTable, filled_location: str, qtbot: QtBot) -> None:
    table.go_to(row_of(table, LAST), M1)
    until(qtbot, lambda: suggested(table, LAST, M1))
    page = part(table.window(), MappingPage)
    with Workspace.open(filled_location) as workspace:
        record = roundtable_store.get(workspace, 1)
        assert record is not None
        [pays] = record.possible_measures
        goats = PossibleMeasure(id=new_id(), text="Give goats")
        page.changed.emit(roundtable_edits.save(workspace, 1, replace(record, possible_measures=(goats, pays))))
    until(qtbot, lambda: len(table.matrix_model.targets) == 4 and suggested(table, LAST, M1 + 1))
    assert not suggested(table, LAST, M1)
