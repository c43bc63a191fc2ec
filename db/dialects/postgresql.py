"""Back end of shared workspaces: PostgreSQL, by psycopg.

A server takes as many writers as come, but a use case reads before it writes: they write one after another, by an
advisory lock that each holds for its transaction, so that the order of the journal is the order of the changes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import psycopg
from psycopg.abc import Buffer, PQGen
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.string import StrDumperUnknown
from psycopg.waiting import READY_NONE
from sqlalchemy import Connection, Engine, String, Table, Text, create_engine, event, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import Column

from db.changes import Row
from db.dialects import passwords, postgresql_rights, postgresql_watch
from db.dialects.dialect import Heard
from db.dialects.location import ServerAddress
from db.dialects.postgresql_errors import damaged, explained
from db.dialects.sqlite import BUSY_SECONDS
from db.errors import WorkspaceError

__all__ = [
    "check_references",
    "complete_schema",
    "connect",
    "damaged",
    "dangling",
    "explained",
    "insert",
    "last_key",
    "listen",
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

WRITER = 0x524E4454
"""The advisory lock of the one writer in a database: ``RNDT``."""
_NO_NUL = "\ufffd"
_SECONDS_TO_CONNECT = 10
_LEAST_PATIENCE_MS = 1


@compiles(String, "postgresql")
@compiles(Text, "postgresql")
def _as_text(_type: String, _compiler: object, **options: Any) -> str:
    """Write a text's type: no length is held, and columns sort by code point, as in SQLite, wherever they are made."""
    return 'TEXT COLLATE "C"' if isinstance(options.get("type_expression"), Column) else "TEXT"


class _TextDumper(StrDumperUnknown):
    """Send a text: PostgreSQL's hold no NUL."""

    def dump(self, obj: str) -> Buffer | None:
        """Return the bytes of a text, each NUL replaced."""
        return super().dump(obj.replace("\0", _NO_NUL) if "\0" in obj else obj)


class _Driver(psycopg.Connection[Any]):
    """Connection that cancels a query whose answer is no longer wanted."""

    is_unwanted: Callable[[], bool] | None = None

    def wait(self, gen: PQGen[Any], *arguments: Any, **options: Any) -> Any:
        """Wait for the server's answer."""
        return super().wait(self._watched(gen) if self.is_unwanted else gen, *arguments, **options)

    def _watched(self, answer: PQGen[Any]) -> PQGen[Any]:
        is_cancelled = False
        try:
            awaited = next(answer)
            while True:
                ready = yield awaited
                if ready == READY_NONE and not is_cancelled and self.is_unwanted and self.is_unwanted():
                    is_cancelled = True
                    self.cancel_safe()
                awaited = answer.send(ready)
        except StopIteration as end:
            return end.value


def connect(
    location: ServerAddress,
    *,
    with_foreign_keys: bool = True,  # noqa: ARG001 - never in the way here: they are checked when a transaction ends
    is_unwanted: Callable[[], bool] | None = None,
) -> Engine:
    """Make the engine of a database; nothing is opened yet.

    A query under way is broken off soon after ``is_unwanted`` has come true.
    """
    engine = create_engine(location.url.set(drivername="postgresql+psycopg"), pool_size=2, pool_pre_ping=True)
    event.listen(engine, "do_connect", lambda *_arguments: _open(location, is_unwanted))
    event.listen(engine, "begin", _begin)
    return engine


def _open(location: ServerAddress, is_unwanted: Callable[[], bool] | None) -> _Driver:
    options: dict[str, Any] = {
        "application_name": "Roundtable",
        "client_encoding": "utf8",
        "connect_timeout": _SECONDS_TO_CONNECT,
        "prepare_threshold": None,  # a plan for any value is a bad plan for the frequent ones
        # A connection that is cut without a word is told within seconds, not within the system's hours.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 5000,
    }
    try:
        named = conninfo_to_dict(str(location))
    except psycopg.ProgrammingError as error:
        cause = f"PostgreSQL cannot read the address “{location}”: {str(error).strip()}."
        raise WorkspaceError(cause, "Correct what follows its “?”.") from error
    if password := passwords.find(location):
        options["password"] = password
    opened = _Driver.connect(**{**options, **named})
    opened.adapters.register_dumper(str, _TextDumper)
    opened.is_unwanted = is_unwanted
    opened.autocommit = True
    opened.execute(f"SET lock_timeout = {round(BUSY_SECONDS * 1000)}".encode())  # only an upgrade keeps readers waiting
    opened.autocommit = False
    return opened


