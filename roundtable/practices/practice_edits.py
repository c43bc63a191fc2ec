"""Edits of practices: create, save, duplicate, trash, restore and bulk edits, each one step of undo."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from db import row_keys
from db import tables as t
from db.changes import ChangeSet
from db.clock import now
from db.letters import WORD, fold, mapped, visible
from db.tables import JOURNALED
from roundtable.agenda import roundtable_store
from roundtable.errors import ChangedError, RoundtableError
from roundtable.mapping import gaps
from roundtable.mapping.marks import Marks
from roundtable.practices import practice_store
from roundtable.progress import Progress, part_of, silent
from roundtable.records.identity import new_id
from roundtable.records.practice import OPTIONAL_TEXTS, PracticeRecord, Status, with_fields
from roundtable.vocabulary.term_store import TermKeys
from roundtable.workspace import Workspace

_OWNED = [JOURNALED[name] for name in sorted(JOURNALED) if "practice_id" in JOURNALED[name].__table__.c]
_SEARCHED = ("title", "summary", "notes", "results", "lessons", "beneficiaries", "evidence", "evaluation")
"""The texts that find and replace searches."""
SINGLE = ("status", "notes", *OPTIONAL_TEXTS)
"""The fields with a single value that can be set in many practices at once."""
Change = Callable[[PracticeRecord], PracticeRecord]
Edit = tuple[str, Change]
"""The label of a step, and its change of each record."""
_AT_A_TIME = 500
_SHOWN = 200
"""The most values to be replaced that are shown."""


def create(
    workspace: Workspace, record: PracticeRecord | None = None, *, code: str = "", language: str = ""
) -> tuple[int, ChangeSet]:
    """Add a practice, empty but for its language unless a record is given; return its key.

    It comes into the annex of the roundtable whose code is given.
    """
    with workspace.unit_of_work("New practice") as work:
        [key] = practice_store.add(work, [record or PracticeRecord(id=new_id(), language=language)])
        if code:
            work.label = f"New practice in {code}"
            Marks(work, roundtable_store.key_of(work.connection, code), [key]).enter({key: None})
    return key, work.change_set


def save(workspace: Workspace, key: int, record: PracticeRecord, label: str = "Edit practice") -> ChangeSet:
    """Make a practice equal to the record; a save that changes nothing is no step and no revision."""

    def change(present: PracticeRecord) -> PracticeRecord:
        return replace(record, id=present.id, revision=present.revision, changed_at=present.changed_at)

    return edit_many(workspace, [key], label, change)


def set_value(
    workspace: Workspace, key: int, field: str, value: object, label: str, *, read_as: object
) -> tuple[ChangeSet, object]:
    """Set one field of a practice that still is what it was read as; return the change and the value as it is kept.

    Raises ChangedError where it holds something else by now, RoundtableError where the practice is gone.
    """
    with workspace.unit_of_work(label) as work:
        record = practice_store.load(work.connection, [key]).get(key)
        if record is None:
            raise RoundtableError(
                "The practice that was being edited is no longer in the workspace.",
                "Undo its deletion, then leave the field once more: what was typed is still there.",
            )
        present = getattr(record, field)
        if present not in (read_as, value):
            raise ChangedError(present)
        if present == value:
            return work.change_set, value
        practice_store.change(work, key, record, with_fields(record, **{field: value}), TermKeys(work))
        kept = getattr(practice_store.load(work.connection, [key])[key], field)
    return work.change_set, kept


def duplicate(workspace: Workspace, keys: Sequence[int]) -> tuple[list[int], ChangeSet]:
    """Add a copy of each practice as a draft in no annex; return the copies' keys."""
    with workspace.unit_of_work(_named("Duplicate", keys)) as work:
        originals = practice_store.load(work.connection, keys)
        blank: dict[str, Any] = {"revision": 0, "changed_at": "", "status": "draft", "cleared_by": "", "cleared_on": ""}
        copies = [replace(originals[key], id=new_id(), **blank) for key in keys if key in originals]
        added = practice_store.add(work, copies)
    return added, work.change_set


def trash(workspace: Workspace, keys: Sequence[int], *, progress: Progress = silent) -> ChangeSet:
    """Move practices to the trash: out of every list, annex and export."""
    return _set_deleted(workspace, _named("Delete", keys), keys, now(), progress)


