"""Journal of changes: entries are appended, listed, and marked as undone or redone."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import UnaryExpression, insert, or_, select, update
from sqlalchemy.engine import Connection

from db.changes import ChangeSet
from db.clock import now
from db.errors import ReadOnlyError
from db.tables import JournalEntry, JournalTouch, Practice


class Entry(NamedTuple):
    """Hold one journal entry: when (UTC, ISO 8601), by whom, what, and whether it stands.

    ``state`` is done, undone, abandoned (undone, then overtaken by other work) or note (an undo or redo itself, or an
    import that changed nothing).
    """

    id: int
    at: str
    author: str
    label: str
    state: str
    has_report: bool = False
    """Whether the report of an import is kept with it."""


def record(
    connection: Connection, change_set: ChangeSet, *, author: str, schema: str, report: bytes | None = None
) -> int:
    """Append an entry for the changes; what had been undone before it can no longer be redone."""
    connection.execute(update(JournalEntry).where(JournalEntry.state == "undone").values(state="abandoned"))
    entry_id = _append(
        connection,
        label=change_set.label,
        state="done",
        author=author,
        schema=schema,
        payload=change_set.packed(),
        report=report,
    )
    touched = [{"entry_id": entry_id, "practice_id": practice_id} for practice_id in sorted(change_set.practice_ids)]
    if touched:
        connection.execute(insert(JournalTouch), touched)
    return entry_id


def note(connection: Connection, label: str, of_entry: int, *, author: str, schema: str) -> int:
    """Append that an undo or redo took place, concerning the same practices as the entry it turned; return its key."""
    entry_id = _append(connection, label=label, state="note", author=author, schema=schema, payload=b"")
    concerned = select(JournalTouch.practice_id).where(JournalTouch.entry_id == of_entry)
    touched = [{"entry_id": entry_id, "practice_id": key} for key in connection.scalars(concerned)]
    if touched:
        connection.execute(insert(JournalTouch), touched)
    return entry_id


def note_report(connection: Connection, label: str, report: bytes, *, author: str, schema: str) -> int:
    """Append the report of an import that changed nothing; return its key."""
    return _append(connection, label=label, state="note", author=author, schema=schema, payload=b"", report=report)


def touched_since(connection: Connection, entry: int) -> tuple[list[int], list[int]]:
    """Return the entries after one, notes of undo and redo included, and the practices that they concern."""
    entries = list(connection.scalars(select(JournalEntry.id).where(JournalEntry.id > entry)))
    touch = JournalTouch
    practices = connection.scalars(select(touch.practice_id).distinct().where(touch.entry_id.in_(entries)))
    return entries, list(practices)


def _append(connection: Connection, **values: str | bytes | None) -> int:
    statement = insert(JournalEntry).values(at=now(), **values).returning(JournalEntry.id)
    return connection.execute(statement).scalar_one()


def next_to_undo(connection: Connection) -> tuple[int, str] | None:
    """Return id and label of the newest entry that still stands."""
    return _first(connection, "done", JournalEntry.id.desc())


def next_to_redo(connection: Connection) -> tuple[int, str] | None:
    """Return id and label of the entry undone last."""
    return _first(connection, "undone", JournalEntry.id.asc())


def _first(connection: Connection, state: str, order: UnaryExpression[int]) -> tuple[int, str] | None:
    statement = select(JournalEntry.id, JournalEntry.label).where(JournalEntry.state == state)
    row = connection.execute(statement.order_by(order).limit(1)).first()
    return None if row is None else (row[0], row[1])


def title_of(connection: Connection, entry_id: int) -> str:
    """Return the title of the one practice that an entry concerns; "" for none or several."""
    touch = JournalTouch.practice_id
    keys = list(connection.scalars(select(touch).where(JournalTouch.entry_id == entry_id).limit(2)))
    return (connection.scalar(select(Practice.title).where(Practice.id == keys[0])) or "") if len(keys) == 1 else ""


def last(connection: Connection) -> tuple[int, str]:
    """Return id and moment of the newest entry, notes of undo and redo included; 0 and "" where there is none."""
    row = connection.execute(select(JournalEntry.id, JournalEntry.at).order_by(JournalEntry.id.desc()).limit(1)).first()
    return (0, "") if row is None else (row[0], row[1])


def holds(connection: Connection, entry_id: int, at: str) -> bool:
    """Tell whether there is an entry of that id and moment; of 0, which stands for none, there always is."""
    return entry_id == 0 or connection.scalar(select(JournalEntry.at).where(JournalEntry.id == entry_id)) == at


def done_entries(connection: Connection, until: int | None = None) -> list[int]:
    """Return the entries that stood right after an entry, oldest first; those that stand now where none is named.

    Every undo took back the newest that stood, every redo brought back the last that was taken: played once more.
    """
    has_turned = or_(JournalEntry.state != "note", JournalEntry.report.is_(None))
    statement = select(JournalEntry.id, JournalEntry.label, JournalEntry.state).order_by(JournalEntry.id)
    statement = statement.where(has_turned)
    if until is not None:
        statement = statement.where(JournalEntry.id <= until)
    done: list[int] = []
    undone: list[int] = []
    for key, label, state in connection.execute(statement):
        if state != "note":
            done.append(key)
            undone.clear()
        else:
            stack, other = (done, undone) if label.startswith("Undo: ") else (undone, done)
            if stack:
                other.append(stack.pop())
    return done


def changes_of(connection: Connection, entry_id: int) -> tuple[ChangeSet, str]:
    """Return an entry's changes and the schema revision under which they were written."""
    statement = select(JournalEntry.label, JournalEntry.payload, JournalEntry.schema)
    label, payload, schema = connection.execute(statement.where(JournalEntry.id == entry_id)).one()
    return ChangeSet.unpacked(label, payload), schema


def mark(connection: Connection, entry_id: int, state: str) -> None:
    """Set an entry's state; raise ReadOnlyError for one of somebody else's, which a server with rights leaves alone."""
    marked = connection.execute(update(JournalEntry).where(JournalEntry.id == entry_id).values(state=state))
    if not marked.rowcount:
        raise ReadOnlyError(
            "This step is another person's, and only who made a step takes it back.",
            "Change by hand what you would have otherwise.",
        )


def entries(connection: Connection, practice_id: int | None = None, limit: int | None = None) -> Sequence[Entry]:
    """List the newest entries first, those of one practice where it is named."""
    e = JournalEntry
    has_report = e.report.is_not(None)
    statement: Any = select(e.id, e.at, e.author, e.label, e.state, has_report).order_by(e.id.desc()).limit(limit)
    if practice_id is not None:
        concerned = select(JournalTouch.entry_id).where(JournalTouch.practice_id == practice_id)
        statement = statement.where(e.id.in_(concerned))
    return [Entry(*row) for row in connection.execute(statement)]


def reported(connection: Connection) -> Sequence[Entry]:
    """List the entries that have a report, newest first."""
    e = JournalEntry
    statement = select(e.id, e.at, e.author, e.label, e.state).where(e.report.is_not(None)).order_by(e.id.desc())
    return [Entry(*row, has_report=True) for row in connection.execute(statement)]


def report_of(connection: Connection, entry_id: int) -> bytes:
    """Return the report of an entry that has one."""
    return bytes(connection.scalars(select(JournalEntry.report).where(JournalEntry.id == entry_id)).one() or b"")
