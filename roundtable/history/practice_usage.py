"""Usage of a practice: annexes, questions, measures and handovers, and what changed since each handover."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.errors import RoundtableError
from roundtable.history import handovers, practice_versions
from roundtable.history.practice_versions import Difference
from roundtable.practices import practice_store
from roundtable.records.handover import HandoverRecord
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace

_FIELDS_WITH_FIGURES = ("title", "summary", "results", "budget", "starts", "ends")
_LIST_MARK = re.compile(r"^\s*\(?\d{1,2}[.)]\s+", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,'’\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[.,'’\u00a0\u2009\u202f ](?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold a question (``number`` counts from 1) or a measure that a practice is mapped to, and why."""

    is_question: bool
    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Handed:
    """Hold one handing over of a practice: its revision then, and whether it was saved since."""

    handover: HandoverRecord
    revision: int
    is_changed: bool

    @property
    def version_key(self) -> tuple[int, str]:
        """Name the practice as it was then, for ``versions.at_revisions``."""
        return self.revision, self.handover.at


@dataclass(frozen=True, slots=True)
class RoundtableUse:
    """Hold every use of a practice by one roundtable.

    ``areas`` are the annex headings under which it stands, "" for "Other related examples"; ``title`` and ``meeting``
    are "" where the roundtable is gone.
    """

    code: str
    title: str
    meeting: str
    is_present: bool
    areas: tuple[str, ...]
    answers: tuple[Answer, ...]
    handed: tuple[Handed, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """Hold what changed since a handover; ``differences`` is None where the journal does not reach back."""

    differences: tuple[Difference, ...] | None
    figures_gone: tuple[str, ...] = ()
    figures_new: tuple[str, ...] = ()


def of(workspace: Workspace, key: int) -> list[RoundtableUse]:
    """Return the uses of a practice by roundtable, the newest roundtable first, those that are gone last."""
    with workspace.reading() as connection:
        p = t.Practice
        row = connection.execute(select(p.uid, p.revision, p.changed_at).where(p.id == key)).first()
        if row is None:
            return []
        areas: dict[int, list[str]] = {}
        for roundtable, area in _areas(connection, key):
            areas.setdefault(roundtable, []).append(area)
        answers: dict[int, list[Answer]] = {}
        for roundtable, answer in _answers(connection, key):
            answers.setdefault(roundtable, []).append(answer)
        handed: dict[str, list[Handed]] = {}
        for one in _handed(connection, *row):
            handed.setdefault(one.handover.roundtable, []).append(one)
        r = t.Roundtable
        concerned = r.id.in_([*areas, *answers]) | r.uid.in_(list(handed))
        rows = connection.execute(
            select(r.id, r.uid, r.code, r.title, r.meeting).where(concerned).order_by(r.id.desc())
        )
        present = [
            RoundtableUse(
                *(code, title, meeting, True),
                areas=tuple(areas.get(roundtable, ())),
                answers=tuple(answers.get(roundtable, ())),
                handed=tuple(handed.pop(uid, ())),
            )
            for roundtable, uid, code, title, meeting in rows
        ]
    gone = [RoundtableUse(some[0].handover.code, "", "", False, (), (), tuple(some)) for some in handed.values()]
    return [*present, *gone]


def _areas(connection: Connection, key: int) -> Iterator[tuple[int, str]]:
    e, q = t.AnnexEntry, t.GuidingQuestion
    statement = (
        select(e.roundtable_id, q.issue_area, q.text)
        .outerjoin(q, q.id == e.guiding_question_id)
        .where(e.practice_id == key)
    )
    for roundtable, area, text in connection.execute(statement):
        yield roundtable, area or text or ""


def _answers(connection: Connection, key: int) -> Iterator[tuple[int, Answer]]:
    m = t.Mapping
    for target, column in ((t.GuidingQuestion, m.guiding_question_id), (t.PossibleMeasure, m.possible_measure_id)):
        statement = select(target.roundtable_id, target.position, target.text, m.reason)
        rows = connection.execute(
            statement.join(target, target.id == column).where(m.practice_id == key).order_by(target.position)
        )
        for roundtable, position, text, reason in rows:
            yield roundtable, Answer(target is t.GuidingQuestion, position + 1, text, reason)


def _handed(connection: Connection, uid: str, revision: int, changed_at: str) -> Iterator[Handed]:
    h, p = t.Handover, t.HandoverPractice
    statement = handovers.head().add_columns(p.revision).join(p, p.handover_id == h.id).where(p.practice_uid == uid)
    for row in connection.execute(statement.order_by(h.at.desc(), h.id.desc())):
        yield Handed(handovers.record_of(row), row.revision, is_changed(row.revision, row.at, revision, changed_at))


def is_changed(revision_then: int, at: str, revision: int, changed_at: str) -> bool:
    """Tell whether a practice was saved since; by the moment too, for after an undo a revision's number comes again."""
    return revision != revision_then or changed_at > at


def since(workspace: Workspace, key: int, handed: Sequence[Handed]) -> dict[str, Since]:
    """Tell what changed since those handovers after which the practice was saved, by the handover's identity.

    Looks through the journal, which takes a while where the practice has a long history.
    """
    changed = [one for one in handed if one.is_changed]
    now = practice_store.get(workspace, key) if changed else None
    if now is None:
        return {}
    try:
        then = practice_versions.at_revisions(workspace, key, {one.version_key for one in changed})
    except RoundtableError:  # a workspace that may only be read or is busy; the revision alone tells then
        then = {}
    return {one.handover.id: _compared(then.get(one.version_key), now) for one in changed}


def _compared(then: PracticeRecord | None, now: PracticeRecord) -> Since:
    if then is None:
        return Since(None)
    before, after = Counter(figures(then)), Counter(figures(now))
    return Since(
        tuple(practice_versions.differences(then, now)),
        tuple((before - after).elements()),
        tuple((after - before).elements()),
    )


def figures(record: PracticeRecord) -> Iterator[str]:
    """Yield the numbers in a practice's title, summary, results, budget, dates and further labels, as they come.

    However its thousands are parted, a number is the same; the numbers of list items are none.
    """
    texts: Iterable[str] = (getattr(record, name) for name in _FIELDS_WITH_FIGURES)
    for text in chain(texts, (value for _, value in record.extra)):
        for found in _NUMBER.findall(_LIST_MARK.sub("", text)):
            yield _plain(found)


def _plain(number: str) -> str:
    if len(parts := re.split(r"\D", number)) == 2 and len(parts[1]) != 3:
        return ".".join(parts)
    return _THOUSANDS.sub("", number)
