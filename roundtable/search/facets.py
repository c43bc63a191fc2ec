"""How many of the practices found have what: the counts beside a list, each of which refines the same query.

Reads only; runs in a worker, for it looks at everything that was found.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.search.execution import conditions
from roundtable.search.query import written
from roundtable.vocabulary import place_store
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one value of a facet: what to show, how many practices have it, and the words that ask for them."""

    label: str
    count: int
    query: str


_MISSING: Mapping[str, Any] = {
    "title": t.Practice.title == "",
    "summary": t.Practice.summary == "",
    "countries": t.Practice.id.not_in(select(t.PracticeCountry.practice_id)),
    "partners": t.Practice.id.not_in(select(t.PracticePartner.practice_id)),
    "links": t.Practice.id.not_in(select(t.PracticeLink.practice_id)),
}


def counts(workspace: Workspace, typed: str = "") -> dict[str, list[Value]]:
    """Return the values of every facet among the practices that match, the most frequent first."""
    with workspace.reading() as connection:
        found: list[ColumnElement[bool]] = conditions(connection, typed, t.Practice.id)
        here = t.Practice.deleted_at.is_(None), *found
        return {
            "country": _values("country", _by_country(connection, here)),
            "region": _values("country", _by_region(connection, here)),
            "area": _values("area", _by_term(connection, here, "thematic_area")),
            "tag": _values("tag", _by_term(connection, here, "tag")),
            "status": _values("status", _by_status(connection, here)),
            "language": _values("language", _by_language(connection, here)),
            "roundtable": _values("roundtable", _by_roundtable(connection, here)),
            "missing": _values("missing", _by_missing(connection, here)),
        }


def _values(field: str, counted: Mapping[str, int]) -> list[Value]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0].casefold()))
    return [Value(label, count, written(field, label)) for label, count in ordered if count]


def _by_country(connection: Connection, here: Any) -> Counter[str]:
    c = t.PracticeCountry
    practices = func.count(c.practice_id.distinct())
    rows = connection.execute(
        select(c.code, practices)
        .join(t.Practice, t.Practice.id == c.practice_id)
        .where(*here, c.code != "")
        .group_by(c.code)
    )
    counted: Counter[str] = Counter()
    places = place_store.load(connection)
    for code, count in rows:
        place = places.by_code(code)
        counted[place.name() if place else code] += count
    return counted


def _by_region(connection: Connection, here: Any) -> Counter[str]:
    """Count each practice once in a region, in however many of its countries it takes place."""
    c = t.PracticeCountry
    codes: dict[str, list[str]] = {}
    for place in standard_places():
        if place.kind == "country" and place.region:
            codes.setdefault(place.region, []).append(place.code)
    counted: Counter[str] = Counter()
    for region, within in codes.items():
        practices = select(c.practice_id).where(c.code.in_(within))
        statement = select(func.count()).select_from(t.Practice).where(*here, t.Practice.id.in_(practices))
        counted[region] = connection.scalar(statement) or 0
    return counted


def _by_term(connection: Connection, here: Any, kind: str) -> dict[str, int]:
    link = t.PracticeTerm
    statement = (
        select(t.Term.name, func.count())
        .join(link, link.term_id == t.Term.id)
        .join(t.Practice, t.Practice.id == link.practice_id)
        .where(*here, t.Term.kind == kind)
        .group_by(t.Term.id)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def _by_status(connection: Connection, here: Any) -> dict[str, int]:
    statement = select(t.Practice.status, func.count()).where(*here).group_by(t.Practice.status)
    return {row[0]: row[1] for row in connection.execute(statement)}


def _by_language(connection: Connection, here: Any) -> dict[str, int]:
    """Count the languages in which a practice can be read: its own and those of its translations."""
    translation = t.PracticeTranslation
    spoken = union(
        select(t.Practice.language, t.Practice.id.label("practice_id")),
        select(translation.language, translation.practice_id),
    ).subquery()
    statement = (
        select(spoken.c.language, func.count())
        .join(t.Practice, t.Practice.id == spoken.c.practice_id)
        .where(*here, spoken.c.language != "")
        .group_by(spoken.c.language)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def _by_roundtable(connection: Connection, here: Any) -> dict[str, int]:
    entry, mapping, question, measure = t.AnnexEntry, t.Mapping, t.GuidingQuestion, t.PossibleMeasure
    used = union(
        select(entry.roundtable_id, entry.practice_id),
        select(question.roundtable_id, mapping.practice_id).join(mapping, mapping.guiding_question_id == question.id),
        select(measure.roundtable_id, mapping.practice_id).join(mapping, mapping.possible_measure_id == measure.id),
    ).subquery()
    statement = (
        select(t.Roundtable.code, func.count())
        .join(used, used.c.roundtable_id == t.Roundtable.id)
        .join(t.Practice, t.Practice.id == used.c.practice_id)
        .where(*here)
        .group_by(t.Roundtable.id)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def _by_missing(connection: Connection, here: Any) -> dict[str, int]:
    return {
        name: connection.scalar(select(func.count()).select_from(t.Practice).where(*here, lacking)) or 0
        for name, lacking in _MISSING.items()
    }
