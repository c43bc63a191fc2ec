"""How far the practices of a roundtable answer what it asks: by region, country, term or status.

Reads only, in ``target_counts``: no practice is loaded, however many there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.mapping import target_counts
from roundtable.mapping.target_counts import Answers
from roundtable.mapping.targets import Target
from roundtable.records.practice import ROLES, STATUSES
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
    """Hold how many practices answer a target, from how many countries and regions, and with how many partners by role.

    Partners are counted by name, once in each role.
    """

    target: Target
    practices: int
    countries: int
    regions: int
    partners: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Totals:
    """Hold how well each question and measure of a roundtable is covered."""

    code: str
    targets: tuple[TargetCoverage, ...]

    def query(self, covered: TargetCoverage, role: str = "") -> str:
        """Return the query that finds the practices that answer a target, or those of them with a partner in a role."""
        parts = (written("roundtable", self.code), _asked(covered.target), written("role", role) if role else "")
        return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Column:
    """Hold one value of a dimension, and the part of a query that asks for it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTable:
    """Hold how many practices answer each target (rows, ``counts[row][column]``) for each value of a dimension.

    A practice of several countries or terms counts in each of their columns, and once in a total. ``column_totals``
    and ``total`` count all practices of the roundtable, also those that answer no target and stand in the annex only.
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
        """Return the query that finds exactly the practices of a cell; None stands for the total."""
        parts = [written("roundtable", self.code)]
        if row is not None:
            parts.append(_asked(self.targets[row]))
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


def _asked(target: Target) -> str:
    return written("question" if target.is_question else "measure", target.mark)


def by_target(workspace: Workspace, roundtable_key: int) -> Totals:
    """Count what answers each question and measure of a roundtable.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        asked, places = Answers(connection, roundtable_key), place_store.load(connection)
        placed, partners = target_counts.codes(), target_counts.partners()
        counted = (asked.practices(), asked.listed(placed, placed.c.value), asked.listed(partners, partners.c.name))
        practices, by_code, by_role = asked.count(*counted)
    countries = {place.code for place in places if place.kind == "country"}
    regions = [set(places.codes_in(region)) for region in _named(places, REGIONS)]
    codes: dict[Target | None, set[str]] = defaultdict(set)
    for target, code in by_code:
        codes[target].add(code)
    return Totals(
        asked.code,
        tuple(
            TargetCoverage(
                target,
                practices.get((target, None), 0),
                len(codes[target] & countries),
                sum(not within.isdisjoint(codes[target]) for within in regions),
                {role: by_role.get((target, role), 0) for role in ROLES},
            )
            for target in asked.targets
        ),
    )


def table(workspace: Workspace, roundtable_key: int, dimension: Dimension) -> CoverageTable:
    """Count the practices that answer each target, for each value of a dimension.

    Of countries and terms those that occur, of regions, groups, statuses and roles all. Raises RoundtableError where
    the roundtable is gone.
    """
    with workspace.reading() as connection:
        asked, places = Answers(connection, roundtable_key), place_store.load(connection)
        valued = _valued(places, dimension)
        cells, spread, rows, total = asked.count(
            asked.listed(valued, valued.c.practice_id), asked.spread(valued), asked.practices(), asked.total()
        )
        labels = _columns(connection, places, dimension, {value for _, value in spread})
    return CoverageTable(
        code=asked.code,
        dimension=dimension,
        targets=asked.targets,
        columns=tuple(labels.values()),
        counts=tuple(tuple(cells.get((target, value), 0) for value in labels) for target in asked.targets),
        row_totals=tuple(rows.get((target, None), 0) for target in asked.targets),
        column_totals=tuple(spread.get((None, value), 0) for value in labels),
        total=total[None, None],
    )


def balance(workspace: Workspace, roundtable_key: int) -> Balance:
    """Tell which part of a roundtable's practices takes place in each region and in each group of countries.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        asked, places = Answers(connection, roundtable_key), place_store.load(connection)
        regions, groups = _named(places, REGIONS), _groups(places)
        spread, counted = asked.count(asked.spread(target_counts.wholes(places, [*regions, *groups])), asked.total())
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
            return target_counts.wholes(places, _named(places, REGIONS))
        case "group":
            return target_counts.wholes(places, _groups(places))
        case "country":
            return target_counts.codes()
        case "status":
            return target_counts.statuses()
        case "role":
            return target_counts.partners()
        case _:
            return target_counts.terms(dimension)


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
