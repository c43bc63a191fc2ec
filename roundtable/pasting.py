"""What becomes of a pasted practice: the fields of one that is there, or a practice of its own.

Fills what is empty, replaces only what it is told to, and keeps in the notes what has no other place.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.changes import ChangeSet
from roundtable import editing, practices, terms
from roundtable.intake.pasted import PastedPractice, read_pasted
from roundtable.records import PracticeRecord, new_id, with_fields
from roundtable.vocabulary import Vocabulary
from roundtable.workspace import Workspace

TEXTS = ("title", "summary")
"""The fields of which a practice has but one value, so that another can only take its place."""
LISTS = ("countries", "partners", "thematic_areas", "tags", "web_links", "extra")
_NAMED = {"title": "Title", "summary": "Summary"}


@dataclass(frozen=True, slots=True)
class Pasting:
    """Hold what is to be pasted into a practice, and how.

    ``replaced`` names the filled texts whose place is taken. ``typed_into`` and ``before`` say into which field the
    text itself was pasted and what that held before, "" for none.
    """

    pasted: PastedPractice
    replaced: Collection[str] = ()
    typed_into: str = ""
    before: Any = ""

    def filled(self, record: PracticeRecord) -> PracticeRecord:
        """Return the practice with every word of the pasted one in it."""
        record = self.without_text(record)
        new, values, notes = self.pasted.practice, {}, [record.notes]
        for name in TEXTS:
            text = getattr(new, name)
            if text and getattr(record, name) not in ("", text) and name not in self.replaced:
                notes.append(f"{_NAMED[name]}: {text}")
            elif text:
                values[name] = text
        for name in LISTS:
            values[name] = _united(getattr(record, name), getattr(new, name))
        notes += [new.notes, self.pasted.rest]
        values["notes"] = "\n\n".join(filter(None, notes))
        return with_fields(record, **values)

    def without_text(self, record: PracticeRecord) -> PracticeRecord:
        """Return the practice as it was before the text was pasted into one of its fields."""
        return with_fields(record, **{self.typed_into: self.before}) if self.typed_into else record


def read(workspace: Workspace, text: str) -> tuple[PastedPractice, ...]:
    """Take a text apart with the workspace's own vocabulary."""
    with workspace.reading() as connection:
        vocabulary = Vocabulary(terms.load(connection))
    return read_pasted(text, vocabulary)


def fill(workspace: Workspace, key: int, pasting: Pasting) -> ChangeSet:
    """Put a pasted practice into the fields of one that is there."""
    return editing.edit_many(workspace, [key], "Take the pasted practice apart", pasting.filled)


def add(workspace: Workspace, pasted: Sequence[PastedPractice]) -> tuple[list[int], ChangeSet]:
    """Add pasted practices as new ones; return their keys."""
    records = [with_rest(one) for one in pasted]
    label = "Paste practice" if len(records) == 1 else f"Paste {len(records)} practices"
    with workspace.unit_of_work(label) as work:
        keys = practices.add(work, [replace(record, id=new_id()) for record in records])
    return keys, work.change_set


def with_rest(pasted: PastedPractice) -> PracticeRecord:
    """Return a pasted practice with what found no field in its notes."""
    return Pasting(pasted).filled(PracticeRecord(id=pasted.practice.id))


def _united(present: tuple[Any, ...], new: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*present, *new)))
