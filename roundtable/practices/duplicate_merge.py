"""Merge of duplicate practices: their records (``record_merge``), mappings, reasons and annex entries."""

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
from roundtable.practices import practice_store
from roundtable.practices.record_merge import Merged
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary.term_store import TermKeys
from roundtable.workspace import Workspace

MOST = 100
"""The most practices to merge at once: more are hardly duplicates."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Hold the practices to merge by key, and to how many targets each is mapped."""

    records: Mapping[int, PracticeRecord]
    marks: Mapping[int, int]

    def merged(self, into: int) -> Merged:
        """Return the merged record if one practice is kept."""
        return Merged(self.records[into], [one for key, one in self.records.items() if key != into])


def candidates(workspace: Workspace, keys: Sequence[int]) -> Candidates:
    """Return the practices to merge, in the order of the keys; raises RoundtableError for too few or too many."""
    with workspace.reading() as connection:
        records = _records(connection, keys)
        m = t.Mapping
        statement = select(m.practice_id, func.count()).group_by(m.practice_id)
        counts = row_keys.chunked(connection, statement, m.practice_id, list(records))
        return Candidates(records, dict(counts))


def merge_practices(workspace: Workspace, keys: Sequence[int], into: int) -> ChangeSet:
    """Merge practices into one of them, whose reasons and principal questions stay, and put the others in the trash.

    Raises RoundtableError for too few or too many practices.
    """
    with workspace.unit_of_work(f"Merge {len(keys)} practices") as work:
        records = _records(work.connection, keys)
        if into not in records:
            raise RoundtableError("The practice to be kept no longer exists.", "Choose another one.")
        work.label = f"Merge {len(records)} practices"
        kept, others = records[into], [key for key in records if key != into]
        merged = Merged(kept, [records[key] for key in others]).record
        if merged != kept:
            practice_store.change(work, into, kept, merged, TermKeys(work))
        for roundtable in _roundtables(work.connection, others):
            Marks(work, roundtable, list(records)).unite(others, into)
        moment = now()
        for key in others:
            work.update(t.Practice, key, {"deleted_at": moment})
    return work.change_set


def _records(connection: Connection, keys: Sequence[int]) -> dict[int, PracticeRecord]:
    if len(keys) > MOST:
        raise RoundtableError(f"{len(keys)} practices are too many to merge.", f"Choose at most {MOST} to merge.")
    p = t.Practice
    present = set(connection.scalars(select(p.id).where(p.id.in_(keys), p.deleted_at.is_(None))))
    loaded = practice_store.load(connection, list(present))
    if len(loaded) < 2:
        raise RoundtableError("One practice alone cannot be merged.", "Choose two practices or more.")
    return {key: loaded[key] for key in dict.fromkeys(keys) if key in loaded}


def _roundtables(connection: Connection, keys: Sequence[int]) -> list[int]:
    """Return the roundtables in which any of the practices is mapped, refused or printed."""
    e, q, m = t.AnnexEntry, t.GuidingQuestion, t.PossibleMeasure
    found = [select(e.roundtable_id).where(e.practice_id.in_(keys))]
    for kind in (t.Mapping, t.Refusal):
        questions = select(q.roundtable_id).join(kind, kind.guiding_question_id == q.id)
        measures = select(m.roundtable_id).join(kind, kind.possible_measure_id == m.id)
        found += [targets.where(kind.practice_id.in_(keys)) for targets in (questions, measures)]
    return sorted(connection.scalars(union(*found)))
