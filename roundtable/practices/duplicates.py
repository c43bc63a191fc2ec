"""Merge practices that are one and the same: their fields, marks, reasons and places in the annexes unite.

One use case, one step of undo; how two records become one is the business of ``roundtable.practices.record_union``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, union
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from db.changes import ChangeSet
from db.clock import now
from roundtable.errors import RoundtableError
from roundtable.mapping.marks import Marks
from roundtable.practices import practice_store, record_union
from roundtable.practices.record_union import Union
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary.term_store import TermKeys
from roundtable.workspace import Workspace

MOST = 100
"""How many practices can be merged at once: more are hardly one and the same."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Hold the practices that may be merged by key, and for how many questions and measures each is marked."""

    records: Mapping[int, PracticeRecord]
    marks: Mapping[int, int]

    def united(self, into: int) -> Union:
        """Tell what would become of the records if one practice stays."""
        others = [record for key, record in self.records.items() if key != into]
        return record_union.united(self.records[into], others)


def candidates(workspace: Workspace, keys: Sequence[int]) -> Candidates:
    """Return what would be merged, in the order of the keys; nothing is written.

    Raises RoundtableError where these are too few or too many.
    """
    with workspace.reading() as connection:
        records = _wanted(connection, keys)
        m = t.Mapping
        counts = row_keys.chunked(
            connection, select(m.practice_id, func.count()).group_by(m.practice_id), m.practice_id, list(records)
        )
        return Candidates(records, dict(counts))


def merge_practices(workspace: Workspace, keys: Sequence[int], into: int) -> ChangeSet:
    """Unite practices in one of them and put the others in the trash.

    The kept practice's fields, reasons and principal questions stay and are added to; texts that differ go to its
    internal notes. Raises RoundtableError, with nothing written, where these are too few or too many.
    """
    with workspace.unit_of_work(f"Merge {len(keys)} practices") as work:
        records = _wanted(work.connection, keys)
        if into not in records:
            raise RoundtableError("The practice that was to stay is no longer there.", "Choose another one.")
        work.label = f"Merge {len(records)} practices"
        kept, others = records[into], [key for key in records if key != into]
        united = record_union.united(kept, [records[key] for key in others]).record
        if united != kept:
            practice_store.change(work, into, kept, united, TermKeys(work))
        for roundtable in _roundtables(work.connection, others):
            Marks(work, roundtable, list(records)).unite(others, into)
        moment = now()
        for key in others:
            work.update(t.Practice, key, {"deleted_at": moment})
    return work.change_set


def _wanted(connection: Connection, keys: Sequence[int]) -> dict[int, PracticeRecord]:
    if len(keys) > MOST:
        raise RoundtableError(
            f"{len(keys)} practices are too many to be one and the same.", f"Choose at most {MOST} to merge."
        )
    p = t.Practice
    here = set(connection.scalars(select(p.id).where(p.id.in_(keys), p.deleted_at.is_(None))))
    loaded = practice_store.load(connection, [key for key in dict.fromkeys(keys) if key in here])
    if len(loaded) < 2:
        raise RoundtableError("A single practice has nothing to be merged with.", "Choose two practices or more.")
    return {key: loaded[key] for key in dict.fromkeys(keys) if key in loaded}


def _roundtables(connection: Connection, keys: Sequence[int]) -> list[int]:
    """Return the roundtables in which any of the practices is marked, refused or printed."""
    e = t.AnnexEntry
    found = [select(e.roundtable_id).where(e.practice_id.in_(keys))]
    for kind in (t.Mapping, t.Refusal):
        for target, pointer in (
            (t.GuidingQuestion, kind.guiding_question_id),
            (t.PossibleMeasure, kind.possible_measure_id),
        ):
            found.append(
                select(target.roundtable_id).join(kind, pointer == target.id).where(kind.practice_id.in_(keys))
            )
    return sorted(connection.scalars(union(*found)))
