"""Refusals and gaps as they travel: what is noted at questions and measures beside the mappings.

Loads and takes in; edits are in ``roundtable_matrix`` and ``gaps``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.records.mapping import GapRecord, RefusalRecord

Target = tuple[int | None, int | None]
"""The keys of a question and of a measure, one of which is None."""
_TEXTS = ("state", "asked", "asked_on", "owner", "due", "note")


def _pointing(kind: Any, roundtable: int | None, *columns: Any) -> Any:
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
    """Return the gaps in the order in which they were noted, those of one roundtable where it is named."""
    g = t.Gap
    statement = _pointing(g, roundtable, g.uid, g.closed_at, *(g.__table__.c[name] for name in _TEXTS))
    return tuple(
        GapRecord(
            id=uid,
            guiding_question=question or "",
            possible_measure=measure or "",
            closed_at=closed_at or "",
            **dict(zip(_TEXTS, texts, strict=True)),
        )
        for question, measure, uid, closed_at, *texts in connection.execute(statement)
    )


def refusals(
    connection: Connection, roundtable: int | None = None, practices: Sequence[int] | None = None
) -> tuple[RefusalRecord, ...]:
    """Return the refusals in the order in which they were made; those of a roundtable, and of practices, where given.

    A practice may be refused where it stands in no annex: it does not travel with that roundtable.
    """
    statement = _pointing(t.Refusal, roundtable, t.Practice.uid, t.Practice.id)
    statement = statement.join(t.Practice, t.Practice.id == t.Refusal.practice_id)
    chosen = None if practices is None else frozenset(practices)
    return tuple(
        RefusalRecord(practice=practice, guiding_question=question or "", possible_measure=measure or "")
        for question, measure, practice, key in connection.execute(statement.where(t.Practice.deleted_at.is_(None)))
        if chosen is None or key in chosen
    )


def _targets(connection: Connection) -> dict[str, Target]:
    """Return every question and measure by its identity."""
    q, m = t.GuidingQuestion, t.PossibleMeasure
    questions: dict[str, Target] = {uid: (key, None) for uid, key in connection.execute(select(q.uid, q.id))}
    return questions | {uid: (None, key) for uid, key in connection.execute(select(m.uid, m.id))}


def _columns(target: Target) -> dict[str, int | None]:
    return {"guiding_question_id": target[0], "possible_measure_id": target[1]}


def refuse_all(work: UnitOfWork, records: Sequence[RefusalRecord], practice_keys: Mapping[str, int]) -> None:
    """Add the refusals that are new."""
    r = t.Refusal
    rows = work.connection.execute(select(r.practice_id, r.guiding_question_id, r.possible_measure_id))
    present = {tuple(row) for row in rows}
    targets = _targets(work.connection)
    wanted = [(practice_keys[one.practice], targets[one.guiding_question or one.possible_measure]) for one in records]
    new = [(key, target) for key, target in dict.fromkeys(wanted) if (key, *target) not in present]
    if new:
        work.insert(r, [{"practice_id": key, **_columns(target)} for key, target in new])


def forget_answered(work: UnitOfWork) -> None:
    """Take refusals away where the practice is mapped, or printed, after all: what is marked belongs there."""
    r, m, e = t.Refusal, t.Mapping, t.AnnexEntry
    mapped = select(m.id).where(
        m.practice_id == r.practice_id,
        (m.guiding_question_id == r.guiding_question_id) | (m.possible_measure_id == r.possible_measure_id),
    )
    placed = select(e.id).where(e.practice_id == r.practice_id, e.guiding_question_id == r.guiding_question_id)
    answered = mapped.correlate(r).exists() | placed.correlate(r).exists()
    work.delete(r, list(work.connection.scalars(select(r.id).where(answered))))


def note_gaps(work: UnitOfWork, records: Sequence[GapRecord], *, overwrite: bool) -> list[str]:
    """Add the gaps that are new; of those that are known, close what is closed in the file and, else, the same.

    Whatever else differs stays as it is here, unless ``overwrite`` is set. Returns what was left out, in sentences.
    """
    g = t.Gap
    keys = {row[0]: row[1] for row in work.connection.execute(select(g.uid, g.id))}
    here = {record.id: record for record in gaps(work.connection)}
    targets = _targets(work.connection)
    busy = {_target(record): record.id for record in here.values() if not record.closed_at}
    said = []
    for record in records:
        known = here.get(record.id)
        if known == record:
            continue
        is_closing = known is not None and not known.closed_at and replace(known, closed_at=record.closed_at) == record
        if known is not None and not is_closing and not overwrite:
            said.append(f"A gap of the file (“{_named(record)}”) differs from what is here; it stays as it is here.")
        elif not record.closed_at and busy.get(_target(record), record.id) != record.id:
            said.append(f"A gap of the file (“{_named(record)}”) was left out: another is open here.")
        else:
            row = {name: getattr(record, name) for name in _TEXTS} | _columns(targets[_target(record)])
            row["closed_at"] = record.closed_at or None
            if known is None:
                work.insert(g, [{"uid": record.id, **row}])
            else:
                work.update(g, keys[record.id], row)
            if not record.closed_at:
                busy[_target(record)] = record.id
    return said


def _target(record: GapRecord) -> str:
    return record.guiding_question or record.possible_measure


def _named(record: GapRecord) -> str:
    return ", ".join(filter(None, (record.state, record.asked, record.owner)))
