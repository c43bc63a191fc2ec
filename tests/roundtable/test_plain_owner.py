"""The owner of the tables needs no power of a superuser, no extension, and prepared groups where it makes no roles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable import verification
from roundtable.errors import WorkspaceError
from roundtable.exchange import workspace_contents
from roundtable.imports import import_files
from roundtable.practices import practice_edits, practice_rows
from roundtable.storage import server_rights
from roundtable.workspace import Workspace, initialize
from tests.postgresql import Server

OWNER, LOGIN = "plain_owner", "plain_login"
RIGHTS = ("reader", "contributor", "editor", "clearing")


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """Name an empty database that a role owns which may do nothing else."""
    for role in (OWNER, LOGIN):
        server.add_login(role)
    server.execute(f"ALTER ROLE {OWNER} NOCREATEROLE")
    with server.database() as made:
        name = made.split("/")[3].partition("?")[0]
        server.execute(f"ALTER DATABASE {name} OWNER TO {OWNER}")
        yield name
    for right in RIGHTS:
        server.execute(f"DROP ROLE IF EXISTS {name}_{right}")


@pytest.fixture
def address(server: Server, database: str, filled_records: Path) -> str:
    """Return the address by which the owner made a workspace there."""
    made = server.address(database, OWNER)
    initialize(made)
    with Workspace.open(made) as workspace:
        import_files(workspace, [filled_records])
        assert verification.verify(workspace).faults == ()
    return made


def _prepared(server: Server, database: str, error: WorkspaceError) -> None:
    """Run what the error tells an administrator to."""
    for statement in error.remedy.partition(": ")[2].rstrip(".").split("; "):
        server.execute(statement, database)


def test_a_workspace_needs_no_extension(server: Server, database: str, address: str) -> None:
    assert server.execute("SELECT extname FROM pg_extension", database) == [("plpgsql",)]
    with Workspace.open(address) as workspace:
        assert practice_rows.find_ids(workspace, "infirmieres")


@pytest.mark.parametrize("may_make_roles", [True, False])
def test_the_owner_grants_rights_that_hold(
    server: Server, database: str, address: str, *, may_make_roles: bool
) -> None:
    if may_make_roles:
        server.execute(f"ALTER ROLE {OWNER} CREATEROLE")
    else:
        with pytest.raises(WorkspaceError, match=f"“{OWNER}” may not make or fill") as refused:
            server_rights.grant(address, "reader", LOGIN)
        _prepared(server, database, refused.value)
    for right in RIGHTS:
        server_rights.grant(address, right, LOGIN, "Ministry of Health" if right == "contributor" else "")
        with Workspace.open(server.address(database, LOGIN)) as workspace:
            assert len(workspace_contents.collected(workspace).practices) >= 3
            assert (workspace.refusal is None) == (right != "reader")
            if right != "reader":
                practice_edits.create(workspace)
    server_rights.grant(address, None, LOGIN)
    with pytest.raises(WorkspaceError):
        Workspace.open(server.address(database, LOGIN))


def test_groups_that_the_owner_may_not_fill_are_told_with_what_an_administrator_does(
    server: Server, database: str, address: str
) -> None:
    for right in RIGHTS:
        server.execute(f"CREATE ROLE {database}_{right}")
    with pytest.raises(WorkspaceError, match="may not make or fill") as refused:
        server_rights.grant(address, "editor", LOGIN)
    assert f'GRANT "{database}_editor" TO "{OWNER}" WITH ADMIN OPTION' in refused.value.remedy
    _prepared(server, database, refused.value)
    server_rights.grant(address, "editor", LOGIN)
    with Workspace.open(server.address(database, LOGIN)) as workspace:
        practice_edits.create(workspace)


def test_the_owner_upgrades_the_tables_and_those_with_a_right_work_on(
    server: Server, database: str, address: str
) -> None:
    server.execute(f"ALTER ROLE {OWNER} CREATEROLE")
    server_rights.grant(address, "editor", LOGIN)
    server.execute(f"ALTER ROLE {OWNER} NOCREATEROLE")
    server.make_older(database)
    with pytest.raises(WorkspaceError, match="the owner of the tables grants rights and upgrades"):
        Workspace.open(server.address(database, LOGIN))
    with Workspace.open(address) as workspace:
        assert verification.verify(workspace).faults == ()
    with Workspace.open(server.address(database, LOGIN)) as workspace:
        practice_edits.create(workspace)
        assert len(workspace_contents.collected(workspace).practices) == 4
