"""Letters of an annex that no embedded font has, counted by practice and script, with the fields they stand in."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from roundtable.annex.document import AnnexDocument
from roundtable.annex.printed_practice import AnnexPractice
from roundtable.fonts.font_files import further_scripts, is_printed

Remedy = Literal["cjk", "scripts", "font", "remove"]
_EAST_ASIAN = ("Chinese", "Japanese", "Korean")
_NAMES = {
    "Hani": "Chinese",
    "Hang": "Korean",
    "Hira": "Japanese",
    "Kana": "Japanese",
    "Zyyy": "",
    "Zinh": "",
    "Zzzz": "",
}


@dataclass(frozen=True, slots=True)
class MissingLetters:
    """Hold how many different ``letters`` of one script print as a replacement in one practice.

    ``practice`` and ``heading`` are "" outside the practices. ``script`` is its English name, "" for symbols and marks.
    ``fields`` are named as in AnnexField, ``title`` first.
    """

    practice: str
    heading: str
    script: str
    letters: str
    fields: tuple[str, ...]

    @property
    def remedy(self) -> Remedy:
        """What helps: an extra of the program, a font of this machine, or to take out what no font can have."""
        if self.script in _EAST_ASIAN:
            return "cjk"
        if self.script in further_scripts():
            return "scripts"
        return "font" if any(map(is_printed, self.letters)) else "remove"


def missing_letters(document: AnnexDocument, missing: Set[str]) -> tuple[MissingLetters, ...]:
    """Return what prints as a replacement: what is outside the practices first, then they in printed order."""
    if not missing:
        return ()
    found = list(_by_script("", "", [("front", document.own_characters())], missing))
    for practice in document.practices():
        found += _by_script(practice.id, practice.heading, list(_fields(practice)), missing)
    return tuple(found)


def _fields(practice: AnnexPractice) -> Iterator[tuple[str, Set[str]]]:
    yield "title", set(practice.heading)
    for field in practice.fields:
        yield field.name, field.characters()


def _by_script(
    practice: str, heading: str, fields: list[tuple[str, Set[str]]], missing: Set[str]
) -> Iterator[MissingLetters]:
    from fontTools.unicodedata import script, script_name

    letters: dict[str, dict[str, None]] = {}
    places: dict[str, dict[str, None]] = {}
    for field, characters in fields:
        for character in sorted(characters & missing):
            code = script(character)
            name = _NAMES.get(code, script_name(code))
            letters.setdefault(name, {})[character] = None
            places.setdefault(name, {})[field] = None
    for name, those in letters.items():
        yield MissingLetters(practice, heading, name, "".join(those), tuple(places[name]))
