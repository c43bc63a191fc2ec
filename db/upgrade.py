"""Schema of a workspace: create it, check its revision, upgrade an older one.

Alembic is imported only for an upgrade: it is slow to load.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.engine import Connection

from db import backup, fulltext
from db.engine import APPLICATION_ID, connect, reading, writing
from db.errors import WorkspaceError
from db.sqlite_errors import explained
from db.tables import Base, Practice

HEAD = "0003"
"""The newest schema revision; journal entries written under another one are history, no longer undone."""
_OLDER = ("0001", "0002")
_OTHERWISE_INDEXED = ("0001",)
"""Those whose derived indexes hold something else than the newest's: to renew them takes most of an upgrade."""


def create(engine: Engine, file: Path, seed: Callable[[Connection], None]) -> None:
    """Make the tables of an empty file and what a new workspace holds, in one transaction and outside the journal.

    The tables are made as the code declares them and stamped with the newest revision: to walk through all
    migrations would take longer than the rest of a start. A test holds that both ways lead to the same schema.
    """
    with writing(engine, file) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        Base.metadata.create_all(connection)
        connection.exec_driver_sql(fulltext.CREATE)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        seed(connection)


def check(engine: Engine, file: Path) -> bool:
    """Tell whether the file is a workspace of this schema; False for an older one, which ``bring_up_to_date`` takes.

    Raises WorkspaceError for a file that is something else, or newer than this program.
    """
    with reading(engine, file) as connection:
        marked = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if marked != APPLICATION_ID or not inspect(connection).has_table("alembic_version"):
            raise WorkspaceError(
                f"“{file}” is not a Roundtable workspace.",
                "Choose a file that ends in .roundtable, or import this file into a workspace.",
            )
        revision = _revision(connection)
    if revision not in (*_OLDER, HEAD):
        raise WorkspaceError(
            f"“{file}” was made by a newer version of Roundtable (schema {revision}; this version knows {HEAD}).",
            "Open it with that version, or export it there as JSON and import the JSON here.",
        )
    return revision == HEAD


def bring_up_to_date(file: Path, copy: Path) -> None:
    """Bring an older workspace to the newest schema, all of it or nothing; ``copy`` keeps it as it was.

    Raises WorkspaceError where the copy cannot be made, and where records would be lost: then nothing is changed.
    """
    backup.copy(file, copy)
    # With foreign keys on, a table that a migration makes anew would take the rows that refer to it along.
    engine = connect(file, with_foreign_keys=False)
    try:
        with writing(engine, file) as connection:
            before, revision = _counts(connection), _revision(connection)
            migrate(connection)
            if revision in _OTHERWISE_INDEXED:
                fulltext.renew(connection, list(connection.scalars(select(Practice.id))))
            after = _counts(connection)
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            lost = [name for name, count in before.items() if after.get(name, count) < count]
            if lost or broken:
                raise WorkspaceError(
                    f"“{file}” cannot be brought to this version: {lost[0] if lost else broken} would be lost.",
                    f"It is as it was. Open it with the version that made it; a copy lies at “{copy}”.",
                )
    finally:
        engine.dispose()


def _revision(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _counts(connection: Connection) -> dict[str, int]:
    names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}  # noqa: S608


def is_blank(file: Path) -> bool:
    """Tell whether the file is missing or holds nothing yet."""
    with explained(file):
        return not file.exists() or file.stat().st_size == 0


def migrate(connection: Connection) -> None:
    """Bring the tables from whatever revision they have to the newest, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
