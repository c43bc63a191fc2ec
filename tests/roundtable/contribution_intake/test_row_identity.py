"""Rows without an identity, with a copied one or with none that is one."""

from pathlib import Path

import pytest

from roundtable.exchange import workspace_contents
from roundtable.records.practice import Country, Partner
from roundtable.workspace import Workspace
from tests import samples
from tests.roundtable.contribution_intake.returned_workbooks import (
    cell_of,
    edited,
    here,
    made,
    problems,
    save,
    take_in,
)

WELLS, NURSES = samples.WELLS, samples.NURSES


def test_a_row_without_identity_is_a_new_practice_and_the_same_one_the_next_time(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].append([None, "Schools", "They teach.", "Ghana, Togo", "IOM; UNDP (funder)"])
        workbook["Practices"].append([" "])
    report = take_in(filled, book)
    assert (report.count("new"), report.count("unchanged")) == (1, 2)
    new = here(filled, report.practices[2].id)
    assert (new.title, new.revision) == ("Schools", 1)
    assert new.countries == (Country("Ghana", "GHA"), Country("Togo", "TGO"))
    assert new.partners == (Partner("IOM"), Partner("UNDP", "funder"))
    [roundtable] = workspace_contents.collected(filled).roundtables
    assert roundtable.annex[-1].practice == new.id
    assert take_in(filled, book).count("unchanged") == 3


def test_a_row_without_identity_may_be_a_practice_that_is_here(filled: Workspace, tmp_path: Path) -> None:
    save(filled, samples.UNTITLED.id, title="Schools abroad", summary="")
    rows = (["Title", "Summary", "Country", "Results"], ["SCHOOLS ABROAD", "They teach.", "Eritrea", ""])
    report = take_in(filled, made(tmp_path / "by hand.xlsx", ("Feuil1", rows)))
    assert [(one.id, one.outcome) for one in report.practices] == [(samples.UNTITLED.id, "conflict")]
    assert problems(report) == [("title", "Feuil1!A2")]
    assert here(filled, samples.UNTITLED.id).summary == "They teach."


@pytest.mark.parametrize("sheets", [("Practices",), ("Practices", "Mapping")])
def test_an_edit_in_a_workbook_that_lost_its_ids_is_an_edit(
    filled: Workspace, book: Path, sheets: tuple[str, ...]
) -> None:
    with edited(book) as workbook:
        cell_of(workbook["Practices"], WELLS.title, "Summary").value = "Wells are dug twice."
        for sheet in sheets:
            workbook[sheet].delete_cols(1)
    report = take_in(filled, book)
    assert (report.count("new"), report.count("updated"), report.count("conflict")) == (0, 1, 0)
    assert here(filled, WELLS.id).summary == "Wells are dug twice."


@pytest.mark.parametrize(("heading", "value"), [("Title", "Wells of the plain"), ("Country", "Chad")])
@pytest.mark.parametrize("sheets", [("Practices",), ("Practices", "Mapping")])
def test_a_row_that_lost_its_id_is_known_by_what_else_it_says(
    filled: Workspace, book: Path, heading: str, value: str, sheets: tuple[str, ...]
) -> None:
    with edited(book) as workbook:
        cell_of(workbook["Practices"], WELLS.title, heading).value = value
        for sheet in sheets:
            workbook[sheet].delete_cols(1)
    report = take_in(filled, book)
    assert (report.count("new"), report.count("updated"), report.count("absent")) == (0, 1, 0)
    assert value in (here(filled, WELLS.id).title, here(filled, WELLS.id).countries[0].printed)


def test_of_a_copied_row_the_one_with_the_practices_title_keeps_the_identity(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        values = [cell.value for cell in sheet[2]]
        sheet.append(values)
        sheet["B2"] = "A copy of the survey"
    report = take_in(filled, book)
    assert [(one.title, one.outcome) for one in report.practices] == [
        ("A copy of the survey", "new"),
        (WELLS.title, "unchanged"),
        (NURSES.title, "unchanged"),
    ]
    assert ("id", "Practices!B2") in problems(report)
    assert report.practices[2].id == NURSES.id
    assert take_in(filled, book).count("unchanged") == 3


def test_what_is_no_identity_is_told_and_taken_for_a_new_practice(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].append(["17", "Schools", "They teach.", "Ghana"])
    report = take_in(filled, book)
    assert (report.count("new"), problems(report)) == (1, [("id", "Practices!A4")])


def test_a_row_that_was_deleted_says_nothing(filled: Workspace, book: Path) -> None:
    before = workspace_contents.collected(filled)
    with edited(book) as workbook:
        workbook["Practices"].delete_rows(3)
        workbook["Mapping"].delete_rows(3)
    report = take_in(filled, book)
    assert (report.count("unchanged"), report.count("absent")) == (1, 1)
    after = workspace_contents.collected(filled)
    assert (after.practices, after.mappings) == (before.practices, before.mappings)


def test_a_row_over_whose_id_that_of_another_was_filled_down_is_known_by_its_text(
    filled: Workspace, book: Path
) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet["A3"] = sheet["A2"].value
        titles = [sheet["B2"].value, sheet["B3"].value]
    report = take_in(filled, book)
    assert [(one.title, one.outcome) for one in report.practices] == [(title, "unchanged") for title in titles]
    assert problems(report) == [("id", "Practices!B3")]


def test_every_row_over_whose_practice_another_was_written_is_told(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet.delete_rows(3, 9)
        for number, text in ((2, "Legal help in ports"), (3, "Night classes for masons")):
            for column, value in ((1, sheet["A2"].value), (2, text), (3, f"{text}, all year round."), (4, "Chile")):
                sheet.cell(number, column).value = value
    places = [problem.where for one in take_in(filled, book).practices for problem in one.problems]
    assert {"Practices!B2", "Practices!B3"} <= {*places}
