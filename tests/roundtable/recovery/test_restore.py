"""Restoring brings back what a backup holds, loses nothing of what is there, and says what it would change."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable import imports, verification
from roundtable.backups import backup_files
from roundtable.errors import RoundtableError, WorkspaceError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_store
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.recovery import practice_restore
from roundtable.recovery.restore import restore_file
from roundtable.workspace import Workspace
from tests import journal_steps, samples

OLDEST = Path(__file__).parents[2] / "data" / "workspaces" / "schema-0001.roundtable"


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    imports.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    return workspace


def practices(workspace: Workspace) -> dict[int, PracticeRecord]:
    with workspace.reading() as connection:
        return practice_store.load(connection)


def test_a_restore_brings_all_back_and_keeps_what_was_there_as_a_dated_copy(filled: Workspace) -> None:
    before = workspace_contents.collected(filled)
    backup = backup_files.make(filled.file, "by hand")
    practice_edits.trash(filled, list(practices(filled)))
    filled.close()
    kept = restore_file(filled.file, backup.file)
    assert kept
    with Workspace.open(filled.file) as restored, Workspace.open(kept) as as_it_was:
        assert workspace_contents.collected(restored) == before
        assert practices(as_it_was) == {}
    assert [one.occasion for one in backup_files.listing(filled.file)] == ["before restore", "by hand"]


def test_a_damaged_workspace_is_set_aside_byte_by_byte_with_its_journal(filled: Workspace) -> None:
    backup = backup_files.make(filled.file, "by hand")
    filled.close()
    damaged = filled.file.read_bytes()[:9000]
    filled.file.write_bytes(damaged)
    journal = filled.file.with_name(f"{filled.file.name}-journal")
    journal.write_bytes(b"what a killed run left")
    kept = restore_file(filled.file, backup.file)
    assert kept
    assert kept.read_bytes() == damaged
    assert kept.with_name(f"{kept.name}-journal").read_bytes() == b"what a killed run left"
    assert not journal.exists()
    with Workspace.open(filled.file) as restored:
        assert verification.verify(restored).faults == ()


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_a_backup_that_is_not_whole_restores_nothing(filled: Workspace, tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "backup.roundtable"
    source.write_bytes(filled.file.read_bytes()[:9000] if content is None else content)
    before = filled.file.read_bytes()
    with pytest.raises(RoundtableError, match=r"backup\.roundtable"):
        restore_file(filled.file, source)
    assert filled.file.read_bytes() == before
    with pytest.raises(WorkspaceError, match="itself"):
        restore_file(filled.file, filled.file)


def test_a_backup_of_an_earlier_version_is_compared_and_restored(filled: Workspace, tmp_path: Path) -> None:
    source = Path(shutil.copy(OLDEST, tmp_path / "old.roundtable"))
    found = practice_restore.compare(filled, source)
    assert (found.added, found.lost) == ((), ())
    assert source.read_bytes() == OLDEST.read_bytes()
    filled.close()
    restore_file(filled.file, source)
    with Workspace.open(filled.file) as restored:
        assert len(practices(restored)) == len(samples.COLLECTION.practices)


def test_what_a_restore_would_change_is_told_by_practice_and_by_word(filled: Workspace) -> None:
    here = practices(filled)
    first, second, *_ = here
    backup = backup_files.make(filled.file, "by hand")
    practice_edits.trash(filled, [first])
    practice_edits.save(filled, second, replace(here[second], summary="Reworded."))
    practice_edits.create(filled, PracticeRecord(id="new", title="New here"))
    found = practice_restore.compare(filled, backup.file)
    assert [one.uid for one in found.added] == [here[first].id]
    assert [one.uid for one in found.reworded] == [here[second].id]
    assert [one.title for one in found.lost] == ["New here"]
    [told] = practice_restore.differences(filled, backup.file, here[second].id)
    assert told.field == "summary"
    assert ("removed", "Reworded.") in told.pieces or any(kind == "removed" for kind, _ in told.pieces)


def test_single_practices_come_back_as_one_step_with_their_mappings_and_places(filled: Workspace) -> None:
    before = workspace_contents.collected(filled)
    here = practices(filled)
    first, second, *_ = here
    backup = backup_files.make(filled.file, "by hand")
    practice_edits.trash(filled, [first])
    practice_edits.empty_trash(filled)
    practice_edits.save(filled, second, replace(here[second], title="Other"))
    lost = workspace_contents.collected(filled)
    practice_restore.restore_practices(filled, backup.file, [here[first].id, here[second].id])
    after = workspace_contents.collected(filled)
    assert {one.id: one.title for one in after.practices} == {one.id: one.title for one in before.practices}
    assert {(one.practice, one.guiding_question, one.possible_measure) for one in after.mappings} == {
        (one.practice, one.guiding_question, one.possible_measure) for one in before.mappings
    }
    assert set(after.roundtables[0].annex) == set(before.roundtables[0].annex)
    assert journal_steps.next_undo(filled) == "Restore 2 practices from a backup"
    undo_steps.undo(filled)
    assert workspace_contents.collected(filled) == lost
    assert verification.verify(filled).faults == ()
