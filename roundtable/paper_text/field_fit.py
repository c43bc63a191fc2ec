"""Score how well a text fits a field; used to separate interleaved table columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise

from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import label_of, labels_inside
from roundtable.paper_text.source import Line
from roundtable.paper_text.typesetting import CONNECTIVES
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary import printed_places
from roundtable.vocabulary.place_lookup import Place, Places
from roundtable.vocabulary.term_lookup import Vocabulary, folded

TERM_KINDS: dict[Kind, TermKind] = {"area": "thematic_area", "tag": "tag"}
_LONGEST_TERM = 200
_SEPARATOR = re.compile(r"[,;\n]")
_NARROWEST = 70
"""Letters that a line holds at least where no line is wrapped."""
_SHORT_VALUE = 30
"""Letters of a line that is not full in any column of a table."""
BULLETS = tuple("•‣◦▪▫■□●○►▶▸▹◆◇★➔➢➤✓✔\uf0b7\uf0a7\uf0d8\uf076")
"""Marks of list items, those that a symbol font drew too."""
PLACE_KINDS: frozenset[Kind] = frozenset(("country", "target"))


class Fit:
    """Score texts against fields with a vocabulary and places."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        """Index the beginnings of every known term."""
        self.vocabulary = vocabulary
        self.places = places
        self._beginnings = {kind: _beginnings(vocabulary.spellings(kind)) for kind in TERM_KINDS.values()}
        self._widths: dict[Kind, int] = {}
        self._page_width = 0
        self.wraps = False
        self.gutter = range(0)
        self.is_in_order = False
        """Whether no table has interleaved columns."""
        self.score = lru_cache(maxsize=4096)(self._score)
        self.places_in = lru_cache(maxsize=4096)(partial(printed_places.split, places=places))
        self._is_place = lru_cache(maxsize=4096)(partial(self.is_known, "country"))

    def places_named(self, text: str) -> list[Place]:
        """Return the places if ``text`` names nothing else."""
        found = self.places_in(text) if self.is_known("country", text) else ()
        return [place for country in found if (place := self.places.by_code(country.code))]

    def _score(self, kind: Kind, text: str, *, is_whole: bool) -> float:
        """Return how well ``text`` (lines joined by line breaks) fills a field: higher is better, 0 says nothing.

        What is not whole may still be waiting for the rest of its last term.
        """
        if not text:
            return -0.5 if is_whole and kind in TERM_KINDS else 0.0
        score = self._unfinished(text) if is_whole else 0.0
        if kind in TERM_KINDS:
            return score + self._terms(TERM_KINDS[kind], text, is_whole=is_whole)
        return score + self._places(kind, text, is_whole=is_whole)

    def measure(self, lines: Iterable[Line]) -> None:
        """Measure at which column values wrap, and where the right column of the tables begins."""
        edges = []
        lines = list(lines)
        self.wraps = any(line.text[0].islower() and not line.after_blank for line in lines)
        self._page_width = max((line.end_column for line in lines), default=0)
        self._page_width = self._page_width if self.wraps else max(self._page_width, _NARROWEST)
        for line in lines:
            label = label_of(line.text[:200])
            if label and label.value_at < len(line.text):
                self._widths[label.kind] = max(self._widths.get(label.kind, 0), line.end_column)
            if label is None or label.kind in ("country", "area"):
                edges += [line.column + at for at in labels_inside(line.text[:300]) if at >= 15]
        edges.sort()
        if edges:
            self.gutter = range(edges[len(edges) // 10], edges[len(edges) * 9 // 10] + 4)

    def would_have_fitted(self, kind: Kind, end_column: int, following: str) -> bool:
        """Tell whether the next line's first word had room on the line that ends at ``end_column``."""
        return end_column + 1 + len(following.split(None, 1)[0]) <= 0.8 * self._widths.get(kind, 0)

    def has_room(self, line: Line, following: Line) -> bool:
        """Tell whether the next line's first word had room on a line of a text that has one column."""
        if self.gutter or following.column not in (0, line.column):
            return False
        if line.column and self.wraps:  # beside a label a line may end before the page does
            return len(line.text) <= _SHORT_VALUE
        return line.end_column + 1 + len(following.text.split(None, 1)[0]) <= 0.8 * self._page_width

    def is_known(self, kind: Kind, text: str) -> bool:
        """Tell whether ``text`` consists of known terms or places alone."""
        if kind in TERM_KINDS:
            parts = self.vocabulary.split(TERM_KINDS[kind], text)
            return bool(parts) and all(self.vocabulary.find(TERM_KINDS[kind], part) for part in parts)
        found = self.places_in(text) if kind in PLACE_KINDS and may_be_places(text) else ()
        return bool(found) and all(country.code for country in found)

    def _terms(self, kind: TermKind, text: str, *, is_whole: bool) -> float:
        broken = with_breaks(text.split("\n"), kind, self.vocabulary)
        parts = self.vocabulary.split(kind, broken)
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
        separates = _uses_separators(text.split("\n"), kind, self.vocabulary)
        return score - (2.5 if separates else 1.5) * _unseparated_breaks(broken, parts)

    def _places(self, kind: Kind, text: str, *, is_whole: bool) -> float:
        if kind not in PLACE_KINDS:
            return -1.0 * sum(self._is_place(line) for line in text.split("\n")[1:])
        found = self.places_in(text)
        score = -2.0 * _unseparated_breaks(text, [country.printed for country in found])
        for country in found:
            is_state = country.code and getattr(self.places.by_code(country.code), "kind", "") != "organisation"
            score += len(country.printed.split()) if is_state else 0.2 if country.code else -0.6
        waits = bool(found) and not found[-1].code and not is_whole
        return score + 0.6 * waits

    def _unfinished(self, text: str) -> float:
        score = -1.0 * (text.count("(") > text.count(")"))
        if last_word(text) in CONNECTIVES or text.endswith(("-", "&", "/")):
            return score - 1.5
        return score - 0.4 * text.endswith((",", ";"))


