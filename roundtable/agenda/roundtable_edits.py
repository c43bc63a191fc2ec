"""Editing of roundtables: create, duplicate, save, delete; each one step of undo. The annex is not edited here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from db import row_keys
from db import tables as t
from db.changes import ChangeSet
from db.unit_of_work import UnitOfWork
from roundtable.agenda import roundtable_store
from roundtable.errors import ChangedError, RoundtableError
from roundtable.records.date_check import checked_date
from roundtable.records.identity import LONGEST_CODE, new_id
from roundtable.records.roundtable import RoundtableRecord
from roundtable.workspace import Workspace

_TARGETS = ((t.GuidingQuestion, "guiding_question_id"), (t.PossibleMeasure, "possible_measure_id"))
_OWNED = (
    *(t.AnnexEntry, t.AnnexOption, t.LinkedRoundtable, t.Section, t.Footnote),
    *(t.GuidingQuestion, t.PossibleMeasure),
)


def create(workspace: Workspace, code: str, title: str = "") -> tuple[int, ChangeSet]:
    """Add a roundtable; return its key.

    Raises RoundtableError where the code is empty or another roundtable has it.
    """
    record = RoundtableRecord(id=new_id(), code=_tidy(code), title=title)
    with workspace.unit_of_work(f"New roundtable {record.code}") as work:
        key = _add(work, record)
    return key, work.change_set


def duplicate(workspace: Workspace, key: int, code: str) -> tuple[int, ChangeSet]:
    """Start the next roundtable from one: its title, headings, questions and measures, but no annex and no mappings.

    Returns the new key. Raises RoundtableError as ``create`` does, or where the original is gone.
    """
    with workspace.unit_of_work(f"Duplicate roundtable as {_tidy(code)}") as work:
        before = _kept(work, key)
        added = _add(
            work,
            RoundtableRecord(
                id=new_id(),
                code=_tidy(code),
                title=before.title,
                annex_options=before.annex_options,
                sections=tuple(replace(section, text="") for section in before.sections),
                guiding_questions=tuple(replace(question, id=new_id()) for question in before.guiding_questions),
                possible_measures=tuple(replace(measure, id=new_id()) for measure in before.possible_measures),
            ),
        )
    return added, work.change_set


def save(workspace: Workspace, key: int, record: RoundtableRecord, label: str = "Edit roundtable") -> ChangeSet:
    """Make a roundtable equal to the record, all but its annex; a save that changes nothing is no step.

    A question or measure that is gone takes its mappings along; the practices under it stay in the annex, under none.
    Raises RoundtableError as ``create`` does, or where the roundtable is gone.
    """
    with workspace.unit_of_work(label) as work:
        _save(work, key, record)
    return work.change_set


def set_field(workspace: Workspace, key: int, field: str, value: Any, label: str, *, read_as: Any) -> ChangeSet:
    """Set one field or list of a roundtable, as ``save`` does; the others stay as they are.

    Raises ChangedError where it is no longer what it was read as.
    """
    with workspace.unit_of_work(label) as work:
        kept = _kept(work, key)
        if (present := getattr(kept, field)) not in (read_as, value):
            raise ChangedError(present)
        _save(work, key, replace(kept, **{field: value}))
    return work.change_set


def delete(workspace: Workspace, keys: Sequence[int]) -> ChangeSet:
    """Throw away roundtables with all their parts and mappings; their practices stay."""
    label = "Delete roundtable" if len(keys) == 1 else f"Delete {len(keys)} roundtables"
    with workspace.unit_of_work(label) as work:
        remove(work, keys)
    return work.change_set


def remove(work: UnitOfWork, keys: Sequence[int]) -> None:
    """Delete roundtables with all their parts and mappings, as part of a larger step."""
    for target, column in _TARGETS:
        targets = list(work.connection.scalars(select(target.id).where(target.roundtable_id.in_(keys))))
        roundtable_store.forget_targets(work, column, targets)
    for kind in _OWNED:
        columns: Any = kind.__table__.c
        owned = select(columns.id).where(columns.roundtable_id.in_(keys))
        work.delete(kind, list(work.connection.scalars(owned)))
    work.delete(t.Roundtable, keys)


def _save(work: UnitOfWork, key: int, record: RoundtableRecord) -> None:
    before = _kept(work, key)
    deadline = checked_date(record.deadline)
    wanted = replace(record, id=before.id, code=_tidy(record.code), annex=before.annex, deadline=deadline)
    if wanted.code != before.code:
        _refuse_code(work, wanted.code, but=key)
    if wanted != before:
        uids = [entry.practice for entry in wanted.annex]
        roundtable_store.save(work, key, wanted, row_keys.keys_by_uid(work.connection, uids))


def _add(work: UnitOfWork, record: RoundtableRecord) -> int:
    _refuse_code(work, record.code)
    return roundtable_store.add(work, record, {})


def _kept(work: UnitOfWork, key: int) -> RoundtableRecord:
    """Return the roundtable with its whole annex: what is in the trash may be taken back."""
    found = roundtable_store.load(work.connection, [key], with_trash=True).get(key)
    if found is None:
        raise RoundtableError("This roundtable no longer exists.", "Refresh the list.")
    return found


def _refuse_code(work: UnitOfWork, code: str, but: int | None = None) -> None:
    if not code:
        raise RoundtableError("A roundtable needs a code.", "Type one, such as RT 3.2.")
    if len(code) > LONGEST_CODE:
        raise RoundtableError(f"A code has at most {LONGEST_CODE} characters.", "Type one such as RT 3.2.")
    rows = work.connection.execute(select(t.Roundtable.id, t.Roundtable.code))
    if any(key != but and roundtable_store.folded(present) == roundtable_store.folded(code) for key, present in rows):
        raise RoundtableError(f"There is already a roundtable “{code}”.", "Give each its own code.")


def _tidy(code: str) -> str:
    return " ".join(code.split())
