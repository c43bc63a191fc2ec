"""What people write into cells of a workbook before it comes back, and what that means for the practices here."""

from pathlib import Path
from typing import Any

import pytest

from roundtable.exchange import workspace_contents
from roundtable.import_report import ImportReport, report_as_json
from roundtable.records.intake import Change
from roundtable.records.practice import Country
from roundtable.workspace import Workspace
from tests.roundtable.contribution_intake.returned_workbooks import (
    cell_of,
    edited,
    export,
    fill,
    here,
    marks,
    problems,
    save,
    take_in,
    write_cell,
)
from tests.roundtable.contribution_intake.three_practices import (
    ALPHA,
    BETA,
    THREE,
    countries,
    hand_over_three,
    outcomes,
)


@pytest.fixture(scope="module")
def contribution(new_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hand_over_three(new_file, tmp_path_factory.mktemp("three"))


def test_equal_cells_that_were_merged_change_nothing(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].merge_cells("D2:D3")
    report = take_in(filled, book)
    assert (set(outcomes(report).values()), problems(report)) == ({"unchanged"}, [])


def test_what_a_keyboard_decides_changes_nothing(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", "Alpha", "Summary", "  About Alpha ")
    assert set(outcomes(take_in(filled, book)).values()) == {"unchanged"}


def test_a_renamed_column_is_known_by_what_the_practices_here_have_in_it(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        cell_of(workbook["Practices"], "Alpha", "Summary").value = "About Alpha and more."
        workbook["Practices"]["C1"] = "In two sentences"
        workbook["Practices"]["D1"] = "For whom"
    report = take_in(filled, book)
    assert outcomes(report) == {"Alpha": "updated", "Beta": "unchanged", "Gamma": "unchanged"}
    assert here(filled, ALPHA.id).summary == "About Alpha and more."


def test_a_merged_area_counts_for_every_row_and_is_named(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].merge_cells("D2:D4")
    report = take_in(filled, book)
    assert outcomes(report) == {"Alpha": "unchanged", "Beta": "unchanged", "Gamma": "updated"}
    assert problems(report) == [("countries", "Practices!D4")]
    assert "D2:D4" in report.practices[2].problems[0].message
    assert countries(filled) == ["Ghana", "Ghana", "Ghana"]


def test_a_merged_summary_counts_for_every_row_and_does_not_say_whose_row_it_is(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].merge_cells("C3:C4")
    report = take_in(filled, book)
    assert outcomes(report) == {"Alpha": "unchanged", "Beta": "unchanged", "Gamma": "updated"}
    assert problems(report) == [("summary", "Practices!C4")]
    assert "C3:C4" in report.practices[2].problems[0].message


@pytest.mark.parametrize("area", ["B2:B3", "B1:B2", "D1:D4", "C2:D2", "C2:F3", "G2:K2", "A2:A3", "Y2:Y4", "A2:Y3"])
def test_a_merged_area_never_empties_a_field(area: str, filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].merge_cells(area)
    take_in(filled, book)
    for before in THREE:
        after = here(filled, before.id)
        assert all(
            getattr(after, field) for field in ("title", "summary", "countries", "tags") if getattr(before, field)
        )
        assert after.title == before.title


def test_a_merged_mark_counts_for_every_row(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Mapping"]["C2"] = "x"
        workbook["Mapping"].merge_cells("C2:C3")
    take_in(filled, book)
    assert marks(filled) == {("Alpha", "Q1"): "", ("Beta", "Q1"): ""}


@pytest.mark.parametrize(
    ("text", "is_mark", "is_told"),
    [
        *(
            (text, False, False)
            for text in (
                "n/a",
                "N.A.",
                "none",
                "No",
                "not applicable",
                "☐",
                "/",
                "nil",
                "sans objet",
                "aucun",
                "–",
                "ninguno",
            )
        ),
        *((text, False, True) for text in ("?", "tbd", "x?", "no, not ours", "à confirmer", "por definir", '"', "〃")),
        *((text, True, False) for text in ("x", "X.", "(x)", "xx", "++", "✓", "oui", "Sí", "gives training")),
    ],
)
def test_a_mark_is_what_a_person_means_by_it(
    text: str, is_mark: bool, is_told: bool, filled: Workspace, book: Path
) -> None:
    where = write_cell(book, "Mapping", "Alpha", "Q1", text)
    report = take_in(filled, book)
    assert (("Alpha", "Q1") in marks(filled)) == is_mark
    assert problems(report) == ([("mappings", where)] if is_told else [])


@pytest.mark.parametrize(("heading", "field"), [("Title", "title"), ("Summary", "summary"), ("Country", "countries")])
@pytest.mark.parametrize("value", [None, " ", "n/a"])
def test_an_emptied_field_that_is_needed_stays_and_is_named(
    value: str | None, heading: str, field: str, filled: Workspace, book: Path
) -> None:
    where = write_cell(book, "Practices", "Alpha", heading, value)
    report = take_in(filled, book)
    assert (report.practices[0].title, problems(report)) == ("Alpha", [(field, where)])
    assert getattr(here(filled, ALPHA.id), field) == getattr(ALPHA, field)
    take_in(filled, book, "all")
    assert not getattr(here(filled, ALPHA.id), field)


def test_an_emptied_field_of_another_workspace_is_told(filled: Workspace, book: Path, tmp_path: Path) -> None:
    where = write_cell(book, "Practices", "Alpha", "Tag 1", None)
    with Workspace.open(tmp_path / "other.roundtable", create=True) as other:
        fill(other, workspace_contents.collected(filled))
        assert problems(take_in(other, book)) == [("tags", where)]
        assert here(other, ALPHA.id).tags == ("Gender",)


def test_the_report_names_every_changed_field_before_and_after(filled: Workspace, book: Path) -> None:
    summary = write_cell(book, "Practices", "Alpha", "Summary", "About wells.")
    tag = write_cell(book, "Practices", "Alpha", "Tag 2", "Remittances")
    mark = write_cell(book, "Mapping", "Alpha", "Q1", "x")
    report = take_in(filled, book)
    assert report.practices[0].changes == (
        Change("summary", "About Alpha.", "About wells.", summary),
        Change("tags", "Gender", "Gender\nRemittances", tag),
        Change("mappings", "", "Q1: x", mark),
    )
    file: Any = report_as_json(ImportReport((report,)))["files"]
    assert file[0]["practices"][0]["changes"][0] == {
        "field": "summary",
        "before": "About Alpha.",
        "after": "About wells.",
        "where": summary,
    }


def test_what_is_off_the_lists_is_told_of_updates_too(filled: Workspace, book: Path) -> None:
    where = write_cell(book, "Practices", "Alpha", "Tag 1", "Gendre")
    report = take_in(filled, book)
    assert problems(report) == [("tags", where)]
    assert "“Gender”" in report.practices[0].problems[0].message
    assert here(filled, ALPHA.id).tags == ("Gendre",)


def test_a_place_that_is_on_no_list_is_taken_and_told(filled: Workspace, book: Path) -> None:
    where = write_cell(book, "Practices", "Alpha", "Country", "Ghana\nAtlantis")
    assert problems(take_in(filled, book)) == [("countries", where)]
    assert here(filled, ALPHA.id).countries == (Country("Ghana", "GHA"), Country("Atlantis"))


@pytest.mark.parametrize("ditto", ["idem", '"', "〃", "Same as above", "ditto.", "voir ci-dessus", "Lo mismo", "- ″ -"])
def test_a_cell_that_repeats_the_one_above_says_the_same(ditto: str, filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet["D2"], sheet["D3"], sheet["D4"] = "Kenya", ditto, ditto
    report = take_in(filled, book)
    assert countries(filled) == ["Kenya", "Kenya", "Kenya"]
    assert problems(report) == [("countries", "Practices!D3"), ("countries", "Practices!D4")]


def test_a_new_row_may_repeat_the_one_above(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet["D4"], sheet["B5"], sheet["C5"], sheet["D5"] = "Togo", "Roads", "They build roads.", "idem"
    report = take_in(filled, book)
    assert [country.code for country in here(filled, report.practices[-1].id).countries] == ["TGO"]
    assert ("countries", "Practices!D5") in problems(report)


def test_words_of_our_own_that_look_like_a_repeat_stay(filled: Workspace, tmp_path: Path) -> None:
    save(filled, ALPHA.id, results="40 nurses")
    save(filled, BETA.id, results="see above")
    book = export(filled, tmp_path / "again.xlsx")
    report = take_in(filled, book)
    assert (set(outcomes(report).values()), problems(report)) == ({"unchanged"}, [])


def test_words_of_our_own_that_look_like_a_repeat_are_no_edit_where_they_were_changed_here(
    filled: Workspace, tmp_path: Path
) -> None:
    save(filled, ALPHA.id, results="40 nurses")
    save(filled, BETA.id, results="see above")
    book = export(filled, tmp_path / "again.xlsx")
    save(filled, BETA.id, results="12 nurses")
    report = take_in(filled, book)
    assert (here(filled, BETA.id).results, report.count("conflict"), problems(report)) == ("12 nurses", 0, [])


def test_a_repeat_in_a_workbook_of_another_workspace_is_told(workspace: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet["D2"], sheet["D3"] = "Kenya", "idem"
    assert ("countries", "Practices!D3") in problems(take_in(workspace, book))


@pytest.mark.parametrize("text", ["see attached", "Voir pièce jointe", "ver anexo"])
def test_what_is_said_to_stand_elsewhere_fills_no_field(text: str, filled: Workspace, book: Path) -> None:
    where = write_cell(book, "Practices", "Alpha", "Results", text)
    report = take_in(filled, book)
    assert here(filled, ALPHA.id).results == ""
    assert problems(report) == [("results", where)]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        (
            "http://a.org/x ; www.b.org, https://c.org/y",
            "web_links",
            ["http://a.org/x", "www.b.org", "https://c.org/y"],
        ),
        ("See www.b.org and www.c.org", "web_links", ["See www.b.org and www.c.org"]),
        ("Kenya (and Fiji)", "countries", ["Kenya", "Fiji"]),
        ("KENYA, UK", "countries", ["Kenya", "UK"]),
    ],
)
def test_several_values_in_a_cell_are_taken_apart(
    text: str, field: str, values: list[str], filled: Workspace, book: Path
) -> None:
    write_cell(book, "Practices", "Alpha", {"web_links": "Web links", "countries": "Country"}[field], text)
    take_in(filled, book)
    assert [getattr(one, "printed", one) for one in getattr(here(filled, ALPHA.id), field)] == values


def test_capitals_change_no_country(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", "Alpha", "Country", "GHANA")
    assert set(outcomes(take_in(filled, book)).values()) == {"unchanged"}


def test_a_budget_in_the_format_of_the_currency_beside_it_is_a_number(filled: Workspace, book: Path) -> None:
    save(filled, ALPHA.id, budget="1000", currency="EUR")
    where = write_cell(book, "Practices", "Alpha", "Budget", 2000)
    with edited(book) as workbook:
        workbook["Practices"][where.partition("!")[2]].number_format = "#,##0 €"
        cell_of(workbook["Practices"], "Alpha", "Currency").value = "EUR"
    take_in(filled, book, "all")
    assert (here(filled, ALPHA.id).budget, here(filled, ALPHA.id).currency) == ("2000", "EUR")
