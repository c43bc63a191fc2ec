"""What the coverage view shows: the counts of a roundtable as a picture and as the rows of a table, in words.

Reads through the service, on any thread; knows no widget.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

from PySide6.QtCore import QCoreApplication, QLocale

from roundtable.mapping import coverage
from roundtable.mapping.coverage import Balance, CoverageTable, Dimension, Totals
from roundtable.mapping.targets import Target
from roundtable.records.practice import ROLES, Role, Status
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.coverage.bars import Bar, BarChart
from ui.coverage.heat_map import HeatCell, HeatMap
from ui.coverage.pictures import Picture

translate = QCoreApplication.translate

VIEWS: tuple[str, ...] = (*coverage.DIMENSIONS, "totals", "balance")
"""What coverage may be looked at by."""
_IN_ORDER = ("region", "group", "role", "status")
"""Dimensions whose columns have an order of their own; of the others those with the most practices come first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Say which roundtable's coverage is wanted, and by what."""

    roundtable: int
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Hold a picture and its table: ``headings`` and the texts of ``rows``, of which the first names the row.

    ``queries`` lead from each cell beside the names to its practices, "" where there are none. The picture's cells
    are those of the table that have the same row and column.
    """

    picture: Picture
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    queries: tuple[tuple[str, ...], ...]
    is_of_practices: bool = False
    """Whether all its numbers count practices."""

    def query(self, line: int, at: int) -> str:
        """Return the query for the practices in a cell; "" where there are none."""
        return self.queries[line][at]

    def said(self, line: int, at: int) -> str:
        """Say a cell in words, the number first, for whoever does not see it."""
        heading, number = self.headings[at + 1], self.rows[line][at + 1]
        if self.is_of_practices:
            counted = translate("Coverage", "%n practice(s)", None, QLocale().toInt(number)[0])
            return f"{counted} · {heading} · {self.rows[line][0]}"
        return f"{heading}: {number} · {self.rows[line][0]}"


def view_words(view: str) -> str:
    """Say what coverage may be looked at by."""
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


def read(workspace: Workspace, asked: Asked) -> Sheet:
    """Read a sheet.

    Raises RoundtableError where the roundtable is gone.
    """
    if asked.view in get_args(Dimension):
        return _heat_sheet(coverage.table(workspace, asked.roundtable, cast("Dimension", asked.view)))
    if asked.view == "balance":
        return _balance_sheet(coverage.balance(workspace, asked.roundtable))
    return _totals_sheet(coverage.by_target(workspace, asked.roundtable))


def _heat_sheet(table: CoverageTable) -> Sheet:
    order = list(range(len(table.columns)))
    if table.dimension not in _IN_ORDER:
        order.sort(key=lambda column: -table.column_totals[column])
    labels = [table.columns[column].label for column in order]
    if table.dimension == "status":
        labels = [value_texts.status(cast("Status", label)) for label in labels]
    elif table.dimension == "role":
        labels = [_capital(value_texts.role(cast("Role", label))) for label in labels]
    names = [*map(_named, table.targets), translate("Coverage", "All practices")]
    lines: list[tuple[int | None, Sequence[int], int]] = [
        *((row, counts, table.row_totals[row]) for row, counts in enumerate(table.counts)),
        (None, table.column_totals, table.total),
    ]
    gap = translate("Coverage", "gap")
    return Sheet(
        picture=HeatMap(
            f"{table.code} · {view_words(table.dimension)}",
            names[:-1],
            labels,
            [[HeatCell(counts[at], "" if total else gap) for at in order] for _, counts, total in lines[:-1]],
            nothing=translate("Coverage", "No practice has anything to be counted by."),
        ),
        headings=(translate("Coverage", "Question or measure"), *labels, translate("Coverage", "Total")),
        rows=tuple(
            (name, *(_number(counts[at]) for at in order), _number(total))
            for name, (_, counts, total) in zip(names, lines, strict=True)
        ),
        queries=tuple(
            (
                *(table.query(row, at) if counts[at] else "" for at in order),
                table.query(row, None) if total else "",
            )
            for row, counts, total in lines
        ),
        is_of_practices=True,
    )


def _totals_sheet(totals: Totals) -> Sheet:
    names = [_named(one.target) for one in totals.targets]
    numbers = [
        (one.practices, one.countries, one.regions, *(one.partners[role] for role in ROLES)) for one in totals.targets
    ]
    headings = (
        translate("Coverage", "Practices"),
        translate("Coverage", "Countries"),
        translate("Coverage", "Regions"),
        *(translate("Coverage", "As {role}").format(role=value_texts.role(role)) for role in ROLES),
    )
    gap = translate("Coverage", "gap")
    return Sheet(
        picture=HeatMap(
            f"{totals.code} · {view_words('totals')}",
            names,
            headings,
            [[HeatCell(line[0], "" if line[0] else gap), *map(HeatCell, line[1:])] for line in numbers],
            is_by_column=True,
        ),
        headings=(translate("Coverage", "Question or measure"), *headings),
        rows=tuple((name, *map(_number, line)) for name, line in zip(names, numbers, strict=True)),
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
    percents = [_percent(share.share) for share in shares]
    counted = [translate("Coverage", "%n practice(s)", None, share.practices) for share in shares]
    bars = [
        Bar(share.share, f"{percent} · {said}") for share, percent, said in zip(shares, percents, counted, strict=True)
    ]
    queries = [balance.query(share) if share.practices else "" for share in shares]
    return Sheet(
        picture=BarChart(f"{balance.code} · {view_words('balance')}", names, bars),
        headings=(
            translate("Coverage", "Region or group"),
            translate("Coverage", "Practices"),
            translate("Coverage", "Share"),
        ),
        rows=tuple(
            (name, _number(share.practices), percent)
            for name, share, percent in zip(names, shares, percents, strict=True)
        ),
        queries=tuple((query, query) for query in queries),
    )


def _named(target: Target) -> str:
    return f"{target.mark} {target.text}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(count: int) -> str:
    return QLocale().toString(count)


def _percent(share: float) -> str:
    return translate("Coverage", "{number}%").format(number=QLocale().toString(round(share * 100)))
