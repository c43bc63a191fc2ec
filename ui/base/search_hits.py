"""Where the words that a person searched for stand in a text, folded as the index folds them.

Pure text; must not ask the workspace.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache


def pieces(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Cut a text into stretches that are a hit and stretches that are not; joined they are the text again."""
    pattern = _pattern(tuple(words))
    if pattern is None:
        yield text, False
        return
    folded, origin = _folded(text)
    past = 0
    for hit in pattern.finditer(folded):
        first, last = origin[hit.start()], origin[hit.end() - 1] + 1
        if first > past:
            yield text[past:first], False
        if last > max(first, past):
            yield text[max(first, past) : last], True
        past = max(past, last)
    if past < len(text) or not text:
        yield text[past:], False


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Match any of the words as the beginning of a word, whatever stands between the words of a phrase."""
    phrases = [re.findall(r"[^\W_]+", _folded(word)[0]) for word in words]
    wanted = [r"[\W_]+".join(map(re.escape, phrase)) for phrase in phrases if phrase]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(wanted, key=len, reverse=True))})") if wanted else None


def _folded(text: str) -> tuple[str, list[int]]:
    """Strip case and diacritics, and tell for every character of the outcome which one it came from."""
    characters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(part):
                characters.append(part)
                origin.append(position)
    return "".join(characters), origin
