"""The command that tells how far a roundtable is answered, by whom, and what is missing; it writes nothing.

As tables for a person, or with ``--json`` as one document for a program.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from roundtable.records.practice import ROLES
from ui.commands.common import opened, print_json, short

if TYPE_CHECKING:
    from roundtable.mapping.coverage import Balance, CoverageTable, Share, Totals
    from roundtable.mapping.gaps import GapRow
    from roundtable.mapping.targets import Target

_GAP_FIELDS = ("state", "asked", "asked_on", "owner", "due", "note")


@dataclass(frozen=True, slots=True)
class _Told:
    """Hold all that is told of one roundtable."""

    by_region: "CoverageTable"
    totals: "Totals"
    balance: "Balance"
    tended: "Sequence[GapRow]"
    holes: "Sequence[Target]"


def tell_coverage(chosen: argparse.Namespace) -> int:
    """Tell how far a roundtable is answered, its balance and its gaps."""
    from roundtable.agenda import roundtable_store
    from roundtable.mapping import coverage, gaps

    with opened(chosen) as workspace:
        with workspace.reading() as connection:
            key = roundtable_store.key_of(connection, chosen.roundtable)
        told = _Told(
            coverage.table(workspace, key, "region"),
            coverage.by_target(workspace, key),
            coverage.balance(workspace, key),
            [row for row in gaps.listing(workspace, key) if row.is_open],
            gaps.uncovered(workspace, key),
        )
    if chosen.json:
        print_json(_as_json(told))
        return 0
    for line in chain(_regions(told.by_region), _totals(told.totals), _balance(told.balance), _gaps(told)):
        print(line)
    return 0


def _table(headings: Sequence[str], rows: Sequence[tuple[str, Sequence[int], str]]) -> Iterator[str]:
    """Lay out numbers under their headings, with a mark before and words behind them."""
    yield "  ".join(("    ", *headings))
    for mark, numbers, words in rows:
        columns = (f"{number:{len(heading)}}" for heading, number in zip(headings, numbers, strict=True))
        yield "  ".join((f"{mark:4}", *columns, words)).rstrip()


def _regions(table: "CoverageTable") -> Iterator[str]:
    rows = [
        (target.mark, (total, *counts), short(target.text))
        for target, total, counts in zip(table.targets, table.row_totals, table.counts, strict=True)
    ]
    yield from _table(("practices", *(column.label for column in table.columns)), rows)
    yield ""


def _totals(totals: "Totals") -> Iterator[str]:
    rows = [
        (one.target.mark, (one.countries, one.regions, *(one.partners[role] for role in ROLES)), "")
        for one in totals.targets
    ]
    yield from _table(("countries", "regions", *(f"as {role}" for role in ROLES)), rows)
    yield ""


def _balance(balance: "Balance") -> Iterator[str]:
    yield "      practices  share"
    for share in (*balance.regions, *balance.groups):
        yield f"      {share.practices:9}  {share.share:5.0%}  {share.place.name()}"
    yield ""


def _gaps(told: _Told) -> Iterator[str]:
    for row in told.tended:
        said = (row.state, row.asked, row.owner, f"due {row.due}" if row.due else "", " ".join(row.note.split()))
        yield f"Gap at {row.target.mark}: {', '.join(filter(None, said))}"
    for target in told.holes:
        yield f"Gap at {target.mark}: nothing is being done yet"


def _as_json(told: _Told) -> dict[str, Any]:
    table = told.by_region
    labels = [column.label for column in table.columns]
    rows = list(zip(told.totals.targets, table.counts, strict=True))
    return {
        "roundtable": table.code,
        "practices": table.total,
        "by_region": dict(zip(labels, table.column_totals, strict=True)),
        **{
            f"{kind}s": [
                {
                    "id": one.target.uid,
                    "text": one.target.text,
                    "practices": one.practices,
                    "by_region": dict(zip(labels, counts, strict=True)),
                    "countries": one.countries,
                    "regions": one.regions,
                    "partners": dict(one.partners),
                }
                for one, counts in rows
                if one.target.kind == kind
            ]
            for kind in ("guiding_question", "possible_measure")
        },
        "balance": {
            "regions": [_share_as_json(share) for share in told.balance.regions],
            "groups": [_share_as_json(share) for share in told.balance.groups],
        },
        "gaps": [
            *(
                {row.target.kind: row.target.uid, **{name: getattr(row, name) or None for name in _GAP_FIELDS}}
                for row in told.tended
            ),
            *({target.kind: target.uid, **dict.fromkeys(_GAP_FIELDS)} for target in told.holes),
        ],
    }


def _share_as_json(share: "Share") -> dict[str, Any]:
    return {
        "code": share.place.code,
        "name": share.place.name(),
        "practices": share.practices,
        "share": round(share.share, 4),
    }
