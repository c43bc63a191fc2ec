"""What was handed over is noted, beside the journal and whatever comes of the workspace."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from db import row_keys
from roundtable import exports, imports
from roundtable.agenda import roundtable_edits
from roundtable.errors import InputError, RoundtableError
from roundtable.exchange import json_file, workspace_contents
from roundtable.exchange.decisions import Accept
from roundtable.history import handovers, undo_steps
from roundtable.practices import practice_edits, practice_store
from roundtable.records.collection import Collection
from roundtable.records.handover import HandedPractice, HandoverRecord
from roundtable.records.identity import derived_id
from roundtable.workspace import Workspace
from tests import samples
from tests.read_only import forbid_writing

HANDOVER = HandoverRecord(
    id=derived_id("handover"),
    at="2014-04-01T10:00:00.000000Z",
    author="an officer",
    kind="contribution",
    roundtable=samples.ROUNDTABLE.id,
    code="RT 9.1",
    language="en",
    file="old.xlsx",
    practices=(HandedPractice(samples.NURSES.id, 1), HandedPractice(derived_id("gone"), 3)),
)


def _noted(workspace: Workspace) -> tuple[HandoverRecord, ...]:
    return workspace_contents.collected(workspace).handovers


def test_an_annex_is_noted_with_its_practices_and_their_revisions(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf", language="fr")
    [noted] = _noted(filled)
    assert (noted.kind, noted.code, noted.language, noted.file) == ("annex", "RT 9.1", "fr", "annex.pdf")
    assert noted.roundtable == samples.ROUNDTABLE.id
    assert set(noted.practices) == {HandedPractice(samples.NURSES.id, 1), HandedPractice(samples.WELLS.id, 1)}


def test_a_contribution_is_noted_in_its_order(filled: Workspace, tmp_path: Path) -> None:
    exports.contribution(filled, tmp_path / "contribution.xlsx")
    [noted] = _noted(filled)
    assert noted.kind == "contribution"
    assert [one.practice for one in noted.practices] == [samples.NURSES.id, samples.WELLS.id]


def test_a_preview_and_an_exchange_file_are_not_handed_over(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf", is_preview=True)
    exports.exchange(filled, tmp_path / "all.json")
    assert _noted(filled) == ()


def test_a_file_that_cannot_be_written_is_not_noted(filled: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RoundtableError):
        exports.annex(filled, tmp_path / "absent" / "annex.pdf")
    assert _noted(filled) == ()


def test_handing_over_is_no_step_and_undo_does_not_take_it_back(filled: Workspace, tmp_path: Path) -> None:
    steps = undo_steps.steps(filled)
    exports.annex(filled, tmp_path / "annex.pdf")
    assert undo_steps.steps(filled) == steps
    undo_steps.undo(filled)
    assert len(_noted(filled)) == 1


def test_handing_over_leaves_what_was_undone_to_be_redone(filled: Workspace, tmp_path: Path) -> None:
    with filled.reading() as connection:
        key = row_keys.keys_by_uid(connection, [samples.WELLS.id])[samples.WELLS.id]
    practice_edits.save(filled, key, replace(samples.WELLS, title="Deep wells"), "Edit title")
    undo_steps.undo(filled)
    exports.annex(filled, tmp_path / "annex.pdf")
    undo_steps.redo(filled)
    record = practice_store.get(filled, key)
    assert record is not None
    assert record.title == "Deep wells"


def test_what_was_handed_over_outlives_its_roundtable(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    with filled.reading() as connection:
        key = row_keys.keys_by_uid(connection, [samples.WELLS.id])[samples.WELLS.id]
    roundtable_edits.delete(filled, [1])
    practice_edits.trash(filled, [key])
    [noted] = _noted(filled)
    assert noted.code == "RT 9.1"
    assert samples.WELLS.id in {one.practice for one in noted.practices}


def test_a_workspace_that_may_only_be_read_still_exports(filled: Workspace, tmp_path: Path) -> None:
    forbid_writing(filled, is_on=True)
    exports.contribution(filled, tmp_path / "contribution.xlsx")
    forbid_writing(filled, is_on=False)
    assert (tmp_path / "contribution.xlsx").is_file()
    assert _noted(filled) == ()


def test_a_busy_workspace_says_that_the_file_is_written_but_not_noted(filled: Workspace, tmp_path: Path) -> None:
    other = sqlite3.connect(filled.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RoundtableError, match=r"annex\.pdf” was saved, but .* could not be recorded") as raised:
        exports.annex(filled.with_patience(0.05), tmp_path / "annex.pdf")
    other.execute("ROLLBACK")
    other.close()
    assert "another program" in raised.value.cause
    assert (tmp_path / "annex.pdf").is_file()


def test_handovers_travel_and_come_back_byte_for_byte(workspace: Workspace, tmp_path: Path) -> None:
    json_file.write(replace(samples.COLLECTION, handovers=(HANDOVER,)), tmp_path / "a.json")
    imports.import_files(workspace, [tmp_path / "a.json"])
    exports.annex(workspace, tmp_path / "annex.pdf")
    exports.exchange(workspace, tmp_path / "b.json")
    with Workspace.open(tmp_path / "second.roundtable", create=True) as second:
        imports.import_files(second, [tmp_path / "b.json"])
        exports.exchange(second, tmp_path / "c.json")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "c.json").read_bytes()
    written = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["handovers"]
    assert len(written) == 2
    assert " ".join(written[0]) == "id at author kind roundtable code language file recipient practices"
    assert written[0]["practices"][1] == {"practice": derived_id("gone"), "revision": 3}


def test_a_handover_that_is_known_is_taken_in_once(filled: Workspace, tmp_path: Path) -> None:
    json_file.write(Collection(handovers=(HANDOVER,)), tmp_path / "a.json")
    imports.import_files(filled, [tmp_path / "a.json"])
    imports.import_files(filled, [tmp_path / "a.json"])
    assert _noted(filled) == (HANDOVER,)


def test_a_rehearsed_import_notes_nothing(filled: Workspace, tmp_path: Path) -> None:
    json_file.write(Collection(handovers=(HANDOVER,)), tmp_path / "a.json")
    imports.import_files(filled, [tmp_path / "a.json"], dry_run=True)
    assert _noted(filled) == ()


def test_one_roundtable_is_exported_with_its_own_handovers(filled: Workspace) -> None:
    with filled.unjournaled() as connection:
        handovers.add(connection, [HANDOVER, replace(HANDOVER, id=derived_id("x"), roundtable=derived_id("rt 2"))])
    assert workspace_contents.collected(filled, "RT 9.1").handovers == (HANDOVER,)


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ({"at": ""}, r"handovers\[0\]\.at should be filled"),
        ({"kind": "letter"}, r"handovers\[0\]\.kind should be one of"),
        ({"practices": [{"revision": "x"}]}, r"handovers\[0\]\.practices\[0\]\.revision should be a whole number"),
    ],
)
def test_a_fault_in_a_handover_is_named_by_its_place(tmp_path: Path, broken: dict[str, object], complaint: str) -> None:
    json_file.write(Collection(handovers=(HANDOVER,)), tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    document["handovers"][0] |= broken
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        json_file.read(tmp_path / "a.json")


def _sent(workspace: Workspace) -> list[str]:
    return [one.recipient for one in _noted(workspace)]


def test_a_handover_names_whom_it_was_sent_to(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf", recipient="  GFMD \n Secretariat ")
    exports.contribution(filled, tmp_path / "contribution.xlsx", recipient="Ministry of Labour")
    assert _sent(filled) == ["GFMD Secretariat", "Ministry of Labour"]
    assert handovers.recipients(filled) == ["Ministry of Labour", "GFMD Secretariat"]


def test_a_recipient_that_is_changed_later_is_one_step_of_undo(filled: Workspace, tmp_path: Path) -> None:
    made = exports.annex(filled, tmp_path / "annex.pdf", recipient="Secretariat")
    change_set = handovers.set_recipient(filled, made.handover, " Coordinator ", "Set recipient")
    assert (change_set.touches("handover"), _sent(filled)) == (True, ["Coordinator"])
    assert undo_steps.undo(filled).label == "Set recipient"
    assert _sent(filled) == ["Secretariat"]
    undo_steps.redo(filled)
    assert _sent(filled) == ["Coordinator"]


def test_a_recipient_of_an_unknown_handover_is_refused(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="no longer on record"):
        handovers.set_recipient(filled, derived_id("none"), "Secretariat")


@pytest.mark.parametrize(
    ("said", "accept", "then"),
    [
        (("", "Secretariat"), None, "Secretariat"),
        (("Secretariat", ""), None, "Secretariat"),
        (("Secretariat", "Coordinator"), None, "Secretariat"),
        (("Secretariat", "Coordinator"), "all", "Coordinator"),
        (("", "Secretariat"), "new", ""),
    ],
)
def test_a_file_that_says_whom_a_known_handover_was_sent_to_is_believed_where_nobody_did(
    filled: Workspace, tmp_path: Path, said: tuple[str, str], accept: Accept | None, then: str
) -> None:
    here, there = said
    with filled.unjournaled() as connection:
        handovers.add(connection, [replace(HANDOVER, recipient=here)])
    json_file.write(Collection(handovers=(replace(HANDOVER, recipient=there),)), tmp_path / "a.json")
    report, _ = imports.import_files(filled, [tmp_path / "a.json"], accept=accept)
    told = "".join(problem.message for file in report.files for problem in file.problems)
    assert _sent(filled) == [then]
    assert ("“old.xlsx” was sent to “Secretariat” as said here" in told) == (bool(here and there) and accept is None)
