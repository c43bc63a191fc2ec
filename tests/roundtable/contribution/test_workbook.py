import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from roundtable.contribution import document, workbook
from roundtable.errors import OutputError
from roundtable.exchange import json_file
from roundtable.progress import Cancelled
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import ROLES, Country, Partner, PracticeRecord
from roundtable.spreadsheet.cell_text import LONGEST, Replacement
from roundtable.vocabulary.place_lookup import standard_places
from tests.roundtable.contribution.examples import (
    COLLECTION,
    MEASURE,
    NURSES,
    PLACES,
    QUESTION,
    UNPLACED,
    WELLS,
    fields_of,
    of,
    practices_of,
    rows_of,
    sheet_of,
    write,
)

ALPHABET = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\n\t")
TEXT = st.text(ALPHABET) | st.sampled_from(
    ["=1+1", "-", "+1", "@a", "_x0041_", "a _x000D_b", "007", "<b>&amp;]]>", " a "]
)
VALUE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
VALUES = st.lists(VALUE, max_size=7).map(tuple)
COUNTRY = st.sampled_from(
    [Country("Perú", "PER"), Country("Ghana", "GHA"), Country("Ghana", "PER"), Country("nowhere")]
)
PRACTICE = st.builds(
    PracticeRecord,
    id=st.just(WELLS.id),
    title=TEXT,
    countries=st.lists(COUNTRY, max_size=3).map(tuple),
    partners=st.lists(st.builds(Partner, VALUE, st.sampled_from(ROLES)), max_size=3).map(tuple),
    thematic_areas=VALUES,
    tags=VALUES,
    summary=TEXT,
    web_links=VALUES,
    revision=st.integers(0, 10**12),
    gfmd_sources=VALUES,
    gcm_objectives=VALUES,
    sdg_targets=VALUES,
    starts=TEXT,
    ends=TEXT,
    budget=TEXT,
    currency=TEXT,
    results=TEXT,
    lessons=TEXT,
    contact=TEXT,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "contribution.xlsx"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_read_back_as_it_went_in(language: str, target: Path) -> None:
    write(COLLECTION, target, language)
    assert openpyxl.load_workbook(target).sheetnames == ["Read me", "Practices", "Mapping", "Lists"]
    assert practices_of(target, language) == [fields_of(practice) for practice in (WELLS, NURSES, UNPLACED)]


def test_the_sample_is_read_back_as_it_went_in(target: Path) -> None:
    sample = json_file.read(resources.path("sample/rt-3.2.json"))
    built = document.build(sample)
    workbook.write(built, target)
    assert practices_of(target, places=standard_places()) == [fields_of(practice) for practice in built.practices]
    assert len(built.practices) == 39


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(practice=PRACTICE)
def test_whatever_people_write_is_read_back_as_it_went_in(practice: PracticeRecord, target: Path) -> None:
    assert not write(of(practice), target).replacements
    assert practices_of(target) == [fields_of(practice)]


def test_every_cell_is_a_text_and_no_text_becomes_a_formula(target: Path) -> None:
    texts = ["=1+1", "+4", "-5", "@SUM(A1)", "007", "2011-01-01", "1e5", "TRUE"]
    write(of(*(PracticeRecord(id=str(number), title=text) for number, text in enumerate(texts))), target)
    cells = [cell for row in sheet_of(target, "Practices").iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    titles = [cell for cell in cells if cell.column_letter == "B"]
    assert [cell.value for cell in titles] == texts
    assert [cell.quotePrefix for cell in titles] == [True] * 4 + [False] * 4


def test_what_is_typed_into_an_empty_cell_stays_a_text(target: Path) -> None:
    write(COLLECTION, target)
    columns = sheet_of(target, "Practices").column_dimensions
    assert {columns[letter].number_format for letter in "BCDEFGHIJKLMNOPQRSTUVWX"} == {"@"}


def test_no_text_holds_what_excel_reads_as_an_escaped_character(target: Path) -> None:
    text = "_x0041_ and _x000D_ and _x_"
    write(of(PracticeRecord(id="1", title=text)), target)
    with ZipFile(target) as archive:
        assert not re.search(rb"_x[0-9A-Fa-f]{4}_", archive.read("xl/worksheets/sheet2.xml"))
    assert practices_of(target)[0]["title"] == text


def test_control_characters_are_replaced_by_their_pictures_and_reported(target: Path) -> None:
    result = write(of(replace(NURSES, title="a\x07b\x0b", summary="c\ud800\x07d")), target)
    assert practices_of(target)[0]["title"] == "a␇b␋"
    assert practices_of(target)[0]["summary"] == "c�␇d"
    assert result.replacements == (
        Replacement(NURSES.id, "Title", ("U+0007", "U+000B")),
        Replacement(NURSES.id, "Summary", ("U+D800", "U+0007")),
    )


def test_line_ends_of_every_kind_become_plain_ones(target: Path) -> None:
    assert not write(of(replace(NURSES, summary="a\r\nb\rc\nd")), target).replacements
    assert practices_of(target)[0]["summary"] == "a\nb\nc\nd"


@pytest.mark.parametrize("text", ["a" * LONGEST, "😀" * (LONGEST // 2)], ids=["letters", "pairs"])
def test_the_longest_text_that_a_cell_holds_is_written_whole(text: str, target: Path) -> None:
    write(of(replace(NURSES, summary=text)), target)
    assert practices_of(target)[0]["summary"] == text


@pytest.mark.parametrize("text", ["a" * (LONGEST + 1), "😀" * (LONGEST // 2 + 1)], ids=["letters", "pairs"])
def test_a_longer_text_is_refused_by_name_before_anything_is_written(text: str, target: Path) -> None:
    target.write_text("as before")
    with pytest.raises(OutputError, match=f"“Summary” of “{NURSES.title}” has 32,76. characters") as refused:
        write(of(replace(NURSES, summary=text)), target)
    assert refused.value.remedy
    assert target.read_text() == "as before"
    assert list(target.parent.iterdir()) == [target]


def test_the_mapping_shows_a_mark_or_a_reason_under_each_question_and_measure(target: Path) -> None:
    write(COLLECTION, target, "es")
    assert rows_of(target, "Mapping") == [
        ["id", "Práctica", f"Q1\n{QUESTION.text}", f"M1\n{MEASURE.text}"],
        [WELLS.id, WELLS.title, "x", ""],
        [NURSES.id, NURSES.title, "", "Wages are matched."],
        [UNPLACED.id, UNPLACED.title, "x", ""],
    ]


def test_the_lists_hold_terms_and_places_in_the_chosen_language(target: Path) -> None:
    write(COLLECTION, target, "fr")
    areas, tags, places, objectives, targets, sources = zip(*rows_of(target, "Lists"), strict=True)
    assert [text for text in areas if text] == ["Domaines thématiques", "Diasporas"]
    assert [text for text in tags if text] == ["Mots-clés", "Gender", "Migration, trade and investments"]
    assert [text for text in places if text] == ["Pays et autres lieux", "Ghana", "Pérou", "Union européenne"]
    assert len(objectives) == 1 + 23
    assert "Suède 2013-2014" in sources
    assert any(text.startswith("10.7 ") for text in targets)


def test_drop_downs_offer_the_lists_and_never_refuse_a_value(target: Path) -> None:
    write(COLLECTION, target)
    book = openpyxl.load_workbook(target)
    offers = {str(one.sqref): one for one in book["Practices"].data_validations.dataValidation if one.type == "list"}
    assert {cells: one.formula1 for cells, one in offers.items()} == {
        "D2:D204": "list_place",
        "F2:F204": "list_thematic_area",
        **{f"{letter}2:{letter}204": "list_tag" for letter in "GHIJK"},
        "M2:M204": "list_gcm_objective",
        "N2:N204": "list_sdg_target",
        "O2:O204": "list_gfmd_source",
    }
    assert book.defined_names["list_tag"].attr_text == "Lists!$B$2:$B$3"
    assert {one.errorStyle for one in offers.values()} == {"warning"}
    assert offers["G2:G204"].showErrorMessage  # one value: ask whether it is meant
    assert not offers["D2:D204"].showErrorMessage  # several values are never one of the list


def test_the_practices_are_ready_to_be_read_filtered_and_printed(target: Path) -> None:
    write(COLLECTION, target)
    sheet = sheet_of(target, "Practices")
    assert [letter for letter, column in sheet.column_dimensions.items() if column.hidden] == ["A", "Y"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C2", "A1:Y4", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("RT 9.9", "Page &P of &N")
    assert sheet["C2"].alignment.wrap_text
    assert sheet["C2"].alignment.vertical == "top"
    heading = sheet["B1"]
    assert (heading.fill.fgColor.rgb, heading.font.color.rgb, heading.font.bold) == ("001D5FA8", "00FFFFFF", True)


def test_a_row_is_as_high_as_its_longest_text_and_may_still_grow(target: Path) -> None:
    texts = ("short", "word " * 100, "line\n" * 10, "word " * 5000)
    write(of(*(PracticeRecord(id=str(number), summary=text) for number, text in enumerate(texts))), target)
    rows = sheet_of(target, "Practices").row_dimensions
    short, prose, lines, endless = (rows[number].ht for number in (2, 3, 4, 5))
    assert short < 20
    assert prose > 7 * 13
    assert lines > 10 * 13
    assert endless == 409
    with ZipFile(target) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet2.xml")


def test_a_heading_of_three_lines_is_shown_whole(target: Path) -> None:
    write(of(PracticeRecord(id="1", title="Pain")), target, "fr")  # “Cibles du Programme 2030” over an empty column
    assert sheet_of(target, "Practices").row_dimensions[1].ht >= 3 * 13


def test_the_first_sheet_tells_how_and_to_whom_and_explains_every_column(target: Path) -> None:
    write(COLLECTION, target)
    rows = rows_of(target, "Read me")
    assert [row[0] for row in rows[:3]] == ["Contribution to RT 9.9", "Water & work", "Lima 2031"]
    labels = [row[0] for row in rows if row[0]]
    assert {"How to fill it in", "Who to send it to", "Title", "Country(ies)", "Tag 1 – Tag 5", "Image"} <= set(labels)


def test_the_document_tells_its_title_language_and_when_its_records_changed(target: Path) -> None:
    write(COLLECTION, target, "fr")
    properties = openpyxl.load_workbook(target).properties
    assert (properties.title, properties.language) == ("Contribution à la table ronde RT 9.9", "fr")
    assert properties.modified.isoformat() == "2024-05-02T10:20:30"


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write(COLLECTION, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_roundtable_without_practices_gives_an_empty_workbook(target: Path) -> None:
    assert write(of(), target).practices == 0
    assert practices_of(target) == []
    assert rows_of(target, "Mapping") == [["id", "Practice"]]


def test_a_workbook_is_read_row_by_row_as_well(target: Path) -> None:
    write(COLLECTION, target)
    with closing(openpyxl.load_workbook(target, read_only=True)) as book:
        rows = book["Practices"].iter_rows(min_row=2, values_only=True)
        assert [row[1] for row in rows] == [WELLS.title, NURSES.title, UNPLACED.title]


def test_progress_counts_both_sheets_of_practices_to_the_end(target: Path) -> None:
    told: list[tuple[int, int]] = []
    built = document.build(of(*(PracticeRecord(id=str(number)) for number in range(150))), places=PLACES)
    workbook.write(built, target, progress=lambda done, total: told.append((done, total)))
    assert told == [(100, 300), (150, 300), (250, 300), (300, 300)]


def test_cancelling_leaves_nothing_behind(target: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workbook.write(document.build(COLLECTION), target, progress=cancel)
    assert list(target.parent.iterdir()) == []


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write(COLLECTION, tmp_path)
