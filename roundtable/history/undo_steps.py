"""Undo and redo, and the list of journal entries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db import journal
from db import tables as t
from db.changes import Change, ChangeSet
from db.journal import Entry as Step
from db.unit_of_work import login, own_author, person, use_name
from roundtable.errors import RoundtableError
from roundtable.progress import Progress, silent
from roundtable.workspace import Workspace

__all__ = [
    "ChangeSet",
    "NextStep",
    "Step",
    "changes_by_others",
    "everything",
    "last",
    "login",
    "next_entry",
    "next_step",
    "person",
    "redo",
    "steps",
    "undo",
    "use_name",
]


def undo(workspace: Workspace, progress: Progress = silent) -> ChangeSet:
    """Revert the newest step that stands, on a server the newest of one's own.

    Raises RoundtableError where there is none or a record has changed since.
    """
    return workspace.undo_or_redo(back=True, progress=progress)


def redo(workspace: Workspace, progress: Progress = silent) -> ChangeSet:
    """Repeat the step that was undone last, on a server by oneself.

    Raises RoundtableError where there is none or a record has changed since.
    """
    return workspace.undo_or_redo(back=False, progress=progress)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Hold the step that undo or redo would turn: its journal entry, its label, and the practice it is of, if one."""

    entry: int
    label: str
    title: str

    def __str__(self) -> str:
        """Name the step and, where the label does not, its practice."""
        return f"{self.label} – {self.title}" if self.title and self.title not in self.label else self.label


def next_step(workspace: Workspace, *, back: bool) -> NextStep | None:
    """Return the step that undo (``back``) or redo would turn; None where there is none."""
    with workspace.reading() as connection:
        own = own_author(connection)
        found = journal.next_to_undo(connection, own) if back else journal.next_to_redo(connection, own)
        return NextStep(*found, journal.title_of(connection, found[0])) if found else None


def next_entry(workspace: Workspace | None, *, back: bool) -> int:
    """Return the journal entry that undo (``back``) or redo would turn; 0 where there is none."""
    step = next_step(workspace, back=back) if workspace else None
    return step.entry if step else 0


def last(workspace: Workspace) -> int:
    """Return the newest journal entry; 0 where there is none."""
    with workspace.reading() as connection:
        return journal.last(connection)[0]


def changes_by_others(workspace: Workspace, since: int, own: Collection[int]) -> ChangeSet | None:
    """Return what entries after ``since`` may have changed, except those in ``own``; None where there are no others.

    It names every table, for all practices concerned: what exactly changed is read again by whoever shows it.
    """
    with workspace.reading() as connection:
        entries, practices = journal.touched_since(connection, since)
    if set(entries) <= set(own):
        return None
    changes = [Change("practice", key, {}, {}, key) for key in practices]
    return ChangeSet("", (*changes, *everything().changes), entry=max(entries))


def everything() -> ChangeSet:
    """Return a change that names every table, so that all that is shown is read again."""
    return ChangeSet("", tuple(Change(table, 0, {}, {}) for table in t.JOURNALED))


def steps(workspace: Workspace, practice: str | None = None, *, limit: int | None = None) -> Sequence[Step]:
    """List the steps, newest first; those that concern one practice where its identity is given.

    Raises RoundtableError where there never was such a practice.
    """
    with workspace.reading() as connection:
        key = None
        if practice is not None:
            key = connection.scalar(select(t.Practice.id).where(t.Practice.uid == practice))
            if key is None:
                raise RoundtableError(
                    f"There is no practice “{practice}”.", "“roundtable search” prints the identities of practices."
                )
        return journal.entries(connection, key, limit)
