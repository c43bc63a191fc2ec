"""Folding of letters: one form for all spellings of a word, for index, query, marked hits, sorting and sameness.

Case, diacritics, ligatures, letters that stand for others (œ ß ø ł đ ı ŋ, ی for ي), digits of other scripts, forms of
Unicode and invisible signs are folded away; the words of scripts that put no blanks between them are taken apart letter
by letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

_LETTERS = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ŋ": "n",
    "ɲ": "n",
    "ɓ": "b",
    "ɖ": "d",
    "ɗ": "d",
    "ƙ": "k",
    "ƴ": "y",
    "ƒ": "f",
    "ɛ": "e",
    "ə": "e",
    "ɔ": "o",
    **dict.fromkeys("ىی", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةہھە", "ه"),
    "ٱ": "ا",
    **dict.fromkeys("ʹʻʼʽʾʿˈ", "'"),
}
"""Letters that no decomposition takes apart, as one types them who has no key for them: those of Latin, of African
languages, of Arabic as Persian and Urdu write it, and the letters that look like an apostrophe. Case folding does it
for ß and its like."""
_VOICED = "\u3099\u309a"
"""Marks that make another letter of a Japanese one, not an accent."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Soft hyphens, zero-width and direction signs, variation selectors, the Arabic stretching sign."""
_MARKED = (range(0x300, 0x2000), range(0x20D0, 0x2100), range(0x302A, 0x3100), range(0xA66F, 0xABF0))
MARKS = "".join(chr(code) for codes in _MARKED for code in codes if unicodedata.category(chr(code)).startswith("M"))
"""Vowel signs and other marks, which are parts of words."""
WORD = rf"[^\W_]|[{MARKS}]"
"""A letter, digit or mark of a word, as a regular expression."""
_WORD = re.compile(rf"(?:{WORD})+")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3005-\u3007\u3040-\u312f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Tai, Chinese, Japanese; and Korean, whose words carry endings and grow together."""
_LETTER_OF_UNSPACED = re.compile(rf"[{_UNSPACED}][{MARKS}]*")
_LATER_PARTS = re.compile(f"[\u1160-\u11ff{_VOICED}]")
"""What is composed with the letter before it."""


class _Table(dict[int, str | None]):
    """Replace letters one by one; each is looked up in Unicode's tables once."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        if letter in _VOICED:
            folded: str | None = letter
        elif unicodedata.combining(letter) or _INVISIBLE.match(letter):
            folded = None
        elif (digit := unicodedata.decimal(letter, None)) is not None:
            folded = str(digit)
        else:
            folded = _LETTERS.get(letter, letter)
        self[code] = folded
        return folded


_TABLE = _Table()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Return the form that all spellings of a text share: "Éthiopie" as "ethiopie", "Straße" as "strasse"."""
    if text.isascii():
        return text.lower()
    # Letters of ASCII, most of a Latin text, never join with what follows them: only what is between is looked up.
    lower = text.encode(errors="surrogatepass").lower().decode(errors="surrogatepass")
    return _BEYOND_ASCII.sub(_folded, lower)


def _folded(run: re.Match[str]) -> str:
    return _decomposed(run[0])


@lru_cache(maxsize=65_536)
def _decomposed(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", decomposed.translate(_TABLE))


def visible(text: str) -> str:
    """Return a text in one form of Unicode and without invisible signs, its letters otherwise as they are."""
    return text if text.isascii() else unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def words(text: str) -> str:
    """Return a text as the full-text index holds and is asked for it: folded, letters of unspaced scripts apart."""
    folded = fold(text)
    return folded if folded.isascii() else _LETTER_OF_UNSPACED.sub(r" \g<0> ", folded)


def words_in(text: str) -> list[str]:
    """Return the words of a text as the full-text index holds them; [] where it has none."""
    return _WORD.findall(words(text))


def is_unspaced(word: str) -> bool:
    """Tell whether a word of ``words`` is a letter of a script that puts no blanks between words."""
    return _LETTER_OF_UNSPACED.match(word) is not None


def mapped(text: str, form: Callable[[str], str] = fold) -> tuple[str, list[tuple[int, int]]]:
    """Return the form of a text, and for each of its characters which part of the text it came from."""
    if text.isascii():
        return form(text), [(position, position + 1) for position in range(len(text))]
    characters: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _letters(text):
        for character in form(text[start:end]):
            characters.append(character)
            origins.append((start, end))
    return "".join(characters), origins


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each letter begins and ends with all that is composed with it."""
    start = 0
    for position in range(1, len(text) + 1):
        if position < len(text) and _continues(text[position]):
            continue
        yield start, position
        start = position


def _continues(character: str) -> bool:
    is_mark = unicodedata.combining(character) != 0 or _INVISIBLE.match(character)
    return bool(is_mark or _LATER_PARTS.match(character))
