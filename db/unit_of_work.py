"""Unit of work: one transaction that inserts, updates and deletes rows and records them as a ChangeSet."""

import getpass
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnDefault, Engine, Table, bindparam, select, update
from sqlalchemy import delete as delete_from
from sqlalchemy.engine import Connection

from db import dialects, fulltext, journal, row_keys
from db.changes import Change, ChangeSet, Row, netted, practice_of
from db.dialects.location import Location
from db.errors import RoundtableError
from db.progress import Progress, silent
from db.tables import JOURNALED, Base
from db.upgrade import HEAD, writing_known

_SURROGATE = re.compile("[\ud800-\udfff]")
_name = ""
"""Of the person who works, as given by themselves; "" for the login."""


class UnitOfWork:
    """Write rows in one transaction and remember each as it was and as it is."""

    def __init__(self, connection: Connection, label: str, progress: Progress = silent) -> None:
        self.connection = connection
        self.label = sound(label)
        self._progress = progress
        self.change_set = ChangeSet(self.label, ())
        self.is_dry_run = False
        """Set by a caller that only wants to see what would happen: everything is rolled back at the end."""
        self.report: bytes | None = None
        """Told by an import of itself; kept with the journal entry, and in a note where nothing was changed."""
        self._changes: list[Change] = []

    def insert(self, kind: type[Base], rows: Iterable[Row]) -> list[int]:
        """Insert the rows, all with the same columns, and return their new ids in order; columns left out are blank."""
        table = _table(kind)
        blank = _blank(table)
        given = list(rows)
        dialect = dialects.of(self.connection)
        keys = dialect.new_keys(self.connection, table, len(given))
        prepared = [dict(dialect.storable({**blank, **row, "id": key})) for key, row in zip(keys, given, strict=True)]
        self._write_new(table, prepared)
        self._changes.extend(Change(table.name, row["id"], None, row, practice_of(table.name, row)) for row in prepared)
        return [row["id"] for row in prepared]

    def update(self, kind: type[Base], key: int, values: Mapping[str, Any]) -> None:
        """Set the columns of one row; columns that already hold the value are left alone."""
        self.update_many(kind, {key: values})

    def update_many(self, kind: type[Base], values: Mapping[int, Mapping[str, Any]]) -> None:
        """Set columns of rows by key; columns that already hold the value are left alone."""
        columns = {column for of_row in values.values() for column in of_row}
        self._set(_table(kind), self._present(_table(kind), list(values), columns), values)

    def delete(self, kind: type[Base], keys: Sequence[int]) -> None:
        """Delete the rows; what refers to them must have been deleted in the same unit of work."""
        table = _table(kind)
        self._delete(table, self._present(table, keys).values())

    def replace_list(self, kind: type[Base], owner: Mapping[str, Any], wanted: Sequence[Row]) -> None:
        """Make the owner's ordered rows equal ``wanted``, touching only what differs.

        ``owner`` names the columns that all the rows share, e.g. ``{"practice_id": 7}``; ``position`` is set here.
        """
        table = _table(kind)
        statement = select(table).where(*(table.c[column] == value for column, value in owner.items()))
        present = self.connection.execute(statement.order_by(table.c.position)).mappings()
        self._replace(kind, [(owner, [dict(row) for row in present], wanted)])

    def replace_lists(self, kind: type[Base], column: str, wanted: Mapping[Any, Sequence[Row]]) -> None:
        """Make the ordered rows of many owners, by their value of a column, equal what is wanted of each."""
        table = _table(kind)
        present: dict[Any, list[Row]] = {owner: [] for owner in wanted}
        statement = select(table).order_by(table.c.position)
        for row in row_keys.chunked(self.connection, statement, table.c[column], list(wanted)):
            present[row._mapping[column]].append(dict(row._mapping))
        self._replace(kind, [({column: owner}, present[owner], rows) for owner, rows in wanted.items()])

    def apply(self, change_set: ChangeSet, verb: str = "undo") -> None:
        """Make the changes happen, provided that every row still is as they say it was before.

        Raises RoundtableError, with nothing written, where a row has changed since; ``verb`` is “undo” or “redo”.
        """
        for name, changes in _by_table(change_set):
            table = _table(JOURNALED[name])
            self._check_unchanged(table, changes, verb)
        for name, changes in _by_table(change_set):
            table = _table(JOURNALED[name])
            self._remove(table, [c.key for c in changes if c.after is None])
            self._write_changed(table, [c for c in changes if c.before is not None])
            self._write_new(table, [c.after for c in changes if c.before is None and c.after is not None])
        self._changes.extend(change_set.changes)

    def changes_so_far(self) -> ChangeSet:
        """Return what was written up to now."""
        return ChangeSet(self.label, netted(self._changes))

    @contextmanager
    def savepoint(self) -> Iterator["UnitOfWork"]:
        """Give another unit of work in the same transaction, whose writes are taken back at the end: to look back."""
        with self.connection.begin_nested() as point:
            yield UnitOfWork(self.connection, self.label)
            point.rollback()

    def finish(self) -> None:
        """Bring the derived indexes in step and fix the ChangeSet."""
        self.change_set = self.changes_so_far()
        indexed = {c.practice_id for c in self.change_set.changes if c.practice_id is not None and fulltext.holds(c)}
        renamed = [c.key for c in self.change_set.changes if c.table == "term" and c.before is not None]
        indexed.update(fulltext.practices_with_terms(self.connection, renamed))
        fulltext.renew(self.connection, list(indexed), self._progress)

    def _present(self, table: Table, keys: Sequence[int], columns: Collection[str] | None = None) -> dict[int, Row]:
        """Return rows by key, whole or only the columns with those that name the row."""
        wanted = [c for c in table.c if columns is None or c.name in columns or c.name in {"id", "practice_id"}]
        rows = row_keys.chunked(self.connection, select(*wanted), table.c.id, keys)
        return {row.id: dict(row._mapping) for row in rows}

    def _set(self, table: Table, present: Mapping[int, Row], values: Mapping[int, Mapping[str, Any]]) -> None:
        """Set columns of rows that are read already."""
        storable = dialects.of(self.connection).storable
        changes = []
        for key, wanted in values.items():
            row = present[key]
            after = {column: value for column, value in storable(wanted).items() if row[column] != value}
            if after:
                before = {column: row[column] for column in after}
                changes.append(Change(table.name, key, before, after, practice_of(table.name, row)))
        self._write_changed(table, changes)
        self._changes.extend(changes)

    def _delete(self, table: Table, present: Iterable[Row]) -> None:
        """Delete rows that are read already."""
        changes = [Change(table.name, row["id"], row, None, practice_of(table.name, row)) for row in present]
        self._remove(table, [change.key for change in changes])
        self._changes.extend(changes)

    def _replace(
        self, kind: type[Base], lists: Sequence[tuple[Mapping[str, Any], Sequence[Row], Sequence[Row]]]
    ) -> None:
        """Make lists, each with its owner and the rows that it has, equal the rows wanted."""
        table = _table(kind)
        kept: dict[int, Row] = {}
        values: dict[int, Row] = {}
        surplus: list[Row] = []
        added: list[Row] = []
        for owner, present, wanted in lists:
            for position, (row, of_row) in enumerate(zip(present, wanted, strict=False)):
                kept[row["id"]], values[row["id"]] = row, {**of_row, "position": position}
            surplus += present[len(wanted) :]
            new = enumerate(wanted[len(present) :], len(present))
            added += [{**owner, "position": position, **of_row} for position, of_row in new]
        self._set(table, kept, values)
        self._delete(table, surplus)
        self.insert(kind, added)

    def _write_changed(self, table: Table, changes: Iterable[Change]) -> None:
        """Update rows, in one statement for all in which the same columns change."""
        by_columns: dict[tuple[str, ...], list[Row]] = {}
        for change in changes:
            if change.after is not None:
                by_columns.setdefault(tuple(change.after), []).append({"key": change.key, **change.after})
        for rows in by_columns.values():
            self.connection.execute(update(table).where(table.c.id == bindparam("key")), rows)

    def _write_new(self, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            dialects.of(self.connection).insert(self.connection, table, rows)

    def _remove(self, table: Table, keys: Sequence[int]) -> None:
        if keys:
            self.connection.execute(
                delete_from(table).where(table.c.id == bindparam("key")), [{"key": k} for k in keys]
            )

    def _check_unchanged(self, table: Table, changes: Sequence[Change], verb: str) -> None:
        columns = {column for change in changes for column in change.before or ()}
        present = self._present(table, [change.key for change in changes], columns)
        for change in changes:
            row = present.get(change.key)
            expected = change.before
            same = row is None if expected is None else row is not None and expected.items() <= row.items()
            if not same:
                raise RoundtableError(
                    f"“{self.label}” cannot be {verb}ne: what it changed ({table.name.replace('_', ' ')}) "
                    "has been changed since by other means.",
                    "Look at the history and correct the record by hand.",
                )


def _by_table(change_set: ChangeSet) -> list[tuple[str, list[Change]]]:
    tables: dict[str, list[Change]] = {}
    for change in change_set.changes:
        tables.setdefault(change.table, []).append(change)
    return list(tables.items())


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 - a mapped class of ours always has a plain table
    return table


def _blank(table: Table) -> Row:
    """Return the values of columns that need not be given; the journal must hold whole rows."""
    blank: Row = {}
    for column in table.columns:
        if isinstance(column.default, ColumnDefault) and column.default.is_scalar:
            blank[column.name] = column.default.arg
        elif column.nullable:
            blank[column.name] = None
    return blank


def use_name(name: str) -> None:
    """Name who is working until the program ends; "" for the name that the operating system knows them by."""
    global _name  # noqa: PLW0603 - one person works with one program, as they have one login
    _name = sound(name.strip())


def author_of(connection: Connection) -> str:
    """Name who is working, on a server with the role beside it: “Ana (ministry_a)”."""
    role = dialects.of(connection).role(connection)
    return f"{person()} ({role})" if role else person()


def person() -> str:
    """Name who is working, as given by themselves, else as the operating system knows them."""
    return _name or login()


def own_author(connection: Connection) -> str | None:
    """Return the author whose steps alone are undone and redone; None in a file, whose steps are one person's."""
    return author_of(connection) if dialects.of(connection).role(connection) else None


def login() -> str:
    """Name who is working, as the operating system knows them."""
    try:
        return sound(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return ""


def sound(text: str) -> str:
    """Return a text of the operating system (a file's name, a login) with a replacement for bytes that are no UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


class _DryRun(Exception):  # noqa: N818 - the way to roll back, not an error
    pass


@contextmanager
def unit_of_work(
    engine: Engine, location: Location, label: str, patience: float, progress: Progress = silent
) -> Iterator[UnitOfWork]:
    """Run one use case: commit and journal what it changed, or leave no trace on any exception.

    The ``progress`` is that of the indexes, which are brought in step at the end.
    """
    with suppress(_DryRun), writing_known(engine, location, patience) as connection:
        work = UnitOfWork(connection, label, progress)
        yield work
        if work.is_dry_run:
            raise _DryRun
        work.finish()
        if work.change_set.changes:
            own = own_author(connection)
            entry = journal.record(
                connection, work.change_set, author=author_of(connection), schema=HEAD, own=own, report=work.report
            )
            work.change_set = replace(work.change_set, entry=entry)
        elif work.report:
            entry = journal.note_report(connection, work.label, work.report, author=author_of(connection), schema=HEAD)
            work.change_set = replace(work.change_set, entry=entry)
