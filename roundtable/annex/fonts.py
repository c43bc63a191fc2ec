"""Embedded fonts of an annex: the face that prints each character, its width, and the characters that none has.

Faces come from the package pymupdf-fonts, chained per style in ``resources/fonts.json``.
"""

import json
import unicodedata
from collections.abc import Sequence, Set
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from typing import Literal, cast

import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

import resources
from roundtable.annex.font_outlines import characters_of, has_cubic_outlines, quadratic_subset

Face = Literal["regular", "bold", "italic", "bold-italic"]
REPLACEMENT = "\ufffd"
_ALWAYS = f" ·…–0123456789abcdefghijklmnopqrstuvwxyz{REPLACEMENT}"
_UNICODE_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_BLOCK = 100  # entries that one bfchar operator may hold (PDF 32000-1, 9.10.3)


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
    """Write the ToUnicode map of a font subset: UTF-16, without entries for codes that print nothing.

    reportlab's own writes five hexadecimal digits beyond U+FFFF, which readers take for another letter.
    """
    entries = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset) if char
    ]
    blocks = (entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK))
    return _UNICODE_MAP.format(
        blocks="\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    )


ttfonts.makeToUnicodeCMap = _unicode_map
