"""A shared workspace comes back whole from pg_dump, and its password is in nothing that the program leaves."""

import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable import exports, verification
from roundtable.errors import WorkspaceError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_edits
from roundtable.storage import server_access, server_rights
from roundtable.workspace import Workspace
from tests import postgresql
from tests.postgresql import Server

PASSWORD = "open-sesame-4711"


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with server.database("filled") as made:
        yield made


def test_a_dump_is_restored_whole_with_its_history_and_its_rights(address: str, server: Server) -> None:
    server.add_login("dora")
    server_rights.grant(address, "contributor", "dora", "Ministry of Labour")
    dump = server.folder / "forum.dump"
    postgresql.run("pg_dump", "--format=custom", f"--file={dump}", address)
    with server.database() as restored:
        postgresql.run("pg_restore", "--no-owner", f"--dbname={restored}", dump)
        with Workspace.open(address) as before, Workspace.open(restored) as after:
            assert verification.verify(after).faults == ()
            assert workspace_contents.collected(after) == workspace_contents.collected(before)
            assert undo_steps.undo(after).label == undo_steps.undo(before).label
        as_dora = restored.replace("//postgres@", "//dora@")
        with Workspace.open(as_dora) as own:
            practice_edits.create(own)
            assert verification.verify(own).faults == ()
        server_rights.grant(restored, None, "dora")  # whatever she may in the database that was copied
        with pytest.raises(WorkspaceError):
            Workspace.open(as_dora)


def _left_in(*folders: Path) -> str:
    """Return all that lies in files."""
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return "".join(file.read_text(errors="replace") for file in files)


def _command(address: str) -> str:
    """Return what a command prints, and what the list of processes tells of it."""
    command = [sys.executable, "-m", "roundtable", "--workspace", address, "history"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        shown = Path(f"/proc/{running.pid}/cmdline").read_text() if sys.platform == "linux" else ""
        return shown + running.communicate()[0]


@pytest.fixture(params=["variable", "file", "typed"])
def given(
    request: pytest.FixtureRequest,
    address: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Give the password to the program in one of the ways there are."""
    if request.param == "variable":
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
    elif request.param == "file":
        file = tmp_path_factory.mktemp("passwords") / "pgpass"
        file.write_text(f"*:*:*:*:{PASSWORD}\n")
        file.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(file))
    else:
        server_access.use_password(address, PASSWORD)
    yield
    server_access.use_password(address, "")


def _bug(*_arguments: object, **_options: object) -> None:
    raise ValueError("a bug")


@pytest.mark.usefixtures("given")
def test_a_password_is_in_nothing_that_the_program_leaves(
    address: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Workspace.open(address) as workspace:
        with workspace.reading() as connection:
            assert connection.connection.driver_connection.info.password == PASSWORD  # type: ignore[union-attr]
        practice_edits.create(workspace)
        exports.exchange(workspace, tmp_path / "all.json")
        told = f"{workspace.location} {workspace.name} {undo_steps.steps(workspace)} {workspace._storage.engine!r}"
    with pytest.raises(WorkspaceError) as refused:
        Workspace.open(address.replace("test_", "absent_"))
    told += "".join(traceback.format_exception(refused.value, chain=True)) + caplog.text
    with monkeypatch.context() as broken, pytest.raises(ValueError, match="a bug") as crash:
        broken.setattr("db.dialects.postgresql._Driver.connect", _bug)
        Workspace.open(address)
    told += "".join(traceback.format_exception(crash.value))
    told += _command(address) + _left_in(tmp_path, Path(os.environ["HOME"]))
    told += str(server.execute("SELECT query, application_name FROM pg_stat_activity"))
    told += postgresql.run("pg_dump", address)
    assert "Create practice" in told or "New practice" in told
    assert PASSWORD not in told
