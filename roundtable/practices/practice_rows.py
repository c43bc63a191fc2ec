"""Rows of the list of practices: counted, found, and read by key.

Reads only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.row_keys import chunked, keys_by_uid
from roundtable.records.practice import Status
from roundtable.search.execution import conditions
from roundtable.search.found_practices import found, keys_from
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """Hold what a list shows of one practice."""

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


def find_ids(workspace: Workspace, text: str = "", *, sort: str = "title", descending: bool = False) -> list[int]:
    """Return the keys of the practices that match the words, all for "", in the order of a column of ``SORTS``."""
    with workspace.reading() as connection:
        return keys_from(connection.execute(found(connection, text, sort=sort, descending=descending)))


def _regions(codes: Iterable[str]) -> tuple[str, ...]:
    """Name the regions in which the places lie, each once, in their order."""
    places = (standard_places().by_code(code) for code in codes)
    return tuple(dict.fromkeys(place.region for place in places if place and place.kind == "country" and place.region))


def key_of(workspace: Workspace, uid: str) -> int | None:
    """Return the key of a practice by its identity, the trash included; None where it is gone."""
    with workspace.reading() as connection:
        return keys_by_uid(connection, [uid]).get(uid)


def titles(workspace: Workspace, keys: Sequence[int]) -> dict[int, str]:
    """Return the titles alone of the practices, by key; those gone since are left out."""
    p = t.Practice
    with workspace.reading() as connection:
        return dict(chunked(connection, select(p.id, p.title), p.id, keys))


def rows(workspace: Workspace, keys: Sequence[int]) -> list[PracticeRow]:
    """Return what a list shows of the practices, in the order of their keys; those gone since are left out."""
    with workspace.reading() as connection:
        p = t.Practice
        base = {
            key: (title, status, changed_at)
            for key, title, status, changed_at in chunked(
                connection, select(p.id, p.title, p.status, p.changed_at), p.id, keys
            )
        }
        countries = _lists(connection, t.PracticeCountry, (t.PracticeCountry.printed, t.PracticeCountry.code), keys)
        partners = _lists(connection, t.PracticePartner, (t.PracticePartner.name,), keys)
        terms = _terms(connection, keys)
    return [
        PracticeRow(
            key,
            base[key][0],
            tuple(printed for printed, _ in countries.get(key, ())),
            tuple(terms.get((key, "thematic_area"), ())),
            cast("Status", base[key][1]),
            base[key][2],
            _regions(code for _, code in countries.get(key, ())),
            tuple(terms.get((key, "tag"), ())),
            tuple(name for (name,) in partners.get(key, ())),
        )
        for key in keys
        if key in base
    ]


def _lists(
    connection: Connection, kind: Any, columns: Sequence[Any], keys: Sequence[int]
) -> dict[int, list[tuple[Any, ...]]]:
    lists: dict[int, list[tuple[Any, ...]]] = {}
    statement = select(kind.practice_id, *columns).order_by(kind.practice_id, kind.position)
    for key, *values in chunked(connection, statement, kind.practice_id, keys):
        lists.setdefault(key, []).append(tuple(values))
    return lists


def _terms(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    lists: dict[tuple[int, str], list[str]] = {}
    link = t.PracticeTerm
    statement = select(link.practice_id, t.Term.kind, t.Term.name).join(t.Term, t.Term.id == link.term_id)
    for key, kind, name in chunked(
        connection, statement.order_by(link.practice_id, link.position), link.practice_id, keys
    ):
        lists.setdefault((key, kind), []).append(name)
    return lists
