"""Connection to a workspace file: engine, pragmas, transactions.

SQLite with a rollback journal: people copy the bare file, so it must hold everything at every moment.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection

from db import letters
from db.errors import UnwantedError
from db.sqlite_errors import explained

BUSY_SECONDS = 5
_STEPS_BETWEEN_CHECKS = 100_000
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


class _Driver(sqlite3.Connection):
    """Connection of which nothing stays half read.

    A result that an exception left half read would hold the file against every writer until the garbage is collected:
    SQLite's rollback lets such a reading go on.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *arguments: Any, **options: Any) -> sqlite3.Cursor:  # type: ignore[override]  # its overloads
        """Open a cursor that ends with the transaction."""
        cursor: sqlite3.Cursor = super().cursor(*arguments, **options)
        self._cursors.add(cursor)
        return cursor

    def rollback(self) -> None:
        """Take the transaction back; the pool does so whenever a connection is given back."""
        for cursor in list(self._cursors):
            cursor.close()
        super().rollback()


def connect(file: Path, *, with_foreign_keys: bool = True, is_unwanted: Callable[[], bool] | None = None) -> Engine:
    """Make the engine of a workspace file; nothing is opened yet. Only an upgrade goes without foreign keys.

    A query ends in UnwantedError soon after ``is_unwanted`` has come true, and none is begun any more.
    """
    url = URL.create("sqlite", database=str(file))
    options = {"timeout": BUSY_SECONDS, "isolation_level": None, "factory": _Driver}
    engine = create_engine(url, connect_args=options, pool_size=2)
    event.listen(engine, "connect", _set_up)
    if not with_foreign_keys:
        event.listen(engine, "connect", _disable_foreign_keys)
    if is_unwanted:
        event.listen(engine, "connect", partial(_interrupt_when_unwanted, is_unwanted))
        event.listen(engine, "before_cursor_execute", partial(_refuse_when_unwanted, is_unwanted))
    event.listen(engine, "begin", _begin)
    return engine


def _interrupt_when_unwanted(is_unwanted: Callable[[], bool], connection: sqlite3.Connection, _record: object) -> None:
    # Not interrupt(): called from another thread, it might hit the query after the one that is meant, or none.
    connection.set_progress_handler(is_unwanted, _STEPS_BETWEEN_CHECKS)


def _refuse_when_unwanted(is_unwanted: Callable[[], bool], *_query: object) -> None:
    # A query may be too short to be asked about while it runs, and a long row of such holds up a writer as well.
    if is_unwanted():
        raise UnwantedError


def _disable_foreign_keys(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("index_words", 1, _index_words, deterministic=True)


def _index_words(text: str | None) -> str | None:
    return None if text is None else letters.words(text)


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
