"""What becomes of a pasted practice: the fields of one that is there, or a practice of its own.

Fills what is empty, replaces only what it is told to, and keeps in the notes what has no other place.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from db.changes import ChangeSet
from roundtable.intake.pasted_text import PastedPractice, read_pasted
from roundtable.practices import practice_edits, practice_store
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.records.values import joined
from roundtable.vocabulary import place_store, term_store
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

TEXTS = ("title", "summary")
"""The fields of which a practice has but one value, so that another can only take its place."""
LISTS = ("countries", "partners", "thematic_areas", "tags", "web_links", "extra")
_NAMED = {"title": "Title", "summary": "Summary"}


Outcome = Literal["fills", "adds", "replaces", "notes", "is there"]


@dataclass(frozen=True, slots=True)
class Part:
    """Tell of one field of a pasted practice what it holds and what becomes of that."""

    field: str
    text: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Apart:
    """Hold a pasted practice that is to be taken apart into the fields of another, and how.

    ``replaced`` names the filled texts whose place is taken. ``typed_into`` is the field into which ``text`` itself was
    pasted, "" for none, and ``before`` what that held before.
    """

    pasted: PastedPractice
    replaced: Collection[str] = ()
    typed_into: str = ""
    before: Any = ""
    text: str = ""

    def filled(self, record: PracticeRecord) -> PracticeRecord:
        """Return the practice with every word of the pasted one in it."""
        record = self.without_text(record)
        new = self.pasted.practice
        outcomes = {part.field: part.outcome for part in self.parts(record)}
        texts = {name: getattr(new, name) for name in TEXTS if outcomes.get(name) in ("fills", "replaces")}
        lists = {name: _united(getattr(record, name), getattr(new, name)) for name in LISTS}
        apart = [f"{_NAMED[name]}: {getattr(new, name)}" for name in TEXTS if outcomes.get(name) == "notes"]
        notes = "\n\n".join(filter(None, (record.notes, *apart, self.pasted.rest)))
        return with_fields(record, **texts, **lists, notes=notes)

    def parts(self, record: PracticeRecord) -> list[Part]:
        """Tell field by field what would become of the pasted practice; what found no field is under the notes."""
        record = self.without_text(record)
        parts = [Part(name, text, self._outcome(record, name)) for name, text in _texts(self.pasted)]
        return [part for part in parts if part.text]

    def without_text(self, record: PracticeRecord) -> PracticeRecord:
        """Return the practice as it was before the text was pasted into a field, where that still holds it."""
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
    """Take a text apart with the workspace's own vocabulary and places."""
    with workspace.reading() as connection:
        vocabulary, places = Vocabulary(term_store.load(connection)), place_store.load(connection)
    return read_pasted(text, vocabulary, places)


def fill(workspace: Workspace, key: int, apart: Apart) -> ChangeSet:
    """Put a pasted practice into the fields of one that is there."""
    return practice_edits.edit_many(workspace, [key], "Take the pasted practice apart", apart.filled)


def add(workspace: Workspace, pasted: Sequence[PastedPractice]) -> tuple[list[int], ChangeSet]:
    """Add pasted practices as new ones; return their keys."""
    records = [with_rest(one) for one in pasted]
    label = "Paste practice" if len(records) == 1 else f"Paste {len(records)} practices"
    with workspace.unit_of_work(label) as work:
        keys = practice_store.add(work, [replace(record, id=new_id()) for record in records])
    return keys, work.change_set


def with_rest(pasted: PastedPractice) -> PracticeRecord:
    """Return a pasted practice with what found no field in its notes."""
    return Apart(pasted).filled(PracticeRecord(id=pasted.practice.id))


def _united(present: tuple[Any, ...], new: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*present, *new)))


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
