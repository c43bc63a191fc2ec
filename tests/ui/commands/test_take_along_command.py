"""Work is taken along and merged back by commands; what is no file of this workspace is told, and nothing written."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir

import pytest

from roundtable.practices import practice_edits, practice_rows
from roundtable.search import saved_searches
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from tests.samples import NURSES, ROUNDTABLE, WELLS
from tests.ui.commands import assert_refused, printed_json, run


@pytest.fixture
def taken(workspace: Path, tmp_path: Path) -> Path:
    file = tmp_path / "taken.roundtable"
    assert run("take-along", file).status == 0
    return file


def edit(file: Path, uid: str, field: str, value: str) -> None:
    with Workspace.open(file) as opened:
        key = practice_rows.key_of(opened, uid)
        assert key is not None
        practice_edits.edit_many(opened, [key], "Edit", practice_edits.set_field(field, value)[1])


def test_all_or_a_part_is_taken_along_as_a_workspace_of_its_own(workspace: Path, tmp_path: Path) -> None:
    whole, part, found = (tmp_path / f"{name}.roundtable" for name in ("whole", "part", "found"))
    assert printed_json(run("take-along", whole, "--json")) == {"file": str(whole), "practices": 3, "roundtables": 1}
    answer = run("take-along", part, "--roundtable", ROUNDTABLE.code)
    assert answer.out == f"{part}\n  2 practices, 1 roundtable\n"
    assert run("take-along", found, "--search", "infirmieres").status == 0
    assert "Étude des infirmières" in run("--workspace", found, "search", "infirmieres").out
    assert "Wells" not in run("--workspace", found, "search", "wells").out


def test_what_was_done_to_a_file_is_merged_back_once(workspace: Path, taken: Path) -> None:
    edit(taken, WELLS.id, "notes", "asked twice")
    edit(workspace, NURSES.id, "contact", "another@example.org")
    rehearsed = run("merge", taken, "--dry-run").out
    assert f"{taken} (workspace): 1 updated\n" in rehearsed
    assert "notes: nothing → “asked twice”" in rehearsed
    assert run("merge", taken).out == rehearsed
    assert run("merge", taken).out == f"{taken} (workspace): no changed practices\n"
    assert run("history").out.splitlines()[0].endswith(f"Merge {taken.name}")
    assert run("undo").out == f"Undone: Merge {taken.name}\n"
    assert run("import", taken).out == rehearsed


def test_a_merge_tells_what_it_changes_beside_practices(workspace: Path, taken: Path) -> None:
    with Workspace.open(taken) as other:
        term_edits.add(other, "tag", "Deep wells")
        saved_searches.keep(other, "Wells", "wells")
    lines = run("merge", taken).out.splitlines()
    assert lines == [f"{taken} (workspace): no changed practices", "  changed: 1 term, 1 saved search"]


def test_a_conflict_stays_until_it_is_accepted(workspace: Path, taken: Path) -> None:
    edit(taken, WELLS.id, "notes", "theirs")
    edit(workspace, WELLS.id, "notes", "ours")
    [file] = printed_json(run("merge", taken, "--json"))["files"]
    assert (file["kind"], file["conflicts"]) == ("workspace", 1)
    [practice] = file["practices"]
    assert practice["conflicts"] == [{"field": "notes", "here": "ours", "file": "theirs", "base": "", "where": ""}]
    assert "notes: “ours” → “theirs”" in run("merge", taken, "--accept", "all").out


def test_two_copies_of_a_file_are_merged_from_the_last_step_that_both_have(workspace: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(workspace, tmp_path / "copy.roundtable"))
    edit(copy, WELLS.id, "notes", "theirs")
    edit(workspace, NURSES.id, "notes", "ours")
    assert f"{copy} (workspace): 1 updated\n" in run("merge", copy).out
    assert f"{workspace} (workspace): 1 updated, 1 unchanged\n" in run("--workspace", copy, "merge", workspace).out
    assert run("export", tmp_path / "a.json").status == run("--workspace", copy, "export", tmp_path / "b.json").status


def test_a_file_that_is_there_already_is_not_written_over(workspace: Path, taken: Path) -> None:
    before = taken.read_bytes()
    assert_refused(run("take-along", taken), "already exists", "Choose another name")
    assert taken.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("taken.txt",), "not the name of a workspace"),
        (("new.roundtable", "--roundtable", "RT 0"), "There is no roundtable “RT 0”"),
        (("new.roundtable", "--search", "nowhere"), "nothing to take along"),
        (("new.roundtable", "--search=-"), "“-” has no word to search for"),
        (("new.roundtable", "--search", ""), "“” has no word to search for"),
        (("new.roundtable", "--search", "wells -country:"), "“country:” names no value"),
        (("nowhere/new.roundtable",), "does not exist"),
    ],
)
def test_what_cannot_be_taken_along_is_told_and_no_file_is_left(
    arguments: tuple[str, ...], said: str, workspace: Path, tmp_path: Path
) -> None:
    file, *options = arguments
    assert_refused(run("take-along", tmp_path / file, *options), said)
    assert not (tmp_path / file).exists()


def test_nothing_is_taken_along_from_an_empty_workspace(tmp_path: Path) -> None:
    empty = tmp_path / "empty.roundtable"
    Workspace.open(empty, create=True).close()
    answer = run("--workspace", empty, "take-along", tmp_path / "new.roundtable")
    assert_refused(answer, "nothing to take along")


def strange(kind: str, taken: Path) -> Path:
    """Return a file that cannot be merged."""
    file = taken.with_name(f"{kind}.roundtable")
    match kind:
        case "other":
            Workspace.open(file, create=True).close()
        case "text":
            file.write_text("no database at all, but some text")
        case "damaged":
            content = bytearray(taken.read_bytes())
            content[len(content) // 3 : len(content) // 2] = bytes(len(content) // 2 - len(content) // 3)
            file.write_bytes(content)
        case "newer" | "baseless":
            change = "alembic_version SET version_num = '9999'" if kind == "newer" else "origin SET records = x'00'"
            shutil.copyfile(taken, file)
            with closing(sqlite3.connect(file)) as connection:
                connection.execute(f"UPDATE {change}")
                connection.commit()
    return file


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("other", ("neither taken along from this workspace nor is it a copy", "export it as JSON")),
        ("text", ("is not a Roundtable workspace",)),
        ("damaged", ("is damaged",)),
        ("newer", ("made by a newer version",)),
        ("baseless", ("what it keeps of the time it was taken along cannot be read", "export it as JSON")),
        ("missing", ("missing.roundtable",)),
    ],
)
def test_a_file_that_cannot_be_merged_is_told_with_a_remedy_and_nothing_is_written(
    kind: str, said: tuple[str, ...], workspace: Path, taken: Path
) -> None:
    file, before = strange(kind, taken), workspace.read_bytes()
    answer = run("merge", file)
    assert_refused(answer, *said, str(file))
    assert gettempdir() not in answer.err.replace(str(file), "")
    assert workspace.read_bytes() == before


def test_a_workspace_is_not_merged_into_itself(workspace: Path) -> None:
    assert_refused(run("merge", workspace), "is the workspace itself")


def test_a_file_taken_along_from_another_workspace_names_it(workspace: Path, taken: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.roundtable"
    Workspace.open(other, create=True).close()
    answer = run("--workspace", other, "merge", taken)
    assert_refused(answer, f"taken along from another workspace, “{workspace.name}”", "Open that workspace")


def test_a_paper_is_not_merged_but_imported(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("Title: Wells")
    assert_refused(run("merge", tmp_path / "paper.txt"), "roundtable import")


def test_without_a_workspace_there_is_nothing_to_merge_into(taken: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.roundtable"
    assert_refused(run("--workspace", nowhere, "merge", taken), "There is no workspace at")
    assert_refused(run("--workspace", nowhere, "import", taken), "no workspace yet")
    assert not nowhere.exists()
