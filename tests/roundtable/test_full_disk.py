"""Wherever a full or a read-only disk breaks off a write: told, all as it was before, and done once there is room."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable import imports, verification
from roundtable.agenda import roundtable_edits
from roundtable.backups import backup_files, second_folder
from roundtable.errors import RoundtableError
from roundtable.exchange import json_file, workspace_contents
from roundtable.mapping import roundtable_matrix
from roundtable.practices import duplicate_merge, practice_edits, practice_rows
from roundtable.protected import protected_copy
from roundtable.records.collection import Collection
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from roundtable.recovery import practice_restore
from roundtable.recovery.restore import restore_file
from roundtable.search import saved_searches
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from roundtable.workspace_merge.take_along import take_along
from tests.read_only import at_most, forbid_writing

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the size of files")
Work = Callable[[Workspace, Path], object]
LONG = PracticeRecord(id="", title="Long", summary="Clubs pay for wells. " * 5_000)
TENTHS = (0, 2, 5, 8, 10)
"""At how many tenths of the workspace's size no file grows any more; at ten of them the workspace itself does not."""


@pytest.mark.parametrize("work", ["backup", "protected copy", "taken-along file"])
def test_the_disk_that_is_full_is_named_by_what_was_to_go_there(work: str, filled: Workspace, tmp_path: Path) -> None:
    place = {"backup": backup_files.folder_of(filled.file), "protected copy": backup_files.folder_of(filled.file)}
    works: dict[str, Callable[[], object]] = {
        "backup": lambda: backup_files.make(filled.file, "by hand"),
        "protected copy": lambda: protected_copy.write(filled, tmp_path / "x.protected", "wells and clubs"),
        "taken-along file": lambda: take_along(filled, tmp_path / "along.roundtable"),
    }
    with at_most(20_000), pytest.raises(RoundtableError) as raised:
        works[work]()
    assert str(place.get(work, tmp_path / "along.roundtable")) in raised.value.cause
    assert ".roundtable-" not in str(raised.value)


def _create(workspace: Workspace, _folder: Path) -> None:
    practice_edits.create(workspace, replace(LONG, id=new_id()))


def _edit_all(workspace: Workspace, _folder: Path) -> None:
    keys = practice_rows.find_ids(workspace)
    practice_edits.edit_many(workspace, keys, *practice_edits.set_field("results", "Wells " * 20_000))


def _mark(workspace: Workspace, _folder: Path) -> None:
    targets = roundtable_matrix.matrix(workspace, 1).targets
    pairs = [(key, target) for key in practice_rows.find_ids(workspace) for target in targets]
    roundtable_matrix.mark(workspace, 1, pairs, reason="Wells " * 20_000)


def _undo(workspace: Workspace, _folder: Path) -> None:
    workspace.undo_or_redo(back=True)


def _merge_practices(workspace: Workspace, _folder: Path) -> None:
    keys = practice_rows.find_ids(workspace)[:2]
    duplicate_merge.merge_practices(workspace, keys, keys[0])


def _take_in(workspace: Workspace, folder: Path) -> None:
    imports.import_files(workspace, [folder / "in.json"])


def _merge_back(workspace: Workspace, folder: Path) -> None:
    imports.import_files(workspace, [folder / "other.roundtable"])


def _back_up(workspace: Workspace, _folder: Path) -> None:
    backup_files.make(workspace.file, "by hand")


def _restore_a_practice(workspace: Workspace, folder: Path) -> None:
    with Workspace.open(folder / "other.roundtable") as other:
        uids = [one.id for one in workspace_contents.collected(other).practices]
    practice_restore.restore_practices(workspace, folder / "other.roundtable", uids)


def _take_along(workspace: Workspace, folder: Path) -> None:
    take_along(workspace, folder / "along.roundtable")


def _protect(workspace: Workspace, folder: Path) -> None:
    protected_copy.write(workspace, folder / "a.protected", "four words and more")


