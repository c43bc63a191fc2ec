"""The schema that the migrations make is the one that the tables declare."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.engine import APPLICATION_ID
from db.tables import Base
from db.upgrade import HEAD
from roundtable.workspace import Workspace


def test_the_migrations_make_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "new.roundtable", create=True) as workspace, workspace.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, Base.metadata) == []


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
