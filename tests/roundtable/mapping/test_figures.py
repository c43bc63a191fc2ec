"""Coverage and gaps where they are asked for: as pages of the annex, as sheets of the workbook, else nowhere."""

from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest

from db import tables as t
from roundtable import exports
from roundtable.imports import take_in
from roundtable.mapping import figures, gaps, roundtable_matrix
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.identity import new_id
from roundtable.records.intake import Intake
from roundtable.vocabulary import place_edits
from roundtable.workspace import Workspace
from tests import needs
from tests.programs import converted, pdf_text
from tests.samples import COLLECTION, MEASURE

SHEETS = ["Read me", "Practices", "Mapping", "Lists"]


@pytest.fixture
def prepared(workspace: Workspace) -> Workspace:
    """Return a workspace whose second question nobody answers: three were asked."""
    take_in(workspace, [Intake(file="a.json", kind="json", collection=COLLECTION)])
    [asked] = [target for target in roundtable_matrix.matrix(workspace, 1).targets if target.mark == "Q2"]
    said = {"state": "request sent", "asked": "Ministry of Water & <Fields>", "asked_on": "2030-01-02"}
    gaps.create(workspace, 1, asked, **said, owner="Ama", due="2030-02-01")
    return workspace


def _text(path: Path) -> str:
    return " ".join(pdf_text(path, "-raw").split())


def _number(text: str) -> str:
    """Return what the annex prints for a number: a dash for none."""
    return "–" if text.rstrip(" %\xa0") == "0" else text


def _rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return [
        tuple("" if cell is None else cell for cell in row)
        for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    ]


def test_every_question_and_measure_has_its_numbers_and_what_is_missing_its_state(prepared: Workspace) -> None:
    coverage, partners, _, missing = figures.of_roundtable(prepared, "RT 9.1")
    assert partners.rows == (
        ("Q1 What keeps nurses at home?", "0", "0", "0", "0"),
        ("Q2 Who pays for wells?", "0", "0", "0", "0"),
        ("M1 Pay for training", "1", "1", "0", "0"),
    )
    assert coverage.rows == (
        ("Q1 What keeps nurses at home?", "1", "2", "1"),
        ("Q2 Who pays for wells?", "0", "0", "0"),
        ("M1 Pay for training", "1", "1", "1"),
    )
    [gap] = missing.rows
    asked = "Ministry of Water & <Fields>, 2030-01-02"
    assert gap == ("Q2 Who pays for wells?", "Request sent", asked, "Ama", "2030-02-01", "")


def test_the_balance_names_regions_in_its_language_and_the_groups_of_ones_own(prepared: Workspace) -> None:
    place_edits.add(prepared, "Countries of origin")
    place_edits.set_names(prepared, "X-COUNTRIES-OF-ORIGIN", {"fr": "Pays d’origine"})
    place_edits.set_members(prepared, "X-COUNTRIES-OF-ORIGIN", ["GHA", "PER"])
    _, _, balance, _ = figures.of_roundtable(prepared, "RT 9.1", language="fr")
    assert balance.columns == ("Région ou groupe", "Pratiques", "Part")
    assert balance.rows[0] == ("Afrique", "1", "50\u00a0%")
    assert balance.rows[-1] == ("Pays d’origine", "2", "100\u00a0%")
    assert len(balance.rows) == 9


def test_a_hole_that_nobody_tends_is_a_gap_and_comes_after_what_is_due(prepared: Workspace) -> None:
    nurses = roundtable_matrix.matrix(prepared, 1)
    [measure] = [target for target in nurses.targets if target.uid == MEASURE.id]
    roundtable_matrix.toggle(prepared, 1, [(key, target) for key, target in nurses.cells if target == measure])
    *_, missing = figures.of_roundtable(prepared, "RT 9.1")
    assert [row[:2] for row in missing.rows] == [
        ("Q2 Who pays for wells?", "Request sent"),
        ("M1 Pay for training", "No practice known"),
    ]


def test_a_closed_gap_is_none(prepared: Workspace) -> None:
    matrix = roundtable_matrix.matrix(prepared, 1)
    [asked] = [target for target in matrix.targets if target.mark == "Q2"]
    roundtable_matrix.mark(prepared, 1, [(next(iter(matrix.annexed)), asked)])
    *_, missing = figures.of_roundtable(prepared, "RT 9.1", language="fr")
    assert (missing.rows, missing.nothing) == ((), "Chaque question et chaque mesure a une pratique.")


