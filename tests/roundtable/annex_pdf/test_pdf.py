"""The file as a whole: written whole or not at all, the same each time, and saying what it is."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.annex.document import build
from roundtable.annex_pdf import pdf
from roundtable.errors import OutputError
from roundtable.progress import Cancelled
from roundtable.records.practice import PracticeRecord
from tests import samples
from tests.roundtable.annex.examples import ROUNDTABLE, annex, annex_of


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "another name.pdf"]
    for path in paths:
        pdf.write(annex(), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_file_says_what_it_is_and_in_which_language(target: Path) -> None:
    pdf.write(annex("fr"), target)
    with pikepdf.open(target) as file:
        assert file.docinfo.Title == "Annexe au document de base de la table ronde 9.1\xa0: Water and nurses"
        assert "/Author" not in file.docinfo
        assert file.docinfo.Subject == "Annexe au document de base de la table ronde 9.1"
        assert str(file.docinfo.Keywords).startswith("Diasporas, Strategies")
        assert file.Root.Lang == "fr"
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_the_author_is_who_chairs_the_roundtable(target: Path) -> None:
    pdf.write(build(replace(ROUNDTABLE, co_chairs="Utopia; Erewhon", annex=()), {}), target)
    with pikepdf.open(target) as file:
        assert file.docinfo.Author == "Utopia; Erewhon"


def test_the_file_is_dated_by_the_newest_change_of_what_it_prints(target: Path) -> None:
    changes = ("2014-04-30T08:00:00Z", "2013-01-01T00:00:00+00:00")
    practices = (PracticeRecord(id=moment, title="A", changed_at=moment) for moment in changes)
    pdf.write(annex_of(*practices), target)
    with pikepdf.open(target) as file:
        assert str(file.docinfo.CreationDate) == "D:20140430080000Z"
        assert file.pdf_version == "1.7"


def test_progress_is_told_from_the_first_practice_to_the_last_page(target: Path) -> None:
    told: list[float] = []
    pdf.write(annex(), target, progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[0] < 0.5
    assert told[-1] == 1


@pytest.mark.parametrize("step", range(1, 7))
def test_a_cancelled_annex_leaves_nothing_behind(step: int, tmp_path: Path) -> None:
    calls = iter(range(1, 100))

    def cancel(done: int, total: int) -> None:
        if next(calls) == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf.write(annex(), tmp_path / "annex.pdf", progress=cancel)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_place_for_the_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        pdf.write(annex(), tmp_path)


@given(st.lists(samples.practices(), max_size=3, unique_by=lambda one: one.id))
def test_any_text_in_any_field_makes_a_file(
    tmp_path_factory: pytest.TempPathFactory, practices: list[PracticeRecord]
) -> None:
    path = tmp_path_factory.mktemp("annex") / "annex.pdf"
    result = pdf.write(annex_of(*practices), path)
    assert result.practices == len(practices)
    with pikepdf.open(path) as file:
        assert len(file.pages) == result.pages
