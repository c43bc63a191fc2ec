"""Sheets of texts: cells that stay texts, looks, page set-up; openpyxl's for everything but the rows.

The one place that knows how openpyxl writes; must not know records.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

ACCENT, MUTED, TEXT, RULE, WHITE = "1D5FA8", "5B6878", "1B2430", "DADFE6", "FFFFFF"
FONT = "Calibri"
LINE_BELOW = Border(bottom=Side(style="thin", color=RULE))
TALLEST = 409.0
"""How high a row may be in Excel, in points."""
UNKNOWN_DATE = datetime(1980, 1, 1)
"""The first day that a zip archive knows."""

_WOULD_BE_UNESCAPED = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_BECOMES_A_FORMULA = "=+-@"
_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")


@dataclass(frozen=True, slots=True)
class Look:
    """Say how a cell looks; every look is for text at the top of its cell."""

    size: float = 10
    is_bold: bool = False
    colour: str = TEXT
    fill: str = ""
    is_centred: bool = False
    is_wrapped: bool = True
    is_ruled: bool = False
    is_quoted: bool = False

    def dress(self, target: Any) -> None:
        """Give this look to a cell or a column."""
        target.font = Font(name=FONT, size=self.size, bold=self.is_bold, color=self.colour)
        across = {"horizontal": "center"} if self.is_centred else {"horizontal": "left", "indent": 1}
        target.alignment = Alignment(wrap_text=self.is_wrapped, vertical="top", **across)
        target.number_format = "@"
        target.quotePrefix = self.is_quoted
        if self.fill:
            target.fill = PatternFill("solid", fgColor=self.fill)
            target.border = Border(right=Side(style="thin", color=WHITE))
        if self.is_ruled:
            target.border = LINE_BELOW


Style = tuple[int, int]
"""The numbers of a style for plain texts, and for texts that must not become a formula when somebody retypes them."""


class Row(NamedTuple):
    """Hold the texts of the first cells of a row and their styles; a height of 0 is as high as small type needs."""

    texts: Sequence[str]
    styles: Sequence[Style]
    height: float = 0


class TextSheet:
    """Hold one sheet: openpyxl's for everything but the cells, and ``rows``, which are taken when the book is saved.

    ``widths`` are the columns', in digits of the standard font.
    """

    def __init__(self, book: Workbook, title: str, widths: Sequence[float]) -> None:
        self.sheet: Worksheet = book.create_sheet(title)
        self.rows: Iterable[Row] = ()
        self.widths = widths
        self.letters = [get_column_letter(number) for number in range(1, len(widths) + 1)]
        for letter, width in zip(self.letters, widths, strict=True):
            self.sheet.column_dimensions[letter].width = width
            Look().dress(self.sheet.column_dimensions[letter])

    def style(self, look: Look) -> Style:
        """Return a look as rows hold it."""
        plain, quoted = Cell(self.sheet, 1, 1), Cell(self.sheet, 1, 1)
        look.dress(plain)
        replace(look, is_quoted=True).dress(quoted)
        return plain.style_id, quoted.style_id

    def rule_rows(self, last_row: int) -> None:
        """Draw a thin line under every row from the second that has a value in its first two columns."""
        rule = Rule(type="expression", dxf=DifferentialStyle(border=LINE_BELOW), formula=['OR($A2<>"",$B2<>"")'])
        self.sheet.conditional_formatting.add(f"A2:{self.letters[-1]}{last_row}", rule)

    def lay_out(self, footer: str, page: str, *, is_upright: bool = False, pages_wide: int = 1) -> None:
        """Set up A4 pages as wide as told and as many as needed, with a footer and the words of "page x of y"."""
        setup, margins = self.sheet.page_setup, self.sheet.page_margins
        setup.orientation = "portrait" if is_upright else "landscape"
        setup.paperSize = int(self.sheet.PAPERSIZE_A4)
        setup.fitToWidth, setup.fitToHeight = pages_wide, 0
        setup.pageOrder = "overThenDown"
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.35
        odd_and_even: Any = self.sheet.oddFooter
        odd_and_even.left.text = footer.replace("&", "&&")
        odd_and_even.right.text = page.format(page="&P", pages="&N")

    def xml(self) -> Iterator[str]:
        """Write the rows, one piece of XML each."""
        for number, (texts, styles, height) in enumerate(self.rows, 1):
            cells = "".join(
                [
                    f'<c r="{letter}{number}" s="{style[text[0] in _BECOMES_A_FORMULA]}" t="inlineStr">'
                    f"<is>{_inline(text)}</is></c>"
                    for letter, text, style in zip(self.letters, texts, styles, strict=False)
                    if text
                ]
            )
            # no customHeight: the row still grows with what people write into it
            points = min(height or 13 * most_lines(texts, self.widths) + 6, TALLEST)
            yield f'<row r="{number}" ht="{points:g}">{cells}</row>'


def _inline(text: str) -> str:
    """Write a text as XML; an ``_x0041_``, read as A by Excel, is divided into two runs that it leaves alone."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text and len(runs := _WOULD_BE_UNESCAPED.split(escaped)) > 1:
        return "".join([f'<r><t xml:space="preserve">{run}</t></r>' for run in runs])
    return f'<t xml:space="preserve">{escaped}</t>'


def most_lines(texts: Sequence[str], widths: Sequence[float]) -> int:
    """Estimate how many lines the highest of ``texts`` takes in cells of these widths."""
    most = 1
    for text, width in zip(texts, widths, strict=False):
        if len(text) > width or "\n" in text:
            # small type is narrower than the digits that widths count; words do not fill their lines
            room = max(1.15 * width - 3, 5)
            most = max(most, sum([ceil(len(line) / room) or 1 for line in text.split("\n")]))
    return most


def save(book: Workbook, pages: Iterable[TextSheet], target: Path) -> None:
    """Write the book with the rows of its ``pages``; the same content gives the same bytes."""
    with _SteadyZip(target, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive, pages).write_data()


class _Writer(ExcelWriter):
    """Write sheets as openpyxl does, but with rows of texts put where it would write its cells."""

    def __init__(self, book: Workbook, archive: ZipFile, pages: Iterable[TextSheet]) -> None:
        super().__init__(book, archive)
        self._archive = archive
        self._rows = {page.sheet.title: page.xml for page in pages}

    def write_worksheet(self, ws: Any) -> None:
        writer = _SheetWithoutCells(ws, BytesIO())
        writer.write()
        before, after = _ROWS.split(writer.read())
        with self._archive.open(ws.path[1:], "w") as part:
            part.write(before + b"<sheetData>")
            for row in self._rows[ws.title]():
                part.write(row.encode())
            part.write(b"</sheetData>" + after)
        self.manifest.append(ws)


class _SheetWithoutCells(WorksheetWriter):
    def write_dimensions(self) -> None:
        """Leave out how many cells there are: openpyxl knows none, and no reader needs it."""


class _SteadyZip(ZipFile):
    """Date every entry alike."""

    def open(self, name: str | ZipInfo, *arguments: Any, **options: Any) -> IO[bytes]:
        if isinstance(name, str):
            name = ZipInfo(name)
            name.compress_type = ZIP_DEFLATED
        name.date_time = UNKNOWN_DATE.timetuple()[:6]
        return super().open(name, *arguments, **options)
