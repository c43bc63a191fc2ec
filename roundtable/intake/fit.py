"""How well a text fits a field: what tells the columns of an interleaved table apart.

Must not place anything; it only weighs.
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import pairwise

from roundtable.intake.labels import Kind
from roundtable.intake.typesetting import CONNECTIVES
from roundtable.places import Places
from roundtable.records import TermKind
from roundtable.vocabulary import Vocabulary, folded

TERM_KINDS: dict[Kind, TermKind] = {"area": "thematic_area", "tag": "tag"}
PLACE_KINDS: frozenset[Kind] = frozenset(("country", "target"))


class Fit:
    """Weigh texts against fields with the vocabulary and the places at hand."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        """Learn how every known term may begin."""
        self.vocabulary = vocabulary
        self.places = places
        self._beginnings = {
            kind: {
                " ".join(words[:count])
                for words in (spelling.split() for spelling in vocabulary.spellings(kind))
                for count in range(1, len(words))
            }
            for kind in TERM_KINDS.values()
        }
        self.score = lru_cache(maxsize=4096)(self._score)
        self.places_in = lru_cache(maxsize=4096)(places.split)
        self._is_place = lru_cache(maxsize=4096)(partial(self.is_known, "country"))

    def _score(self, kind: Kind, text: str, *, is_whole: bool) -> float:
        """Return how well ``text`` (lines joined by line breaks) fills a field: higher is better, 0 says nothing.

        What is not whole may still be waiting for the rest of its last term.
        """
        if not text:
            return -0.5 if is_whole and kind in TERM_KINDS else 0.0
        score = self._unfinished(text) if is_whole else 0.0
        if kind in TERM_KINDS:
            return score + self._terms(TERM_KINDS[kind], text, is_whole=is_whole)
        return score + self._places(kind, text)

    def is_known(self, kind: Kind, text: str) -> bool:
        """Tell whether ``text`` consists of known terms or places alone."""
        if kind in TERM_KINDS:
            parts = self.vocabulary.split(TERM_KINDS[kind], text)
            return bool(parts) and all(self.vocabulary.find(TERM_KINDS[kind], part) for part in parts)
        found = self.places_in(text) if kind in PLACE_KINDS and may_be_places(text) else ()
        return bool(found) and all(country.code for country in found)

    def _terms(self, kind: TermKind, text: str, *, is_whole: bool) -> float:
        parts = self.vocabulary.split(kind, text)
        score = 0.0
        for number, part in enumerate(parts, 1):
            words = len(part.split())
            waits = number == len(parts) and not is_whole and folded(part) in self._beginnings[kind]
            if self.vocabulary.find(kind, part):
                score += words
            elif waits:
                score += 0.5 * words
            else:
                score -= 0.6 + 0.1 * words
        bare = 2.5 if ";" in text or "," in text else 0.5
        return score - bare * _bare_breaks(text, parts)

    def _places(self, kind: Kind, text: str) -> float:
        if kind not in PLACE_KINDS:
            return -1.0 * sum(self._is_place(line) for line in text.split("\n")[1:])
        found = self.places_in(text)
        known = sum(len(country.printed.split()) for country in found if country.code)
        return known - 0.6 * sum(not country.code for country in found)

    def _unfinished(self, text: str) -> float:
        score = -1.0 * (text.count("(") > text.count(")"))
        if last_word(text) in CONNECTIVES or text.endswith(("-", "&", "/")):
            return score - 1.5
        return score - 1.0 * text.endswith((",", ";"))


def _bare_breaks(text: str, parts: Sequence[str]) -> int:
    """Count the line breaks that part two terms though no separator stands there."""
    lines = text.split("\n")
    seams = (
        f"{line.rsplit(None, 1)[-1]} {following.split(None, 1)[0]}"
        for line, following in pairwise(lines)
        if not line.endswith((",", ";"))
    )
    return sum(not any(seam in part for part in parts) for seam in seams)


def join_score(kind: Kind, before: str, following: str) -> float:
    """Return how naturally ``following`` goes on a value that so far is ``before``."""
    goes_on = following[0].islower() or following[0] in "(&"
    if not before:
        return 0.3 - 0.3 * goes_on
    if waits_for_more(before) and not before.endswith((",", ";")):
        return 1.0
    if before.endswith((",", ";")):
        return 0.3 - 0.5 * (goes_on and kind in TERM_KINDS and before[0].isupper())
    return 0.4 if goes_on and kind not in TERM_KINDS else -0.4 * (not goes_on)


def waits_for_more(text: str) -> bool:
    """Tell whether a value breaks off: at a separator, a connective, a hyphen or within parentheses."""
    return (
        text.endswith((",", ";", "/", "&", "-", "–"))
        or last_word(text) in CONNECTIVES
        or text.count("(") > text.count(")")
    )


def last_word(text: str) -> str:
    """Return the last word of ``text``, small."""
    return text[-20:].rsplit(None, 1)[-1].casefold() if text.strip() else ""


def may_be_places(text: str) -> bool:
    """Tell whether ``text`` could be names of places alone, without looking them up: small words only link them."""
    return all(not word[0].islower() or word in CONNECTIVES for word in text.split())


def is_prose(text: str) -> bool:
    """Tell whether a line reads like running text: many words, most of them small, no list of terms."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= 9 and small >= 0.55 * len(words) and ";" not in text


def is_label_sized(texts: Sequence[str]) -> bool:
    """Tell whether lines are as short as what stands in a box or a table cell."""
    return all(len(text) <= 30 and len(text.split()) <= 4 and not text.endswith((".", ":", ";")) for text in texts)
