"""Shaped text: glyphs of scripts whose letters join, change places or carry marks, and the PDF font that holds them.

HarfBuzz (uharfbuzz) chooses and places the glyphs; fontTools cuts the font down to those used. A glyph that stands for
whole characters has them in the ToUnicode map; where several glyphs stand for them together, ``ActualText`` has them.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

import uharfbuzz
from reportlab.pdfbase import pdfdoc

# Hebrew points and Arabic to Thaana, Indic scripts to Tibetan, Burmese, Khmer, presentation forms, combining marks
_SHAPED = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0600-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufefc]"
)
EM = 1000


class Glyph(NamedTuple):
    """Hold one glyph at ``x`` and ``y`` from the run's start, in thousandths of the type size.

    ``text`` is what it stands for; "" where it does so together with others.
    """

    number: int
    x: float
    y: float
    text: str


class ShapedRun(NamedTuple):
    """Hold the glyphs of one run from left to right, and its width in thousandths of the type size."""

    clusters: list[tuple[str, list[Glyph]]]
    width: float


def needs_shaping(text: str) -> bool:
    """Return whether characters of ``text`` are more than one glyph after the other."""
    return _SHAPED.search(text) is not None


class GlyphFont:
    """Shape text with one font and embed the glyphs used, by number (Type 0 font with a CIDToGIDMap)."""

    def __init__(self, name: str, base: str, program: bytes) -> None:
        self._name = name
        self._base = f"AAAAAA+{base}"
        self._program = program
        self._face = uharfbuzz.Face(program)
        self._font = uharfbuzz.Font(self._face)
        self._scale = EM / self._face.upem
        self._codes: dict[tuple[int, str], int] = {}
        self._shaped: dict[tuple[str, bool], ShapedRun] = {}

    def shape(self, text: str, *, is_right: bool) -> ShapedRun:
        """Shape a run of one direction."""
        key = (text, is_right)
        if key not in self._shaped:
            self._shaped[key] = self._run(text, is_right=is_right)
        return self._shaped[key]

    def _run(self, text: str, *, is_right: bool) -> ShapedRun:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if is_right else "ltr"
        uharfbuzz.shape(self._font, buffer)
        starts = sorted({info.cluster for info in buffer.glyph_infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        clusters = []
        x = 0.0
        placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        for start, group in groupby(placed, key=lambda pair: pair[0].cluster):
            glyphs = []
            those = list(group)
            whole = text[start : ends[start]]
            # readers turn round what they find from left to right, the letters of a ligature as well
            found = whole[::-1] if is_right else whole
            for info, position in those:
                left, up = x + position.x_offset * self._scale, position.y_offset * self._scale
                glyphs.append(Glyph(info.codepoint, left, up, found if len(those) == 1 else ""))
                x += position.x_advance * self._scale
            clusters.append((whole, glyphs))
        return ShapedRun(clusters, x)

    def advance(self, number: int) -> float:
        """Return the advance of a glyph in thousandths of the type size, as the font's widths have it."""
        return float(round(self._font.get_glyph_h_advance(number) * self._scale))

    def code(self, glyph: Glyph) -> int:
        """Return the character code that prints a glyph and reads as its text."""
        return self._codes.setdefault((glyph.number, glyph.text), len(self._codes) + 1)

    def internal_name(self, document: Any) -> str:
        """Return the name of the font on the pages of a reportlab document, which embeds it when it is saved."""
        if self not in document.delayedFonts:
            document.delayedFonts.append(self)
        return f"/{self._name}"

    def addObjects(self, document: Any) -> None:  # noqa: N802  # reportlab calls it
        """Add the font to a document that is being saved."""
        program, font, numbers = self._subset()
        file = pdfdoc.PDFStream(content=program)
        file.dictionary["Length1"] = len(program)
        file.filters = [pdfdoc.PDFZCompress]
        head, os2, post = (font[table] for table in ("head", "OS/2", "post"))
        hhea = font["hhea"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(self._base),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([round(side * self._scale) for side in box]),
                "ItalicAngle": round(post.italicAngle),
                "Ascent": round(hhea.ascent * self._scale),
                "Descent": round(hhea.descent * self._scale),
                "CapHeight": round(getattr(os2, "sCapHeight", hhea.ascent) * self._scale),
                "StemV": 80,
                "FontFile2": document.Reference(file),
            }
        )
        codes = sorted((code, number) for (number, _), code in self._codes.items())
        to_glyph = b"".join(numbers.get(number, 0).to_bytes(2, "big") for _, number in [(0, -1), *codes])
        mapping = pdfdoc.PDFStream(content=to_glyph)
        mapping.filters = [pdfdoc.PDFZCompress]
        widths = [self.advance(number) for _, number in codes]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(self._base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "DW": 0,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": document.Reference(mapping),
                "FontDescriptor": document.Reference(descriptor),
            }
        )
        unicode_map = pdfdoc.PDFStream(content=to_unicode({code: text for (_, text), code in self._codes.items()}, 2))
        unicode_map.filters = [pdfdoc.PDFZCompress]
        composite = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(self._base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(unicode_map),
            }
        )
        document.idToObject["BasicFonts"].dict[self._name] = document.Reference(composite)

    def _subset(self) -> tuple[bytes, Any, dict[int, int]]:
        """Return the program of the glyphs used, the font itself and their new numbers."""
        from fontTools import subset
        from fontTools.ttLib import TTFont

        font = TTFont(BytesIO(self._program), recalcTimestamp=False)
        order = font.getGlyphOrder()
        used = sorted({number for number, _ in self._codes})
        options = subset.Options(layout_features=[], name_IDs=[], notdef_outline=True, hinting=False, glyph_names=False)
        options.prune_unicode_ranges = options.prune_codepage_ranges = False
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "TTFA", "cmap"]
        cutter = subset.Subsetter(options)
        cutter.populate(gids=used)
        cutter.subset(font)
        numbers = {number: font.getGlyphID(order[number]) for number in used}
        written = BytesIO()
        font.save(written)
        return written.getvalue(), font, numbers


