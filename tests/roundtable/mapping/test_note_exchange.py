"""Refusals and gaps travel with the exchange, and meet those that are here."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import row_keys
from roundtable import exports, imports
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.errors import InputError
from roundtable.exchange import json_file, workspace_contents
from roundtable.exchange.decisions import Accept
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake
from roundtable.records.mapping import GapRecord, MappingRecord, RefusalRecord
from roundtable.workspace import Workspace
from tests.samples import (
    CLOSED_GAP,
    COLLECTION,
    MEASURE,
    OPEN_GAP,
    QUESTION,
    REFUSAL,
    ROUNDTABLE,
    UNTITLED,
    WELLS,
    WITH_OPEN_ENDS,
)
from tests.samples import gaps as invented_gaps


def _import(workspace: Workspace, collection: Collection, accept: Accept | None = None) -> list[str]:
    """Take the collection in; return what the report has to say beside the practices."""
    intake = Intake(file="a.json", kind="json", collection=collection)
    report, _ = imports.take_in(workspace, [intake], accept=accept)
    return [problem.message for problem in report.files[0].problems]


def test_refusals_and_gaps_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    json_file.write(WITH_OPEN_ENDS, tmp_path / "a.json")
    assert json_file.read(tmp_path / "a.json") == WITH_OPEN_ENDS


@given(st.lists(invented_gaps(), max_size=3, unique_by=lambda record: record.id))
def test_any_gap_survives(tmp_path_factory: pytest.TempPathFactory, records: list[GapRecord]) -> None:
    file = tmp_path_factory.mktemp("json") / "a.json"
    json_file.write(replace(COLLECTION, gaps=tuple(records)), file)
    assert json_file.read(file).gaps == tuple(records)


@pytest.mark.parametrize("code", [None, "RT 9.1"])
def test_export_import_into_an_empty_workspace_and_export_again_gives_the_same_bytes(
    workspace: Workspace, tmp_path: Path, code: str | None
) -> None:
    assert _import(workspace, WITH_OPEN_ENDS) == []
    exports.exchange(workspace, tmp_path / "b.json", roundtable=code)
    with Workspace.open(tmp_path / "second.roundtable", create=True) as second:
        imports.import_files(second, [tmp_path / "b.json"])
        exports.exchange(second, tmp_path / "c.json", roundtable=code)
        again, change_set = imports.import_files(second, [tmp_path / "c.json"])
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "c.json").read_bytes()
    assert (again.files[0].problems, change_set.changes) == ((), ())
    read = json_file.read(tmp_path / "b.json")
    assert set(read.gaps) == {OPEN_GAP, CLOSED_GAP}
    assert read.refusals == ((REFUSAL,) if code is None else ())  # it stands in no annex, so it stays behind


def test_they_are_written_only_where_there_are_any_and_gaps_in_their_roundtable(tmp_path: Path) -> None:
    json_file.write(COLLECTION, tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert "refusals" not in document
    assert "gaps" not in document["roundtables"][0]
    json_file.write(WITH_OPEN_ENDS, tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert document["refusals"] == [{"practice": UNTITLED.id, "guiding_question": QUESTION.id}]
    first, second = document["roundtables"][0]["gaps"]
    assert first == {
        "id": OPEN_GAP.id,
        "guiding_question": OPEN_GAP.guiding_question,
        "state": "no practice known",
        "owner": "Ama",
        "due": "2026-03-31",
    }
    assert (second["possible_measure"], second["closed_at"]) == (MEASURE.id, CLOSED_GAP.closed_at)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({}, "roundtables[0].gaps[0].guiding_question should be given"),
        ({"guiding_question": "?"}, "gaps[0].guiding_question should be one of this roundtable's guiding questions"),
        ({"possible_measure": QUESTION.id}, "gaps[0].possible_measure should be one of"),
        ({"possible_measure": MEASURE.id, "due": "soon"}, "gaps[0].due should be a date such as 2026-03-31"),
        ({"possible_measure": MEASURE.id, "closed_at": "soon"}, "gaps[0].closed_at should be a moment"),
        ({"possible_measure": MEASURE.id, "state": "lost"}, "gaps[0].state should be one of"),
        ({"possible_measure": MEASURE.id, "id": "1"}, "gaps[0].id should be a UUID"),
    ],
)
def test_a_fault_in_a_gap_is_named_by_its_place(tmp_path: Path, values: dict[str, Any], complaint: str) -> None:
    roundtable = {**json_file.roundtable_as_json(ROUNDTABLE), "gaps": [values]}
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"format": "roundtable/1", "roundtables": [roundtable]}), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        json_file.read(file)
    assert complaint in refused.value.cause


def test_a_refusal_of_an_unknown_question_or_practice_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="a refusal names nothing, which is no question"):
        _import(
            workspace, replace(COLLECTION, refusals=(RefusalRecord(practice=WELLS.id, guiding_question="nothing"),))
        )
    with pytest.raises(InputError, match="A refusal names the practice nobody"):
        _import(workspace, replace(COLLECTION, refusals=(replace(REFUSAL, practice="nobody"),)))


def test_what_was_removed_here_leaves_its_gaps_and_refusals_out_with_a_note(workspace: Workspace) -> None:
    _import(workspace, COLLECTION)
    record = roundtable_store.get(workspace, 1)
    assert record is not None
    roundtable_edits.save(workspace, 1, replace(record, guiding_questions=()))
    notes = _import(workspace, WITH_OPEN_ENDS)
    assert "A refusal was left out: “What keeps nurses at home?” was removed here." in notes
    assert "A gap was left out: “Who pays for wells?” was removed here." in notes
    assert [row.uid for row in gaps.listing(workspace, 1)] == [CLOSED_GAP.id]


def test_a_gap_that_differs_stays_as_it_is_here_unless_all_is_accepted(workspace: Workspace) -> None:
    _import(workspace, WITH_OPEN_ENDS)
    theirs = replace(WITH_OPEN_ENDS, gaps=(replace(OPEN_GAP, state="request sent"), CLOSED_GAP))
    assert _import(workspace, theirs) == [
        "A gap of the file (“request sent, Ama”) differs from what is here; it stays as it is here."
    ]
    assert gaps.listing(workspace, 1)[0].state == "no practice known"
    assert _import(workspace, theirs, "all") == []
    assert gaps.listing(workspace, 1)[0].state == "request sent"


def test_a_gap_that_was_closed_elsewhere_closes_here(workspace: Workspace) -> None:
    _import(workspace, WITH_OPEN_ENDS)
    closed = replace(OPEN_GAP, closed_at="2026-03-02T00:00:00.000000Z")
    found = MappingRecord(practice=WELLS.id, guiding_question=OPEN_GAP.guiding_question)
    theirs = replace(WITH_OPEN_ENDS, mappings=(*COLLECTION.mappings, found), gaps=(closed, CLOSED_GAP))
    assert _import(workspace, theirs) == []
    assert {row.closed_at for row in gaps.listing(workspace, 1)} == {closed.closed_at, CLOSED_GAP.closed_at}


def test_a_second_open_gap_at_a_question_is_left_out_with_a_note(workspace: Workspace) -> None:
    _import(workspace, COLLECTION)
    target = roundtable_matrix.matrix(workspace, 1).targets[1]
    key, _ = gaps.create(workspace, 1, target, owner="Kofi")
    assert _import(workspace, WITH_OPEN_ENDS) == [
        "A gap of the file (“no practice known, Ama”) was left out: another is open here."
    ]
    assert [row.key for row in gaps.listing(workspace, 1) if row.is_open] == [key]


def test_a_mapping_that_comes_in_takes_the_refusal_of_the_same_back(workspace: Workspace) -> None:
    _import(workspace, WITH_OPEN_ENDS)
    found = MappingRecord(practice=UNTITLED.id, guiding_question=QUESTION.id)
    _import(workspace, replace(WITH_OPEN_ENDS, mappings=(*COLLECTION.mappings, found)))
    with workspace.reading() as connection:
        [key] = row_keys.keys_by_uid(connection, [UNTITLED.id]).values()
    shown = roundtable_matrix.matrix(workspace, 1)
    assert shown.cell(key, shown.targets[0]).is_mapped
    assert workspace_contents.collected(workspace).refusals == ()
