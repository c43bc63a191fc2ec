"""Many practices edited at once: terms replaced and taken away, a field set."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from roundtable.backups import backup_files
from roundtable.practices import practice_edits, practice_rows
from tests.programs import locked
from tests.ui.practices.test_practice_actions import choose_rows, records
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    CONTROL,
    SHIFT,
    click,
    column,
    part,
    practices_table,
    press,
    search_field,
    shown_dialog,
    titles,
    until,
)
from ui.dialogs.input_dialog import InputDialog
from ui.practice_dialogs.replace_term_dialog import ReplaceTermDialog
from ui.practice_dialogs.set_field_dialog import SetFieldDialog
from ui.practices import practice_actions
from ui.shell.main_window import MainWindow


def choose(dialog: SetFieldDialog, field: str) -> None:
    """Choose a field in the dialog, as a person who types its first letters would."""
    fields = part(dialog, QComboBox)
    QTest.keyClicks(fields, field)
    assert fields.currentText() == field


def set_button(dialog: SetFieldDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == "Set")


def said(dialog: SetFieldDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def add_tag(window: MainWindow, title: str, tag: str) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    keys = practice_rows.find_ids(workspace, f'"{title}"')
    window.signals.changed.emit(practice_edits.edit_many(workspace, keys, *practice_edits.add_term("tags", tag)))


def test_a_tag_is_replaced_in_the_chosen_practices_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    add_tag(window, "Wells for Ayacucho", "Zebra")
    choose_rows(window, 1, 2)
    window.practice_actions.replace_term("tags")
    dialog = shown_dialog(qtbot, window, ReplaceTermDialog)
    assert not nameless(dialog)
    carried = part(dialog, QComboBox)
    QTest.keyClicks(carried, "Zebra")
    assert carried.currentText() == "Zebra"
    QTest.keyClick(carried, Qt.Key.Key_Tab)
    by = part(dialog, QLineEdit)
    QTest.keyClicks(by, "Gender")
    proposals = by.completer().popup()
    assert proposals is not None
    QTest.keyClick(proposals, Qt.Key.Key_Escape)
    QTest.keyClick(by, Qt.Key.Key_Return)
    until(qtbot, lambda: "Gender" in records(window)["Wells for Ayacucho"].tags)
    assert "Zebra" not in records(window)["Wells for Ayacucho"].tags


def test_a_term_is_not_replaced_by_nothing_or_itself(window: MainWindow, qtbot: QtBot) -> None:
    add_tag(window, "Wells for Ayacucho", "Zebra")
    choose_rows(window, 2)
    window.practice_actions.replace_term("tags")
    dialog = shown_dialog(qtbot, window, ReplaceTermDialog)
    carried, by = part(dialog, QComboBox), part(dialog, QLineEdit)
    do = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Replace")
    assert not do.isEnabled()
    QTest.keyClicks(by, carried.currentText())
    assert not do.isEnabled()
    QTest.keyClicks(by, "s")
    assert do.isEnabled()


def test_a_thematic_area_is_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    [area, *_] = records(window)["Wells for Ayacucho"].thematic_areas
    choose_rows(window, 2)
    window.practice_actions.remove_term("thematic_areas")
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(part(dialog, QLineEdit), area)
    click(qtbot, dialog, "Remove")
    until(qtbot, lambda: area not in records(window)["Wells for Ayacucho"].thematic_areas)


def test_a_field_is_set_in_the_chosen_practices_by_keys_and_undone_in_one_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    choose_rows(window, 0, 1, 2)
    press(qtbot, window, Qt.Key.Key_L, CONTROL | SHIFT)
    dialog = shown_dialog(qtbot, window, SetFieldDialog)
    assert not nameless(dialog)
    choose(dialog, "Cleared by")
    before = {record.cleared_by for record in records(window).values()}
    [line] = [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]
    QTest.keyClicks(line, "Ama")
    until(qtbot, set_button(dialog).isEnabled)
    QTest.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: {record.cleared_by for record in records(window).values()} == {"Ama"})
    until(qtbot, lambda: window.bar.text.startswith("“Cleared by” set in 3 practice"))
    click(qtbot, window.bar, "Undo")
    until(qtbot, lambda: {record.cleared_by for record in records(window).values()} == before)


def test_the_values_that_would_be_replaced_are_shown_and_can_be_kept(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 0, 1, 2)
    window.practice_actions.set_field()
    dialog = shown_dialog(qtbot, window, SetFieldDialog)
    choose(dialog, "Internal notes")
    QTest.keyClicks(part(dialog, QPlainTextEdit), "x")
    until(qtbot, set_button(dialog).isEnabled)
    filled = [record.title or "(no title)" for record in records(window).values() if record.notes]
    assert sorted(column(part(dialog, QTableView), 0)) == sorted(filled)
    QTest.keyClick(part(dialog, QCheckBox), Qt.Key.Key_Space)
    until(qtbot, lambda: "replaced" not in said(dialog))
    assert column(part(dialog, QTableView), 0) == []


@pytest.mark.parametrize("field", ["Status", "Start", "Internal notes"])
def test_what_follows_stands_right_below_the_value(window: MainWindow, qtbot: QtBot, field: str) -> None:
    choose_rows(window, 0)
    window.practice_actions.set_field()
    dialog = shown_dialog(qtbot, window, SetFieldDialog)
    choose(dialog, field)
    values: list[QWidget] = [*dialog.findChildren(QComboBox), *dialog.findChildren(QPlainTextEdit)]
    [value] = [one for one in values if one.isVisible() and one.accessibleName() == "Value"]
    until(qtbot, lambda: "would" in said(dialog))
    tick, summary = (
        part(dialog, QCheckBox),
        next(one for one in dialog.findChildren(QLabel) if "would" in one.text()),
    )
    following = tick if tick.isVisible() else summary
    bottom = value.mapTo(dialog, value.rect().bottomLeft()).y()
    assert 0 < following.geometry().top() - bottom <= 20


def test_what_changes_nothing_cannot_be_set(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 2)
    window.practice_actions.set_field()
    dialog = shown_dialog(qtbot, window, SetFieldDialog)
    choose(dialog, "Currency")
    [line] = [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]
    line.setText(records(window)["Wells for Ayacucho"].currency)
    until(qtbot, lambda: "Nothing would change." in said(dialog))
    assert not set_button(dialog).isEnabled()


def test_a_backup_is_made_before_many_practices_are_changed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_actions, "_MANY", 1)
    workspace = window.workspace_switch.workspace
    assert workspace
    choose_rows(window, 1)
    window.practice_actions.set_status("cleared")
    until(qtbot, lambda: window.bar.text != "")
    assert backup_files.listing(workspace.file) == []
    choose_rows(window, 0, 1, 2)
    window.practice_actions.set_status("draft")
    until(qtbot, lambda: {one.status for one in records(window).values()} == {"draft"})
    [made] = backup_files.listing(workspace.file)
    assert made.occasion == "before bulk edit"


def runs(window: MainWindow, title: str) -> bool:
    """Tell whether a job runs whose title begins so, after those that make backups."""
    return window.jobs.current is not None and window.jobs.current.title.startswith(title)


def tags(window: MainWindow) -> set[str]:
    return {tag for record in records(window).values() for tag in record.tags}


def test_while_a_tag_is_added_the_search_goes_on_and_cancel_leaves_nothing_of_it(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    QTest.keyClick(practices_table(window), Qt.Key.Key_A, CONTROL)
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(part(dialog, QLineEdit), "Zebra")
    with locked(filled_location):
        click(qtbot, dialog, "Add")
        until(qtbot, lambda: runs(window, "Add"))
        QTest.keyClicks(search_field(window), "wells")
        until(qtbot, lambda: titles(window) == ["Wells for Ayacucho"])
        click(qtbot, window.statusBar(), "Cancel")
    until(qtbot, lambda: not window.jobs.is_busy)
    assert "Zebra" not in tags(window)


def test_the_undo_of_a_deletion_is_cancelled_and_done_again_by_clicks(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    before = titles(window)
    QTest.keyClick(practices_table(window), Qt.Key.Key_A, CONTROL)
    QTest.keyClick(practices_table(window), Qt.Key.Key_Delete)
    until(qtbot, lambda: window.bar.text.startswith("3 practice"))
    with locked(filled_location):
        click(qtbot, window.bar, "Undo")
        until(qtbot, lambda: runs(window, "Undone"))
        click(qtbot, window.statusBar(), "Cancel")
    until(qtbot, lambda: not window.jobs.is_busy)
    assert records(window) == {}
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: titles(window) == before)
