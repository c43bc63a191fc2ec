"""Which practices stand in the rows of a roundtable's matrix, and under which headings.

Reads keys only; runs in a worker, for it may look at every practice there is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Select, select, union
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.search.found_practices import found, keys_from
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.workspace import Workspace

Grouping = Literal["", "country", "region", "thematic_area", "issue_area"]


@dataclass(frozen=True, slots=True)
class RowsQuery:
    """Say which practices are wanted: those of a roundtable or all, those that match ``text``, and how grouped."""

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
    """Return the practices wanted, each once: under its first country, region or area, or its principal question.

    Those without come last. Without a grouping all are in one group without a heading.
    """
    with workspace.reading() as connection:
        statement = found(connection, query.text, sort="title", descending=False)
        if not query.is_everything:
            statement = statement.where(t.PracticeIndex.id.in_(used_in(query.roundtable)))
        keys = keys_from(connection.execute(statement))
        if not query.grouping:
            return [RowGroup("", keys)] if keys else []
        heading_of = _HEADINGS[query.grouping](connection, query.roundtable)
        order = _questions(connection, query.roundtable) if query.grouping == "issue_area" else None
    return _grouped(keys, heading_of, order)


def used_in(roundtable: int) -> Any:
    """Select the keys of the practices that are in a roundtable's annex or mapped to its questions or measures."""
    mapping = t.Mapping
    questions = select(t.GuidingQuestion.id).where(t.GuidingQuestion.roundtable_id == roundtable)
    measures = select(t.PossibleMeasure.id).where(t.PossibleMeasure.roundtable_id == roundtable)
    return union(
        select(t.AnnexEntry.practice_id).where(t.AnnexEntry.roundtable_id == roundtable),
        select(mapping.practice_id).where(mapping.guiding_question_id.in_(questions)),
        select(mapping.practice_id).where(mapping.possible_measure_id.in_(measures)),
    )


def _grouped(keys: Iterable[int], heading_of: Mapping[int, str], order: Sequence[str] | None) -> list[RowGroup]:
    """Put the keys under their headings, in the order given or that of the alphabet."""
    groups: dict[str, list[int]] = {}
    for key in keys:
        groups.setdefault(heading_of.get(key, ""), []).append(key)
    without = groups.pop("", None)
    names = [name for name in dict.fromkeys(order) if name in groups] if order else sorted(groups, key=str.casefold)
    return [
        *(RowGroup(name, groups[name]) for name in names),
        *([RowGroup("", without)] if without else []),
    ]


def _by_country(connection: Connection, _roundtable: int) -> dict[int, str]:
    return {key: _place_name(code) or printed for key, code, printed in connection.execute(_first_countries())}


def _by_region(connection: Connection, _roundtable: int) -> dict[int, str]:
    return {key: _region(code) for key, code, _printed in connection.execute(_first_countries())}


def _first_countries() -> Select[int, str, str]:
    country = t.PracticeCountry
    return select(country.practice_id, country.code, country.printed).where(country.position == 0)


def _place_name(code: str) -> str:
    place = standard_places().by_code(code)
    return place.name() if place else ""


def _region(code: str) -> str:
    place = standard_places().by_code(code)
    return (place.region or place.name()) if place else ""


def _by_area(connection: Connection, _roundtable: int) -> dict[int, str]:
    """Name the first term where it is an area: areas stand before tags in a practice's one list of terms."""
    link = t.PracticeTerm
    statement = select(link.practice_id, t.Term.name).join(t.Term, t.Term.id == link.term_id)
    rows = connection.execute(statement.where(link.position == 0, t.Term.kind == "thematic_area"))
    return {row.practice_id: row.name for row in rows}


def _by_issue_area(connection: Connection, roundtable: int) -> dict[int, str]:
    entry, question = t.AnnexEntry, t.GuidingQuestion
    statement = (
        select(entry.practice_id, question.issue_area, question.text)
        .join(question, question.id == entry.guiding_question_id)
        .where(entry.roundtable_id == roundtable)
    )
    return {key: area or text for key, area, text in connection.execute(statement)}


def _questions(connection: Connection, roundtable: int) -> list[str]:
    question = t.GuidingQuestion
    statement = select(question.issue_area, question.text).where(question.roundtable_id == roundtable)
    return [area or text for area, text in connection.execute(statement.order_by(question.position))]


_HEADINGS: Mapping[Grouping, Callable[[Connection, int], dict[int, str]]] = {
    "country": _by_country,
    "region": _by_region,
    "thematic_area": _by_area,
    "issue_area": _by_issue_area,
}
