"""Writer of the contribution workbook: four sheets, and further ones where coverage figures are wanted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from roundtable.atomic_file import replacing
from roundtable.contribution.columns import COLUMNS, LIST_NAMES, Column, ListName
from roundtable.contribution.document import MARK, ContributionDocument
from roundtable.contribution.sheet_texts import ContributionTexts, FigureTexts, Texts, cell_texts
from roundtable.contribution.workbook_words import ContributionWords, words
from roundtable.progress import Progress, silent
from roundtable.spreadsheet.cell_text import Replacement
from roundtable.spreadsheet.text_sheets import (
    ACCENT,
    MUTED,
    UNKNOWN_DATE,
    WHITE,
    CellStyle,
    Row,
    TextSheet,
    most_lines,
    save,
)

READ_ME, PRACTICES, MAPPING, LISTS = "Read me", "Practices", "Mapping", "Lists"
READ_ME_WIDTHS = (24, 80, 26)
EMPTY_ROWS = 200
"""Number of empty rows with drop-downs, for practices that are added by hand."""

TEXT, STRONG, CENTRED = CellStyle(), CellStyle(is_bold=True), CellStyle(is_centred=True)
HEADING = CellStyle(is_bold=True, colour=WHITE, fill=ACCENT)
MEASURE_HEADING = CellStyle(is_bold=True, colour=WHITE, fill=MUTED)


@dataclass(frozen=True, slots=True)
class WorkbookResult:
    """The written file, its number of practices, the replaced characters, the identity of its handover if noted."""

    path: Path
    practices: int
    replacements: tuple[Replacement, ...]
    handover: str = ""


def write(
    document: ContributionDocument, path: Path, *, language: str = "en", progress: Progress = silent
) -> WorkbookResult:
    """Write the workbook, its own words in ``language`` (en, fr, es); ``progress`` counts rows.

    Raises OutputError where a text is too long for a cell or the file cannot be written; nothing is written then.
    """
    content = cell_texts(document, language)
    labels = words(language)
    changed_at = datetime.fromisoformat(document.changed_at) if document.changed_at else UNKNOWN_DATE
    changed_at = changed_at.replace(tzinfo=None)  # openpyxl takes every time for UTC
    book = Workbook()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.title, properties.subject, properties.creator = _heading(content, labels), content.title, "Roundtable"
    properties.language, properties.created, properties.modified = language, changed_at, changed_at
    for name, text in document.origin.properties() if document.origin else ():
        book.custom_doc_props.append(StringProperty(name=name, value=text))  # type: ignore[attr-defined]
    _name_lists(book, content)
    pages = (
        _read_me(book, content, labels),
        _practices(book, content, labels, language, progress),
        _mapping(book, content, labels, progress),
        _lists(book, content, labels),
        *(_figures(book, table, content, labels) for table in content.figures),
    )
    with replacing(path) as temporary:
        save(book, pages, temporary)
    return WorkbookResult(path, len(document.practices), content.replacements)


def _heading(content: ContributionTexts, labels: ContributionWords) -> str:
    return labels.heading_for.format(code=content.code) if content.code else labels.heading


def _read_me(book: Workbook, content: ContributionTexts, labels: ContributionWords) -> TextSheet:
    page = TextSheet(book, READ_ME, READ_ME_WIDTHS)
    page.sheet.sheet_view.showGridLines = False
    page.lay_out(content.code, labels.page, is_upright=True)
    for row in (1, 2, 3):
        page.sheet.merged_cells.add(f"A{row}:C{row}")
    page.rows = _read_me_rows(page, content, labels)
    return page


def _read_me_rows(page: TextSheet, content: ContributionTexts, labels: ContributionWords) -> Iterator[Row]:
    roundtable = content.code or labels.the_roundtable
    text, accent, heading = page.style(TEXT), page.style(CellStyle(is_bold=True, colour=ACCENT)), page.style(HEADING)
    ruled, strong = page.style(CellStyle(is_ruled=True)), page.style(CellStyle(is_bold=True, is_ruled=True))
    banner, name = (
        page.style(CellStyle(size=20, is_bold=True, colour=ACCENT)),
        page.style(CellStyle(size=12, is_bold=True)),
    )

    for line, style, height in (
        (_heading(content, labels), banner, 28),
        (content.title, name, 16),
        (content.meeting, page.style(CellStyle(colour=MUTED)), 14),
    ):
        yield Row([line], [style], 4 + height * most_lines([line], [sum(READ_ME_WIDTHS) * 14 / height]))
    blocks = (
        (labels.about, [labels.introduction.format(code=roundtable)]),
        (labels.filling_in, [f"{number}. {step}" for number, step in enumerate(labels.steps, 1)]),
        (labels.sending, [labels.recipient.format(code=roundtable)]),
    )
    for label, lines in blocks:
        yield Row([], [], 10)
        for at, line in enumerate(lines):
            yield Row(["" if at else label, line], [accent, text])
    yield Row([], [], 10)
    yield Row([labels.the_columns], [page.style(CellStyle(size=12, is_bold=True, is_wrapped=False))], 20)
    yield Row(content.help[0], [heading] * 3)
    for row in content.help[1:]:
        yield Row(row, [strong, ruled, ruled])


def _practices(
    book: Workbook, content: ContributionTexts, labels: ContributionWords, language: str, progress: Progress
) -> TextSheet:
    headings, *rows = content.practices
    filled = [any(cells[1:]) for cells in zip(headings, *rows, strict=True)]
    page = TextSheet(book, PRACTICES, list(map(_width, COLUMNS, filled)))
    # all columns on the width of one page would be too small to read: two, with the titles on both
    _prepare(page, len(rows), content, labels, pages_wide=2)
    page.sheet.print_title_cols = "B:B"
    last_row = 1 + len(rows) + EMPTY_ROWS
    for letter, column in zip(page.letters, COLUMNS, strict=True):
        page.sheet.column_dimensions[letter].hidden = column.is_hidden
        if not column.is_hidden:
            page.sheet.add_data_validation(_prompt(f"{letter}1", column, language))
        if column.source and _range_name(column.source) in book.defined_names:
            page.sheet.add_data_validation(_drop_down(f"{letter}2:{letter}{last_row}", column, labels))
    heading, text, strong = page.style(HEADING), page.style(TEXT), page.style(STRONG)
    styles = [strong if column.key == "title" else text for column in COLUMNS]
    page.rows = chain(
        [Row(headings, [heading] * len(headings), _heading_height(page, headings))],
        (Row(texts, styles) for texts in _counted(rows, 0, progress)),
    )
    return page


def _width(column: Column, is_filled: bool) -> int:
    """Return the width of a column, narrower where no practice fills it."""
    return column.width if is_filled else min(column.width, 14)


def _mapping(book: Workbook, content: ContributionTexts, labels: ContributionWords, progress: Progress) -> TextSheet:
    headings, *rows = content.mapping
    page = TextSheet(book, MAPPING, [40, 40, *[26] * (len(headings) - 2)])
    _prepare(page, len(rows), content, labels)
    page.sheet.column_dimensions["A"].hidden = True
    page.rows = _mapping_rows(page, headings, _counted(rows, len(rows), progress))
    return page


def _mapping_rows(page: TextSheet, headings: Texts, rows: Iterable[Texts]) -> Iterator[Row]:
    heading, measure = page.style(HEADING), page.style(MEASURE_HEADING)
    text, strong, centred = page.style(TEXT), page.style(STRONG), page.style(CENTRED)
    styles = [heading, heading, *(measure if target.startswith("M") else heading for target in headings[2:])]
    yield Row(headings, styles, _heading_height(page, headings))
    for texts in rows:
        yield Row(texts, [text, strong, *[centred if answer == MARK else text for answer in texts[2:]]])


def _heading_height(page: TextSheet, headings: Texts) -> int:
    """Return the height in points of the row of headings, whose bold type is wider."""
    return 13 * most_lines(headings, [0.85 * width for width in page.widths]) + 6


def _counted(rows: Sequence[Texts], before: int, progress: Progress) -> Iterator[Texts]:
    """Yield the rows of one of the two sheets of practices, reporting the progress of both."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % 100 == 0 or number == len(rows):
            progress(before + number, 2 * len(rows))


