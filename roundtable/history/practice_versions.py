"""Versions of a practice: the difference that each step made, by field and by word.

The journal is rolled back inside a transaction that is never committed.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Literal

from sqlalchemy import select

from db import journal
from db import tables as t
from db.changes import ChangeSet
from db.unit_of_work import UnitOfWork
from db.upgrade import UNDOABLE
from roundtable.history.undo_steps import Step
from roundtable.practices import practice_store
from roundtable.records import text_words
from roundtable.records.practice import Country, Image, Partner, PracticeRecord, Translation
from roundtable.workspace import Workspace

_COMPARED = tuple(field.name for field in fields(PracticeRecord) if field.name not in {"id", "revision", "changed_at"})
Kind = Literal["kept", "added", "removed"]
Piece = tuple[Kind, str]
_PAUSE = timedelta(minutes=30)
_AROUND = 48
"""How many unchanged characters stand on either side of a change."""
_LONG = 10_000
"""From so many characters on, texts are compared by sentences."""


@dataclass(frozen=True, slots=True)
class Version:
    """Hold a step and the practice before and after it; None where it did not exist then.

    ``trash`` tells that the step moved the practice to the trash, or restored it from there.
    """

    step: Step
    before: PracticeRecord | None
    after: PracticeRecord | None
    trash: Literal["", "deleted", "restored"] = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one field that changed, as pieces of text that were kept, added or removed."""

    field: str
    pieces: tuple[Piece, ...]


def of(workspace: Workspace, key: int) -> list[Version]:
    """Return the versions of a practice, newest first, as far back as undo can reach.

    Steps that were undone are not among them; steps written under an earlier schema end the list.
    """
    with workspace.unit_of_work("Look back") as work:
        work.is_dry_run = True
        return [one for one in _standing(_steps_back(work, key)) if one.before != one.after or one.trash]


def last_change(workspace: Workspace, key: int, field: str) -> Step | None:
    """Return the step, an undo or redo perhaps, by which a field of a practice came to be what it is."""
    with workspace.unit_of_work("Look back") as work:
        work.is_dry_run = True
        versions = _steps_back(work, key)
        return next((v.step for v in versions if getattr(v.before, field, None) != getattr(v.after, field, None)), None)


def sittings(versions: Iterable[Version]) -> list[tuple[Version, ...]]:
    """Group versions, newest first, by sitting: steps of one author with no pause of half an hour between them."""
    groups: list[tuple[Version, ...]] = []
    for version in versions:
        if groups and _is_of_sitting(version.step, groups[-1][-1].step):
            groups[-1] += (version,)
        else:
            groups.append((version,))
    return groups


def _is_of_sitting(earlier: Step, later: Step) -> bool:
    pause = datetime.fromisoformat(later.at) - datetime.fromisoformat(earlier.at)
    return earlier.author == later.author and pause < _PAUSE


def at_revisions(
    workspace: Workspace, key: int, wanted: Collection[tuple[int, str]]
) -> dict[tuple[int, str], PracticeRecord]:
    """Return the practice as it was at revisions, each with a moment by which it had been saved.

    The moment tells a revision from another of the same number, made after an undo. What the journal cannot reach is
    left out; it is looked through no further back than needed.
    """
    found: dict[tuple[int, str], PracticeRecord] = {}
    with workspace.unit_of_work("Look back") as work:
        work.is_dry_run = True
        _find(_now(work, key), wanted, found)
        steps = _standing(_steps_back(work, key))
        while missing := [revision for revision, moment in wanted if (revision, moment) not in found]:
            version = next(steps, None)
            if version is None or version.before is None or version.before.revision < min(missing):
                break
            _find(version.before, wanted, found)
    return found


def _find(
    record: PracticeRecord | None,
    wanted: Collection[tuple[int, str]],
    found: dict[tuple[int, str], PracticeRecord],
) -> None:
    for revision, moment in wanted:
        if record and record.revision == revision and record.changed_at <= moment:
            found.setdefault((revision, moment), record)


