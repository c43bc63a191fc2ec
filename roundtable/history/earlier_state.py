"""Earlier states of many practices, the base of a three-way merge: the journal is rolled back, then rolled forward."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from sqlalchemy import select

from db import journal, row_keys
from db import tables as t
from db.changes import ChangeSet
from db.unit_of_work import UnitOfWork
from db.upgrade import UNDOABLE
from roundtable.errors import RoundtableError
from roundtable.practices import practice_store
from roundtable.records.practice import PracticeRecord


def is_step(work: UnitOfWork, entry: int, moment: str) -> bool:
    """Tell whether the journal of this workspace has an entry of this number and moment."""
    at = work.connection.scalar(select(t.JournalEntry.at).where(t.JournalEntry.id == entry))
    return at is not None and at == moment


@contextmanager
def as_of(work: UnitOfWork, entry: int, keys: frozenset[int] | None) -> Iterator[UnitOfWork | None]:
    """Give the workspace as it stood right after a journal entry, as far as it concerns the practices, None for all.

    What is of no practice (terms, roundtables, questions) is as it was, too. None where the journal cannot be taken
    back so far: a step of an earlier schema lies between, or a row was changed by other means.
    """
    with work.savepoint() as past:
        yield past if _rolled_back(work, past, entry, keys) else None


def _rolled_back(work: UnitOfWork, past: UnitOfWork, entry: int, keys: frozenset[int] | None) -> bool:
    then, now = journal.done_entries(past.connection, entry), journal.done_entries(past.connection)
    shared = next((n for n, (one, other) in enumerate(zip(then, now, strict=False)) if one != other), None)
    common = min(len(then), len(now)) if shared is None else shared
    try:
        past.apply(
            _of_practices(work.changes_so_far(), keys).inverse()
        )  # another file of the same import may have come before
        for key in reversed(now[common:]):
            past.apply(_of_practices(_step(past, key), keys).inverse())
        for key in then[common:]:
            past.apply(_of_practices(_step(past, key), keys))
    except RoundtableError:
        return False
    return True


def _step(past: UnitOfWork, entry: int) -> ChangeSet:
    """Return what a journal entry changed.

    Raises RoundtableError where it was written under an earlier schema.
    """
    change_set, schema = journal.changes_of(past.connection, entry)
    if schema not in UNDOABLE:
        raise RoundtableError("The step was made with an earlier version.")
    return change_set


def _of_practices(change_set: ChangeSet, keys: frozenset[int] | None) -> ChangeSet:
    """Keep what concerns the practices, or none."""
    if keys is None:
        return change_set
    kept = (change for change in change_set.changes if change.practice_id is None or change.practice_id in keys)
    return ChangeSet(change_set.label, tuple(kept))


def at_revisions(work: UnitOfWork, wanted: Mapping[int, int]) -> dict[int, PracticeRecord]:
    """Return practices by key as they were at a revision each; what the journal cannot reach is left out."""
    found: dict[int, PracticeRecord] = {}
    missing = {key: revision for key, revision in wanted.items() if revision > 0}
    if not missing:
        return found
    with work.savepoint() as past, suppress(RoundtableError):
        _find(past, missing, found)
        past.apply(_of_practices(work.changes_so_far(), frozenset(missing)).inverse())
        _find(past, missing, found)
        for entry in reversed(journal.done_entries(past.connection)):
            if not missing:
                break
            # steps that concern others, too: they may have renamed terms
            past.apply(_of_practices(_step(past, entry), frozenset(missing)).inverse())
            _find(past, missing, found)
    return found


def _find(past: UnitOfWork, missing: dict[int, int], found: dict[int, PracticeRecord]) -> None:
    """Move what is at its revision now from ``missing`` to ``found``; drop what is at an earlier one already."""
    p = t.Practice
    present = dict(row_keys.chunked(past.connection, select(p.id, p.revision), p.id, list(missing)))
    reached = [key for key, revision in missing.items() if present.get(key) == revision]
    found.update(practice_store.load(past.connection, reached) if reached else {})
    for key in [key for key, revision in missing.items() if present.get(key, 0) <= revision]:
        del missing[key]
