"""Journal of changes: entries are appended, listed, and marked as undone or redone."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, UnaryExpression, and_, insert, or_, select, update
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
    connection: Connection,
    change_set: ChangeSet,
    *,
    author: str,
    schema: str,
    own: str | None,
    report: bytes | None = None,
) -> int:
    """Append an entry for the changes; what had been undone before it, by ``own`` or anybody, is no longer redone."""
    connection.execute(update(JournalEntry).where(_of("undone", own)).values(state="abandoned"))
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


def note(connection: Connection, label: str, of_entry: int, change_set: ChangeSet, *, author: str, schema: str) -> int:
    """Append what an undo or redo changed, concerning the same practices as the entry it turned; return its key."""
    payload = change_set.packed()
    entry_id = _append(connection, label=label, state="note", author=author, schema=schema, payload=payload)
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


def next_to_undo(connection: Connection, own: str | None) -> tuple[int, str] | None:
    """Return id and label of the newest entry that still stands, of an author's own or of all."""
    return _first(connection, _of("done", own), JournalEntry.id.desc())


def next_to_redo(connection: Connection, own: str | None) -> tuple[int, str] | None:
    """Return id and label of the entry undone last, of an author's own or of all."""
    return _first(connection, _of("undone", own), JournalEntry.id.asc())


def _of(state: str, own: str | None) -> ColumnElement[bool]:
    is_in_state = JournalEntry.state == state
    return is_in_state if own is None else and_(is_in_state, JournalEntry.author == own)


def _first(connection: Connection, wanted: ColumnElement[bool], order: UnaryExpression[int]) -> tuple[int, str] | None:
    statement = select(JournalEntry.id, JournalEntry.label).where(wanted)
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


def back_from(connection: Connection, since: int = 0, practice_id: int | None = None) -> Iterator[tuple[int, bool]]:
    """Yield what happened after an entry, newest first: an entry, and whether its changes were made in reverse.

    An undo or redo holds what it changed. One of an earlier version holds nothing: it took back the newest step that
    stood, or brought back the last that was taken back, and that one is yielded in its place.
    """
    e = JournalEntry
    statement = select(e.id, e.payload == b"").where(e.id > since).order_by(e.id.desc())
    if practice_id is not None:
        statement = statement.where(e.id.in_(_concerning(practice_id)))
    happened = connection.execute(statement).all()
    turned = _turned_by_notes(connection) if any(is_bare for _, is_bare in happened) else {}
    for key, is_bare in happened:
        if not is_bare:
            yield key, False
        elif key in turned:
            yield turned[key]


def _turned_by_notes(connection: Connection) -> dict[int, tuple[int, bool]]:
    """Return the entry that each undo or redo turned, and whether it was an undo: all are played once more."""
    done: list[int] = []
    undone: list[int] = []
    turned: dict[int, tuple[int, bool]] = {}
    has_turned = or_(JournalEntry.state != "note", JournalEntry.report.is_(None))
    statement = select(JournalEntry.id, JournalEntry.label, JournalEntry.state).order_by(JournalEntry.id)
    statement = statement.where(has_turned)
    for key, label, state in connection.execute(statement):
        is_undo = label.startswith("Undo: ")
        stack, other = (done, undone) if is_undo else (undone, done)
        if state != "note":
            done.append(key)
            undone.clear()
        elif stack:
            turned[key] = stack[-1], is_undo
            other.append(stack.pop())
    return turned


def by_others_since(
    connection: Connection, entry_id: int, own: str, state: str = "done"
) -> Iterator[tuple[Entry, ChangeSet]]:
    """Yield the entries of others after one, newest first, with what they changed: standing steps, or undo and redo."""
    e = JournalEntry
    statement = select(e.id, e.at, e.author, e.label, e.state, e.payload).order_by(e.id.desc())
    statement = statement.where(e.id > entry_id, e.state == state, e.author != own, e.payload != b"")
    for row in connection.execute(statement):
        yield Entry(*row[:5]), ChangeSet.unpacked(row.label, row.payload)


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
            "This step is another person's, and only its author can undo it.",
            "Make the change you want by hand.",
        )


def entries(connection: Connection, practice_id: int | None = None, limit: int | None = None) -> Sequence[Entry]:
    """List the newest entries first, those of one practice where it is named."""
    e = JournalEntry
    has_report = e.report.is_not(None)
    statement: Any = select(e.id, e.at, e.author, e.label, e.state, has_report).order_by(e.id.desc()).limit(limit)
    if practice_id is not None:
        statement = statement.where(e.id.in_(_concerning(practice_id)))
    return [Entry(*row) for row in connection.execute(statement)]


def _concerning(practice_id: int) -> Select[int]:
    return select(JournalTouch.entry_id).where(JournalTouch.practice_id == practice_id)


def reported(connection: Connection) -> Sequence[Entry]:
    """List the entries that have a report, newest first."""
    e = JournalEntry
    statement = select(e.id, e.at, e.author, e.label, e.state).where(e.report.is_not(None)).order_by(e.id.desc())
    return [Entry(*row, has_report=True) for row in connection.execute(statement)]


def report_of(connection: Connection, entry_id: int) -> bytes:
    """Return the report of an entry that has one."""
    return bytes(connection.scalars(select(JournalEntry.report).where(JournalEntry.id == entry_id)).one() or b"")
