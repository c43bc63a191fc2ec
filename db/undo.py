"""Undo and redo: a step's changes are made in reverse, or once more; on a server only of one's own steps."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Engine, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from db import dialects, journal
from db.changes import Change, ChangeSet
from db.clock import now
from db.dialects.location import Location
from db.errors import RoundtableError
from db.progress import Progress, silent
from db.tables import JOURNALED
from db.unit_of_work import UnitOfWork, author_of, own_author
from db.upgrade import HEAD, UNDOABLE, writing_known

_COUNTERS = frozenset(("revision", "changed_at"))
"""Columns that every edit of a record sets: that others edited another field of it is no reason to refuse."""
_REMEDY = "Look at the history and correct the record by hand."


def undo_or_redo(engine: Engine, location: Location, *, back: bool, progress: Progress = silent) -> ChangeSet:
    """Undo the newest standing entry (``back``) or redo the one undone last; return what that changed.

    Raises RoundtableError where there is none, where it was written under another schema, where a row changed since,
    or another person's step stands on it.
    """
    verb = "undo" if back else "redo"
    with writing_known(engine, location) as connection:
        own = own_author(connection)
        found = journal.next_to_undo(connection, own) if back else journal.next_to_redo(connection, own)
        if found is None:
            raise RoundtableError(f"There is nothing to {verb}.", "The history shows all that was done.")
        entry_id, label = found
        change_set, schema = journal.changes_of(connection, entry_id)
        if schema not in UNDOABLE:
            raise RoundtableError(
                f"“{label}” was made with an earlier version and can no longer be {verb}ne.",
                "It stays readable in the history.",
            )
        work = UnitOfWork(connection, label, progress)
        wanted = change_set.inverse() if back else change_set
        if own is None:
            work.apply(wanted, verb)
        else:
            _apply_among_others(work, wanted, entry_id, own, verb)
        work.finish()
        journal.mark(connection, entry_id, "undone" if back else "done")
        words, author = f"{verb.capitalize()}: {label}", author_of(connection)
        note = journal.note(connection, words, entry_id, work.change_set, author=author, schema=HEAD)
        return replace(work.change_set, entry=note)


def _apply_among_others(work: UnitOfWork, wanted: ChangeSet, entry_id: int, own: str, verb: str) -> None:
    """Make the changes of one's own step; raise RoundtableError where the step of another stands on them."""
    _refuse_built_on(work, wanted, journal.by_others_since(work.connection, entry_id, own), verb)
    try:
        work.apply(_counted_on(work.connection, wanted), verb)
        dialects.of(work.connection).check_references(work.connection)
    except IntegrityError as error:
        raise RoundtableError(f"“{work.label}” cannot be {verb}ne: others have built on it.", _REMEDY) from error
    except RoundtableError:  # an earlier step of another, brought back since
        _refuse_built_on(work, wanted, journal.by_others_since(work.connection, entry_id, own, "note"), verb)
        raise


def _refuse_built_on(
    work: UnitOfWork, wanted: ChangeSet, entries: Iterable[tuple[journal.Entry, ChangeSet]], verb: str
) -> None:
    """Raise RoundtableError where one of the entries concerns what is to be changed."""
    places = set(_places(wanted))
    removed = {(change.table, change.key) for change in wanted.changes if change.after is None}
    for step, theirs in entries:
        rows = ((change.table, change.key) for change in theirs.changes)
        if not (places.isdisjoint(_places(theirs)) and removed.isdisjoint(rows)):
            raise RoundtableError(
                f"“{work.label}” cannot be {verb}ne: {step.author} has built on it (“{step.label}”).", _REMEDY
            )


def _places(change_set: ChangeSet) -> Iterator[tuple[str, object, str]]:
    """Name what the changes concern: columns of rows, and lists that have got other rows."""
    for change in change_set.changes:
        columns = JOURNALED[change.table].__table__.columns.keys()
        touched = change.before or {} if change.after is None else change.after
        for column in touched.keys() - _COUNTERS:
            yield change.table, change.key, column
        if "position" in columns and "position" in touched:
            yield change.table, ("list of", change.practice_id), "position"


def _counted_on(connection: Connection, change_set: ChangeSet) -> ChangeSet:
    """Have records that others edited meanwhile count on: no revision ever stands for two states."""
    return replace(change_set, changes=tuple(_counted(connection, change) for change in change_set.changes))


def _counted(connection: Connection, change: Change) -> Change:
    if change.before is None or change.after is None or "revision" not in change.before:
        return change
    table = JOURNALED[change.table].__table__
    columns = [table.c[name] for name in _COUNTERS if name in change.before]
    row = connection.execute(select(*columns).where(table.c.id == change.key)).mappings().first()
    if row is None or row["revision"] == change.before["revision"]:
        return change
    moved = {"revision": row["revision"] + 1, "changed_at": now()}
    after = {**change.after, **{name: moved[name] for name in row}}
    return change._replace(before={**change.before, **row}, after=after)
