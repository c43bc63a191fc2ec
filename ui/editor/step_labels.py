"""Undo labels of a field's change: Add tag “Gender”, Change title, Edit summary."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from roundtable.records.practice import Country, Partner, Translation
from ui.widgets.record_text import field_label

translate = QCoreApplication.translate
_LONGEST = 60


def label(field: str, before: object, after: object) -> str:
    """Return the label of a change of a record's field from one value to another."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _of_list(field, before, after)
    if before is None:
        return translate("Steps", "Add image")
    if not isinstance(before, str):
        return translate("Steps", "Change image") if after is not None else translate("Steps", "Remove image")
    verb = translate("Steps", "Edit {field}") if field in LONG_TEXTS else translate("Steps", "Change {field}")
    words = field_label(field)
    return verb.format(field=words if words[:2].isupper() else words[:1].lower() + words[1:])


LONG_TEXTS = frozenset(
    (
        *("summary", "notes", "beneficiaries", "results", "evidence", "evaluation", "lessons", "replicability"),
        *("gender_aspects", "child_aspects", "disability_aspects"),
    )
)
"""The fields of paragraphs, also saved while typing pauses."""


def _of_list(field: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    one, many = _noun(field)
    added = [_text(value) for value in after if value not in before]
    removed = [_text(value) for value in before if value not in after]
    if len(added) == 1 and len(removed) <= 1:
        verb = translate("Steps", "Change {one} “{name}”") if removed else translate("Steps", "Add {one} “{name}”")
        return verb.format(one=one, name=added[0])
    if len(removed) == 1 and not added:
        return translate("Steps", "Remove {one} “{name}”").format(one=one, name=removed[0])
    if added and not removed:
        return translate("Steps", "Add {number} {many}").format(number=len(added), many=many)
    if removed and not added:
        return translate("Steps", "Remove {number} {many}").format(number=len(removed), many=many)
    verb = translate("Steps", "Change {many}") if added else translate("Steps", "Reorder {many}")
    return verb.format(many=many)


def _noun(field: str) -> tuple[str, str]:
    return {
        "countries": (translate("Steps", "country"), translate("Steps", "countries")),
        "partners": (translate("Steps", "partner"), translate("Steps", "partners")),
        "thematic_areas": (translate("Steps", "thematic area"), translate("Steps", "thematic areas")),
        "tags": (translate("Steps", "tag"), translate("Steps", "tags")),
        "web_links": (translate("Steps", "link"), translate("Steps", "links")),
        "extra": (translate("Steps", "label"), translate("Steps", "labels")),
        "gcm_objectives": (translate("Steps", "GCM objective"), translate("Steps", "GCM objectives")),
        "sdg_targets": (translate("Steps", "target"), translate("Steps", "targets")),
        "gfmd_sources": (translate("Steps", "source"), translate("Steps", "sources")),
        "translations": (translate("Steps", "language version"), translate("Steps", "language versions")),
    }[field]


def _text(value: object) -> str:
    if isinstance(value, Country):
        text = value.printed
    elif isinstance(value, Translation):
        text = value.language
    elif isinstance(value, Partner):
        text = value.name
    else:
        text = str(value[0] if isinstance(value, Sequence) and not isinstance(value, str) else value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