@needs.program("pdftotext")
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_annex_prints_them_last_in_its_language_and_names_them_in_its_outline(
    language: str, prepared: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "annex.pdf"
    *counted, missing = figures.of_roundtable(prepared, "RT 9.1", language=language)
    result = exports.annex(prepared, target, language=language, with_coverage=True)
    assert result.missing == ()
    text = _text(target)
    cells = [(one.heading, *one.columns, *(_number(value) for row in one.rows for value in row)) for one in counted]
    at = text.index(" ".join(cells[0][:2]))
    for printed in (" ".join(words.split()) for words in (*chain(*cells), missing.heading, *missing.rows[0][:-2])):
        found = text.find(printed, at)
        assert found >= 0, f"“{printed}” is not read, or not in its place"
        at = found + len(printed)
    with pikepdf.open(target) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root][-4:] == [one.heading for one in (*counted, missing)]


@needs.program("pdftotext")
def test_an_annex_holds_them_only_where_they_are_wanted(prepared: Workspace, tmp_path: Path) -> None:
    without, with_them, empty = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    pages = exports.annex(prepared, without).pages
    assert exports.annex(prepared, with_them, with_coverage=True).pages == pages + 2
    assert "Coverage" not in _text(without)
    roundtable_matrix.leave_out(prepared, 1, list(roundtable_matrix.matrix(prepared, 1).annexed))
    exports.annex(prepared, empty, with_coverage=True)
    assert "No practice known" in _text(empty)


@needs.program("pdftotext")
def test_many_gaps_flow_over_pages_and_each_stays_whole(prepared: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    with prepared.unit_of_work("Measures") as work:
        rows = [{"uid": new_id(), "roundtable_id": 1, "position": n, "text": f"do {n} " * 30} for n in range(1, 61)]
        work.insert(t.PossibleMeasure, rows)
    for measure in roundtable_matrix.matrix(prepared, 1).targets[3:]:
        gaps.create(prepared, 1, measure, note="They promised two pages.", owner="Ama")
    exports.annex(prepared, target, with_coverage=True)
    printed = [page for page in pdf_text(target, "-raw").split("\f") if "State No practice known" in page]
    assert len(printed) > 3
    for page in printed:
        lines = page.splitlines()
        assert any(line.startswith(("M", "Q")) for line in lines[: lines.index("State No practice known")])
        assert page.count("State ") == page.count("Owner Ama")
        assert page.count("State No") == page.count("Note They promised")


def test_the_workbook_has_them_as_last_sheets_only_where_they_are_wanted(prepared: Workspace, tmp_path: Path) -> None:
    without, with_them = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    exports.contribution(prepared, without)
    exports.contribution(prepared, with_them, with_coverage=True)
    assert openpyxl.load_workbook(without).sheetnames == SHEETS
    assert openpyxl.load_workbook(with_them).sheetnames == [*SHEETS, "Coverage", "Partners", "Balance", "Gaps"]
    *counted, missing = figures.of_roundtable(prepared, "RT 9.1")
    for table in counted:
        counts = [tuple(int(cell) if cell.isdigit() else cell for cell in row) for row in table.rows]
        headings, *rows = _rows(with_them, table.name)
        assert (headings, rows[: len(counts)]) == (table.columns, counts)
        assert [row[0] for row in rows[len(counts) :] if any(row)] == [table.note] * bool(table.note)
    assert _rows(with_them, "Gaps") == [missing.columns, *((*row[:5], "") for row in missing.rows)]
    assert _rows(with_them, "Practices") == _rows(without, "Practices")


@needs.program("soffice")
def test_the_sheets_are_as_they_were_after_libreoffice_has_saved_them(
    prepared: Workspace, tmp_path: Path, profile: Path
) -> None:
    target = tmp_path / "b.xlsx"
    exports.contribution(prepared, target, with_coverage=True)
    saved = converted(target, "xlsx", profile)
    for sheet in ("Coverage", "Partners", "Balance", "Gaps"):
        assert _rows(saved, sheet) == _rows(target, sheet)


def test_the_coverage_of_an_annex_of_cleared_practices_counts_no_other(prepared: Workspace) -> None:
    every = practice_rows.find_ids(prepared)
    practice_edits.edit_many(prepared, every, *practice_edits.set_status("draft"))
    everything = figures.of_roundtable(prepared, "RT 9.1")[0]
    coverage, _, balance, missing = figures.of_roundtable(prepared, "RT 9.1", cleared_only=True)
    assert {row[1] for row in everything.rows} == {"0", "1"}
    assert {row[1] for row in (*coverage.rows, *balance.rows)} == {"0"}
    assert {row[0] for row in missing.rows} == {row[0] for row in coverage.rows}  # what only drafts answer is missing
    practice_edits.edit_many(prepared, every, *practice_edits.set_status("cleared"))
    assert figures.of_roundtable(prepared, "RT 9.1", cleared_only=True)[0] == everything
