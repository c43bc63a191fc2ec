"""Check of stored values against their columns: SQLite keeps any type in any column, and texts that are no UTF-8."""

import sqlite3
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Integer, LargeBinary, String, Table

from db.tables import JournalEntry
from db.tables.base import TIMESTAMP_LENGTH

_MOST_NAMED = 20
"""How many unsound values of a table are named one by one."""
_KINDS = {String: "text", Integer: "integer", Boolean: "integer", LargeBinary: "blob"}
_INFLATED_AT_ONCE = 65_536
"""How many packed bytes are unpacked at once: a large import's step is some hundred megabytes as a whole."""


def faults(connection: Any, table: Table) -> Iterator[str]:
    """Yield a sentence for every value of a table that its column cannot hold.

    ``connection`` is the driver's; a server's holds each column to its type, which SQLite does not.
    """
    found = list(_faults_of(connection, table)) if isinstance(connection, sqlite3.Connection) else ()
    yield from found or _false_moments(connection, table)


def unreadable_entries(connection: Any) -> Iterator[str]:
    """Yield a sentence for every journal entry that is noise; ``connection`` is the driver's."""
    packed = [column.name for column in JournalEntry.__table__.columns if isinstance(column.type, LargeBinary)]
    for key, *values in connection.execute(f"SELECT id, {', '.join(packed)} FROM journal_entry"):  # noqa: S608
        if not all(map(is_packed, values)):
            yield f"Journal entry {key} cannot be read."


def _faults_of(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    kinds = connection.execute(f"SELECT DISTINCT {_kinds(table)} FROM {table.name}").fetchall()  # noqa: S608
    is_sound = all(_fits(column, kind) for row in kinds for column, kind in zip(table.columns, row, strict=True))
    if not (is_sound and _can_decode(connection, table)):
        yield from _named(connection, table)


def _can_decode(connection: sqlite3.Connection, table: Table) -> bool:
    """Tell whether the driver can decode all texts of a table."""
    texts = [f'"{column.name}"' for column in table.columns if isinstance(column.type, String)]
    try:
        with closing(connection.execute(f"SELECT {', '.join(texts) or 'NULL'} FROM {table.name}")) as rows:  # noqa: S608
            deque(rows, maxlen=0)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) is not None:
            raise
        return False
    return True


def _false_moments(connection: Any, table: Table) -> Iterator[str]:
    for column in table.columns:
        if isinstance(column.type, String) and column.type.length == TIMESTAMP_LENGTH:
            query = f"SELECT id, {column.name} FROM {table.name} WHERE {column.name} <> ''"  # noqa: S608
            for key, value in connection.execute(query):
                if not is_moment(value):
                    yield f"{table.name} {key}: “{column.name}” is no moment."


def is_moment(value: str) -> bool:
    """Tell whether a text can be read as a moment."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _named(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    """Name the unsound values of a table, the first of many."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    connection.text_factory = bytes
    try:
        rows = connection.execute(f"SELECT {names}, {_kinds(table)} FROM {table.name}").fetchall()  # noqa: S608
    finally:
        connection.text_factory = str
    count = len(table.columns)
    found = [
        f"{table.name} {row[0]}: “{column.name}” holds what it cannot hold."
        for row in rows
        for column, value, kind in zip(table.columns, row[:count], row[count:], strict=True)
        if not _fits(column, kind.decode()) or (isinstance(column.type, String) and not _is_text(value))
    ]
    yield from found[:_MOST_NAMED]
    if len(found) > _MOST_NAMED:
        yield f"{table.name}: {len(found) - _MOST_NAMED} more values are none that it can hold."


def _kinds(table: Table) -> str:
    """Return the SQL expressions of SQLite's names for the types of a row's values."""
    return ", ".join(f'typeof("{column.name}")' for column in table.columns)


def _fits(column: "Column[object]", kind: str) -> bool:
    """Tell whether a column can hold a value of a type by SQLite's name."""
    wanted = next(_KINDS[one] for one in _KINDS if isinstance(column.type, one))
    return kind == wanted or (kind == "null" and bool(column.nullable))


def _is_text(value: bytes | None) -> bool:
    try:
        return value is None or bool(value.decode()) or True
    except UnicodeDecodeError:
        return False


def is_packed(value: bytes | None) -> bool:
    """Tell whether a value is what the journal packs."""
    if not value:
        return True
    stream, begins = zlib.decompressobj(), b""
    try:
        for at in range(0, len(value), _INFLATED_AT_ONCE):
            part = stream.decompress(value[at : at + _INFLATED_AT_ONCE])
            begins = begins or part[:1]
    except zlib.error:
        return False
    return stream.eof and begins in b"{["
