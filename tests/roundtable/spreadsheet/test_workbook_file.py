"""What a person sees in a sheet: links, merged areas, rich and struck text, hidden parts, strict files."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from roundtable.progress import Cancelled
from roundtable.spreadsheet import link_formula, workbook_file
from roundtable.spreadsheet.link_formula import LinkFormula
from roundtable.spreadsheet.workbook_file import Sheet


@pytest.fixture
def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in (["Title", "Country", "Partner"], ["Wells", "Ghana", "IOM"], ["Schools", "Ghana", "ILO"], ["Nurses"]):
        made.worksheets[0].append(row)
    return made


def read(book: openpyxl.Workbook, tmp_path: Path) -> Sheet:
    path = tmp_path / "book.xlsx"
    book.save(path)
    return workbook_file.read(path).sheets[0]


def test_every_cell_of_a_merged_area_shows_what_its_first_one_shows(book: openpyxl.Workbook, tmp_path: Path) -> None:
    book.worksheets[0].merge_cells("B2:C4")
    rows = read(book, tmp_path).rows
    assert [row.texts.get(2) for row in rows] == ["Country", "Ghana", "Ghana", "Ghana"]
    assert [row.texts.get(3) for row in rows] == ["Partner", "Ghana", "Ghana", "Ghana"]
    assert [sorted(row.merged) for row in rows] == [[], [3], [2, 3], [2, 3]]
    assert str(rows[3].merged[2]) == "B2:C4"


def test_a_merged_area_makes_no_rows_where_there_are_none(book: openpyxl.Workbook, tmp_path: Path) -> None:
    book.worksheets[0].merged_cells.add("B4:XFD900000")
    assert len(read(book, tmp_path).rows) == 4


@pytest.mark.parametrize(
    ("formula", "link"),
    [
        ('HYPERLINK("https://example.org","Our page")', LinkFormula("https://example.org", "Our page")),
        ('hyperlink( "https://example.org" )', LinkFormula("https://example.org", "")),
        ('HYPERLINK("https://"&"example.org/a?b=""c""", "x")', LinkFormula('https://example.org/a?b="c"', "x")),
        ('HYPERLINK("https://example.org",A2)', LinkFormula("https://example.org", "")),
        ('HYPERLINK(A2,"Our page")', LinkFormula("", "")),
        ('IF(A1,HYPERLINK("https://example.org","x"),"")', LinkFormula("https://example.org", "x")),
        ('IF(A1,HYPERLINK("https://a.example","x"),HYPERLINK("https://b.example"))', LinkFormula("", "")),
        ('IF(A1,HYPERLINK(A2,"x"),"")', LinkFormula("", "")),
        ("SUM(A1:A2)", None),
    ],
)
def test_a_formula_tells_its_link(formula: str, link: LinkFormula | None) -> None:
    assert link_formula.parse(formula) == link


def test_a_link_whose_result_was_not_saved_shows_its_caption(book: openpyxl.Workbook, tmp_path: Path) -> None:
    book.worksheets[0]["C2"] = '=HYPERLINK("https://example.org","Our page")'
    book.worksheets[0]["C3"] = '=HYPERLINK(B3,"Our page")'
    _, linked, computed, _ = read(book, tmp_path).rows
    assert (linked.texts[3], linked.links) == ("Our page", {3: "https://example.org"})
    assert 3 in computed.faults
    assert "address could not be read" in computed.doubts[3]


def test_rich_text_is_one_text_and_what_is_struck_out_is_told(book: openpyxl.Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    sheet["A2"] = CellRichText("Wells and ", TextBlock(InlineFont(b=True), "pumps"))
    sheet["A3"] = CellRichText("Schools ", TextBlock(InlineFont(strike=True), "and nurseries"))
    sheet["A4"].font = Font(strike=True)
    _, *rows = read(book, tmp_path).rows
    assert [row.texts[1] for row in rows] == ["Wells and pumps", "Schools and nurseries", "Nurses"]
    assert [1 in row.doubts for row in rows] == [False, True, True]


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("DATE(2013,1,1)", "2013-01-01"),
        ("EDATE(DATE(2012,1,1),12)", "2013-01-01"),
        ("DATE(2125,1,1)-DATE(2012,1,1)", "41275"),
        ("A1*5", "41275"),
    ],
)
def test_the_result_of_a_date_function_is_a_date_without_a_format(
    formula: str, shown: str, book: openpyxl.Workbook, tmp_path: Path
) -> None:
    book.worksheets[0]["D2"] = 41275
    made, path = tmp_path / "made.xlsx", tmp_path / "book.xlsx"
    book.save(made)
    with ZipFile(made) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v>41275</v>", f"<f>{formula}</f><v>41275</v>".encode()))
    assert workbook_file.read(path).sheets[0].rows[1].texts[4] == shown


def test_hidden_rows_columns_and_sheets_are_told(book: openpyxl.Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("More").append(["x"])
    sheet.sheet_state = "hidden"
    found = read(book, tmp_path)
    assert [row.is_hidden for row in found.rows] == [False, False, True, False]
    assert (found.hidden_columns, found.is_hidden) == (frozenset({3}), True)


def test_a_strict_workbook_is_read_like_others(book: openpyxl.Workbook, tmp_path: Path) -> None:
    common, strict = tmp_path / "common.xlsx", tmp_path / "strict.xlsx"
    book.save(common)
    with ZipFile(common) as archive, ZipFile(strict, "w", ZIP_DEFLATED) as renamed:
        for name in archive.namelist():
            content = archive.read(name)
            for old, new in (
                (b"spreadsheetml/2006/", b"spreadsheetml/"),
                (b"officeDocument/2006/", b"officeDocument/"),
            ):
                content = content.replace(
                    b"http://schemas.openxmlformats.org/" + old, b"http://purl.oclc.org/ooxml/" + new
                )
            renamed.writestr(name, content)
    assert workbook_file.read(strict).sheets[0].rows == workbook_file.read(common).sheets[0].rows


def test_a_workbook_that_is_put_down_while_it_is_read_is_not_called_damaged(
    book: openpyxl.Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    book.save(path)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workbook_file.read(path, stop)
