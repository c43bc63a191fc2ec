"""Look-up of terms by any spelling, splitting of printed lists of terms, and the fixed lists of the field."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from db.letters import MARKS, fold
from roundtable.records.vocabulary import Term, TermKind
from roundtable.standard_vocabulary import TERM_KINDS, shipped_lists

ListKind = Literal["gcm_objective", "sdg_target", "gfmd_source"]

_NOT_A_WORD = re.compile(rf"(?:[^\w{MARKS}]|_)+")
_NOT_A_WORD_OF_ASCII = re.compile(r"[\W_]+", re.ASCII)
"""The same for plain texts, several times as fast."""
_BRITISH = re.compile(r"is(?=(?:e[ds]?|ing|ations?)\b)")
_LABOR = re.compile(r"\blabor\b")
_HARD = re.compile(r"[;•|؛；]")
_EDGES = " \t\r\n.:,;"


class Vocabulary:
    """Find terms by any spelling of their names and aliases."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Index ``terms``; of two spellings alike the first stays."""
        self._terms: dict[TermKind, dict[str, Term]] = {kind: {} for kind in TERM_KINDS}
        for term in terms:
            for spelling in term.spellings():
                self._terms[term.kind].setdefault(folded(spelling), term)
                if "-" in spelling:  # a line end may have lost the hyphen
                    self._terms[term.kind].setdefault(folded(spelling.replace("-", "")), term)
        self._longest = max((len(key) for kind in TERM_KINDS for key in self._terms[kind]), default=0)

    def find(self, kind: TermKind, text: str) -> Term | None:
        """Return the term that ``text`` names, whatever its case, diacritics, dashes, "&", -ise or last full stop."""
        return self._terms[kind].get(folded(text))

    def canonical(self, kind: TermKind, text: str) -> str:
        """Return the preferred form of ``text``; what is on no list stays as printed, without its last separator."""
        term = self.find(kind, text)
        return term.name if term else " ".join(text.split()).strip(_EDGES)

    def spellings(self, kind: TermKind) -> Mapping[str, Term]:
        """Return the terms of a kind under each of their spellings, ``folded``."""
        return self._terms[kind]

    def split(self, kind: TermKind, text: str) -> tuple[str, ...]:
        """Split a field's value into terms as printed, each once, at semicolons and bullets, never inside a known term.

        Commas and line breaks separate where there are none of these, and beside a known term.
        """
        chunks = [chunk for chunk in _HARD.split(text) if chunk.strip(_EDGES)]
        values: list[str] = []
        for chunk in chunks:
            parts = list(self._parts(kind, chunk))
            is_one = len(chunks) > 1 and not any(self.find(kind, part) for part in parts)
            values += [" ".join(chunk.split()).strip(_EDGES)] if is_one else parts
        return tuple(dict.fromkeys(values))

    def _parts(self, kind: TermKind, chunk: str) -> Iterator[str]:
        """Split a chunk at every comma and line break that is not inside a known term."""
        pieces = [(*match.span(), folded(match[0])) for match in re.finditer(r"[^,\n،，、]+", chunk)]
        start = 0
        while start < len(pieces):
            first, last, key = pieces[start][0], start, ""
            for end in range(start, len(pieces)):
                key = f"{key} {pieces[end][2]}".strip()
                if len(key) > self._longest:
                    break
                if key in self._terms[kind]:
                    last = end
            part = " ".join(chunk[first : pieces[last][1]].split()).strip(_EDGES)
            sides = [side.strip() for side in part.split("/")]
            if not self.find(kind, part) and all(self.find(kind, side) for side in sides):
                yield from sides
            elif part:
                yield part
            start = last + 1


def words_alone(text: str) -> str:
    """Return a text with one blank in the place of all that is no word."""
    return (_NOT_A_WORD_OF_ASCII if text.isascii() else _NOT_A_WORD).sub(" ", text).strip()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Normalise the spelling of a term: case, diacritics, punctuation, "&", -ise and labor."""
    plain = words_alone(fold(text).replace("&", " and "))
    if "labor" in plain:
        plain = _LABOR.sub("labour", plain)
    return _BRITISH.sub("iz", plain) if "is" in plain else plain


def listed(kind: ListKind, language: str = "en") -> tuple[str, ...]:
    """Return a fixed list in its order, in English where ``language`` (fr, es) has no text of an entry."""
    return tuple(entry.get(language) or entry["en"] for entry in shipped_lists()[kind])


@cache
def in_every_language(kind: ListKind) -> dict[str, tuple[str, ...]]:
    """Return the texts of an entry of a fixed list in all languages, by each of them, that one first."""
    every = [entry.values() for entry in shipped_lists()[kind]]
    return {text: tuple(dict.fromkeys((text, *texts))) for texts in every for text in texts}
