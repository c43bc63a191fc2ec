"""Coarse stemming of English, French and Spanish alike, by the word lists in ``resources/stems.json``."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache

import resources
from db.letters import fold

_WORD_OR_END = re.compile(r"[^\W\d_]+|[.;:!?()\n]")
END = "."
"""Stands among stems where a sentence or a line ends."""
_SHORTEST_STEM = 4
_LISTS = json.loads(resources.path("stems.json").read_text(encoding="utf-8"))


def _words(name: str) -> set[str]:
    """Return the words of a list in all languages."""
    return set(" ".join(line for lines in _LISTS[name].values() for line in lines).split())


_SHORT_ENDINGS = frozenset(" ".join(_LISTS["inflections"]).split())
"""Endings that a stem of four letters may have lost; before any other, four letters are too few to tell words apart."""
_ENDINGS = sorted(_words("endings"), key=lambda ending: (-len(ending), ending))


def stems(text: str) -> list[str]:
    """Return the stems of a text's significant words, and ``END`` between its sentences."""
    return list(filter(None, map(_stem_or_end, _WORD_OR_END.findall(text))))


def places(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the same, each with its match in the text."""
    for match in _WORD_OR_END.finditer(text):
        if stem := _stem_or_end(match[0]):
            yield stem, match


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """Return a word's stem, "" for a stop word or a generic one."""
    folded = fold(word)
    if len(folded) < 2 or folded in _STOP_WORDS:
        return ""
    stem = _stripped(folded)
    return "" if stem in _GENERIC_STEMS else stem


@lru_cache(maxsize=65536)
def _stem_or_end(token: str) -> str:
    return stem_of(token) if token[0].isalpha() else END


def _stripped(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _least(one)), "")
    stem = word.removesuffix(ending)
    if stem.endswith("y"):
        stem = f"{stem[:-1]}i"
    return stem[:_SHORTEST_STEM] + stem[_SHORTEST_STEM:].rstrip("aeio")


def _least(ending: str) -> int:
    return _SHORTEST_STEM if ending in _SHORT_ENDINGS else _SHORTEST_STEM + 1


_STOP_WORDS = frozenset(map(fold, _words("stop_words")))
_GENERIC_STEMS = frozenset(_stripped(fold(word)) for word in _words("generic_words"))
"""Stems that every question and every practice has: they tell none from another."""
