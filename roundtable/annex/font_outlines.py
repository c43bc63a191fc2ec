"""Conversion of fonts with cubic outlines (CFF), which reportlab refuses, to TrueType subsets.

fontTools is imported late: most annexes never need it.
"""

from collections.abc import Set
from io import BytesIO

_TOLERANCE = 0.5  # font units, of a thousand to the em: far below what print shows
_NAMES = {"familyName": 1, "styleName": 2, "psName": 6}


def has_cubic_outlines(program: bytes) -> bool:
    """Return whether a font program holds CFF outlines."""
    return program[:4] == b"OTTO"


def characters_of(program: bytes) -> Set[int]:
    """Return the code points that a font program has glyphs for."""
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(BytesIO(program), lazy=True).getBestCmap())


def quadratic_subset(program: bytes, characters: Set[str]) -> bytes:
    """Return a TrueType font with the glyphs of ``characters``, which ``program`` must have."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    source = TTFont(BytesIO(program), lazy=True)
    mapped = {ord(char): source.getBestCmap()[ord(char)] for char in sorted(characters)}
    names = list(dict.fromkeys((".notdef", *mapped.values())))
    shapes = source.getGlyphSet()
    pens = {name: TTGlyphPen(None) for name in names}
    for name, pen in pens.items():
        shapes[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
    glyphs = {name: pen.glyph() for name, pen in pens.items()}

    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(mapped)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: source["hmtx"][name] for name in names})
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    builder.setupNameTable({key: source["name"].getDebugName(number) for key, number in _NAMES.items()})
    builder.setupOS2()
    builder.setupPost()
    # the dates in the head table would make two files of one annex differ
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    built = BytesIO()
    builder.save(built)
    return built.getvalue()
