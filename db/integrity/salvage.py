"""Rows of a damaged workspace file: all that SQLite, or a look at each page, can still read of each table."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Table

from db.integrity import lost_rows
from db.tables import Base, PracticeIndex

_WIDEST_GAP = 2_000_000
"""The most rows that are tried one by one between those that can be read from either end."""
Row = dict[str, Any]


class Salvaged(NamedTuple):
    """Hold the rows of a table that could be read, texts as bytes, and whether any may be missing."""

    table: Table
    rows: list[Row]
    is_all: bool


def salvaged(copy: Path) -> list[Salvaged]:
    """Return the rows of every table, the derived ones aside, of a copy that SQLite may do with what it likes."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.text_factory = bytes
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA writable_schema = ON")  # a schema that is wrong in one place still serves
        tables = (table for table in Base.metadata.sorted_tables if table is not PracticeIndex.__table__)
        parts = [_salvaged(connection, table) for table in tables]
    known = {part.table.name: {row["id"]: row for row in part.rows} for part in parts if not part.is_all}
    with suppress(OSError, ValueError):
        for table, row in lost_rows.found(copy, known) if known else ():
            known[table.name].setdefault(row["id"], row)
    return [part if part.is_all else part._replace(rows=list(known[part.table.name].values())) for part in parts]


def _salvaged(connection: sqlite3.Connection, table: Table) -> Salvaged:
    stored = _stored_names(connection, table)
    columns = list(stored)
    if not columns:
        return Salvaged(table, [], is_all=False)
    names = ", ".join("`{}`".format(name.replace("`", "``")) for name in stored.values())
    query = f"SELECT {names} FROM {table.name} NOT INDEXED"  # noqa: S608
    first, is_all = _until_broken(connection, f"{query} ORDER BY rowid")
    if is_all:
        return Salvaged(table, [dict(zip(columns, row, strict=True)) for row in first], is_all=True)
    at = columns.index("id")
    last, _ = _until_broken(connection, f"{query} ORDER BY rowid DESC")
    by_key = {row[at]: row for row in (*first, *last)}
    start = first[-1][at] + 1 if first else 1
    end = last[-1][at] if last else _highest(connection, table) + 1
    for key in range(start, min(end, start + _WIDEST_GAP)):
        with suppress(sqlite3.Error):
            by_key.update((key, row) for row in connection.execute(f"{query} WHERE rowid = ?", (key,)))
    rows = [dict(zip(columns, row, strict=True)) for row in by_key.values()]
    return Salvaged(table, rows, is_all=False)


def _stored_names(connection: sqlite3.Connection, table: Table) -> dict[str, str]:
    """Return the columns of a table with the names that they have in the file, where a letter may be another."""
    try:
        found = connection.execute(f"SELECT name FROM pragma_table_info('{table.name}')").fetchall()  # noqa: S608
    except sqlite3.Error:
        found = []
    names = [name.decode(errors="replace") for (name,) in found]
    if not names:
        return {}
    known = [column.name for column in table.columns]
    missing = [name for name in known if name not in names]
    unknown = [name for name in names if name not in known]
    stored = {name: name for name in known if name in names}
    renamed = dict(zip(missing, unknown, strict=True)) if len(missing) == len(unknown) else {}
    return stored | renamed | {"id": "rowid"}


def _until_broken(connection: sqlite3.Connection, query: str) -> tuple[list[Any], bool]:
    """Return the rows up to the first page that cannot be read, and whether there is none such."""
    rows = []
    try:
        for row in connection.execute(query):
            rows.append(row)  # noqa: PERF402 - those before the error are to be kept
    except sqlite3.Error:
        return rows, False
    return rows, True


def _highest(connection: sqlite3.Connection, table: Table) -> int:
    """Return the highest key that the table ever held, 0 where that cannot be read."""
    with suppress(sqlite3.Error):
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).fetchone()
        return int(row[0]) if row else 0
    return 0
