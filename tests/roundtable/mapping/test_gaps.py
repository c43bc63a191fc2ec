"""Gaps: what is being done about a question or measure without a practice, and when it is done."""

from dataclasses import replace

import pytest

from db import row_keys
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.errors import RoundtableError
from roundtable.imports import take_in
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.mapping.targets import Target
from roundtable.practices import practice_edits
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake
from roundtable.records.mapping import MappingRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests.samples import COLLECTION, MEASURE, NURSES, QUESTION, ROUNDTABLE, WELLS

BARE = replace(COLLECTION, roundtables=(replace(ROUNDTABLE, annex=()),), mappings=())


@pytest.fixture
def prepared(workspace: Workspace) -> Workspace:
    _import(workspace, BARE)
    return workspace


def _import(workspace: Workspace, collection: Collection) -> None:
    take_in(workspace, [Intake(file="a.json", kind="json", collection=collection)])


def _targets(workspace: Workspace) -> dict[str, Target]:
    return {target.mark: target for target in roundtable_matrix.matrix(workspace, 1).targets}


def _key(workspace: Workspace, uid: str) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [uid])[uid]


def _marks(targets: list[Target]) -> list[str]:
    return [target.mark for target in targets]


def _open_marks(workspace: Workspace) -> list[str]:
    return [row.target.mark for row in gaps.listing(workspace, 1) if row.is_open]


def test_a_hole_is_an_target_without_a_practice_and_without_an_open_gap(prepared: Workspace) -> None:
    targets = _targets(prepared)
    assert _marks(gaps.uncovered(prepared, 1)) == ["Q1", "Q2", "M1"]
    roundtable_matrix.mark(prepared, 1, [(_key(prepared, WELLS.id), targets["Q1"])])
    key, change_set = gaps.create(prepared, 1, targets["Q2"], owner="Ama")
    assert change_set.label == "Note a gap at Q2"
    assert _marks(gaps.uncovered(prepared, 1)) == ["M1"]
    gaps.close(prepared, key)
    assert _marks(gaps.uncovered(prepared, 1)) == ["Q2", "M1"]


