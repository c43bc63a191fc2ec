"""Three-way merge of the vocabulary: terms by identity, places by code, with the new names of renamed terms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select

from db import tables as t
from roundtable.exchange import three_way_merge
from roundtable.records.practice import PracticeRecord
from roundtable.records.vocabulary import PlaceRecord, Term, TermKind
from roundtable.vocabulary import place_edits, place_store, spellings, term_edits, term_store
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace_merge.sides import Sides
from roundtable.workspace_merge.snapshot import TermEntry

Names = dict[tuple[TermKind, str], str]
"""The names that terms have here, by kind and their name elsewhere."""


class VocabularyMerge:
    """Merge terms and places; what was removed in the file goes at the end, once it is known what still uses it."""

    def __init__(self, sides: Sides) -> None:
        self._work, self._base, self._there, self._here, self._decisions, self._result = sides
        self._only_new = sides.decisions.accept == "new"
        self._names: Names = {}
        self._names_then: Names = {}
        self._keys = {row.uid: row.id for row in sides.work.connection.execute(select(t.Term.uid, t.Term.id))}
        self._uids = {(term.kind, term.name): uid for uid, term in sides.here.terms.items()}

    def run(self) -> None:
        """Write what the file adds and changes."""
        for uid, theirs in self._there.terms.items():
            self._take_term(uid, theirs)
        for uid, then in self._base.terms.items():
            now = self._here.terms.get(uid)
            if now and uid not in self._there.terms:
                self._names_then[then.kind, then.name] = now.name
        for code, place in self._there.places.items():
            self._take_place(code, place)

    def named(self, record: PracticeRecord) -> PracticeRecord:
        """Return a practice of the file with its terms under their names here."""
        return _renamed(record, self._names)

    def named_then(self, record: PracticeRecord) -> PracticeRecord:
        """Return a practice as it was at the base with its terms under their names here."""
        return _renamed(record, self._names_then)

    def _take_term(self, uid: str, theirs: TermEntry) -> None:
        identity = uid if uid in self._here.terms else self._uids.get((theirs.kind, theirs.name), "")
        ours, before = self._here.terms.get(identity), self._base.terms.get(uid)
        if ours is None:
            if theirs.is_listed and theirs != before:
                self._names[theirs.kind, theirs.name] = self._add_term(uid, theirs)
            elif found := Vocabulary(term_store.load(self._work.connection)).find(theirs.kind, theirs.name):
                # it was merged into another here
                self._names[theirs.kind, theirs.name] = self._names_then[theirs.kind, theirs.name] = found.name
            return
        then = before or TermEntry(ours.kind, "", is_listed=False)
        merged = ours if self._only_new else self._merged_term(then, ours, theirs)
        if merged != ours:
            key = self._keys[identity]
            self._uids[merged.kind, merged.name] = identity
            self._work.update(t.Term, key, {"name": merged.name, "listed": merged.is_listed})
            spellings.set_aliases(self._work, t.TermAlias, key, [one for one in merged.aliases if one != merged.name])
            spellings.set_names(self._work, t.TermAlias, key, dict(merged.names))
        self._names[theirs.kind, theirs.name] = merged.name
        if before:
            self._names_then[before.kind, before.name] = merged.name

    def _merged_term(self, before: TermEntry, ours: TermEntry, theirs: TermEntry) -> TermEntry:
        """Merge a term; of two new names the one here stays, and the other becomes an alias."""
        merged, conflicts = three_way_merge.merge_fields(before, ours, theirs)
        is_taken = merged.name != ours.name and (merged.kind, merged.name) in self._uids
        if is_taken:
            merged = replace(merged, name=ours.name)
        if conflicts or is_taken:
            self._note(f"The term “{ours.name}” was changed here and in the file (“{theirs.name}”)")
            aliases = (*merged.aliases, *(() if is_taken else theirs.aliases))
            if "name" in conflicts:
                aliases = (*aliases, theirs.name)
            merged = replace(merged, aliases=tuple(dict.fromkeys(aliases)))
        return merged

    def _add_term(self, uid: str, theirs: TermEntry) -> str:
        """Add a term, or its spellings to the one here that has its name; return the name here."""
        found = Vocabulary(term_store.load(self._work.connection)).find(theirs.kind, theirs.name)
        name = found.name if found else theirs.name
        if found is None:
            row = {"uid": uid, "kind": theirs.kind, "name": theirs.name, "listed": True}
            [self._keys[uid]] = self._work.insert(t.Term, [row])
            self._uids[theirs.kind, theirs.name] = uid
        aliases = tuple(one for one in (theirs.name, *theirs.aliases) if one != name)
        term_store.merge(self._work, [Term(theirs.kind, name, aliases, theirs.names)], only_these=False)
        return name

    def _take_place(self, code: str, theirs: PlaceRecord) -> None:
        ours, before = self._here.places.get(code), self._base.places.get(code)
        if ours is None:
            if theirs != before:
                place_store.merge(self._work, [theirs], only_these=False)
        elif theirs != before and not self._only_new:
            merged, conflicts = three_way_merge.merge_fields(before or PlaceRecord(code), ours, theirs)
            if conflicts:
                self._note(f"The place “{ours.name or code}” was changed here and in the file")
                others = {*merged.names, *theirs.names}
                languages = dict(merged.names)
                lost = [theirs.name, *(name for language, name in others if languages.get(language) != name)]
                wanted = (one for one in (*merged.aliases, *lost) if one not in ("", merged.name))
                merged = replace(merged, aliases=tuple(dict.fromkeys(wanted)))
            place_store.set_record(self._work, merged)

    def _note(self, what: str) -> None:
        self._result.note("", "vocabulary", f"{what}; it stays as it is here, and the other spelling is kept.")

    def finish(self) -> None:
        """Remove what the file removed and nothing uses here; give practices the codes of new places."""
        if self._only_new:
            return
        gone = self._base.terms.keys() - self._there.terms.keys()
        for uid in sorted(uid for uid in gone if self._here.terms.get(uid) == self._base.terms[uid]):
            term_edits.remove_or_replace(self._work, self._keys[uid])
        before, here, there = self._base.places, self._here.places, self._there.places
        for code in sorted(before.keys() - there.keys()):
            if here.get(code) == before[code] and not self._is_used(code):
                place_store.delete(self._work, code)
        removed_here = (code for code in before.keys() & there.keys() - here.keys() if self._is_used(code))
        place_store.merge(self._work, [there[code] for code in sorted(removed_here)], only_these=False)
        for code in sorted((here.keys() | there.keys()) - before.keys()):
            place_edits.assign(self._work, code)

    def _is_used(self, code: str) -> bool:
        used = select(t.PracticeCountry.id).where(t.PracticeCountry.code == code).limit(1)
        return self._work.connection.scalar(used) is not None


def _renamed(record: PracticeRecord, names: Mapping[tuple[TermKind, str], str]) -> PracticeRecord:
    def here(kind: TermKind, terms: Iterable[str]) -> Iterator[str]:
        return (names.get((kind, name), name) for name in terms)

    areas = tuple(dict.fromkeys(here("thematic_area", record.thematic_areas)))
    tags = tuple(dict.fromkeys(here("tag", record.tags)))
    is_so_already = (areas, tags) == (record.thematic_areas, record.tags)
    return record if is_so_already else replace(record, thematic_areas=areas, tags=tags)
