"""Coverage of a roundtable: count the practices per target, by region, country, term, partner role or status.

A practice answers a target where it is mapped to it or the annex prints it under it; one in the trash answers nothing,
nor, where only cleared ones are asked for, one that is not cleared.
It is counted in SQL: no practice is loaded, however many there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import column, func, literal, null, or_, select, union, union_all, values
from sqlalchemy.engine import Connection

from db import tables as t
from db.letters import fold
from roundtable.mapping import targets as targets_module
from roundtable.mapping.targets import Target, pointing_at
from roundtable.records.practice import CLEARED, ROLES, STATUSES
from roundtable.search.query import written
from roundtable.vocabulary import place_store
from roundtable.vocabulary.place_lookup import Place, Places
from roundtable.workspace import Workspace

Dimension = Literal["region", "group", "country", "thematic_area", "tag", "role", "status"]
DIMENSIONS: tuple[Dimension, ...] = ("region", "group", "country", "thematic_area", "tag", "role", "status")
REGIONS = ("AFRICA", "AMERICAS", "ASIA", "EUROPE", "OCEANIA")
GROUPS = ("LDC", "LLDC", "SIDS")
_FIELDS = {"region": "country", "group": "country", "thematic_area": "area"}


@dataclass(frozen=True, slots=True)
class TargetCoverage:
    """Hold the numbers of practices, countries, regions and partners (names, by role) behind one target."""

    target: Target
    practices: int
    countries: int
    regions: int
    partners: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Totals:
    """Hold the coverage of each question and measure of a roundtable."""

    code: str
    targets: tuple[TargetCoverage, ...]

    def query(self, covered: TargetCoverage, role: str = "") -> str:
        """Return the search query for the practices that answer a target, or those of them with a partner in a role."""
        query = f"{written('roundtable', self.code)} {_filter(covered.target)}"
        return f"{query} {written('role', role)}" if role else query


@dataclass(frozen=True, slots=True)
class Column:
    """Hold one value of a dimension, and its filter in a search query."""

    label: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTable:
    """Hold how many practices answer each target (rows, ``counts[row][column]``) for each value of a dimension.

    A practice of several values counts once in a total. ``total`` includes those in the annex alone.
    """

    code: str
    dimension: Dimension
    targets: tuple[Target, ...]
    columns: tuple[Column, ...]
    counts: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int

    def query(self, row: int | None, column: int | None) -> str:
        """Return the search query for exactly the practices of a cell; None stands for the total."""
        parts = (
            written("roundtable", self.code),
            "" if row is None else _filter(self.targets[row]),
            "" if column is None else self.columns[column].query,
        )
        return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Share:
    """Hold the number and the share (0 to 1) of a roundtable's practices in a region or group."""

    place: Place
    practices: int
    share: float


@dataclass(frozen=True, slots=True)
class Balance:
    """Hold the shares of regions and groups, in each of which a practice of several countries counts."""

    code: str
    total: int
    regions: tuple[Share, ...]
    groups: tuple[Share, ...]

    def query(self, share: Share) -> str:
        """Return the search query for exactly the practices of a share."""
        return f"{written('roundtable', self.code)} {written('country', share.place.name())}"


def _filter(target: Target) -> str:
    return written("question" if target.is_question else "measure", target.mark)


_Counts = dict[tuple[Target | None, Any], int]
"""Numbers by target, None for the whole roundtable, and by value, None where no value was asked for."""


class _Answers:
    """Build and run the counts of one roundtable."""

    def __init__(self, connection: Connection, roundtable: int, *, cleared_only: bool = False) -> None:
        """Read the roundtable's targets; raises RoundtableError where it is gone."""
        self._connection = connection
        self.code = targets_module.code_of(connection, roundtable)
        self.targets = targets_module.of_roundtable(connection, roundtable)
        self._by_number = {target.key if target.is_question else -target.key: target for target in self.targets}
        m, e, p = t.Mapping, t.AnnexEntry, t.Practice
        # Excluding the few in the trash needs the index alone; asking of each practice whether it is there does not.
        is_left_out = p.deleted_at.is_not(None)
        left_out = select(p.id).where(or_(is_left_out, p.status.not_in(CLEARED)) if cleared_only else is_left_out)
        number = func.coalesce(m.guiding_question_id, -m.possible_measure_id).label("target")
        mapped = select(number, m.practice_id).where(pointing_at(m, self.targets), m.practice_id.not_in(left_out))
        printed = select(e.guiding_question_id, e.practice_id).where(e.roundtable_id == roundtable)
        self._answers = union(mapped, printed.where(e.practice_id.not_in(left_out))).cte("answers")
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

    def count(self, *statements: Any) -> list[_Counts]:
        """Run the statements as one; return the counts of each."""
        counts: list[_Counts] = [{} for _ in statements]
        numbered = (statement.add_columns(literal(number)) for number, statement in enumerate(statements))
        for target, value, count, number in self._connection.execute(union_all(*numbered)):
            counts[number][self._by_number.get(target), value] = count
        return counts


