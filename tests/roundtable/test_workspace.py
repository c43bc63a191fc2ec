"""Workspaces opened, made, refused; each refusal names the file and a remedy."""

import sqlite3
from pathlib import Path

import pytest

from roundtable import imports, verification
from roundtable.errors import RoundtableError, WorkspaceError
from roundtable.records.intake import Intake
from roundtable.workspace import Workspace, chosen_location, default_location
from tests import samples


def test_the_default_lies_in_local_data_and_can_be_named_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROUNDTABLE_WORKSPACE")
    assert chosen_location() == str(default_location())
    assert "Documents" not in default_location().parts
    monkeypatch.setenv("ROUNDTABLE_WORKSPACE", "elsewhere.roundtable")
    assert chosen_location() == "elsewhere.roundtable"
    assert chosen_location("here.roundtable") == "here.roundtable"


def test_a_missing_workspace_is_made_only_where_asked(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "down" / "w.roundtable"
    with pytest.raises(WorkspaceError, match="no workspace at"):
        Workspace.open(file)
    assert not file.parent.exists()
    Workspace.open(file, create=True).close()
    Workspace.open(file).close()


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


def test_a_workspace_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    Workspace.open(file, create=True).close()
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(WorkspaceError, match=r"newer version.*9999"):
        Workspace.open(file)


def test_a_folder_and_a_server_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="is a folder"):
        Workspace.open(tmp_path, create=True)
    with pytest.raises(WorkspaceError, match="files only"):
        Workspace.open("postgresql+psycopg://localhost/x", create=True)


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
