"""What is handed out speaks the workspace's names: terms in the language of the file, places of its own."""

from pathlib import Path

import openpyxl
import pytest

from roundtable import exports
from roundtable.exchange import annex_records
from roundtable.vocabulary import place_edits, term_edits
from roundtable.workspace import Workspace
from tests import needs, samples
from tests.programs import pdf_text


@pytest.fixture
def filled(filled: Workspace) -> Workspace:
    [gender] = [row for row in term_edits.listing(filled, "tag") if row.name == "Gender"]
    term_edits.set_names(filled, gender.id, {"fr": "Égalité des sexes"})
    return filled


@needs.program("pdftotext")
@pytest.mark.parametrize(("language", "printed"), [("fr", "Égalité des sexes"), ("es", "Gender")])
def test_an_annex_prints_terms_under_their_names_in_its_language(
    filled: Workspace, tmp_path: Path, language: str, printed: str
) -> None:
    exports.annex(filled, tmp_path / "annex.pdf", language=language)
    assert printed in " ".join(pdf_text(tmp_path / "annex.pdf").split())


def test_a_practice_that_is_left_out_of_an_annex_is_not_among_its_records(filled: Workspace, tmp_path: Path) -> None:
    result = exports.annex(filled, tmp_path / "annex.pdf", cleared_only=True)
    handed = annex_records.read(tmp_path / "annex.pdf").collection
    assert [one.id for one in handed.practices] == [samples.NURSES.id]
    assert [one.id for one in result.left_out] == [samples.WELLS.id]
    assert {one.practice for one in handed.mappings} == {samples.NURSES.id}


def test_a_workbook_lists_terms_in_its_language_and_places_of_the_workspace(filled: Workspace, tmp_path: Path) -> None:
    place_edits.add(filled, "Utopia")
    place_edits.set_names(filled, "X-UTOPIA", {"fr": "Utopie"})
    exports.contribution(filled, tmp_path / "c.xlsx", language="fr")
    sheets = openpyxl.load_workbook(tmp_path / "c.xlsx")
    cells = {name: {cell.value for row in sheets[name].iter_rows() for cell in row} for name in ("Practices", "Lists")}
    assert "Égalité des sexes" in cells["Practices"]
    assert {"Égalité des sexes", "Utopie", "Pérou"} <= cells["Lists"]
    assert "Gender" not in cells["Practices"]
