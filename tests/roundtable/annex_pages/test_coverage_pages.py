"""Coverage pages of an annex: tables over several pages, one list a state of gaps, a note on shares."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from roundtable.annex.document import build
from roundtable.annex.page_style import page_style
from roundtable.annex_pages.page_breaks import Page
from roundtable.annex_pdf import pdf
from roundtable.mapping.figures import Figures, words_of
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from tests import needs
from tests.roundtable.annex.examples import annex_of
from tests.roundtable.annex_pages import laid_out
from tests.roundtable.annex_pages.laid_out import texts
from tests.roundtable.annex_pdf.pdf_pages import pages_of

LONG = "Establish policies that encourage the diaspora to take part in the strategies of the countries of origin " * 3


def table(
    name: Literal["Coverage", "Gaps"], *rows: tuple[str, ...], is_counted: bool = True, note: str = ""
) -> Figures:
    columns = ("Question or measure", "Practices", "Countries")[: len(rows[0])]
    return Figures(name=name, heading=name, columns=columns, rows=rows, is_counted=is_counted, note=note)


def pages(*figures: Figures) -> list[Page]:
    return laid_out.pages_of(replace(annex_of(PracticeRecord(id="a", title="A")), figures=figures))


def test_the_headings_of_a_table_are_repeated_on_each_of_its_pages() -> None:
    _, _, *tables = pages(table("Coverage", *((f"M{n} {LONG}", str(n), "0") for n in range(1, 40))))
    assert len(tables) > 1
    assert all({"Question or measure", "Practices", "Countries"} <= set(texts(page)) for page in tables)


@pytest.mark.parametrize("rows", range(20, 60))
def test_no_row_stands_alone_at_either_end_of_a_page(rows: int) -> None:
    _, *tables = pages(table("Coverage", *((f"Row {n}", str(n)) for n in range(rows)), note="A note."))
    for page in tables:
        shown = [text for text in texts(page) if text.startswith("Row ")]
        assert len(shown) != 1
    assert "A note." in texts(tables[-1])


def test_numbers_stand_on_the_first_line_and_marks_before_hanging_texts() -> None:
    *_, page = pages(table("Coverage", (f"M1 {LONG}", "7", "0%")))
    lines = {
        run.text.strip(): (top + strip.baseline - run.rise, run)
        for top, strip in page.placed
        for _, runs in strip.parts
        for run in runs
    }
    assert lines["M1"][0] == pytest.approx(lines["7"][0]) == pytest.approx(lines["–"][0])
    starts = {run.x for text, (_, run) in lines.items() if text.startswith(("Establish", "diaspora", "countries"))}
    assert len(starts) == 1
    assert starts.pop() > lines["M1"][1].x


def test_the_larger_a_number_within_its_column_the_darker_is_its_cell_and_a_legend_says_so() -> None:
    *_, page = pages(table("Coverage", ("A", "1", "60"), (f"B {LONG}", "5", "0"), ("C", "3", "20")))
    grounds = [strip.grounds for _, strip in page.placed if strip.grounds]
    first, *second, third, legend = grounds
    assert [ground.color for ground in legend] == list(page_style().shades)
    assert [ground.color for ground in first] == [page_style().shades[0], page_style().shades[-1]]
    assert len(second) > 1  # all lines of the text beside it
    assert all([ground.color for ground in line] == [page_style().shades[-1]] for line in second)
    assert [ground.color for ground in third] == [page_style().shades[2], page_style().shades[1]]
    assert "The darker a cell, the larger its number is within its column." in texts(page)


@pytest.mark.parametrize("style", ["official", "compact", "large"])
@pytest.mark.parametrize("length", [1, 5, 25])
def test_numbers_stay_on_the_page_of_their_row_however_long_its_text(style: str, length: int) -> None:
    rows = tuple((f"M{n} {LONG * length}", str(n), "0") for n in range(1, 9))
    document = replace(annex_of(PracticeRecord(id="a", title="A")), figures=(table("Coverage", *rows),))
    for page in laid_out.pages_of(document, page_style(style)):
        for top, strip in page.placed:
            assert all(top + strip.baseline - run.rise > 0 for _, runs in strip.parts for run in runs)


@pytest.mark.parametrize("style", ["official", "compact", "large"])
def test_columns_that_would_leave_the_text_no_room_become_labelled_fields(style: str) -> None:
    columns = ("Pregunta o medida", *(f"{word} del país de destino" for word in ("Socios", "Cofinanciadores", "Otros")))
    wide = Figures(name="Partners", heading="Socios", columns=columns, rows=((LONG, "7", "0", "2"),), is_counted=True)
    document = replace(annex_of(PracticeRecord(id="a", title="A")), figures=(wide,))
    *_, page = laid_out.pages_of(document, page_style(style))
    said = texts(page)
    assert {"7", "–", "2"} <= set(said)
    words = [len(text.split()) for text in said if text in LONG]
    assert min(words[:-1]) >= 4


@pytest.mark.parametrize("style", ["official", "compact"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_partners_by_role_are_a_heat_map_in_every_language(style: str, language: str) -> None:
    words = words_of(language)
    columns = (words["target"], *words["roles"].values())
    partners = Figures(
        name="Partners", heading="P", columns=columns, rows=((LONG, "1", "2", "3", "4"),), is_counted=True
    )
    document = replace(annex_of(PracticeRecord(id="a", title="A")), figures=(partners,))
    *_, page = laid_out.pages_of(document, page_style(style))
    headings = [
        run for _, strip in page.placed for _, runs in strip.parts for run in runs if run.text.strip() in columns
    ]
    assert [run.text.strip() for run in headings] == list(columns)
    gaps = [after.x - before.x - before.width for before, after in pairwise(headings)]
    assert min(gaps) >= 2 * page_style(style).unit
    assert any(strip.grounds for _, strip in page.placed)


def test_a_table_of_zeros_has_no_legend() -> None:
    *_, page = pages(table("Coverage", ("A", "0", "0%"), note="A note."))
    assert texts(page)[-1] == "A note."
    assert not any(text.startswith("The darker") for text in texts(page))


def test_a_table_without_rows_is_told_of_under_the_first_one() -> None:
    gaps = Figures(
        name="Gaps", heading="Gaps", columns=("Q", "State"), rows=(), nothing="Every question has a practice."
    )
    coverage = table("Coverage", ("Africa", "2", "1"), note="A note.")
    roundtable = RoundtableRecord(id="", code="RT 1", title="T")
    pages = laid_out.pages_of(build(roundtable, {}, (), (coverage, table("Coverage", ("Asia", "1", "1")), gaps)))
    printed = [text for page in pages for text in texts(page)]
    assert "A note. Every question has a practice." in printed
    assert "Gaps" not in printed


def test_gaps_of_one_state_share_one_list() -> None:
    rows = [(f"M{n} Measure {n}", "No practice known") for n in range(1, 6)]
    *_, page = pages(table("Gaps", *rows, is_counted=False))
    assert texts(page).count("No practice known") == 1
    assert [text for text in texts(page) if text.startswith("Measure")] == [f"Measure {n}" for n in range(1, 6)]


@needs.program("pdftotext")
def test_a_note_explains_the_table_below_it(tmp_path: Path) -> None:
    figures = (table("Coverage", ("Africa", "2", "1"), note="Shares may add up to more."),)
    pdf.write(replace(annex_of(PracticeRecord(id="a", title="A")), figures=figures), tmp_path / "a.pdf")
    assert "Shares may add up to more." in pages_of(tmp_path / "a.pdf")[-1]
