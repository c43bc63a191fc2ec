"""Recovery of a damaged workspace: all that can be read of it in a new file, with a report; the damaged one stays."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Boolean, Column, Integer, LargeBinary, select, text
from sqlalchemy.engine import Connection

from db import fulltext
from db import tables as t
from db.clock import now
from db.integrity import salvage, stored_values
from db.integrity.pages import CutText
from db.integrity.salvage import Row, Salvaged
from db.tables.base import TIMESTAMP_LENGTH
from roundtable.errors import WorkspaceError, counted
from roundtable.file_errors import read_error
from roundtable.progress import Progress, silent
from roundtable.verification import COUNTED, KNOWN_VALUES, verify
from roundtable.workspace import SUFFIX, Workspace


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """Hold the new file, how many records of each kind came into it, and in a sentence each what did not."""

    file: Path
    counts: dict[str, int]
    losses: tuple[str, ...]


def recover(file: Path, *, progress: Progress = silent) -> RecoveryReport:
    """Copy all that can be read of a damaged workspace into a new one beside it.

    Raises WorkspaceError where nothing of a workspace can be read.
    """
    target = file.with_name(f"{file.stem} recovered {datetime.now():%Y-%m-%d %H-%M-%S}{SUFFIX}")
    with TemporaryDirectory() as folder:
        found = salvage.salvaged(_copied(file, Path(folder)))
    if not any(part.rows for part in found):
        raise WorkspaceError(f"No part of a workspace can be read in “{file}”.", "Restore a backup.")
    losses: list[str] = []
    with Workspace.open(target, create=True) as workspace:
        with workspace.unjournaled() as connection:
            for part in reversed(found):
                if part.rows or part.table is not t.WorkspaceIdentity.__table__:  # no workspace is without one
                    connection.execute(part.table.delete())
            for number, part in enumerate(found):
                progress(number, len(found))
                losses += _write(connection, part)
            losses += _drop_dangling(connection)
            fulltext.renew(connection, list(connection.scalars(select(t.Practice.id))))
        findings = verify(workspace)
    return RecoveryReport(target, dict(findings.counts), (*losses, *findings.faults))


def _copied(file: Path, folder: Path) -> Path:
    """Copy the file with what SQLite keeps beside it, so that SQLite may take its steps in the copy."""
    try:
        copied = Path(shutil.copyfile(file, folder / "copy"))
        for beside in ("-journal", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{file}{beside}", f"{copied}{beside}")
    except OSError as error:
        raise read_error(error, Path(error.filename or file)) from error
    return copied


def _write(connection: Connection, part: Salvaged) -> Iterator[str]:
    table = part.table
    name = _called(table.name)
    if not part.is_all:
        yield f"Of the {name}, {len(part.rows)} could be read; others may be lost."
    replaced: Counter[str] = Counter()
    rows = [row for row in (_sound(table.columns, row, replaced) for row in part.rows) if row]
    for column, count in replaced.items():
        yield f"{name}: “{column}” could not be read whole {counted(count, 'times')} and was cut or replaced."
    statement = table.insert().prefix_with("OR IGNORE")
    if rows:
        connection.execute(statement, rows)
    kept = connection.scalar(text(f"SELECT count(*) FROM {table.name}")) or 0  # noqa: S608
    if kept < len(part.rows):
        yield f"{name}: {len(part.rows) - kept} left out, being twice there or no records."


def _called(table: str) -> str:
    return COUNTED.get(table, table.replace("_", " "))


def _sound(columns: Iterable[Column[Any]], row: Row, replaced: Counter[str]) -> Row | None:
    """Return a row with a value for every column that it can hold; None for one that is no record at all."""
    sound: Row = {}
    for column in columns:
        value = row.get(column.name, _MISSING)
        if value is None and column.nullable:
            sound[column.name] = None
            continue
        made = _value(column, value)
        is_changed = made is _UNSOUND or (isinstance(made, str) and made.encode() != value)
        if made is _UNSOUND:
            if column.primary_key or column.foreign_keys or isinstance(column.type, LargeBinary):
                return None
            made = _substitute(column)
        if is_changed and value is not _MISSING:
            replaced[column.name] += 1
        sound[column.name] = made
    return sound


_MISSING, _UNSOUND = object(), object()
_REPLACEMENT = "\ufffd"
"""What stands for bytes that are no character, such as those of one that was cut in two."""


def _value(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, LargeBinary):
        is_journal = column.table is t.JournalEntry.__table__
        return value if isinstance(value, bytes) and (not is_journal or stored_values.is_packed(value)) else _UNSOUND
    if isinstance(column.type, Integer | Boolean):
        return value if isinstance(value, int) else _UNSOUND
    if not isinstance(value, bytes):
        return _UNSOUND
    words = value.decode(errors="replace")
    if isinstance(value, CutText):
        words = f"{words.rstrip(_REPLACEMENT)}…"
    if known := KNOWN_VALUES.get((column.table.name, column.name)):
        return words if words in known else _UNSOUND
    if getattr(column.type, "length", None) == TIMESTAMP_LENGTH:
        return words if stored_values.is_moment(words) else _UNSOUND
    return words


def _substitute(column: Column[Any]) -> Any:
    if known := KNOWN_VALUES.get((column.table.name, column.name)):
        return next(iter(known))
    if getattr(column.type, "length", None) == TIMESTAMP_LENGTH:
        return now()
    return 0 if isinstance(column.type, Integer | Boolean) else ""


def _drop_dangling(connection: Connection) -> list[str]:
    """Take out what refers to rows that could not be read, and what refers to that."""
    gone: Counter[str] = Counter()
    while dangling := connection.execute(text("PRAGMA foreign_key_check")).all():
        for table, key in {(table, key) for table, key, *_ in dangling}:
            connection.execute(text(f"DELETE FROM {table} WHERE rowid = :key"), {"key": key})  # noqa: S608
            gone[table] += 1
    return [f"{_called(name)}: {count} referred to what is lost." for name, count in gone.items()]
