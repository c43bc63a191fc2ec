"""Storage of roundtables: load, add and save their texts, lists and annex order; add their mappings."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.letters import fold
from db.unit_of_work import UnitOfWork
from roundtable.errors import RoundtableError
from roundtable.records import annex_options
from roundtable.records.mapping import MappingRecord
from roundtable.records.roundtable import (
    AnnexEntry,
    Footnote,
    GuidingQuestion,
    PossibleMeasure,
    RoundtableRecord,
    Section,
)
from roundtable.workspace import Workspace

_TEXTS = ("code", "title", "meeting", "dates", "co_chairs", "team", "expected_outcome", "annex_introduction")
DEADLINE = "deadline"
"""The name under which a roundtable's deadline is kept among the options of its annex, as JSON like them."""


@dataclass(frozen=True, slots=True)
class RoundtableRow:
    """Hold what a list shows of one roundtable."""

    id: int
    code: str
    title: str
    meeting: str
    practices: int


def listing(workspace: Workspace) -> list[RoundtableRow]:
    """List the roundtables in the order in which they came."""
    r = t.Roundtable
    practices = select(func.count()).where(t.AnnexEntry.roundtable_id == r.id).scalar_subquery()
    with workspace.reading() as connection:
        rows = connection.execute(select(r.id, r.code, r.title, r.meeting, practices).order_by(r.id))
        return [RoundtableRow(*row) for row in rows]


def kept_as(field: str, value: Any) -> tuple[str, str, Collection[Any]]:
    """Return the table and the column that keep a field of a roundtable, and what their rows hold of its value."""
    if field == DEADLINE:
        return t.AnnexOption.__tablename__, "value", [json.dumps(value)]
    if field == "linked_roundtables":
        return t.LinkedRoundtable.__tablename__, "text", value
    return t.Roundtable.__tablename__, field, [value]


def deadlines(connection: Connection) -> dict[int, str]:
    """Return the deadlines of the roundtables that have one, by key."""
    option = t.AnnexOption
    rows = connection.execute(select(option.roundtable_id, option.value).where(option.name == DEADLINE))
    return {key: json.loads(value) for key, value in rows}


def key_of(connection: Connection, code: str) -> int:
    """Return the key of the roundtable with a code, spaces and case aside.

    Raises RoundtableError where there is none, or more than one.
    """
    rows = connection.execute(select(t.Roundtable.id, t.Roundtable.code).order_by(t.Roundtable.id)).all()
    keys = [key for key, present in rows if folded(present) == folded(code)]
    if len(keys) == 1:
        return keys[0]
    known = ", ".join(f"“{present}”" for _, present in rows) or "none yet"
    if keys:
        raise RoundtableError(f"{len(keys)} roundtables have the code “{code}”.", "Give each its own code.")
    raise RoundtableError(f"There is no roundtable “{code}” in this workspace.", f"It holds {known}.")


def folded(code: str) -> str:
    """Fold away what tells spellings of one code apart: spaces and case."""
    return "".join(fold(code).split())


def get(workspace: Workspace, key: int) -> RoundtableRecord | None:
    """Return one roundtable whole; None where it is gone."""
    with workspace.reading() as connection:
        return next(iter(load(connection, [key]).values()), None)


def load(
    connection: Connection, keys: Sequence[int] | None = None, *, with_trash: bool = False
) -> dict[int, RoundtableRecord]:
    """Return roundtables whole by key, all where no keys are given; practices in the trash only where asked for."""
    columns = [t.Roundtable.__table__.c[name] for name in ("id", "uid", *_TEXTS)]
    statement = select(*columns).order_by(t.Roundtable.id)
    if keys is not None:
        statement = statement.where(t.Roundtable.id.in_(keys))
    loaded = {}
    for key, uid, *texts in connection.execute(statement).all():
        questions = _parts(connection, t.GuidingQuestion, key, "uid", "text", "issue_area", "illustration")
        measures = _parts(connection, t.PossibleMeasure, key, "uid", "text")
        options = dict(_parts(connection, t.AnnexOption, key, "name", "value"))
        loaded[key] = RoundtableRecord(
            id=uid,
            **dict(zip(_TEXTS, texts, strict=True)),
            linked_roundtables=tuple(text for (text,) in _parts(connection, t.LinkedRoundtable, key, "text")),
            sections=tuple(Section(*row) for row in _parts(connection, t.Section, key, "heading", "text")),
            footnotes=tuple(Footnote(*row) for row in _parts(connection, t.Footnote, key, "mark", "text")),
            guiding_questions=tuple(
                GuidingQuestion(id=q, text=text, issue_area=area, illustration=illustration)
                for q, text, area, illustration in questions
            ),
            possible_measures=tuple(PossibleMeasure(id=m, text=text) for m, text in measures),
            annex=_annex(connection, key, with_trash=with_trash),
            annex_options=annex_options.from_json(options),
            deadline=json.loads(options.get(DEADLINE, '""')),
        )
    return loaded


