"""Fonts of a PDF: reportlab counts the glyphs used and makes their subsets, which are put into the file."""

from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

from roundtable.annex_pdf.pdf_objects import PdfFile


class FontObjects(pdfdoc.PDFDocument):
    """Be to fonts the document that they count their glyphs for and add their objects to."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._names: dict[tuple[TTFont, int], str] = {}
        super().__init__(compression=1, invariant=1)
        [(self.number, _)] = self.idToObjectNumberAndVersion.values()
        """Number of the dictionary of all fonts by their names, which every page refers to."""

    def name_of(self, font: TTFont, subset: int) -> str:
        """Return the name of a font's subset on the pages."""
        key = (font, subset)
        if key not in self._names:
            self._names[key] = str(font.getSubsetInternalName(subset, self))
        return self._names[key]

    def Reference(self, obj: Any, name: str | None = None) -> Any:  # noqa: N802  # reportlab calls it
        """Return a reference to an object, which has a number of the file from then on."""
        known = len(self.idToObject)
        reference: Any = super().Reference(obj, name)  # type: ignore[no-untyped-call]
        if len(self.idToObject) > known:
            self.idToObjectNumberAndVersion[reference.name] = (self._file.reserve(), 0)
        return reference

    def put(self) -> None:
        """Put all fonts that were used into the file."""
        for font in self.delayedFonts:
            font.addObjects(self)
        done = 0
        while done < len(self.idToObject):  # writing an object refers to further ones
            element: Any
            name, element = list(self.idToObject.items())[done]
            number, _ = self.idToObjectNumberAndVersion[name]
            if isinstance(element, pdfdoc.PDFStream):
                content = element.content.encode() if isinstance(element.content, str) else element.content
                entries = element.dictionary.format(self).decode("ascii").strip()
                self._file.put_stream(content, entries.removeprefix("<<").removesuffix(">>"), number)
            else:
                self._file.put(element.format(self).decode("ascii"), number)
            done += 1
