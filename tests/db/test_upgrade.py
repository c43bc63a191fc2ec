"""The schema that the migrations make is the one that the tables declare."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.engine import APPLICATION_ID, connect, writing
from db.tables import Base
from db.upgrade import HEAD, migrate
from roundtable.workspace import Workspace


def _schema(file: Path) -> list[tuple[str, str]]:
    """Return every table and index of a file as the database tells it, layout and order of columns aside."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [(name, " ".join(sorted(re.findall(r"[^\s,]+", sql.replace('"', ""))))) for name, sql in rows]


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
