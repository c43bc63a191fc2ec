"""Shaped text: what a word of any script prints as, and the PDF font that holds it.

HarfBuzz (uharfbuzz) chooses and places the glyphs. Glyphs that stand for characters together (a letter with its marks,
a vowel sign before its letter) are embedded as one glyph, whose entry in the ToUnicode map has them: so every reader
finds and copies text as it was typed, also one that knows no ``ActualText``.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import uharfbuzz

from roundtable.fonts.composite_font import EM, CompositeFont
from roundtable.fonts.font_file import FontFile
from roundtable.fonts.font_program import Part, Shape, font_program

MARKS = frozenset((0x61C, 0x200E, 0x200F))
"""Code points of the marks of direction, which print nothing: no font needs to have them."""
_LEAST = 110
"""The least distance between characters, in thousandths of the type size: nearer ones are taken for parts of two words.

Poppler looks for a bold letter made of two, each a tenth of the size from the other at most.
"""


class Cluster(NamedTuple):
    """Hold what prints as one, ``x`` from the run's start, in thousandths of the type size, and what it reads as."""

    x: float
    shape: Shape
    text: str


class ShapedRun(NamedTuple):
    """Hold the clusters of one run from left to right, and its width in thousandths of the type size."""

    clusters: list[Cluster]
    width: float


class _Drawn(NamedTuple):
    """Hold what reads as ``text`` from ``start`` on: parts drawn from ``at``, in font units."""

    start: int
    at: int
    parts: Sequence[Part]
    text: str


class GlyphFont:
    """Shape text with one font at one weight, and embed what was printed (Type 0 font, codes are glyph numbers)."""

    def __init__(self, key: str, file: FontFile, weight: int) -> None:
        self.name = file.name
        self._key = key
        self._base = f"{_tag(key)}+{file.name}-{weight}"
        self._font = file.at_weight(weight)
        self._scale: float = EM / file.face.upem
        self._codes: dict[tuple[Shape, str], int] = {}
        self._shaped: dict[tuple[str, bool], ShapedRun] = {}
        self._shown: dict[tuple[str, bool], tuple[str, float, float]] = {}
        self.has_space = ord(" ") in file.characters

    def shape(self, text: str, *, is_right: bool) -> ShapedRun:
        """Shape a run of one direction."""
        key = (text, is_right)
        if key not in self._shaped:
            self._shaped[key] = self._run(text, is_right=is_right)
        return self._shaped[key]

    def _run(self, text: str, *, is_right: bool) -> ShapedRun:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if is_right else "ltr"
        uharfbuzz.shape(self._font, buffer)
        placed = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        starts = [start for start in sorted({info.cluster for info, _ in placed}) if not _is_held(text, start)]
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        drawn: list[_Drawn] = []
        pen = 0
        for start, group in groupby(placed, lambda pair: starts[bisect(starts, pair[0].cluster) - 1]):
            whole = text[start : ends[start]]
            parts, advance = _laid_out([] if MARKS.issuperset(map(ord, whole)) else list(group))
            drawn += _turned(whole, pen, parts, max(advance, 0)) if is_right else [_Drawn(pen, pen, parts, whole)]
            pen += advance
        return ShapedRun(list(self._clusters(drawn, pen)), pen * self._scale)

    def _clusters(self, drawn: Sequence["_Drawn"], end: int) -> Iterator[Cluster]:
        """Yield what was drawn as clusters that are far enough from each other."""
        starts = _spread([one.start for one in drawn], end, _LEAST / self._scale)
        for one, start, after in zip(drawn, starts, [*starts[1:], end], strict=True):
            if start == one.at and len(one.parts) == 1 and not one.parts[0].y:
                glyph = one.parts[0].glyph  # kerning moves it, but it stays the same shape
                shape = Shape((Part(glyph, 0, 0),), self._font.get_glyph_h_advance(glyph))
                yield Cluster((start + one.parts[0].x) * self._scale, shape, one.text)
            else:
                parts = tuple(part._replace(x=part.x + one.at - start) for part in one.parts)
                yield Cluster(start * self._scale, Shape(parts, max(after - start, 0)), one.text)

    def operand(self, pieces: Iterable[tuple[str, bool]], space: float) -> tuple[str, float]:
        """Return the operand of TJ that shows pieces side by side, and their width in thousandths of the type size.

        A piece is a text and whether it runs right; a blank is ``space`` wide.
        """
        shown: list[str] = []
        pen = start = 0.0
        for text, is_right in pieces:
            codes, end, width = self._codes_of(text, is_right=is_right)
            if move := round(pen - start):
                shown.append(f"> {move} <")
                pen -= move
            shown.append(codes)
            pen += end
            start += space if text == " " else width
        return f"[<{''.join(shown)}>]", start

    def _codes_of(self, text: str, *, is_right: bool) -> tuple[str, float, float]:
        """Return the codes of a piece with moves between them, where they leave the pen, and the piece's width."""
        key = (text, is_right)
        if key not in self._shown:
            run = self.shape(text, is_right=is_right)
            shown = []
            pen = 0.0
            for cluster in run.clusters:
                if move := round(pen - cluster.x):
                    shown.append(f"> {move} <")
                    pen -= move
                shown.append(f"{self.code(cluster):04X}")
                pen += self.advance(cluster.shape)
            self._shown[key] = "".join(shown), pen, run.width
        return self._shown[key]

    def advance(self, shape: Shape) -> int:
        """Return the advance of a shape in thousandths of the type size, as the font's widths have it."""
        return round(shape.advance * self._scale)

    def code(self, cluster: Cluster) -> int:
        """Return the character code that prints a cluster's shape and reads as its text."""
        return self._codes.setdefault((cluster.shape, cluster.text), len(self._codes) + 1)

    def internal_name(self, document: Any) -> str:
        """Return the name of the font on the pages of a reportlab document, which embeds it when it is saved."""
        if self not in document.delayedFonts:
            document.delayedFonts.append(self)
        return f"/{self._key}"

    def addObjects(self, document: Any) -> None:  # noqa: N802  # reportlab calls it
        """Add the font to a document that is being saved."""
        extents = self._font.get_font_extents("ltr")
        font = CompositeFont(
            base=self._base,
            program=font_program(self._font, self._base, [shape for shape, _ in self._codes]),
            ascent=round(extents.ascender * self._scale),
            descent=round(extents.descender * self._scale),
            widths=[self.advance(shape) for shape, _ in self._codes],
            texts=[text for _, text in self._codes],
        )
        document.idToObject["BasicFonts"].dict[self._key] = font.reference(document)


