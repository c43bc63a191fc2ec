"""Snapshot of a workspace: all that a merge compares, by identity."""

import zlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, cast

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from roundtable.agenda import roundtable_store
from roundtable.contribution import own_columns
from roundtable.contribution.own_columns import Meanings
from roundtable.errors import InputError
from roundtable.exchange.merge_result import Other
from roundtable.history import handovers
from roundtable.mapping import note_exchange
from roundtable.practices import practice_store
from roundtable.records.handover import HandoverRecord
from roundtable.records.mapping import GapRecord, MappingRecord, RefusalRecord
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.records.vocabulary import PlaceRecord, TermKind
from roundtable.vocabulary import place_store, spellings

LARGEST = 2_000_000_000
"""Limit of an unpacked snapshot in bytes; 10,000 practices without pictures have some 30,000,000."""


class Stamp(NamedTuple):
    """Tell two states of a practice apart: whatever is saved gets another revision or moment."""

    revision: int
    changed_at: str
    is_in_trash: bool


@dataclass(frozen=True, slots=True)
class TermEntry:
    """Hold a term with its other spellings; ``is_listed`` is false for a value that no vocabulary holds."""

    kind: TermKind
    name: str
    is_listed: bool = True
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


class Mark(NamedTuple):
    """Name a practice and the question or measure that it is mapped to or refused for."""

    practice: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Hold a workspace, the trash included; of practices those asked for, and of all the stamps and codes of places.

    A place that is added, merged or removed changes the codes, but no stamp.
    """

    stamps: Mapping[str, Stamp]
    codes: Mapping[str, tuple[str, ...]]
    practices: Mapping[str, PracticeRecord]
    terms: Mapping[str, TermEntry]
    places: Mapping[str, PlaceRecord]
    roundtables: Mapping[str, RoundtableRecord]
    mappings: tuple[MappingRecord, ...]
    refusals: tuple[RefusalRecord, ...]
    gaps: Mapping[str, GapRecord]
    searches: Mapping[str, str]
    handovers: tuple[HandoverRecord, ...]
    sender_columns: tuple[tuple[str, str, str], ...] = ()
    """Sender, heading and meaning of columns that people explained; none in a snapshot of an earlier version."""

    def meanings(self) -> Meanings:
        """Return what people said of senders' columns."""
        return {(sender, heading): meaning for sender, heading, meaning in self.sender_columns}

    def is_live(self, practice: str) -> bool:
        """Tell whether a practice is there, outside the trash."""
        stamp = self.stamps.get(practice)
        return stamp is not None and not stamp.is_in_trash

    def reasons(self) -> dict[Mark, str]:
        """Return the reasons of the mappings."""
        return {mark_of(record): record.reason for record in self.mappings}

    def covered_targets(self) -> set[str]:
        """Name the questions and measures that have a practice: mapped to them, or printed under them."""
        mapped = {mark.target for mark in self.reasons() if self.is_live(mark.practice)}
        entries = (entry for record in self.roundtables.values() for entry in record.annex)
        return mapped | {entry.guiding_question for entry in entries if self.is_live(entry.practice)}


def mark_of(record: MappingRecord | RefusalRecord) -> Mark:
    """Return what a mapping or a refusal names."""
    return Mark(record.practice, record.guiding_question or record.possible_measure)


def stamps(connection: Connection) -> dict[str, Stamp]:
    """Return the stamps of all practices."""
    p = t.Practice
    rows = connection.execute(select(p.uid, p.revision, p.changed_at, p.deleted_at.is_not(None)))
    return {uid: Stamp(revision, changed_at, bool(is_gone)) for uid, revision, changed_at, is_gone in rows}


def read(connection: Connection, practices: Iterable[str] | None = None) -> Snapshot:
    """Read a workspace, with the practices named by identity, None for all."""
    all_stamps = stamps(connection)
    wanted = row_keys.keys_by_uid(connection, all_stamps if practices is None else practices)
    return Snapshot(
        stamps=all_stamps,
        codes=_codes(connection),
        practices=load_practices(connection, wanted.values()),
        terms=_terms(connection),
        places={record.code: record for record in place_store.records(connection)},
        roundtables={one.id: one for one in roundtable_store.load(connection, with_trash=True).values()},
        mappings=tuple(_mappings(connection)),
        refusals=tuple(_refusals(connection)),
        gaps={gap.id: gap for gap in note_exchange.gaps(connection)},
        searches=_searches(connection),
        handovers=handovers.load(connection),
        sender_columns=tuple((*key, meaning) for key, meaning in own_columns.load(connection).items()),
    )


def beside_practices(connection: Connection) -> dict[Other, Mapping[str, object]]:
    """Return what is kept beside practices and their marks, by kind and identity: of terms those in the vocabulary."""
    roundtables = roundtable_store.load(connection, with_trash=True).values()
    return {
        "roundtables": {one.id: replace(one, annex=()) for one in roundtables},
        "terms": {uid: term for uid, term in _terms(connection).items() if term.is_listed},
        "places": {record.code: record for record in place_store.records(connection)},
        "gaps": {gap.id: gap for gap in note_exchange.gaps(connection)},
        "saved_searches": _searches(connection),
    }


