"""Keys of the practices that a query finds, sorted in SQL."""

from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.engine import Connection, CursorResult

from db import tables as t
from roundtable.search.execution import conditions
from roundtable.vocabulary.place_lookup import standard_places

SORTS: dict[str, Any] = {
    "title": t.PracticeIndex.title,
    "country": t.PracticeIndex.country,
    "thematic_area": t.PracticeIndex.thematic_area,
    "status": t.Practice.status,
    "changed": t.Practice.changed_at,
    "region": None,
    "tag": t.PracticeIndex.tag,
    "partner": t.PracticeIndex.partner,
}
"""The columns to sort by; the region, which no table holds, is computed by ``_region``."""


def keys_from(result: CursorResult[*tuple[Any, ...]]) -> list[int]:
    """Return a result's single column; straight from the driver, for 100,000 rows cost as much again as their query."""
    cursor = result.cursor
    return [] if cursor is None else [key for (key,) in cursor.fetchall()]


def found(connection: Connection, typed: str, *, sort: str, descending: bool) -> Select[int]:
    """Select the keys of the practices that match a query, in the order of a column of ``SORTS``."""
    column = _region() if sort == "region" else SORTS[sort]
    table = getattr(column, "class_", t.PracticeIndex)
    key: Any = table.id
    statement = select(key).order_by(column.desc() if descending else column.asc(), key)
    if table is t.Practice:
        statement = statement.where(t.Practice.deleted_at.is_(None))
    return statement.where(*conditions(connection, typed, key))


def _region() -> Any:
    """Return the region of the first country of a practice that lies in one, as a column to sort by."""
    c = t.PracticeCountry
    within = standard_places().countries_by_region()
    named = case(*((c.code.in_(codes), region) for region, codes in within.items()))
    # The condition names no code: else the index of codes would be searched for every country, for each practice.
    is_here = c.practice_id == t.PracticeIndex.id, named.is_not(None)
    first = select(named).where(*is_here).order_by(c.position).limit(1)
    return func.coalesce(first.scalar_subquery(), "")
