"""One record of several that describe the same practice: what stays, what is filled, what the notes keep.

Pure functions of records: no word of any of them is lost. Knows no database, file or screen.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.fulltext import fold
from roundtable.records.practice import (
    OPTIONAL_LISTS,
    OPTIONAL_TEXTS,
    Country,
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


@dataclass(slots=True)
class Union:
    """Hold the record that several become, and which of its fields were filled, lengthened, or went to its notes."""

    record: PracticeRecord
    filled: list[str] = field(default_factory=list)
    lengthened: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


def united(kept: PracticeRecord, others: Sequence[PracticeRecord]) -> Union:
    """Return the kept practice's record with what the others add to it; its identity, status and clearance stay."""
    union = Union(kept)
    for other in others:
        _Joining(union, other).run()
    for names in (union.filled, union.lengthened, union.noted):
        names[:] = dict.fromkeys(names)
    return union


class _Joining:
    """Take one record into the union."""

    def __init__(self, union: Union, other: PracticeRecord) -> None:
        self._union = union
        self._other = other
        self._lost: list[str] = []

    def run(self) -> None:
        """Take texts and lists, then write down what found no place."""
        version = self._as_version()
        for name in _TEXTS:
            if not (version and name in _TRANSLATED):
                self._take(name, may_fill=name not in _CLEARANCE)
        self._take_image()
        for name, beside in _TOGETHER.items():
            same = getattr(self._union.record, beside) == getattr(self._other, beside)
            self._take(name, may_fill=same, may_note=name != "language")
        for name in _LISTS:
            self._lengthen(name)
        self._take_extra()
        self._take_versions((version, *self._other.translations) if version else self._other.translations)
        self._write_notes()

    def _set(self, name: str, value: Any, said: list[str]) -> None:
        self._union.record = with_fields(self._union.record, **{name: value})
        said.append(name)

    def _take(self, name: str, *, may_fill: bool, may_note: bool = True) -> None:
        """Fill an empty text; one that says something else goes to the notes."""
        present, value = getattr(self._union.record, name), getattr(self._other, name)
        if value and not present and may_fill:
            self._set(name, value, self._union.filled)
        elif may_note and not _says(present, value):
            self._lose(name, _called(name), value)

    def _lose(self, name: str, label: str, value: str) -> None:
        self._lost.append(f"{label}: {value}")
        self._union.noted.append(name)

    def _take_image(self) -> None:
        present, image = self._union.record.image, self._other.image
        if image and not present:
            self._set("image", image, self._union.filled)
        elif image and image != present:
            self._lose("image", "Image", image.name)

    def _as_version(self) -> Translation | None:
        """Return title and summary that are in a language of their own as a version of the kept ones."""
        own, other = self._union.record, self._other
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

    def _lengthen(self, name: str) -> None:
        present = getattr(self._union.record, name)
        meant = {_meaning(value) for value in present}
        new = {_meaning(value): value for value in reversed(getattr(self._other, name)) if _meaning(value) not in meant}
        if new:
            self._set(name, (*present, *reversed(new.values())), self._union.lengthened)

    def _take_extra(self) -> None:
        """Add labels that are new; a label stands once in a record."""
        present = dict(self._union.record.extra)
        new = []
        for label, value in self._other.extra:
            if label not in present:
                new.append((label, value))
            elif not _says(present[label], value):
                self._lose("extra", label, value)
        if new:
            self._set("extra", (*self._union.record.extra, *new), self._union.lengthened)

    def _take_versions(self, versions: Sequence[Translation]) -> None:
        """Add versions in languages that are new."""
        own = self._union.record
        present = {version.language: (version.title, version.summary) for version in own.translations}
        if own.language:
            present[own.language] = (own.title, own.summary)
        new = []
        for version in versions:
            if version.language not in present:
                new.append(version)
                present[version.language] = (version.title, version.summary)
                continue
            for name, here in zip(_TRANSLATED, present[version.language], strict=True):
                if not _says(here, getattr(version, name)):
                    self._lose("translations", f"{_called(name)} ({version.language})", getattr(version, name))
        if new:
            self._set("translations", (*own.translations, *new), self._union.lengthened)

    def _write_notes(self) -> None:
        """Add the other's notes, and what else it said, under its title."""
        notes, other = self._union.record.notes, self._other
        parts = [notes] if notes else []
        if not _says(notes, other.notes):
            parts.append(other.notes)
        if self._lost:
            parts.append("\n".join((f"Merged with “{other.title}”" if other.title else "Merged", *self._lost)))
        if "\n\n".join(parts) != notes:
            self._union.record = replace(self._union.record, notes="\n\n".join(parts))


def _called(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _says(text: str, value: str) -> bool:
    """Tell whether a text is the value or, where that is more than a few words, holds it."""
    said, wanted = " ".join(text.split()), " ".join(value.split())
    return not wanted or said == wanted or (wanted.count(" ") >= _FEW_WORDS and f" {wanted} " in f" {said} ")


def _meaning(value: Any) -> Hashable:
    """Return what makes two values of a list the same, however they are spelled."""
    if isinstance(value, Country):
        return value.code or fold(value.printed)
    return (fold(value.name), value.role) if isinstance(value, Partner) else value
