"""Line wrapping of a text: column width, ends of paragraphs, hyphens at line ends.

Every word that is changed or doubtful is reported in ``doubts``.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from roundtable.paper_text.source import Line, clean

_LINKS_EN = ("and", "or", "of", "the", "for", "in", "to", "on", "with", "from", "by", "&", "/")
_LINKS_FR = ("et", "ou", "de", "du", "des", "la", "le", "les", "pour", "en")
_LINKS_ES = ("y", "o", "e", "del", "los", "las", "el", "para", "con")
CONNECTIVES = frozenset((*_LINKS_EN, *_LINKS_FR, *_LINKS_ES))
SENTENCE_END = (".", "!", "?", "…", ".”", ".’", '."', ".)", ".»", "!”", "?”", ":", ";")

_AND = frozenset(("and", "or", "et", "ou", "y", "o", "to"))
_COMPOUND_BEGINS = frozenset(
    ("self", "cross", "long", "short", "well", "high", "low", "non", "half", "socio", "decision", "policy", "evidence")
)
_COMPOUND_ENDS = frozenset(
    (
        *("based", "led", "wide", "term", "making", "building", "border", "related", "specific", "oriented", "driven"),
        *("level", "sector", "friendly", "sensitive", "owned", "sharing", "skilled", "paid", "economic", "being"),
    )
)
"""Parts by which a compound is known that stands nowhere else in the text."""
_DIVIDED = re.compile(r"([^\W\d_]+)-[ \t]{0,8}\n[ \t]{0,40}([^\W\d_]+)")
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WIDEST = 160
"""Letters that a line of a page holds at most."""
_MANY = 20
"""Lines of which some break a sentence where text is wrapped."""
_HYPHENS = ("-", "‐", "‑")
_SUFFIX = re.compile(
    r"(?:ments?|[ts]ions?|tional\w*|ing|ings|ness|able|ible|[ea]nces?|[ea]nts?|tives?|it(?:y|ies)|ies|ly|ers?|ous|al|als"
    r"|ci[oó]n|ciones|mente|dad(?:es)?|d[oa]s?|t[eé]s?|eurs?|trices?|iques?|is[ez]\w*|iz\w*|ed)$"
)


def _breadths() -> bytes:
    """Return how broad each letter of Latin-1 is in a common proportional type, in hundredths of its size."""
    classes = {
        22: "ijl'’", 28: " fIt.,;:/!|[]\\í", 33: "r-()", 50: "ckvsxyzJç", 61: "FTZ", 67: "ABEKPSVXY&É",
        72: "CDHNRUw", 78: "GOQÓ", 83: "mM", 94: "W", 100: "@%"
    }  # fmt: skip
    by_letter = {letter: breadth for breadth, letters in classes.items() for letter in letters}
    return bytes(by_letter.get(chr(code), 56) for code in range(256))


_BREADTHS = _breadths()


def breadth(text: str) -> float:
    """Return about how broad a text prints, in letters of middle breadth."""
    return sum(text.encode("latin-1", "replace").translate(_BREADTHS)) / 56


class Typesetting:
    """Measure how the lines of a text wrap, to join them into paragraphs."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        """Measure ``lines``; the words of the whole ``text`` tell which spellings the author uses."""
        self._text = text
        self._lengths = sorted(len(line.text) for line in lines)
        self.width = self._lengths[len(lines) * 9 // 10] if lines else 0
        self._measure, self._full = self._wrapped_at(lines)
        self._words: Counter[str] | None = None
        self._halves: Counter[str] | None = None
        self._pairs: dict[str, str] | None = None
        self.doubts: dict[int, str] = {}
        """Doubtful spellings by line number."""
        self._mended = {line.start: mended for line in lines if (mended := self._mended_seam(line.text, line.number))}

    def ends_paragraph(self, line: Line, following: Line) -> bool:
        """Tell whether a paragraph ends between two lines: a sentence does, though the next word would have fitted."""
        if following.after_blank and not following.on_new_page:
            return line.text.endswith(SENTENCE_END) or not following.text[0].islower()
        first = following.text.split(None, 1)[0]
        is_short = self._measure(f"{line.text} {first}") < self._full
        if line.text.endswith((",", "-")) or following.text[0].islower():
            return False
        if line.text.endswith(SENTENCE_END):
            announces = following.text.endswith(":") and len(following.text) < 0.6 * self.width
            return is_short or announces or (following.after_blank and len(line.text) < self.width)
        return len(line.text) < (0.85 if line.text.endswith(")") else 0.5) * self.width

    def joined(self, lines: Iterable[Line]) -> str:
        """Return lines as running text; a hyphen at a line end stays only where the word is written with one."""
        text = ""
        for line in lines:
            shown = clean(self._mended.get(line.start, line.text))
            text = self._seam(text, shown, line.number) if text else shown
        return text

    def is_word(self, text: str) -> bool:
        """Tell whether the paper uses ``text`` as a word."""
        return bool(self._count(text) or self._count(f"{text}s"))

    def _wrapped_at(self, lines: Sequence[Line]) -> tuple[Callable[[str], float], float]:
        """Return how to measure lines, and how broad they may become before they wrap.

        Lines that break a sentence were full: the column is as broad as the broadest of them, and not as broad as any
        of them with the next line's first word. Where there are none, or lines that no page could hold, every paragraph
        is one line. Letters count alike or by their breadth, whichever tells it better.
        """
        full = [
            (line.text, f"{line.text} {following.text.split(None, 1)[0]}")
            for line, following in pairwise(lines)
            if following.text[0].islower() and line.text[-1].isalpha() and len(line.text) > 0.75 * self.width
        ]
        if self.width > _WIDEST or (not full and len(lines) > _MANY):
            return len, math.inf
        if len(full) < 5:
            return len, 0.95 * self.width
        found: list[tuple[float, int, Callable[[str], float], float]] = []
        for number, measure in enumerate((len, breadth)):
            fits = sorted(measure(text) for text, _ in full)[len(full) * 9 // 10]
            exceeds = sorted(measure(text) for _, text in full)[len(full) // 10]
            found.append((abs(fits - exceeds) / fits, number, measure, (fits + exceeds) / 2))
        _, _, measure, column = min(found)
        return measure, column

    def _seam(self, text: str, following: str, number: int) -> str:
        if text.endswith("\u00ad"):
            return text[:-1] + following
        if text.endswith("/") and text[-2:-1].strip():
            return text + following
        if not text.endswith(_HYPHENS) or not text[-2:-1].isalnum() or not following[0].isalnum():
            return f"{text} {following}"
        left = (_TOKEN.findall(text[-60:]) or [""])[-1]
        right = (_TOKEN.match(following) or [""])[0]
        if right.casefold() in _AND:
            return f"{text} {following}"
        keeps = self._keeps_hyphen(left, right, number)
        return (text if keeps else text[:-1]) + following

    def _keeps_hyphen(self, left: str, right: str, number: int) -> bool:
        if self._count(f"{left}-{right}"):
            return True
        if self._count(left + right):
            return False
        if right[0].isupper() or not (left + right).isalpha():
            return True
        keeps = not _SUFFIX.match(right) and (
            min(self._count(left), self._count(right)) > self._divided()[f"{left}-{right}".casefold()]
            or left.casefold() in _COMPOUND_BEGINS
            or right.casefold() in _COMPOUND_ENDS
        )
        shown = f"{left}-{right}" if keeps else left + right
        self.doubts[number] = f"The line end broke a word in two; it was read as “{shown}”."
        return keeps

    def _mended_seam(self, text: str, number: int) -> str:
        """Return the text of an overlong line with the hyphen that was lost where it once wrapped, or ""."""
        for word, hyphenated in self._suspects().items():
            if word in text.casefold():
                self.doubts[number] = f"“{word}” is spelt “{hyphenated}” elsewhere; it stays as printed."
        if len(text) <= self.width or len(text) < 40:
            return ""
        is_overlong = len(text) > 1.3 * self.width  # the rest of a line that wrapped stands on it as well
        doubtful = ""
        for match in _TOKEN.finditer(text, text.find(" ", int(0.75 * self.width)), int(1.1 * self.width) + 20):
            word = match[0]
            if match.end() < 0.85 * self.width or self._count(word) > 1 or "-" in word or "://" in text:
                continue
            if cut := self._lost_hyphen(word, is_overlong=is_overlong):
                self.doubts[number] = f"A line end lost the hyphen of “{word}”; it was read as “{cut}”."
                return text[: match.start()] + cut + text[match.end() :]
            if is_overlong and word.islower() and match.start() <= self.width and len(word) > 6:
                doubtful = doubtful or word
        if doubtful:
            self.doubts[number] = f"“{doubtful}” may have lost a hyphen at a line end; it stays as printed."
        return ""

    def _suspects(self) -> dict[str, str]:
        """Return the words printed once without a hyphen and several times with one."""
        if self._pairs is None:
            words = self._all_words()
            hyphenated = {token.replace("-", ""): token for token in words if "-" in token}
            self._pairs = {w: token for w, token in hyphenated.items() if words[w] == 1 and words[token] > 1}
        return self._pairs

    def _lost_hyphen(self, word: str, *, is_overlong: bool) -> str:
        cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        for left, right in cuts:
            if self._count(f"{left}-{right}"):
                return f"{left}-{right}"
        for left, right in cuts if is_overlong else ():
            if min(len(left), len(right)) < 3 or not self.is_word(left):
                continue
            if right in _AND:
                return f"{left}- {right}"
            if self.is_word(right):
                return f"{left}-{right}"
        return ""

    def _count(self, word: str) -> int:
        return self._all_words()[word.casefold()]

    def _divided(self) -> Counter[str]:
        """Return how often each word is divided at a line end, and so its halves counted as words."""
        if self._halves is None:
            self._halves = Counter("-".join(halves).casefold() for halves in _DIVIDED.findall(self._text))
        return self._halves

    def _all_words(self) -> Counter[str]:
        """Return the words of the paper and of its compounds, small; addresses are none."""
        if self._words is None:
            self._words = Counter(_TOKEN.findall(_ADDRESS.sub(" ", self._text).casefold()))
            for compound in [token for token in self._words if "-" in token]:
                for part in compound.split("-"):
                    self._words[part] += self._words[compound]
        return self._words
