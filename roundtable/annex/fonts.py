"""Embedded fonts of an annex: the face that prints each character, its width, and the characters that none has.

Faces come from the package pymupdf-fonts, chained per style in ``resources/fonts.json``.
"""

import json
import unicodedata
from collections.abc import Sequence, Set
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from typing import Literal, cast

import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources
from roundtable.annex.font_outlines import characters_of, has_cubic_outlines, quadratic_subset

Face = Literal["regular", "bold", "italic", "bold-italic"]
REPLACEMENT = "\ufffd"
_ALWAYS = f" ·…0123456789{REPLACEMENT}"


class Widths(dict[str, float]):
    """Cache the width of every word at one point of size, measured at first use."""

    def __init__(self, characters: dict[str, float]) -> None:
        super().__init__(characters)
        self._of = characters

    def __missing__(self, word: str) -> float:
        width = self[word] = sum(map(self._of.__getitem__, word))
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

    def _face(self, face: Face) -> tuple[TTFont, dict[str, TTFont], Widths]:
        """Return the face's first font, the fonts of the characters it lacks, and the widths."""
        if face not in self._faces:
            chain = _chains()[face] + _chains()["regular"]  # a style may lack a glyph that its upright has
            chosen = {char: next(font for font in chain if ord(char) in _coverage(font)) for char in self._printed}
            registered = {
                font: _register(font, frozenset(char for char, its in chosen.items() if its == font))
                for font in set(chosen.values())
            }
            primary = registered[chain[0]]
            others = {char: registered[font] for char, font in chosen.items() if font != chain[0]}
            widths = {char: registered[font].stringWidth(char, 1) for char, font in chosen.items()}
            self._faces[face] = (primary, others, Widths(widths))
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
    is_cubic = has_cubic_outlines(_program(font))
    name = f"{font}-{sha256(''.join(sorted(characters)).encode()).hexdigest()[:12]}" if is_cubic else font
    if name not in pdfmetrics.getRegisteredFontNames():
        program = quadratic_subset(_program(font), characters) if is_cubic else _program(font)
        pdfmetrics.registerFont(TTFont(name, BytesIO(program), asciiReadable=True))
    return cast("TTFont", pdfmetrics.getFont(name))
