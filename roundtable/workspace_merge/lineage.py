"""Lineage of workspaces: which one each is, and the base that two of them have in common."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.errors import InputError, RoundtableError
from roundtable.workspace import Workspace


class Step(NamedTuple):
    """Name a journal entry, by its number and moment."""

    entry: int
    moment: str


@dataclass(frozen=True, slots=True)
class OriginRecord:
    """Hold the workspace that one was taken along from, by identity and name, the step, and the records then."""

    uid: str
    name: str
    step: Step
    records: bytes


@dataclass(frozen=True, slots=True)
class Lineage:
    """Hold the identity of a workspace, its steps, the steps merged into it, and its origin, if it has one."""

    uid: str
    steps: tuple[Step, ...]
    merged: AbstractSet[Step]
    origin: OriginRecord | None


class Base(NamedTuple):
    """Hold what two workspaces last had in common: the state after a step, here or there, or records taken along.

    Of two files taken along from one workspace that is what the ``records`` of the one taken first share with those of
    the other, ``beside``.
    """

    step: Step
    is_here: bool = False
    records: bytes = b""
    beside: bytes = b""


def lineage_of(connection: Connection) -> Lineage:
    """Read the lineage of a workspace."""
    e, m = t.JournalEntry, t.MergedStep
    return Lineage(
        uid=connection.scalar(select(t.WorkspaceIdentity.uid)) or "",
        steps=tuple(Step(*row) for row in connection.execute(select(e.id, e.at).order_by(e.id))),
        merged={Step(*row) for row in connection.execute(select(m.entry, m.moment))},
        origin=origin(connection),
    )


def origin(connection: Connection) -> OriginRecord | None:
    """Return what a workspace was taken along from; None where it was not."""
    o = t.Origin
    row = connection.execute(select(o.uid, o.name, o.entry, o.moment, o.records)).first()
    return None if row is None else OriginRecord(row.uid, row.name, Step(row.entry, row.moment), row.records)


def origin_name(workspace: Workspace) -> str:
    """Return the name of the workspace that one was taken along from, "" where it was not."""
    with workspace.reading() as connection:
        return connection.scalar(select(t.Origin.name)) or ""


def is_related(workspace: Workspace, file: Path) -> bool:
    """Tell whether a file was taken along from a workspace, the other way round, or with it, or is a copy."""
    try:
        if workspace.is_in(file):
            return False
        with Workspace.open(file, may_upgrade=False) as other, other.reading() as there, workspace.reading() as own:
            return bool(_identities(own) & _identities(there))
    except (RoundtableError, OSError):  # whoever opens it tells why that cannot be
        return False


def _identities(connection: Connection) -> set[str]:
    """Return the identity of a workspace, and of its origin."""
    return {*connection.scalars(select(t.WorkspaceIdentity.uid)), *connection.scalars(select(t.Origin.uid))}


def base(here: Lineage, there: Lineage, file: str) -> Base:
    """Return what two workspaces last had in common.

    Raises InputError, which names the ``file`` of the other, where they have nothing in common.
    """
    common = [one for one, other in zip(here.steps, there.steps, strict=False) if one == other]
    known = [Base(step) for step in common[-1:]]
    known += [Base(step) for step in there.steps if step in here.merged]
    known += [Base(step, is_here=True) for step in here.steps if step in there.merged]
    if known:
        return max(known, key=lambda one: one.step.moment)
    if there.origin and there.origin.uid == here.uid:
        return Base(there.origin.step, records=there.origin.records)
    if here.origin and here.origin.uid == there.uid:
        return Base(here.origin.step, records=here.origin.records)
    if here.uid == there.uid:  # copies of one that nothing had been done in yet
        return Base(Step(0, ""))
    if here.origin and there.origin and here.origin.uid == there.origin.uid:
        first, second = sorted((here.origin, there.origin), key=lambda one: one.step.moment)
        return Base(first.step, records=first.records, beside=second.records)
    if there.origin:
        raise InputError(
            f"“{file}” was taken along from another workspace, “{there.origin.name}”.",
            "Open that workspace and merge the file there.",
        )
    raise InputError(
        f"“{file}” was neither taken along from this workspace nor is it a copy of it.",
        "Open it, export it as JSON there, and import that here.",
    )
