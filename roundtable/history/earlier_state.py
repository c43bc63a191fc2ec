"""Earlier states of many practices, the base of a three-way merge: the journal is rolled back."""

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
    try:
        past.apply(
            _of_practices(work.changes_so_far(), keys).inverse()
        )  # another file of the same import may have come before
        for change_set in _back_from(past, entry):
            past.apply(_of_practices(change_set, keys))
    except RoundtableError:
        return False
    return True


def _back_from(past: UnitOfWork, entry: int) -> Iterator[ChangeSet]:
    """Yield what takes back all that happened after a journal entry, newest first.

    Raises RoundtableError where a step was written under an earlier schema.
    """
    for key, is_reversed in journal.back_from(past.connection, entry):
        change_set, schema = journal.changes_of(past.connection, key)
        if schema not in UNDOABLE:
            raise RoundtableError("The step was made with an earlier version.", "It stays readable in the history.")
        yield change_set if is_reversed else change_set.inverse()


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
        for change_set in _back_from(past, 0):
            if not missing:
                break
            # steps that concern others, too: they may have renamed terms
            past.apply(_of_practices(change_set, frozenset(missing)))
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