def _steps_back(work: UnitOfWork, key: int) -> Iterator[Version]:
    """Take back all that happened to the practice, newest first, and yield what each did to it."""
    after = _now(work, key)
    entries = {entry.id: entry for entry in journal.entries(work.connection, key)}
    for happened, is_reversed in journal.back_from(work.connection, practice_id=key):
        change_set, schema = journal.changes_of(work.connection, happened)
        if schema not in UNDOABLE:
            return
        taken_back = change_set if is_reversed else change_set.inverse()
        work.apply(_of_practice(taken_back, key))
        before = _now(work, key)
        yield Version(entries[happened], before, after, _trash(change_set, key))
        after = before


def _standing(versions: Iterator[Version]) -> Iterator[Version]:
    """Keep the steps that stand, each once."""
    seen: set[int] = set()
    for version in versions:
        if version.step.state == "done" and version.step.id not in seen:
            seen.add(version.step.id)
            yield version


def _trash(change_set: ChangeSet, key: int) -> Literal["", "deleted", "restored"]:
    for change in change_set.changes:
        if change.table == "practice" and change.key == key and change.before and "deleted_at" in (change.after or {}):
            return "deleted" if change.after and change.after["deleted_at"] else "restored"
    return ""


def _now(work: UnitOfWork, key: int) -> PracticeRecord | None:
    exists = work.connection.scalar(select(t.Practice.id).where(t.Practice.id == key))
    return practice_store.load(work.connection, [key]).get(key) if exists else None


def _of_practice(change_set: ChangeSet, key: int) -> ChangeSet:
    """Keep what makes this practice: its rows, and the terms that they point at."""
    kept = (c for c in change_set.changes if c.practice_id == key or c.table in {"term", "term_alias"})
    return ChangeSet(change_set.label, tuple(kept))


def differences(before: PracticeRecord | None, after: PracticeRecord | None) -> list[Difference]:
    """Compare two versions field by field; the fields that are equal are left out."""
    texts = ((name, _text(before, name), _text(after, name)) for name in _COMPARED)
    return [Difference(name, tuple(pieces(old, new))) for name, old, new in texts if old != new]


def changed_fields(before: PracticeRecord | None, after: PracticeRecord | None) -> list[str]:
    """Name the fields whose values differ, also where no word of them does."""
    return [name for name in _COMPARED if getattr(before, name, None) != getattr(after, name, None)]


def _text(record: PracticeRecord | None, name: str) -> str:
    value = getattr(record, name) if record is not None else ""
    if isinstance(value, str):
        return value
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return "\n".join(_line(one) for one in values)


def _line(value: object) -> str:
    match value:
        case Country(printed, code):
            return f"{printed} ({code})" if code else printed
        case Partner(name, role):
            return name if role == "partner" else f"{name} ({role})"
        case Image(name=name):
            return name
        case Translation(language=language, title=title, summary=summary):
            return f"{language}: {title}\n{summary}"
        case (label, text):
            return f"{label}: {text}"
    return str(value)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Cut two texts into the words, or in long ones the sentences, that were kept, added and removed."""
    before, after = text_words.cut((old, new), _LONG)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "kept", "".join(before[a:b])
            continue
        if b > a:
            yield "removed", "".join(before[a:b])
        if d > c:
            yield "added", "".join(after[c:d])


def shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Cut unchanged text down to a few words around the changes."""
    for number, (kind, text) in enumerate(pieces):
        if kind != "kept" or len(text) <= 2 * _AROUND:
            yield kind, text
            continue
        before = text[:_AROUND].rpartition(" ")[0] if number else ""
        after = text[-_AROUND:].partition(" ")[2] if number < len(pieces) - 1 else ""
        cut = f"{before} … {after}"
        yield kind, cut if before and after else cut.rstrip() if before else cut.lstrip()
