"""Workbooks of other offices: headings in their words, cells as they fill them in, rows that are no practices."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from roundtable.contribution_intake import reader
from roundtable.contribution_intake.returned_workbook import ContributionIntake
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from tests.roundtable.contribution_intake.own_sheets import shown

VOCABULARY, PLACES = Vocabulary(standard_terms()), standard_places()
HEAD, ROW = ["Title", "Summary", "Country"], ["Wells", "They dig.", "Togo"]
Rows = Sequence[Sequence[object]]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., ContributionIntake]:
    """Return a function that writes rows into a sheet, changes it, saves it and reads it."""

    def read(rows: Rows, change: Callable[[Any], object] = id) -> ContributionIntake:
        workbook = openpyxl.Workbook()
        sheet: Any = workbook.active
        for row in rows:
            sheet.append(list(row))
        change(sheet)
        workbook.save(tmp_path / "own.xlsx")
        return reader.read(tmp_path / "own.xlsx", VOCABULARY, PLACES)

    return read


@pytest.mark.parametrize(
    ("head", "row", "means"),
    [
        (["Partner(s)", "Funder(s)"], ["City of Lomé", "Nordic Fund; EU"],
         {"partners": ["City of Lomé (partner)", "Nordic Fund (funder)", "EU (funder)"]}),
        (["Partenaires", "Bailleurs de fonds"], ["Ville de Lomé", "Fonds nordique"],
         {"partners": ["Ville de Lomé (partner)", "Fonds nordique (funder)"]}),
        (["Socios", "Donante"], ["Ciudad de Lomé", "Fondo Nórdico\nBanco del Sur (cofinanciador)"],
         {"partners": ["Ciudad de Lomé (partner)", "Fondo Nórdico (funder)", "Banco del Sur (co-funder)"]}),
        (["Coordination", "Co-funders"], ["Ministry of Water", "Nordic Fund"],
         {"partners": ["Ministry of Water (coordination)", "Nordic Fund (co-funder)"]}),
        (["Main donor"], ["Nordic Fund"], {"partners": ["Nordic Fund (funder)"]}),
        (["Who pays?"], ["World Bank\nASEAN"], {"partners": ["World Bank (funder)", "ASEAN (funder)"]}),
        (["¿Quién lo financia?"], ["Banco del Sur"], {"partners": ["Banco del Sur (funder)"]}),
        (["Partner 1", "Partner 2", "Partner 3"], ["IOM", "ILO", None],
         {"partners": ["IOM (partner)", "ILO (partner)"]}),
        (["Partners"], ["IOM, ILO and UNDP"], {"partners": ["IOM (partner)", "ILO (partner)", "UNDP (partner)"]}),
        (["Partenaires"], ["OIM (bailleur)\nOIT (cofinancement)"], {"partners": ["OIM (funder)", "OIT (co-funder)"]}),
        (["Country 2", "Country 3"], ["Benin", "Ghana"], {"codes": ["TGO", "BEN", "GHA"]}),
        (["Tag 1", "Tag 2", "Key words"], ["Gender", "Remittances", "Civil society"],
         {"tags": ["Gender", "Remittances", "Civil society"]}),
        (["Thematic area (main)", "Thematic area (other)"], ["Remittances", "Diasporas"],
         {"areas": ["Remittances", "Diasporas"]}),
        (["4. Partner organisations *", "5. Web link(s)\n(if any)"], ["IOM", "www.example.tg"],
         {"partners": ["IOM (partner)"], "links": ["www.example.tg"]}),
        (["Link 1", "Link 2"], ["www.a.example", "www.b.example"], {"links": ["www.a.example", "www.b.example"]}),
        (["Start year", "End year"], [2012, 2014], {"starts": "2012", "ends": "2014"}),
        (["Año de inicio", "Fecha de finalización"], [2012, date(2014, 5, 1)],
         {"starts": "2012", "ends": "2014-05-01"}),
        (["Budget (EUR)"], [1500000], {"budget": "1500000", "currency": "EUR"}),
        (["Total budget in USD"], ["1,500,000"], {"budget": "1,500,000", "currency": "USD"}),
        (["GCM", "SDG"], [16, 10.7], {"gcm": ["16"], "sdg": ["10.7"]}),
        (["GCM objectives", "2030 Agenda targets"], ["Objective 23; 5", "SDG 10.7, 8.8"],
         {"gcm": ["23", "5"], "sdg": ["10.7", "8.8"]}),
        (["E-mail", "Phone", "Focal point"], ["a@b.example", "+228 90 00 00", "A. Person"],
         {"contact": "a@b.example\n+228 90 00 00\nA. Person"}),
        (["Name of officer", "Mobile no."], ["A. Person", "+228 90 00 00"], {"contact": "A. Person\n+228 90 00 00"}),
        (["Persona responsable"], ["A. Persona"], {"contact": "A. Persona"}),
        (["Submitted by"], ["A. Person, Ministry of Water"], {"contact": "A. Person, Ministry of Water"}),
        (["Who to ask"], ["a@b.example"], {"contact": "a@b.example"}),
        (["Keyword", "Tag 2"], ["Gender", "Remittances"], {"tags": ["Gender", "Remittances"]}),
        (["D) Tags (max. 5)*"], ["1. Gender 2. Remittances"], {"tags": ["Gender", "Remittances"]}),
        (["Our comments"], ["The Minister does not like it"], {"notes": "Our comments: The Minister does not like it"}),
        (["Remarks", "Remarks"], ["one", "two"], {"notes": "Remarks: one\nRemarks (2): two"}),
    ],
)  # fmt: skip
def test_a_heading_means_what_a_person_means_by_it(
    head: list[str], row: list[object], means: dict[str, Any], book: Callable[..., ContributionIntake]
) -> None:
    [practice] = book([[*HEAD, *head], [*ROW, *row]]).collection.practices
    found = shown(practice)
    assert {key: found[key] for key in means} == means
    assert found["notes"] == means.get("notes", "")


@pytest.mark.parametrize(
    ("heading", "value", "means"),
    [
        ("Funder(s)", "Nordic Fund", {"partners": ["Nordic Fund (funder)"]}),
        ("Budget", 1500, {"budget": "1500", "currency": "EUR"}),
        ("Remarks", "Ask first", {"notes": "Remarks: Ask first"}),
        ("Tags", "Gender\nYouth", {"tags": ["Gender", "Youth"]}),
    ],
)
def test_a_repeat_says_all_that_the_cell_above_says(
    heading: str, value: object, means: dict[str, Any], book: Callable[..., ContributionIntake]
) -> None:
    def show_euros(sheet: Any) -> None:
        sheet["D2"].number_format = '#,##0 "EUR"'

    intake = book([[*HEAD, heading], [*ROW, value], ["Roads", "They build.", "Togo", "idem"]], show_euros)
    first, second = map(shown, intake.collection.practices)
    assert {key: second[key] for key in means} == {key: first[key] for key in means} == means


def test_one_of_several_columns_may_repeat_the_one_above(book: Callable[..., ContributionIntake]) -> None:
    rows = [[*HEAD, "Partner 1", "Partner 2"], [*ROW, "IOM", "ILO"], ["Roads", "They build.", "Togo", "UNDP", "idem"]]
    _, second = book(rows).collection.practices
    assert shown(second)["partners"] == ["UNDP (partner)", "ILO (partner)"]


def test_headings_that_stand_again_below_are_accounted_for(book: Callable[..., ContributionIntake]) -> None:
    intake = book([HEAD, ROW, HEAD, ["Roads", "They build.", "Togo"]])
    assert len(intake.collection.practices) == 2
    assert {ignored.reason for ignored in intake.loss.ignored} == {"it repeats the headings"}


@pytest.mark.parametrize(
    "said",
    [
        *("N.A.", "(none)", "No.", "non", "0", "xx", "s/o", "N/D", "no aplica", "no partners", "None at this stage"),
        *("pas de partenaire", "not yet known", "aucun à ce jour", "to be completed", "à compléter", "...", "ninguno"),
        *("Nothing to report", "rien à signaler", "[ ]"),
    ],
)
def test_words_for_nothing_are_no_entries_of_a_list(said: str, book: Callable[..., ContributionIntake]) -> None:
    intake = book([[*HEAD, "Partner(s)", "Tags", "Web links"], [*ROW, said, said, said]])
    [practice] = intake.collection.practices
    assert (practice.partners, practice.tags, practice.web_links) == ((), (), ())
    assert intake.loss.words_mapped == 4


@pytest.mark.parametrize("name", ["No Borders Network", "Sans Frontières", "Nada Foundation", "X Fund"])
def test_a_name_that_begins_like_nothing_is_one(name: str, book: Callable[..., ContributionIntake]) -> None:
    [practice] = book([[*HEAD, "Partner(s)"], [*ROW, name]]).collection.practices
    assert [partner.name for partner in practice.partners] == [name]


@pytest.mark.parametrize(
    "marks",
    [
        "+ |+ ",
        "o |o ",
        "> |> ",
        "i. |ii. ",
        "1- |2- ",
        "#1 |#2 ",
        "➢ |➢ ",
        "1.\t|2.\t",
        "a) |b) ",
        "A) |B) ",
        "I. |II. ",
        "★ |★ ",
        "» |» ",
    ],
)
def test_marks_before_the_lines_of_a_list_are_no_part_of_it(
    marks: str, book: Callable[..., ContributionIntake]
) -> None:
    first, second = marks.split("|")
    cells = (f"{first}{one}\n{second}{other}" for one, other in (("Togo", "Benin"), ("IOM", "City of Lomé")))
    [practice] = book(
        [["Title", "Summary", "Country", "Partners"], ["Wells", "They dig.", *cells]]
    ).collection.practices
    assert [country.code for country in practice.countries] == ["TGO", "BEN"]
    assert [partner.name for partner in practice.partners] == ["IOM", "City of Lomé"]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Ghana (Volta, Ashanti), Togo", ["GHA", "TGO"]),
        ("Ghana; with Togo", ["GHA", "TGO"]),
        ("Ghana: Volta", ["GHA"]),
        ("GHA, TGO", ["GHA", "TGO"]),
        ("Ghana [lead]; Togo [pilot]", ["GHA", "TGO"]),
        ("Ghana²", ["GHA"]),
        ("1) Ghana 2) Togo", ["GHA", "TGO"]),
        ("Ghana – lead country\nTogo – partner country", ["GHA", "TGO"]),
        ("Ghana - chef de file; Togo - pays pilote", ["GHA", "TGO"]),
        ("Ghana [2]; Kosovo [SCR 1244 (1999)]", ["GHA", "XKX"]),
        ("Congo [DRC]", ["COD"]),
        ("Kosovo [UNSCR 1244]", ["XKX"]),
        ("Bolivia (Plurinational State of)", ["BOL"]),
    ],
)
def test_remarks_beside_a_country_hide_it_from_nobody(
    printed: str, codes: list[str], book: Callable[..., ContributionIntake]
) -> None:
    [practice] = book([HEAD, ["Wells", "They dig.", printed]]).collection.practices
    assert [country.code for country in practice.countries] == codes


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (5, '0" trainers"', "5 trainers"),
        (30, '"about "0', "about 30"),
        (7, "000", "007"),
        (0.25, "0%", "25%"),
        (1200, '#,##0" families"', "1,200 families"),
        (0.5, "# ?/?", "1/2"),
        ("some", '@" jobs"', "some jobs"),
        (datetime(2012, 5, 1), "mmmm yyyy", "2012-05"),  # cells know no zones
    ],
)
def test_a_cell_says_what_its_format_shows(
    value: object, code: str, text: str, book: Callable[..., ContributionIntake]
) -> None:
    def dress(sheet: Any) -> None:
        sheet["D2"].number_format = code

    [practice] = book([[*HEAD, "Results"], [*ROW, value]], dress).collection.practices
    assert practice.results == text


@pytest.mark.parametrize(
    ("formula", "link"),
    [
        ('=HYPERLINK(CONCATENATE("https://","a.example"),"Page")', "Page: https://a.example"),
        ('=HYPERLINK("https://"&"a.example","Pa"&"ge")', "Page: https://a.example"),
    ],
)
def test_a_link_is_read_from_any_formula_that_spells_it(
    formula: str, link: str, book: Callable[..., ContributionIntake]
) -> None:
    [practice] = book([[*HEAD, "Web links"], [*ROW, formula]]).collection.practices
    assert practice.web_links == (link,)


def test_letters_in_several_types_are_one_text(book: Callable[..., ContributionIntake]) -> None:
    def dress(sheet: Any) -> None:
        sheet["A2"] = CellRichText("Fair ", TextBlock(InlineFont(b=True), "recruit"), "ment")

    [practice] = book([HEAD, ROW], dress).collection.practices
    assert practice.title == "Fair recruitment"


@pytest.mark.parametrize(
    ("rows", "merged", "titles"),
    [
        ([HEAD, ["AFRICA", None, None], ROW, ["Mills", "They grind.", "Benin"]], "", ["Wells", "Mills"]),
        ([HEAD, ["Our practices", None, None], ROW], "A2:C2", ["Wells"]),
        ([["Contribution of Togo", None, None], HEAD, ROW], "A1:C1", ["Wells"]),
        ([[*HEAD, "Budget"], [*ROW, 5], ["Total", None, None, 5]], "", ["Wells"]),
        ([["No", *HEAD], [1, *ROW], [2, "Mills", "They grind.", "Benin"]], "", ["Wells", "Mills"]),
        ([HEAD, ROW, [], ["Source: Ministry of Water", None, None]], "", ["Wells"]),
        ([HEAD, ROW, HEAD, ["Mills", "They grind.", "Benin"]], "", ["Wells", "Mills"]),
    ],
)
def test_rows_and_columns_that_only_order_the_others_are_no_practices(
    rows: Rows, merged: str, titles: list[str], book: Callable[..., ContributionIntake]
) -> None:
    intake = book(rows, lambda sheet: sheet.merge_cells(merged) if merged else None)
    assert [practice.title for practice in intake.collection.practices] == titles
    assert not any(practice.notes for practice in intake.collection.practices)


HEADINGS = (
    "Title",
    "Country",
    "Summary",
    "Partners",
    "Funder(s)",
    "Tags",
    "Tag 2",
    "Web links",
    "GCM objectives",
    "No",
)
WORDS = (
    "zwieback",
    "quince; kestrel",
    "• lapwing\n• plover",
    "Togo",
    "1",
    "n/a",
    "Gender",
    "funded by dunlin",
    "Total",
)


@given(
    st.lists(st.sampled_from([*HEADINGS, "Our remarks", "E-mail", "Period", ""]), max_size=6),
    st.lists(st.lists(st.sampled_from(["", *WORDS]), max_size=8), max_size=4),
)
def test_every_word_of_every_cell_is_in_a_field_a_note_or_the_account(head: list[str], rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        workbook = openpyxl.Workbook()
        sheet: Any = workbook.active
        for row in (["Title", "Country", *head], *rows):
            sheet.append([cell or None for cell in row])
        workbook.save(Path(folder, "own.xlsx"))
        intake = reader.read(Path(folder, "own.xlsx"), VOCABULARY, PLACES)
    loss = intake.loss
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored
    said = json.dumps([asdict(intake.collection), [left.text for left in loss.ignored]]).casefold()
    words = {word for row in rows for cell in row for word in re.findall(r"[a-z]{4,}", cell.casefold())}
    assert {word for word in words - {"funded"} if word not in said} == set()
