"""Values of a cell as people mean them: without list marks and words for "nothing", several on one line split.

A value that is known (of the vocabulary, a place, a line of our own) is never taken apart or changed.
"""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

from roundtable.contribution.cell_formats import partner_text
from roundtable.contribution.columns import BY_KEY
from roundtable.contribution.workbook_words import words
from roundtable.intake.partners import partners
from roundtable.records.practice import Role
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary import printed_places
from roundtable.vocabulary.empty_values import is_no_entry, is_nothing
from roundtable.vocabulary.numbered_lists import objectives_in, targets_in
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import Vocabulary

TERMS: dict[str, TermKind] = {"thematic_areas": "thematic_area", "tags": "tag"}
"""Kinds of terms by field."""

_LINES_KEPT = 20_000
"""Lines whose values are kept, for they repeat from row to row."""
_NUMBERED = ("gcm_objectives", "sdg_targets")
"""Fields whose values begin with a number."""
_WIDE = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))), " ")
_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛′`´ʼ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "…": "...", "\u00ad": ""}
)
_BEFORE_LINE_END = re.compile(" +(?=\n)")

_BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□◆◇►▶➢➤➔→✓✔☑★☆»›·∙]|[–—*](?=\s|\w)|[+>~](?=\s)|-(?=\s|[^\W\d]))\s*")
_ORDINAL = re.compile(
    r"\s*(?:\(?\d{1,2}[.)]\s+|\(?\d{1,2}\)\s*|#?\d{1,2}\s?[-–:/]\s+|#\d{1,2}[.):]?\s+"
    r"|\(?(?:[A-Za-z]|[IVX]{1,4})\)\s*|[a-h]\.\s+|\(?[ivx]{1,4}\)\s*|[ivx]{1,4}\.\s+)(?=\S)"
)
_CIRCLE = re.compile(r"^o\s+(?=\S)", re.MULTILINE)
"""The letter that stands for an empty circle before every line of a list."""
_ALSO = re.compile(r"\s*\((?:and|also|as well as|et|ainsi que|y|&)\s([^()]*)\)", re.IGNORECASE)
_BETWEEN_LINKS = re.compile(r"\s*[,;|]\s+|\s+(?:(?:and|et|y)\s+)?(?=https?://|www\.)", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ROMAN = re.compile(r"^[IVX]{1,4}\.\s+(?=\S)", re.MULTILINE)
"""The number before every line of a list; before one line alone it may be an initial."""
_NEXT_NUMBER = re.compile(r"\s+(?=\(?[2-9][.)]\s)")
_SEPARATOR_OUTSIDE = re.compile(r"[,;/](?![^\[\](]*[\])])")


def bare(text: str) -> str:
    """Normalise what spreadsheet programs change: kinds of blanks, and trailing blanks."""
    if not text.isascii() or "\t" in text:
        text = text.translate(_WIDE)
    return (_BEFORE_LINE_END.sub("", text) if " \n" in text else text).strip()


def without_signs(text: str) -> str:
    """Normalise what keyboards and corrections decide: quotes, dashes, blanks, ligatures, a last full stop."""
    plain = unicodedata.normalize("NFC", text).translate(_SIGNS)
    return " ".join(plain.split()).rstrip(". ")


def without_mark(field: str, line: str) -> str:
    """Return a line without the mark of a list item before it."""
    bare_line = line[match.end() :] if (match := _BULLET.match(line)) else line
    if field not in _NUMBERED and (match := _ORDINAL.match(bare_line)):
        bare_line = bare_line[match.end() :]
    return bare_line if bare_line.strip() else line


def _links(line: str) -> list[str]:
    """Return the links on a line that holds nothing else; any other line whole."""
    parts = _BETWEEN_LINKS.split(line.strip())
    return parts if all(map(_LINK.fullmatch, parts)) else [line]


class ValueSplitter:
    """Splitter of cells by the vocabulary and the places."""

    def __init__(self, vocabulary: Vocabulary, places: Places, language: str) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._language = language
        self._values = lru_cache(_LINES_KEPT)(self._values_on)

    def cell(self, key: str, text: str, ours: Container[str] = ()) -> str:
        """Return a column's cell with one value a line; lines of ``ours`` stay as they are."""
        if not text or (ours and bare(text) in ours):
            return text
        field = BY_KEY[key].field
        if not BY_KEY[key].format.is_several and field != "tags":
            return "" if is_nothing(text) else text
        for mark in (_CIRCLE, _ROMAN) if text.lstrip()[:1] in "oIVX" else ():
            if len(mark.findall(text)) == len(text.strip().split("\n")) > 1:
                text = mark.sub("", text)
        if text.lstrip(" (").startswith(("1.", "1)")) and field not in _NUMBERED:
            text = _NEXT_NUMBER.sub("\n", text)
        lines = text.split("\n")
        are_items = sum(without_mark(field, line) != line for line in lines) > 1
        return "\n".join(
            value
            for line in lines
            for value in ([line] if ours and bare(line) in ours else self._values(field, line, are_items=are_items))
        )

    def organisations(self, text: str, role: Role) -> str:
        """Return the organisations of a cell, one a line with its role, which is ``role`` where none is said."""
        lines = (without_mark("partners", line) for line in text.split("\n") if not is_no_entry(line))
        return "\n".join(one for line in lines for one in self._organisations(line, role))

    def _organisations(self, line: str, role: Role, *, are_items: bool = False) -> list[str]:
        roles = words(self._language).roles
        found = partners(line, role, self._places, are_items=are_items)
        return [partner_text(one, roles[one.role]) for one in found]

    def _values_on(self, field: str, line: str, *, are_items: bool) -> tuple[str, ...]:
        if is_no_entry(line):
            return ()
        values = self._split(field, without_mark(field, line), are_items=are_items)
        return tuple(one for one in values if not is_no_entry(one))

    def _split(self, field: str, line: str, *, are_items: bool) -> list[str]:
        """Return the values on a line of a field: “Ghana; Togo” names two countries."""
        match field:
            case "thematic_areas" | "tags":
                return list(self._vocabulary.split(TERMS[field], line))
            case "countries":
                return self._countries(line)
            case "partners":
                return self._organisations(line, "partner", are_items=are_items)
            case "gcm_objectives":
                return objectives_in(line, self._language)
            case "sdg_targets":
                return targets_in(line)
        return _links(line) if field == "web_links" else [line]

    def _without_capitals(self, name: str) -> str:
        """Return a name in capitals as the list of places writes it."""
        place = self._places.find(name) if name.isupper() else None
        names = place.names.values() if place else ()
        return next((one for one in names if one.casefold() == name.casefold()), name)

    def _countries(self, line: str) -> list[str]:
        code = line.rstrip("] ").rpartition("[")[2]
        place = self._places.by_code(code) if line.rstrip().endswith("]") else None
        if place is not None and place.code == code:  # of our own writing
            return [line]
        line = _ALSO.sub(r", \1", line)
        if "[" not in line and "(" not in line:
            return [self._without_capitals(one.printed) for one in printed_places.split(line, self._places)]
        if self._places.find(line) is not None or not _SEPARATOR_OUTSIDE.search(line):
            return [line]
        return [name for part in _SEPARATOR_OUTSIDE.split(line) if part.strip() for name in self._countries(part)]
