"""Three-way merge of a practice, field by field: the file's version, the one here, and the one that both began with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from roundtable.exchange import three_way_merge
from roundtable.exchange.decisions import Decisions
from roundtable.exchange.json_file import practice_as_json
from roundtable.records.intake import Change, Conflict
from roundtable.records.practice import PracticeRecord, with_fields

PRINTED = ("title", "countries", "partners", "thematic_areas", "tags", "summary", "web_links", "extra")
"""The fields that a paper prints; an import of one leaves all others (status, notes, details) as they are."""
PRINTED_BY_SOME = ("contact", "gcm_objectives", "sdg_targets", "gfmd_sources")
"""The fields that few papers have; an import of one that says nothing of them leaves them as they are."""
ALL = tuple(field.name for field in fields(PracticeRecord) if field.name not in ("id", "revision", "changed_at"))


@dataclass(frozen=True, slots=True)
class FieldMerge:
    """Hold the merged practice, what changes in it, and the fields that both sides changed differently."""

    record: PracticeRecord
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def merge(
    here: PracticeRecord,
    file: PracticeRecord,
    base: PracticeRecord | None,
    names: Sequence[str],
    decisions: Decisions,
) -> FieldMerge:
    """Take what the file alone changed; what both sides changed differently stays, unless it is decided.

    What both changed in different places, words of a long text or rows of a list, is no conflict. Without a base every
    field that differs is one.
    """
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in names:
        ours, theirs, before = (getattr(record, name, None) for record in (here, file, base))
        choice, takes = decisions.of(here.id).get(name), decisions.takes(here.id, name)
        if choice is not None and choice.side == "text":
            values[name] = choice.text
        elif ours == theirs or takes is False or (base is not None and theirs == before):
            continue
        elif choice is None and base and not (merged := three_way_merge.merge(before, ours, theirs, name)).is_conflict:
            values[name] = merged.value
        elif takes:
            values[name] = theirs
        else:
            then = None if base is None else text_of(base, name)
            conflicts.append(Conflict(name, text_of(here, name), text_of(file, name), then))
    record = with_fields(here, **values)
    return FieldMerge(record, tuple(_changes(here, record, names)), tuple(conflicts))


def _changes(before: PracticeRecord, after: PracticeRecord, names: Sequence[str]) -> Iterator[Change]:
    for name in names:
        if getattr(before, name) != getattr(after, name):
            yield Change(name, text_of(before, name), text_of(after, name))


def text_of(record: PracticeRecord, name: str) -> str:
    """Return a field as a text, several values one a line."""
    if name == "image":
        return record.image.name if record.image else ""
    return _text(practice_as_json(record).get(name))


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_text(one)}" for name, one in value.items() if one)
    return "" if value is None else str(value)