WORKS: dict[str, Work] = {
    "a new practice": _create,
    "an edit of all": _edit_all,
    "marks": _mark,
    "a roundtable": lambda workspace, _: roundtable_edits.create(workspace, "9.9", "Wells " * 20_000),
    "a term": lambda workspace, _: term_edits.add(workspace, "tag", "Wells " * 20_000),
    "a saved search": lambda workspace, _: saved_searches.keep(workspace, "Wells", "wells " * 20_000),
    "an undo": _undo,
    "a merge of practices": _merge_practices,
    "an import": _take_in,
    "a merge of workspaces": _merge_back,
    "a practice out of a backup": _restore_a_practice,
    "a backup": _back_up,
    "a file to take along": _take_along,
    "a protected copy": _protect,
    "the choice of a second folder": lambda _, folder: second_folder.choose(folder),
}
BESIDE = ("a backup", "a file to take along", "a protected copy", "the choice of a second folder")
"""Those that write beside the workspace."""


@pytest.fixture
def folder(filled_file: Path, tmp_path: Path) -> Path:
    """Return a folder with what is imported and merged."""
    json_file.write(Collection(practices=(replace(LONG, id=new_id()),)), tmp_path / "in.json")
    shutil.copy(filled_file, tmp_path / "other.roundtable")
    with Workspace.open(tmp_path / "other.roundtable") as other:
        practice_edits.create(other, replace(LONG, id=new_id()))
    return tmp_path


@pytest.mark.parametrize("name", WORKS)
def test_what_a_full_disk_breaks_off_changes_nothing_and_is_done_once_there_is_room(
    name: str, filled_file: Path, folder: Path
) -> None:
    """75 points, of which what needs less room than there is left succeeds; 16 more are in the tests below."""
    work = WORKS[name]
    size = filled_file.stat().st_size
    files = {path.name for path in folder.iterdir()}
    refused = 0
    for tenth in TENTHS:
        file = Path(shutil.copy(filled_file, folder / "w.roundtable"))
        with Workspace.open(file) as workspace:
            before = workspace_contents.collected(workspace)
            with at_most(size * tenth // 10):
                is_refused = _is_refused(work, workspace, folder)
            refused += is_refused
            assert verification.verify(workspace).faults == (), tenth
            if is_refused:
                assert workspace_contents.collected(workspace) == before, tenth
                assert {path.name for path in folder.iterdir()} == files | {file.name}, tenth
                work(workspace, folder)
                assert verification.verify(workspace).faults == ()
        for path in folder.iterdir():
            if path.name not in files:
                path.unlink()
    print(f"{name}: refused at {refused} of {len(TENTHS)} points")
    assert refused >= 1


def _is_refused(work: Work, workspace: Workspace, folder: Path) -> bool:
    try:
        work(workspace, folder)
    except RoundtableError as error:
        assert error.cause
        assert error.remedy
        return True
    return False


@pytest.mark.parametrize("name", [name for name in WORKS if name not in BESIDE])
def test_what_a_read_only_workspace_refuses_is_done_once_it_may_be_written(
    name: str, filled_file: Path, folder: Path
) -> None:
    with Workspace.open(shutil.copy(filled_file, folder / "w.roundtable")) as workspace:
        before = workspace_contents.collected(workspace)
        forbid_writing(workspace, is_on=True)
        assert _is_refused(WORKS[name], workspace, folder)
        assert workspace_contents.collected(workspace) == before
        forbid_writing(workspace, is_on=False)
        WORKS[name](workspace, folder)
        assert verification.verify(workspace).faults == ()


@pytest.mark.parametrize("tenth", TENTHS)
def test_a_restore_that_a_full_disk_breaks_off_leaves_the_workspace(
    tenth: int, filled_file: Path, folder: Path
) -> None:
    file = Path(shutil.copy(filled_file, folder / "w.roundtable"))
    content = file.read_bytes()
    with at_most(filled_file.stat().st_size * tenth // 10), pytest.raises(RoundtableError):
        restore_file(file, folder / "other.roundtable")
    assert file.read_bytes() == content
    restore_file(file, folder / "other.roundtable")
    with Workspace.open(file) as restored:
        assert "Long" in {one.title for one in workspace_contents.collected(restored).practices}
