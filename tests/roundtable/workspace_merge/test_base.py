"""The base of a merge: what two files have in common, through parts, copies, older versions and files of files."""

import shutil
from pathlib import Path

from roundtable.history import undo_steps
from roundtable.workspace import Workspace
from roundtable.workspace_merge import lineage
from roundtable.workspace_merge.take_along import take_along
from tests.roundtable.workspace_merge.taken_files import (
    contents,
    here,
    merged,
    roundtable,
    set_to,
    there,
)
from tests.samples import NURSES, UNTITLED, WELLS


def test_a_part_that_was_taken_along_leaves_the_rest_alone(filled: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "part.roundtable"
    assert take_along(filled, file, search="infirmieres").practices == 1
    with Workspace.open(file) as part:
        assert set(contents(part).practices_by_id()) == {NURSES.id}
        assert [entry.practice for entry in roundtable(part).annex] == [NURSES.id]
        set_to(NURSES, notes="there")(part)
    before = contents(filled)
    merged(filled, file)
    after = contents(filled)
    assert here(filled, NURSES).notes == "there"
    assert (after.mappings, after.roundtables, after.gaps) == (before.mappings, before.roundtables, before.gaps)
    assert [one for one in after.practices if one.id != NURSES.id] == [
        one for one in before.practices if one.id != NURSES.id
    ]


def test_the_base_outlives_an_undo_and_an_older_backup_at_home(filled: Workspace, tmp_path: Path) -> None:
    shutil.copyfile(filled.file, tmp_path / "older.roundtable")
    set_to(WELLS, title="After the backup")(filled)
    take_along(filled, tmp_path / "taken.roundtable")
    there(tmp_path / "taken.roundtable", set_to(WELLS, notes="there"))
    undo_steps.undo(filled)
    with Workspace.open(tmp_path / "older.roundtable") as older:
        for workspace in (filled, older):
            assert merged(workspace, tmp_path / "taken.roundtable").count("conflict") == 0
            wells = here(workspace, WELLS)
            assert (wells.title, wells.notes) == (WELLS.title, "there")


def test_copies_of_an_older_version_are_merged_once_one_of_them_is_brought_up_to_date(tmp_path: Path) -> None:
    [older] = (Path(__file__).parents[2] / "data" / "workspaces").glob("schema-0006.roundtable")
    home, copy = (Path(shutil.copyfile(older, tmp_path / f"{name}.roundtable")) for name in ("home", "copy"))
    before = copy.read_bytes()
    with Workspace.open(home) as workspace:
        set_to(WELLS, notes="here")(workspace)
        assert merged(workspace, copy).practices == ()
    assert copy.read_bytes() == before


def test_taking_along_again_from_a_taken_along_file_leads_back_through_it(
    filled: Workspace, taken: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.roundtable"
    with Workspace.open(taken) as first:
        assert lineage.origin_name(first) == filled.name
        take_along(first, second)
        there(second, set_to(WELLS, notes="there"))
        merged(first, second)
    merged(filled, taken)
    assert here(filled, WELLS).notes == "there"


def test_files_taken_along_one_after_the_other_are_merged_on_the_way_and_then_at_home(
    filled: Workspace, taken: Path, tmp_path: Path
) -> None:
    set_to(NURSES, budget="at home")(filled)
    later = tmp_path / "later.roundtable"
    take_along(filled, later)
    there(taken, set_to(WELLS, notes="first"))
    there(later, set_to(WELLS, budget="second"), set_to(UNTITLED, notes="second"))
    with Workspace.open(taken) as first:
        assert lineage.is_related(first, later)
        assert merged(first, later).count("conflict") == 0
        assert (here(first, WELLS).notes, here(first, WELLS).budget) == ("first", "second")
        assert (here(first, NURSES).budget, here(first, UNTITLED).notes) == ("at home", "second")
        assert merged(first, later).practices == ()
    for file in (taken, later):
        assert merged(filled, file).count("conflict") == 0
    assert (here(filled, WELLS).notes, here(filled, WELLS).budget) == ("first", "second")


def test_of_two_parts_that_were_taken_along_nothing_is_taken_for_deleted(filled: Workspace, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.roundtable" for name in ("wells", "nurses")]
    for file, search in zip(files, ("wells", "infirmieres"), strict=True):
        take_along(filled, file, search=search)
    there(files[1], set_to(NURSES, notes="there"))
    with Workspace.open(files[0]) as part:
        merged(part, files[1])
        assert set(contents(part).practices_by_id()) == {WELLS.id, NURSES.id}
    before = contents(filled)
    merged(filled, files[1])
    merged(filled, files[0])
    assert here(filled, NURSES).notes == "there"
    assert (contents(filled).mappings, contents(filled).roundtables) == (before.mappings, before.roundtables)
    assert set(contents(filled).practices_by_id()) == set(before.practices_by_id())


def test_what_is_done_at_home_is_fetched_into_the_taken_along_file(filled: Workspace, taken: Path) -> None:
    set_to(WELLS, notes="here")(filled)
    with Workspace.open(taken) as workspace:
        merged(workspace, filled.file)
        assert here(workspace, WELLS).notes == "here"
        set_to(NURSES, notes="there")(workspace)
    set_to(WELLS, notes="")(filled)
    merged(filled, taken)
    assert (here(filled, WELLS).notes, here(filled, NURSES).notes) == ("", "there")