def _parts(connection: Connection, kind: Any, key: int, *columns: str) -> Sequence[Any]:
    table = kind.__table__
    statement = select(*(table.c[name] for name in columns)).where(table.c.roundtable_id == key)
    return connection.execute(statement.order_by(table.c.position)).all()


def _annex(connection: Connection, key: int, *, with_trash: bool) -> tuple[AnnexEntry, ...]:
    statement = (
        select(t.Practice.uid, t.GuidingQuestion.uid)
        .select_from(t.AnnexEntry)
        .join(t.Practice, t.Practice.id == t.AnnexEntry.practice_id)
        .outerjoin(t.GuidingQuestion, t.GuidingQuestion.id == t.AnnexEntry.guiding_question_id)
        .where(t.AnnexEntry.roundtable_id == key, t.Practice.deleted_at.is_(None) | with_trash)
        .order_by(t.AnnexEntry.position)
    )
    return tuple(AnnexEntry(practice, question or "") for practice, question in connection.execute(statement))


def add(
    work: UnitOfWork, record: RoundtableRecord, practice_keys: Mapping[str, int], *, digest: str | None = None
) -> int:
    """Add a roundtable as it is; ``practice_keys`` tells the keys of the practices in its annex by identity."""
    row = {name: getattr(record, name) for name in _TEXTS}
    row |= {"uid": record.id, "revision": 1, "imported_digest": digest, "imported_revision": 1 if digest else None}
    [key] = work.insert(t.Roundtable, [row])
    _set_parts(work, key, record, practice_keys)
    return key


def save(
    work: UnitOfWork,
    key: int,
    record: RoundtableRecord,
    practice_keys: Mapping[str, int],
    *,
    digest: str | None = None,
) -> None:
    """Make a kept roundtable equal to the record, one revision on."""
    revision = 1 + (work.connection.scalar(select(t.Roundtable.revision).where(t.Roundtable.id == key)) or 0)
    row: dict[str, Any] = {name: getattr(record, name) for name in _TEXTS} | {"revision": revision}
    if digest:
        row |= {"imported_digest": digest, "imported_revision": revision}
    work.update(t.Roundtable, key, row)
    _set_parts(work, key, record, practice_keys)


def _set_parts(work: UnitOfWork, key: int, record: RoundtableRecord, practice_keys: Mapping[str, int]) -> None:
    owner = {"roundtable_id": key}
    chosen = annex_options.as_json(record.annex_options)
    if record.deadline:
        chosen[DEADLINE] = json.dumps(record.deadline)
    work.replace_list(t.AnnexOption, owner, [{"name": name, "value": value} for name, value in chosen.items()])
    work.replace_list(t.LinkedRoundtable, owner, [{"text": text} for text in record.linked_roundtables])
    work.replace_list(t.Section, owner, [{"heading": part.heading, "text": part.text} for part in record.sections])
    work.replace_list(t.Footnote, owner, [{"mark": note.mark, "text": note.text} for note in record.footnotes])
    asked = [
        {"uid": q.id, "text": q.text, "issue_area": q.issue_area, "illustration": q.illustration}
        for q in record.guiding_questions
    ]
    questions = _set_identified(work, t.GuidingQuestion, key, asked)
    measures = [{"uid": measure.id, "text": measure.text} for measure in record.possible_measures]
    _set_identified(work, t.PossibleMeasure, key, measures)
    entries = [
        {"practice_id": practice_keys[entry.practice], "guiding_question_id": questions.get(entry.guiding_question)}
        for entry in record.annex
    ]
    work.replace_list(t.AnnexEntry, owner, entries)


