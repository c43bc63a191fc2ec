from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    SHIFT,
    OpenWindow,
    click,
    column,
    part,
    practices_table,
    press,
    search_field,
    shown_dialog,
    status_texts,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.dialogs.input_dialog import InputDialog
from ui.practice_dialogs.find_replace_dialog import ReplaceDialog
from ui.practice_dialogs.trash_dialog import TrashDialog
from ui.shell.main_window import MainWindow

COPIED = ["(no title)", "Étude des infirmières", "Wells for Ayacucho", "Wells for Ayacucho"]


def choose_rows(window: MainWindow, *rows: int) -> QTableView:
    """Choose rows that follow each other, by keys."""
    table = practices_table(window)
    assert QTest.qWaitForWindowActive(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Home, CONTROL)
    for _ in range(rows[0]):
        QTest.keyClick(table, Qt.Key.Key_Down)
    for _ in rows[1:]:
        QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    return table


def chosen_rows(window: MainWindow) -> list[int]:
    return sorted(index.row() for index in practices_table(window).selectionModel().selectedRows())


def records(window: MainWindow) -> dict[str, PracticeRecord]:
    assert window.workspace_switch.workspace is not None
    with window.workspace_switch.workspace.reading() as connection:
        return {record.title: record for record in practice_store.load(connection).values()}


def answer(qtbot: QtBot, window: MainWindow, text: str) -> None:
    dialog = shown_dialog(qtbot, window, InputDialog)
    field = part(dialog, QLineEdit)
    QTest.keyClicks(field, text)
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_a_new_practice_is_made_by_keys_and_looked_at_even_where_a_search_hid_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    search_field(window).setText("wells")
    until(qtbot, lambda: len(titles(window)) == 1)
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    until(qtbot, lambda: len(titles(window)) == 4)
    assert search_field(window).text() == ""
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    [row] = chosen_rows(window)
    newest = practice_store.get(workspace, max(practice_rows.find_ids(workspace)))
    assert newest is not None
    assert window.practices.list.selected_keys == [max(practice_rows.find_ids(workspace))]
    assert titles(window)[row] == "(no title)"
    assert "Undo: New practice" in status_texts(window)


