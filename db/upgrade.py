"""Schema of a workspace: create it, check its revision and structure, upgrade an older one.

Alembic is imported only for an upgrade: it is slow to load.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, insert, select, text
from sqlalchemy import inspect as inspect_database
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from db import dialects, fulltext
from db.dialects.location import Location
from db.dialects.sqlite_errors import damaged
from db.engine import BUSY_SECONDS, connect, reading, writing
from db.errors import NewerError, WorkspaceError
from db.integrity import file_header
from db.tables import Base, Practice, WorkspaceIdentity

HEAD = "0009"
"""The newest schema revision."""
_OLDER = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
UNDOABLE = ("0003", "0004", "0005", "0006", "0007", "0008", HEAD)
"""Revisions whose journaled tables are the newest's; journal entries of others are history, no longer undone."""
_VERSIONS = "alembic_version"


def create(engine: Engine, location: Location, seed: Callable[[Connection], None]) -> None:
    """Make the tables of an empty workspace and what a new one holds, in one transaction and outside the journal.

    The tables are made as the code declares them and stamped with the newest revision: to walk through all
    migrations would take longer than the rest of a start. A test holds that both ways lead to the same schema.
    Raises WorkspaceError where there are tables of that kind already.
    """
    with writing(engine, location) as connection:
        dialect = dialects.of(connection)
        if _VERSIONS in dialect.structure(connection):
            raise WorkspaceError(f"There is already a workspace in “{location}”.", "Open it as it is.")
        Base.metadata.create_all(connection)
        dialects.fulltext_of(connection).create(connection)
        connection.exec_driver_sql(f"CREATE TABLE {_VERSIONS} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute(text(f"INSERT INTO {_VERSIONS} VALUES (:head)"), {"head": HEAD})  # noqa: S608
        connection.execute(insert(WorkspaceIdentity).values(uid=str(uuid4())))
        dialect.complete_schema(connection)
        seed(connection)


def is_there(engine: Engine, location: Location) -> bool:
    """Tell whether a database holds the tables of a workspace."""
    with reading(engine, location) as connection:
        return _VERSIONS in dialects.of(connection).structure(connection)


def check(engine: Engine, location: Location) -> bool:
    """Tell whether the workspace is of this schema; False for an older one, which ``bring_up_to_date`` takes.

    Raises WorkspaceError for one that lacks parts of its schema, or is newer than this program: a NewerError where
    all that this program reads is there.
    """
    dialect = dialects.of(engine)
    try:
        with reading(engine, location) as connection:
            structure = dialect.structure(connection)
            revision = _revision(connection, location) if _VERSIONS in structure else ""
            declared = _declared() | dialects.fulltext_of(connection).TABLES
            missing = set() if revision in _OLDER else declared - structure
            triggers = dialect.unknown_triggers(connection)
    except DBAPIError as error:  # what is asked is always the same: only the workspace can be wrong
        raise dialect.damaged(location, f"{error.orig}") from error
    if triggers:  # of another program, or of somebody who means harm: each save could delete what it likes
        raise dialect.damaged(location, f"something else left a trigger in it, “{triggers[0]}”")
    if not revision:
        raise dialect.damaged(location, "it does not say which version made it")
    if revision not in (*_OLDER, HEAD):
        raise _newer(location, revision, WorkspaceError if missing else NewerError)
    if missing:
        raise dialect.damaged(location, f"it lacks “{min(missing)}”")
    return revision == HEAD


def _newer(location: Location, revision: str, kind: type[WorkspaceError] = NewerError) -> WorkspaceError:
    return kind(
        f"“{location}” was made by a newer version of Roundtable (schema {revision}; this version knows {HEAD}).",
        "To change it, open it with that version, or export it there as JSON and import the JSON here.",
    )


@contextmanager
def writing_known(engine: Engine, location: Location, patience: float = BUSY_SECONDS) -> Iterator[Connection]:
    """Yield the one writing connection; raise NewerError where a newer program upgraded the workspace meanwhile."""
    with writing(engine, location, patience) as connection:
        revision = _revision(connection, location)
        if revision != HEAD:
            raise _newer(location, revision)
        yield connection


def bring_up_to_date(location: Location, copy: Path | None = None, *, by: str = "") -> None:
    """Bring an older workspace to the newest schema, all of it or nothing; ``copy`` keeps a file as it was.

    Others who have it open on a server are told ``by`` whom.

    Raises WorkspaceError where records would be lost: then nothing is changed.
    """
    # With foreign keys on, a table that a migration makes anew would take the rows that refer to it along.
    engine = connect(location, with_foreign_keys=False)
    dialect = dialects.of(engine)
    try:
        with (
            dialect.explained(location),
            dialect.upgrading(location, by),
            writing(engine, location) as connection,
        ):
            if _revision(connection, location) not in _OLDER:  # another program was quicker
                return
            before = _counts(connection)
            migrate(connection)
            fulltext.renew(connection, list(connection.scalars(select(Practice.id))))
            after = _counts(connection)
            broken = next(dialect.dangling(connection), "")
            lost = [name for name, count in before.items() if after.get(name, count) < count]
            if lost or broken:
                raise WorkspaceError(
                    f"“{location}” cannot be brought to this version: {lost[0] if lost else broken} would be lost.",
                    "It is as it was. Open it with the version that made it"
                    + (f"; a copy lies at “{copy}”." if copy else "."),
                )
    finally:
        engine.dispose()


def _revision(connection: Connection, location: Location) -> str:
    revisions = connection.scalars(text(f"SELECT version_num FROM {_VERSIONS}")).all()  # noqa: S608
    if len(revisions) != 1:
        raise dialects.of(connection).damaged(location, "it does not say once which version made it")
    return str(revisions[0])


@cache
def _declared() -> set[str]:
    """Name every table, column and index that the code declares."""
    tables = Base.metadata.tables.values()
    columns = {f"{table.name}.{column.name}" for table in tables for column in table.columns}
    indexes = {str(index.name) for table in tables for index in table.indexes}
    return {table.name for table in tables} | columns | indexes


def _counts(connection: Connection) -> dict[str, int]:
    """Count the rows of each table that holds what people wrote; the full-text index is derived from it."""
    derived = dialects.fulltext_of(connection).TABLES
    names = [name for name in inspect_database(connection).get_table_names() if name not in derived]
    return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}  # noqa: S608