def restore(workspace: Workspace, keys: Sequence[int], *, progress: Progress = silent) -> ChangeSet:
    """Restore practices from the trash, with their places in annexes and mappings."""
    return _set_deleted(workspace, _named("Restore", keys), keys, None, progress)


def _set_deleted(
    workspace: Workspace, label: str, keys: Sequence[int], deleted_at: str | None, progress: Progress
) -> ChangeSet:
    with workspace.unit_of_work(label, part_of(progress, 1, 2)) as work, gaps.closing(work):
        for some in _batches(keys, part_of(progress, 0, 2)):
            work.update_many(t.Practice, {key: {"deleted_at": deleted_at} for key in some})
    return work.change_set


def trashed(workspace: Workspace) -> list[int]:
    """Return the keys of the practices in the trash, the last deleted first."""
    p = t.Practice
    statement = select(p.id).where(p.deleted_at.is_not(None)).order_by(p.deleted_at.desc(), p.id)
    with workspace.reading() as connection:
        return list(connection.scalars(statement))


def empty_trash(workspace: Workspace) -> ChangeSet:
    """Delete the practices in the trash with all their rows; undo restores them."""
    keys = trashed(workspace)
    with workspace.unit_of_work(f"Empty the trash ({len(keys)})") as work:
        for kind in _OWNED:
            columns = kind.__table__.c
            owned = row_keys.chunked(work.connection, select(columns.id), columns.practice_id, keys)
            work.delete(kind, [row.id for row in owned])
        work.delete(t.Practice, keys)
    return work.change_set


@dataclass(frozen=True, slots=True)
class Replacement:
    """Hold one text before and after a replacement."""

    key: int
    title: str
    field: str
    before: str
    after: str


def edit_many(
    workspace: Workspace, keys: Sequence[int], label: str, change: Change, progress: Progress = silent
) -> ChangeSet:
    """Change every practice by a function of its record, as one step of undo; an ``Edit`` is label and function."""
    with workspace.unit_of_work(label, part_of(progress, 1, 2)) as work:
        terms: TermKeys | None = None
        for some in _batches(keys, part_of(progress, 0, 2)):
            records = practice_store.load(work.connection, some)
            edits = {key: (record, changed) for key, record in records.items() if (changed := change(record)) != record}
            if edits:
                terms = terms or TermKeys(work)
                practice_store.change_many(work, edits, terms)
    return work.change_set


def _batches(keys: Sequence[int], progress: Progress) -> Iterator[Sequence[int]]:
    """Yield the keys some hundreds at a time, reporting progress before each and at the end."""
    for start in range(0, len(keys), _AT_A_TIME):
        progress(start, len(keys))
        yield keys[start : start + _AT_A_TIME]
    progress(len(keys), len(keys))


def restore_version(workspace: Workspace, key: int, earlier: PracticeRecord, field: str = "") -> ChangeSet:
    """Restore an earlier version of a practice, or of one of its fields."""
    if not field:
        return save(workspace, key, earlier, "Restore an earlier version")
    value = {field: getattr(earlier, field)}
    label = f"Restore {field.replace('_', ' ')}"
    return edit_many(workspace, [key], label, lambda record: with_fields(record, **value))


def set_status(status: Status) -> Edit:
    """Return the edit that sets the status of a practice."""
    return f"Set status to {status}", lambda record: replace(record, status=status)


