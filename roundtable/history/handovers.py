"""Handover log: which annexes and contributions were written, when, for which roundtable and whom, with what.

Kept beside the journal: writing a file is no edit, and is never undone. To say whom it was sent to is one.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from db.changes import ChangeSet
from db.clock import now
from db.errors import ReadOnlyError, WorkspaceError
from db.unit_of_work import author_of, sound
from roundtable.errors import RoundtableError
from roundtable.records.handover import HandedPractice, HandoverKind, HandoverRecord
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.workspace import Workspace

Rows = Select[*tuple[Any, ...]]
_COLUMNS = {
    "id": "uid",
    "at": "at",
    "author": "author",
    "kind": "kind",
    "roundtable": "roundtable_uid",
    "code": "roundtable_code",
    "language": "language",
    "file": "file",
    "recipient": "recipient",
}
"""The columns of a handover by the record's fields."""


def note(
    workspace: Workspace,
    kind: HandoverKind,
    roundtable: RoundtableRecord,
    handed: Iterable[PracticeRecord],
    *,
    file: Path,
    language: str,
    recipient: str = "",
) -> str:
    """Note that a file with these practices, as they are in it, was written to be handed over; return its identity.

    A workspace that may only be read notes nothing and gives "". Raises RoundtableError, which says that the file is
    there, where it cannot be noted for another reason.
    """
    try:
        with workspace.unjournaled() as connection:
            record = HandoverRecord(
                id=new_id(),
                at=now(),
                author=author_of(connection),
                kind=kind,
                roundtable=roundtable.id,
                code=roundtable.code,
                language=language,
                file=sound(file.name),
                recipient=one_line(recipient),
                practices=tuple(HandedPractice(one.id, one.revision) for one in handed),
            )
            add(connection, [record])
            return record.id
    except ReadOnlyError:
        return ""
    except WorkspaceError as error:
        raise RoundtableError(
            f"“{file}” was saved, but the handover could not be recorded: {error.cause}",
            "Use the file as it is, or save it again later to record it.",
        ) from error


def add(connection: Connection, records: Sequence[HandoverRecord]) -> None:
    """Add handovers that are not known yet, in their order."""
    found = row_keys.chunked(connection, select(t.Handover.uid), t.Handover.uid, [record.id for record in records])
    known = {uid for (uid,) in found}
    for record in records:
        if record.id in known:
            continue
        values = {column: getattr(record, name) for name, column in _COLUMNS.items()}
        statement = insert(t.Handover).values(values)
        key = connection.execute(statement.returning(t.Handover.id)).scalar_one()
        handed = [
            {"handover_id": key, "practice_uid": one.practice, "revision": one.revision} for one in record.practices
        ]
        if handed:
            connection.execute(insert(t.HandoverPractice), handed)


def set_recipient(workspace: Workspace, uid: str, recipient: str, label: str = "Set recipient") -> ChangeSet:
    """Say to whom a handover, by its identity, was sent; "" for nobody yet."""
    with workspace.unit_of_work(label) as work:
        key = work.connection.scalar(select(t.Handover.id).where(t.Handover.uid == uid))
        if key is None:
            raise RoundtableError("That handover is no longer on record.", "Look at those that are.")
        work.update(t.Handover, key, {"recipient": one_line(recipient)})
    return work.change_set


def get(workspace: Workspace, uid: str) -> HandoverRecord | None:
    """Return a handover by its identity, without its practices."""
    with workspace.reading() as connection:
        row = connection.execute(head().where(t.Handover.uid == uid)).first()
    return None if row is None else record_of(row)


def last_to(workspace: Workspace, kind: HandoverKind, code: str) -> HandoverRecord | None:
    """Return the newest handover of a kind to a roundtable, by its code, without the practices."""
    with workspace.reading() as connection:
        uid = connection.scalar(select(t.Roundtable.uid).where(t.Roundtable.code == code))
        return None if uid is None else last_without_practices(connection, kind, uid)


def recipients(workspace: Workspace) -> list[str]:
    """Return to whom anything was sent, those of late first."""
    h = t.Handover
    statement = select(h.recipient).where(h.recipient != "").group_by(h.recipient).order_by(func.max(h.at).desc())
    with workspace.reading() as connection:
        return list(connection.scalars(statement))


def one_line(text: str) -> str:
    """Return a name on one line, without blanks around it."""
    return sound(" ".join(text.split()))


def load(connection: Connection, roundtable: str | None = None) -> tuple[HandoverRecord, ...]:
    """Return the handovers whole, in the order in which they were noted; those of one roundtable by its identity."""
    h, p = t.Handover, t.HandoverPractice
    statement = select(p.handover_id, p.practice_uid, p.revision).join(h, h.id == p.handover_id).order_by(p.id)
    handed: dict[int, list[HandedPractice]] = {}
    for key, uid, revision in connection.execute(_of(statement, roundtable)):
        handed.setdefault(key, []).append(HandedPractice(uid, revision))
    rows = connection.execute(_of(head().order_by(h.id), roundtable))
    return tuple(record_of(row, handed.get(row.id, ())) for row in rows)


def _of(statement: Rows, roundtable: str | None) -> Rows:
    return statement if roundtable is None else statement.where(t.Handover.roundtable_uid == roundtable)


def head() -> Rows:
    """Select what ``record_of`` reads."""
    h = t.Handover
    return select(h.id, *(getattr(h, column) for column in _COLUMNS.values()))


def record_of(row: Any, practices: Iterable[HandedPractice] = ()) -> HandoverRecord:
    """Make a record of a row of ``head`` and its practices."""
    values = {name: getattr(row, column) for name, column in _COLUMNS.items()}
    return HandoverRecord(**values, practices=tuple(practices))


def last(connection: Connection, kind: HandoverKind, roundtable: str) -> HandoverRecord | None:
    """Return the newest handover of a kind to a roundtable, by its identity; None where there was none."""
    row = _newest(connection, kind, roundtable)
    if row is None:
        return None
    p = t.HandoverPractice
    handed = connection.execute(select(p.practice_uid, p.revision).where(p.handover_id == row.id).order_by(p.id))
    return record_of(row, [HandedPractice(*one) for one in handed])


def last_without_practices(connection: Connection, kind: HandoverKind, roundtable: str) -> HandoverRecord | None:
    """Return what ``last`` does, without the practices."""
    row = _newest(connection, kind, roundtable)
    return None if row is None else record_of(row)


def _newest(connection: Connection, kind: HandoverKind, roundtable: str) -> Any:
    return connection.execute(_newest_first(roundtable).where(t.Handover.kind == kind).limit(1)).first()


def listing(connection: Connection, roundtable: str) -> list[HandoverRecord]:
    """List the handovers to a roundtable, newest first, without the practices."""
    return [record_of(row) for row in connection.execute(_newest_first(roundtable))]


def _newest_first(roundtable: str) -> Rows:
    return _of(head(), roundtable).order_by(t.Handover.at.desc(), t.Handover.id.desc())