def _set_identified(work: UnitOfWork, kind: Any, key: int, wanted: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Make a roundtable's questions or measures equal ``wanted``; those that stay keep their rows and mappings."""
    table = kind.__table__
    statement = select(table.c.uid, table.c.id).where(table.c.roundtable_id == key)
    present: dict[str, int] = {row.uid: row.id for row in work.connection.execute(statement)}
    gone = [present.pop(uid) for uid in present.keys() - {values["uid"] for values in wanted}]
    if gone:
        forget_targets(work, "guiding_question_id" if kind is t.GuidingQuestion else "possible_measure_id", gone)
        work.delete(kind, gone)
    new = []
    for position, values in enumerate(wanted):
        if values["uid"] in present:
            work.update(kind, present[values["uid"]], {**values, "position": position})
        else:
            new.append({"roundtable_id": key, "position": position, **values})
    added = work.insert(kind, new)
    present.update(zip((values["uid"] for values in new), added, strict=True))
    return present


def forget_targets(work: UnitOfWork, column: str, gone: Sequence[int]) -> None:
    """Take away what points at questions or measures; ``column`` names the one that does. Annex entries stay."""
    for kind in (t.Mapping, t.Refusal, t.Gap):
        columns: Any = kind.__table__.c
        work.delete(kind, list(work.connection.scalars(select(columns.id).where(columns[column].in_(gone)))))
    if column == "guiding_question_id":
        orphans = select(t.AnnexEntry.id).where(t.AnnexEntry.guiding_question_id.in_(gone))
        for entry in list(work.connection.scalars(orphans)):
            work.update(t.AnnexEntry, entry, {"guiding_question_id": None})


def mappings(connection: Connection, roundtable: int | None = None) -> tuple[MappingRecord, ...]:
    """Return the mappings in the order in which they were made, those of one roundtable where it is named."""
    m, q, p = t.Mapping, t.GuidingQuestion, t.PossibleMeasure
    statement = (
        select(t.Practice.uid, q.uid, p.uid, m.reason)
        .select_from(m)
        .join(t.Practice, t.Practice.id == m.practice_id)
        .outerjoin(q, q.id == m.guiding_question_id)
        .outerjoin(p, p.id == m.possible_measure_id)
        .where(t.Practice.deleted_at.is_(None))
        .order_by(m.id)
    )
    if roundtable is not None:
        statement = statement.where((q.roundtable_id == roundtable) | (p.roundtable_id == roundtable))
    return tuple(
        MappingRecord(practice=practice, guiding_question=question or "", possible_measure=measure or "", reason=reason)
        for practice, question, measure, reason in connection.execute(statement)
    )


def targets(connection: Connection, *, but_of: int | None = None) -> frozenset[str]:
    """Return the identities of every question and measure, but for those of one roundtable."""
    kinds: tuple[Any, ...] = (t.GuidingQuestion, t.PossibleMeasure)
    rows = (row for kind in kinds for row in connection.execute(select(kind.uid, kind.roundtable_id)))
    return frozenset(uid for uid, roundtable in rows if roundtable != but_of)


def _keys(connection: Connection, kind: Any) -> dict[str, int]:
    return {row.uid: row.id for row in connection.execute(select(kind.uid, kind.id))}


def map_all(
    work: UnitOfWork,
    records: Sequence[MappingRecord],
    practice_keys: Mapping[str, int],
    *,
    keep_reasons: bool = False,
) -> None:
    """Add the mappings that are new and, unless reasons are kept, set the reasons of those that are known."""
    if not records:
        return
    questions, measures = _keys(work.connection, t.GuidingQuestion), _keys(work.connection, t.PossibleMeasure)
    m = t.Mapping
    rows = work.connection.execute(select(m.practice_id, m.guiding_question_id, m.possible_measure_id, m.id))
    present = {(practice, question, measure): key for practice, question, measure, key in rows}
    new = {}
    for record in records:
        question = questions.get(record.guiding_question)
        measure = measures.get(record.possible_measure)
        target = (practice_keys[record.practice], question, measure)
        if target not in present:
            new[target] = record.reason
        elif record.reason and not keep_reasons:
            work.update(m, present[target], {"reason": record.reason})
    columns = ("practice_id", "guiding_question_id", "possible_measure_id", "reason")
    work.insert(m, [dict(zip(columns, (*target, reason), strict=True)) for target, reason in new.items()])