def test_an_empty_workspace_offers_to_make_the_first_practice(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    click(qtbot, window, "New practice")
    until(qtbot, lambda: titles(window) == ["(no title)"])
    assert practices_table(window).isVisible()


def test_a_duplicated_practice_is_chosen_and_the_search_that_finds_it_stays(window: MainWindow, qtbot: QtBot) -> None:
    search_field(window).setText("wells")
    until(qtbot, lambda: len(titles(window)) == 1)
    choose_rows(window, 0)
    press(qtbot, window, Qt.Key.Key_D, CONTROL)
    until(qtbot, lambda: len(titles(window)) == 2)
    assert search_field(window).text() == "wells"
    assert chosen_rows(window) == [1]
    assert window.bar.text == "1 practice duplicated"


def test_deleting_chooses_the_next_row_and_the_message_takes_it_back(window: MainWindow, qtbot: QtBot) -> None:
    table = choose_rows(window, 0, 1)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    until(qtbot, lambda: titles(window) == ALL_TITLES[2:])
    assert chosen_rows(window) == [0]
    assert window.bar.text == "2 practices moved to the trash"
    click(qtbot, window.bar, "Undo")
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    assert window.bar.text == "Undone: Delete 2 practices"


def test_deleting_the_last_row_chooses_the_one_before(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(choose_rows(window, 2), Qt.Key.Key_Delete)
    until(qtbot, lambda: titles(window) == ALL_TITLES[:2])
    assert chosen_rows(window) == [1]


def test_delete_in_the_search_field_deletes_a_character_only(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 0)
    field = search_field(window)
    field.setFocus()
    QTest.keyClicks(field, "xy")
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == "y"
    assert not window.jobs.is_busy


def test_a_step_that_is_no_longer_the_newest_is_not_offered_to_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(choose_rows(window, 2), Qt.Key.Key_Delete)
    until(qtbot, lambda: len(titles(window)) == 2)
    assert window.bar.text == "“Wells for Ayacucho” moved to the trash"
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    until(qtbot, lambda: len(titles(window)) == 3)
    assert window.bar.text == ""


def test_the_trash_gives_practices_back_and_chooses_them(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(choose_rows(window, 1, 2), Qt.Key.Key_Delete)
    until(qtbot, lambda: len(titles(window)) == 1)
    window.practice_actions.show_trash()
    dialog = shown_dialog(qtbot, window, TrashDialog)
    trash = table_named(dialog, "Practices in the trash")
    assert sorted(column(trash, 0)) == sorted(ALL_TITLES[1:])
    trash.selectRow(column(trash, 0).index("Wells for Ayacucho"))
    click(qtbot, dialog, "Restore")
    until(qtbot, lambda: titles(window) == ["(no title)", "Wells for Ayacucho"])
    until(qtbot, lambda: chosen_rows(window) == [1])
    assert column(trash, 0) == ["Étude des infirmières"]


def test_the_trash_is_emptied_after_a_second_question_and_can_still_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(choose_rows(window, 1, 2), Qt.Key.Key_Delete)
    until(qtbot, lambda: len(titles(window)) == 1)
    window.practice_actions.show_trash()
    dialog = shown_dialog(qtbot, window, TrashDialog)
    trash = table_named(dialog, "Practices in the trash")
    click(qtbot, dialog, "Empty the trash…")
    click(qtbot, dialog, "Keep them")
    assert trash.model().rowCount() == 2
    click(qtbot, dialog, "Empty the trash…")
    click(qtbot, dialog, "Empty the trash")
    until(qtbot, lambda: trash.model().rowCount() == 0)
    assert not visible_button(dialog, "Restore").isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    window.undo_actions.undo()
    until(qtbot, lambda: window.jobs.current is None)
    window.undo_actions.undo()
    until(qtbot, lambda: titles(window) == ALL_TITLES)


def test_a_status_is_set_for_all_that_is_chosen_which_stays_chosen(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 0, 1, 2)
    window._actions["practice_actions.set_status:in clearance"].trigger()
    until(qtbot, lambda: window.bar.text == "Status of 3 practices set to “In clearance”")
    until(qtbot, lambda: column(practices_table(window), 3) == ["In clearance"] * 3)
    assert chosen_rows(window) == [0, 1, 2]
    assert {record.status for record in records(window).values()} == {"in clearance"}


def test_a_tag_is_added_to_the_chosen_practices_that_lack_it_and_removed_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    choose_rows(window, 1, 2)
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    answer(qtbot, window, "Gender")
    until(qtbot, lambda: window.bar.text == "“Gender” added to 1 practice")
    assert "Gender" in records(window)["Wells for Ayacucho"].tags
    assert chosen_rows(window) == [1, 2]
    press(qtbot, window, Qt.Key.Key_T, CONTROL | SHIFT)
    answer(qtbot, window, "Gender")
    until(qtbot, lambda: window.bar.text == "“Gender” removed from 2 practices")
    assert all("Gender" not in record.tags for record in records(window).values())


def test_removing_a_term_that_nobody_carries_says_that_nothing_had_to_be_changed(
    window: MainWindow, qtbot: QtBot
) -> None:
    choose_rows(window, 0)
    press(qtbot, window, Qt.Key.Key_T, CONTROL | SHIFT)
    answer(qtbot, window, "nobodys")
    until(qtbot, lambda: window.bar.text == "Nothing to change.")


def test_what_is_asked_can_be_left_without_an_answer(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 0)
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    dialog = shown_dialog(qtbot, window, InputDialog)
    assert not visible_button(dialog, "Add").isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(InputDialog))
    assert not window.jobs.is_busy


def test_nothing_is_done_to_chosen_practices_that_are_not_seen(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 0, 1)
    window.go_to("roundtables")
    press(qtbot, window, Qt.Key.Key_D, CONTROL)
    assert not window.jobs.is_busy
    window.go_to("practices")
    assert window._actions["practice_actions.duplicate"].isEnabled()


def test_find_and_replace_shows_every_change_before_it_is_made(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_R, CONTROL)
    dialog = shown_dialog(qtbot, window, ReplaceDialog)
    find, by = dialog.findChildren(QLineEdit)
    do = visible_button(dialog, "Replace")
    QTest.keyClicks(find, "WELL")
    QTest.keyClicks(by, "spring")
    preview = table_named(dialog, "What would change")
    until(qtbot, lambda: column(preview, 1) == ["Title", "Summary"])
    assert column(preview, 3)[0] == "springs for Ayacucho"
    for choice in dialog.findChildren(QCheckBox):
        QTest.keyClick(choice, Qt.Key.Key_Space)
        until(qtbot, lambda: column(preview, 3) == [])
        assert not do.isEnabled()
        QTest.keyClick(choice, Qt.Key.Key_Space)
        until(qtbot, do.isEnabled)
    QTest.mouseClick(do, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: window.bar.text == "“WELL” replaced in 1 practice")
    until(qtbot, lambda: "springs for Ayacucho" in titles(window))
    assert "Undo: Replace “WELL” with “spring” – springs for Ayacucho" in status_texts(window)


def test_find_and_replace_says_that_it_looks_where_that_takes_long(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, look = Event(), practice_edits.replacements
    monkeypatch.setattr(practice_edits, "replacements", lambda *a, **k: may_end.wait(30) and look(*a, **k))
    press(qtbot, window, Qt.Key.Key_R, CONTROL)
    dialog = shown_dialog(qtbot, window, ReplaceDialog)
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "WELL")
    until(qtbot, lambda: "Looking in 3 practices…" in [shown.text() for shown in dialog.findChildren(QLabel)])
    may_end.set()
    until(qtbot, visible_button(dialog, "Replace").isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_find_and_replace_looks_through_what_is_selected_only(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 0, 1)
    press(qtbot, window, Qt.Key.Key_R, CONTROL)
    dialog = shown_dialog(qtbot, window, ReplaceDialog)
    find, _by = dialog.findChildren(QLineEdit)
    QTest.keyClicks(find, "s")
    preview = table_named(dialog, "What would change")
    until(qtbot, lambda: preview.model().rowCount() > 0)
    assert "Wells for Ayacucho" not in column(preview, 0)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(ReplaceDialog))
    assert not [b for b in window.findChildren(QPushButton) if b.text() == "Replace"]


def test_what_is_done_to_many_is_one_step_that_is_undone_after_a_restart(
    open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    window = open_window(filled_location)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    choose_rows(window, 0, 1, 2)
    QTest.keyClick(practices_table(window), Qt.Key.Key_Delete)
    until(qtbot, lambda: titles(window) == [])
    window.close()
    again = open_window(filled_location)
    assert "Undo: Delete 3 practices" in status_texts(again)
    press(qtbot, again, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: titles(again) == ALL_TITLES)
    with Workspace.open(filled_location) as workspace:
        assert practice_rows.count(workspace) == 3


def test_every_dialog_about_practices_has_names_for_a_screen_reader_and_closes_with_escape(
    window: MainWindow, qtbot: QtBot
) -> None:
    choose_rows(window, 0, 1)
    for show, kind in (
        (window.practice_actions.show_trash, TrashDialog),
        (window.practice_actions.replace, ReplaceDialog),
        (lambda: window.practice_actions.add_term("thematic_areas"), InputDialog),
    ):
        show()
        dialog = shown_dialog(qtbot, window, kind)
        assert nameless(dialog) == []
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        until(qtbot, lambda kind=kind: not window.findChildren(kind))  # type: ignore[misc] # mypy infers no default
