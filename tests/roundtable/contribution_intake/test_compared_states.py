"""Which state of a practice a returned row is compared with: what was sent, what came in last, or none."""

from dataclasses import replace
from pathlib import Path

from roundtable import imports
from roundtable.history import undo_steps
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from tests import samples
from tests.roundtable.contribution_intake.returned_workbooks import (
    edited,
    export,
    fill,
    here,
    made,
    marks,
    problems,
    save,
    take_in,
    write_cell,
)

WELLS, NURSES = samples.WELLS, samples.NURSES


def test_what_was_undone_here_since_is_compared_with_what_was_written(filled: Workspace, tmp_path: Path) -> None:
    save(filled, WELLS.id, title="Deep wells", budget="40")
    book = export(filled, tmp_path / "c.xlsx")
    undo_steps.undo(filled)
    save(filled, WELLS.id, results="9 wells")
    write_cell(book, "Practices", "Deep wells", "Lessons", "Ask first.")
    report = take_in(filled, book)
    assert (report.count("updated"), problems(report)) == (1, [])
    kept = here(filled, WELLS.id)
    assert (kept.title, kept.budget, kept.results, kept.lessons) == (WELLS.title, "", "9 wells", "Ask first.")


def test_without_its_properties_a_workbook_is_compared_by_its_revisions(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", WELLS.title, "Results", "9 wells")
    where = write_cell(book, "Practices", WELLS.title, "Title", "Shallow wells")
    forget_properties(book)
    save(filled, WELLS.id, title="Deep wells")
    save(filled, WELLS.id, budget="40")
    report = take_in(filled, book)
    assert (report.count("conflict"), problems(report)) == (1, [("title", where)])
    assert here(filled, WELLS.id).results == "9 wells"


def test_without_its_hidden_revisions_a_workbook_is_compared_by_its_properties(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].delete_cols(25)
    where = write_cell(book, "Practices", WELLS.title, "Title", "Shallow wells")
    save(filled, WELLS.id, title="Deep wells", budget="40")
    report = take_in(filled, book)
    assert (report.count("conflict"), problems(report)) == (1, [("title", where)])
    assert here(filled, WELLS.id).budget == "40"


def forget_properties(path: Path) -> None:
    with edited(path) as book:
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]


def test_a_row_pasted_from_an_earlier_workbook_is_compared_with_that(filled: Workspace, tmp_path: Path) -> None:
    old = export(filled, tmp_path / "old.xlsx")
    save(filled, WELLS.id, title="Deep wells")
    new = export(filled, tmp_path / "new.xlsx")
    with edited(old) as workbook:
        pasted = [cell.value for cell in workbook["Practices"][3]]
    with edited(new) as workbook:
        for number, value in enumerate(pasted, 1):
            workbook["Practices"].cell(3, number).value = value
    assert take_in(filled, new).count("unchanged") == 2
    assert here(filled, WELLS.id).title == "Deep wells"


def test_two_ministries_return_the_same_workbook_and_both_are_taken_in(filled: Workspace, tmp_path: Path) -> None:
    first, second = export(filled, tmp_path / "first.xlsx"), export(filled, tmp_path / "second.xlsx")
    save(filled, WELLS.id, notes="mine")
    write_cell(first, "Practices", WELLS.title, "Results", "9 wells")
    write_cell(first, "Mapping", WELLS.title, "Q2", "Clubs do.")
    write_cell(second, "Practices", WELLS.title, "Lessons", "Ask first.")
    write_cell(second, "Mapping", WELLS.title, "M1", None)
    report, _ = imports.import_files(filled, [first, second])
    assert [file.count("updated") for file in report.files] == [1, 1]
    assert [problems(file) for file in report.files] == [[], []]
    kept = here(filled, WELLS.id)
    assert (kept.results, kept.lessons, kept.notes) == ("9 wells", "Ask first.", "mine")
    assert marks(filled) == {(WELLS.title, "Q2"): "Clubs do.", (NURSES.title, "Q1"): ""}
    undo_steps.undo(filled)
    kept = here(filled, WELLS.id)
    assert kept == replace(WELLS, notes="mine", revision=2, changed_at=kept.changed_at)


def test_a_workbook_of_another_workspace_adds_and_never_overwrites(
    filled: Workspace, book: Path, tmp_path: Path
) -> None:
    write_cell(book, "Practices", WELLS.title, "Results", "9 wells")
    where = write_cell(book, "Practices", WELLS.title, "Title", "Shallow wells")
    links = write_cell(book, "Practices", "Shallow wells", "Web links", None)
    with Workspace.open(tmp_path / "other.roundtable", create=True) as other:
        fill(other)
        report = take_in(other, book)
        assert (report.count("conflict"), problems(report)) == (1, [("title", where), ("web_links", links)])
        kept = here(other, WELLS.id)
        assert (kept.title, kept.results, kept.web_links) == (WELLS.title, "9 wells", WELLS.web_links)


def test_a_ministrys_own_rows_are_compared_with_what_was_last_taken_in(workspace: Workspace, tmp_path: Path) -> None:
    head = ["Country", "Title", "Summary"]
    path = made(tmp_path / "own.xlsx", ("Sheet1", [head, ["Ghana", "Schools", "They teach."]]))
    report = take_in(workspace, path)
    uid = report.practices[0].id
    save(workspace, uid, results="All read.")
    assert take_in(workspace, path).count("unchanged") == 1
    made(path, ("Sheet1", [head, ["Ghana", "Schools", "They teach well."]]))
    assert take_in(workspace, path).count("updated") == 1
    assert (here(workspace, uid).summary, here(workspace, uid).results) == ("They teach well.", "All read.")
    assert practice_rows.count(workspace) == 1
