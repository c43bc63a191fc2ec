"""Pasted practice: merge it into the fields of an existing one."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from db.changes import ChangeSet
from roundtable.intake.pasted_text import PastedPractice, read_pasted
from roundtable.practices import practice_edits
from roundtable.records.output_format import joined
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.vocabulary import place_store, term_store
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

TEXTS = ("title", "summary")
"""The fields with a single value."""
LISTS = ("countries", "partners", "thematic_areas", "tags", "web_links", "extra")
Outcome = Literal["fills", "adds", "replaces", "notes", "is there"]


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one field of a pasted practice, and what happens to it."""

    field: str
    text: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PasteMerge:
    """Hold a pasted practice to merge into another, and the names of the filled texts that are ``replaced``.

    ``typed_into`` is the field into which ``text`` itself was pasted, "" for none, and ``before`` its value before.
    """

    pasted: PastedPractice
    replaced: Collection[str] = ()
    typed_into: str = ""
    before: Any = ""
    text: str = ""

    def merged(self, record: PracticeRecord) -> PracticeRecord:
        """Return the practice with every word of the pasted one in it."""
        record = self.without_pasted_text(record)
        new = self.pasted.practice
        outcomes = {part.field: part.outcome for part in self.parts(record)}
        texts = {name: getattr(new, name) for name in TEXTS if outcomes.get(name) in ("fills", "replaces")}
        lists = {name: tuple(dict.fromkeys((*getattr(record, name), *getattr(new, name)))) for name in LISTS}
        noted = [f"{name.title()}: {getattr(new, name)}" for name in TEXTS if outcomes.get(name) == "notes"]
        notes = "\n\n".join(filter(None, (record.notes, *noted, self.pasted.rest)))
        return with_fields(record, **texts, **lists, notes=notes)

    def parts(self, record: PracticeRecord) -> list[Part]:
        """Return what would happen to each filled field of the pasted practice; notes hold what found no field."""
        record = self.without_pasted_text(record)
        parts = [Part(name, text, self._outcome(record, name)) for name, text in _texts(self.pasted)]
        return [part for part in parts if part.text]

    def without_pasted_text(self, record: PracticeRecord) -> PracticeRecord:
        """Return the practice without the text pasted into a field, where that still contains it."""
        if not self.typed_into:
            return record
        now = getattr(record, self.typed_into)
        if isinstance(now, str):
            is_there = _letters(self.text) in _letters(now)
        else:
            is_there = all(value in now for value in self.before)
        return with_fields(record, **{self.typed_into: self.before}) if is_there else record

    def _outcome(self, record: PracticeRecord, name: str) -> Outcome:
        here, new = getattr(record, name), getattr(self.pasted.practice, name)
        if name == "notes":
            return "adds" if here else "fills"
        if name in LISTS:
            return "fills" if not here else "is there" if all(value in here for value in new) else "adds"
        if not here or here == new:
            return "is there" if here else "fills"
        return "replaces" if name in self.replaced else "notes"


def read(workspace: Workspace, text: str) -> tuple[PastedPractice, ...]:
    """Parse the practices in a text with the workspace's vocabulary and places."""
    with workspace.reading() as connection:
        vocabulary, places = Vocabulary(term_store.load(connection)), place_store.load(connection)
    return read_pasted(text, vocabulary, places)


def merge(workspace: Workspace, key: int, paste: PasteMerge) -> ChangeSet:
    """Merge a pasted practice into an existing one."""
    return practice_edits.edit_many(workspace, [key], "Split the pasted practice into fields", paste.merged)


def _texts(pasted: PastedPractice) -> list[tuple[str, str]]:
    new = pasted.practice
    return [
        ("title", new.title),
        ("countries", joined([country.printed for country in new.countries])),
        ("partners", joined([partner.name for partner in new.partners])),
        ("thematic_areas", joined(new.thematic_areas)),
        ("tags", joined(new.tags)),
        ("summary", new.summary),
        ("web_links", joined(new.web_links)),
        ("extra", joined([f"{label}: {value}" for label, value in new.extra])),
        ("notes", pasted.rest),
    ]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
