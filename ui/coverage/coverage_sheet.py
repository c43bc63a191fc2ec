"""Coverage sheet: the counts of a roundtable by one dimension, as a picture and as the rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast, get_args

from PySide6.QtCore import QCoreApplication, QLocale

from roundtable.mapping import coverage
from roundtable.mapping.coverage import Balance, CoverageTable, Dimension, Totals
from roundtable.records.practice import ROLES, Role, Status
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.coverage.bars import Bar, BarChart
from ui.coverage.heat_map import HeatCell, HeatMap
from ui.coverage.pictures import Picture

translate = QCoreApplication.translate

VIEWS: tuple[str, ...] = (*coverage.DIMENSIONS, "totals", "balance")
"""The dimensions and summaries of coverage."""
_IN_ORDER = ("region", "group", "role", "status")
"""Dimensions whose columns have an order of their own; the columns of others are sorted by practices."""


class CoverageQuery(NamedTuple):
    """Ask for the coverage of a roundtable by one of ``VIEWS``."""

    roundtable: int
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Hold a picture and its table of the same cells; the first text of ``rows`` names the row.

    ``queries`` find the practices of each cell beside the names, "" where there are none.
    """

    picture: Picture
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    queries: tuple[tuple[str, ...], ...]
    is_of_practices: bool = False

    def description(self, row: int, column: int) -> str:
        """Describe a cell in words, the number first, for screen readers and the line below."""
        heading, number, name = self.headings[column + 1], self.rows[row][column + 1], self.rows[row][0]
        if self.is_of_practices:
            count = translate("Coverage", "%n practice(s)", None, QLocale().toInt(number)[0])
            return f"{count} · {heading} · {name}"
        return f"{heading}: {number} · {name}"


def view_name(view: str) -> str:
    """Return the name of one of ``VIEWS``."""
    return {
        "region": translate("Coverage", "By region"),
        "group": translate("Coverage", "By group of countries"),
        "country": translate("Coverage", "By country"),
        "thematic_area": translate("Coverage", "By thematic area"),
        "tag": translate("Coverage", "By tag"),
        "role": translate("Coverage", "By role of partners"),
        "status": translate("Coverage", "By status"),
        "totals": translate("Coverage", "Practices, countries and partners"),
        "balance": translate("Coverage", "Balance"),
    }[view]


def read(workspace: Workspace, query: CoverageQuery) -> Sheet:
    """Read a sheet, on any thread.

    Raises RoundtableError where the roundtable does not exist.
    """
    if query.view in get_args(Dimension):
        return _heat_sheet(coverage.table(workspace, query.roundtable, cast("Dimension", query.view)))
    if query.view == "balance":
        return _balance_sheet(coverage.balance(workspace, query.roundtable))
    return _totals_sheet(coverage.by_target(workspace, query.roundtable))


def _heat_sheet(table: CoverageTable) -> Sheet:
    order = list(range(len(table.columns)))
    if table.dimension not in _IN_ORDER:
        order.sort(key=lambda column: -table.column_totals[column])
    labels = [table.columns[column].label for column in order]
    if table.dimension == "status":
        labels = [value_texts.status(cast("Status", label)) for label in labels]
    elif table.dimension == "role":
        labels = [_partners(cast("Role", label)) for label in labels]
    names = [*(target.heading for target in table.targets), translate("Coverage", "All practices")]
    lines: list[tuple[int | None, Sequence[int], int]] = [
        *((row, counts, table.row_totals[row]) for row, counts in enumerate(table.counts)),
        (None, table.column_totals, table.total),
    ]
    gap = translate("Coverage", "gap")
    return Sheet(
        picture=HeatMap(
            f"{table.code} · {view_name(table.dimension)}",
            names[:-1],
            labels,
            [[HeatCell(counts[at], "" if total else gap) for at in order] for _, counts, total in lines[:-1]],
            nothing=translate("Coverage", "No practice has a value to count by."),
        ),
        headings=(translate("Coverage", "Question or measure"), *labels, translate("Coverage", "Total")),
        rows=tuple(
            (
                name if total or row is None else f"{name} · {gap}",
                *(_number(counts[at]) for at in order),
                _number(total),
            )
            for name, (row, counts, total) in zip(names, lines, strict=True)
        ),
        queries=tuple(
            (*(table.query(row, at) if counts[at] else "" for at in order), table.query(row, None) if total else "")
            for row, counts, total in lines
        ),
        is_of_practices=True,
    )


def _totals_sheet(totals: Totals) -> Sheet:
    names = [one.target.heading for one in totals.targets]
    numbers = [
        (one.practices, one.countries, one.regions, *(one.partners[role] for role in ROLES)) for one in totals.targets
    ]
    headings = (
        translate("Coverage", "Practices"),
        translate("Coverage", "Countries"),
        translate("Coverage", "Regions"),
        *map(_partners, ROLES),
    )
    gap = translate("Coverage", "gap")
    return Sheet(
        picture=HeatMap(
            f"{totals.code} · {view_name('totals')}",
            names,
            headings,
            [[HeatCell(line[0], "" if line[0] else gap), *map(HeatCell, line[1:])] for line in numbers],
            is_by_column=True,
        ),
        headings=(translate("Coverage", "Question or measure"), *headings),
        rows=tuple(
            (name if line[0] else f"{name} · {gap}", *map(_number, line))
            for name, line in zip(names, numbers, strict=True)
        ),
        queries=tuple(
            tuple(
                totals.query(one, role) if number else ""
                for number, role in zip(line, ("", "", "", *ROLES), strict=True)
            )
            for one, line in zip(totals.targets, numbers, strict=True)
        ),
    )


def _balance_sheet(balance: Balance) -> Sheet:
    shares = (*balance.regions, *balance.groups)
    names = [share.place.name() for share in shares]
    percents = [translate("Coverage", "{number}%").format(number=_number(round(share.share * 100))) for share in shares]
    bars = [
        Bar(share.share, f"{percent} · {translate('Coverage', '%n practice(s)', None, share.practices)}")
        for share, percent in zip(shares, percents, strict=True)
    ]
    return Sheet(
        picture=BarChart(
            f"{balance.code} · {view_name('balance')}",
            names,
            bars,
            translate(
                "Coverage",
                "A practice counts once in each of its regions and groups, so that the shares may add up to more than"
                " 100%.",
            ),
        ),
        headings=(
            translate("Coverage", "Region or group"),
            translate("Coverage", "Practices"),
            translate("Coverage", "Share"),
        ),
        rows=tuple(
            (name, _number(share.practices), percent)
            for name, share, percent in zip(names, shares, percents, strict=True)
        ),
        queries=tuple((balance.query(share) if share.practices else "",) * 2 for share in shares),
    )


def _partners(role: Role) -> str:
    return {
        "partner": translate("Coverage", "Partners"),
        "funder": translate("Coverage", "Funders"),
        "co-funder": translate("Coverage", "Co-funders"),
        "coordination": translate("Coverage", "Coordination"),
    }.get(role, role)


def _number(count: int) -> str:
    return QLocale().toString(count)
