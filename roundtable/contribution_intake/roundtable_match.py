"""Roundtable of a returned workbook: find it in the workspace, or add it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.agenda import roundtable_store
from roundtable.contribution_intake import mapping_marks
from roundtable.contribution_intake.returned_workbook import ReturnedWorkbook
from roundtable.exchange import record_match
from roundtable.mapping import targets as targets_module
from roundtable.records.identity import derived_id
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure, RoundtableRecord

_SEEMS_THE_SAME = 0.5
"""Share of the headings that must match a roundtable's questions and measures."""


def found(connection: Connection, workbook: ReturnedWorkbook, code: str | None) -> int | None:
    """Find the roundtable here by its id, its code, the caller's ``code``, or its questions; None where not found."""
    if workbook.origin or workbook.code:
        uid = workbook.origin.roundtable if workbook.origin else ""
        record = RoundtableRecord(id=uid, code=workbook.code, meeting=workbook.meeting)
        match = record_match.roundtable_here(connection, record)
        return match.key if match else None
    rows = connection.execute(select(t.Roundtable.id, t.Roundtable.code).order_by(t.Roundtable.id)).all()
    if code:
        return next(
            (key for key, present in rows if roundtable_store.folded(present) == roundtable_store.folded(code)), None
        )
    shares = {
        key: mapping_marks.agreement(workbook.targets, targets_module.of_roundtable(connection, key)) for key, _ in rows
    }
    best, *others = sorted(shares, key=lambda key: -shares[key]) or [0]
    is_clear = shares.get(best, 0) >= _SEEMS_THE_SAME and all(shares[other] < shares[best] for other in others)
    return best if is_clear else None


def members(connection: Connection, workbook: ReturnedWorkbook, code: str | None) -> dict[str, int]:
    """Return the practices of the roundtable that the workbook was written for, by id."""
    roundtable = found(connection, workbook, code) if workbook.origin else None
    if roundtable is None:
        return {}
    p, entry, mapping = t.Practice, t.AnnexEntry, t.Mapping
    in_annex = select(entry.practice_id).where(entry.roundtable_id == roundtable)
    targets = targets_module.of_roundtable(connection, roundtable)
    questions = [target.key for target in targets if target.is_question]
    measures = [target.key for target in targets if not target.is_question]
    mapped = select(mapping.practice_id).where(
        mapping.guiding_question_id.in_(questions) | mapping.possible_measure_id.in_(measures)
    )
    statement = select(p.uid, p.id).where(p.id.in_(in_annex.union(mapped)), p.deleted_at.is_(None))
    return {row.uid: row.id for row in connection.execute(statement.order_by(p.id))}


def made(work: UnitOfWork, workbook: ReturnedWorkbook, code: str | None) -> int | None:
    """Add the roundtable with the headings' questions and measures; None where its code is unknown."""
    code = workbook.code or code
    if not code:
        return None
    uid = workbook.origin.roundtable if workbook.origin else derived_id("roundtable", code, workbook.title)
    present = roundtable_store.targets(work.connection)
    questions, measures = (
        [(derived_id(uid, own) if own in present else own, text) for own, text in _identified(kind, code, texts)]
        for kind, texts in (
            ("guiding question", mapping_marks.in_order(workbook.targets, "Q")),
            ("possible measure", mapping_marks.in_order(workbook.targets, "M")),
        )
    )
    record = RoundtableRecord(
        id=uid,
        code=code,
        title=workbook.title,
        meeting=workbook.meeting,
        guiding_questions=tuple(GuidingQuestion(id=own, text=text) for own, text in questions),
        possible_measures=tuple(PossibleMeasure(id=own, text=text) for own, text in measures),
    )
    return roundtable_store.add(work, record, {})


def _identified(kind: str, code: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Derive ids as papers do; a repeated text has its count in it."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted[text] += 1
        again = () if counted[text] == 1 else (str(counted[text]),)
        yield derived_id(kind, code, text, *again), text
