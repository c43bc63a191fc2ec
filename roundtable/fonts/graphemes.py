"""Graphemes of a word: a letter with its marks and joiners, an emoji sequence, a flag."""

import unicodedata
from collections.abc import Iterator

_JOINER, _NON_JOINER = "\u200d", "\u200c"
_DIRECTION = frozenset("\u061c\u200e\u200f")  # marks that print nothing
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONAL = range(0x1F1E6, 0x1F200)  # two of them are a flag


def graphemes(word: str) -> Iterator[str]:
    """Split a word where a font may change and, at need, a line may end."""
    start = 0
    for at in range(1, len(word)):
        if not _continues(word, start, at):
            yield word[start:at]
            start = at
    yield word[start:]


def _continues(word: str, start: int, at: int) -> bool:
    char, before = word[at], word[at - 1]
    if ord(char) in _REGIONAL:
        return ord(before) in _REGIONAL and at - start == 1
    return (
        before == _JOINER
        or char in (_JOINER, _NON_JOINER)
        or char in _DIRECTION
        or _DIRECTION.issuperset(word[start:at])
        or unicodedata.category(char).startswith("M")
        or ord(char) in _SKIN_TONES
    )
