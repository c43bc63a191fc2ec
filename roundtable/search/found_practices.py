"""Keys of the practices that a query finds, sorted in SQL.

Reads keys only; the rows are read by ``practices.practice_rows``.
"""

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
"""What a list can be sorted by; the region, which no table holds, is found out by ``_region``."""


def keys_from(result: CursorResult[*tuple[Any, ...]]) -> list[int]:
    """Return a result's single column; straight from the driver, for 100,000 rows cost as much again as their query."""
    cursor = result.cursor
    return [] if cursor is None else [key for (key,) in cursor.fetchall()]


def found(connection: Connection, typed: str, *, sort: str, descending: bool) -> Select[int]:
    """Return the query behind ``find_ids``."""
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
    within: dict[str, list[str]] = {}
    for place in standard_places():
        if place.kind == "country" and place.region:
            within.setdefault(place.region, []).append(place.code)
    named = case(*((c.code.in_(codes), region) for region, codes in within.items()))
    # The condition names no code: else the index of codes would be searched for every country, for each practice.
    is_here = c.practice_id == t.PracticeIndex.id, named.is_not(None)
    first = select(named).where(*is_here).order_by(c.position).limit(1)
    return func.coalesce(first.scalar_subquery(), "")
