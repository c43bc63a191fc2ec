"""Font program of a PDF: a TrueType font of the shapes that a document prints, in the order of their codes.

A shape is drawn from the outlines of one or more glyphs, so that what reads as one is one glyph, and it does not matter
what kind of outlines a font has (TrueType, CFF) and whether it varies. fontTools is imported late: most annexes never
need it.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz

if TYPE_CHECKING:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

_EPOCH = 2_082_844_800  # 1970 in the seconds since 1904 that fonts count
_TOLERANCE = 0.5  # font units, of a thousand or more to the em: far below what print shows


class Part(NamedTuple):
    """Place one glyph of a font at an offset, in font units."""

    glyph: int
    x: int
    y: int


class Shape(NamedTuple):
    """Hold what prints as one: its parts and its advance, in font units."""

    parts: tuple[Part, ...]
    advance: int


def font_program(font: uharfbuzz.Font, name: str, shapes: Sequence[Shape]) -> bytes:
    """Return a TrueType font named ``name`` of which glyph 1 is the first of ``shapes``."""
    from fontTools.fontBuilder import FontBuilder

    builder = FontBuilder(font.face.upem, isTTF=True)
    builder.setupGlyphOrder([".notdef", *(f"shape{number}" for number in range(1, len(shapes) + 1))])
    every = [Shape((Part(0, 0, 0),), font.get_glyph_h_advance(0)), *shapes]
    glyphs = [_glyph(font, shape.parts) for shape in every]
    builder.setupCharacterMap({})
    builder.setupGlyf(dict(zip(builder.font.getGlyphOrder(), glyphs, strict=True)))
    metrics = [(shape.advance, glyph.xMin) for shape, glyph in zip(every, glyphs, strict=True)]
    builder.setupHorizontalMetrics(dict(zip(builder.font.getGlyphOrder(), metrics, strict=True)))
    extents = font.get_font_extents("ltr")
    builder.setupHorizontalHeader(ascent=extents.ascender, descent=extents.descender)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=extents.ascender, sTypoDescender=extents.descender)
    builder.setupPost()
    # the dates in the head table would make two files of one annex differ
    builder.font["head"].created = builder.font["head"].modified = _EPOCH
    builder.font.recalcTimestamp = False
    built = BytesIO()
    builder.save(built)
    return built.getvalue()


def _glyph(font: uharfbuzz.Font, parts: Sequence[Part]) -> "Glyph":
    """Draw parts on one glyph."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    drawn = TTGlyphPen(None)
    is_cubic = "glyf" not in font.face.table_tags
    pen = Cu2QuPen(drawn, _TOLERANCE, reverse_direction=True) if is_cubic else drawn
    for part in parts:
        font.draw_glyph_with_pen(part.glyph, TransformPen(pen, (1, 0, 0, 1, part.x, part.y)))
    glyph = drawn.glyph()
    glyph.recalcBounds(None)
    return glyph
