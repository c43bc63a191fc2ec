"""Backups in the window: made as the person works and on closing, shown with what they would change, brought back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from roundtable.backups import backup_files, second_folder
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.ui.practices.test_practice_actions import choose_rows
from tests.ui.window_driving import (
    ALL_TITLES,
    answer_file_dialog,
    click,
    column,
    part,
    practices_table,
    press,
    shown_dialog,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.backups.backups_dialog import BackupsDialog
from ui.dialogs.question_dialog import QuestionDialog
from ui.preferences.preferences_dialog import PreferencesDialog
from ui.shell.main_window import MainWindow
from ui.widgets.message_bar import MessageBar
from ui.widgets.reading_pane import ReadingPane


def show_backups(window: MainWindow, qtbot: QtBot) -> BackupsDialog:
    window.backup_actions.show()
    dialog = shown_dialog(qtbot, window, BackupsDialog)
    until(qtbot, lambda: table_named(dialog, "Backups").model().rowCount() > 0)
    return dialog


def delete_first(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 0)
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, lambda: len(titles(window)) == len(ALL_TITLES) - 1)


def test_what_a_backup_would_change_is_shown_and_one_practice_comes_back_as_a_step(
    window: MainWindow, qtbot: QtBot, workspace_file: Path
) -> None:
    backup_files.make(workspace_file, "before import")
    delete_first(window, qtbot)
    dialog = show_backups(window, qtbot)
    assert column(table_named(dialog, "Backups"), 1) == ["Before an import"]
    assert column(table_named(dialog, "Backups"), 2) == [str(len(ALL_TITLES))]
    changes = table_named(dialog, "Practices that would change")
    until(qtbot, lambda: column(changes, 1) == ["restored"])
    changes.selectRow(0)
    until(qtbot, lambda: bool(part(dialog, ReadingPane).toPlainText()))
    click(qtbot, dialog, "Restore these &practices")
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    with Workspace.open(workspace_file) as own:
        assert journal_steps.next_undo(own) == "Restore a practice from a backup"
    until(qtbot, lambda: changes.model().rowCount() == 0)


def test_the_whole_workspace_comes_back_and_what_was_there_is_kept(
    window: MainWindow, qtbot: QtBot, workspace_file: Path
) -> None:
    backup_files.make(workspace_file, "by hand")
    delete_first(window, qtbot)
    dialog = show_backups(window, qtbot)
    until(qtbot, visible_button(dialog, "Restore the &whole workspace…").isEnabled)
    click(qtbot, dialog, "Restore the &whole workspace…")
    click(qtbot, shown_dialog(qtbot, window, QuestionDialog), "Restore")
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    assert [one.occasion for one in backup_files.listing(workspace_file)] == ["before restore", "by hand"]
    assert "was kept as" in part(window, MessageBar).text


def test_a_damaged_backup_is_marked_and_restores_nothing(
    window: MainWindow, qtbot: QtBot, workspace_file: Path
) -> None:
    made = backup_files.make(workspace_file, "by hand")
    made.file.write_bytes(made.file.read_bytes()[:5000])
    dialog = show_backups(window, qtbot)
    assert column(table_named(dialog, "Backups"), 2) == ["damaged"]
    assert [one for one in dialog.findChildren(QLabel) if "nothing can be restored from it" in one.text()]
    assert not any(one.isEnabled() for one in dialog.findChildren(QPushButton) if one.text().startswith("Restore"))


def test_a_backup_is_made_at_the_start_of_a_day_while_working_and_on_closing(
    window: MainWindow, qtbot: QtBot, workspace_file: Path
) -> None:
    def occasions() -> list[str]:
        return [one.occasion for one in backup_files.listing(workspace_file)]

    window.backup_actions._on_opening.timeout.emit()
    until(qtbot, lambda: occasions() == ["daily"])
    delete_first(window, qtbot)
    assert window.backup_actions._on_change.isActive()
    window.backup_actions._on_change.timeout.emit()
    until(qtbot, lambda: occasions() == ["changes", "daily"])
    window.undo_actions.undo()
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    window.close()
    assert occasions() == ["on close", "changes", "daily"]


def test_a_backup_by_hand_says_where_it_lies(window: MainWindow, qtbot: QtBot, workspace_file: Path) -> None:
    window.backup_actions.make()
    until(qtbot, lambda: "A backup was made." in part(window, MessageBar).text)
    [made] = backup_files.listing(workspace_file)
    assert str(made.file) in part(window, MessageBar).text


def test_the_second_folder_is_chosen_and_given_up_in_the_preferences_to_which_the_dialog_leads(
    window: MainWindow, qtbot: QtBot, workspace_file: Path, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    backup_files.make(workspace_file, "by hand")
    dialog = show_backups(window, qtbot)
    click(qtbot, dialog, "Second &folder…")
    preferences = shown_dialog(qtbot, window, PreferencesDialog)
    click(qtbot, preferences, "&Choose…")
    answer_file_dialog(qtbot, window, drive)
    until(qtbot, lambda: second_folder.chosen() == drive)
    assert f"A copy of each is kept in {drive}" in [one.text() for one in dialog.findChildren(QLabel)]
    click(qtbot, preferences, "&Choose…")
    question = shown_dialog(qtbot, window, QuestionDialog)
    part(question, QListWidget).setCurrentRow(1)
    click(qtbot, question, "Continue")
    until(qtbot, lambda: second_folder.chosen() is None)