def _searches(connection: Connection) -> dict[str, str]:
    """Return the queries of the saved searches by name, in their order."""
    s = t.SavedSearch
    return {row.name: row.query for row in connection.execute(select(s.name, s.query).order_by(s.position))}


def _codes(connection: Connection) -> dict[str, tuple[str, ...]]:
    p, c = t.Practice, t.PracticeCountry
    found: dict[str, list[str]] = {}
    for uid, code in connection.execute(select(p.uid, c.code).join(c, c.practice_id == p.id).order_by(c.position)):
        found.setdefault(uid, []).append(code)
    return {uid: tuple(codes) for uid, codes in found.items()}


def load_practices(connection: Connection, keys: Iterable[int]) -> dict[str, PracticeRecord]:
    """Return practices by identity, in the trash or not."""
    return {record.id: record for record in practice_store.load(connection, list(keys)).values()}


def _terms(connection: Connection) -> dict[str, TermEntry]:
    others = spellings.read(connection, t.TermAlias)
    rows = connection.execute(select(t.Term.id, t.Term.uid, t.Term.kind, t.Term.name, t.Term.listed))
    return {
        uid: TermEntry(
            cast("TermKind", kind), name, listed, tuple(others[key].aliases), tuple(others[key].names.items())
        )
        for key, uid, kind, name, listed in rows
    }


def _marks(connection: Connection, kind: Any, *columns: Any) -> Iterable[Any]:
    """Yield practice, question, measure and the columns of every mapping or refusal, those in the trash included."""
    p, q, m = t.Practice, t.GuidingQuestion, t.PossibleMeasure
    statement = (
        select(p.uid, q.uid, m.uid, *columns)
        .select_from(kind)
        .join(p, p.id == kind.practice_id)
        .outerjoin(q, q.id == kind.guiding_question_id)
        .outerjoin(m, m.id == kind.possible_measure_id)
        .order_by(kind.id)
    )
    return connection.execute(statement)


def _mappings(connection: Connection) -> Iterable[MappingRecord]:
    for practice, question, measure, reason in _marks(connection, t.Mapping, t.Mapping.reason):
        yield MappingRecord(
            practice=practice, guiding_question=question or "", possible_measure=measure or "", reason=reason
        )


def _refusals(connection: Connection) -> Iterable[RefusalRecord]:
    for practice, question, measure in _marks(connection, t.Refusal):
        yield RefusalRecord(practice=practice, guiding_question=question or "", possible_measure=measure or "")


def limited(state: Snapshot, practices: Container[str], roundtables: Container[str]) -> Snapshot:
    """Keep of a workspace what concerns some of the practices, and some of the roundtables."""
    kept = {
        uid: replace(one, annex=tuple(entry for entry in one.annex if entry.practice in practices))
        for uid, one in state.roundtables.items()
        if uid in roundtables
    }
    targets = {target for record in kept.values() for target in record.target_ids()}

    def is_kept(record: MappingRecord | RefusalRecord) -> bool:
        return record.practice in practices and mark_of(record).target in targets

    return replace(
        state,
        stamps={uid: stamp for uid, stamp in state.stamps.items() if uid in practices},
        codes={uid: codes for uid, codes in state.codes.items() if uid in practices},
        practices={uid: one for uid, one in state.practices.items() if uid in practices},
        roundtables=kept,
        mappings=tuple(filter(is_kept, state.mappings)),
        refusals=tuple(filter(is_kept, state.refusals)),
        gaps={uid: gap for uid, gap in state.gaps.items() if (gap.guiding_question or gap.possible_measure) in targets},
        handovers=tuple(one for one in state.handovers if one.roundtable in kept),
    )


def shared(state: Snapshot, other: Snapshot) -> Snapshot:
    """Keep of a workspace what another holds, too, as it is in the first."""
    handed_over = {one.id for one in other.handovers}
    return replace(
        limited(state, other.practices.keys(), other.roundtables.keys()),
        terms={uid: term for uid, term in state.terms.items() if uid in other.terms},
        places={code: place for code, place in state.places.items() if code in other.places},
        searches={name: query for name, query in state.searches.items() if name in other.searches},
        handovers=tuple(one for one in state.handovers if one.id in handed_over),
    )


def packed(snapshot: Snapshot) -> bytes:
    """Write a snapshot down, compressed."""
    from msgspec import json

    return zlib.compress(json.encode(snapshot), 1)


def unpacked(content: bytes, file: str) -> Snapshot:
    """Read back what ``packed`` wrote; raises InputError, which names the file, for what it did not write."""
    from msgspec import MsgspecError, json

    try:
        return json.decode(zlib.decompressobj().decompress(content, LARGEST), type=Snapshot)
    except (zlib.error, MsgspecError) as error:
        raise InputError(
            f"“{file}” is damaged: what it keeps of the time it was taken along cannot be read.",
            "Have it sent or copied once more, or export it as JSON and import that here.",
        ) from error
