"""Search hits in a text: words matched as the full-text index folds them, and excerpts around the first."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from db import letters

_AROUND = 60
"""How many characters of a text stand on either side of a hit in an excerpt."""


def pieces(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Split a text into pieces and tell of each whether it is a hit; joined they are the text again."""
    end = 0
    for first, last in _found(text, words):
        start = max(end, first)
        if start > end:
            yield text[end:start], False
        if last > start:
            yield text[start:last], True
        end = max(end, last)
    if end < len(text) or not text:
        yield text[end:], False


def excerpt(text: str, words: Sequence[str]) -> str:
    """Return the words around the first hit, hits between « and »; "" where there is none."""
    first = next(iter(_found(text, words)), None)
    if first is None:
        return ""
    start, end = max(0, first[0] - _AROUND), min(len(text), first[1] + _AROUND)
    before, after = text[start : first[0]], text[first[1] : end]
    if start:
        before = f"…{before.partition(' ')[2] or before}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0] or after}…"
    shown = f"{before}{text[first[0] : first[1]]}{after}"
    return " ".join("".join(f"«{piece}»" if is_hit else piece for piece, is_hit in pieces(shown, words)).split())


def _found(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each hit begins and ends, in order."""
    pattern = _pattern(tuple(words))
    if pattern is None:
        return
    folded, origins = letters.mapped(text)
    for hit in pattern.finditer(folded):
        yield origins[hit.start()][0], origins[hit.end() - 1][1]


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Match any of the phrases as the beginning of a word, whatever stands between the words of one."""
    phrases = [phrase for word in words if (phrase := letters.words_in(word))]
    wanted = sorted(map(_phrase, phrases), key=len, reverse=True)
    return re.compile("|".join(wanted), re.DOTALL) if wanted else None


def _phrase(parts: Sequence[str]) -> str:
    between = rf"(?:(?!{letters.WORD}).)"
    whole = re.escape(parts[0])
    for before, after in pairwise(parts):
        are_joined = letters.is_unspaced(before) or letters.is_unspaced(after)
        whole += rf"{between}{'*' if are_joined else '+'}{re.escape(after)}"
    return whole if letters.is_unspaced(parts[0]) else rf"(?<!{letters.WORD}){whole}"