def _prepare(
    page: TextSheet, rows: int, content: ContributionTexts, labels: ContributionWords, *, pages_wide: int = 1
) -> None:
    """Set up a table of practices: frozen header and title, ruled rows, filter."""
    page.lay_out(content.code, labels.page, pages_wide=pages_wide)
    page.sheet.freeze_panes = "C2"
    page.sheet.print_title_rows = "1:1"
    page.sheet.auto_filter.ref = f"A1:{page.letters[-1]}{rows + 1}"
    page.rule_rows(1 + rows + EMPTY_ROWS)


def _prompt(cell: str, column: Column, language: str) -> DataValidation:
    """Show the column's help when its heading is selected."""
    heading, text = column.headings[language], column.helps[language]
    return DataValidation(sqref=cell, showInputMessage=True, promptTitle=heading, prompt=text)


def _drop_down(cells: str, column: Column, labels: ContributionWords) -> DataValidation:
    """Offer a list; only a cell of one value warns of a value off the list."""
    return DataValidation(
        type="list",
        formula1=_range_name(column.source),
        sqref=cells,
        allowBlank=True,
        showErrorMessage=not column.format.is_several,
        errorStyle="warning",
        errorTitle=labels.off_list_title,
        error=labels.off_list,
    )


def _range_name(source: ListName | None) -> str:
    return f"list_{source}"