def _is_held(text: str, start: int) -> bool:
    """Return whether a cluster belongs to the one before: a mark of direction does, or has the first with it."""
    return start > 0 and (ord(text[start]) in MARKS or MARKS.issuperset(map(ord, text[:start])))


def _turned(text: str, pen: int, parts: Sequence[Part], advance: int) -> Iterator[_Drawn]:
    """Yield a cluster that runs right as one character after the other, each with a share of its width.

    Readers turn round the characters that they find from left to right, and want them beside each other; the last one
    prints all of them.
    """
    share = advance // len(text)
    for place, char in enumerate(reversed(text)):
        yield _Drawn(pen + place * share, pen, parts if place == len(text) - 1 else (), char)


def _spread(starts: Sequence[int], end: int, least: float) -> list[int]:
    """Move the starts of characters until they are ``least`` apart, or as far as there is room before ``end``."""
    least = int(min(least, end / len(starts)))
    spread = list(starts)
    for at in range(1, len(spread)):
        spread[at] = max(spread[at], spread[at - 1] + least)
    most = end - least
    for at in reversed(range(len(spread))):
        spread[at] = min(spread[at], most)
        most = spread[at] - least
    return spread


def _laid_out(placed: Sequence[tuple[Any, Any]]) -> tuple[list[Part], int]:
    """Place the glyphs of a cluster from its start, and return its advance with them."""
    parts = []
    pen = 0
    for info, position in placed:
        parts.append(Part(info.codepoint, pen + position.x_offset, position.y_offset))
        pen += position.x_advance
    return parts, pen


def _tag(key: str) -> str:
    """Return the six letters that begin the name of a font subset, others for each number in ``key``."""
    number = int("".join(filter(str.isdigit, key)))
    return "".join(chr(ord("A") + number // 26**place % 26) for place in reversed(range(6)))