def _beginnings(spellings: Iterable[str]) -> frozenset[str]:
    """Return what a wrapped line may hold of each spelling: its first word, its first two ..."""
    whole = (spelling.split() for spelling in spellings)
    return frozenset(" ".join(words[:count]) for words in whole for count in range(1, len(words)))


def with_breaks(
    lines: Sequence[str], kind: TermKind, vocabulary: Vocabulary, full: frozenset[int] = frozenset()
) -> str:
    """Join the lines of a field of terms; a line break stays where it may part two terms.

    Beside a known term it may. Off-list terms go on over it before a small letter, where separators part the terms,
    and after a line that was full.
    """
    lines = _undivided(lines, vocabulary.spellings(kind))
    uses_separators = _uses_separators(lines, kind, vocabulary)
    joined = list(lines[:1])
    open_end = _SEPARATOR.split(lines[0])[-1] if lines else ""
    for number, (line, following) in enumerate(pairwise(lines)):
        begins, *others = _SEPARATOR.split(following)
        is_beside_known = bool(vocabulary.find(kind, open_end) or vocabulary.find(kind, begins))
        goes_on = uses_separators or number in full or following[0].islower() or last_word(line) in CONNECTIVES
        parts = line.endswith((",", ";")) or is_beside_known or not goes_on
        joined += ("\n" if parts else " ", following)
        open_end = others[-1] if others else begins if parts else f"{open_end[-_LONGEST_TERM:]} {begins}"
    return "".join(joined)


def _undivided(lines: Sequence[str], spellings: Mapping[str, object]) -> list[str]:
    """Join words that a line end divided; the hyphen stays where a known term has it."""
    whole: list[str] = []
    for line in lines:
        if whole and whole[-1].endswith(("-", "‐", "\u00ad")) and whole[-1][-2:-1].isalpha() and line[:1].islower():
            word, _, rest = line.partition(" ")
            begun = _SEPARATOR.split(whole[-1][-_LONGEST_TERM:])[-1].strip()
            with_hyphen = folded(f"{begun}{_SEPARATOR.split(line[:_LONGEST_TERM])[0]}")
            keeps = not whole[-1].endswith("\u00ad") and any(with_hyphen in term for term in spellings)
            whole[-1] = f"{whole[-1] if keeps else whole[-1][:-1]}{word} {rest}".strip()
        else:
            whole.append(line)
    return whole


def _uses_separators(lines: Iterable[str], kind: TermKind, vocabulary: Vocabulary) -> bool:
    """Tell whether separators part the terms; a comma within a known term does not."""
    return any(mark in line for line in lines if not vocabulary.find(kind, line) for mark in ",;")


def _unseparated_breaks(text: str, parts: Sequence[str]) -> int:
    """Count the line breaks that part two values though no separator stands there."""
    seams = (
        f"{line.rsplit(None, 1)[-1]} {following.split(None, 1)[0]}"
        for line, following in pairwise(text.split("\n"))
        if not waits_for_more(line) and not following.startswith(BULLETS) and first_word(following) not in CONNECTIVES
    )
    return sum(not any(seam in part for part in parts) for seam in seams)


def join_score(kind: Kind, before: str, following: str) -> float:
    """Score how naturally ``following`` continues the value ``before``."""
    goes_on = following[0].islower() or following[0] in "(&"
    if not before or following.startswith(BULLETS):
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


def first_word(text: str) -> str:
    """Return the first word of ``text`` in lower case."""
    return text.split(None, 1)[0].casefold() if text.strip() else ""


def last_word(text: str) -> str:
    """Return the last word of ``text`` in lower case."""
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
