"""The lock of a workspace: one window has it, others are told whose it is, and a crash leaves none behind."""

import json
import os
from pathlib import Path

import pytest

from roundtable.backups import lock_file
from roundtable.backups.lock_file import Holder, LockFile
from roundtable.errors import HeldError
from roundtable.recovery.restore import restore_file

FILE = "w.roundtable"


def taken(file: Path) -> LockFile:
    found = lock_file.take(file)
    assert isinstance(found, LockFile)
    return found


def lock_of_another_machine(file: Path) -> Path:
    path = file.with_name(f".{file.name}.lock")
    path.write_text(json.dumps({"author": "ama", "machine": "PC-12", "since": "2026-11-29T10:05:00+00:00"}))
    return path


def test_one_window_has_the_lock_and_another_is_told_whose_it_is(tmp_path: Path) -> None:
    first = taken(tmp_path / FILE)
    second = lock_file.take(tmp_path / FILE)
    assert isinstance(second, Holder)
    assert second.author
    assert second.machine
    assert not second.is_stale
    first.release()
    assert list(tmp_path.iterdir()) == []
    taken(tmp_path / FILE).release()
    assert lock_file.holder_of(tmp_path / FILE) is None


def test_both_names_of_a_file_lead_to_one_lock(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    (tmp_path / "link.roundtable").symlink_to(tmp_path / FILE)
    first = taken(tmp_path / FILE)
    assert isinstance(lock_file.take(tmp_path / "link.roundtable"), Holder)
    first.release()


def test_a_lock_that_a_crash_on_this_computer_left_is_taken(tmp_path: Path) -> None:
    crashed = taken(tmp_path / FILE)
    assert crashed._handle
    crashed._handle.close()  # as the system does when the process ends
    taken(tmp_path / FILE).release()


def test_the_lock_of_another_computer_is_kept_and_told_as_stale_once_it_is_silent(tmp_path: Path) -> None:
    path = lock_of_another_machine(tmp_path / FILE)
    found = lock_file.take(tmp_path / FILE)
    assert isinstance(found, Holder)
    assert (found.author, found.machine, found.is_stale) == ("ama", "PC-12", False)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    silent = lock_file.take(tmp_path / FILE)
    assert isinstance(silent, Holder)
    assert silent.is_stale
    assert silent.last_seen.startswith("2023-11-14")
    forced = lock_file.take(tmp_path / FILE, by_force=True)
    assert isinstance(forced, LockFile)
    forced.release()


def test_a_window_that_lives_tells_so(tmp_path: Path) -> None:
    lock = taken(tmp_path / FILE)
    path = tmp_path / f".{FILE}.lock"
    os.utime(path, (1_700_000_000, 1_700_000_000))
    lock.renew()
    assert path.stat().st_mtime > 1_700_000_000
    lock.release()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"author": 1}', b"{" * 20_000])
def test_noise_in_the_place_of_a_lock_holds_nobody_off(content: bytes, tmp_path: Path) -> None:
    (tmp_path / f".{FILE}.lock").write_bytes(content)
    taken(tmp_path / FILE).release()


def test_where_no_lock_can_be_made_there_is_none(tmp_path: Path) -> None:
    taken(tmp_path / "gone" / FILE).release()
    taken(tmp_path / ("w" * 250)).release()


def test_nothing_is_restored_over_a_workspace_that_a_window_has_open(filled_file: Path, tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_bytes(filled_file.read_bytes())
    before = file.read_bytes()
    lock = taken(file)
    with pytest.raises(HeldError, match="in a window of"):
        restore_file(file, filled_file)
    assert file.read_bytes() == before
    lock.release()
