"""Gaps: what is being done about a question or a measure that lacks a practice.

Each thing a person does to one is one unit of work, one step of undo, whose ChangeSet is returned.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import ChangeSet
from db.clock import now
from db.unit_of_work import UnitOfWork
from roundtable.errors import RoundtableError
from roundtable.mapping import targets as targets_module
from roundtable.mapping.targets import Target, pointing_at
from roundtable.records.dates import is_date
from roundtable.records.identity import new_id
from roundtable.records.mapping import GAP_STATES
from roundtable.workspace import Workspace

STATES = GAP_STATES
"""What may be said of a gap, from the first thought of it to a practice that is being written."""
FIELDS: Mapping[str, str] = {
    "state": "the state",
    "asked": "who was asked",
    "asked_on": "the day of asking",
    "owner": "the owner",
    "due": "the due date",
    "note": "the note",
}
"""What a person may set, and how a step's label names it."""
DATES = ("asked_on", "due")


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Hold one gap; ``asked_on`` and ``due`` are ISO dates or "", ``closed_at`` is None while it is open."""

    key: int
    uid: str
    target: Target
    state: str
    asked: str
    asked_on: str
    owner: str
    due: str
    note: str
    closed_at: str | None

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for a practice."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class DueGap:
    """Hold an open gap and the roundtable that it is of, for an overview of all."""

    roundtable_key: int
    code: str
    gap: GapRow


def listing(workspace: Workspace, roundtable_key: int) -> list[GapRow]:
    """List a roundtable's gaps: the open ones by due date, those without one last; then the closed, newest first."""
    with workspace.reading() as connection:
        rows = _rows(connection, targets_module.of_roundtable(connection, roundtable_key))
    closed = sorted((row for row in rows if not row.is_open), key=lambda row: row.closed_at or "", reverse=True)
    return [*sorted((row for row in rows if row.is_open), key=_urgency), *closed]


def _urgency(row: GapRow) -> tuple[bool, str, int]:
    return not row.due, row.due, row.key


def _rows(connection: Connection, targets: Sequence[Target]) -> list[GapRow]:
    questions = {target.key: target for target in targets if target.is_question}
    measures = {target.key: target for target in targets if not target.is_question}
    g = t.Gap
    columns = [g.__table__.c[name] for name in FIELDS]
    statement = select(g.id, g.uid, g.guiding_question_id, g.possible_measure_id, g.closed_at, *columns)
    return [
        GapRow(
            key=key,
            uid=uid,
            target=measures[measure] if question is None else questions[question],
            closed_at=closed_at,
            **dict(zip(FIELDS, values, strict=True)),
        )
        for key, uid, question, measure, closed_at, *values in connection.execute(
            statement.where(pointing_at(g, targets)).order_by(g.id)
        )
    ]


def holes(workspace: Workspace, roundtable_key: int) -> list[Target]:
    """Return the questions and measures that have no practice and for which nothing is being done yet."""
    with workspace.reading() as connection:
        targets = targets_module.of_roundtable(connection, roundtable_key)
        answered = _answered(connection, targets)
        tended = {row.target for row in _rows(connection, targets) if row.is_open}
    return [target for target in targets if target not in answered and target not in tended]


def _answered(connection: Connection, targets: Sequence[Target]) -> set[Target]:
    """Return the targets that have a practice: one mapped to them, or one that the annex prints under them.

    One answer is enough to know: however many there are, no more is looked for.
    """
    q, p, m, e = t.GuidingQuestion, t.PossibleMeasure, t.Mapping, t.AnnexEntry
    mapped = _present(select(m.id), m.practice_id)
    placed = _present(select(e.id), e.practice_id).where(e.guiding_question_id == q.id).correlate(q).exists()
    of_question = mapped.where(m.guiding_question_id == q.id).correlate(q).exists() | placed
    of_measure = mapped.where(m.possible_measure_id == p.id).correlate(p).exists()
    keys = {
        is_question: [target.key for target in targets if target.is_question == is_question]
        for is_question in (True, False)
    }
    questions = set(connection.scalars(select(q.id).where(q.id.in_(keys[True]), of_question)))
    measures = set(connection.scalars(select(p.id).where(p.id.in_(keys[False]), of_measure)))
    return {target for target in targets if target.key in (questions if target.is_question else measures)}


def _present(statement: Any, practice: Any) -> Any:
    return statement.join(t.Practice, t.Practice.id == practice).where(t.Practice.deleted_at.is_(None))


def due(workspace: Workspace, until: str) -> list[DueGap]:
    """List the open gaps of all roundtables that are due by a day (ISO), the most urgent first.

    Raises RoundtableError where the day is no date.
    """
    last = _date(until)
    found = []
    with workspace.reading() as connection:
        for key, code in connection.execute(select(t.Roundtable.id, t.Roundtable.code).order_by(t.Roundtable.id)).all():
            rows = _rows(connection, targets_module.of_roundtable(connection, key))
            found += [DueGap(key, code, row) for row in rows if row.is_open and "" < row.due <= last]
    return sorted(found, key=lambda one: _urgency(one.gap))


def create(workspace: Workspace, roundtable_key: int, target: Target, **values: str) -> tuple[int, ChangeSet]:
    """Note that something is being done about a target; return the gap's key.

    ``values`` are of ``FIELDS``.
    Raises RoundtableError where the target is gone or has an open gap, or a value is wrong.
    """
    row = {"state": STATES[0], **dict.fromkeys(set(FIELDS) - {"state"}, "")} | _checked(values)
    with workspace.unit_of_work(f"Note a gap at {target.mark}") as work:
        if target not in targets_module.of_roundtable(work.connection, roundtable_key):
            raise RoundtableError("This question or measure is no longer there.", "Look at the roundtable again.")
        _refuse_second(work, target)
        [key] = work.insert(t.Gap, [{"uid": new_id(), **target.columns(), **row, "closed_at": None}])
    return key, work.change_set