def set_field(field: str, value: str, *, only_empty: bool = False) -> Edit:
    """Return the edit that sets one of the fields ``SINGLE``, always or where it is empty; "" empties it."""

    def change(record: PracticeRecord) -> PracticeRecord:
        return record if only_empty and getattr(record, field) else with_fields(record, **{field: value})

    return f"{'Set' if value else 'Empty'} {field.replace('_', ' ')}", change


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold how many practices ``set_field`` would fill, and in how many it would replace which value."""

    filled: int
    replaced: int
    first: tuple[Replacement, ...]


def setting(workspace: Workspace, keys: Sequence[int], field: str, value: str) -> Setting:
    """Return the effect of ``set_field``; nothing is written."""
    column = t.Practice.__table__.c[field]
    filled, replaced = 0, 0
    first: list[Replacement] = []
    with workspace.reading() as connection:
        statement = select(t.Practice.id, t.Practice.title, column).where(column != value)
        for key, title, present in row_keys.chunked(connection, statement, t.Practice.id, keys):
            filled += not present
            replaced += bool(present)
            if present and len(first) < _SHOWN:
                first.append(Replacement(key, title, field, present, value))
    return Setting(filled, replaced, tuple(first))


def add_term(field: str, name: str) -> Edit:
    """Return the edit that adds a term; ``field`` is ``thematic_areas`` or ``tags``."""
    return f"Add “{name}”", _terms_change(field, lambda terms: (*terms, name))


def remove_term(field: str, name: str) -> Edit:
    """Return the edit that removes a term."""
    return f"Remove “{name}”", _terms_change(field, lambda terms: (term for term in terms if term != name))


def replace_term(field: str, name: str, by: str) -> Edit:
    """Return the edit that replaces a term by another."""
    change = _terms_change(field, lambda terms: (by if term == name else term for term in terms))
    return f"Replace “{name}” with “{by}”", change


def _terms_change(field: str, change: Callable[[Sequence[str]], Iterable[str]]) -> Change:
    return lambda record: with_fields(record, **{field: tuple(dict.fromkeys(change(getattr(record, field))))})


def carried(workspace: Workspace, keys: Sequence[int], field: str) -> list[str]:
    """Return the terms of the practices by name; ``field`` is ``thematic_areas`` or ``tags``."""
    kind = "tag" if field == "tags" else "thematic_area"
    link = t.PracticeTerm
    statement = select(t.Term.name).distinct().join(link, link.term_id == t.Term.id).where(t.Term.kind == kind)
    with workspace.reading() as connection:
        names = {name for (name,) in row_keys.chunked(connection, statement, link.practice_id, keys)}
    return sorted(names, key=fold)


def replacements(
    workspace: Workspace, keys: Sequence[int], find: str, by: str, *, whole_words: bool = False, any_case: bool = True
) -> list[Replacement]:
    """Return the texts that ``find_and_replace`` would change; nothing is written."""
    replace_in = _replacer(find, by, whole_words=whole_words, any_case=any_case)
    with workspace.reading() as connection:
        records = practice_store.load(connection, keys)
    return [
        Replacement(key, record.title, field, text, after)
        for key, record in records.items()
        for field, text, after in _replaced(record, replace_in)
    ]


def find_and_replace(find: str, by: str, *, whole_words: bool = False, any_case: bool = True) -> Edit:
    """Return the edit that replaces a text in titles and texts, exactly as ``replacements`` shows.

    With ``any_case`` a text is found as the search finds it, under every spelling of its letters; else letter by
    letter, but in whichever form of Unicode and with whichever invisible signs.
    """
    replace_in = _replacer(find, by, whole_words=whole_words, any_case=any_case)

    def change(record: PracticeRecord) -> PracticeRecord:
        return with_fields(record, **{field: after for field, _, after in _replaced(record, replace_in)})

    return f"Replace “{find}” with “{by}”", change


def _replacer(find: str, by: str, *, whole_words: bool, any_case: bool) -> Callable[[str], str]:
    form = fold if any_case else visible
    wanted = re.escape(form(find))
    pattern = re.compile(rf"(?<!{WORD}){wanted}(?!{WORD})" if whole_words else wanted)

    def replace_in(text: str) -> str:
        if not wanted:  # an empty text is found nowhere
            return text
        plain, origins = mapped(text, form)
        parts, end = [], 0
        for found in pattern.finditer(plain):
            start = origins[found.start()][0]
            if start >= end:  # half of a letter that folds to two is no hit of its own
                parts += [text[end:start], by]
                end = origins[found.end() - 1][1]
        return "".join([*parts, text[end:]])

    return replace_in


def _replaced(record: PracticeRecord, replace_in: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    for field in _SEARCHED:
        text: str = getattr(record, field)
        after = replace_in(text)
        if after != text:
            yield field, text, after


def _named(verb: str, keys: Sequence[int]) -> str:
    return f"{verb} practice" if len(keys) == 1 else f"{verb} {len(keys)} practices"
