"""Which practices answer which questions and measures of a roundtable, counted in SQL by whatever they list.

Reads only. A practice answers a target where it is mapped to it or the annex prints it under it; one in the trash
answers nothing. All that is asked in one go is one statement, so that what answers is found once.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import column, func, literal, null, select, union, union_all, values
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.errors import RoundtableError
from roundtable.mapping import targets as targets_module
from roundtable.mapping.targets import Target, pointing_at
from roundtable.vocabulary.place_lookup import Place, Places

Counts = dict[tuple[Target | None, Any], int]
"""Numbers by target, or of the whole roundtable (None), and by value; without a value, None."""


class Answers:
    """Count what answers the targets of one roundtable, in one read of the workspace."""

    def __init__(self, connection: Connection, roundtable: int) -> None:
        """Find out what the roundtable asks; raises RoundtableError where it is gone."""
        self._connection = connection
        code = connection.scalar(select(t.Roundtable.code).where(t.Roundtable.id == roundtable))
        if code is None:
            raise RoundtableError("This roundtable is no longer there.", "Look at the list again.")
        self.code: str = code
        self.targets = targets_module.of_roundtable(connection, roundtable)
        self._by_number = {target.key if target.is_question else -target.key: target for target in self.targets}
        m, e, p = t.Mapping, t.AnnexEntry, t.Practice
        # The few in the trash, and not of each whether it is there: the index alone tells.
        trash = select(p.id).where(p.deleted_at.is_not(None))
        number = func.coalesce(m.guiding_question_id, -m.possible_measure_id).label("target")
        mapped = select(number, m.practice_id).where(pointing_at(m, self.targets), m.practice_id.not_in(trash))
        placed = select(e.guiding_question_id, e.practice_id).where(e.roundtable_id == roundtable)
        self._answers = union(mapped, placed.where(e.practice_id.not_in(trash))).cte("answers")
        self._practices = select(self._answers.c.practice_id).distinct().cte("practices")

    def practices(self) -> Any:
        """Ask how many practices answer each target."""
        a = self._answers.c
        return select(a.target, null().label("value"), func.count()).where(a.target.is_not(None)).group_by(a.target)

    def total(self) -> Any:
        """Ask how many practices the roundtable has."""
        return select(null(), null(), func.count()).select_from(self._practices)

    def listed(self, valued: Any, counted: Any) -> Any:
        """Ask how many different things (a column of ``valued``) the practices behind each target list, by value."""
        a, v = self._answers.c, valued.c
        statement = select(a.target, v.value, func.count(counted.distinct()))
        joined = statement.join(valued, v.practice_id == a.practice_id).where(a.target.is_not(None))
        return joined.group_by(a.target, v.value)

    def spread(self, valued: Any) -> Any:
        """Ask how many practices of the roundtable have each value."""
        p, v = self._practices.c, valued.c
        counted = select(null(), v.value, func.count(p.practice_id.distinct()))
        return counted.join(valued, v.practice_id == p.practice_id).group_by(v.value)

    def count(self, *asked: Any) -> list[Counts]:
        """Answer all that was asked, each in a table of its own."""
        found: list[Counts] = [{} for _ in asked]
        numbered = (one.add_columns(literal(number)) for number, one in enumerate(asked))
        for target, value, count, number in self._connection.execute(union_all(*numbered)):
            found[number][self._by_number.get(target), value] = count
        return found


def terms(kind: str) -> Any:
    """Return a table of which practice has which terms of a kind, by key."""
    link = t.PracticeTerm
    kinds = select(t.Term.id).where(t.Term.kind == kind)
    return select(link.practice_id, link.term_id.label("value")).where(link.term_id.in_(kinds)).subquery()


def statuses() -> Any:
    """Return a table of which practice has which status."""
    p = t.Practice
    # A table of its own, read off the index alone: practices are long, and to look into each takes twice as long.
    return select(p.id.label("practice_id"), p.status.label("value")).where(p.deleted_at.is_(None)).cte("statuses")


def partners() -> Any:
    """Return a table of which practice has a partner in which role, and its name."""
    p = t.PracticePartner
    return select(p.practice_id, p.role.label("value"), p.name).subquery()


def codes() -> Any:
    """Return a table of which practice is in which place, by code."""
    c = t.PracticeCountry
    return select(c.practice_id, c.code.label("value")).where(c.code != "").subquery()


def wholes(places: Places, chosen: Sequence[Place]) -> Any:
    """Return a table of which practice is in which of the regions or groups chosen, by code."""
    c = t.PracticeCountry
    rows = [(code, whole.code) for whole in chosen for code in places.codes_in(whole)]
    within = values(column("code", c.code.type), column("whole", c.code.type)).data(rows).cte("within")
    return select(c.practice_id, within.c.whole.label("value")).join(within, within.c.code == c.code).subquery()
