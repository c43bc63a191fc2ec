"""A workspace changed outside is checked when it is opened; a damaged one is only read, and help is offered."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from roundtable.backups import backup_files, file_state, window_sessions
from roundtable.errors import DamagedError
from roundtable.history import undo_steps
from roundtable.practices import practice_edits
from roundtable.workspace import Workspace
from tests.ui.window_driving import ALL_TITLES, OpenWindow, click, part, titles, until
from ui.shell.main_window import MainWindow
from ui.widgets.message_bar import MessageBar


def bar_of(window: MainWindow) -> MessageBar:
    return part(window, MessageBar)


def damage(file: Path) -> bytes:
    with closing(sqlite3.connect(file)) as meddler, meddler:
        meddler.execute("UPDATE practice SET status = 'finished'")
    return file.read_bytes()


def checked_window(open_window: OpenWindow, file: Path) -> MainWindow:
    window = open_window(file)
    window.file_check._timer.stop()
    window.file_check._timer.timeout.emit()
    return window


def test_a_damaged_workspace_is_only_read_and_the_newest_backup_brings_it_back(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    backup_files.make(workspace_file, "by hand")
    damaged = damage(workspace_file)
    window = checked_window(open_window, workspace_file)
    until(qtbot, lambda: "damaged and read-only" in bar_of(window).text)
    assert window.workspace_switch.workspace
    with pytest.raises(DamagedError):
        practice_edits.create(window.workspace_switch.workspace)
    assert workspace_file.read_bytes() == damaged
    [offered] = [text for text in _buttons(window) if text.startswith("Restore the backup of")]
    click(qtbot, bar_of(window), offered)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    until(qtbot, lambda: "was kept as" in bar_of(window).text)


def test_a_damaged_workspace_is_checked_once_where_its_state_cannot_be_noted(
    open_window: OpenWindow, workspace_file: Path, home: Path, qtbot: QtBot
) -> None:
    damage(workspace_file)
    (home / "data" / "Roundtable").mkdir(parents=True, exist_ok=True)
    (home / "data" / "Roundtable" / "checked").touch()  # no folder, and none can be made
    window = checked_window(open_window, workspace_file)
    until(qtbot, lambda: "damaged and read-only" in bar_of(window).text)
    assert not window.file_check._timer.isActive()
    assert window.workspace_switch.workspace
    with pytest.raises(DamagedError):
        practice_edits.create(window.workspace_switch.workspace)


def _buttons(window: MainWindow) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    return [one.text() for one in bar_of(window).findChildren(QPushButton) if one.isVisible()]


def test_what_can_be_read_of_a_workspace_that_cannot_be_opened_is_taken_out_and_opened(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(workspace_file)) as meddler, meddler:
        meddler.execute("DROP TABLE refusal")
    before = workspace_file.read_bytes()
    window = open_window(workspace_file)
    until(qtbot, lambda: "it lacks" in bar_of(window).text)
    click(qtbot, bar_of(window), "Recover what can be read…")
    until(qtbot, lambda: "3 practices recovered into" in bar_of(window).text)
    click(qtbot, bar_of(window), "Open")
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    assert workspace_file.read_bytes() == before


def test_after_an_unclean_end_the_workspace_is_checked_and_that_is_told(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    file_state.note(workspace_file)
    killed = window_sessions.Session(workspace_file)
    assert killed.note
    killed.note.close()
    window = checked_window(open_window, workspace_file)
    until(qtbot, lambda: "was not closed properly" in bar_of(window).text)
    window.close()
    assert file_state.look_up(workspace_file) == file_state.FileState(is_as_left=True)
    assert not window_sessions.clear_killed(workspace_file)


def test_a_change_by_another_program_is_checked_and_told_once(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    file_state.note(workspace_file)
    with closing(sqlite3.connect(workspace_file)) as meddler, meddler:
        meddler.execute("UPDATE roundtable SET meeting = 'changed'")
    window = checked_window(open_window, workspace_file)
    until(qtbot, lambda: "Another program changed" in bar_of(window).text)
    window.workspace_switch.open_location(str(workspace_file))
    assert not window.file_check._timer.isActive()


def test_saves_of_another_window_or_a_command_are_roundtables_own(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    file_state.note(workspace_file)
    first = open_window(workspace_file)
    with Workspace.open(workspace_file) as other:
        practice_edits.create(other)
        undo_steps.undo(other)
    second = open_window(workspace_file)
    assert not second.file_check._timer.isActive()
    first.practice_actions.create()
    until(qtbot, lambda: len(titles(first)) == len(ALL_TITLES) + 1)
    second.close()
    first.close()
    assert file_state.look_up(workspace_file).is_as_left


def test_a_workspace_as_it_was_left_is_not_checked_and_left_so_again(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file_state.note(workspace_file)
    window = open_window(workspace_file)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    assert not window.file_check._timer.isActive()
    window.practice_actions.create()
    until(qtbot, lambda: len(titles(window)) == len(ALL_TITLES) + 1)
    window.workspace_switch.open_location(str(shutil.copy(workspace_file, tmp_path / "other.roundtable")))
    assert file_state.look_up(workspace_file).is_as_left


def test_what_looks_like_a_bug_in_a_damaged_workspace_is_told_as_damage(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(workspace_file)) as meddler, meddler:
        meddler.execute("UPDATE journal_entry SET payload = x'0011'")
    window = open_window(workspace_file)
    assert window.file_check.is_damage()
    until(qtbot, lambda: "damaged and read-only" in bar_of(window).text)
    assert window.file_check.is_damage()


def test_a_bug_in_a_whole_workspace_stays_a_bug(open_window: OpenWindow, workspace_file: Path) -> None:
    window = open_window(workspace_file)
    assert not window.file_check.is_damage()


def test_how_many_losses_of_a_recovery_are_not_named_is_told(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    fields = ("title", "summary", "notes", "results", "lessons", "contact", "budget")
    with closing(sqlite3.connect(workspace_file)) as meddler, meddler:
        meddler.execute("DROP TABLE refusal")
        for field in fields:
            meddler.execute(f"UPDATE practice SET {field} = x'ff' WHERE id = 1")
    window = open_window(workspace_file)
    until(qtbot, lambda: "it lacks" in bar_of(window).text)
    click(qtbot, bar_of(window), "Recover what can be read…")
    until(qtbot, lambda: "recovered into" in bar_of(window).text)
    assert "“title” could not be read" in bar_of(window).text
    assert "Further losses, not listed here: 3." in bar_of(window).text
