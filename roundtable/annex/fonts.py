"""Embedded fonts of an annex: the face that prints each character, its width, and the characters that none has.

Faces come from the package pymupdf-fonts, chained per style in ``resources/fonts.json``.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache, lru_cache, partial
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from typing import Literal, cast

import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

import resources
from roundtable.annex.font_outlines import characters_of, has_cubic_outlines, quadratic_subset
from roundtable.annex.shaping import EM, GlyphFont, needs_shaping, to_unicode
from roundtable.annex.text_direction import has_right

Face = Literal["regular", "bold", "italic", "bold-italic"]
REPLACEMENT = "\ufffd"
_ALWAYS = f" ·…–0123456789abcdefghijklmnopqrstuvwxyz{REPLACEMENT}"

_WORDS = re.compile(" |[^ ]+")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


class Widths(dict[str, float]):
    """Cache the width of every word at one point of size, measured at first use."""

    def __init__(self, characters: dict[str, float], shaped_width: Callable[[str], float]) -> None:
        super().__init__(characters)
        self._of = characters
        self._shaped_width = shaped_width

    def __missing__(self, word: str) -> float:
        is_plain = word.isascii() or not needs_shaping(word)
        width = self[word] = sum(map(self._of.__getitem__, word)) if is_plain else self._shaped_width(word)
        return width


class Fonts:
    """Hold the faces for one document's characters, loaded as far as those need them.

    ``missing`` holds the characters that no font has: they print as ``REPLACEMENT``.
    """

    def __init__(self, characters: Set[str]) -> None:
        wanted = sorted({*characters, *_ALWAYS})
        self._printed = [char for char in wanted if _is_covered(char)]
        self.missing = frozenset(wanted) - frozenset(self._printed)
        self._substitutes = {ord(char): REPLACEMENT for char in self.missing}
        self._faces: dict[Face, tuple[TTFont, dict[str, TTFont], Widths]] = {}
        self._names: dict[Face, dict[str, str]] = {}
        self._glyph_fonts: dict[str, GlyphFont] = {}

    def printable(self, text: str) -> str:
        """Return ``text`` with a visible replacement, one for one, where no font has a character."""
        return text.translate(self._substitutes) if self._substitutes else text

    def widths(self, face: Face) -> Widths:
        """Return the widths of printable words in ``face``, in points at size 1."""
        return self._face(face)[2]

    def runs(self, text: str, face: Face) -> Sequence[tuple[TTFont, str]]:
        """Split printable ``text`` into pieces of one font each."""
        primary, others, _ = self._face(face)
        if not others or others.keys().isdisjoint(text):
            return ((primary, text),)
        by_font = groupby(text, lambda char: others.get(char, primary))
        return [(font, "".join(characters)) for font, characters in by_font]

    def pieces(self, text: str, face: Face, *, is_right: bool) -> Iterator[tuple[TTFont | GlyphFont, str]]:
        """Split printable text of one direction into pieces of one font each, in the order from left to right.

        A word is a piece of its own; one that is to be shaped, or runs right, has a GlyphFont where its font has
        TrueType outlines. A piece of another font that runs right is turned round.
        """
        words = _WORDS.findall(text)
        for word in reversed(words) if is_right else words:
            is_shaped = is_right or needs_shaping(word)
            parts = list(self._parts(word, face))
            for name, part in reversed(parts) if is_right else parts:
                if is_shaped and part != " " and not has_cubic_outlines(_program(name)):
                    yield self._glyph_font(name), part
                else:
                    turned = part[::-1].translate(_MIRRORED) if is_right else part
                    yield from self.runs(turned, face)

    def _parts(self, word: str, face: Face) -> Iterator[tuple[str, str]]:
        """Split a word where its font changes; a mark has the font of its letter where that has both."""
        chosen = self._names_of(face)
        start = 0
        for at, char in enumerate(word[1:], 1):
            name = chosen[word[start]]
            is_kept = chosen[char] == name or (unicodedata.combining(char) and ord(char) in _coverage(name))
            if not is_kept:
                yield name, word[start:at]
                start = at
        yield chosen[word[start]], word[start:]

    def _glyph_font(self, name: str) -> GlyphFont:
        if name not in self._glyph_fonts:
            base = _register(name).face.name.decode()
            self._glyph_fonts[name] = GlyphFont(f"G{len(self._glyph_fonts) + 1}", base, _program(name))
        return self._glyph_fonts[name]

    def _shaped_width(self, word: str, face: Face) -> float:
        is_right = has_right(word)
        return sum(
            font.shape(part, is_right=is_right).width / EM if isinstance(font, GlyphFont) else font.stringWidth(part, 1)
            for font, part in self.pieces(word, face, is_right=is_right)
        )

    def _names_of(self, face: Face) -> dict[str, str]:
        """Return the name of the font of each printed character."""
        if face not in self._names:
            chain = _chains()[face] + _chains()["regular"]  # a style may lack a glyph that its upright has
            self._names[face] = {
                char: next(font for font in chain if ord(char) in _coverage(font)) for char in self._printed
            }
        return self._names[face]

    def _face(self, face: Face) -> tuple[TTFont, dict[str, TTFont], Widths]:
        """Return the face's first font, the fonts of the characters it lacks, and the widths."""
        if face not in self._faces:
            first = _chains()[face][0]
            chosen = self._names_of(face)
            registered = {
                font: _register(font, frozenset(char for char, its in chosen.items() if its == font))
                for font in set(chosen.values())
            }
            others = {char: registered[font] for char, font in chosen.items() if font != first}
            widths = {char: registered[font].stringWidth(char, 1) for char, font in chosen.items()}
            self._faces[face] = (registered[first], others, Widths(widths, partial(self._shaped_width, face=face)))
        return self._faces[face]


