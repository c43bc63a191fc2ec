"""What another office program makes of the workbook."""

from dataclasses import replace
from pathlib import Path

import pytest

from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests import needs, samples
from tests.programs import converted, pdf_text
from tests.roundtable.contribution.examples import (
    COLLECTION,
    NURSES,
    UNPLACED,
    WELLS,
    fields_of,
    of,
    practices_of,
    rows_of,
    sheet_of,
    write,
)
from tests.roundtable.contribution_intake import returned_workbooks

pytestmark = needs.program("soffice")


def test_loaded_and_saved_by_libreoffice_every_field_is_as_it_went_in(profile: Path, tmp_path: Path) -> None:
    strange = (
        "=1+1",
        "-5",
        "007",
        "2011-01-01",
        "1e5",
        "TRUE",
        "'quoted",
        "_x0041_",
        "  spaces  ",
        "العربية 中文 😀",
        "a\n\nb",
    )
    practices = [replace(NURSES, id=str(number), title=text, summary=text) for number, text in enumerate(strange)]
    target = tmp_path / "contribution.xlsx"
    write(of(WELLS, UNPLACED, *practices), target)
    saved = converted(target, "xlsx", profile)
    assert practices_of(saved) == [fields_of(practice) for practice in (WELLS, UNPLACED, *practices)]


def test_libreoffice_keeps_mapping_lists_drop_downs_and_hidden_columns(profile: Path, tmp_path: Path) -> None:
    target = tmp_path / "contribution.xlsx"
    write(COLLECTION, target, "fr")
    saved = converted(target, "xlsx", profile)
    for name in ("Mapping", "Lists"):
        assert rows_of(saved, name) == rows_of(target, name)
    sheet = sheet_of(saved, "Practices")
    assert sheet.column_dimensions["A"].hidden
    offers = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert offers["D2:D204"] == "list_place"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_loaded_and_saved_by_libreoffice_a_contribution_comes_back_unchanged(
    language: str, profile: Path, tmp_path: Path
) -> None:
    strange = replace(
        samples.WELLS,
        id=derived_id("strange"),
        title="=1+1",
        summary="a\x07_x0041_\n\n 007 ",
        budget="1e5",
        starts="2011",
    )
    with (
        Workspace.open(tmp_path / "w.roundtable", create=True) as workspace,
        Workspace.open(tmp_path / "empty.roundtable", create=True) as empty,
    ):
        annex = (*samples.ROUNDTABLE.annex, AnnexEntry(strange.id))
        returned_workbooks.fill(
            workspace,
            replace(
                samples.COLLECTION,
                practices=(*samples.COLLECTION.practices, strange),
                roundtables=(replace(samples.ROUNDTABLE, annex=annex),),
            ),
        )
        written = returned_workbooks.export(workspace, tmp_path / "contribution.xlsx", language, include_contacts=True)
        saved = converted(written, "xlsx", profile)
        report = returned_workbooks.take_in(workspace, saved)
        assert (report.count("unchanged"), returned_workbooks.problems(report)) == (3, [])
        returned_workbooks.save(workspace, samples.WELLS.id, title="Deep wells")
        assert returned_workbooks.take_in(workspace, saved).count("unchanged") == 3
        assert returned_workbooks.take_in(empty, saved).count("new") == 3
        marks = {
            pair: reason for pair, reason in returned_workbooks.marks(workspace).items() if pair[0] != "Deep wells"
        }
        assert marks.items() <= returned_workbooks.marks(empty).items()
        assert returned_workbooks.here(empty, strange.id).summary == "a␇_x0041_\n\n 007 "


@needs.program("pdftotext")
def test_printed_by_libreoffice_every_title_stands_on_the_pages(profile: Path, tmp_path: Path) -> None:
    target = tmp_path / "contribution.xlsx"
    practices = [
        PracticeRecord(id=str(number), title=f"Practice{number}", summary="word " * 134) for number in range(9)
    ]
    write(of(*practices), target)
    pages = pdf_text(converted(target, "pdf", profile), "-layout").split("\f")
    assert "Contribution to RT 9.9" in pages[0]
    assert all(any(practice.title in page for page in pages) for practice in practices)
    assert sum("Country(ies)" in page for page in pages[1:]) > 1  # the header on every page
