"""The connection to a workspace file, and its errors in a person's words.

SQLite with a rollback journal: people copy the bare file, so it must hold everything at every moment.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DatabaseError, DBAPIError

from db.errors import BusyError, ReadOnlyError, UnwantedError, WorkspaceError

APPLICATION_ID = 0x524E4454
"""``RNDT`` in the file's header: tells a workspace from any other SQLite file."""
BUSY_SECONDS = 5
_STEPS_BETWEEN_LOOKS = 100_000
"""How many steps of SQLite's machine a query goes on before it is asked whether its answer is still wanted."""
_PRAGMAS = (
    # No WAL: SQLite before 3.51.3 can corrupt it, and a copied file would lack what the WAL companion holds.
    "journal_mode=DELETE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "mmap_size=0",
    "cache_size=-32000",
    # A long import that spills to the file early locks readers out until it ends (1.8 s instead of 0.1 s).
    "cache_spill=OFF",
)


def connect(file: Path, *, with_foreign_keys: bool = True, is_unwanted: Callable[[], bool] | None = None) -> Engine:
    """Make the engine of a workspace file; nothing is opened yet. Only an upgrade goes without foreign keys.

    A query ends in UnwantedError soon after ``is_unwanted`` has come true, and none is begun any more.
    """
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None}, pool_size=2)
    event.listen(engine, "connect", _set_up)
    if not with_foreign_keys:
        event.listen(engine, "connect", _let_go_of_foreign_keys)
    if is_unwanted:
        event.listen(engine, "connect", partial(_ask_while_running, is_unwanted))
        event.listen(engine, "before_cursor_execute", partial(_ask_before, is_unwanted))
    event.listen(engine, "begin", _begin)
    return engine


def _ask_while_running(is_unwanted: Callable[[], bool], connection: sqlite3.Connection, _record: object) -> None:
    # Not interrupt(): called from another thread, it might hit the query after the one that is meant, or none.
    connection.set_progress_handler(is_unwanted, _STEPS_BETWEEN_LOOKS)


def _ask_before(is_unwanted: Callable[[], bool], *_query: object) -> None:
    # A query may be too short to be asked about while it runs, and a long row of such holds up a writer as well.
    if is_unwanted():
        raise UnwantedError


def _let_go_of_foreign_keys(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # sqlite3's own transactions would let DDL survive a rollback; a writer takes its lock at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


@contextmanager
def reading(engine: Engine, file: Path) -> Iterator[Connection]:
    """Yield a connection for a short read; it sees one state of the file throughout."""
    with explained(file), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, file: Path, patience: float = BUSY_SECONDS) -> Iterator[Connection]:
    """Yield the one writing connection; commits on success, rolls back on any exception.

    Raises BusyError where another program holds the file for longer than the ``patience``, in seconds.
    """
    with (
        explained(file),
        engine.connect().execution_options(writing=True) as connection,
        _waiting(connection, patience),
        connection.begin(),
    ):
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield connection


@contextmanager
def _waiting(connection: Connection, seconds: float) -> Iterator[None]:
    """Wait for the file at most so long, and again as long as ever once the connection is given back."""
    driver = connection.connection
    driver.execute(f"PRAGMA busy_timeout={round(seconds * 1000)}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Translate what the database says of the user's world; anything else is a bug and passes through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the driver's own come from cursors that are read straight
        code = _code_of(error.orig if isinstance(error, DBAPIError) else error)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise UnwantedError from error
        if code is None or not isinstance(error, DatabaseError | sqlite3.DatabaseError):
            raise
        if (explanation := explanation_of(code, file)) is None:
            raise
        raise explanation from error


def _code_of(error: Any) -> int | None:
    return getattr(error, "sqlite_errorcode", None)


def explanation_of(code: int, file: Path) -> WorkspaceError | None:
    """Say an SQLite result code in two sentences; None for a code that only a bug can cause."""
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyError(
                f"The workspace “{file}” is in use by another program.",
                "Wait until that program has finished, or close it, and try again.",
            )
        case sqlite3.SQLITE_FULL:
            cause = f"There is no room left on the disk that holds “{file}”."
            remedy = "Free some space and try again; nothing was changed."
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return ReadOnlyError(
                f"The workspace “{file}” cannot be changed: the file or its folder is read-only.",
                "Copy it to a folder of your own, or ask for the right to write there.",
            )
        case sqlite3.SQLITE_CANTOPEN:
            cause = f"The workspace “{file}” cannot be opened."
            remedy = "Check that its folder exists and that you may read and write there."
        case sqlite3.SQLITE_NOTADB:
            cause = f"“{file}” is not a Roundtable workspace."
            remedy = "Choose a file that ends in .roundtable, or import this file into a workspace."
        case sqlite3.SQLITE_CORRUPT:
            cause = f"The workspace “{file}” is damaged."
            remedy = "Keep the file as it is and go back to a copy or an export of it."
        case sqlite3.SQLITE_IOERR:
            cause = f"The disk that holds “{file}” does not answer as it should."
            remedy = "Check the drive or network folder, then try again; nothing was changed."
        case _:
            return None
    return WorkspaceError(cause, remedy)
