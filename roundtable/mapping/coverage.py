"""Coverage of a roundtable: count the practices per target, by region, country, term, partner role or status.

Counted in SQL (``target_counts``): no practice is loaded, however many there are.
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

    A practice of several countries or terms counts in each of their columns, and once in a total. ``column_totals``
    and ``total`` include the practices that stand in the annex only.
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
    """Hold how a roundtable's practices spread over regions, and over groups: LDC, LLDC, SIDS and the workspace's own.

    A practice of several countries counts in each of their regions and groups.
    """

    code: str
    total: int
    regions: tuple[Share, ...]
    groups: tuple[Share, ...]

    def query(self, share: Share) -> str:
        """Return the search query for exactly the practices of a share."""
        return f"{written('roundtable', self.code)} {written('country', share.place.name())}"


def _filter(target: Target) -> str:
    return written("question" if target.is_question else "measure", target.mark)


def by_target(workspace: Workspace, roundtable_key: int) -> Totals:
    """Count what answers each question and measure of a roundtable; raises RoundtableError where that is gone."""
    with workspace.reading() as connection:
        answers, places = Answers(connection, roundtable_key), place_store.load(connection)
        countries, partners = target_counts.codes(), target_counts.partners()
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
    """Count the practices that answer each target, for each value of a dimension.

    Of countries and terms only those that occur. Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        answers, places = Answers(connection, roundtable_key), place_store.load(connection)
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
        labels = dict(sorted(found.items(), key=lambda item: item[1].casefold()))
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


def balance(workspace: Workspace, roundtable_key: int) -> Balance:
    """Return the share of a roundtable's practices in each region and in each group of countries.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        answers, places = Answers(connection, roundtable_key), place_store.load(connection)
        regions, groups = _wholes(places, "region"), _wholes(places, "group")
        by_value, counted = answers.count(
            answers.by_value(target_counts.wholes(places, [*regions, *groups])), answers.total()
        )
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
            return target_counts.wholes(places, wholes), {place.code: place.name() for place in wholes}
        case "country":  # a region or a group has its own dimension: its query finds all that lies in it
            return target_counts.codes(), {place.code: place.name() for place in places if not place.is_whole}
        case "status":
            return target_counts.statuses(), {status: status for status in STATUSES}
        case "role":
            return target_counts.partners(), {role: role for role in ROLES}
        case _:
            rows = connection.execute(select(t.Term.id, t.Term.name).where(t.Term.kind == dimension))
            return target_counts.terms(dimension), dict(rows.all())
