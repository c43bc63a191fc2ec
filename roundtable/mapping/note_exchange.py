"""Exchange of refusals and gaps: read them as records and merge the records of a file into a workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.mapping.gaps import FIELDS
from roundtable.mapping.targets import Pointer, pointer_columns
from roundtable.records.mapping import GapRecord, RefusalRecord


def _with_targets(kind: Any, roundtable: int | None, *columns: Any) -> Any:
    """Select the identities of question and measure before the columns of ``kind``, of one roundtable or of all."""
    q, m = t.GuidingQuestion, t.PossibleMeasure
    statement = (
        select(q.uid, m.uid, *columns)
        .select_from(kind)
        .outerjoin(q, q.id == kind.guiding_question_id)
        .outerjoin(m, m.id == kind.possible_measure_id)
        .order_by(kind.id)
    )
    if roundtable is None:
        return statement
    return statement.where((q.roundtable_id == roundtable) | (m.roundtable_id == roundtable))


def gaps(connection: Connection, roundtable: int | None = None) -> tuple[GapRecord, ...]:
    """Return the gaps of one roundtable, or of all, the oldest first."""
    g = t.Gap
    statement = _with_targets(g, roundtable, g.uid, g.closed_at, *(g.__table__.c[name] for name in FIELDS))
    return tuple(
        GapRecord(
            id=uid,
            guiding_question=question or "",
            possible_measure=measure or "",
            closed_at=closed_at or "",
            **dict(zip(FIELDS, texts, strict=True)),
        )
        for question, measure, uid, closed_at, *texts in connection.execute(statement)
    )


def refusals(
    connection: Connection, roundtable: int | None = None, practices: Sequence[int] | None = None
) -> tuple[RefusalRecord, ...]:
    """Return the refusals of one roundtable, or of all, and of some practices, or of all, the oldest first."""
    p = t.Practice
    statement = _with_targets(t.Refusal, roundtable, p.uid, p.id).join(p, p.id == t.Refusal.practice_id)
    chosen = None if practices is None else frozenset(practices)
    return tuple(
        RefusalRecord(practice=practice, guiding_question=question or "", possible_measure=measure or "")
        for question, measure, practice, key in connection.execute(statement.where(p.deleted_at.is_(None)))
        if chosen is None or key in chosen
    )


def target_pointers(connection: Connection) -> dict[str, Pointer]:
    """Return the pointer to every question and measure by its identity."""
    q, m = t.GuidingQuestion, t.PossibleMeasure
    questions: dict[str, Pointer] = {uid: (key, None) for uid, key in connection.execute(select(q.uid, q.id))}
    return questions | {uid: (None, key) for uid, key in connection.execute(select(m.uid, m.id))}


def refuse_all(work: UnitOfWork, records: Sequence[RefusalRecord], practice_keys: Mapping[str, int]) -> None:
    """Add the refusals that are new."""
    r = t.Refusal
    rows = work.connection.execute(select(r.practice_id, r.guiding_question_id, r.possible_measure_id))
    present = {tuple(row) for row in rows}
    pointers = target_pointers(work.connection)
    wanted = [(practice_keys[one.practice], pointers[one.guiding_question or one.possible_measure]) for one in records]
    new = [(key, pointer) for key, pointer in dict.fromkeys(wanted) if (key, *pointer) not in present]
    if new:
        work.insert(r, [{"practice_id": key, **pointer_columns(pointer)} for key, pointer in new])


def forget_answered(work: UnitOfWork) -> None:
    """Delete the refusals of practices that are mapped, or printed, there after all."""
    r, m, e = t.Refusal, t.Mapping, t.AnnexEntry
    mapped = select(m.id).where(
        m.practice_id == r.practice_id,
        (m.guiding_question_id == r.guiding_question_id) | (m.possible_measure_id == r.possible_measure_id),
    )
    placed = select(e.id).where(e.practice_id == r.practice_id, e.guiding_question_id == r.guiding_question_id)
    answered = mapped.correlate(r).exists() | placed.correlate(r).exists()
    work.delete(r, list(work.connection.scalars(select(r.id).where(answered))))


def note_gaps(work: UnitOfWork, records: Sequence[GapRecord], *, overwrite: bool) -> list[str]:
    """Add new gaps and close those only closed in the file, or ``overwrite`` all; return what was left out."""
    g = t.Gap
    keys = {row[0]: row[1] for row in work.connection.execute(select(g.uid, g.id))}
    here = {record.id: record for record in gaps(work.connection)}
    pointers = target_pointers(work.connection)
    open_gaps = {_target(record): record.id for record in here.values() if not record.closed_at}
    left_out = []
    for record in records:
        known = here.get(record.id)
        if known == record:
            continue
        is_closing = known is not None and not known.closed_at and replace(known, closed_at=record.closed_at) == record
        if known is not None and not is_closing and not overwrite:
            left_out.append(
                f"A gap of the file (“{_named(record)}”) differs from what is here; it stays as it is here."
            )
        elif not record.closed_at and open_gaps.get(_target(record), record.id) != record.id:
            left_out.append(f"A gap of the file (“{_named(record)}”) was left out: another is open here.")
        else:
            row = {name: getattr(record, name) for name in FIELDS} | pointer_columns(pointers[_target(record)])
            row["closed_at"] = record.closed_at or None
            if known is None:
                work.insert(g, [{"uid": record.id, **row}])
            else:
                work.update(g, keys[record.id], row)
            if not record.closed_at:
                open_gaps[_target(record)] = record.id
    return left_out


def _target(record: GapRecord) -> str:
    return record.guiding_question or record.possible_measure


def _named(record: GapRecord) -> str:
    return ", ".join(filter(None, (record.state, record.asked, record.owner)))
