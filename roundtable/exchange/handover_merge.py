"""Merge of the handovers of a file or another workspace: what was handed over is added, whom it was sent to merged."""

from collections.abc import Sequence

from sqlalchemy import select

from db import row_keys
from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.exchange import three_way_merge
from roundtable.exchange.decisions import Decisions
from roundtable.exchange.merge_result import MergeResult
from roundtable.history import handovers
from roundtable.records.handover import HandoverRecord


def merge(
    work: UnitOfWork,
    records: Sequence[HandoverRecord],
    decisions: Decisions,
    result: MergeResult,
    before: Sequence[HandoverRecord] = (),
) -> None:
    """Add handovers that are not known yet; take over the recipients of the others, unless only what is new is taken.

    ``before`` is what both sides come from. Of two recipients that differ the one here stays, which the result notes,
    unless all of the file is accepted.
    """
    h = t.Handover
    theirs = {} if decisions.accept == "new" else {record.id: record for record in records}
    then = {record.id: record.recipient for record in before}
    changed: dict[int, dict[str, str]] = {}
    found = row_keys.chunked(work.connection, select(h.uid, h.id, h.recipient), h.uid, list(theirs))
    for uid, key, here in found:
        there = theirs[uid]
        merged = three_way_merge.merge(then.get(uid, ""), here, there.recipient)
        if merged.is_conflict and decisions.accept == "all":
            changed[key] = {"recipient": there.recipient}
        elif merged.is_conflict:
            said = f"“{there.file}” was sent to “{here}” as said here, to “{there.recipient}” as said in the file"
            result.note("", "handovers", f"{said}; it stays as it is here.")
        elif merged.value != here:
            changed[key] = {"recipient": merged.value}
    work.update_many(h, changed)
    handovers.add(work.connection, records)
