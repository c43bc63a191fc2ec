"""Arrivals that wait for a decision: conflicts and possible duplicates of imports, as their kept reports tell them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from roundtable import import_report
from roundtable.history.undo_steps import Step
from roundtable.import_report import PracticeOutcome
from roundtable.workspace import Workspace

Doubt = Literal["conflict", "duplicate"]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Hold the practices, by key, of which an import (its journal entry and label) left one kind of doubt."""

    entry: int
    at: str
    label: str
    doubt: Doubt
    practices: tuple[int, ...]


class _Doubtful(NamedTuple):
    doubt: Doubt
    practice: str
    other: str
    """The practice that it may be a duplicate of, else ""."""


class _Present(NamedTuple):
    key: int
    changed_at: str


class Arrivals:
    """Tell what waits; a report never changes, so that each is read once. For one workspace and one thread."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, str], Sequence[_Doubtful]] = {}

    def undecided(self, workspace: Workspace) -> tuple[Undecided, ...]:
        """Return the doubts about practices that are as their import left them, the newest import first.

        A practice that was saved or deleted since is decided on, and so is a duplicate whose other is gone. What
        several imports left is told of the newest.
        """
        imports = [step for step in import_report.steps(workspace) if step.state in ("done", "note")]
        doubtful = {step: self._of_step(workspace, step) for step in imports}
        with workspace.reading() as connection:
            named = (uid for some in doubtful.values() for one in some for uid in (one.practice, one.other))
            present = _present(connection, [uid for uid in named if uid])
        found: list[Undecided] = []
        told: set[_Doubtful] = set()
        for step, some in doubtful.items():
            waiting = [one for one in some if one not in told and _waits(one, step, present)]
            told.update(waiting)
            for doubt in ("conflict", "duplicate"):
                keys = tuple(present[one.practice].key for one in waiting if one.doubt == doubt)
                if keys:
                    found.append(Undecided(step.id, step.at, step.label, doubt, keys))
        return tuple(found)

    def _of_step(self, workspace: Workspace, step: Step) -> Sequence[_Doubtful]:
        identity = step.id, step.at
        if identity not in self._read:
            report = import_report.of_step(workspace, step.id)
            self._read[identity] = [one for file in report.files for told in file.practices for one in _doubts(told)]
        return self._read[identity]


def _doubts(told: PracticeOutcome) -> list[_Doubtful]:
    if told.conflicts:
        return [_Doubtful("conflict", told.id, "")]
    return [_Doubtful("duplicate", told.id, told.duplicate_of)] if told.duplicate_of else []


def _present(connection: Connection, uids: Sequence[str]) -> dict[str, _Present]:
    p = t.Practice
    statement = select(p.uid, p.id, p.changed_at).where(p.deleted_at.is_(None))
    return {uid: _Present(key, at) for uid, key, at in row_keys.chunked(connection, statement, p.uid, uids)}


def _waits(one: _Doubtful, step: Step, present: dict[str, _Present]) -> bool:
    here = present.get(one.practice)
    return here is not None and here.changed_at <= step.at and (not one.other or one.other in present)
