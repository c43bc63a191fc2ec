"""Contents of a workspace as one Collection: all there is, or one roundtable with what belongs to it."""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.agenda import roundtable_store
from roundtable.history import handovers
from roundtable.mapping import note_exchange
from roundtable.practices import practice_store
from roundtable.records.collection import Collection
from roundtable.vocabulary import place_store, term_store
from roundtable.workspace import Workspace


def collected(workspace: Workspace, code: str | None = None) -> Collection:
    """Return all that the workspace holds, or one roundtable with its practices, mappings and the vocabulary."""
    with workspace.reading() as connection:
        return contents(connection, code)


def contents(connection: Connection, code: str | None = None) -> Collection:
    """Return what ``collected`` does, within the caller's read."""
    key = None if code is None else roundtable_store.key_of(connection, code)
    chosen = None if key is None else _practices_of(connection, key)
    roundtables = tuple(roundtable_store.load(connection, None if key is None else [key]).values())
    return Collection(
        roundtables=roundtables,
        practices=tuple(practice_store.load(connection, chosen).values()),
        mappings=roundtable_store.mappings(connection, key),
        refusals=note_exchange.refusals(connection, key, chosen),
        gaps=note_exchange.gaps(connection, key),
        vocabulary=term_store.load(connection),
        places=place_store.records(connection),
        handovers=handovers.load(connection, None if key is None else roundtables[0].id),
    )


def keys_of(connection: Connection, code: str) -> list[int]:
    """Return the keys of the practices of a roundtable: in its annex, or mapped to its questions and measures.

    Raises RoundtableError where there is no such roundtable.
    """
    return _practices_of(connection, roundtable_store.key_of(connection, code))


def _practices_of(connection: Connection, roundtable: int) -> list[int]:
    """Name the practices in a roundtable's annex or mapped to its questions and measures."""
    m, q, p = t.Mapping, t.GuidingQuestion, t.PossibleMeasure
    mapped = (
        select(m.practice_id)
        .outerjoin(q, q.id == m.guiding_question_id)
        .outerjoin(p, p.id == m.possible_measure_id)
        .where((q.roundtable_id == roundtable) | (p.roundtable_id == roundtable))
    )
    placed = select(t.AnnexEntry.practice_id).where(t.AnnexEntry.roundtable_id == roundtable)
    present = select(t.Practice.id).where(t.Practice.deleted_at.is_(None))
    return list(connection.scalars(present.where(t.Practice.id.in_(mapped.union(placed)))))
