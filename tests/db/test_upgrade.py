"""The schema that the migrations make is the one that the tables declare, and older workspaces come to it whole."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import upgrade
from db.engine import connect, writing
from db.integrity.file_header import APPLICATION_ID
from db.tables import Base, WorkspaceIdentity
from db.upgrade import HEAD, UNDOABLE, migrate
from roundtable.backups import backup_files
from roundtable.errors import RoundtableError, WorkspaceError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_rows
from roundtable.records.vocabulary import PlaceRecord
from roundtable.verification import verify
from roundtable.vocabulary import place_edits
from roundtable.workspace import Workspace
from tests.samples import COLLECTION, WITH_OPEN_ENDS


def _schema(file: Path) -> list[tuple[str, str]]:
    """Return every table and index of a file as the database tells it, layout and order of columns aside."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [(name, " ".join(sorted(re.findall(r"[^\s,()]+", sql.replace('"', ""))))) for name, sql in rows]


def test_the_migrations_make_the_tables_that_a_new_workspace_has(tmp_path: Path) -> None:
    Workspace.open(tmp_path / "new.roundtable", create=True).close()
    migrated = connect(tmp_path / "migrated.roundtable")
    with writing(migrated, tmp_path / "migrated.roundtable") as connection:
        migrate(connection)
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, Base.metadata) == []
    migrated.dispose()
    expected = [(name, sql) for name, sql in _schema(tmp_path / "new.roundtable") if name != "alembic_version"]
    assert [
        (name, sql) for name, sql in _schema(tmp_path / "migrated.roundtable") if name != "alembic_version"
    ] == expected


def _is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and str(name).startswith("practice_text"))


def test_the_newest_migration_is_the_revision_that_the_code_knows() -> None:
    import db

    assert db.__file__ is not None
    scripts = ScriptDirectory(str(Path(db.__file__).with_name("migrations")))
    assert scripts.get_current_head() == HEAD


def test_a_new_workspace_file_says_what_it_is_and_leaves_no_companion_files(tmp_path: Path) -> None:
    file = tmp_path / "new.roundtable"
    with Workspace.open(file, create=True) as workspace, workspace.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert [path.name for path in tmp_path.iterdir()] == ["new.roundtable"]


def _revision(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        [revision] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)


EVERY = sorted((Path(__file__).parents[1] / "data" / "workspaces").glob("schema-*.roundtable"))
OLDER = [file for file in EVERY if file.stem != f"schema-{HEAD}"]


def test_a_workspace_of_every_schema_is_kept() -> None:
    import db

    assert db.__file__ is not None
    made = Path(db.__file__).parent.glob("migrations/versions/0*.py")
    assert [file.stem for file in EVERY] == sorted(f"schema-{file.name[:4]}" for file in made)


def test_the_workspace_kept_of_this_schema_has_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    Workspace.open(tmp_path / "new.roundtable", create=True).close()
    assert _schema(EVERY[-1]) == _schema(tmp_path / "new.roundtable")


@pytest.fixture(params=OLDER, ids=lambda file: file.stem)
def older_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "older.roundtable"))


def test_a_workspace_of_every_earlier_version_opens_whole(older_file: Path) -> None:
    with Workspace.open(older_file) as workspace:
        assert verify(workspace).faults == ()
        found = workspace_contents.collected(workspace)
        assert [practice.title for practice in found.practices] == [one.title for one in COLLECTION.practices]
        assert found.roundtables == COLLECTION.roundtables
        assert found.mappings == COLLECTION.mappings
        assert practice_rows.find_ids(workspace, "infirmieres", sort="country")


def test_places_open_ends_and_handovers_of_the_second_schema_are_all_there(tmp_path: Path) -> None:
    [second] = [file for file in OLDER if file.stem == "schema-0002"]
    with Workspace.open(Path(shutil.copy(second, tmp_path / "second.roundtable"))) as workspace:
        found = workspace_contents.collected(workspace)
        assert (found.gaps, found.refusals) == (WITH_OPEN_ENDS.gaps, WITH_OPEN_ENDS.refusals)
        assert found.places == (PlaceRecord("X-UTOPIA", "Utopia", ("Erewhon",), (("fr", "Utopie"),)),)
        assert [one.file for one in found.handovers] == ["annex.pdf"]
        place_edits.set_members(workspace, "X-UTOPIA", ["GHA"])
        assert len(practice_rows.find_ids(workspace, "country:Utopia")) == 1


def test_what_was_done_under_an_earlier_version_is_history_and_undone_only_where_the_rows_are_the_same(
    older_file: Path,
) -> None:
    made_under = _revision(older_file)
    with Workspace.open(older_file) as workspace:
        assert undo_steps.steps(workspace)[0].label == "Set status to cleared"
        if made_under in UNDOABLE:
            assert undo_steps.undo(workspace).label == "Set status to cleared"
        else:
            with pytest.raises(RoundtableError, match="earlier version"):
                undo_steps.undo(workspace)


def test_a_workspace_is_copied_before_it_is_brought_to_this_version(older_file: Path) -> None:
    before, revision = older_file.read_bytes(), _revision(older_file)
    Workspace.open(older_file).close()
    [copy] = backup_files.listing(older_file)
    assert copy.occasion == "before upgrade"
    assert (_revision(copy.file), _revision(older_file)) == (revision, HEAD)
    assert revision != HEAD
    assert older_file.read_bytes() != before
    with Workspace.open(older_file):
        assert [copy] == backup_files.listing(older_file)


def test_an_upgrade_that_would_lose_records_changes_nothing(older_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = older_file.read_bytes()

    def lossy(connection: Connection) -> None:
        migrate(connection)
        connection.exec_driver_sql("DELETE FROM mapping")

    monkeypatch.setattr(upgrade, "migrate", lossy)
    with pytest.raises(WorkspaceError, match="mapping would be lost"):
        Workspace.open(older_file)
    assert older_file.read_bytes() == before
    assert list(older_file.parent.iterdir()) == [older_file]


def test_where_no_copy_can_be_made_nothing_is_upgraded(older_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = older_file.read_bytes()
    backup_files.folder().parent.mkdir(parents=True)
    backup_files.folder().write_text("a file where the folder should be")
    with pytest.raises(WorkspaceError, match="No copy"):
        Workspace.open(older_file)
    assert older_file.read_bytes() == before


def test_copies_of_an_older_workspace_are_upgraded_to_the_same_identity(tmp_path: Path) -> None:
    identities = set()
    for name in ("one", "other"):
        copy = Path(shutil.copy(OLDER[-1], tmp_path / f"{name}.roundtable"))
        with Workspace.open(copy) as workspace, workspace.reading() as connection:
            identities.add(connection.scalar(select(WorkspaceIdentity.uid)))
    assert len(identities) == 1
    assert None not in identities
