"""Search hits in a text: words matched as the full-text index folds them, without case and diacritics."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache


def pieces(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Split a text into pieces and tell of each whether it is a hit; joined they are the text again."""
    pattern = _pattern(tuple(words))
    if pattern is None:
        yield text, False
        return
    folded, origin = _folded(text)
    end = 0
    for hit in pattern.finditer(folded):
        first, last = max(end, origin[hit.start()]), origin[hit.end() - 1] + 1
        yield from ((piece, is_hit) for piece, is_hit in ((text[end:first], False), (text[first:last], True)) if piece)
        end = max(end, last)
    if end < len(text) or not text:
        yield text[end:], False


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Match any of the words as the beginning of a word, whatever stands between the words of a phrase."""
    phrases = [re.findall(r"[^\W_]+", _folded(word)[0]) for word in words]
    wanted = [r"[\W_]+".join(map(re.escape, phrase)) for phrase in phrases if phrase]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(wanted, key=len, reverse=True))})") if wanted else None


def _folded(text: str) -> tuple[str, list[int]]:
    """Strip case and diacritics; return the text and the original position of each of its characters."""
    characters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(part):
                characters.append(part)
                origin.append(position)
    return "".join(characters), origin
