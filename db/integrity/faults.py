"""Integrity checks of the database: pages, foreign keys, stored values, full-text and sort indexes."""

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from sqlalchemy import Table, func, select, text
from sqlalchemy.engine import Connection

from db import dialects
from db.errors import counted
from db.integrity import stored_values
from db.tables import Base

_PRESENT = "SELECT id FROM practice WHERE deleted_at IS NULL"
_UNSORTED = (
    f"SELECT (SELECT count(*) FROM ({_PRESENT}) AS present WHERE id NOT IN (SELECT id FROM practice_index))"  # noqa: S608 - constants
    f" + (SELECT count(*) FROM practice_index WHERE id NOT IN ({_PRESENT}))"
)


def count(connection: Connection, table: str) -> int:
    """Count a table's rows."""
    return connection.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def faults_of(
    reading: Callable[[], AbstractContextManager[Connection]], known: Mapping[tuple[str, str], Collection[str]]
) -> Iterator[str]:
    """Yield a sentence for every fault: in pages, references, stored values and the derived indexes.

    ``known`` tells the values of those columns, by table and name, that hold one of a few. Where pages are damaged, no
    other finding counts: no value can be trusted. Two threads check, each with a connection of its own: SQLite works
    outside Python's lock. The longest checks come first, and tables one by one, so that both threads end together.
    """

    def found(check: Callable[[Connection], Iterator[str]]) -> list[str]:
        with reading() as connection:
            return list(check(connection))

    with ThreadPoolExecutor(2) as threads:
        checks: tuple[Callable[[Connection], Iterator[str]], ...] = (
            _page_faults,
            _fulltext_faults,
            *(partial(_value_faults, table=table, known=known) for table in Base.metadata.sorted_tables),
            _journal_faults,
            _reference_faults,
            _sort_index_faults,
        )
        first, *others = [threads.submit(found, check) for check in checks]
        if broken := first.result():
            yield from broken
            return
        for other in others:
            yield from other.result()


def _page_faults(connection: Connection) -> Iterator[str]:
    return dialects.of(connection).page_faults(connection)


def _reference_faults(connection: Connection) -> Iterator[str]:
    return dialects.of(connection).dangling(connection)


def _value_faults(
    connection: Connection, table: Table, known: Mapping[tuple[str, str], Collection[str]]
) -> Iterator[str]:
    driver: Any = connection.connection.driver_connection
    yield from stored_values.faults(driver, table)
    for (name, column), values in known.items():
        if name == table.name:
            for (value,) in driver.execute(f"SELECT DISTINCT {column} FROM {name}"):  # noqa: S608
                if value not in values:
                    yield f"{name}: “{value}” is no {column}."


def _journal_faults(connection: Connection) -> Iterator[str]:
    return stored_values.unreadable_entries(connection.connection.driver_connection)


def _fulltext_faults(connection: Connection) -> Iterator[str]:
    fulltext = dialects.fulltext_of(connection)
    yield from fulltext.inner_faults(connection)
    if stale := fulltext.stale(connection):
        yield f"The full-text index is out of step with {counted(stale, 'practices')}."
    if surplus := fulltext.surplus(connection):
        yield f"The full-text index holds {counted(surplus, 'practices')} too many."


def _sort_index_faults(connection: Connection) -> Iterator[str]:
    if unsorted := connection.scalar(text(_UNSORTED)):
        yield f"The sort index is out of step with {counted(unsorted, 'practices')}."
