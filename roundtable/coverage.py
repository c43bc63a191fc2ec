"""How far the practices of a roundtable answer what it asks: by region, country, term or status.

Reads only, and counts in SQL: no practice is loaded, however many there are. A practice answers an aim where it is
mapped to it or the annex prints it under it; one in the trash answers nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import column, func, null, select, true, union, values
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable import aims as aims_module
from roundtable import gazetteer
from roundtable.aims import Aim, pointing_at
from roundtable.errors import RoundtableError
from roundtable.places import Place, Places
from roundtable.query import written
from roundtable.records import ROLES, STATUSES
from roundtable.workspace import Workspace

Dimension = Literal["region", "country", "thematic_area", "tag", "status"]
DIMENSIONS: tuple[Dimension, ...] = ("region", "country", "thematic_area", "tag", "status")
REGIONS = ("AFRICA", "AMERICAS", "ASIA", "EUROPE", "OCEANIA")
GROUPS = ("LDC", "LLDC", "SIDS")
_FIELDS = {"region": "country", "thematic_area": "area"}


@dataclass(frozen=True, slots=True)
class AimCoverage:
    """Hold how many practices answer an aim, from how many countries and regions, and with how many partners by role.

    Partners are counted by name, once in each role.
    """

    aim: Aim
    practices: int
    countries: int
    regions: int
    partners: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Column:
    """Hold one value of a dimension, and the part of a query that asks for it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTable:
    """Hold how many practices answer each aim (rows, ``counts[row][column]``) for each value of a dimension.

    A practice of several countries or terms counts in each of their columns, and once in a total. ``column_totals``
    and ``total`` count all practices of the roundtable, also those that answer no aim and stand in the annex only.
    """

    code: str
    dimension: Dimension
    aims: tuple[Aim, ...]
    columns: tuple[Column, ...]
    counts: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int

    def query(self, row: int | None, column: int | None) -> str:
        """Return the query that finds exactly the practices of a cell; None stands for the total."""
        parts = [written("roundtable", self.code)]
        if row is not None:
            parts.append(_asked(self.aims[row]))
        if column is not None:
            parts.append(self.columns[column].query)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Share:
    """Hold how many of a roundtable's practices take place in a region or group, which part, and the query for them."""

    label: str
    practices: int
    share: float
    query: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Hold how a roundtable's practices spread over regions, and over the groups LDC, LLDC and SIDS."""

    total: int
    regions: tuple[Share, ...]
    groups: tuple[Share, ...]


def _asked(aim: Aim) -> str:
    return written("question" if aim.is_question else "measure", aim.mark)


def by_aim(workspace: Workspace, roundtable_key: int) -> list[AimCoverage]:
    """Count what answers each question and measure of a roundtable.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        reader = _Reader(connection, roundtable_key)
        place, partner = t.PracticeCountry, t.PracticePartner
        countries = [one.code for one in reader.places if one.kind == "country"]
        regions = _grouped(reader.places, reader.regions())
        practices = reader.per_aim()
        codes = reader.per_aim(func.count(place.code.distinct()), place, place.code.in_(countries))
        spread = reader.per_aim(func.count(regions.c.label.distinct()), place, true(), regions)
        roles = {
            role: reader.per_aim(func.count(partner.name.distinct()), partner, partner.role == role) for role in ROLES
        }
        return [
            AimCoverage(
                aim,
                practices.get(aim, 0),
                codes.get(aim, 0),
                spread.get(aim, 0),
                {role: counted.get(aim, 0) for role, counted in roles.items()},
            )
            for aim in reader.aims
        ]


def table(workspace: Workspace, roundtable_key: int, dimension: Dimension) -> CoverageTable:
    """Count the practices that answer each aim, for each value of a dimension that occurs; all regions and statuses.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        reader = _Reader(connection, roundtable_key)
        valued = _valued(reader, dimension)
        counted = reader.counted(valued)
        labels = _columns(reader, dimension, {value for _, value in counted})
        practices = reader.per_aim()
        return CoverageTable(
            code=reader.code,
            dimension=dimension,
            aims=reader.aims,
            columns=tuple(labels.values()),
            counts=tuple(tuple(counted.get((aim, value), 0) for value in labels) for aim in reader.aims),
            row_totals=tuple(practices.get(aim, 0) for aim in reader.aims),
            column_totals=tuple(counted.get((None, value), 0) for value in labels),
            total=reader.total(),
        )


