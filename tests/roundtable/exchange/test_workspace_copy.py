"""A workspace goes from a file to a server and back, and lacks nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db import dialects
from db import tables as t
from db.tables import Base
from roundtable import verification
from roundtable.errors import RoundtableError, WorkspaceError
from roundtable.exchange import workspace_contents, workspace_copy
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows
from roundtable.workspace import Workspace
from tests.postgresql import Server


def _rows(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    with workspace.reading() as connection:
        tables = Base.metadata.sorted_tables
        return {one.name: [*map(tuple, connection.execute(select(one).order_by(one.c.id)))] for one in tables}


def _last_keys(workspace: Workspace) -> dict[str, int]:
    with workspace.reading() as connection:
        dialect = dialects.of(connection)
        return {name: dialect.last_key(connection, kind.metadata.tables[name]) for name, kind in t.JOURNALED.items()}


@pytest.fixture
def edited_file(filled_file: Path, tmp_path: Path) -> Path:
    file = tmp_path / "edited.roundtable"
    file.write_bytes(filled_file.read_bytes())
    with Workspace.open(file) as workspace:
        key, _ = practice_edits.create(workspace)
        practice_edits.trash(workspace, [key])
        undo_steps.undo(workspace)
    return file


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with server.database() as made:
        yield made


def test_a_workspace_comes_back_from_a_server_as_it_went(edited_file: Path, address: str, tmp_path: Path) -> None:
    workspace_copy.copy(str(edited_file), address)
    back = tmp_path / "back.roundtable"
    workspace_copy.copy(address, str(back))
    with Workspace.open(edited_file) as before, Workspace.open(address) as shared, Workspace.open(back) as after:
        assert _rows(before) == _rows(shared) == _rows(after)
        assert _last_keys(before) == _last_keys(shared) == _last_keys(after)
        for workspace in (shared, after):
            assert verification.verify(workspace).faults == ()
            assert practice_rows.find_ids(workspace, "infirmieres")
        with pytest.raises(RoundtableError, match="nothing to redo"):  # but for one's own steps
            undo_steps.redo(shared)
        assert undo_steps.redo(after).label == undo_steps.redo(before).label
        assert undo_steps.undo(after).label == undo_steps.undo(before).label
        assert workspace_contents.collected(shared) == workspace_contents.collected(before)


def test_nothing_is_copied_over_a_workspace(edited_file: Path, server: Server, tmp_path: Path) -> None:
    other = tmp_path / "other.roundtable"
    other.write_text("mine")
    with server.database("filled") as address:
        for target in (address, str(other)):
            with pytest.raises(WorkspaceError, match="already"):
                workspace_copy.copy(str(edited_file), target)
        with Workspace.open(address) as workspace:
            assert len(workspace_contents.collected(workspace).practices) == 3
    assert other.read_text() == "mine"
