"""Which roundtable a workbook is of: one that is here, or one that it brings along.

Works inside the importer's unit of work; must not know the marks.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable import aims as aims_module
from roundtable import matching, roundtables
from roundtable.contribution import marking
from roundtable.contribution.given import GivenWorkbook
from roundtable.records import GuidingQuestion, PossibleMeasure, RoundtableRecord, derived_id

_SEEMS_THE_SAME = 0.5
"""How much of the headings a roundtable must ask to be taken for theirs."""


def found(connection: Connection, given: GivenWorkbook, code: str | None) -> int | None:
    """Find the roundtable here: by its identity, its code, the ``code`` that a person names, or its questions.

    None where it is not here, or nothing tells which it is.
    """
    if given.origin or given.code:
        uid = given.origin.roundtable if given.origin else ""
        record = RoundtableRecord(id=uid, code=given.code, meeting=given.meeting)
        match = matching.roundtable_here(connection, record)
        return match.key if match else None
    rows = connection.execute(select(t.Roundtable.id, t.Roundtable.code).order_by(t.Roundtable.id)).all()
    if code:
        return next((key for key, present in rows if roundtables.folded(present) == roundtables.folded(code)), None)
    asked = {key: marking.agreement(given.aims, aims_module.of_roundtable(connection, key)) for key, _ in rows}
    best, *others = sorted(asked, key=lambda key: -asked[key]) or [0]
    is_clear = asked.get(best, 0) >= _SEEMS_THE_SAME and all(asked[other] < asked[best] for other in others)
    return best if is_clear else None


def made(work: UnitOfWork, given: GivenWorkbook, code: str | None) -> int | None:
    """Add the roundtable, its questions and measures as the headings have them; None where nobody names it."""
    code = given.code or code
    if not code:
        return None
    uid = given.origin.roundtable if given.origin else derived_id("roundtable", code, given.title)
    present = roundtables.targets(work.connection)
    questions, measures = (
        [(derived_id(uid, own) if own in present else own, text) for own, text in _identified(kind, code, texts)]
        for kind, texts in (
            ("guiding question", marking.in_order(given.aims, "Q")),
            ("possible measure", marking.in_order(given.aims, "M")),
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
    return roundtables.add(work, record, {})


def _identified(kind: str, code: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Derive identities as papers do; a text that stands there again has its number in it."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted[text] += 1
        again = () if counted[text] == 1 else (str(counted[text]),)
        yield derived_id(kind, code, text, *again), text