def _begin(connection: Connection) -> None:
    """Let a reader see one state throughout, and a writer, once its turn has come, what those before it wrote."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, _Driver)  # noqa: S101 - every connection is made above
    is_writing = bool(connection.get_execution_options().get("writing"))
    level = psycopg.IsolationLevel
    driver.isolation_level = level.READ_COMMITTED if is_writing else level.REPEATABLE_READ
    driver.read_only = not is_writing


@contextmanager
def writing(connection: Connection, patience: float) -> Iterator[None]:
    """Begin and end the one writing transaction; wait at most the ``patience``, in seconds, for that of others."""
    with connection.begin():
        milliseconds = max(round(patience * 1000), _LEAST_PATIENCE_MS)
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
        yield
        connection.exec_driver_sql(f"NOTIFY {postgresql_watch.CHANGES}")


def listen(location: ServerAddress, is_over: Callable[[], bool], said: Callable[[], Iterable[str]]) -> Iterator[Heard]:
    """Yield what is heard from others until ``is_over``, and pass on what is ``said`` meanwhile; a change comes first.

    Waits on a connection of its own, so it is to be asked on a thread of its own.
    """
    with _open(location, None) as connection:
        yield from postgresql_watch.listen(connection, is_over, said)


@contextmanager
def upgrading(location: ServerAddress, by: str) -> Iterator[None]:
    """Keep others from upgrading meanwhile, and tell all programs who is; they stay away from the tables."""
    with _open(location, None) as connection, postgresql_watch.upgrading(connection, location, by):
        yield


def new_keys(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Return keys above every one that the table ever held."""
    sequence = {"name": f"{table.name}_id_seq", "count": count}
    return connection.scalars(text("SELECT nextval(:name) FROM generate_series(1, :count)"), sequence).all()


def last_key(connection: Connection, table: Table) -> int:
    """Return the highest key that the table ever held, 0 where none."""
    value = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table.name}_id_seq"  # noqa: S608
    return int(connection.scalar(text(value)) or 0)


def set_last_key(connection: Connection, table: Table, key: int) -> None:
    """Let new keys be above one."""
    values = {"name": f"{table.name}_id_seq", "key": max(key, 1), "is_used": key > 0}
    connection.execute(text("SELECT setval(:name, :key, :is_used)"), values)


def storable(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of a row as they will be read back: a text of PostgreSQL's holds no NUL."""
    return {name: value.replace("\0", _NO_NUL) if isinstance(value, str) else value for name, value in row.items()}


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns.

    Straight by the driver, which sends them one after another without waiting; COPY heeds no row-level security.
    """
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608
    connection.exec_driver_sql(statement, list(map(itemgetter(*names), rows)))


_AT_ONCE = "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'f' AND NOT condeferred AND {}"
_OURS = "connamespace = current_schema()::regnamespace"


def complete_schema(connection: Connection) -> None:
    """Let references be checked at the end of a transaction, for rows come and go in any order within it.

    Where rights were granted, they reach tables that an upgrade has made.
    """
    for table, name in connection.execute(text(_AT_ONCE.format(_OURS))).all():
        connection.exec_driver_sql(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED')
    if postgresql_rights.are_set_up(connection):
        postgresql_rights.set_up(connection)


def check_references(connection: Connection) -> None:
    """Raise IntegrityError where a row refers to one that the transaction under way has removed."""
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


def role(connection: Connection) -> str:
    """Name the role that the server let in."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, _Driver)  # noqa: S101 - every connection is made above
    return driver.info.user


def structure(connection: Connection) -> set[str]:
    """Name every table, column and index of the schema that tables are made in."""
    rows = connection.execute(
        text(
            "SELECT c.relname, a.attname FROM pg_class c LEFT JOIN pg_attribute a "
            "ON c.relkind = 'r' AND a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
            "WHERE c.relkind IN ('r', 'i') AND c.relnamespace = current_schema()::regnamespace"
        )
    )
    return {name for row in rows for name in (row[0], f"{row[0]}.{row[1]}")}


def unknown_triggers(_connection: Connection) -> Sequence[str]:
    """Name none: who may make triggers on a server is the server's to hold."""
    return ()


def page_faults(_connection: Connection) -> Iterator[str]:
    """Yield nothing: a server checks its pages itself, by their checksums."""
    yield from ()


def dangling(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every reference that the server was told not to check; it lets no other dangle."""
    unchecked = text(f"SELECT conrelid::regclass, conname FROM pg_constraint WHERE NOT convalidated AND {_OURS}")  # noqa: S608
    for table, name in connection.execute(unchecked):
        yield f"{table} has references that were never checked ({name})."
