"""Practices per target of a roundtable, counted in SQL by the values that they list.

A practice answers a target where it is mapped to it or the annex prints it under it; one in the trash answers nothing.
All counts asked together are one statement, so that the answers are found once.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import column, func, literal, null, select, union, union_all, values
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.mapping import targets as targets_module
from roundtable.mapping.targets import Target, pointing_at
from roundtable.vocabulary.place_lookup import Place, Places

Counts = dict[tuple[Target | None, Any], int]
"""Numbers by target, None for the whole roundtable, and by value, None where no value was asked for."""


class Answers:
    """Build and run the counts of one roundtable."""

    def __init__(self, connection: Connection, roundtable: int) -> None:
        """Read the roundtable's targets; raises RoundtableError where it is gone."""
        self._connection = connection
        self.code = targets_module.code_of(connection, roundtable)
        self.targets = targets_module.of_roundtable(connection, roundtable)
        self._by_number = {target.key if target.is_question else -target.key: target for target in self.targets}
        m, e, p = t.Mapping, t.AnnexEntry, t.Practice
        # Excluding the few in the trash needs the index alone; asking of each practice whether it is there does not.
        trash = select(p.id).where(p.deleted_at.is_not(None))
        number = func.coalesce(m.guiding_question_id, -m.possible_measure_id).label("target")
        mapped = select(number, m.practice_id).where(pointing_at(m, self.targets), m.practice_id.not_in(trash))
        printed = select(e.guiding_question_id, e.practice_id).where(e.roundtable_id == roundtable)
        self._answers = union(mapped, printed.where(e.practice_id.not_in(trash))).cte("answers")
        self._practices = select(self._answers.c.practice_id).distinct().cte("practices")

    def by_target(self) -> Any:
        """Select the number of practices of each target."""
        a = self._answers.c
        return select(a.target, null().label("value"), func.count()).where(a.target.is_not(None)).group_by(a.target)

    def total(self) -> Any:
        """Select the number of practices of the roundtable."""
        return select(null(), null(), func.count()).select_from(self._practices)

    def by_target_and_value(self, valued: Any, counted: Any) -> Any:
        """Select by target and value how many distinct ``counted`` (a column of ``valued``) its practices list."""
        a, v = self._answers.c, valued.c
        statement = select(a.target, v.value, func.count(counted.distinct()))
        joined = statement.join(valued, v.practice_id == a.practice_id).where(a.target.is_not(None))
        return joined.group_by(a.target, v.value)

    def by_value(self, valued: Any) -> Any:
        """Select the number of practices of the roundtable with each value."""
        p, v = self._practices.c, valued.c
        counted = select(null(), v.value, func.count(p.practice_id.distinct()))
        return counted.join(valued, v.practice_id == p.practice_id).group_by(v.value)

    def count(self, *statements: Any) -> list[Counts]:
        """Run the statements as one; return the counts of each."""
        counts: list[Counts] = [{} for _ in statements]
        numbered = (statement.add_columns(literal(number)) for number, statement in enumerate(statements))
        for target, value, count, number in self._connection.execute(union_all(*numbered)):
            counts[number][self._by_number.get(target), value] = count
        return counts


def terms(kind: str) -> Any:
    """Return a table of which practice has which terms of a kind, by key."""
    link = t.PracticeTerm
    kinds = select(t.Term.id).where(t.Term.kind == kind)
    return select(link.practice_id, link.term_id.label("value")).where(link.term_id.in_(kinds)).subquery()


def statuses() -> Any:
    """Return a table of which practice has which status."""
    p = t.Practice
    # A table of its own, read from the index alone: reading the long rows of practices takes twice as long.
    return select(p.id.label("practice_id"), p.status.label("value")).where(p.deleted_at.is_(None)).cte("statuses")


def partners() -> Any:
    """Return a table of which practice has a partner of which name in which role."""
    p = t.PracticePartner
    return select(p.practice_id, p.role.label("value"), p.name).subquery()


def codes() -> Any:
    """Return a table of which practice is in which place, by code."""
    c = t.PracticeCountry
    return select(c.practice_id, c.code.label("value")).where(c.code != "").subquery()


def wholes(places: Places, chosen: Sequence[Place]) -> Any:
    """Return a table of which practice is in which of some regions or groups, by code."""
    c = t.PracticeCountry
    rows = [(code, whole.code) for whole in chosen for code in places.codes_in(whole)]
    within = values(column("code", c.code.type), column("whole", c.code.type)).data(rows).cte("within")
    return select(c.practice_id, within.c.whole.label("value")).join(within, within.c.code == c.code).subquery()
