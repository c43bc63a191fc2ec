"""Collection of records: what intake makes, the workspace keeps and every export receives."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from roundtable.records.handover import HandoverRecord
from roundtable.records.mapping import GapRecord, MappingRecord, RefusalRecord
from roundtable.records.practice import CLEARED, PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.records.vocabulary import PlaceRecord, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Hold everything that travels together: a whole workspace, one roundtable, or what one paper said."""

    roundtables: tuple[RoundtableRecord, ...] = ()
    practices: tuple[PracticeRecord, ...] = ()
    mappings: tuple[MappingRecord, ...] = ()
    refusals: tuple[RefusalRecord, ...] = ()
    gaps: tuple[GapRecord, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    handovers: tuple[HandoverRecord, ...] = ()

    def practices_by_id(self) -> dict[str, PracticeRecord]:
        """Index the practices by their identity."""
        return {practice.id: practice for practice in self.practices}


def cleared(collection: Collection) -> tuple[Collection, tuple[PracticeRecord, ...]]:
    """Return the collection with nothing in its annexes that is not cleared, and the practices that had to leave."""
    drafts = {practice.id: practice for practice in collection.practices if practice.status not in CLEARED}
    entries = [entry for roundtable in collection.roundtables for entry in roundtable.annex]
    roundtables = tuple(
        replace(roundtable, annex=tuple(entry for entry in roundtable.annex if entry.practice not in drafts))
        for roundtable in collection.roundtables
    )
    left = dict.fromkeys(entry.practice for entry in entries if entry.practice in drafts)
    return replace(collection, roundtables=roundtables), tuple(drafts[key] for key in left)


def terms_in_language(collection: Collection, language: str) -> Collection:
    """Return the collection with its terms under their names in a language, in practices, too."""
    spoken = ((term, dict(term.names).get(language)) for term in collection.vocabulary)
    said = {(term.kind, term.name): name for term, name in spoken if name}
    if not said:
        return collection
    vocabulary = tuple(
        replace(term, name=said.get((term.kind, term.name), term.name), aliases=term.spellings())
        for term in collection.vocabulary
    )
    practices = tuple(
        replace(
            record,
            thematic_areas=tuple(said.get(("thematic_area", name), name) for name in record.thematic_areas),
            tags=tuple(said.get(("tag", name), name) for name in record.tags),
        )
        for record in collection.practices
    )
    return replace(collection, practices=practices, vocabulary=vocabulary)


def with_practice_ids(collection: Collection, ids: Mapping[str, str]) -> Collection:
    """Return the collection with practices under other identities, also where they are mapped or printed."""
    if not ids:
        return collection
    return replace(
        collection,
        practices=tuple(replace(one, id=ids.get(one.id, one.id)) for one in collection.practices),
        mappings=tuple(replace(one, practice=ids.get(one.practice, one.practice)) for one in collection.mappings),
        refusals=tuple(replace(one, practice=ids.get(one.practice, one.practice)) for one in collection.refusals),
        roundtables=tuple(
            replace(one, annex=tuple(replace(e, practice=ids.get(e.practice, e.practice)) for e in one.annex))
            for one in collection.roundtables
        ),
    )


def without_practices(collection: Collection, ids: Container[str]) -> Collection:
    """Return the collection without practices, their mappings and their places in an annex."""
    return replace(
        collection,
        practices=tuple(one for one in collection.practices if one.id not in ids),
        mappings=tuple(one for one in collection.mappings if one.practice not in ids),
        refusals=tuple(one for one in collection.refusals if one.practice not in ids),
        roundtables=tuple(
            replace(one, annex=tuple(entry for entry in one.annex if entry.practice not in ids))
            for one in collection.roundtables
        ),
    )
