"""Taking along: a workspace file of its own with a roundtable, the practices of a search, or everything."""

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from db import journal
from db import tables as t
from db.clock import now
from db.unit_of_work import UnitOfWork, sound
from roundtable.agenda import roundtable_store
from roundtable.atomic_file import check_target
from roundtable.contribution import own_columns
from roundtable.errors import OutputError, RoundtableError
from roundtable.exchange import workspace_contents
from roundtable.file_errors import is_taken
from roundtable.history import handovers
from roundtable.mapping import note_exchange
from roundtable.practices import practice_store
from roundtable.progress import Progress, part_of, silent
from roundtable.search import execution, query
from roundtable.storage.file_storage import create_file
from roundtable.vocabulary import place_store, spellings
from roundtable.workspace import Workspace
from roundtable.workspace_merge import lineage, snapshot
from roundtable.workspace_merge.lineage import OriginRecord, Step
from roundtable.workspace_merge.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """Hold how many practices and roundtables were taken along."""

    practices: int
    roundtables: int


def take_along(
    workspace: Workspace,
    target: Path,
    *,
    roundtable: str | None = None,
    search: str | None = None,
    progress: Progress = silent,
) -> TakenAlong:
    """Write a new workspace file with a roundtable by its code, the practices of a search, or everything.

    It holds all that these need, and remembers what it was taken along from, for the merge. Raises RoundtableError
    where there is nothing to take along, the file is there already, or it cannot be written.
    """
    if is_taken(target):
        raise OutputError(f"“{target}” already exists and may hold other work.", "Choose another name.")
    check_target(target)
    if search is not None:
        query.check_asks(search)
    reading, writing = part_of(progress, 0, 2), part_of(progress, 1, 2)
    with workspace.reading() as connection:
        reading(0, 1)
        entry, moment = journal.last(connection)
        step, uid = Step(entry, moment or now()), lineage.lineage_of(connection).uid
        taken = _chosen(connection, roundtable, search)
    if not taken.practices and not taken.roundtables:
        what = "The search finds no practice" if search else "The workspace holds no practice and no roundtable yet"
        raise RoundtableError(f"{what}: there is nothing to take along.", "Search for something else, or take all.")
    name = sound(workspace.name)
    origin = OriginRecord(uid, name, step, snapshot.packed(taken))
    writing(0, 1)
    create_file(target, _writer(taken, origin))
    writing(1, 1)
    return TakenAlong(len(taken.practices), len(taken.roundtables))


def _chosen(connection: Connection, roundtable: str | None, search: str | None) -> Snapshot:
    """Return what is to be taken along, nothing of the trash."""
    p = t.Practice
    if roundtable is not None:
        keys = workspace_contents.keys_of(connection, roundtable)
    else:
        found = execution.conditions(connection, search or "", p.id)
        keys = list(connection.scalars(select(p.id).where(p.deleted_at.is_(None), *found)))
    everything = replace(snapshot.read(connection, ()), practices=snapshot.load_practices(connection, keys))
    if roundtable is not None:
        key = roundtable_store.key_of(connection, roundtable)
        return _limited(everything, set(connection.scalars(select(t.Roundtable.uid).where(t.Roundtable.id == key))))
    if search:
        return _limited(everything, _roundtables_with(everything))
    taken = _limited(everything, everything.roundtables.keys())
    return replace(taken, searches=everything.searches, handovers=everything.handovers)


def _roundtables_with(state: Snapshot) -> set[str]:
    """Name the roundtables in whose annex the practices stand, or whose questions and measures they are mapped to."""
    mapped = {mark.target for mark in state.reasons() if mark.practice in state.practices}
    return {
        uid
        for uid, record in state.roundtables.items()
        if mapped & record.target_ids() or any(entry.practice in state.practices for entry in record.annex)
    }


def _limited(state: Snapshot, roundtables: Container[str]) -> Snapshot:
    """Keep of a workspace what concerns the practices that are loaded, and some of the roundtables."""
    used = {("thematic_area", name) for one in state.practices.values() for name in one.thematic_areas}
    used |= {("tag", name) for one in state.practices.values() for name in one.tags}
    return replace(
        snapshot.limited(state, state.practices.keys(), roundtables),
        terms={uid: term for uid, term in state.terms.items() if term.is_listed or (term.kind, term.name) in used},
        searches={},
    )


def _writer(taken: Snapshot, origin: OriginRecord) -> Callable[[Connection], None]:
    """Return the function that fills a new workspace with what was taken along."""

    def write(connection: Connection) -> None:
        work = UnitOfWork(connection, "Take along")
        _write_vocabulary(work, taken)
        practices = list(taken.practices.values())
        keys = dict(zip(taken.practices, practice_store.add(work, practices), strict=True))
        for record in taken.roundtables.values():
            roundtable_store.add(work, record, keys)
        roundtable_store.map_all(work, taken.mappings, keys)
        note_exchange.refuse_all(work, taken.refusals, keys)
        note_exchange.note_gaps(work, list(taken.gaps.values()), overwrite=True)
        work.replace_list(t.SavedSearch, {}, [{"name": name, "query": one} for name, one in taken.searches.items()])
        handovers.add(connection, taken.handovers)
        own_columns.add(connection, taken.meanings())
        work.finish()
        values = {"uid": origin.uid, "name": origin.name, "entry": origin.step.entry, "moment": origin.step.moment}
        connection.execute(insert(t.Origin).values(**values, records=origin.records))

    return write


def _write_vocabulary(work: UnitOfWork, taken: Snapshot) -> None:
    rows = [
        {"uid": uid, "kind": one.kind, "name": one.name, "listed": one.is_listed} for uid, one in taken.terms.items()
    ]
    for key, term in zip(work.insert(t.Term, rows), taken.terms.values(), strict=True):
        spellings.set_aliases(work, t.TermAlias, key, term.aliases)
        spellings.set_names(work, t.TermAlias, key, dict(term.names))
    place_store.merge(work, taken.places.values(), only_these=True)
