"""Fonts of one annex: the font that prints each character, the widths of words, and the characters that no font has.

Latin, Greek and Cyrillic letters without marks stand one after the other in fonts that reportlab embeds, the fast way;
everything else is shaped (``roundtable.fonts.shaping``).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache, partial
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from roundtable.annex.text_direction import VisualRun, has_right, held_left, held_words, visual_runs
from roundtable.fonts.composite_font import EM, to_unicode
from roundtable.fonts.font_file import FontFile
from roundtable.fonts.font_files import fonts_with, is_printed, text_font
from roundtable.fonts.graphemes import graphemes
from roundtable.fonts.shaping import MARKS, GlyphFont

Face = Literal["regular", "bold", "italic", "bold-italic"]
REPLACEMENT = "\ufffd"
_ALWAYS = (*map(chr, range(32, 127)), *"·…–", REPLACEMENT)
_NOT_PLAIN = ("Mn", "Mc", "Me", "Cf")

_WORDS = re.compile(" |[^ ]+")


class Piece(NamedTuple):
    """Hold text of one font, None for that of plain text, and whether it runs right.

    Pieces of a smaller ``order`` are read before it.
    """

    font: GlyphFont | None
    text: str
    is_right: bool
    order: int = 0


class Widths(dict[str, float]):
    """Cache the width of every word at one point of size, measured at first use."""

    def __init__(self, plain: dict[str, float], shaped_width: Callable[[str], float]) -> None:
        super().__init__(plain)
        self._plain = plain
        self._shaped_width = shaped_width

    def __missing__(self, word: str) -> float:
        try:
            width = sum(map(self._plain.__getitem__, word))
        except KeyError:
            width = self._shaped_width(word)
        self[word] = width
        return width


class Fonts:
    """Hold the fonts for one document's characters, loaded as far as those need them.

    ``missing`` holds the characters that no font has: they print as ``REPLACEMENT``.
    """

    def __init__(self, characters: Set[str]) -> None:
        wanted = {*characters, *_ALWAYS}
        primary = text_font("regular")[0].characters
        printed = set(filter(is_printed, wanted))
        others = frozenset(map(ord, printed)) - primary
        self._others = list(fonts_with(others))
        has_font = primary.union(*(others & file.characters for file in self._others))
        self.missing = frozenset(char for char in wanted if char not in printed or ord(char) not in has_font)
        self._substitutes = {ord(char): REPLACEMENT for char in self.missing}
        in_every_face = primary & text_font("italic")[0].characters
        self._plain = frozenset(
            char for char in printed if ord(char) in in_every_face and unicodedata.category(char) not in _NOT_PLAIN
        )
        self._combined = frozenset(char for char in printed if unicodedata.category(char) in _NOT_PLAIN)
        self._widths: dict[Face, Widths] = {}
        self._glyph_fonts: dict[tuple[FontFile, int], GlyphFont] = {}
        self._split: dict[tuple[str, Face, bool], Sequence[Piece]] = {}

    def printable(self, text: str) -> str:
        """Return ``text`` with a visible replacement, one for one, where no font has a character."""
        return text.translate(self._substitutes) if self._substitutes else text

    def is_plain(self, text: str) -> bool:
        """Return whether printable ``text`` is one glyph after the other of the face's first font."""
        return text.isascii() or self._plain.issuperset(text)

    def has_combined(self, text: str) -> bool:
        """Return whether some characters of ``text`` have no glyph of their own or stand in another order than it."""
        return not text.isascii() and (has_right(text) or not self._combined.isdisjoint(text))

    def plain_font(self, face: Face) -> TTFont:
        """Return the font of plain text."""
        return _plain_font(face)

    def widths(self, face: Face) -> Widths:
        """Return the widths of printable words in ``face``, in points at size 1."""
        if face not in self._widths:
            font = _plain_font(face)
            plain = {char: font.stringWidth(char, 1) for char in self._plain}
            self._widths[face] = Widths(plain, partial(self._shaped_width, face=face))
        return self._widths[face]

    def visual_pieces(self, line: str, levels: bytes, face: Face) -> Iterator[Piece]:
        """Split a printable line into pieces of one font each, in the order from left to right.

        A word is a piece of its own; one that is not plain, or runs right, has a font that shapes it, and the blank
        after it has that too.
        """
        font: GlyphFont | None = None
        for run in visual_runs(line, levels):
            words = _held(run, levels)
            for order, word in words:
                if word == " ":
                    yield Piece(font if font and font.has_space else None, word, run.is_right, order)
                    continue
                for piece in self._parts(word, face, is_right=run.is_right):
                    font = piece.font
                    yield piece._replace(order=order)

    def _parts(self, word: str, face: Face, *, is_right: bool) -> Sequence[Piece]:
        """Split a word where its font changes, in the order from left to right."""
        if not is_right and self.is_plain(word):
            return (Piece(None, word, is_right),)
        key = (word, face, is_right)
        if key not in self._split:
            weight = text_font(face)[1]
            parts = [
                Piece(self._glyph_font(file, weight), "".join(unit for _, unit in units), is_right)
                for file, units in groupby(self._units(word, face), itemgetter(0))
            ]
            self._split[key] = parts[::-1] if is_right else parts
        return self._split[key]

    def _units(self, word: str, face: Face) -> Iterator[tuple[FontFile, str]]:
        """Split a word into what has one font: graphemes, if a font has all of one, the font of that before first."""
        primary, upright = text_font(face)[0], text_font("regular")[0]
        others = sorted(self._others, key=lambda file: file.rank(word))
        if primary.characters.isdisjoint({*map(ord, word)} - MARKS) and (only := _first_with(word, others)):
            yield only, word
            return
        before = primary
        for grapheme in graphemes(word):
            candidates = (primary, before, upright, *others)
            whole = _first_with(grapheme, candidates)
            for unit in (grapheme,) if whole else grapheme:
                before = whole or _first_with(unit, candidates) or primary
                yield before, unit

    def _glyph_font(self, file: FontFile, weight: int) -> GlyphFont:
        key = (file, weight)
        if key not in self._glyph_fonts:
            self._glyph_fonts[key] = GlyphFont(f"G{len(self._glyph_fonts) + 1}", file, weight)
        return self._glyph_fonts[key]

    def _shaped_width(self, word: str, face: Face) -> float:
        is_right = has_right(word)
        parts = self._parts(word, face, is_right=is_right)
        return sum(font.shape(text, is_right=is_right).width for font, text, *_ in parts if font) / EM


