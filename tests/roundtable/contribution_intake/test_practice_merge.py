"""A contribution that comes back: what is taken of its rows, what stays, and what is in conflict."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from roundtable import imports
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.records.practice import Country
from roundtable.vocabulary import place_edits, term_edits
from roundtable.workspace import Workspace
from tests import journal_steps, samples
from tests.roundtable.contribution_intake.returned_workbooks import (
    edited,
    export,
    here,
    key_of,
    marks,
    problems,
    save,
    take_in,
    write_cell,
)

WELLS, NURSES = samples.WELLS, samples.NURSES


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_workbook_that_nobody_touched_changes_nothing(language: str, filled: Workspace, tmp_path: Path) -> None:
    before = workspace_contents.collected(filled)
    report = take_in(filled, export(filled, tmp_path / "c.xlsx", language))
    assert (report.kind, report.count("unchanged"), len(report.practices)) == ("contribution", 2, 2)
    assert problems(report) == []
    assert workspace_contents.collected(filled).practices == before.practices
    assert journal_steps.next_undo(filled) == "Import f"


def test_what_was_changed_in_the_file_alone_is_taken(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", WELLS.title, "Summary", "Clubs abroad pay for deep wells.")
    write_cell(book, "Practices", WELLS.title, "Country", "Perú\nGhana")
    report = take_in(filled, book)
    assert (report.count("updated"), report.count("unchanged")) == (1, 1)
    assert here(filled, WELLS.id) == replace(
        WELLS,
        summary="Clubs abroad pay for deep wells.",
        countries=(Country("Perú", "PER"), Country("Ghana", "GHA")),
        revision=2,
        changed_at=here(filled, WELLS.id).changed_at,
    )
    assert take_in(filled, book).count("unchanged") == 2


def test_values_that_somebody_wrote_on_one_line_are_taken_apart(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", WELLS.title, "Country", "Perú, diaspora destination countries, Ghana")
    write_cell(book, "Practices", WELLS.title, "Further tags", "Gender; Remittances")
    write_cell(book, "Practices", WELLS.title, "Partner", "Ministry of Water; Andean Fund (funder)")
    take_in(filled, book)
    kept = here(filled, WELLS.id)
    assert kept.countries == (*WELLS.countries, Country("Ghana", "GHA"))
    assert kept.tags == (*WELLS.tags, "Gender", "Remittances")
    assert (kept.partners, kept.web_links) == (WELLS.partners, WELLS.web_links)


def test_an_import_is_one_step_of_undo(filled: Workspace, book: Path) -> None:
    before = workspace_contents.collected(filled)
    write_cell(book, "Practices", WELLS.title, "Title", "Deep wells")
    write_cell(book, "Mapping", WELLS.title, "Q1", "They keep nurses, too.")
    take_in(filled, book)
    assert journal_steps.next_undo(filled) == "Import contribution.xlsx"
    undo_steps.undo(filled)
    after = workspace_contents.collected(filled)
    assert (after.practices, after.mappings, after.roundtables) == (
        before.practices,
        before.mappings,
        before.roundtables,
    )
    assert take_in(filled, book).count("updated") == 1


def test_a_dry_run_tells_and_writes_nothing(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", WELLS.title, "Title", "Deep wells")
    report, changes = imports.import_files(filled, [book], dry_run=True)
    assert report.files[0].count("updated") == 1
    assert changes.changes == ()
    assert here(filled, WELLS.id).title == WELLS.title


def test_what_was_changed_here_alone_stays(filled: Workspace, book: Path) -> None:
    save(filled, WELLS.id, title="Deep wells", tags=("Gender",), notes="mine")
    assert take_in(filled, book).count("unchanged") == 2
    assert (here(filled, WELLS.id).title, here(filled, WELLS.id).tags) == ("Deep wells", ("Gender",))


def test_what_was_changed_to_the_same_on_both_sides_is_no_conflict(filled: Workspace, book: Path) -> None:
    save(filled, WELLS.id, title="Deep wells")
    write_cell(book, "Practices", WELLS.title, "Title", "Deep wells ")
    assert take_in(filled, book).count("unchanged") == 2


def test_a_field_in_conflict_stays_and_is_named_with_its_cell_and_others_are_taken(
    filled: Workspace, book: Path
) -> None:
    save(filled, WELLS.id, title="Deep wells", budget="40")
    write_cell(book, "Practices", WELLS.title, "Results", "9 wells")
    where = write_cell(book, "Practices", WELLS.title, "Title", "Shallow wells")
    report = take_in(filled, book)
    assert (report.count("conflict"), problems(report)) == (1, [("title", where)])
    kept = here(filled, WELLS.id)
    assert (kept.title, kept.results, kept.budget) == ("Deep wells", "9 wells", "40")
    assert take_in(filled, book).count("conflict") == 1


def test_all_of_the_file_is_taken_where_that_is_accepted(filled: Workspace, book: Path) -> None:
    save(filled, WELLS.id, title="Deep wells", budget="40")
    write_cell(book, "Practices", WELLS.title, "Title", "Shallow wells")
    assert take_in(filled, book, "all").count("updated") == 1
    assert (here(filled, WELLS.id).title, here(filled, WELLS.id).budget) == ("Shallow wells", "40")


def test_only_new_practices_are_taken_where_only_they_are_accepted(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", WELLS.title, "Title", "Shallow wells")
    with edited(book) as workbook:
        workbook["Practices"].append([None, "Schools", "They teach.", "Ghana"])
    write_cell(book, "Mapping", NURSES.title, "M1", "x")
    report = take_in(filled, book, "new")
    assert (report.count("new"), report.count("skipped"), report.count("unchanged")) == (1, 1, 1)
    assert here(filled, WELLS.id).title == WELLS.title
    assert (NURSES.title, "M1") not in marks(filled)


def test_the_values_that_an_emptied_cell_had_are_told_apart(filled: Workspace, tmp_path: Path) -> None:
    book = export(filled, tmp_path / "sent.xlsx")
    write_cell(book, "Practices", NURSES.title, "Country", None)
    [told] = [problem.message for one in take_in(filled, book).practices for problem in one.problems]
    assert "“Ghana; Côte d’Ivoire” stays as it is here" in told


def test_an_emptied_cell_is_an_edit_like_any_other(filled: Workspace, tmp_path: Path) -> None:
    save(filled, WELLS.id, budget="40", results="9 wells")
    book = export(filled, tmp_path / "c.xlsx")
    save(filled, WELLS.id, results="10 wells")
    write_cell(book, "Practices", WELLS.title, "Budget", None)
    where = write_cell(book, "Practices", WELLS.title, "Results", None)
    report = take_in(filled, book)
    assert problems(report) == [("results", where)]
    assert (here(filled, WELLS.id).budget, here(filled, WELLS.id).results) == ("", "10 wells")


def test_fields_without_a_column_stay(filled: Workspace, book: Path) -> None:
    write_cell(book, "Practices", NURSES.title, "Results", "fewer leave")
    take_in(filled, book)
    kept = here(filled, NURSES.id)
    assert kept == replace(NURSES, results="fewer leave", revision=2, changed_at=kept.changed_at)


def test_an_empty_contact_never_erases_one(filled: Workspace, book: Path, tmp_path: Path) -> None:
    assert take_in(filled, book).count("unchanged") == 2
    with_contacts = export(filled, tmp_path / "with.xlsx", include_contacts=True)
    write_cell(with_contacts, "Practices", NURSES.title, "Contact", None)
    assert take_in(filled, with_contacts).count("unchanged") == 2
    assert here(filled, NURSES.id).contact == NURSES.contact


def test_a_contact_that_somebody_wrote_without_seeing_ours_is_a_conflict(
    filled: Workspace, book: Path, tmp_path: Path
) -> None:
    where = write_cell(book, "Practices", NURSES.title, "Contact", "b@example.org")
    assert problems(take_in(filled, book)) == [("contact", where)]
    with_contacts = export(filled, tmp_path / "with.xlsx", include_contacts=True)
    write_cell(with_contacts, "Practices", NURSES.title, "Contact", "c@example.org")
    assert take_in(filled, with_contacts).count("updated") == 1
    assert here(filled, NURSES.id).contact == "c@example.org"


def test_a_picture_stays_and_another_name_tells_how_to_attach_it(filled: Workspace, book: Path) -> None:
    where = write_cell(book, "Practices", NURSES.title, "Image", "other.png")
    report = take_in(filled, book)
    assert (report.count("unchanged"), problems(report)) == (2, [("image", where)])
    assert "attach" in report.practices[0].problems[0].message
    assert here(filled, NURSES.id).image == NURSES.image


def test_terms_come_back_from_the_language_of_the_workbook(filled: Workspace, tmp_path: Path) -> None:
    rows = {row.name: row.id for row in term_edits.listing(filled, "tag")}
    term_edits.set_names(filled, rows["Gender"], {"fr": "Genre"})
    term_edits.set_names(filled, rows["Remittances"], {"fr": "Envois de fonds"})
    book = export(filled, tmp_path / "c.xlsx", "fr")
    assert take_in(filled, book).count("unchanged") == 2
    write_cell(book, "Practices", NURSES.title, "Mot-clé 2", "Envois de fonds")
    take_in(filled, book)
    assert here(filled, NURSES.id).tags == ("Gender", "Remittances")


def test_a_place_learnt_since_does_not_look_like_an_edit(filled: Workspace, book: Path) -> None:
    place_edits.add(filled, "diaspora destination countries")
    before = here(filled, WELLS.id)
    assert before.countries[1].code
    assert take_in(filled, book).count("unchanged") == 2
    assert here(filled, WELLS.id) == before


def test_blanks_and_line_ends_of_another_program_are_no_edit(filled: Workspace, tmp_path: Path) -> None:
    save(filled, WELLS.id, summary="One : two\r\nthree\x07 \n\nfour\u00a0%", title="Wells  ")
    book = export(filled, tmp_path / "c.xlsx")
    write_cell(book, "Practices", "Wells  ", "Summary", "One : two\nthree␇\n\nfour %  ")
    write_cell(book, "Practices", "Wells  ", "Title", "Wells")
    assert take_in(filled, book).count("unchanged") == 2


@pytest.mark.parametrize(
    ("typed", "number_format", "seen"),
    [
        (2012, "General", "2012"),
        (5.0, "0.0", "5.0"),
        (0.1, "General", "0.1"),
        (0.25, "0%", "25%"),
        (datetime(2012, 3, 31), "dd/mm/yyyy", "2012-03-31"),
        (date(2012, 3, 31), "yyyy-mm-dd", "2012-03-31"),
        (datetime(2012, 3, 1), "mm/yyyy", "2012-03"),
        (datetime(2012, 3, 1, 9, 30), "yyyy-mm-dd hh:mm", "2012-03-01 09:30"),
        (True, "General", "TRUE"),
    ],
)
def test_what_somebody_retyped_is_read_as_they_see_it(
    typed: object, number_format: str, seen: str, filled: Workspace, book: Path
) -> None:
    with edited(book) as workbook:
        cell = workbook["Practices"]["P2"]
        assert workbook["Practices"]["P1"].value == "Start"
        cell.value, cell.number_format = typed, number_format
    take_in(filled, book)
    assert here(filled, NURSES.id).starts == seen


@pytest.mark.parametrize(("value", "said"), [("=1+1", "formula"), ("#REF!", "#REF!")])
def test_a_cell_that_cannot_be_read_changes_nothing_and_is_named(
    value: str, said: str, filled: Workspace, book: Path
) -> None:
    where = write_cell(book, "Practices", WELLS.title, "Summary", value)
    report = take_in(filled, book)
    assert (report.count("unchanged"), problems(report)) == (2, [("summary", where)])
    assert said in report.practices[1].problems[0].message
    assert here(filled, WELLS.id).summary == WELLS.summary


def test_what_lies_in_the_trash_is_left_there(filled: Workspace, book: Path) -> None:
    from roundtable.practices import practice_edits

    practice_edits.trash(filled, [key_of(filled, WELLS.id)])
    write_cell(book, "Practices", WELLS.title, "Title", "Deep wells")
    report = take_in(filled, book)
    assert (report.count("skipped"), report.count("unchanged")) == (1, 1)