def inspect(file: Path, source: Path | None = None) -> None:
    """Look at the file's header, which writes nothing; raise WorkspaceError for a file that is not to be opened.

    Errors name the ``source`` that the file was made from, where that is another one.
    """
    named = source or file
    try:
        header = file_header.read(file)
        is_cut_short = header.is_sqlite and _is_cut_short(file, header)
    except OSError as error:
        raise WorkspaceError(
            f"The workspace “{named}” cannot be opened: {error.strerror or error}.",
            "Check that its folder exists and that you may read and write there.",
        ) from error
    if not header.size:
        raise WorkspaceError(
            f"“{named}” is empty: even a new workspace has some content.",
            "If it is still being synchronised, wait; otherwise restore a backup, or delete it.",
        )
    if not header.is_workspace:
        raise WorkspaceError(
            f"“{named}” is not a Roundtable workspace.",
            "Choose a file that ends in .roundtable, or import this file into a workspace.",
        )
    if (journal := file.with_name(f"{file.name}-journal")).is_symlink() or (journal.exists() and not journal.is_file()):
        raise WorkspaceError(  # SQLite would wait for a pipe for ever
            f"“{journal}” is no file, but stands where “{named}” needs one to be written to.",
            "Move it away, then open the workspace again.",
        )
    if is_cut_short:
        raise damaged(named, "its end is missing")
    if header.has_write_ahead_log:
        raise WorkspaceError(
            f"“{named}” was changed by another program to keep its newest entries in a second file (WAL).",
            "Recover the workspace with “roundtable recover”.",
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
    dialects.of(connection).complete_schema(connection)