def _held(run: VisualRun, levels: bytes) -> list[tuple[int, str]]:
    """Return the words and blanks of a run from left to right, each with its order of reading."""
    is_embedded = 0 in levels
    if not run.is_right:
        text = held_left(run.text) if levels and not is_embedded else run.text
        return [(run.start, word) for word in _WORDS.findall(text)]
    words = []
    order = run.start - 1
    for word in held_words(run.text, is_embedded=is_embedded):
        order += word != " "  # a blank is read with the word before it
        words.append((order, word))
    return words[::-1]


def _first_with(text: str, files: Iterable[FontFile]) -> FontFile | None:
    codes = frozenset(map(ord, text)) - MARKS
    return next((file for file in files if codes <= file.characters), None)


@cache
def _plain_font(face: Face) -> TTFont:
    """Load a face of plain text once a process."""
    file, weight = text_font(face)
    name = f"{file.name}-{weight}"
    font = TTFont(name, BytesIO(file.program_at_weight(weight)), asciiReadable=True)
    font.face.name = name.encode()  # the program names its default style: two weights would be taken for one font
    pdfmetrics.registerFont(font)
    return font


def _unicode_map(fontname: str, subset: Sequence[int]) -> str:  # noqa: ARG001  # reportlab names the font
    """Write the ToUnicode map of a font subset.

    reportlab's own writes five hexadecimal digits beyond U+FFFF, which readers take for another letter.
    """
    return to_unicode({code: chr(char) for code, char in enumerate(subset) if char}, 1)


ttfonts.makeToUnicodeCMap = _unicode_map