def _is_covered(char: str) -> bool:
    # pictures of control characters and a font's private glyphs are not what the writer meant
    if unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"):
        return False
    return any(ord(char) in _coverage(font) for font in _chains()["regular"])


@cache
def _chains() -> dict[Face, list[str]]:
    chains: dict[Face, list[str]] = json.loads(resources.path("fonts.json").read_text(encoding="utf-8"))
    return chains


@cache
def _program(font: str) -> bytes:
    program: bytes = pymupdf_fonts.fontbuffers[font]()
    return program


@cache
def _coverage(font: str) -> Set[int]:
    if has_cubic_outlines(_program(font)):
        return characters_of(_program(font))
    return frozenset(_register(font).face.charToGlyph)


def _register(font: str, characters: Set[str] = frozenset()) -> TTFont:
    """Load a font once a process; one with cubic outlines, which reportlab refuses, is converted for ``characters``."""
    if has_cubic_outlines(_program(font)):
        return _converted(font, frozenset(characters))
    if font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(font, BytesIO(_program(font)), asciiReadable=True))
    return cast("TTFont", pdfmetrics.getFont(font))


@lru_cache(maxsize=32)
def _converted(font: str, characters: frozenset[str]) -> TTFont:
    """Convert a font, without registration: reportlab would return the first of two subsets of one face for both."""
    name = f"{font}-{sha256(''.join(sorted(characters)).encode()).hexdigest()[:12]}"
    return TTFont(name, BytesIO(quadratic_subset(_program(font), characters)), asciiReadable=True)


def _unicode_map(fontname: str, subset: Sequence[int]) -> str:  # noqa: ARG001  # reportlab names the font
    """Write the ToUnicode map of a font subset.

    reportlab's own writes five hexadecimal digits beyond U+FFFF, which readers take for another letter.
    """
    return to_unicode({code: chr(char) for code, char in enumerate(subset) if char}, 1)


ttfonts.makeToUnicodeCMap = _unicode_map
