"""How far the practices of a roundtable answer what it asks: by region, country, term or status.

Reads only; what answers is found and counted by ``roundtable.answers``: no practice is loaded, however many there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable import answers, gazetteer
from roundtable.aims import Aim
from roundtable.answers import Answers
from roundtable.places import Place, Places
from roundtable.query import written
from roundtable.records import ROLES, STATUSES
from roundtable.workspace import Workspace

Dimension = Literal["region", "group", "country", "thematic_area", "tag", "role", "status"]
DIMENSIONS: tuple[Dimension, ...] = ("region", "group", "country", "thematic_area", "tag", "role", "status")
REGIONS = ("AFRICA", "AMERICAS", "ASIA", "EUROPE", "OCEANIA")
GROUPS = ("LDC", "LLDC", "SIDS")
_FIELDS = {"region": "country", "group": "country", "thematic_area": "area"}


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
class Totals:
    """Hold how well each question and measure of a roundtable is covered."""

    code: str
    aims: tuple[AimCoverage, ...]

    def query(self, covered: AimCoverage, role: str = "") -> str:
        """Return the query that finds the practices that answer an aim, or those of them with a partner in a role."""
        parts = (written("roundtable", self.code), _asked(covered.aim), written("role", role) if role else "")
        return " ".join(filter(None, parts))


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
    """Hold how many of a roundtable's practices take place in a region or group, and which part of all that is."""

    place: Place
    practices: int
    share: float


@dataclass(frozen=True, slots=True)
class Balance:
    """Hold how a roundtable's practices spread over regions, and over groups: LDC, LLDC, SIDS and the workspace's own.

    A practice of several countries counts in each of their regions and groups.
    """

    code: str
    total: int
    regions: tuple[Share, ...]
    groups: tuple[Share, ...]

    def query(self, share: Share) -> str:
        """Return the query that finds exactly the practices of a share."""
        return f"{written('roundtable', self.code)} {written('country', share.place.name())}"


def _asked(aim: Aim) -> str:
    return written("question" if aim.is_question else "measure", aim.mark)


def by_aim(workspace: Workspace, roundtable_key: int) -> Totals:
    """Count what answers each question and measure of a roundtable.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        asked, places = Answers(connection, roundtable_key), gazetteer.load(connection)
        placed, partners = answers.codes(), answers.partners()
        counted = (asked.practices(), asked.listed(placed, placed.c.value), asked.listed(partners, partners.c.name))
        practices, by_code, by_role = asked.count(*counted)
    countries = {place.code for place in places if place.kind == "country"}
    regions = [set(places.codes_in(region)) for region in _named(places, REGIONS)]
    codes: dict[Aim | None, set[str]] = defaultdict(set)
    for aim, code in by_code:
        codes[aim].add(code)
    return Totals(
        asked.code,
        tuple(
            AimCoverage(
                aim,
                practices.get((aim, None), 0),
                len(codes[aim] & countries),
                sum(not within.isdisjoint(codes[aim]) for within in regions),
                {role: by_role.get((aim, role), 0) for role in ROLES},
            )
            for aim in asked.aims
        ),
    )


def table(workspace: Workspace, roundtable_key: int, dimension: Dimension) -> CoverageTable:
    """Count the practices that answer each aim, for each value of a dimension.

    Of countries and terms those that occur, of regions, groups, statuses and roles all. Raises RoundtableError where
    the roundtable is gone.
    """
    with workspace.reading() as connection:
        asked, places = Answers(connection, roundtable_key), gazetteer.load(connection)
        valued = _valued(places, dimension)
        cells, spread, rows, total = asked.count(
            asked.listed(valued, valued.c.practice_id), asked.spread(valued), asked.practices(), asked.total()
        )
        labels = _columns(connection, places, dimension, {value for _, value in spread})
    return CoverageTable(
        code=asked.code,
        dimension=dimension,
        aims=asked.aims,
        columns=tuple(labels.values()),
        counts=tuple(tuple(cells.get((aim, value), 0) for value in labels) for aim in asked.aims),
        row_totals=tuple(rows.get((aim, None), 0) for aim in asked.aims),
        column_totals=tuple(spread.get((None, value), 0) for value in labels),
        total=total[None, None],
    )


def balance(workspace: Workspace, roundtable_key: int) -> Balance:
    """Tell which part of a roundtable's practices takes place in each region and in each group of countries.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        asked, places = Answers(connection, roundtable_key), gazetteer.load(connection)
        regions, groups = _named(places, REGIONS), _groups(places)
        spread, counted = asked.count(asked.spread(answers.wholes(places, [*regions, *groups])), asked.total())
    total = counted[None, None]

    def shares(wholes: Sequence[Place]) -> tuple[Share, ...]:
        numbers = ((place, spread.get((None, place.code), 0)) for place in wholes)
        return tuple(Share(place, number, number / total if total else 0.0) for place, number in numbers)

    return Balance(asked.code, total, shares(regions), shares(groups))


def _named(places: Places, codes: Sequence[str]) -> list[Place]:
    return [place for place in map(places.by_code, codes) if place is not None]


def _groups(places: Places) -> list[Place]:
    """Return the groups of countries: LDC, LLDC and SIDS, then the workspace's own."""
    return [*_named(places, GROUPS), *places.own_groups()]


def _valued(places: Places, dimension: Dimension) -> Any:
    """Return a table of which practice has which value."""
    match dimension:
        case "region":
            return answers.wholes(places, _named(places, REGIONS))
        case "group":
            return answers.wholes(places, _groups(places))
        case "country":
            return answers.codes()
        case "status":
            return answers.statuses()
        case "role":
            return answers.partners()
        case _:
            return answers.terms(dimension)


def _columns(connection: Connection, places: Places, dimension: Dimension, present: set[Any]) -> dict[Any, Column]:
    """Return the columns by their values, in the order in which they are shown."""
    labels: dict[Any, str]
    match dimension:
        case "region" | "group":
            wholes = _named(places, REGIONS) if dimension == "region" else _groups(places)
            labels = {place.code: place.name() for place in wholes}
        case "status" | "role":
            labels = {name: name for name in (STATUSES if dimension == "status" else ROLES)}
        case "country":  # what is a region or a group stands in the other tables: its query finds all that lies in it
            found = (places.by_code(code) for code in present)
            alone = (one for one in found if one and not one.is_whole)
            labels = _sorted({place.code: place.name() for place in alone})
        case _:
            rows = connection.execute(select(t.Term.id, t.Term.name).where(t.Term.kind == dimension))
            labels = _sorted({key: term for key, term in rows if key in present})
    asking = _FIELDS.get(dimension, dimension)
    return {value: Column(label, written(asking, label)) for value, label in labels.items()}


def _sorted(labels: dict[Any, str]) -> dict[Any, str]:
    return dict(sorted(labels.items(), key=lambda item: item[1].casefold()))
