"""Back end of workspace files: SQLite with a rollback journal.

People copy the bare file, so it must hold everything at every moment.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.engine import URL

from db import letters
from db.changes import Row
from db.dialects.sqlite_errors import damaged, explained
from db.integrity.file_header import APPLICATION_ID

__all__ = [
    "check_references",
    "complete_schema",
    "connect",
    "damaged",
    "dangling",
    "explained",
    "insert",
    "last_key",
    "new_keys",
    "page_faults",
    "role",
    "set_last_key",
    "storable",
    "structure",
    "unknown_triggers",
    "upgrading",
    "writing",
]

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

    A query under way is broken off soon after ``is_unwanted`` has come true.
    """
    url = URL.create("sqlite", database=str(file))
    options = {"timeout": BUSY_SECONDS, "isolation_level": None, "factory": _Driver}
    engine = create_engine(url, connect_args=options, pool_size=2)
    event.listen(engine, "connect", _set_up)
    if not with_foreign_keys:
        event.listen(engine, "connect", _disable_foreign_keys)
    if is_unwanted:
        event.listen(engine, "connect", partial(_interrupt_when_unwanted, is_unwanted))
    event.listen(engine, "begin", _begin)
    return engine


def _interrupt_when_unwanted(is_unwanted: Callable[[], bool], connection: sqlite3.Connection, _record: object) -> None:
    # Not interrupt(): called from another thread, it might hit the query after the one that is meant, or none.
    connection.set_progress_handler(is_unwanted, _STEPS_BETWEEN_CHECKS)


def _disable_foreign_keys(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("index_words", 1, _index_words, deterministic=True)


@lru_cache(1_000)  # many practices have the same countries
def _index_words(text: str | None) -> str | None:
    return None if text is None else letters.words(text)


def _begin(connection: Connection) -> None:
    # sqlite3's own transactions would let DDL survive a rollback; a writer takes its lock at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


@contextmanager
def writing(connection: Connection, patience: float) -> Iterator[None]:
    """Begin and end the one writing transaction; references are checked at its end."""
    with _waiting(connection, patience), connection.begin():
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield


@contextmanager
def _waiting(connection: Connection, seconds: float) -> Iterator[None]:
    """Wait for the file at most so long, and again as long as ever once the connection is given back."""
    driver = connection.connection
    driver.execute(f"PRAGMA busy_timeout={round(seconds * 1000)}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def new_keys(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Return keys above every one that the table ever held."""
    first = last_key(connection, table) + 1
    return range(first, first + count)


def last_key(connection: Connection, table: Table) -> int:
    """Return the highest key that the table ever held, 0 where none or where they are used again."""
    used = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return int(used or 0)


def set_last_key(connection: Connection, table: Table, key: int) -> None:
    """Let new keys be above one."""
    if table.dialect_options["sqlite"]["autoincrement"]:
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        values = {"name": table.name, "key": key}
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :key)"), values)


def storable(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of a row as they will be read back: as they are."""
    return row


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns.

    Straight by the driver: an import of 10,000 practices writes 100,000 rows, and compiling each takes longest.
    """
    names = list(rows[0])
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    connection.exec_driver_sql(statement, list(map(itemgetter(*names), rows)))


def complete_schema(connection: Connection) -> None:
    """Mark the file as a workspace."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def upgrading(_location: Path, _by: str) -> AbstractContextManager[None]:
    """Do nothing: who writes to a file has it alone."""
    return nullcontext()


def check_references(_connection: Connection) -> None:
    """Do nothing: the steps of a file are taken back from the newest on, so that nothing refers to what they made."""


def role(_connection: Connection) -> str:
    """Return no role: a file knows none."""
    return ""


def structure(connection: Connection) -> set[str]:
    """Name every table, column and index."""
    rows = connection.execute(
        text(
            "SELECT m.name, p.name FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) p "
            "ON m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    )
    return {name for row in rows for name in (row[0], f"{row[0]}.{row[1]}")}


def unknown_triggers(connection: Connection) -> Sequence[str]:
    """Name every trigger: no workspace file has one of this program's."""
    return list(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))


def page_faults(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every damage of the file's pages."""
    for finding in connection.scalars(text("PRAGMA integrity_check")):
        if finding != "ok":
            yield f"The file is damaged: {finding}."


def dangling(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every reference to a row that does not exist."""
    for table, key, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} {key} refers to a {parent} that does not exist."
