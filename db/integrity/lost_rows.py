"""Rows on pages that no table points to any more: found page by page, assigned to tables by what fits them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import LargeBinary, String, Table

from db.dialects.sqlite_fulltext import CREATE
from db.integrity import pages
from db.integrity.pages import Cell, Value
from db.tables import Base

Row = dict[str, Any]
_FITTING = 0.5
"""What part of a page's rows must fit a table for the page to be one of its."""


def found(file: Path, known: Mapping[str, Collection[int]]) -> Iterator[tuple[Table, Row]]:
    """Yield rows of the tables that are not whole, by name with the keys of those that could be read otherwise.

    Texts are bytes. A page that might be of several tables is left out, as is what was deleted.
    """
    with pages.opened(file) as opened:
        leaves = [number for number in range(1, opened.count + 1) if opened.is_leaf(number)]
        parents = {child: page for page in range(1, opened.count + 1) for child in opened.children(page)}
        free = opened.free()
        schema = {name: root for leaf in leaves for name, root in _roots(opened.rows(leaf))}
        usual = _usual_roots()
        for leaf in leaves:
            rows = list(opened.rows(leaf))
            if rows and leaf not in free:
                root = _root(leaf, parents)
                table = _table(root, rows, known, schema, usual)
                if table is not None:
                    fitting = (row for row in rows if row.key not in known[table.name] and _fits(table, row))
                    yield from ((table, _named(table, row)) for row in fitting)


def _roots(rows: Iterator[Cell]) -> Iterator[tuple[str, int]]:
    """Yield the names of tables and their first pages, where rows are those of the schema."""
    for row in rows:
        if len(row.values) == 5 and row.values[0] == b"table":
            name, root = row.values[1], row.values[3]
            if isinstance(name, bytes) and isinstance(root, int):
                yield name.decode(errors="replace"), root


def _usual_roots() -> dict[str, int]:
    """Return the first pages of the tables in a workspace that was made as they are now."""
    from sqlalchemy import create_engine, text

    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.exec_driver_sql(CREATE)
        rows = connection.execute(text("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'")).all()
    engine.dispose()
    return {name: root for name, root in rows if root}


def _root(page: int, parents: Mapping[int, int]) -> int:
    seen = {page}
    while (above := parents.get(page)) is not None and above not in seen:
        seen.add(above)
        page = above
    return page


def _table(
    root: int,
    rows: Sequence[Cell],
    known: Mapping[str, Collection[int]],
    schema: Mapping[str, int],
    usual: Mapping[str, int],
) -> Table | None:
    """Return the table of a page's rows: by its first page, or because the rows fit no other; None where unknown."""
    tables = Base.metadata.tables
    for roots in (schema, usual):
        for name, first in roots.items():
            if first == root and (roots is schema or (name in known and _may_be(tables[name], rows))):
                return tables[name] if name in known else None
    named = set(schema.values())
    candidates = [
        tables[name]
        for name, keys in known.items()
        if _may_be(tables[name], rows) and not any(row.key in keys for row in rows)
    ]
    return candidates[0] if len(candidates) == 1 and root not in named else None


def _may_be(table: Table, rows: Sequence[Cell]) -> bool:
    return sum(_fits(table, row) for row in rows) >= max(1, _FITTING * len(rows))


def _fits(table: Table, row: Cell) -> bool:
    """Tell whether every value is of its column's type and length, or missing."""
    columns = list(table.columns)
    if len(row.values) != len(columns) or row.key < 1:
        return False
    return all(_is_of(column, value) for column, value in zip(columns, row.values, strict=True))


def _is_of(column: Any, value: Value) -> bool:
    if value is None:
        return True
    if isinstance(column.type, LargeBinary):
        return isinstance(value, bytes)
    if isinstance(column.type, String):
        longest = column.type.length
        return isinstance(value, bytes) and (longest is None or len(value) <= 4 * longest)
    return isinstance(value, int)


def _named(table: Table, row: Cell) -> Row:
    values = dict(zip((column.name for column in table.columns), row.values, strict=True))
    return values | {"id": row.key}
