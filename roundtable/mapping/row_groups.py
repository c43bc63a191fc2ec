"""Rows of a roundtable's matrix: the keys of the practices, grouped under headings; slow, for a worker."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.letters import fold
from roundtable.mapping.targets import of_roundtable
from roundtable.search.execution import found, keys_from
from roundtable.search.roundtable_practices import used_in
from roundtable.vocabulary.place_lookup import Place, standard_places
from roundtable.workspace import Workspace

Grouping = Literal["", "country", "region", "thematic_area", "issue_area"]


@dataclass(frozen=True, slots=True)
class RowsQuery:
    """Ask for the practices of a roundtable, or all, that match ``text``, and how to group them."""

    roundtable: int
    text: str = ""
    is_everything: bool = False
    grouping: Grouping = ""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Hold the keys of the practices under one heading, by title; the heading is "" for those that have none."""

    heading: str
    keys: Sequence[int]


def row_groups(workspace: Workspace, query: RowsQuery) -> list[RowGroup]:
    """Return the practices, each once, under its first country, region or area, or its principal question, or ""."""
    with workspace.reading() as connection:
        statement = found(connection, query.text, sort="title", descending=False)
        if not query.is_everything:
            statement = statement.where(t.PracticeIndex.id.in_(used_in([query.roundtable])))
        keys = keys_from(connection.execute(statement))
        if not query.grouping:
            return [RowGroup("", keys)] if keys else []
        headings = _HEADINGS[query.grouping](connection, query.roundtable)
        order = _questions(connection, query.roundtable) if query.grouping == "issue_area" else None
    groups: dict[str, list[int]] = {}
    for key in keys:
        groups.setdefault(headings.get(key, ""), []).append(key)
    names = dict.fromkeys(order) if order else sorted(groups, key=fold)
    return [RowGroup(name, groups[name]) for name in (*filter(None, names), "") if name in groups]


def _by_country(connection: Connection, _roundtable: int) -> dict[int, str]:
    return {key: place.name() if place else printed for key, place, printed in _first_countries(connection)}


def _by_region(connection: Connection, _roundtable: int) -> dict[int, str]:
    return {key: place.region or place.name() for key, place, _ in _first_countries(connection) if place}


def _first_countries(connection: Connection) -> Iterator[tuple[int, Place | None, str]]:
    c, places = t.PracticeCountry, standard_places()
    for key, code, printed in connection.execute(select(c.practice_id, c.code, c.printed).where(c.position == 0)):
        yield key, places.by_code(code), printed


def _by_area(connection: Connection, _roundtable: int) -> dict[int, str]:
    """Return the first term where it is an area: areas stand before tags in a practice's one list of terms."""
    link = t.PracticeTerm
    statement = select(link.practice_id, t.Term.name).join(t.Term, t.Term.id == link.term_id)
    rows = connection.execute(statement.where(link.position == 0, t.Term.kind == "thematic_area"))
    return dict(rows.all())


def _by_issue_area(connection: Connection, roundtable: int) -> dict[int, str]:
    e, q = t.AnnexEntry, t.GuidingQuestion
    statement = select(e.practice_id, q.issue_area, q.text).join(q, q.id == e.guiding_question_id)
    rows = connection.execute(statement.where(e.roundtable_id == roundtable))
    return {key: area or text for key, area, text in rows}


def _questions(connection: Connection, roundtable: int) -> list[str]:
    return [target.issue_area or target.text for target in of_roundtable(connection, roundtable) if target.is_question]


_HEADINGS: Mapping[Grouping, Callable[[Connection, int], dict[int, str]]] = {
    "country": _by_country,
    "region": _by_region,
    "thematic_area": _by_area,
    "issue_area": _by_issue_area,
}
