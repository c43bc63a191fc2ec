"""Composite font of a PDF (Type 0): codes of two bytes are the numbers of glyphs of a TrueType program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc

EM = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeFont:
    """Hold what a PDF says of a font, in thousandths of the type size.

    ``base`` is its name with the tag of its subset. ``widths`` and ``texts`` are those of glyph 1 and the following.
    """

    base: str
    program: bytes
    ascent: int
    descent: int
    widths: Sequence[int]
    texts: Sequence[str]

    def reference(self, document: Any) -> Any:
        """Put the objects of the font into a reportlab document and return a reference to it."""
        return document.Reference(
            _dictionary(
                Type="/Font",
                Subtype="/Type0",
                BaseFont=f"/{self.base}",
                Encoding="/Identity-H",
                DescendantFonts=pdfdoc.PDFArray([document.Reference(self._descendant(document))]),
                ToUnicode=document.Reference(_stream(to_unicode(dict(enumerate(self.texts, 1)), 2))),
            )
        )

    def _descendant(self, document: Any) -> Any:
        return _dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont=f"/{self.base}",
            CIDSystemInfo=_dictionary(
                Registry=pdfdoc.PDFString("Adobe"), Ordering=pdfdoc.PDFString("Identity"), Supplement=0
            ),
            DW=0,
            W=pdfdoc.PDFArray([1, pdfdoc.PDFArray(self.widths)]),
            CIDToGIDMap="/Identity",
            FontDescriptor=document.Reference(self._descriptor(document)),
        )

    def _descriptor(self, document: Any) -> Any:
        program = _stream(self.program)
        program.dictionary["Length1"] = len(self.program)
        return _dictionary(
            Type="/FontDescriptor",
            FontName=f"/{self.base}",
            Flags=4,
            FontBBox=pdfdoc.PDFArray([-EM, self.descent, 3 * EM, self.ascent]),
            ItalicAngle=0,
            Ascent=self.ascent,
            Descent=self.descent,
            CapHeight=self.ascent,
            StemV=80,
            FontFile2=document.Reference(program),
        )


def _dictionary(**entries: Any) -> Any:
    """Return a PDF dictionary; texts that begin with a slash are names."""
    return pdfdoc.PDFDictionary(
        {key: pdfdoc.PDFName(value[1:]) if isinstance(value, str) else value for key, value in entries.items()}
    )


def _stream(content: bytes | str) -> Any:
    stream = pdfdoc.PDFStream(content=content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


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


def to_unicode(texts: Mapping[int, str], code_bytes: int) -> str:
    """Write a ToUnicode map (UTF-16) of codes of ``code_bytes`` bytes; codes without a text have no entry."""
    digits = 2 * code_bytes
    entries = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(texts.items())
        if text
    ]
    blocks = (entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK))
    written = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return _UNICODE_MAP.format(first="0" * digits, last="F" * digits, blocks=written)
