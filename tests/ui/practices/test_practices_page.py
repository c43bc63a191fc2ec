import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_store
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    SHIFT,
    OpenWindow,
    click,
    pane_text,
    part,
    practices_table,
    press,
    search_field,
    status_texts,
    titles,
    until,
)
from ui.practice_table.practices_model import Field
from ui.shell.main_window import MainWindow


def test_typing_narrows_the_table_and_counts(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    assert search_field(window).hasFocus()
    QTest.keyClicks(search_field(window), "ayac")
    qtbot.waitUntil(lambda: titles(window) == ["Wells for Ayacucho"])
    assert part(search_field(window), QLabel).text() == "1 of 3"
    assert "Clubs abroad pay for wells." in pane_text(window)


def test_words_are_found_without_their_accents(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(search_field(window), "etude")
    qtbot.waitUntil(lambda: titles(window) == ["Étude des infirmières"])


def test_escape_clears_the_search_and_enter_moves_to_the_table(window: MainWindow, qtbot: QtBot) -> None:
    field = search_field(window)
    field.setFocus()
    QTest.keyClicks(field, "wells")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert practices_table(window).hasFocus()
    qtbot.waitUntil(lambda: titles(window) == ["Wells for Ayacucho"])
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: titles(window) == ALL_TITLES)
    assert not field.text()


def test_only_the_last_of_several_quick_searches_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    field = search_field(window)
    for text in ("w", "we", "zzz", "etude"):
        field.setText(text)
        field.searched.emit(text)
    qtbot.waitUntil(lambda: titles(window) == ["Étude des infirmières"])


def test_a_search_that_finds_nothing_says_so_and_offers_to_clear(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(search_field(window), "zebra")
    qtbot.waitUntil(lambda: titles(window) == [])
    click(qtbot, window, "Clear the search")
    qtbot.waitUntil(lambda: titles(window) == ALL_TITLES)


@pytest.mark.parametrize(
    ("field", "ascending", "descending"),
    [
        (Field.COUNTRY, ALL_TITLES, ALL_TITLES[::-1]),
        (
            Field.STATUS,
            ["Étude des infirmières", "Wells for Ayacucho", "(no title)"],
            ["Wells for Ayacucho", "(no title)", "Étude des infirmières"],
        ),
    ],
)
def test_a_click_on_a_heading_sorts_and_another_turns_the_order(
    window: MainWindow, qtbot: QtBot, field: Field, ascending: list[str], descending: list[str]
) -> None:
    header = practices_table(window).horizontalHeader()
    where = QPoint(header.sectionViewportPosition(field) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: titles(window) == ascending)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: titles(window) == descending)


def test_sorting_keeps_looking_at_the_same_practice(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert pane_text(window).startswith("Étude des infirmières")
    table.sortByColumn(Field.TITLE, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: titles(window) == ALL_TITLES[::-1])
    assert table.currentIndex().row() == 1
    assert pane_text(window).startswith("Étude des infirmières")


def test_chosen_rows_are_copied_as_lines_for_a_spreadsheet(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [line[:4] for line in lines] == [
        ["Étude des infirmières", "Ghana; Côte d’Ivoire", "", "Cleared"],
        ["Wells for Ayacucho", "Perú; diaspora destination countries", "Diasporas; youth employability", "Draft"],
    ]


def test_many_rows_are_copied_as_a_job(open_window: OpenWindow, new_location: str, qtbot: QtBot) -> None:
    with Workspace.open(new_location) as workspace, workspace.unit_of_work("Add") as work:
        practice_store.add(work, [PracticeRecord(id=derived_id(str(n)), title=f"Number {n}") for n in range(600)])
    window = open_window(new_location)
    until(qtbot, lambda: len(titles(window)) == 600)
    table = practices_table(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    until(qtbot, lambda: "600 rows copied" in status_texts(window))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 600
    assert lines[0].startswith("Number 0\t")


def test_copying_in_the_search_field_copies_what_is_chosen_there(window: MainWindow, qtbot: QtBot) -> None:
    field = search_field(window)
    field.setFocus()
    QTest.keyClicks(field, "wells")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "wells"


def test_the_keys_for_the_next_and_previous_practice_move_through_the_table(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_PageDown, CONTROL)
    assert pane_text(window).startswith("Étude des infirmières")
    press(qtbot, window, Qt.Key.Key_PageUp, CONTROL)
    assert pane_text(window).startswith("(no title)")


def test_a_cell_gives_all_it_had_no_room_for_as_plain_text(window: MainWindow) -> None:
    model = practices_table(window).model()
    tip = model.index(2, Field.COUNTRY).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Perú\ndiaspora destination countries"


def test_choosing_all_rows_is_counted_in_the_status_bar(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    assert table.selectionModel().hasSelection()
    assert "3 practices shown, 3 selected" in status_texts(window)


def test_a_search_that_hides_what_was_looked_at_begins_at_its_first_hit(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_PageDown, CONTROL)
    press(qtbot, window, Qt.Key.Key_PageDown, CONTROL)
    assert practices_table(window).currentIndex().row() == 2
    QTest.keyClicks(search_field(window), "-wells")
    qtbot.waitUntil(lambda: titles(window) == ALL_TITLES[:2])
    assert practices_table(window).currentIndex().row() == 0
