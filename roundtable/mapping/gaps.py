"""Gaps of a roundtable: follow up the targets that lack a practice; each edit is one step of undo."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import ChangeSet
from db.clock import now
from db.unit_of_work import UnitOfWork
from roundtable.errors import ChangedError, RoundtableError
from roundtable.mapping import targets as targets_module
from roundtable.mapping.targets import Pointer, Target, pointer_columns, pointing_at
from roundtable.records.date_check import checked_date
from roundtable.records.identity import new_id
from roundtable.records.mapping import GAP_STATES
from roundtable.workspace import Workspace

STATES = GAP_STATES
FIELDS: Mapping[str, str] = {
    "state": "the state",
    "asked": "who was asked",
    "asked_on": "the day of asking",
    "owner": "the owner",
    "due": "the due date",
    "note": "the note",
}
"""The editable fields, each with its name in a step's label."""
_NOTHING: Mapping[str, str] = {}


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
        """Tell whether it is not closed yet."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class DueGap:
    """Hold an open gap and its roundtable, for an overview of all roundtables."""

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
    by_pointer = {target.pointer: target for target in targets}
    g = t.Gap
    columns = [g.__table__.c[name] for name in FIELDS]
    statement = select(g.id, g.uid, g.guiding_question_id, g.possible_measure_id, g.closed_at, *columns)
    return [
        GapRow(
            key=key,
            uid=uid,
            target=by_pointer[question, measure],
            closed_at=closed_at,
            **dict(zip(FIELDS, values, strict=True)),
        )
        for key, uid, question, measure, closed_at, *values in connection.execute(
            statement.where(pointing_at(g, targets)).order_by(g.id)
        )
    ]


def uncovered(workspace: Workspace, roundtable_key: int) -> list[Target]:
    """Return the questions and measures that have neither a practice nor an open gap."""
    q, m = t.GuidingQuestion, t.PossibleMeasure
    with workspace.reading() as connection:
        targets = targets_module.of_roundtable(connection, roundtable_key)
        questions = select(q.id).where(q.roundtable_id == roundtable_key, _has_practice(question=q.id))
        measures = select(m.id).where(m.roundtable_id == roundtable_key, _has_practice(measure=m.id))
        covered: set[Pointer] = {(key, None) for key in connection.scalars(questions)}
        covered |= {(None, key) for key in connection.scalars(measures)}
        covered |= {row.target.pointer for row in _rows(connection, targets) if row.is_open}
    return [target for target in targets if target.pointer not in covered]


def _has_practice(*, question: Any = None, measure: Any = None) -> ColumnElement[bool]:
    """Return the condition that any practice is mapped to a question or measure (columns), or printed under it."""
    p, m, e = t.Practice, t.Mapping, t.AnnexEntry
    links: list[tuple[Any, Any]] = [] if measure is None else [(m, m.possible_measure_id == measure)]
    if question is not None:
        links += [(m, m.guiding_question_id == question), (e, e.guiding_question_id == question)]
    return or_(
        *(
            select(kind.id).join(p, p.id == kind.practice_id).where(is_link, p.deleted_at.is_(None)).exists()
            for kind, is_link in links
        )
    )


def due(workspace: Workspace, until: str) -> list[DueGap]:
    """List the open gaps of all roundtables due by a day (ISO), the most urgent first; raises RoundtableError."""
    last = checked_date(until)
    found = []
    with workspace.reading() as connection:
        for key, code in connection.execute(select(t.Roundtable.id, t.Roundtable.code).order_by(t.Roundtable.id)).all():
            rows = _rows(connection, targets_module.of_roundtable(connection, key))
            found += [DueGap(key, code, row) for row in rows if row.is_open and "" < row.due <= last]
    return sorted(found, key=lambda one: _urgency(one.gap))


def create(workspace: Workspace, roundtable_key: int, target: Target, **values: str) -> tuple[int, ChangeSet]:
    """Open a gap at a target with values of ``FIELDS``; return its key. A target has one open gap at most."""
    row = dict.fromkeys(FIELDS, "") | {"state": STATES[0]} | _checked(values)
    with workspace.unit_of_work(f"Note a gap at {target.mark}") as work:
        if target not in targets_module.of_roundtable(work.connection, roundtable_key):
            raise RoundtableError("This question or measure no longer exists.", "Refresh the roundtable.")
        _refuse_second(work, target)
        [key] = work.insert(t.Gap, [{"uid": new_id(), **pointer_columns(target.pointer), **row, "closed_at": None}])
    return key, work.change_set


def save(workspace: Workspace, key: int, *, read_as: Mapping[str, str] = _NOTHING, **values: str) -> ChangeSet:
    """Set fields of a gap; a single one is named in the label. Raises RoundtableError for a wrong value.

    Raises ChangedError where a field is no longer what it was read as.
    """
    checked = _checked(values)
    with workspace.unit_of_work("Edit a gap") as work:
        row = _existing(work, key)
        for name, before in read_as.items():
            if (present := getattr(row, name)) not in (before, checked[name]):
                raise ChangedError(present)
        work.label = f"Edit the gap at {row.target.mark}"
        if len(checked) == 1:
            work.label = f"Set {FIELDS[next(iter(checked))]} of the gap at {row.target.mark}"
        work.update(t.Gap, key, checked)
    return work.change_set


def close(workspace: Workspace, key: int) -> ChangeSet:
    """Close a gap; one that is closed stays as it is."""
    return _set_closed(workspace, key, "Close the gap at {}", is_closed=True)


def reopen(workspace: Workspace, key: int) -> ChangeSet:
    """Open a closed gap again, whether or not its target has a practice: a person may want a better one."""
    return _set_closed(workspace, key, "Reopen the gap at {}", is_closed=False)


def _set_closed(workspace: Workspace, key: int, label: str, *, is_closed: bool) -> ChangeSet:
    with workspace.unit_of_work(label) as work:
        row = _existing(work, key)
        work.label = label.format(row.target.mark)
        if not is_closed and not row.is_open:
            _refuse_second(work, row.target)
        if is_closed == row.is_open:
            work.update(t.Gap, key, {"closed_at": now() if is_closed else None})
    return work.change_set


def delete(workspace: Workspace, keys: Sequence[int]) -> ChangeSet:
    """Delete gaps."""
    with workspace.unit_of_work("Delete gap" if len(keys) == 1 else f"Delete {len(keys)} gaps") as work:
        work.delete(t.Gap, keys)
    return work.change_set


def close_answered(work: UnitOfWork, targets: Sequence[Target]) -> int:
    """Close the open gaps of targets that have just got a practice; return how many there were."""
    return close_all(work, pointing_at(t.Gap, targets)) if targets else 0


def close_all(work: UnitOfWork, condition: ColumnElement[bool]) -> int:
    """Close the open gaps that meet a condition; return how many there were."""
    keys = list(work.connection.scalars(select(t.Gap.id).where(t.Gap.closed_at.is_(None), condition)))
    moment = now()
    for key in keys:
        work.update(t.Gap, key, {"closed_at": moment})
    return len(keys)


@contextmanager
def closing(work: UnitOfWork) -> Iterator[None]:
    """Close the gaps whose targets get their first practice meanwhile, but none opened again beside a practice."""
    before = without_practice(work.connection)
    yield
    answered = before - without_practice(work.connection) if before else set()
    if answered:
        close_all(work, t.Gap.id.in_(answered))


def without_practice(connection: Connection) -> set[int]:
    """Return the keys of the open gaps whose target has no practice."""
    g = t.Gap
    has_practice = _has_practice(question=g.guiding_question_id, measure=g.possible_measure_id)
    return set(connection.scalars(select(g.id).where(g.closed_at.is_(None), ~has_practice)))


def _existing(work: UnitOfWork, key: int) -> GapRow:
    g = t.Gap
    pointer = work.connection.execute(select(g.guiding_question_id, g.possible_measure_id).where(g.id == key)).first()
    if pointer is None:
        raise RoundtableError("This gap no longer exists.", "Refresh the list.")
    roundtable = targets_module.roundtable_of(work.connection, (pointer[0], pointer[1]))
    rows = _rows(work.connection, targets_module.of_roundtable(work.connection, roundtable))
    return next(row for row in rows if row.key == key)


def _refuse_second(work: UnitOfWork, target: Target) -> None:
    open_ones = select(t.Gap.id).where(t.Gap.closed_at.is_(None), pointing_at(t.Gap, [target]))
    if work.connection.scalar(open_ones) is not None:
        raise RoundtableError(f"The gap at {target.mark} is open already.", "Go on with that one.")


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values without spaces around them; raises RoundtableError for an unknown state or a wrong date."""
    checked = {name: text.strip() for name, text in values.items()}
    if (state := checked.get("state", STATES[0])) not in STATES:
        raise RoundtableError(f"“{state}” is no state of a gap.", f"Choose one of: {', '.join(STATES)}.")
    return checked | {name: checked_date(checked[name]) for name in ("asked_on", "due") if name in checked}