def save(workspace: Workspace, key: int, **values: str) -> ChangeSet:
    """Set fields of a gap; one alone names the step; what changes nothing is no step.

    Raises RoundtableError where the gap is gone or a value is none of its kind.
    """
    checked = _checked(values)
    with workspace.unit_of_work("Edit a gap") as work:
        row = _kept(work, key)
        work.label = f"Edit the gap at {row.target.mark}"
        if len(checked) == 1:
            work.label = f"Set {FIELDS[next(iter(checked))]} of the gap at {row.target.mark}"
        work.update(t.Gap, key, checked)
    return work.change_set


def finish(workspace: Workspace, key: int) -> ChangeSet:
    """Close a gap by hand; one that is closed stays as it is."""
    with workspace.unit_of_work("Close a gap") as work:
        row = _kept(work, key)
        work.label = f"Close the gap at {row.target.mark}"
        if row.is_open:
            work.update(t.Gap, key, {"closed_at": now()})
    return work.change_set


def reopen(workspace: Workspace, key: int) -> ChangeSet:
    """Open a closed gap again, whether or not its target has a practice: a person may want a better one.

    Raises RoundtableError where it is gone, or where its target has another open gap by now.
    """
    with workspace.unit_of_work("Open a gap again") as work:
        row = _kept(work, key)
        work.label = f"Open the gap at {row.target.mark} again"
        if not row.is_open:
            _refuse_second(work, row.target)
            work.update(t.Gap, key, {"closed_at": None})
    return work.change_set


def delete(workspace: Workspace, keys: Sequence[int]) -> ChangeSet:
    """Throw gaps away; their questions and measures are holes again."""
    with workspace.unit_of_work("Delete gap" if len(keys) == 1 else f"Delete {len(keys)} gaps") as work:
        work.delete(t.Gap, keys)
    return work.change_set


def close(work: UnitOfWork, targets: Sequence[Target]) -> int:
    """Close the open gaps of targets that have just got a practice; return how many there were."""
    return _close(work, pointing_at(t.Gap, targets)) if targets else 0


def _close(work: UnitOfWork, condition: ColumnElement[bool]) -> int:
    keys = list(work.connection.scalars(select(t.Gap.id).where(t.Gap.closed_at.is_(None), condition)))
    moment = now()
    for key in keys:
        work.update(t.Gap, key, {"closed_at": moment})
    return len(keys)


@contextmanager
def closing(work: UnitOfWork) -> Iterator[None]:
    """Close the gaps whose targets get their first practice meanwhile, by whatever is written in between.

    A gap that was opened again beside a practice stays open: nothing has come that it waited for.
    """
    bare = _bare(work.connection)
    yield
    answered = bare - _bare(work.connection) if bare else set()
    if answered:
        _close(work, t.Gap.id.in_(answered))


def _bare(connection: Connection) -> set[int]:
    """Return the keys of the open gaps whose target has no practice."""
    g, m, e = t.Gap, t.Mapping, t.AnnexEntry
    answers = _present(select(m.id), m.practice_id).where(
        (m.guiding_question_id == g.guiding_question_id) | (m.possible_measure_id == g.possible_measure_id)
    )
    places = _present(select(e.id), e.practice_id).where(e.guiding_question_id == g.guiding_question_id)
    is_bare = ~answers.correlate(g).exists() & ~places.correlate(g).exists()
    return set(connection.scalars(select(g.id).where(g.closed_at.is_(None), is_bare)))


def _kept(work: UnitOfWork, key: int) -> GapRow:
    """Return the gap as it stands."""
    g = t.Gap
    row = work.connection.execute(select(g.guiding_question_id, g.possible_measure_id).where(g.id == key)).first()
    if row is None:
        raise RoundtableError("This gap is no longer there.", "Look at the list again.")
    kind = t.PossibleMeasure if row.guiding_question_id is None else t.GuidingQuestion
    target = kind.id == (row.guiding_question_id or row.possible_measure_id)
    roundtable = work.connection.scalars(select(kind.roundtable_id).where(target)).one()
    rows = _rows(work.connection, targets_module.of_roundtable(work.connection, roundtable))
    return next(row for row in rows if row.key == key)


def _refuse_second(work: UnitOfWork, target: Target) -> None:
    open_ones = select(t.Gap.id).where(t.Gap.closed_at.is_(None), pointing_at(t.Gap, [target]))
    if work.connection.scalar(open_ones) is not None:
        raise RoundtableError(f"The gap at {target.mark} is open already.", "Go on with that one.")


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values as they are kept.

    Raises RoundtableError for a state that is none and a date that is none.
    """
    checked = {name: text.strip() for name, text in values.items()}
    if (state := checked.get("state", STATES[0])) not in STATES:
        raise RoundtableError(f"“{state}” is no state of a gap.", f"Choose one of: {', '.join(STATES)}.")
    return checked | {name: _date(checked[name]) for name in DATES if name in checked}


def _date(typed: str) -> str:
    if typed and not is_date(typed):
        raise RoundtableError(f"“{typed}” is no date.", "Write it as year, month and day, such as 2026-03-31.")
    return typed