_UNICODE_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<{first}> <{last}>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_BLOCK = 100  # entries that one bfchar operator may hold (PDF 32000-1, 9.10.3)


def to_unicode(texts: dict[int, str], code_bytes: int) -> str:
    """Write a ToUnicode map (UTF-16) of codes of ``code_bytes`` bytes; codes without a text have no entry."""
    digits = 2 * code_bytes
    entries = [f"<{code:0{digits}X}> <{utf16(text)}>" for code, text in sorted(texts.items()) if text]
    blocks = (entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK))
    written = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return _UNICODE_MAP.format(first="0" * digits, last="F" * digits, blocks=written)


def utf16(text: str) -> str:
    """Return a text as hexadecimal digits of UTF-16, as PDF strings and maps hold it."""
    return text.encode("utf-16-be").hex().upper()


def operators(run: ShapedRun, font: GlyphFont, x: float, y: float, size: float) -> Iterator[str]:
    """Yield the operators that show a run at ``x`` and ``y``, after Tf was set."""
    yield f"1 0 0 1 {x:.2f} {y:.2f} Tm"
    pen = 0.0
    for is_joint, clusters in groupby(run.clusters, key=lambda cluster: len(cluster[1]) > 1 and cluster):
        together = list(clusters)
        if is_joint:
            yield f"/Span <</ActualText <FEFF{utf16(together[0][0])}>>> BDC"
        glyphs = (glyph for _, those in together for glyph in those)
        for rise, level in groupby(glyphs, key=lambda glyph: glyph.y):
            shown = []
            for glyph in level:
                shown.append(f"{pen - glyph.x:.0f} <{font.code(glyph):04X}>")
                pen = glyph.x + font.advance(glyph.number)
            line = f"[{' '.join(shown)}] TJ"
            yield f"{rise * size / EM:.2f} Ts {line} 0 Ts" if rise else line
        if is_joint:
            yield "EMC"
