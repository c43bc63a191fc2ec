"""A font of blank glyphs, made for a test."""

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph


def blank_font(name: str, characters: str, *, embedding: int = 0) -> bytes:
    """Make a font program of blank glyphs for ``characters``; ``embedding`` is the fsType of its OS/2 table."""
    builder = FontBuilder(1000, isTTF=True)
    glyphs = {ord(char): f"uni{ord(char):04X}" for char in characters}
    order = [".notdef", *glyphs.values()]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(glyphs)
    builder.setupGlyf({glyph: Glyph() for glyph in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader()
    builder.setupNameTable({"psName": name})
    builder.setupOS2(fsType=embedding)
    builder.setupPost()
    builder.save(written := BytesIO())
    return written.getvalue()
