"""Schema of a workspace: create it, check its revision and structure, upgrade an older one.

Alembic is imported only for an upgrade: it is slow to load.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, insert, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from db import fulltext
from db.engine import connect, reading, writing
from db.errors import NewerError, WorkspaceError
from db.integrity import file_header
from db.integrity.file_header import APPLICATION_ID
from db.sqlite_errors import damaged
from db.tables import Base, Practice, WorkspaceIdentity

HEAD = "0007"
"""The newest schema revision."""
_OLDER = ("0001", "0002", "0003", "0004", "0005", "0006")
UNDOABLE = ("0003", "0004", "0005", "0006", HEAD)
"""Revisions whose journaled tables are the newest's; journal entries of others are history, no longer undone."""
_OTHERWISE_INDEXED = _OLDER[:4]
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
        connection.execute(insert(WorkspaceIdentity).values(uid=str(uuid4())))
        seed(connection)


def check(engine: Engine, file: Path) -> bool:
    """Tell whether the file is a workspace of this schema; False for an older one, which ``bring_up_to_date`` takes.

    Raises WorkspaceError for a file that lacks parts of its schema, or is newer than this program: a NewerError where
    all that this program reads is there.
    """
    try:
        with reading(engine, file) as connection:
            revision = _revision(connection, file)
            missing = set() if revision in _OLDER else _declared() - _structure(connection)
    except DBAPIError as error:  # what is asked is always the same: only the file can be wrong
        raise damaged(file, f"{error.orig}") from error
    if revision not in (*_OLDER, HEAD):
        kind = WorkspaceError if missing else NewerError
        raise kind(
            f"“{file}” was made by a newer version of Roundtable (schema {revision}; this version knows {HEAD}).",
            "To change it, open it with that version, or export it there as JSON and import the JSON here.",
        )
    if missing:
        raise damaged(file, f"it lacks “{min(missing)}”")
    return revision == HEAD


def bring_up_to_date(file: Path, copy: Path) -> None:
    """Bring an older workspace to the newest schema, all of it or nothing; ``copy`` keeps it as it was.

    Raises WorkspaceError where records would be lost: then nothing is changed.
    """
    # With foreign keys on, a table that a migration makes anew would take the rows that refer to it along.
    engine = connect(file, with_foreign_keys=False)
    try:
        with writing(engine, file) as connection:
            before, revision = _counts(connection), _revision(connection, file)
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


def _revision(connection: Connection, file: Path) -> str:
    if not connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")):
        raise damaged(file, "it does not say which version made it")
    revisions = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    if len(revisions) != 1:
        raise damaged(file, "it does not say once which version made it")
    return str(revisions[0])


def _structure(connection: Connection) -> set[str]:
    """Name every table, column and index."""
    rows = connection.execute(
        text(
            "SELECT m.name, p.name FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) p "
            "ON m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    )
    return {name for row in rows for name in (row[0], f"{row[0]}.{row[1]}")}


@cache
def _declared() -> set[str]:
    """Name every table, column and index that the code declares."""
    tables = Base.metadata.tables.values()
    columns = {f"{table.name}.{column.name}" for table in tables for column in table.columns}
    indexes = {str(index.name) for table in tables for index in table.indexes}
    return {table.name for table in tables} | columns | indexes | fulltext.TABLES


def _counts(connection: Connection) -> dict[str, int]:
    """Count the rows of each table that holds what people wrote; the full-text index is derived from it."""
    tables = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    names = [name for name in tables if name not in fulltext.TABLES]
    return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}  # noqa: S608


def inspect(file: Path) -> None:
    """Look at the file's header, which writes nothing; raise WorkspaceError for a file that is not to be opened."""
    try:
        header = file_header.read(file)
        is_cut_short = header.is_sqlite and _is_cut_short(file, header)
    except OSError as error:
        raise WorkspaceError(
            f"The workspace “{file}” cannot be opened: {error.strerror}.",
            "Check that its folder exists and that you may read and write there.",
        ) from error
    if not header.size:
        raise WorkspaceError(
            f"“{file}” is empty: not even a new workspace is.",
            "If a program that synchronises folders is still fetching it, wait; else restore a backup, or remove it.",
        )
    if not header.is_workspace:
        raise WorkspaceError(
            f"“{file}” is not a Roundtable workspace.",
            "Choose a file that ends in .roundtable, or import this file into a workspace.",
        )
    if is_cut_short:
        raise damaged(file, "its end is missing")
    if header.has_write_ahead_log:
        raise WorkspaceError(
            f"“{file}” was changed by another program to keep its newest entries in a second file (WAL).",
            "Make a workspace of it again with “roundtable recover”.",
        )


def _is_cut_short(file: Path, header: file_header.FileHeader) -> bool:
    """Tell whether pages are missing that no transaction under way, or broken off, is about to bring back."""
    if not header.is_cut_short or file.with_name(f"{file.name}-journal").exists():
        return False
    return file_header.read(file).is_cut_short  # once more: a transaction may just have ended


def migrate(connection: Connection) -> None:
    """Bring the tables from whatever revision they have to the newest, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
