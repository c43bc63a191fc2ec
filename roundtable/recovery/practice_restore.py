"""Comparison of a workspace with a backup, and restore of single practices as one step of undo."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from db.changes import ChangeSet
from db.unit_of_work import UnitOfWork
from roundtable.agenda import roundtable_store
from roundtable.history import practice_versions
from roundtable.history.practice_versions import Difference
from roundtable.mapping import gaps
from roundtable.practices import practice_store
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import PracticeRecord
from roundtable.recovery.restore import opened
from roundtable.workspace import Workspace


class Named(NamedTuple):
    """Name a practice by its identity and title."""

    uid: str
    title: str


class Comparison(NamedTuple):
    """Hold what a restore would change: practices that come back, are lost, and read otherwise."""

    added: tuple[Named, ...]
    lost: tuple[Named, ...]
    reworded: tuple[Named, ...]


def compare(workspace: Workspace, source: Path) -> Comparison:
    """Compare the practices of a backup with those here, the trash aside, by identity."""
    with opened(source) as old, old.reading() as there, workspace.reading() as here:
        then, now = _stamps(there), _stamps(here)
        maybe = [uid for uid in then.keys() & now.keys() if then[uid] != now[uid]]
        records, present = _records(there, maybe), _records(here, maybe)
    reworded = [uid for uid in maybe if practice_versions.changed_fields(records[uid], present[uid])]
    return Comparison(
        added=_named(then, then.keys() - now.keys()),
        lost=_named(now, now.keys() - then.keys()),
        reworded=_named(then, reworded),
    )


_Stamps = dict[str, tuple[str, int, str]]
"""Title, revision and moment of the last change by identity: where they are equal, the practice is."""


def _stamps(connection: Connection) -> _Stamps:
    p = t.Practice
    statement = select(p.uid, p.title, p.revision, p.changed_at).where(p.deleted_at.is_(None))
    return {uid: (title, revision, changed_at) for uid, title, revision, changed_at in connection.execute(statement)}


def _named(stamps: _Stamps, uids: "Sequence[str] | set[str]") -> tuple[Named, ...]:
    return tuple(sorted((Named(uid, stamps[uid][0]) for uid in uids), key=lambda one: one.title))


def _records(connection: Connection, uids: Sequence[str]) -> dict[str, PracticeRecord]:
    """Return the practices outside the trash by identity."""
    p = t.Practice
    rows = row_keys.chunked(connection, select(p.id).where(p.deleted_at.is_(None)), p.uid, uids)
    return {record.id: record for record in practice_store.load(connection, [row.id for row in rows]).values()}


def differences(workspace: Workspace, source: Path, uid: str) -> list[Difference]:
    """Return what a restore would change in one practice, field by field."""
    with opened(source) as old, old.reading() as there, workspace.reading() as here:
        return practice_versions.differences(_records(here, [uid]).get(uid), _records(there, [uid]).get(uid))


def restore_practices(workspace: Workspace, source: Path, uids: Sequence[str]) -> ChangeSet:
    """Make practices as a backup has them, as one step of undo; those that are gone come back with their mappings.

    A mapping, or a place in an annex, comes back where its question, measure or roundtable is still here.
    """
    with opened(source) as old, old.reading() as connection:
        records = list(_records(connection, uids).values())
        mappings = [one for one in roundtable_store.mappings(connection) if one.practice in set(uids)]
        annexes = [
            (roundtable.id, entry.practice, entry.guiding_question)
            for roundtable in roundtable_store.load(connection).values()
            for entry in roundtable.annex
            if entry.practice in set(uids)
        ]
    what = "a practice" if len(records) == 1 else f"{len(records)} practices"
    with workspace.unit_of_work(f"Restore {what} from a backup") as work, gaps.closing(work):
        here = row_keys.keys_by_uid(work.connection, uids)
        for record in records:
            if record.id in here:
                work.update(t.Practice, here[record.id], {"deleted_at": None})
                practice_store.save(work, here[record.id], record)
        gone = [record for record in records if record.id not in here]
        keys = dict(zip((one.id for one in gone), practice_store.add(work, gone), strict=True))
        _map(work, [one for one in mappings if one.practice in keys], keys)
        for roundtable, practice, question in annexes:
            if practice in keys:
                _place(work, roundtable, keys[practice], question)
    return work.change_set


def _map(work: UnitOfWork, mappings: Sequence[MappingRecord], keys: dict[str, int]) -> None:
    known = roundtable_store.targets(work.connection)
    present = [one for one in mappings if (one.guiding_question or one.possible_measure) in known]
    roundtable_store.map_all(work, present, keys)


def _place(work: UnitOfWork, roundtable: str, practice: int, question: str) -> None:
    """Put a practice at the end of an annex, under its question where that is still there."""
    q, entry = t.GuidingQuestion, t.AnnexEntry
    owner = work.connection.scalar(select(t.Roundtable.id).where(t.Roundtable.uid == roundtable))
    if owner is None:
        return
    end = work.connection.scalar(select(func.max(entry.position) + 1).where(entry.roundtable_id == owner))
    under = work.connection.scalar(select(q.id).where(q.uid == question, q.roundtable_id == owner))
    row = {"roundtable_id": owner, "position": end or 0, "practice_id": practice, "guiding_question_id": under}
    work.insert(entry, [row])