def balance(workspace: Workspace, roundtable_key: int) -> Balance:
    """Tell which part of a roundtable's practices takes place in each region and in each group of countries.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        reader = _Reader(connection, roundtable_key)
        total = reader.total()
        return Balance(total, *(_shares(reader, codes, total) for codes in (REGIONS, GROUPS)))


def _shares(reader: "_Reader", codes: Sequence[str], total: int) -> tuple[Share, ...]:
    places = reader.named(codes)
    counted = reader.spread(_placed(_grouped(reader.places, places)))
    return tuple(
        Share(
            place.name(),
            counted.get(place.code, 0),
            counted.get(place.code, 0) / total if total else 0.0,
            written("country", place.name()),
        )
        for place in places
    )


def _grouped(places: Places, wholes: Sequence[Place]) -> Any:
    """Return a table of which code belongs to which region or group."""
    rows = [(code, whole.code) for whole in wholes for code in places.codes_in(whole)]
    return (
        values(column("code", t.PracticeCountry.code.type), column("label", t.PracticeCountry.code.type))
        .data(rows)
        .cte("grouped")
    )


def _placed(grouped: Any) -> Any:
    c = t.PracticeCountry
    return select(c.practice_id, grouped.c.label.label("value")).join(grouped, grouped.c.code == c.code).subquery()


def _valued(reader: "_Reader", dimension: Dimension) -> Any:
    """Return a table of which practice has which value."""
    if dimension == "region":
        return _placed(_grouped(reader.places, reader.regions()))
    if dimension == "country":
        c = t.PracticeCountry
        return select(c.practice_id, c.code.label("value")).where(c.code != "").subquery()
    if dimension == "status":
        return select(t.Practice.id.label("practice_id"), t.Practice.status.label("value")).subquery()
    link = t.PracticeTerm
    tagged = select(link.practice_id, link.term_id.label("value")).join(t.Term, t.Term.id == link.term_id)
    return tagged.where(t.Term.kind == dimension).subquery()


def _columns(reader: "_Reader", dimension: Dimension, present: set[Any]) -> dict[Any, Column]:
    """Return the columns by their values, in the order in which they are shown."""
    name = _FIELDS.get(dimension, dimension)
    if dimension == "region":
        labels: dict[Any, str] = {place.code: place.name() for place in reader.regions()}
    elif dimension == "status":
        labels = {status: status for status in STATUSES}
    elif dimension == "country":  # what is a region stands in the other table: its query finds all that lies in it
        places = (reader.places.by_code(code) for code in present)
        alone = (place for place in places if place is not None and place.kind not in {"region", "global"})
        labels = {place.code: place.name() for place in alone}
    else:
        rows = reader.connection.execute(select(t.Term.id, t.Term.name).where(t.Term.kind == dimension))
        labels = {key: term for key, term in rows if key in present}
    if dimension not in {"region", "status"}:
        labels = dict(sorted(labels.items(), key=lambda item: item[1].casefold()))
    return {value: Column(label, written(name, label)) for value, label in labels.items()}


class _Reader:
    """Count in one read of the workspace."""

    def __init__(self, connection: Connection, roundtable: int) -> None:
        self.connection = connection
        self.places = gazetteer.load(connection)
        code = connection.scalar(select(t.Roundtable.code).where(t.Roundtable.id == roundtable))
        if code is None:
            raise RoundtableError("This roundtable is no longer there.", "Look at the list again.")
        self.code: str = code
        self.aims = aims_module.of_roundtable(connection, roundtable)
        self._by_columns = {tuple(aim.columns().values()): aim for aim in self.aims}
        m, e = t.Mapping, t.AnnexEntry
        mapped = select(m.guiding_question_id.label("question"), m.possible_measure_id.label("measure"), m.practice_id)
        placed = select(e.guiding_question_id, null(), e.practice_id).where(e.roundtable_id == roundtable)
        here = t.Practice.deleted_at.is_(None)
        self._answers = union(
            mapped.join(t.Practice, t.Practice.id == m.practice_id).where(here, pointing_at(m, self.aims)),
            placed.join(t.Practice, t.Practice.id == e.practice_id).where(here),
        ).cte("answers")
        self._all = select(self._answers.c.practice_id).distinct().cte("practices")

    def named(self, codes: Sequence[str]) -> list[Place]:
        """Return the places with the codes."""
        return [place for place in map(self.places.by_code, codes) if place is not None]

    def regions(self) -> list[Place]:
        """Return the regions of the world."""
        return self.named(REGIONS)

    def total(self) -> int:
        """Count the practices of the roundtable."""
        return self.connection.scalar(select(func.count()).select_from(self._all)) or 0

    def per_aim(
        self, counted: Any = None, listed: Any = None, condition: Any = None, grouped: Any = None
    ) -> dict[Aim, int]:
        """Count for every aim the practices, or what is ``counted`` in a table of what they list."""
        a = self._answers.c
        statement: Any = select(a.question, a.measure, func.count() if counted is None else counted)
        if listed is not None:
            statement = statement.join(listed, listed.practice_id == a.practice_id).where(condition)
        if grouped is not None:
            statement = statement.join(grouped, grouped.c.code == listed.code)
        rows = self.connection.execute(statement.group_by(a.question, a.measure))
        return {self._by_columns[key]: count for *ids, count in rows if (key := tuple(ids)) in self._by_columns}

    def counted(self, valued: Any) -> dict[tuple[Aim | None, Any], int]:
        """Count the practices of every aim, and of the roundtable (None), for each value."""
        a, v = self._answers.c, valued.c
        statement = (
            select(a.question, a.measure, v.value, func.count(a.practice_id.distinct()))
            .join(valued, v.practice_id == a.practice_id)
            .group_by(a.question, a.measure, v.value)
        )
        found: dict[tuple[Aim | None, Any], int] = {
            (self._by_columns[key], value): count
            for *ids, value, count in self.connection.execute(statement)
            if (key := tuple(ids)) in self._by_columns
        }
        return found | {(None, value): count for value, count in self.spread(valued).items()}

    def spread(self, valued: Any) -> dict[Any, int]:
        """Count the practices of the roundtable for each value."""
        p, v = self._all.c, valued.c
        statement = select(v.value, func.count(p.practice_id.distinct())).join(valued, v.practice_id == p.practice_id)
        return {row[0]: row[1] for row in self.connection.execute(statement.group_by(v.value))}
