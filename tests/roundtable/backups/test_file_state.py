"""What is known of a file: own saves leave it as left, those of others do not; killed sessions are told once."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from roundtable.backups import file_state, window_sessions
from roundtable.practices import practice_edits
from roundtable.recovery import restore
from roundtable.workspace import Workspace

KILLED = (
    "import os, sys, pathlib; from roundtable.backups import window_sessions; "
    "one = window_sessions.Session(pathlib.Path(sys.argv[1])); os._exit(9)"
)


def meddle(file: Path) -> None:
    with closing(sqlite3.connect(file)) as meddler, meddler:
        meddler.execute("UPDATE term SET name = name || '.' WHERE id = 1")


def test_a_save_leaves_a_file_as_left_only_if_it_was_so_before(workspace: Workspace) -> None:
    practice_edits.create(workspace)
    assert not file_state.look_up(workspace.file).is_known
    file_state.note(workspace.file)
    practice_edits.create(workspace)
    assert file_state.look_up(workspace.file).is_as_left
    meddle(workspace.file)
    practice_edits.create(workspace)
    assert file_state.look_up(workspace.file) == file_state.FileState(is_as_left=False)


def test_a_save_that_fails_changes_nothing_of_that(workspace: Workspace) -> None:
    file_state.note(workspace.file)
    with pytest.raises(ZeroDivisionError), workspace.unit_of_work("Fail"):
        raise ZeroDivisionError
    assert file_state.look_up(workspace.file).is_as_left


def test_a_restored_file_and_one_brought_up_to_date_are_as_left(workspace: Workspace, tmp_path: Path) -> None:
    older = Path(__file__).parents[2] / "data" / "workspaces" / "schema-0004.roundtable"
    file = Path(shutil.copy(older, tmp_path / "older.roundtable"))
    file_state.note(file)
    Workspace.open(file).close()
    assert file_state.look_up(file).is_as_left
    restore.restore_file(file, workspace.file)
    assert file_state.look_up(file).is_as_left


def test_a_session_is_told_as_killed_only_once_its_process_is_gone(workspace: Workspace) -> None:
    living = window_sessions.Session(workspace.file)
    assert not window_sessions.clear_killed(workspace.file)
    subprocess.run([sys.executable, "-c", KILLED, str(workspace.file)], check=False, env=os.environ)
    assert window_sessions.clear_killed(workspace.file)
    assert not window_sessions.clear_killed(workspace.file)
    living.end()
    assert not window_sessions.clear_killed(workspace.file)
