"""Worksheets of text cells: styles, page set-up and fast row output on top of openpyxl."""

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
"""Excel's limit of a row's height, in points."""
UNKNOWN_DATE = datetime(1980, 1, 1)
"""The earliest date of a zip archive."""

_WOULD_BE_UNESCAPED = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_BECOMES_A_FORMULA = "=+-@"
_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """Style of a text cell."""

    size: float = 10
    is_bold: bool = False
    colour: str = TEXT
    fill: str = ""
    is_centred: bool = False
    is_number: bool = False
    is_wrapped: bool = True
    is_ruled: bool = False
    is_quoted: bool = False

    def apply_to(self, target: Any) -> None:
        """Apply the style to a cell or a column."""
        target.font = Font(name=FONT, size=self.size, bold=self.is_bold, color=self.colour)
        across = "center" if self.is_centred else "right" if self.is_number else "left"
        target.alignment = Alignment(
            horizontal=across, indent=0 if self.is_centred else 1, wrap_text=self.is_wrapped, vertical="top"
        )
        target.number_format = "General" if self.is_number else "@"
        target.quotePrefix = self.is_quoted
        if self.fill:
            target.fill = PatternFill("solid", fgColor=self.fill)
            target.border = Border(right=Side(style="thin", color=WHITE))
        if self.is_ruled:
            target.border = LINE_BELOW


StyleIds = tuple[int, int]
"""A style's id for plain text, and for text that must not become a formula when somebody retypes it."""


class Row(NamedTuple):
    """Texts and styles of a row's first cells; a height of 0 is estimated from the texts.

    Where it ``is_counted``, a text of digits becomes a number.
    """

    texts: Sequence[str]
    styles: Sequence[StyleIds]
    height: float = 0
    is_counted: bool = False


class TextSheet:
    """An openpyxl sheet with ``rows`` that are written when the book is saved; ``widths`` are in digits of the font."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[float]) -> None:
        self.sheet: Worksheet = book.create_sheet(title)
        self.rows: Iterable[Row] = ()
        self.widths = widths
        self.letters = [get_column_letter(number) for number in range(1, len(widths) + 1)]
        for letter, width in zip(self.letters, widths, strict=True):
            self.sheet.column_dimensions[letter].width = width
            CellStyle().apply_to(self.sheet.column_dimensions[letter])

    def style(self, style: CellStyle) -> StyleIds:
        """Register the style in the workbook."""
        plain, quoted = Cell(self.sheet, 1, 1), Cell(self.sheet, 1, 1)
        style.apply_to(plain)
        replace(style, is_quoted=True).apply_to(quoted)
        return plain.style_id, quoted.style_id

    def rule_rows(self, last_row: int) -> None:
        """Draw a thin line under every row from the second that has a value in its first two columns."""
        rule = Rule(type="expression", dxf=DifferentialStyle(border=LINE_BELOW), formula=['OR($A2<>"",$B2<>"")'])
        self.sheet.conditional_formatting.add(f"A2:{self.letters[-1]}{last_row}", rule)

    def lay_out(self, footer: str, page: str, *, is_upright: bool = False, pages_wide: int = 1) -> None:
        """Set up A4 pages, fitted to ``pages_wide``, with a footer; ``page`` is the pattern of "page x of y"."""
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
        """Yield the XML of each row."""
        for number, (texts, styles, height, is_counted) in enumerate(self.rows, 1):
            value = _number if is_counted else _inline
            cells = "".join(
                [
                    f'<c r="{letter}{number}" s="{style[text[0] in _BECOMES_A_FORMULA]}" {value(text)}</c>'
                    for letter, text, style in zip(self.letters, texts, styles, strict=False)
                    if text
                ]
            )
            # no customHeight: the row still grows with what people write into it
            points = min(height or 13 * most_lines(texts, self.widths) + 6, TALLEST)
            yield f'<row r="{number}" ht="{points:g}">{cells}</row>'


def _number(text: str) -> str:
    """Return a text of digits as the end of a cell's XML."""
    return f"><v>{text}</v>" if text.isascii() and text.isdigit() else _inline(text)


def _inline(text: str) -> str:
    """Return a text as the end of a cell's XML; an ``_x0041_``, which Excel reads as A, is divided into two runs."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text and len(runs := _WOULD_BE_UNESCAPED.split(escaped)) > 1:
        escaped = "".join([f'<r><t xml:space="preserve">{run}</t></r>' for run in runs])
        return f't="inlineStr"><is>{escaped}</is>'
    return f't="inlineStr"><is><t xml:space="preserve">{escaped}</t></is>'


def most_lines(texts: Sequence[str], widths: Sequence[float]) -> int:
    """Estimate the lines of the tallest of ``texts`` in cells of these widths."""
    most = 1
    for text, width in zip(texts, widths, strict=False):
        if len(text) > width or "\n" in text:
            # small type is narrower than the digits that widths count; words do not fill their lines
            room = max(1.15 * width - 3, 5)
            most = max(most, sum([ceil(len(line) / room) or 1 for line in text.split("\n")]))
    return most


def save(book: Workbook, pages: Iterable[TextSheet], target: Path) -> None:
    """Write the book with the rows of its ``pages``, reproducibly."""
    with _ReproducibleZip(target, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive, pages).write_data()


class _Writer(ExcelWriter):
    """Write openpyxl's sheets with the rows of text in place of its cells."""

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
        """Omit the dimension: openpyxl knows no cells, and no reader needs it."""


class _ReproducibleZip(ZipFile):
    """Zip archive with a fixed date on every entry."""

    def open(self, name: str | ZipInfo, *arguments: Any, **options: Any) -> IO[bytes]:
        if isinstance(name, str):
            name = ZipInfo(name)
            name.compress_type = ZIP_DEFLATED
        name.date_time = UNKNOWN_DATE.timetuple()[:6]
        return super().open(name, *arguments, **options)
