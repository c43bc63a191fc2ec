"""Facets of a search: how many of the practices found have each value; slow, for a worker."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.engine import Connection

from db import tables as t
from db.letters import fold
from roundtable.search.execution import MISSING, conditions
from roundtable.search.query import written
from roundtable.vocabulary import place_store
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one value of a facet, the number of practices that have it, and its filter in a query."""

    label: str
    count: int
    query: str


_Conditions = Sequence[ColumnElement[bool]]
_MISSING = ("title", "summary", "countries", "partners", "links")


def counts(workspace: Workspace, typed: str = "") -> dict[str, list[Value]]:
    """Return the values of every facet among the practices that match, the most frequent first."""
    with workspace.reading() as connection:
        found = (t.Practice.deleted_at.is_(None), *conditions(connection, typed, t.Practice.id))
        return {
            facet: _values(field, count(connection, found))
            for facet, field, count in (
                ("country", "country", _by_country),
                ("region", "country", _by_region),
                ("area", "area", partial(_by_term, "thematic_area")),
                ("tag", "tag", partial(_by_term, "tag")),
                ("status", "status", _by_status),
                ("language", "language", _by_language),
                ("roundtable", "roundtable", _by_roundtable),
                ("missing", "missing", _by_missing),
            )
        }


def _values(field: str, counted: Mapping[str, int]) -> list[Value]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], fold(item[0])))
    return [Value(label, count, written(field, label)) for label, count in ordered if count]


def _grouped(connection: Connection, statement: Any, group: Any) -> dict[str, int]:
    return dict(connection.execute(statement.group_by(group)).all())


def _by_country(connection: Connection, found: _Conditions) -> Counter[str]:
    c = t.PracticeCountry
    statement = select(c.code, func.count(c.practice_id.distinct())).join(t.Practice, t.Practice.id == c.practice_id)
    counted: Counter[str] = Counter()
    places = place_store.load(connection)
    for code, count in _grouped(connection, statement.where(*found, c.code != ""), c.code).items():
        place = places.by_code(code)
        counted[place.name() if place else code] += count
    return counted


def _by_region(connection: Connection, found: _Conditions) -> dict[str, int]:
    """Count each practice once in a region, in however many of its countries it takes place."""
    c = t.PracticeCountry
    return {
        region: _number(connection, *found, t.Practice.id.in_(select(c.practice_id).where(c.code.in_(codes))))
        for region, codes in standard_places().countries_by_region().items()
    }


def _number(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(t.Practice).where(*conditions)) or 0


def _by_term(kind: str, connection: Connection, found: _Conditions) -> dict[str, int]:
    link = t.PracticeTerm
    statement = (
        select(t.Term.name, func.count())
        .join(link, link.term_id == t.Term.id)
        .join(t.Practice, t.Practice.id == link.practice_id)
    )
    return _grouped(connection, statement.where(*found, t.Term.kind == kind), t.Term.id)


def _by_status(connection: Connection, found: _Conditions) -> dict[str, int]:
    return _grouped(connection, select(t.Practice.status, func.count()).where(*found), t.Practice.status)


def _by_language(connection: Connection, found: _Conditions) -> dict[str, int]:
    """Count the languages in which a practice can be read: its own and those of its translations."""
    translation = t.PracticeTranslation
    readable = union(
        select(t.Practice.language, t.Practice.id.label("practice_id")),
        select(translation.language, translation.practice_id),
    ).subquery()
    language = readable.c.language
    statement = select(language, func.count()).join(t.Practice, t.Practice.id == readable.c.practice_id)
    return _grouped(connection, statement.where(*found, language != ""), language)


def _by_roundtable(connection: Connection, found: _Conditions) -> dict[str, int]:
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
    )
    return _grouped(connection, statement.where(*found), t.Roundtable.id)


def _by_missing(connection: Connection, found: _Conditions) -> dict[str, int]:
    return {name: _number(connection, *found, MISSING[name]) for name in _MISSING}
