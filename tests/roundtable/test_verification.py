"""The check of a workspace finds what is out of step, and checks a copy where a save must not wait."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, closing

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from db.integrity.faults import faults_of
from roundtable import imports, verification
from roundtable.backups import backup_files, file_state
from roundtable.practices import practice_edits
from roundtable.records.identity import new_id
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    imports.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    return workspace


def meddle(workspace: Workspace, statement: str) -> None:
    with closing(sqlite3.connect(workspace.file)) as meddler, meddler:
        meddler.execute(statement)


def test_a_save_does_not_wait_for_the_check_of_a_copy(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check holds what it reads for as long as it takes; a save without any patience goes through meanwhile."""

    def checked(
        reading: Callable[[], AbstractContextManager[Connection]], known: Mapping[tuple[str, str], Collection[str]]
    ) -> Iterator[str]:
        with reading() as connection:
            rows = connection.execute(text("SELECT id FROM practice"))
            rows.fetchone()
            practice_edits.create(filled.with_patience(0))
        return faults_of(reading, known)

    monkeypatch.setattr(verification, "faults_of", checked)
    found = verification.verify_copy(filled)
    assert found.faults == ()
    assert found.counts["practices"] == len(samples.COLLECTION.practices)
    assert list(backup_files.folder_of(filled.file).iterdir()) == []


def test_a_fault_found_in_a_copy_is_that_of_the_workspace(filled: Workspace) -> None:
    meddle(filled, "UPDATE practice SET status = 'finished' WHERE id = 1")
    found = verification.verify_copy(filled)
    assert found == verification.verify(filled)
    assert len(found.faults) == 1
    assert file_state.look_up(filled.file).fault == found.faults[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE practice SET summary = 'Other words.' WHERE id = 1",
        "UPDATE practice SET lessons = 'Été à Genève' WHERE id = 1",
        "UPDATE practice_partner SET name = name || ' Ж'",
        "UPDATE practice_text_content SET c1 = 'other words' WHERE id = 1",
        "DELETE FROM practice_text_content WHERE id = 1",
    ],
)
def test_words_that_the_search_index_does_not_hold_are_found(statement: str, filled: Workspace) -> None:
    meddle(filled, statement)
    assert any("full-text index" in fault for fault in verification.verify(filled).faults)


@pytest.mark.parametrize("letters", ["plain", "É", "Ж中\u0301ß", "ﬁ", "İ"])
def test_words_of_any_letters_are_in_step(letters: str, filled: Workspace) -> None:
    practice_edits.create(filled, PracticeRecord(id=new_id(), title=letters, results=letters, notes=letters))
    assert verification.verify(filled).faults == ()