def test_a_practice_in_the_trash_fills_no_hole(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q1"]), (wells, targets["M1"])])
    practice_edits.trash(prepared, [wells])
    assert _marks(gaps.uncovered(prepared, 1)) == ["Q1", "Q2", "M1"]


def test_gaps_come_by_due_date_those_without_one_next_and_closed_ones_last(prepared: Workspace) -> None:
    targets = _targets(prepared)
    first, _ = gaps.create(prepared, 1, targets["Q1"])
    late, _ = gaps.create(prepared, 1, targets["Q2"], due="2026-05-01")
    soon, _ = gaps.create(prepared, 1, targets["M1"], due="2026-04-01")
    assert [row.key for row in gaps.listing(prepared, 1)] == [soon, late, first]
    gaps.close(prepared, soon)
    rows = gaps.listing(prepared, 1)
    assert [row.key for row in rows] == [late, first, soon]
    assert [row.is_open for row in rows] == [True, True, False]


def test_a_field_alone_names_the_step_and_the_same_value_again_is_no_step(prepared: Workspace) -> None:
    key, _ = gaps.create(prepared, 1, _targets(prepared)["M1"])
    assert gaps.save(prepared, key, due="2026-03-31").label == "Set the due date of the gap at M1"
    assert gaps.save(prepared, key, state="request sent", asked="Ministry of Water").label == "Edit the gap at M1"
    assert gaps.save(prepared, key, due="2026-03-31").changes == ()
    [row] = gaps.listing(prepared, 1)
    assert (row.state, row.asked, row.due) == ("request sent", "Ministry of Water", "2026-03-31")
    prepared.undo_or_redo(back=True)
    assert gaps.listing(prepared, 1)[0].state == "no practice known"


@pytest.mark.parametrize("typed", ["tomorrow", "31.3.2026", "2026-02-30", "20260331", "2026-3-1"])
def test_what_is_no_iso_date_is_refused(prepared: Workspace, typed: str) -> None:
    target = _targets(prepared)["M1"]
    with pytest.raises(RoundtableError, match="is not a date") as refused:
        gaps.create(prepared, 1, target, due=typed)
    assert "2026-03-31" in refused.value.remedy
    key, _ = gaps.create(prepared, 1, target)
    with pytest.raises(RoundtableError, match="is not a date"):
        gaps.save(prepared, key, asked_on=typed)
    with pytest.raises(RoundtableError, match="is not a date"):
        gaps.due(prepared, typed)


def test_an_unknown_state_a_second_open_gap_and_a_gap_that_is_gone_are_refused(prepared: Workspace) -> None:
    target = _targets(prepared)["Q1"]
    key, _ = gaps.create(prepared, 1, target)
    with pytest.raises(RoundtableError, match="no state of a gap"):
        gaps.save(prepared, key, state="lost")
    with pytest.raises(RoundtableError, match="open already"):
        gaps.create(prepared, 1, target)
    gaps.close(prepared, key)
    gaps.create(prepared, 1, target)
    with pytest.raises(RoundtableError, match="open already"):
        gaps.reopen(prepared, key)
    gaps.delete(prepared, [key])
    with pytest.raises(RoundtableError, match="no longer exists"):
        gaps.save(prepared, key, note="x")
    record = roundtable_store.get(prepared, 1)
    assert record is not None
    roundtable_edits.save(prepared, 1, replace(record, guiding_questions=record.guiding_questions[1:]))
    with pytest.raises(RoundtableError, match="no longer exists"):
        gaps.create(prepared, 1, target)


def test_what_is_due_is_told_of_all_roundtables(prepared: Workspace) -> None:
    other, _ = roundtable_edits.duplicate(prepared, 1, "RT 9.9")
    targets = _targets(prepared)
    gaps.create(prepared, 1, targets["Q1"], due="2026-04-01")
    gaps.create(prepared, 1, targets["Q2"])
    later = roundtable_matrix.matrix(prepared, other).targets[0]
    gaps.create(prepared, other, later, due="2026-03-01")
    closed, _ = gaps.create(prepared, 1, targets["M1"], due="2026-01-01")
    gaps.close(prepared, closed)
    assert [(one.code, one.gap.due) for one in gaps.due(prepared, "2026-04-01")] == [
        ("RT 9.9", "2026-03-01"),
        ("RT 9.1", "2026-04-01"),
    ]
    assert len(gaps.due(prepared, "2026-03-31")) == 1


@pytest.mark.parametrize("by", ["mapping", "annex"])
def test_an_import_that_brings_a_practice_closes_the_gap(prepared: Workspace, by: str) -> None:
    targets = _targets(prepared)
    gaps.create(prepared, 1, targets["Q1"])
    gaps.create(prepared, 1, targets["M1"])
    if by == "mapping":
        _import(prepared, replace(BARE, mappings=(MappingRecord(practice=WELLS.id, possible_measure=MEASURE.id),)))
        assert _open_marks(prepared) == ["Q1"]
    else:
        placed = replace(ROUNDTABLE, annex=(AnnexEntry(NURSES.id, QUESTION.id),))
        _import(prepared, replace(BARE, roundtables=(placed,)))
        assert _open_marks(prepared) == ["M1"]
    prepared.undo_or_redo(back=True)
    assert _open_marks(prepared) == ["Q1", "M1"]


def test_a_practice_taken_back_out_of_the_trash_closes_the_gap_that_it_left(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(wells, targets["M1"])])
    practice_edits.trash(prepared, [wells])
    gaps.create(prepared, 1, targets["M1"])
    practice_edits.restore(prepared, [wells])
    assert _open_marks(prepared) == []


def test_a_gap_opened_again_beside_a_practice_stays_open(prepared: Workspace) -> None:
    targets = _targets(prepared)
    key, _ = gaps.create(prepared, 1, targets["M1"])
    roundtable_matrix.mark(prepared, 1, [(_key(prepared, WELLS.id), targets["M1"])])
    assert _open_marks(prepared) == []
    assert gaps.reopen(prepared, key).label == "Reopen the gap at M1"
    _import(prepared, replace(BARE, mappings=(MappingRecord(practice=NURSES.id, guiding_question=QUESTION.id),)))
    assert _open_marks(prepared) == ["M1"]


def test_saving_the_agenda_keeps_gaps_but_those_of_what_is_gone(prepared: Workspace) -> None:
    targets = _targets(prepared)
    gaps.create(prepared, 1, targets["Q1"])
    gaps.create(prepared, 1, targets["M1"])
    record = roundtable_store.get(prepared, 1)
    assert record is not None
    roundtable_edits.save(prepared, 1, replace(record, title="New", possible_measures=()))
    assert _open_marks(prepared) == ["Q1"]
