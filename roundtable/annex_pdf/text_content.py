"""Text of a page as operators of its content stream: letters one by one where they are plain, else shaped glyphs."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from roundtable.annex.fonts import Fonts, Piece
from roundtable.annex.page_style import Style
from roundtable.annex.strips import Run
from roundtable.annex_pdf.font_objects import FontObjects
from roundtable.fonts.composite_font import EM
from roundtable.fonts.shaping import GlyphFont

_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *b"()\\", *range(127, 256))}


class TextContent:
    """Collect the operators of one page's text object; font and colour are only set where they change."""

    def __init__(self, fonts: Fonts, font_objects: FontObjects, margin: float) -> None:
        self._fonts = fonts
        self._margin = margin
        self._objects = font_objects
        self._first_fonts: dict[tuple[str, float], str] = {}
        self._style: Style | None = None
        self._font = ""
        self.operators: list[str] = []

    def begin_page(self) -> None:
        """Begin the text object of a page."""
        self._style = None
        self._font = ""
        self.operators = []

    def show(self, run: Run, y: float) -> None:
        """Show a run on the baseline ``y``."""
        style, text = run.style, run.text
        if style is not self._style:
            if self._style is None or style.color != self._style.color:
                self.operators.append("{} {} {} rg".format(*style.color))
            self._style = style
        if run.levels or not self._fonts.is_plain(text):
            self.operators += self._shaped(run, y)
            self._font = ""
            return
        place = f"1 0 0 1 {self._margin + run.x:.2f} {y:.2f} Tm"
        for font, codes in self._pieces(text, style):
            if font != self._font:
                self._font = font
                place = f"{place}{font} Tf"
            self.operators.append(f"{place}({codes})Tj")
            place = ""

    def _pieces(self, text: str, style: Style) -> Sequence[tuple[str, str]]:
        """Return the pieces of a plain text: font and size, escaped codes."""
        if text.isascii():  # as reportlab has it in a font's first subset: most lines need no search for their glyphs
            is_escaped = "(" in text or ")" in text or "\\" in text
            font = self._first_fonts.get((style.face, style.size)) or self._first_font(style)
            return ((font, text.translate(_ESCAPES) if is_escaped else text),)
        plain = self._fonts.plain_font(style.face)
        return [
            (f"{self._objects.name_of(plain, subset)} {style.size}", codes.decode("latin-1").translate(_ESCAPES))
            for subset, codes in plain.splitString(text, self._objects)
        ]

    def _first_font(self, style: Style) -> str:
        """Return the first subset of the font of a style, and its size."""
        name = self._objects.name_of(self._fonts.plain_font(style.face), 0)
        self._first_fonts[style.face, style.size] = f"{name} {style.size}"
        return self._first_fonts[style.face, style.size]

    def _shaped(self, run: Run, y: float) -> Iterator[str]:
        """Yield the operators of a run that is shaped, or in which words run right.

        They stand in the order of reading: readers that do not look where text stands find it in that.
        """
        face, size = run.style.face, run.style.size
        x = self._margin + run.x
        shown: list[tuple[int, list[str]]] = []
        pieces = self._fonts.visual_pieces(run.text, run.levels, face)
        for (font, order), group in groupby(pieces, itemgetter(0, 3)):
            operators, width = self._word(font, list(group), run.style)
            shown.append((order, [f"1 0 0 1 {x:.2f} {y:.2f} Tm", *operators]))
            x += width * size
        for _, operators in sorted(shown, key=itemgetter(0)):
            yield from operators

    def _word(self, font: GlyphFont | None, pieces: Sequence[Piece], style: Style) -> tuple[list[str], float]:
        """Return the operators that show pieces of one font side by side, and their width at size 1."""
        widths = self._fonts.widths(style.face)
        if font:
            operand, width = font.operand([(text, is_right) for _, text, is_right, _ in pieces], widths[" "] * EM)
            return [f"{font.internal_name(self._objects)} {style.size} Tf{operand}TJ"], width / EM
        text = "".join(piece.text for piece in pieces)
        shown = [f"{name} Tf({codes})Tj" for name, codes in self._pieces(text, style)]
        return shown, sum(widths[piece.text] for piece in pieces)
