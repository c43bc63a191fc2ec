"""Which roundtable a workbook is of: one that is here, or one that it brings along.

Works inside the importer's unit of work; must not know the marks.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.agenda import roundtable_store
from roundtable.contribution_intake import mapping_marks
from roundtable.contribution_intake.returned_workbook import ReturnedWorkbook
from roundtable.exchange import identity
from roundtable.mapping import targets as targets_module
from roundtable.records.identity import derived_id
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure, RoundtableRecord

_SEEMS_THE_SAME = 0.5
"""How much of the headings a roundtable must ask to be taken for theirs."""


def found(connection: Connection, given: ReturnedWorkbook, code: str | None) -> int | None:
    """Find the roundtable here: by its identity, its code, the ``code`` that a person names, or its questions.

    None where it is not here, or nothing tells which it is.
    """
    if given.origin or given.code:
        uid = given.origin.roundtable if given.origin else ""
        record = RoundtableRecord(id=uid, code=given.code, meeting=given.meeting)
        match = identity.roundtable_here(connection, record)
        return match.key if match else None
    rows = connection.execute(select(t.Roundtable.id, t.Roundtable.code).order_by(t.Roundtable.id)).all()
    if code:
        return next(
            (key for key, present in rows if roundtable_store.folded(present) == roundtable_store.folded(code)), None
        )
    asked = {
        key: mapping_marks.agreement(given.targets, targets_module.of_roundtable(connection, key)) for key, _ in rows
    }
    best, *others = sorted(asked, key=lambda key: -asked[key]) or [0]
    is_clear = asked.get(best, 0) >= _SEEMS_THE_SAME and all(asked[other] < asked[best] for other in others)
    return best if is_clear else None


def made(work: UnitOfWork, given: ReturnedWorkbook, code: str | None) -> int | None:
    """Add the roundtable, its questions and measures as the headings have them; None where nobody names it."""
    code = given.code or code
    if not code:
        return None
    uid = given.origin.roundtable if given.origin else derived_id("roundtable", code, given.title)
    present = roundtable_store.targets(work.connection)
    questions, measures = (
        [(derived_id(uid, own) if own in present else own, text) for own, text in _identified(kind, code, texts)]
        for kind, texts in (
            ("guiding question", mapping_marks.in_order(given.targets, "Q")),
            ("possible measure", mapping_marks.in_order(given.targets, "M")),
        )
    )
    record = RoundtableRecord(
        id=uid,
        code=code,
        title=given.title,
        meeting=given.meeting,
        guiding_questions=tuple(GuidingQuestion(id=own, text=text) for own, text in questions),
        possible_measures=tuple(PossibleMeasure(id=own, text=text) for own, text in measures),
    )
    return roundtable_store.add(work, record, {})


def _identified(kind: str, code: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Derive identities as papers do; a text that stands there again has its number in it."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted[text] += 1
        again = () if counted[text] == 1 else (str(counted[text]),)
        yield derived_id(kind, code, text, *again), text
