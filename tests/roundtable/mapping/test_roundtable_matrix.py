"""Mapping: what a person marks, what the annex makes of it, and that each gesture is one step."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db import row_keys
from db import tables as t
from roundtable.errors import RoundtableError
from roundtable.imports import take_in
from roundtable.mapping import coverage, roundtable_matrix
from roundtable.mapping.roundtable_matrix import Cell
from roundtable.mapping.targets import Target, pointer_columns
from roundtable.practices import practice_edits
from roundtable.records.identity import new_id
from roundtable.records.intake import Intake
from roundtable.records.practice import Country
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.samples import COLLECTION, NURSES, ROUNDTABLE, UNTITLED, WELLS


@pytest.fixture
def prepared(workspace: Workspace) -> Workspace:
    collection = replace(COLLECTION, roundtables=(replace(ROUNDTABLE, annex=()),), mappings=())
    take_in(workspace, [Intake(file="a.json", kind="json", collection=collection)])
    return workspace


def _targets(workspace: Workspace) -> dict[str, Target]:
    return {target.mark: target for target in roundtable_matrix.matrix(workspace, 1).targets}


def _key(workspace: Workspace, uid: str) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [uid])[uid]


def test_a_mark_gives_the_practice_its_place_in_the_annex_and_undo_takes_both_back(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    assert roundtable_matrix.mark(prepared, 1, [(wells, targets["M1"])]).label == "Map “Wells for Ayacucho” to M1"
    assert roundtable_matrix.matrix(prepared, 1).annexed == {wells: None}
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q2"])], reason="clubs pay")
    shown = roundtable_matrix.matrix(prepared, 1)
    assert shown.annexed == {wells: targets["Q2"]}
    assert shown.cell(wells, targets["Q2"]) == Cell(is_mapped=True, is_principal=True, reason="clubs pay")
    assert (shown.practices[targets["M1"]], shown.countries[targets["M1"]]) == (1, 1)
    prepared.undo_or_redo(back=True)
    prepared.undo_or_redo(back=True)
    assert roundtable_matrix.matrix(prepared, 1).annexed == {}


def test_toggling_twice_leaves_the_mark_as_it_was_and_the_practice_in_the_annex(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.toggle(prepared, 1, [(wells, targets["Q1"])])
    roundtable_matrix.toggle(prepared, 1, [(wells, targets["Q1"])])
    shown = roundtable_matrix.matrix(prepared, 1)
    assert not shown.cell(wells, targets["Q1"]).is_mapped
    assert shown.annexed == {wells: None}


def test_toggling_several_marks_those_that_are_missing(prepared: Workspace) -> None:
    wells, nurses, targets = _key(prepared, WELLS.id), _key(prepared, NURSES.id), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q1"])])
    pairs = [(wells, targets["Q1"]), (nurses, targets["Q1"])]
    roundtable_matrix.toggle(prepared, 1, pairs)
    assert roundtable_matrix.matrix(prepared, 1).practices[targets["Q1"]] == 2
    assert roundtable_matrix.toggle(prepared, 1, pairs).label == "Unmap 2 practices from Q1"
    assert roundtable_matrix.matrix(prepared, 1).practices[targets["Q1"]] == 0


def test_a_principal_question_passes_to_the_next_one_marked(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q1"]), (wells, targets["Q2"])])
    assert roundtable_matrix.matrix(prepared, 1).annexed == {wells: targets["Q1"]}
    roundtable_matrix.toggle(prepared, 1, [(wells, targets["Q1"])])
    assert roundtable_matrix.matrix(prepared, 1).annexed == {wells: targets["Q2"]}


def test_choosing_another_principal_question_keeps_the_earlier_mark(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.set_principal(prepared, 1, [wells], targets["Q1"])
    roundtable_matrix.set_principal(prepared, 1, [wells], targets["Q2"])
    shown = roundtable_matrix.matrix(prepared, 1)
    assert shown.cell(wells, targets["Q1"]) == Cell(is_mapped=True)
    assert shown.cell(wells, targets["Q2"]) == Cell(is_mapped=True, is_principal=True)
    with pytest.raises(RoundtableError, match="no issue area"):
        roundtable_matrix.set_principal(prepared, 1, [wells], targets["M1"])


def test_a_paste_sets_marks_and_reasons_and_clears_cells_in_one_step(prepared: Workspace) -> None:
    wells, nurses, targets = _key(prepared, WELLS.id), _key(prepared, NURSES.id), _targets(prepared)
    roundtable_matrix.set_reason(prepared, wells, targets["M1"], "pays")
    roundtable_matrix.set_reasons(
        prepared, 1, {(wells, targets["M1"]): None, (wells, targets["Q1"]): "", (nurses, targets["M1"]): "trains"}
    )
    shown = roundtable_matrix.matrix(prepared, 1)
    assert not shown.cell(wells, targets["M1"]).is_mapped
    assert shown.cell(wells, targets["Q1"]).is_mapped
    assert shown.cell(nurses, targets["M1"]).reason == "trains"
    prepared.undo_or_redo(back=True)
    assert roundtable_matrix.matrix(prepared, 1).cell(wells, targets["M1"]).reason == "pays"


def test_marking_again_keeps_the_reason_and_takes_a_refusal_back(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.refuse(prepared, [(wells, targets["M1"])])
    assert roundtable_matrix.matrix(prepared, 1).cell(wells, targets["M1"]).is_refused
    roundtable_matrix.mark(prepared, 1, [(wells, targets["M1"])], reason="first")
    roundtable_matrix.mark(prepared, 1, [(wells, targets["M1"])], reason="second")
    assert roundtable_matrix.matrix(prepared, 1).cell(wells, targets["M1"]) == Cell(is_mapped=True, reason="first")


def test_leaving_out_takes_a_practice_out_of_the_annex_and_all_its_marks_away(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q1"]), (wells, targets["M1"])])
    assert roundtable_matrix.leave_out(prepared, 1, [wells]).label == "Remove “Wells for Ayacucho” from RT 9.1"
    shown = roundtable_matrix.matrix(prepared, 1)
    assert (dict(shown.cells), dict(shown.annexed)) == ({}, {})


def test_a_question_takes_over_what_another_was_answered_by_the_reasons_along(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q1"])], reason="clubs")
    roundtable_matrix.take_over(prepared, targets["Q1"], targets["Q2"])
    assert roundtable_matrix.matrix(prepared, 1).cell(wells, targets["Q2"]).reason == "clubs"


def test_a_practice_in_the_trash_is_neither_counted_nor_marked(prepared: Workspace) -> None:
    untitled, targets = _key(prepared, UNTITLED.id), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(untitled, targets["Q1"])])
    practice_edits.trash(prepared, [untitled])
    assert roundtable_matrix.mark(prepared, 1, [(untitled, targets["Q2"])]).changes == ()
    assert roundtable_matrix.matrix(prepared, 1).practices[targets["Q1"]] == 0


def test_a_gap_closes_with_the_mark_that_fills_it_and_undo_opens_it_again(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    with prepared.unit_of_work("A gap") as work:
        blank = dict.fromkeys(("asked", "asked_on", "owner", "due", "note"), "")
        work.insert(
            t.Gap, [{"uid": new_id(), **pointer_columns(targets["M1"].pointer), "state": "request sent", **blank}]
        )
    change_set = roundtable_matrix.mark(prepared, 1, [(wells, targets["M1"])])
    assert change_set.label == "Map “Wells for Ayacucho” to M1 and close its gap"
    assert _closed(prepared) is not None
    prepared.undo_or_redo(back=True)
    assert _closed(prepared) is None


def _closed(workspace: Workspace) -> str | None:
    with workspace.reading() as connection:
        return connection.scalar(select(t.Gap.closed_at))


def test_the_cells_of_some_practices_are_those_of_the_whole_matrix(prepared: Workspace) -> None:
    wells, nurses, targets = _key(prepared, WELLS.id), _key(prepared, NURSES.id), _targets(prepared)
    roundtable_matrix.set_reasons(prepared, 1, {(wells, targets["Q1"]): "clubs pay", (nurses, targets["M1"]): ""})
    roundtable_matrix.refuse(prepared, [(wells, targets["M1"])])
    whole = roundtable_matrix.matrix(prepared, 1).cells
    some = roundtable_matrix.cells_of(prepared, 1, [wells])
    assert dict(some) == {pair: cell for pair, cell in whole.items() if pair[0] == wells}
    assert (len(whole), len(some)) == (len(dict(whole)), 2)
    practice_edits.trash(prepared, [wells])
    assert dict(roundtable_matrix.cells_of(prepared, 1, [wells])) == {}
    assert list(roundtable_matrix.matrix(prepared, 1).cells) == [(nurses, targets["M1"])]


def test_the_matrix_counts_countries_as_the_coverage_does(prepared: Workspace) -> None:
    wells, targets = _key(prepared, WELLS.id), _targets(prepared)
    places = (Country("Perú", "PER"), Country("OECD", "OECD"), Country("Africa", "002"))
    practice_edits.edit_many(prepared, [wells], "Places", lambda record: replace(record, countries=places))
    roundtable_matrix.mark(prepared, 1, [(wells, targets["M1"])])
    counted = {one.target: one.countries for one in coverage.by_target(prepared, 1).targets}
    assert roundtable_matrix.matrix(prepared, 1).countries == counted
    assert counted[targets["M1"]] == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(st.data())
def test_a_matrix_renewed_by_any_change_of_marks_is_the_one_that_is_read_anew(
    prepared: Workspace, data: st.DataObject
) -> None:
    targets = roundtable_matrix.matrix(prepared, 1).targets
    pairs = st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from(targets))
    held = roundtable_matrix.matrix(prepared, 1)
    undo_or_redo = {"undo": journal_steps.next_undo, "redo": journal_steps.next_redo}
    for _ in range(data.draw(st.integers(1, 6))):
        pair = data.draw(pairs)
        step = data.draw(st.sampled_from(("toggle", "reason", "refuse", "principal", "leave out", "undo", "redo")))
        if step == "toggle":
            change_set = roundtable_matrix.toggle(prepared, 1, [pair])
        elif step == "reason":
            change_set = roundtable_matrix.set_reason(prepared, *pair, data.draw(st.sampled_from(("", "pays"))))
        elif step == "refuse":
            change_set = roundtable_matrix.refuse(prepared, [pair])
        elif step == "principal":
            question = data.draw(st.sampled_from([None, *(target for target in targets if target.is_question)]))
            change_set = roundtable_matrix.set_principal(prepared, 1, [pair[0]], question)
        elif step == "leave out":
            change_set = roundtable_matrix.leave_out(prepared, 1, [pair[0]])
        elif undo_or_redo[step](prepared) in (None, "Import a.json"):
            continue
        else:
            change_set = prepared.undo_or_redo(back=step == "undo")
        held = roundtable_matrix.updated(prepared, held, change_set)
        anew = roundtable_matrix.matrix(prepared, 1)
        assert dict(held.cells) == dict(anew.cells)
        assert (held.annexed, held.practices, held.countries) == (anew.annexed, anew.practices, anew.countries)
