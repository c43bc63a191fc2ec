"""A workspace on a server: made once, upgraded by one, read by older programs, and no password anywhere."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from db import dialects, engine, upgrade
from db.dialects.location import parse
from db.errors import NewerError, OlderError, UnwantedError
from db.tables import Base
from db.upgrade import HEAD
from roundtable import verification
from roundtable.errors import UnreachableError, UpgradeError, WorkspaceError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows
from roundtable.workspace import Workspace, initialize
from tests.postgresql import Server


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with server.database("filled") as made:
        yield made


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    with server.database() as made:
        yield made


def _name(address: str) -> str:
    return address.split("/")[3].split("?", maxsplit=1)[0]


def test_a_workspace_is_made_only_when_that_is_asked_for_and_only_once(empty: str) -> None:
    with pytest.raises(WorkspaceError, match=r"no workspace in .* yet"):
        Workspace.open(empty, create=True)
    initialize(empty)
    with pytest.raises(WorkspaceError, match="already"):
        initialize(empty)
    with Workspace.open(empty) as workspace:
        assert verification.verify(workspace).faults == ()


def test_a_workspace_on_a_server_has_no_file(address: str) -> None:
    with Workspace.open(address) as workspace:
        assert (workspace.is_shared, workspace.name) == (True, _name(address))
        with pytest.raises(WorkspaceError, match="on a server, not in a file"):
            _ = workspace.file


def test_one_of_a_newer_version_is_read_and_not_written(address: str, server: Server) -> None:
    with Workspace.open(address) as open_meanwhile:
        server.execute("UPDATE alembic_version SET version_num = '9999'", _name(address))
        with pytest.raises(NewerError, match=r"newer version.*9999"):
            practice_edits.create(open_meanwhile)
    with Workspace.open(address) as workspace:
        assert len(workspace_contents.collected(workspace).practices) == 3
        with pytest.raises(NewerError):
            undo_steps.undo(workspace)


def test_one_of_an_earlier_version_is_upgraded_by_one_program_once_that_is_wanted(address: str, server: Server) -> None:
    server.make_older(_name(address))
    with pytest.raises(OlderError):
        Workspace.open(address, may_upgrade=False)
    with Workspace.open(address) as workspace, Workspace.open(address, may_upgrade=False) as other:
        assert len(workspace_contents.collected(other).practices) == 3
        assert verification.verify(workspace).faults == ()


def test_the_migrations_make_the_tables_that_a_new_workspace_has(empty: str, server: Server) -> None:
    location = parse(empty)
    opened = engine.connect(location)
    with engine.writing(opened, location) as connection:
        upgrade.migrate(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, Base.metadata)
    references = [sorted(one.name for kind, one in differences if kind == how) for how in ("add_fk", "remove_fk")]
    assert references[0] == references[1]  # the same but that they are checked at the end of a transaction
    assert {kind for kind, *_ in differences} == {"add_fk", "remove_fk"}
    opened.dispose()
    [(stamped,)] = server.execute("SELECT version_num FROM alembic_version", _name(empty))
    assert stamped == HEAD
    assert (
        server.execute("SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT condeferred", _name(empty)) == []
    )


def test_a_query_is_cancelled_once_its_answer_is_unwanted(address: str) -> None:
    asked = 0

    def is_unwanted() -> bool:
        nonlocal asked
        asked += is_slow
        return asked > 2  # by then it is running

    is_slow = False
    with Workspace.open(address, is_unwanted=is_unwanted) as hasty:
        is_slow = True
        with pytest.raises(UnwantedError), hasty.reading() as connection:
            connection.execute(text("SELECT pg_sleep(60)"))
        is_slow, asked = False, 0
        assert len(workspace_contents.collected(hasty).practices) == 3


def test_a_server_known_to_be_lost_is_told_at_once_and_by_a_new_error_each_time(address: str, server: Server) -> None:
    with Workspace.open(address) as workspace:
        server.execute(f"ALTER DATABASE {_name(address)} ALLOW_CONNECTIONS false")
        with pytest.raises(UnreachableError):
            next(workspace.listen(lambda: False, tuple))
        told = []
        for _ in range(2):
            with pytest.raises(UnreachableError, match="cannot be reached") as caught, workspace.reading():
                pass
            told.append(caught.value)
        assert told[0] is not told[1]  # one that is raised again keeps the frames of all places before


def test_a_change_that_no_announcement_tells_of_is_found_by_a_look(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.dialects.postgresql_watch._SECONDS_BETWEEN_LOOKS", 0.1)
    over: list[bool] = []
    with Workspace.open(address) as workspace, Workspace.open(address) as other:
        heard = workspace.listen(lambda: bool(over), tuple)
        assert next(heard).kind == "ready"
        monkeypatch.setattr("db.dialects.postgresql_watch.CHANGES", "elsewhere")
        practice_edits.create(other)
        assert next(heard).kind == "change"
        over.append(True)
        assert next(heard, None) is None


def test_an_upgrade_that_no_announcement_tells_of_is_found_by_its_lock(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.dialects.postgresql_watch._SECONDS_BETWEEN_LOOKS", 0.1)
    place = parse(address)
    over: list[bool] = []
    with Workspace.open(address) as workspace:
        heard = workspace.listen(lambda: bool(over), tuple)
        assert next(heard).kind == "ready"
        monkeypatch.setattr("db.dialects.postgresql_watch._UPGRADES", "elsewhere")
        with dialects.of_location(place).upgrading(place, "Ben"):
            assert next(heard) == ("upgrade", "")
            with pytest.raises(UpgradeError, match="Another program is upgrading"), workspace.reading():
                pass
        assert next(heard).kind == "ready"
        assert len(workspace_contents.collected(workspace).practices) == 3
        over.append(True)
        assert next(heard, None) is None


def test_a_search_for_more_phrases_than_a_server_takes_is_refused_in_words(address: str) -> None:
    phrases = " ".join(f'"wells {number}"' for number in range(1001))
    with Workspace.open(address) as workspace, pytest.raises(WorkspaceError, match="at most 1,000 phrases at once"):
        practice_rows.find_ids(workspace, phrases)