def by_target(workspace: Workspace, roundtable_key: int, *, cleared_only: bool = False) -> Totals:
    """Count what answers each question and measure of a roundtable; raises RoundtableError where that is gone."""
    with workspace.reading() as connection:
        answers = _Answers(connection, roundtable_key, cleared_only=cleared_only)
        places = place_store.load(connection)
        countries, partners = _codes(), _partners()
        practices, by_code, by_role = answers.count(
            answers.by_target(),
            answers.by_target_and_value(countries, countries.c.value),
            answers.by_target_and_value(partners, partners.c.name),
        )
    country_codes = {place.code for place in places if place.kind == "country"}
    regions = [set(places.codes_in(region)) for region in _wholes(places, "region")]
    codes: dict[Target | None, set[str]] = defaultdict(set)
    for target, code in by_code:
        codes[target].add(code)
    return Totals(
        answers.code,
        tuple(
            TargetCoverage(
                target,
                practices.get((target, None), 0),
                len(codes[target] & country_codes),
                sum(not within.isdisjoint(codes[target]) for within in regions),
                {role: by_role.get((target, role), 0) for role in ROLES},
            )
            for target in answers.targets
        ),
    )


def table(workspace: Workspace, roundtable_key: int, dimension: Dimension) -> CoverageTable:
    """Count the practices of each target for each value of a dimension; of countries and terms, those that occur."""
    with workspace.reading() as connection:
        answers, places = _Answers(connection, roundtable_key), place_store.load(connection)
        valued, labels = _values(connection, places, dimension)
        cells, by_value, rows, total = answers.count(
            answers.by_target_and_value(valued, valued.c.practice_id),
            answers.by_value(valued),
            answers.by_target(),
            answers.total(),
        )
    if dimension in ("country", "thematic_area", "tag"):
        present = {value for _, value in by_value}
        found = {value: label for value, label in labels.items() if value in present}
        labels = dict(sorted(found.items(), key=lambda item: fold(item[1])))
    field_name = _FIELDS.get(dimension, dimension)
    return CoverageTable(
        code=answers.code,
        dimension=dimension,
        targets=answers.targets,
        columns=tuple(Column(label, written(field_name, label)) for label in labels.values()),
        counts=tuple(tuple(cells.get((target, value), 0) for value in labels) for target in answers.targets),
        row_totals=tuple(rows.get((target, None), 0) for target in answers.targets),
        column_totals=tuple(by_value.get((None, value), 0) for value in labels),
        total=total[None, None],
    )


def balance(workspace: Workspace, roundtable_key: int, *, cleared_only: bool = False) -> Balance:
    """Return the share of a roundtable's practices in each region and in each group of countries."""
    with workspace.reading() as connection:
        answers = _Answers(connection, roundtable_key, cleared_only=cleared_only)
        places = place_store.load(connection)
        regions, groups = _wholes(places, "region"), _wholes(places, "group")
        by_value, counted = answers.count(answers.by_value(_within(places, [*regions, *groups])), answers.total())
    total = counted[None, None]

    def shares(wholes: Sequence[Place]) -> tuple[Share, ...]:
        numbers = ((place, by_value.get((None, place.code), 0)) for place in wholes)
        return tuple(Share(place, number, number / total if total else 0.0) for place, number in numbers)

    return Balance(answers.code, total, shares(regions), shares(groups))


def _wholes(places: Places, dimension: Literal["region", "group"]) -> list[Place]:
    """Return the regions, or the groups: LDC, LLDC and SIDS, then the workspace's own."""
    shipped = filter(None, map(places.by_code, REGIONS if dimension == "region" else GROUPS))
    return [*shipped, *(places.own_groups() if dimension == "group" else ())]


def _values(connection: Connection, places: Places, dimension: Dimension) -> tuple[Any, dict[Any, str]]:
    """Return a table of which practice has which value, and the labels of the values."""
    match dimension:
        case "region" | "group":
            wholes = _wholes(places, dimension)
            return _within(places, wholes), {place.code: place.name() for place in wholes}
        case "country":  # a region or a group has its own dimension: its query finds all that lies in it
            return _codes(), {place.code: place.name() for place in places if not place.is_whole}
        case "role":
            return _partners(), {role: role for role in ROLES}
        case "status":
            p = t.Practice
            # A table of its own, read from the index alone: reading the long rows of practices takes twice as long.
            valued = select(p.id.label("practice_id"), p.status.label("value")).where(p.deleted_at.is_(None))
            return valued.cte("statuses"), {status: status for status in STATUSES}
        case _:
            link = t.PracticeTerm
            keys = select(t.Term.id).where(t.Term.kind == dimension)
            linked = select(link.practice_id, link.term_id.label("value")).where(link.term_id.in_(keys))
            rows = connection.execute(select(t.Term.id, t.Term.name).where(t.Term.kind == dimension))
            return linked.subquery(), dict(rows.all())


def _partners() -> Any:
    p = t.PracticePartner
    return select(p.practice_id, p.role.label("value"), p.name).subquery()


def _codes() -> Any:
    c = t.PracticeCountry
    return select(c.practice_id, c.code.label("value")).where(c.code != "").subquery()


def _within(places: Places, wholes: Sequence[Place]) -> Any:
    """Return a table of which practice is in which of some regions or groups, by code."""
    c = t.PracticeCountry
    rows = [(code, whole.code) for whole in wholes for code in places.codes_in(whole)]
    within = values(column("code", c.code.type), column("whole", c.code.type)).data(rows).cte("within")
    return select(c.practice_id, within.c.whole.label("value")).join(within, within.c.code == c.code).subquery()
