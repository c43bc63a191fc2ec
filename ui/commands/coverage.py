"""Command that reports the coverage of a roundtable: practices by region, partners, balance, gaps."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from roundtable.records.mapping import GAP_STATES
from roundtable.records.practice import ROLES
from ui.commands.arguments import AddCommand, add_json
from ui.commands.console import by_kind, opened, print_json, short

if TYPE_CHECKING:
    from roundtable.mapping.coverage import Balance, CoverageTable, Share, Totals
    from roundtable.mapping.gaps import GapRow
    from roundtable.mapping.targets import Target

_GAP_FIELDS = ("state", "asked", "asked_on", "owner", "due", "note")


class _Coverage(NamedTuple):
    by_region: "CoverageTable"
    totals: "Totals"
    balance: "Balance"
    open_gaps: "Sequence[GapRow]"
    holes: "Sequence[Target]"
    words: "Mapping[str, Any]"


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    what = "report coverage: practices and partners per question and measure, balance of regions, gaps"
    coverage = add("coverage", _show_coverage, what)
    coverage.add_argument("--roundtable", metavar="CODE", required=True)
    add_json(coverage)


def _show_coverage(chosen: argparse.Namespace) -> int:
    """Print how far a roundtable is covered, its balance and its gaps."""
    from roundtable.agenda import roundtable_store
    from roundtable.mapping import coverage, figures, gaps

    with opened(chosen) as workspace:
        with workspace.reading() as connection:
            key = roundtable_store.key_of(connection, chosen.roundtable)
        found = _Coverage(
            coverage.table(workspace, key, "region"),
            coverage.by_target(workspace, key),
            coverage.balance(workspace, key),
            [row for row in gaps.listing(workspace, key) if row.is_open],
            gaps.uncovered(workspace, key),
            figures.words_of("en"),
        )
    if chosen.json:
        print_json(_as_json(found))
    else:
        print(*_regions(found.by_region), *_totals(found), *_balance(found), *_gaps(found), sep="\n")
    return 0


def _table(headings: Sequence[str], rows: Sequence[tuple[str, Sequence[int], str]]) -> Iterator[str]:
    """Lay out numbers under their headings, with a mark before and a text behind them."""
    yield "  ".join(("    ", *headings))
    for mark, numbers, words in rows:
        columns = (f"{number:{len(heading)}}" for heading, number in zip(headings, numbers, strict=True))
        yield "  ".join((f"{mark:4}", *columns, words)).rstrip()


def _regions(table: "CoverageTable") -> Iterator[str]:
    rows = [
        (target.mark, (total, *counts), short(target.sentence))
        for target, total, counts in zip(table.targets, table.row_totals, table.counts, strict=True)
    ]
    yield from _table(("practices", *(column.label for column in table.columns)), rows)
    yield ""


def _totals(found: _Coverage) -> Iterator[str]:
    rows = [
        (one.target.mark, (one.countries, one.regions, *(one.partners[role] for role in ROLES)), "")
        for one in found.totals.targets
    ]
    yield from _table(("countries", "regions", *(found.words["roles"][role].lower() for role in ROLES)), rows)
    yield ""


def _balance(found: _Coverage) -> Iterator[str]:
    yield "      practices  share"
    for share in (*found.balance.regions, *found.balance.groups):
        yield f"      {share.practices:9}  {share.share:5.0%}  {share.place.name()}"
    yield found.words["shares_note"]
    yield ""


def _gaps(found: _Coverage) -> Iterator[str]:
    for row in found.open_gaps:
        texts = (row.state, row.asked, row.owner, f"due {row.due}" if row.due else "", " ".join(row.note.split()))
        yield f"Gap at {row.target.mark}: {', '.join(filter(None, texts))}"
    for target in found.holes:
        yield f"Gap at {target.mark}: {GAP_STATES[0]}"


def _as_json(found: _Coverage) -> dict[str, Any]:
    table = found.by_region
    labels = [column.label for column in table.columns]
    rows = zip(found.totals.targets, table.counts, strict=True)
    return {
        "roundtable": table.code,
        "practices": table.total,
        "by_region": dict(zip(labels, table.column_totals, strict=True)),
        **by_kind(
            (
                one.target.kind,
                {
                    "id": one.target.uid,
                    "text": one.target.text,
                    "practices": one.practices,
                    "by_region": dict(zip(labels, counts, strict=True)),
                    "countries": one.countries,
                    "regions": one.regions,
                    "partners": dict(one.partners),
                },
            )
            for one, counts in rows
        ),
        "balance": {
            "regions": [_share_as_json(share) for share in found.balance.regions],
            "groups": [_share_as_json(share) for share in found.balance.groups],
        },
        "gaps": [
            *(
                {row.target.kind: row.target.uid, **{name: getattr(row, name) or None for name in _GAP_FIELDS}}
                for row in found.open_gaps
            ),
            *({target.kind: target.uid, **dict.fromkeys(_GAP_FIELDS)} for target in found.holes),
        ],
    }


def _share_as_json(share: "Share") -> dict[str, Any]:
    place, part = share.place, round(share.share, 4)
    return {"code": place.code, "name": place.name(), "practices": share.practices, "share": part}
