"""Three-way merge of one value: records field by field, lists row by row and in their order, long texts by words."""

from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from db.letters import fold
from roundtable.exchange import word_merge
from roundtable.records.practice import Country, Image, Partner, Translation
from roundtable.records.roundtable import AnnexEntry, Footnote, GuidingQuestion, PossibleMeasure, Section

PROSE = frozenset(
    (
        *("summary", "notes", "results", "lessons", "beneficiaries", "evidence", "evaluation", "replicability"),
        *("gender_aspects", "child_aspects", "disability_aspects"),
        *("text", "illustration", "expected_outcome", "annex_introduction", "note", "reason"),
    )
)
"""The fields that hold long texts."""
_IDENTITIES: Mapping[type, Callable[[Any], Hashable]] = {
    Country: lambda row: row.code or fold(row.printed),
    Partner: lambda row: fold(row.name),
    Translation: attrgetter("language"),
    Section: attrgetter("heading"),
    Footnote: attrgetter("mark"),
    GuidingQuestion: attrgetter("id"),
    PossibleMeasure: attrgetter("id"),
    AnnexEntry: attrgetter("practice"),
}
"""What identifies a row; a pair is identified by its first value, a text by itself."""
_Key = tuple[Hashable, int]
_Rows = dict[_Key, Any]
Record = TypeVar("Record")


class ValueMerge(NamedTuple):
    """Hold the merged value; where both sides changed the same thing differently, it is as it is here, and so told."""

    value: Any
    is_conflict: bool = False


class Held(NamedTuple):
    """Name the rows of a list, by their keys, that each side uses elsewhere: to remove one there is a conflict."""

    here: Container[Hashable] = frozenset()
    there: Container[Hashable] = frozenset()


_FREE = Held()


def merge(before: Any, here: Any, there: Any, name: str = "", held: Held = _FREE) -> ValueMerge:
    """Merge two edits of the value of a field; but for conflicts, the order of the sides makes no difference."""
    if isinstance(here, tuple) and isinstance(there, tuple) and isinstance(before, tuple):
        return _merge_lists(before, here, there, held)
    return _merge_one(before, here, there, name)


def _merge_one(before: Any, here: Any, there: Any, name: str = "") -> ValueMerge:
    if there in (here, before):
        return ValueMerge(here)
    if here == before:
        return ValueMerge(there)
    if isinstance(here, str) and isinstance(there, str) and isinstance(before, str) and name in PROSE:
        merged = word_merge.merge(before, here, there)
        return ValueMerge(here, is_conflict=True) if merged.overlaps else ValueMerge(merged.text)
    if is_dataclass(here) and type(here) is type(there) is type(before) and not isinstance(here, Image):
        record, conflicts = merge_fields(before, here, there)
        return ValueMerge(record, bool(conflicts))
    return ValueMerge(here, is_conflict=True)


def merge_fields(before: Record, here: Record, there: Record, held: Held = _FREE) -> tuple[Record, list[str]]:
    """Merge two edits of a record field by field; return it, and the fields that both sides changed differently."""
    made: Any = here
    names = [field.name for field in fields(made)]
    merged = {
        name: merge(getattr(before, name), getattr(here, name), getattr(there, name), name, held) for name in names
    }
    conflicts = [name for name, one in merged.items() if one.is_conflict]
    return replace(made, **{name: one.value for name, one in merged.items()}), conflicts


def _merge_lists(before: Sequence[Any], here: Sequence[Any], there: Sequence[Any], held: Held) -> ValueMerge:
    base, ours, theirs = _by_key(before), _by_key(here), _by_key(there)
    kept: _Rows = {}
    is_conflict = False
    for key in dict.fromkeys((*ours, *theirs)):
        if key in ours and key in theirs:
            row = _merge_one(base.get(key), ours[key], theirs[key])
        else:
            row = _merge_removed(key, base, ours, theirs, held)
        is_conflict |= row.is_conflict
        if row.value is not None:
            kept[key] = row.value
    order, is_moved_twice = _ordered(
        list(base), [key for key in ours if key in kept], [key for key in theirs if key in kept]
    )
    return ValueMerge(tuple(kept[key] for key in order), is_conflict or is_moved_twice)


def _merge_removed(key: _Key, base: _Rows, ours: _Rows, theirs: _Rows, held: Held) -> ValueMerge:
    """Merge a row that one side lacks: it was added on the other, or removed; None for one that goes."""
    is_here = key in ours
    row, is_held = (ours[key], key[0] in held.here) if is_here else (theirs[key], key[0] in held.there)
    if key not in base:
        return ValueMerge(row)
    is_conflict = is_held or row != base[key]
    return ValueMerge(row if is_conflict and is_here else None, is_conflict)


def _by_key(rows: Sequence[Any]) -> _Rows:
    """Return rows by what identifies each; of equal ones the second, the third ... are told apart."""
    keyed: _Rows = {}
    for row in rows:
        identity, number = _identity(row), 0
        while (identity, number) in keyed:
            number += 1
        keyed[identity, number] = row
    return keyed


def _identity(row: Any) -> Hashable:
    if type(row) in _IDENTITIES:
        return _IDENTITIES[type(row)](row)
    is_pair = isinstance(row, tuple)
    key: Hashable = row[0] if is_pair else row
    return key


def _ordered(base: Sequence[_Key], here: Sequence[_Key], there: Sequence[_Key]) -> tuple[list[_Key], bool]:
    """Merge two orders of the same rows and of those that one side alone has; tell whether both moved them differently.

    What one side added stays behind the row that it was put behind.
    """
    ours, theirs = frozenset(here), frozenset(there)
    common, other = [key for key in here if key in theirs], [key for key in there if key in ours]
    is_moved_twice = False
    if common != other:
        moved_here, moved_there = _is_moved(base, common), _is_moved(base, other)
        is_moved_twice = moved_here and moved_there
        if not moved_here:
            common = other if moved_there else min(common, other, key=repr)
    added_here, added_there = _runs(here, theirs), _runs(there, ours)
    order: list[_Key] = []
    for anchor in (None, *common):
        order += [] if anchor is None else [anchor]
        for run in sorted((added_here.get(anchor, []), added_there.get(anchor, [])), key=repr):
            order += run
    return order, is_moved_twice


def _is_moved(base: Sequence[_Key], order: Sequence[_Key]) -> bool:
    present, known = frozenset(order), frozenset(base)
    return [key for key in base if key in present] != [key for key in order if key in known]


def _runs(rows: Sequence[_Key], other: Container[_Key]) -> Mapping[_Key | None, list[_Key]]:
    """Return the rows that the other side lacks by the last before them that it has."""
    runs: dict[_Key | None, list[_Key]] = {}
    anchor: _Key | None = None
    for key in rows:
        if key in other:
            anchor = key
        else:
            runs.setdefault(anchor, []).append(key)
    return runs