def _name_lists(book: Workbook, content: ContributionTexts) -> None:
    """Define a name for each list's range, which the drop-downs refer to."""
    for name, values in zip(LIST_NAMES, zip(*content.lists, strict=True), strict=True):
        letter, size = get_column_letter(1 + LIST_NAMES.index(name)), sum(map(bool, values))
        if size > 1:  # there is more than the heading
            where = f"{LISTS}!${letter}$2:${letter}${size}"
            book.defined_names[_range_name(name)] = DefinedName(_range_name(name), attr_text=where)


def _lists(book: Workbook, content: ContributionTexts, labels: ContributionWords) -> TextSheet:
    page = TextSheet(book, LISTS, (36, 36, 36, 64, 60, 22))
    page.lay_out(content.code, labels.page)
    page.sheet.freeze_panes = "A2"
    page.sheet.print_title_rows = "1:1"
    looks = [page.style(HEADING), *[page.style(TEXT)] * (len(content.lists) - 1)]
    page.rows = [Row(texts, [look] * len(texts)) for texts, look in zip(content.lists, looks, strict=True)]
    return page


def _figures(book: Workbook, table: FigureTexts, content: ContributionTexts, labels: ContributionWords) -> TextSheet:
    headings, *rows = table.rows
    page = TextSheet(book, table.name, [64, *[20] * (len(headings) - 1)])
    page.lay_out(content.code, labels.page)
    page.sheet.freeze_panes = "B2"
    page.sheet.print_title_rows = "1:1"
    page.rule_rows(len(table.rows))
    is_counted, others = table.is_counted, len(headings) - 1
    first, name = page.style(HEADING), page.style(STRONG)
    heading, cell = (page.style(replace(style, is_number=is_counted)) for style in (HEADING, TEXT))
    page.rows = [
        Row(headings, [first, *[heading] * others]),
        *(Row(texts, [name, *[cell] * others], is_counted=is_counted) for texts in rows),
    ]
    if table.note:
        page.rows += [Row([], []), Row([table.note], [page.style(CellStyle(colour=MUTED))])]
    return page
