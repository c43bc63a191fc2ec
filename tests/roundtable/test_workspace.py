"""Workspaces opened, made, refused; each refusal names the file and a remedy."""

import os
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.dialects.sqlite_errors import explanation_of
from db.errors import ReadOnlyError, UnreachableError
from roundtable import imports, verification
from roundtable.agenda import roundtable_edits
from roundtable.errors import MovedError, OverwrittenError, RoundtableError, WorkspaceError
from roundtable.exchange import workspace_contents, workspace_copy
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.intake import Intake
from roundtable.records.practice import with_fields
from roundtable.workspace import Workspace, chosen_location, default_location, initialize
from tests import samples


def test_the_default_lies_in_local_data_and_can_be_named_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROUNDTABLE_WORKSPACE")
    assert chosen_location() == str(default_location())
    assert "Documents" not in default_location().parts
    monkeypatch.setenv("ROUNDTABLE_WORKSPACE", "elsewhere.roundtable")
    assert chosen_location() == "elsewhere.roundtable"
    assert chosen_location("here.roundtable") == "here.roundtable"


def test_a_missing_workspace_is_made_only_where_asked(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    with pytest.raises(WorkspaceError, match="no workspace at"):
        Workspace.open(file)
    assert not file.exists()
    Workspace.open(file, create=True).close()
    Workspace.open(file).close()


def test_no_folder_is_made_for_a_workspace_but_that_of_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a drive that is not there, the new workspace would lie where nobody looks for it."""
    file, default = (tmp_path / folder / "w.roundtable" for folder in ("gone", "data"))
    monkeypatch.setattr("roundtable.workspace.default_location", lambda: default)
    with Workspace.open(default, create=True) as made:
        for write in (
            lambda: Workspace.open(file, create=True),
            lambda: initialize(str(file)),
            lambda: workspace_copy.copy(made.location, str(file)),
        ):
            with pytest.raises(WorkspaceError, match="gone” does not exist"):
                write()
    assert not file.parent.exists()


def test_a_new_workspace_knows_the_standard_vocabulary(workspace: Workspace) -> None:
    assert verification.verify(workspace).counts["terms"] >= 48


@pytest.mark.parametrize("content", [b"Just a text, longer than a header of a database file is.", b"\x00" * 200])
def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "w.roundtable"
    file.write_bytes(content)
    with pytest.raises(WorkspaceError, match="not a Roundtable workspace"):
        Workspace.open(file, create=True)
    assert file.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "photos.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE photo (id INTEGER)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(WorkspaceError, match="not a Roundtable workspace"):
        Workspace.open(file, create=True)
    assert file.read_bytes() == before


def test_a_workspace_of_a_newer_version_is_only_read(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    Workspace.open(file, create=True).close()
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.execute("ALTER TABLE practice ADD COLUMN mood TEXT")
    newer.close()
    before = file.read_bytes()
    with Workspace.open(file) as workspace:
        assert len(workspace_contents.collected(workspace).vocabulary) >= 48
        with pytest.raises(ReadOnlyError, match=r"newer version.*9999"):
            practice_edits.create(workspace)
    assert file.read_bytes() == before


def test_a_workspace_of_a_newer_version_that_lacks_what_is_read_here_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    Workspace.open(file, create=True).close()
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.execute("DROP TABLE refusal")
    newer.close()
    with pytest.raises(WorkspaceError, match=r"newer version.*9999"):
        Workspace.open(file)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="is a folder"):
        Workspace.open(tmp_path, create=True)


@pytest.mark.parametrize("address", ["mysql://me:secret@host/x", "foo://bar", "file:///w.roundtable", "HTTP://x.org"])
def test_an_address_of_an_unknown_kind_is_refused_without_a_trace(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkspaceError, match="No workspace can be kept at an address") as refused:
        Workspace.open(address, create=True)
    assert "secret" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:s3cret@host/base",
        "postgresql+psycopg://me:s3cret@host:5432/base",
        "postgresql://me@host/base?password=s3cret",
        "postgresql://me:s3cret@host:port/base",
        "postgresql://me:s3cret@host",
    ],
)
def test_an_address_that_holds_a_password_is_refused_and_never_repeated(address: str) -> None:
    with pytest.raises(WorkspaceError) as refused:
        Workspace.open(address)
    assert "s3cret" not in "".join(traceback.format_exception(refused.value, chain=True))


def test_a_server_out_of_reach_is_told_with_its_address() -> None:
    with pytest.raises(UnreachableError, match=r"postgresql://me@localhost:1/base.*Connection refused"):
        Workspace.open("postgresql+psycopg://me@localhost:1/base")


def test_an_address_with_an_option_that_postgresql_does_not_know_is_told_which() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(WorkspaceError, match=r"base\?nosuch=1”: .*nosuch"):
        Workspace.open("postgresql://me@localhost:1/base?nosuch=1")


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError):
        Workspace.open(tmp_path / "file" / "w.roundtable", create=True)


def test_a_truncated_workspace_is_damaged_not_empty(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    with Workspace.open(file, create=True) as workspace:
        imports.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(RoundtableError, match="damaged"), Workspace.open(file) as damaged:
        verification.verify(damaged)


def test_verify_finds_an_index_out_of_step_and_a_reference_to_nothing(workspace: Workspace) -> None:
    imports.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    assert verification.verify(workspace).faults == ()
    with sqlite3.connect(workspace.file) as meddler:
        meddler.execute("UPDATE practice SET summary = 'other' WHERE id = 1")
        meddler.execute("DELETE FROM practice_index WHERE id = 2")
        meddler.execute("DELETE FROM term WHERE name = 'Gender'")
    meddler.close()
    faults = " ".join(verification.verify(workspace).faults)
    assert "full-text index is out of step with 2" in faults
    assert "sort index is out of step with 1" in faults
    assert "refers to a term that does not exist" in faults


def moved(file: Path, other: Path) -> None:
    file.rename(file.with_name("elsewhere.roundtable"))


def replaced(file: Path, other: Path) -> None:
    other.replace(file)


def emptied(file: Path, other: Path) -> None:
    file.write_bytes(b"")


def overwritten(file: Path, other: Path) -> None:
    with Workspace.open(other) as theirs:  # as many changes, on the same practice, in a file of the same size
        practice_edits.edit_many(theirs, [1], "Edit", lambda record: with_fields(record, title="else"))
    shutil.copyfile(other, file)


def overwritten_with_an_earlier_state(file: Path, other: Path) -> None:
    shutil.copyfile(other, file)


def overwritten_with_no_workspace(file: Path, other: Path) -> None:
    with closing(sqlite3.connect(other)) as made, made:
        made.execute("DROP TABLE journal_entry")
    shutil.copyfile(other, file)


def deleted(file: Path, other: Path) -> None:
    file.unlink()


def its_folder_renamed(file: Path, other: Path) -> None:
    file.parent.rename(file.parent.with_name("gone"))


@pytest.mark.skipif(os.name == "nt", reason="an open file stays in its place there")
@pytest.mark.parametrize(
    ("happen", "told"),
    [
        (moved, "moved, renamed or deleted"),
        (replaced, "replaced by another file"),
        (emptied, "emptied"),
        (overwritten, "overwritten"),
        (overwritten_with_an_earlier_state, "overwritten"),
        (overwritten_with_no_workspace, "overwritten"),
        (deleted, "moved, renamed or deleted"),
        (its_folder_renamed, "moved, renamed or deleted"),
    ],
)
def test_what_became_of_an_open_file_is_told_by_its_true_cause(
    tmp_path: Path, filled_file: Path, happen: Callable[[Path, Path], None], told: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    file, other = (Path(shutil.copy(filled_file, folder / name)) for name in ("w.roundtable", "other.roundtable"))
    with Workspace.open(file) as workspace:
        practice_edits.edit_many(workspace, [1], "Edit", lambda record: with_fields(record, title="mine"))
        happen(file, other)
        for attempt in (
            lambda: practice_edits.edit_many(workspace, [1], "Edit", lambda record: with_fields(record, title="more")),
            lambda: practice_edits.trashed(workspace),
            lambda: undo_steps.undo(workspace),
        ):
            with pytest.raises(MovedError, match=told):
                attempt()
        rescued = tmp_path / "rescued.roundtable"
        if happen in (emptied, overwritten, overwritten_with_an_earlier_state, overwritten_with_no_workspace):
            with pytest.raises(OverwrittenError):
                workspace.move_to(rescued)
        else:
            workspace.move_to(rescued)
            assert workspace.location == str(rescued)
            assert practice_rows.titles(workspace, [1]) == {1: "mine"}


def test_a_file_that_another_program_wrote_into_is_still_the_one_opened(tmp_path: Path, filled_file: Path) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    with Workspace.open(file) as workspace, Workspace.open(file) as other:
        practice_edits.edit_many(other, [1], "Edit", lambda record: with_fields(record, title="theirs"))
        assert practice_rows.titles(workspace, [1]) == {1: "theirs"}


@pytest.mark.parametrize("name", [name for name in dir(sqlite3) if name.startswith("SQLITE_READONLY_")])
def test_no_kind_of_refusal_to_write_is_told_as_another(name: str) -> None:
    explanation = explanation_of(getattr(sqlite3, name), Path("w.roundtable"))
    assert explanation is not None
    assert ("read-only" in str(explanation)) is (name in ("SQLITE_READONLY_DIRECTORY", "SQLITE_READONLY_CANTINIT"))


def test_a_file_that_was_only_touched_or_copied_over_itself_is_still_the_one_opened(
    tmp_path: Path, filled_file: Path
) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    with Workspace.open(file) as workspace:
        practice_edits.edit_many(workspace, [1], "Edit", lambda record: with_fields(record, title="mine"))
        file.touch()
        shutil.copyfile(shutil.copy(file, tmp_path / "copy"), file)
        practice_edits.edit_many(workspace, [1], "Edit", lambda record: with_fields(record, title="more"))
        assert practice_rows.titles(workspace, [1]) == {1: "more"}


def test_a_workspace_is_not_moved_onto_itself(filled: Workspace) -> None:
    before = filled.file.read_bytes()
    with pytest.raises(WorkspaceError, match="the workspace itself"):
        filled.move_to(filled.file)
    assert filled.file.read_bytes() == before


def test_readers_are_told_to_give_way_before_every_write(workspace: Workspace) -> None:
    told: list[int] = []
    workspace.before_writing.append(lambda: told.append(undo_steps.last(workspace)))
    for code in ("RT 7.1", "RT 7.2"):
        roundtable_edits.create(workspace, code)
    first, second = reversed(undo_steps.steps(workspace))
    assert told == [first.id - 1, first.id]
    assert second.id == undo_steps.last(workspace)
