"""What people do to rows and columns of a workbook before it comes back, and what that means for the practices here."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roundtable.workspace import Workspace
from tests.roundtable.contribution_intake.returned_workbooks import (
    cell_of,
    column_of,
    edited,
    here,
    marks,
    problems,
    take_in,
)
from tests.roundtable.contribution_intake.three_practices import (
    ALPHA,
    BETA,
    GAMMA,
    NAMES,
    THREE,
    countries,
    hand_over_three,
    outcomes,
)


@pytest.fixture(scope="module")
def contribution(new_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hand_over_three(new_file, tmp_path_factory.mktemp("three"))


def test_a_renamed_heading_of_tags_is_still_one_of_tags(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet.cell(1, column_of(sheet, "Tag 1")).value = "Tags"
    report = take_in(filled, book)
    assert (set(outcomes(report).values()), problems(report)) == ({"unchanged"}, [])


def test_a_column_of_their_own_becomes_an_internal_note(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet.insert_cols(4)
        sheet["D1"], sheet["D2"], sheet["D3"] = "Our comments", "ask first", "fine"
    report = take_in(filled, book)
    assert problems(report) == [("notes", "Practices!D1")]
    assert (here(filled, ALPHA.id).notes, here(filled, ALPHA.id).extra) == ("Our comments: ask first", ())
    assert take_in(filled, book).count("unchanged") == 3


def test_contacts_beside_ours_are_taken_as_contacts(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet["Z1"], sheet["Z2"], sheet["AA1"], sheet["AA2"] = "Focal point", "A. Person", "Phone", "+233 555 0100"
    take_in(filled, book)
    assert here(filled, ALPHA.id).contact == "A. Person\n+233 555 0100"
    assert take_in(filled, book).count("unchanged") == 3


def delete_row(sheet: Any) -> None:
    sheet.delete_rows(3)


def clear_row(sheet: Any) -> None:
    for column in range(2, sheet.max_column):
        sheet.cell(3, column).value = None


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


@pytest.mark.parametrize("change", [delete_row, clear_row, hide_row])
def test_a_practice_whose_row_is_gone_is_told_and_stays(
    change: Callable[[Any], None], filled: Workspace, book: Path
) -> None:
    with edited(book) as workbook:
        change(workbook["Practices"])
    report = take_in(filled, book)
    assert outcomes(report) == {"Alpha": "unchanged", "Gamma": "unchanged", "Beta": "absent"}
    assert "1 practice of this roundtable is not in the workbook: Beta." in report.problems[-1].message
    assert here(filled, BETA.id) == replace(BETA, revision=1, changed_at=here(filled, BETA.id).changed_at)


def test_a_practice_that_came_into_the_roundtable_later_is_not_absent(filled: Workspace, book: Path) -> None:
    path = book.with_name("more.xlsx")
    path.write_bytes(book.read_bytes())
    with edited(path) as workbook:
        workbook["Practices"].append([None, "Delta", "About Delta.", "Benin"])
    assert take_in(filled, path).count("new") == 1
    assert take_in(filled, book).count("absent") == 0


def sort_columns(sheet: Any, first: int, last: int) -> None:
    """Turn the order of the rows round in some columns alone, as sorting a selection does."""
    rows = range(2, sheet.max_row + 1)
    for column in range(first, last + 1):
        values = [sheet.cell(row, column).value for row in rows]
        for row, value in zip(rows, reversed(values), strict=True):
            sheet.cell(row, column).value = value


def test_rows_sorted_without_their_hidden_ids_are_known_by_what_they_say(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sort_columns(sheet, 2, sheet.max_column - 1)
        cell_of(sheet, "Gamma", "Results").value = "9 wells"
        sort_columns(workbook["Mapping"], 2, workbook["Mapping"].max_column)
        cell_of(workbook["Mapping"], "Gamma", "Practice").offset(0, 1).value = "x"
    report = take_in(filled, book)
    assert outcomes(report) == {"Gamma": "updated", "Beta": "unchanged", "Alpha": "unchanged"}
    assert countries(filled) == ["Ghana", "Ghana", "Togo"]
    assert here(filled, GAMMA.id).results == "9 wells"
    assert marks(filled) == {("Gamma", "Q1"): ""}


@pytest.mark.parametrize(("first", "last"), [(2, 2), (3, 3), (3, 4), (4, 10), (2, 3)])
def test_columns_sorted_on_their_own_change_no_practice(first: int, last: int, filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sort_columns(workbook["Practices"], first, last)
    report = take_in(filled, book)
    kept = [here(filled, one.id) for one in THREE]
    assert [(one.title, one.summary) for one in kept] == [(one.title, one.summary) for one in THREE]
    assert countries(filled) == ["Ghana", "Ghana", "Togo"]
    assert problems(report)


def test_a_row_overwritten_by_another_is_told_and_not_taken(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        for column in range(2, sheet.max_column):
            sheet.cell(3, column).value = sheet.cell(2, column).value
    report = take_in(filled, book)
    assert report.count("rejected") == 1
    assert ("id", "Practices!B3") in problems(report)
    assert here(filled, BETA.id).title == "Beta"


def test_a_practice_written_over_another_is_told_and_not_taken(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        for number, value in enumerate(("Night classes for crane drivers", "They learn Greek.", "Cyprus"), 2):
            sheet.cell(3, number).value = value
    report = take_in(filled, book)
    assert report.count("rejected") == 1
    assert ("id", "Practices!B3") in problems(report)
    assert here(filled, BETA.id).title == "Beta"


def test_a_row_filled_down_with_its_id_is_left_out_and_the_lost_one_told(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        for column in range(1, sheet.max_column + 1):
            sheet.cell(3, column).value = sheet.cell(2, column).value
    report = take_in(filled, book)
    assert outcomes(report) == {"Alpha": "unchanged", "Gamma": "unchanged", "Beta": "absent"}
    assert "Practices!B3" in [ignored.where for ignored in report.loss.ignored]


def test_rows_whose_ids_were_deleted_are_known_though_the_titles_moved_into_a_hidden_column(
    filled: Workspace, book: Path
) -> None:
    with edited(book) as workbook:
        workbook["Practices"].delete_cols(1)
    assert set(outcomes(take_in(filled, book)).values()) == {"unchanged"}


def test_words_in_the_column_of_the_ids_are_told(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"]["A6"] = "Source: the ministry"
    assert [one.text for one in take_in(filled, book).loss.ignored if one.where == "Practices!A6"] == [
        "Source: the ministry"
    ]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (2, {"Title": "Titre", "Summary": "Résumé", "Country": "Pays"}),
        (2, {"Title": 1, "Summary": 2, "Country": 3}),
        (2, {"Title": "max. 20 words", "Summary": "please keep to 200 words", "Country": "select from the list"}),
        (5, {"Title": "Total", "Summary": "3 practices", "Budget": 1500}),
        (5, {"Country": "Total general", "Budget": 1500}),
        (5, {"Budget": 1500}),
        (7, {"Summary": "Préparé par : A. Person"}),
    ],
)
def test_a_row_that_somebody_adds_around_the_practices_changes_nothing(
    row: int, cells: dict[str, object], filled: Workspace, book: Path
) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        columns = {heading: column_of(sheet, heading) for heading in cells}
        sheet.insert_rows(row)
        for heading, value in cells.items():
            sheet.cell(row, columns[heading]).value = value
    assert outcomes(take_in(filled, book)) == dict.fromkeys(NAMES, "unchanged")


@pytest.mark.parametrize(
    "renamed",
    [
        {"Title": "Name of the practice", "Country": "Pays d'exécution", "Summary": "Description (max 200 words)"},
        {"Start": "From (year)", "End": "To (year)"},
        {"Start": "Starting year", "End": "Final year"},
        {"Partner": "Partners and donors", "Thematic": "Topic", "Tag 1": "Main tag"},
        {"Budget": "Total budget (EUR)", "Results": "Key results achieved", "Web links": "Websites"},
    ],
)
def test_headings_in_other_words_change_nothing(renamed: dict[str, str], filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        for heading, other in renamed.items():
            sheet.cell(1, column_of(sheet, heading)).value = other
    report = take_in(filled, book)
    assert (outcomes(report), problems(report)) == (dict.fromkeys(NAMES, "unchanged"), [])
