"""Rows, columns, sheets and headings that somebody moved, renamed, dropped or added."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roundtable.exchange import workspace_contents
from roundtable.workspace import Workspace
from tests import samples
from tests.roundtable.contribution_intake.returned_workbooks import (
    edited,
    export,
    here,
    problems,
    save,
    take_in,
    write_cell,
)

WELLS, NURSES = samples.WELLS, samples.NURSES


def sort_rows(book: Any) -> None:
    for sheet in (book["Practices"], book["Mapping"]):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value


def move_columns(book: Any) -> None:
    for sheet in (book["Practices"], book["Mapping"]):
        for row in sheet.iter_rows():
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value


def translate_headings(book: Any) -> None:
    from roundtable.contribution.columns import COLUMNS

    for cell, column in zip(book["Practices"][1], COLUMNS, strict=True):
        cell.value = column.headings["es"].upper()


def put_rows_above(book: Any) -> None:
    book["Practices"].insert_rows(1, 3)
    book["Mapping"].insert_rows(1, 2)


def scatter(book: Any) -> None:
    book["Practices"].insert_rows(3, 2)
    book["Practices"].insert_cols(3, 2)


def rename_sheets(book: Any) -> None:
    book["Practices"].title, book["Mapping"].title = "Pratiques", "Ministry of Health"
    book["Read me"].title = "Start here"


def drop_columns(book: Any) -> None:
    sheet = book["Practices"]
    for number in range(sheet.max_column - 1, 6, -1):
        sheet.delete_cols(number)


@pytest.mark.parametrize(
    "change",
    [sort_rows, move_columns, translate_headings, put_rows_above, scatter, rename_sheets, drop_columns],
)
def test_whatever_is_moved_renamed_or_dropped_says_nothing_of_the_practices(
    change: Callable[[Any], None], filled: Workspace, book: Path
) -> None:
    before = workspace_contents.collected(filled)
    with edited(book) as workbook:
        change(workbook)
    report = take_in(filled, book)
    assert {practice.outcome for practice in report.practices} == {"unchanged"}
    assert problems(report) == []
    after = workspace_contents.collected(filled)
    assert (after.practices, after.mappings, after.roundtables) == (
        before.practices,
        before.mappings,
        before.roundtables,
    )


def test_tags_whose_column_was_dropped_stay_where_others_are_added(filled: Workspace, tmp_path: Path) -> None:
    save(filled, WELLS.id, tags=("Gender", "Remittances", "Recruitment"))
    book = export(filled, tmp_path / "c.xlsx")
    write_cell(book, "Practices", WELLS.title, "Tag 1", "Diaspora empowerment and engagement")
    with edited(book) as workbook:
        workbook["Practices"].delete_cols(8)
    take_in(filled, book)
    assert here(filled, WELLS.id).tags == ("Diaspora empowerment and engagement", "Recruitment", "Remittances")


def test_a_column_of_their_own_is_kept_in_the_internal_notes(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Practices"]
        sheet["AA1"], sheet["AA2"], sheet["AB3"] = "Evaluator", "The Court", "a stray note"
    report = take_in(filled, book)
    assert problems(report) == [("notes", "Practices!AA1"), ("notes", "Practices!AB1")]
    assert here(filled, NURSES.id).notes == f"{NURSES.notes}\nEvaluator: The Court"
    assert (here(filled, WELLS.id).notes, here(filled, WELLS.id).extra) == ("Column AB: a stray note", WELLS.extra)
    assert take_in(filled, book).count("unchanged") == 2


def test_a_further_field_that_differs_is_a_conflict(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"]["AA1"], workbook["Practices"]["AA3"] = "TIMEFRAME", "ever since"
    assert problems(take_in(filled, book)) == [("notes", "Practices!AA1"), ("extra", "Practices!AA3")]
    assert take_in(filled, book, "all").count("updated") == 1
    assert here(filled, WELLS.id).extra == (("Timeframe", "ever since"),)


def test_a_heading_that_stands_twice_loses_nothing(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"]["AA1"], workbook["Practices"]["AA2"] = "Title", "The other title"
    assert problems(take_in(filled, book)) == [("title", "Practices!AA2")]
    assert here(filled, NURSES.id).title == NURSES.title
    assert here(filled, NURSES.id).notes == f"{NURSES.notes}\nTitle: The other title"
