"""Meaning of a heading, inferred from its words where no list has it: “Brief description of the policy or practice”.

Every word must be known; one that is not (“comments on the title”) leaves the heading without a meaning.
"""

import json
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

import resources
from roundtable.records.practice import Role
from roundtable.vocabulary import currencies
from roundtable.vocabulary.term_lookup import folded

PERIOD = "period"
"""Key of a column that holds start and end in one cell."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PLURAL = re.compile(r"\(e?s\)|\(ies\)|(?<=\w)/(?:e?s|ies)\b")
_SIDE_BY_SIDE = re.compile(r"\s*[/|\n;·]\s*")
_EXPLAINED = re.compile(r"\s+[-–—]+\s+|\s*[,:?]\s*")
_COMPOUND = re.compile(r"\b(?:(mot)s?[ -]cle|(palabra)s?[ -]clave|(key)[ -]word|(time)[ -]frame|(co)[ -](?=f))")
_AS_ONE_WORD = {"mot": "tag", "palabra": "tag", "key": "tag", "time": "timeframe", "co": "co"}


@dataclass(frozen=True, slots=True)
class HeadingMeaning:
    """Key of a column, "" where the heading names none, and the role of the organisations in it."""

    key: str = ""
    role: Role | None = None


_NONE = HeadingMeaning()


@dataclass(frozen=True, slots=True)
class _Words:
    """Meanings by word; by key the words that may stand ``beside``; those that count ``alone``; and the others."""

    meanings: Mapping[str, HeadingMeaning]
    beside: Mapping[str, frozenset[str]]
    alone: Mapping[str, HeadingMeaning]
    titles: frozenset[str]
    neutral: frozenset[str]


@cache
def _known() -> _Words:
    stored = json.loads(resources.path("heading_words.json").read_text(encoding="utf-8"))
    meanings = [(HeadingMeaning(one["key"], cast("Role | None", one.get("role"))), one) for one in stored["meanings"]]
    return _Words(
        {word: meaning for meaning, one in meanings for word in folded(one["words"]).split()},
        {meaning.key: frozenset(folded(one["beside"]).split()) for meaning, one in meanings if "beside" in one},
        {word: meaning for meaning, one in meanings for word in one.get("alone", "").split()},
        frozenset(folded(stored["titles"]).split()),
        frozenset(folded(stored["neutral"]).split()),
    )


def meaning(heading: str) -> HeadingMeaning:
    """Return what a heading names; several names side by side, as in three languages, must agree."""
    text = _PLURAL.sub("", heading)
    outside = _agreed(map(_of_side, _SIDE_BY_SIDE.split(_BRACKETS.sub(" ", text))))
    return outside if outside.key else _agreed(map(_of_side, _BRACKETS.findall(text)))


def _agreed(found: Iterable[HeadingMeaning]) -> HeadingMeaning:
    known = [one for one in found if one.key]
    if len({one.key for one in known}) != 1:
        return _NONE
    return next((one for one in known if one.role), known[0])


def _of_side(text: str) -> HeadingMeaning:
    """Return the meaning of a name; what follows a dash, comma or colon may explain it."""
    whole = _of_phrase(text)
    if not whole.key:
        whole = _without_noun(_words_of(text))
    if whole.key:
        return whole
    parts = [_of_phrase(part) for part in _EXPLAINED.split(text) if part.strip()]
    return parts[0] if parts and all(one.key in ("", parts[0].key) for one in parts) else _NONE


def _of_phrase(text: str) -> HeadingMeaning:
    """Return the meaning of a phrase, whose words must all be known."""
    known = _known()
    words = _words_of(text)
    found = [known.meanings[form] for word in words if (form := _form(word, known.meanings)) is not None]
    key = _joined({one.key for one in found})
    beside = known.beside.get(key, frozenset()) | known.neutral | known.titles | known.meanings.keys()
    others = [word for word in words if len(word) > 1 and _form(word, beside) is None]
    if any(key not in ("budget", "currency") or _form(word, currencies.codes()) is None for word in others):
        return _NONE
    return HeadingMeaning(key, next((one.role for one in found if one.role), None)) if key else _NONE


def _words_of(text: str) -> list[str]:
    plain = _COMPOUND.sub(lambda match: _AS_ONE_WORD[match[match.lastindex or 0]], folded(text))
    return [word for word in plain.split() if word == "2030" or not word.isdecimal()]


def _without_noun(words: list[str]) -> HeadingMeaning:
    """Return the meaning of a phrase such as “From (year)” or “Good practice”."""
    known = _known()
    if any(_form(word, known.neutral | known.titles | known.alone.keys()) is None for word in words if len(word) > 1):
        return _NONE
    alone = {known.alone[word].key for word in words if word in known.alone}
    if len(alone) == 1:
        return HeadingMeaning(alone.pop())
    return HeadingMeaning("title") if known.titles & {*words} else _NONE


def _form(word: str, known: Container[str]) -> str | None:
    """Return the known form of a word, its plural ending taken off; None where there is none."""
    forms = [word, *(word.removesuffix(end) for end in ("s", "es", "x", "e"))]
    forms += [f"{word[:-3]}y"] * word.endswith("ies")
    return next((form for form in forms if form in known), None)


def _joined(keys: set[str]) -> str:
    """Return the key of words of several meanings: start and end make a period, a description may be one of results."""
    match sorted(keys):
        case [key]:
            return key
        case ["ends", "starts"] | ["ends", "period", "starts"]:
            return PERIOD
        case ["ends" | "starts" as key, "period"] | ["period", "starts" | "ends" as key]:
            return key
        case ["budget", "currency"]:
            return "currency"
        case [key, "summary"] | ["summary", key] if key != "title":
            return key
    return ""
