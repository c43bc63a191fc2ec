"""Who wrote what a row holds now: asked while two people are at it, so that the newest steps tell."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import func, select

from db import tables as t
from db.changes import Change, ChangeSet
from roundtable.history.undo_steps import Step
from roundtable.workspace import Workspace

_NEWEST = 100
_LARGEST = 1_000_000
"""Bytes of a step, compressed, beyond which a window that waits does not look into it: an import, perhaps."""


def find(
    workspace: Workspace,
    table: str,
    column: str,
    values: Collection[Any],
    *,
    key: int | None = None,
    practice: int | None = None,
) -> Step | None:
    """Return the step that wrote one of the values into a column, of one row or one practice's rows where given.

    None where none of the newest steps did.
    """

    def is_meant(change: Change) -> bool:
        is_of_row = change.table == table and key in (None, change.key) and practice in (None, change.practice_id)
        return is_of_row and change.after is not None and change.after.get(column, ...) in values

    return _newest(workspace, is_meant)


def deletion(workspace: Workspace, practice: int) -> Step | None:
    """Return the step that moved a practice to the trash or out of it for good; None where none of the newest did."""
    return _newest(workspace, lambda change: change.key == practice and _is_deletion(change))


def deleted(change_set: ChangeSet) -> set[int]:
    """Return the keys of the practices that a change moved to the trash or out of it for good."""
    return {change.key for change in change_set.changes if _is_deletion(change)}


def _is_deletion(change: Change) -> bool:
    return change.table == "practice" and (change.after is None or bool(change.after.get("deleted_at")))


def replaced(workspace: Workspace, table: str, values: Mapping[str, Any]) -> Step | None:
    """Return the step that deleted a row with these values or put others there; None where none of the newest did."""

    def is_meant(change: Change) -> bool:
        told = (change.before or {}).keys() & values.keys()  # of an update, only what differs
        return (
            change.table == table and bool(told) and all((change.before or {})[name] == values[name] for name in told)
        )

    return _newest(workspace, is_meant)


def _newest(workspace: Workspace, is_meant: Callable[[Change], bool]) -> Step | None:
    e = t.JournalEntry
    statement = select(e.id, e.at, e.author, e.label, e.state, func.length(e.payload))
    with workspace.reading() as connection:
        for *entry, size in connection.execute(statement.order_by(e.id.desc()).limit(_NEWEST)).all():
            if size > _LARGEST:
                return None
            payload = connection.scalar(select(e.payload).where(e.id == entry[0]))
            changes = ChangeSet.unpacked("", payload).changes if payload else ()
            if any(map(is_meant, changes)):
                return Step(*entry)
    return None
