"""Backups are whole, listed, made only where something changed, and thinned out."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from roundtable import imports, verification
from roundtable.backups import backup_files, second_folder
from roundtable.errors import DamagedError, OutputError, RoundtableError
from roundtable.practices import practice_edits
from roundtable.progress import Cancelled
from roundtable.records.intake import Intake
from roundtable.temporary_files import clear_unfinished, notes_folder
from roundtable.workspace import Workspace
from tests import samples

INTAKE = Intake(file="f", kind="json", collection=samples.COLLECTION)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    imports.take_in(workspace, [INTAKE])
    return workspace


def test_a_backup_holds_all_of_an_open_workspace_and_says_so(filled: Workspace) -> None:
    made = backup_files.make(filled.file, "by hand")
    assert backup_files.listing(filled.file) == [made]
    counted = backup_files.counts(made.file)
    assert counted
    assert counted["practices"] == len(samples.COLLECTION.practices)
    assert (counted["roundtables"], counted["mappings"]) == (1, len(samples.COLLECTION.mappings))
    with Workspace.open(made.file) as copied:
        assert verification.verify(copied) == verification.verify(filled)
    assert [path.suffix for path in made.file.parent.iterdir()] == [".roundtable"]


def test_a_workspace_that_did_not_change_is_not_copied_again(filled: Workspace) -> None:
    assert backup_files.make_if_changed(filled.file, "daily")
    assert backup_files.make_if_changed(filled.file, "daily") is None
    practice_edits.create(filled)
    assert backup_files.make_if_changed(filled.file, "daily")


def test_a_half_backup_is_told_from_a_whole_one_and_made_anew(filled: Workspace) -> None:
    made = backup_files.make(filled.file, "daily")
    made.file.write_bytes(made.file.read_bytes()[: made.size // 2])
    assert backup_files.counts(made.file) is None
    again = backup_files.make_if_changed(filled.file, "daily")
    assert again
    assert backup_files.counts(again.file)


def test_a_damaged_workspace_makes_no_backup_and_leaves_no_file(filled: Workspace) -> None:
    filled.close()
    with closing(sqlite3.connect(filled.file)) as meddler, meddler:
        meddler.execute("DELETE FROM term WHERE id IN (SELECT term_id FROM practice_term)")
    with pytest.raises(RoundtableError, match="refers to nothing"):
        backup_files.make(filled.file, "daily")
    content = filled.file.read_bytes()
    filled.file.write_bytes(content[:8192] + bytes(4096) + content[12_288:])
    with pytest.raises(RoundtableError):
        backup_files.make(filled.file, "daily")
    assert [*backup_files.folder_of(filled.file).iterdir()] == []


def test_a_copy_is_checked_from_the_pages_in_no_use_to_the_entries_of_every_index(filled: Workspace) -> None:
    filled.close()
    content = filled.file.read_bytes()
    with closing(sqlite3.connect(filled.file)) as meddler, meddler:
        meddler.execute("PRAGMA writable_schema = ON")
        meddler.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_mapping_practice_id ON mapping (practice_id + 1)'"
            " WHERE name = 'ix_mapping_practice_id'"
        )
    with pytest.raises(RoundtableError, match="missing from index ix_mapping_practice_id"):
        backup_files.make(filled.file, "daily")
    filled.file.write_bytes(content[:36] + bytes([0, 0, 0, 9]) + content[40:])
    with pytest.raises(RoundtableError, match="Main freelist"):
        backup_files.make(filled.file, "daily")
    assert [*backup_files.folder_of(filled.file).iterdir()] == []


def test_a_backup_that_is_cancelled_leaves_no_file(filled: Workspace) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backup_files.make(filled.file, "daily", progress=stop)
    assert [*backup_files.folder_of(filled.file).iterdir()] == []


def test_what_is_saved_while_a_backup_is_made_waits_for_nothing_and_is_in_it(filled: Workspace) -> None:
    saved: list[int] = []

    def save(_done: int, _total: int) -> None:
        if not saved:
            saved.append(practice_edits.create(filled.with_patience(0.03))[0])

    made = backup_files.make(filled.file, "changes", progress=save)
    with Workspace.open(made.file) as copied:
        assert verification.verify(copied).faults == ()


def test_backups_within_the_size_are_thinned_out_from_the_oldest(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backup_files.make(filled.file, "by hand")
    monkeypatch.setattr(backup_files, "MOST_BYTES", int(first.size * 2.5))
    more = [backup_files.make(filled.file, "by hand") for _ in range(3)]
    assert backup_files.listing(filled.file) == more[:0:-1]


def test_two_workspaces_of_one_name_have_backups_of_their_own(filled: Workspace, tmp_path: Path) -> None:
    backup_files.make(filled.file, "by hand")
    assert backup_files.listing(tmp_path / "other" / filled.file.name) == []


def test_where_backups_cannot_be_kept_the_folder_is_named(filled: Workspace) -> None:
    backup_files.folder().parent.mkdir(parents=True)
    backup_files.folder().write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="backups"):
        backup_files.make(filled.file, "daily")


def test_an_import_keeps_what_was_there_and_goes_on_where_it_cannot(filled: Workspace) -> None:
    imports.take_in(filled, [INTAKE])
    assert [one.occasion for one in backup_files.listing(filled.file)] == ["before import"]
    practice_edits.create(filled)
    backup_files.folder().rename(backup_files.folder().with_name("away"))
    backup_files.folder().write_text("a file where the folder should be")
    report, _ = imports.take_in(filled, [INTAKE])
    [problem] = [one for one in report.files[0].problems if "No backup was made" in one.message]
    assert str(backup_files.folder()) in problem.message


def test_a_copy_over_a_damaged_workspace_is_refused_by_kind(filled: Workspace) -> None:
    filled.close()
    filled.file.write_bytes(filled.file.read_bytes()[:8192])
    with pytest.raises(DamagedError):
        Workspace.open(filled.file)


def test_what_a_killed_run_was_writing_is_cleared_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    left = tmp_path / ".roundtable-killed.pdf"
    left.write_text("half")
    notes_folder().mkdir(parents=True)
    (notes_folder() / left.name).write_bytes(os.fsencode(left))
    mine = tmp_path / "mine.pdf"
    mine.write_text("not a temporary file")
    (notes_folder() / ".roundtable-wrong.pdf").write_bytes(os.fsencode(mine))
    from roundtable.temporary_files import temporary_sibling

    with temporary_sibling(tmp_path / "living.pdf") as living:
        clear_unfinished()
        assert living.exists()
        assert not left.exists()
        assert mine.exists()
    assert [*notes_folder().iterdir()] == []
    assert [*tmp_path.iterdir()] == [mine]


def test_a_second_folder_holds_the_same_copies_and_its_absence_is_told(filled: Workspace, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    second_folder.choose(drive)
    made = backup_files.make(filled.file, "by hand")
    [copied] = drive.rglob("*.roundtable")
    assert (copied.name, copied.read_bytes(), made.doubt) == (made.file.name, made.file.read_bytes(), "")
    drive.rename(tmp_path / "unplugged")
    doubtful = backup_files.make(filled.file, "by hand")
    assert str(drive) in doubtful.doubt
    assert backup_files.counts(doubtful.file)
    practice_edits.create(filled)
    report, _ = imports.take_in(filled, [INTAKE])
    assert str(drive) in report.files[0].problems[-1].message
    second_folder.choose(None)
    assert backup_files.make(filled.file, "by hand").doubt == ""


def test_backups_and_a_choice_that_cannot_be_read_are_not_told_as_none(filled: Workspace) -> None:
    backup_files.folder().mkdir(parents=True, exist_ok=True)
    backup_files.folder_of(filled.file).write_text("no folder")
    with pytest.raises(RoundtableError, match="cannot be read"):
        backup_files.listing(filled.file)
    backup_files.folder_of(filled.file).unlink()
    (backup_files.folder().parent / "second backup folder.txt").mkdir()
    assert "cannot be read" in backup_files.make(filled.file, "by hand").doubt
    with pytest.raises(OutputError, match="cannot be written"):
        second_folder.choose(None)
