"""Rows of the table of practices: count, find and read them by key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.row_keys import chunked, keys_by_uid
from roundtable.records.practice import Status
from roundtable.search.execution import conditions, found, keys_from
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """Hold the cells of one practice."""

    id: int
    title: str
    countries: tuple[str, ...]
    thematic_areas: tuple[str, ...]
    status: Status
    changed_at: str
    regions: tuple[str, ...]
    tags: tuple[str, ...]
    partners: tuple[str, ...]


def count(workspace: Workspace, typed: str = "") -> int:
    """Count the practices outside the trash that match a query, all for ""."""
    with workspace.reading() as connection:
        found = conditions(connection, typed, t.PracticeIndex.id)
        return connection.scalar(select(func.count()).select_from(t.PracticeIndex).where(*found)) or 0


def count_trash(workspace: Workspace) -> int:
    """Count the practices in the trash."""
    with workspace.reading() as connection:
        deleted = select(func.count()).select_from(t.Practice).where(t.Practice.deleted_at.is_not(None))
        return connection.scalar(deleted) or 0


def find_ids(workspace: Workspace, text: str = "", *, sort: str = "title", descending: bool = False) -> list[int]:
    """Return the keys of the practices that match a query, all for "", in the order of a column of ``SORTS``."""
    with workspace.reading() as connection:
        return keys_from(connection.execute(found(connection, text, sort=sort, descending=descending)))


def _regions(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the regions of the countries, each once, in their order."""
    places = (standard_places().by_code(code) for code in codes)
    return tuple(dict.fromkeys(place.region for place in places if place and place.kind == "country" and place.region))


def key_of(workspace: Workspace, uid: str) -> int | None:
    """Return the key of a practice by its identity, the trash included; None where it is gone."""
    with workspace.reading() as connection:
        return keys_by_uid(connection, [uid]).get(uid)


def titles(workspace: Workspace, keys: Sequence[int]) -> dict[int, str]:
    """Return the titles of those of the practices that still exist, by key."""
    p = t.Practice
    with workspace.reading() as connection:
        return dict(chunked(connection, select(p.id, p.title), p.id, keys))


def is_there(workspace: Workspace, key: int) -> bool:
    """Tell whether a practice exists and is not in the trash."""
    p = t.Practice
    with workspace.reading() as connection:
        return connection.scalar(select(p.id).where(p.id == key, p.deleted_at.is_(None))) is not None


def rows(workspace: Workspace, keys: Sequence[int]) -> list[PracticeRow]:
    """Return the rows of those of the practices that still exist, in the order of the keys."""
    p = t.Practice
    with workspace.reading() as connection:
        base = select(p.id, p.title, p.status, p.changed_at)
        columns = {key: values for key, *values in chunked(connection, base, p.id, keys)}
        countries = lists_by_practice(connection, t.PracticeCountry, ("printed", "code"), keys)
        partners = lists_by_practice(connection, t.PracticePartner, ("name",), keys)
        terms = terms_by_practice(connection, keys)
    return [
        PracticeRow(
            id=key,
            title=title,
            countries=tuple(printed for printed, _ in countries.get(key, ())),
            thematic_areas=tuple(terms.get((key, "thematic_area"), ())),
            status=cast("Status", status),
            changed_at=changed_at,
            regions=_regions(code for _, code in countries.get(key, ())),
            tags=tuple(terms.get((key, "tag"), ())),
            partners=tuple(name for (name,) in partners.get(key, ())),
        )
        for key, (title, status, changed_at) in ((key, columns[key]) for key in keys if key in columns)
    ]


def lists_by_practice(
    connection: Connection, kind: type[t.Base], columns: Sequence[str], keys: Sequence[int]
) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rows of a list (its table) of each practice, in their order."""
    lists: dict[int, list[tuple[Any, ...]]] = {}
    c: Any = kind.__table__.c
    statement = select(c.practice_id, *(c[name] for name in columns)).order_by(c.practice_id, c.position)
    for key, *values in chunked(connection, statement, c.practice_id, keys):
        lists.setdefault(key, []).append(tuple(values))
    return lists


def terms_by_practice(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    """Return the terms of each practice and kind, in their order."""
    terms: dict[tuple[int, str], list[str]] = {}
    link = t.PracticeTerm
    statement = select(link.practice_id, t.Term.kind, t.Term.name).join(t.Term, t.Term.id == link.term_id)
    ordered = statement.order_by(link.practice_id, link.position)
    for key, kind, name in chunked(connection, ordered, link.practice_id, keys):
        terms.setdefault((key, kind), []).append(name)
    return terms
