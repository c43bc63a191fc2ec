"""Practices merged in the window: by keys alone, with what is united in sight, and undone in one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from roundtable.backups import backup_files
from roundtable.practices import practice_edits
from tests.ui.practices.test_practice_actions import choose_rows, chosen_rows, records
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import CONTROL, SHIFT, click, column, part, press, shown_dialog, titles, until
from ui.practice_dialogs.merge_dialog import MergeDialog
from ui.shell.main_window import MainWindow


def said(dialog: MergeDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_practices_are_merged_by_keys_alone_and_undone_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 1, 2)
    before = records(window)
    press(qtbot, window, Qt.Key.Key_M, CONTROL | SHIFT)
    dialog = shown_dialog(qtbot, window, MergeDialog)
    assert not nameless(dialog)
    assert column(part(dialog, QTableView), 0) == ["Étude des infirmières", "Wells for Ayacucho"]
    QTest.keyClick(part(dialog, QTableView), Qt.Key.Key_Down)
    QTest.keyClick(part(dialog, QTableView), Qt.Key.Key_Return)
    until(qtbot, lambda: titles(window) == ["(no title)", "Wells for Ayacucho"])
    assert chosen_rows(window) == [1]
    assert "Gender" in records(window)["Wells for Ayacucho"].tags
    until(qtbot, lambda: window.bar.text.startswith("2 practice"))
    click(qtbot, window.bar, "Undo")
    until(qtbot, lambda: records(window) == before)


def test_a_backup_is_made_before_practices_are_merged(window: MainWindow, workspace_file: Path, qtbot: QtBot) -> None:
    choose_rows(window, 1, 2)
    window.practice_actions.merge()
    click(qtbot, shown_dialog(qtbot, window, MergeDialog), "Merge")
    until(qtbot, lambda: len(titles(window)) == 2)
    assert [one.occasion for one in backup_files.listing(workspace_file)] == ["before merge"]


def test_the_dialog_says_what_the_practice_that_stays_gets_from_the_others(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 1, 2)
    window.practice_actions.merge()
    dialog = shown_dialog(qtbot, window, MergeDialog)
    assert "Other values go to the internal notes: Title, Summary" in said(dialog)
    assert "Filled from the others: Start" not in said(dialog)
    QTest.keyClick(part(dialog, QTableView), Qt.Key.Key_Down)
    assert "Filled from the others: Start, Contact, Image" in said(dialog)
    assert "Lists combined: Countries, Tags" in said(dialog)
    assert "1 other" in said(dialog)


def test_merging_is_offered_only_for_several_practices(window: MainWindow) -> None:
    merge = part(window, QAction, "practice_actions.merge")
    choose_rows(window, 1)
    assert not merge.isEnabled()
    choose_rows(window, 1, 2)
    assert merge.isEnabled()
    window.go_to("roundtables")
    assert not merge.isEnabled()


def test_a_practice_that_has_gone_meanwhile_is_no_candidate(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 1, 2)
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    practice_edits.trash(workspace, window.practices.list.selected_keys[:1])
    window.practice_actions.merge()
    until(qtbot, lambda: "One practice alone" in window.bar.text)
