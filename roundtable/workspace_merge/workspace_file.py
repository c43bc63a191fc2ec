"""Workspace file as a source of an import: its contents, and those of the base that it shares with the workspace."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import Connection

from db import backup, journal, row_keys, upgrade
from db.unit_of_work import UnitOfWork
from roundtable.errors import InputError, RoundtableError
from roundtable.history import earlier_state
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake
from roundtable.recovery import restore
from roundtable.workspace import Workspace
from roundtable.workspace_merge import lineage, snapshot
from roundtable.workspace_merge.lineage import Base, Step
from roundtable.workspace_merge.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceIntake(Intake):
    """Hold a workspace file, as it is and as it was at the base, its newest step, and the practices that it changed."""

    there: Snapshot
    base: Snapshot
    step: Step
    changed: frozenset[str]


def read(file: Path, workspace: Workspace) -> WorkspaceIntake:
    """Read a workspace file that is to be merged into an open workspace; it is only copied, never written to.

    Raises RoundtableError where it is the workspace itself, no workspace, damaged, of a newer version, or has nothing
    in common with the one that is open.
    """
    upgrade.inspect(file)
    if workspace.is_in(file):
        raise InputError(f"“{file}” is the workspace itself.", "Name the file that was taken along from it.")
    with workspace.reading() as connection:
        known = lineage.lineage_of(connection)
    with _copied(file) as copy, copy.unit_of_work("Look back") as work:
        work.is_dry_run = True
        base = lineage.base(known, lineage.lineage_of(work.connection), str(file))
        if not base.is_here:
            return _compared(file, work, base, work)
        with workspace.unit_of_work("Look back") as own:
            own.is_dry_run = True
            return _compared(file, work, base, own)


@contextmanager
def _copied(file: Path) -> Iterator[Workspace]:
    """Open a copy of a workspace file, which may be read-only or of an earlier version; errors name the file itself."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        try:
            backup.copy(file, copy)
            with restore.opened(copy) as workspace:
                if workspace.refusal:
                    raise workspace.refusal
                yield workspace
        except RoundtableError as error:
            texts = (text.replace(str(copy), str(file)) for text in (error.cause, error.remedy))
            raise InputError(*texts) from error


def _compared(file: Path, work: UnitOfWork, base: Base, of_base: UnitOfWork) -> WorkspaceIntake:
    """Compare the file with its base; ``of_base`` is the workspace that the base is a step of."""
    there = snapshot.read(work.connection, ())
    if base.records:
        then = snapshot.unpacked(base.records, str(file))
        if base.beside:
            then = snapshot.shared(then, snapshot.unpacked(base.beside, str(file)))
        changed = _changed(then, there)
    else:
        with earlier_state.as_of(of_base, base.step.entry, None) as past:
            if past is None:
                raise InputError(
                    f"What “{file}” and this workspace had in common was kept by an earlier version and is not known.",
                    "Export that file as JSON and import that here.",
                )
            then = snapshot.read(past.connection, ())
            changed = _changed(then, there)
            then = _with_practices(past.connection, then, changed)
    there = _with_practices(work.connection, there, changed)
    listed = (there.practices.get(uid) or then.practices[uid] for uid in changed)
    return WorkspaceIntake(
        file=str(file),
        kind="workspace",
        collection=Collection(practices=tuple(sorted(listed, key=lambda one: (one.title, one.id)))),
        there=there,
        base=then,
        step=Step(*journal.last(work.connection)),
        changed=changed,
    )


def _changed(then: Snapshot, there: Snapshot) -> frozenset[str]:
    """Name the practices that were changed, added or deleted since then, or mapped otherwise."""
    before, after = then.reasons(), there.reasons()
    marks = {mark for mark in before.keys() | after.keys() if before.get(mark) != after.get(mark)}
    differing = {
        uid for uid in then.stamps.keys() | there.stamps.keys() if then.stamps.get(uid) != there.stamps.get(uid)
    }
    differing |= {uid for uid in then.codes.keys() | there.codes.keys() if then.codes.get(uid) != there.codes.get(uid)}
    differing |= {mark.practice for mark in marks}
    return frozenset(uid for uid in differing if then.is_live(uid) or there.is_live(uid))


def _with_practices(connection: Connection, state: Snapshot, practices: Iterable[str]) -> Snapshot:
    keys = row_keys.keys_by_uid(connection, practices)
    return replace(state, practices=snapshot.load_practices(connection, keys.values()))
