"""Merge of several records of one practice: no word is lost, for what has no field goes to the notes."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from db.letters import fold
from roundtable.records.practice import (
    OPTIONAL_LISTS,
    OPTIONAL_TEXTS,
    Country,
    Image,
    Partner,
    PracticeRecord,
    Translation,
    with_fields,
)

_CLEARANCE = ("cleared_by", "cleared_on")
"""Who cleared another text did not clear this one."""
_TOGETHER = {"currency": "budget", "image_rights": "image", "language": "summary"}
"""Fields that mean nothing, or something else, without the other one's value beside them."""
_LISTS = ("countries", "partners", "thematic_areas", "tags", "web_links", *OPTIONAL_LISTS)
_TRANSLATED = ("title", "summary")
_TEXTS = (*_TRANSLATED, *(name for name in OPTIONAL_TEXTS if name not in _TOGETHER))
_FEW_WORDS = 4


class Merged:
    """Merge records into the kept one, whose identity, status and clearance stay; hold what happened to which field."""

    def __init__(self, kept: PracticeRecord, others: Sequence[PracticeRecord]) -> None:
        self.record = kept
        self.filled: list[str] = []
        self.lengthened: list[str] = []
        self.noted: list[str] = []
        self._for_notes: list[str] = []
        for other in others:
            self._add(other)

    def _add(self, other: PracticeRecord) -> None:
        """Merge texts and lists, then into the notes what found no place."""
        self._for_notes = []
        version = self._as_version(other)
        for name in _TEXTS:
            if not (version and name in _TRANSLATED):
                self._fill(name, other, may_fill=name not in _CLEARANCE)
        self._fill_image(other.image)
        for name, beside in _TOGETHER.items():
            same = getattr(self.record, beside) == getattr(other, beside)
            self._fill(name, other, may_fill=same, may_note=name != "language")
        for name in _LISTS:
            self._lengthen(name, getattr(other, name))
        self._add_extra(other.extra)
        self._add_versions((version, *other.translations) if version else other.translations)
        self._add_notes(other)

    def _set(self, name: str, value: Any, names: list[str]) -> None:
        self.record = with_fields(self.record, **{name: value})
        if name not in names:
            names.append(name)

    def _fill(self, name: str, other: PracticeRecord, *, may_fill: bool, may_note: bool = True) -> None:
        """Fill an empty text; a different one goes to the notes."""
        present, value = getattr(self.record, name), getattr(other, name)
        if value and not present and may_fill:
            self._set(name, value, self.filled)
        elif may_note and not _contains(present, value):
            self._note(name, _label(name), value)

    def _note(self, name: str, label: str, value: str) -> None:
        self._for_notes.append(f"{label}: {value}")
        if name not in self.noted:
            self.noted.append(name)

    def _fill_image(self, image: Image | None) -> None:
        if image and not self.record.image:
            self._set("image", image, self.filled)
        elif image and image != self.record.image:
            self._note("image", "Image", image.name)

    def _as_version(self, other: PracticeRecord) -> Translation | None:
        """Return title and summary in another language as a translation of the kept ones."""
        own = self.record
        known = {"", own.language, *(version.language for version in own.translations)}
        if not (own.language and own.title and own.summary) or other.language in known:
            return None
        return Translation(
            language=other.language,
            title=other.title,
            summary=other.summary,
            original_title=own.title,
            original_summary=own.summary,
        )

    def _lengthen(self, name: str, values: Sequence[Any]) -> None:
        present = getattr(self.record, name)
        identities = {_identity(value) for value in present}
        new = {_identity(value): value for value in reversed(values) if _identity(value) not in identities}
        if new:
            self._set(name, (*present, *reversed(new.values())), self.lengthened)

    def _add_extra(self, extra: Sequence[tuple[str, str]]) -> None:
        """Add labels that are new; a label stands once in a record."""
        present = dict(self.record.extra)
        new = []
        for label, value in extra:
            if label not in present:
                new.append((label, value))
            elif not _contains(present[label], value):
                self._note("extra", label, value)
        if new:
            self._set("extra", (*self.record.extra, *new), self.lengthened)

    def _add_versions(self, versions: Sequence[Translation]) -> None:
        """Add versions in languages that are new."""
        own = self.record
        present = {version.language: (version.title, version.summary) for version in own.translations}
        if own.language:
            present[own.language] = (own.title, own.summary)
        new = []
        for version in versions:
            if version.language not in present:
                new.append(version)
                present[version.language] = (version.title, version.summary)
                continue
            for name, text in zip(_TRANSLATED, present[version.language], strict=True):
                if not _contains(text, getattr(version, name)):
                    self._note("translations", f"{_label(name)} ({version.language})", getattr(version, name))
        if new:
            self._set("translations", (*own.translations, *new), self.lengthened)

    def _add_notes(self, other: PracticeRecord) -> None:
        """Add the other's notes, and under its title what found no place."""
        parts = [self.record.notes]
        if not _contains(self.record.notes, other.notes):
            parts.append(other.notes)
        if self._for_notes:
            parts.append("\n".join((f"Merged with “{other.title}”" if other.title else "Merged", *self._for_notes)))
        self.record = replace(self.record, notes="\n\n".join(filter(None, parts)))


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _contains(text: str, value: str) -> bool:
    """Tell whether a text is the value or, where that is more than a few words, contains it."""
    present, wanted = " ".join(text.split()), " ".join(value.split())
    return not wanted or present == wanted or (wanted.count(" ") >= _FEW_WORDS and f" {wanted} " in f" {present} ")


def _identity(value: Any) -> Hashable:
    """Return what two spellings of the same list value have in common."""
    if isinstance(value, Country):
        return value.code or fold(value.printed)
    return (fold(value.name), value.role) if isinstance(value, Partner) else value
