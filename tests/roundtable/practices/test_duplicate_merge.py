"""Merging practices: no mark, no reason and no word of any of them is lost, and one undo takes all of it back."""

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import row_keys
from db.letters import fold
from roundtable.agenda import roundtable_edits
from roundtable.errors import RoundtableError
from roundtable.imports import take_in
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Cell
from roundtable.mapping.targets import Target
from roundtable.practices import duplicate_merge, practice_edits, practice_store
from roundtable.practices.record_merge import Merged
from roundtable.records.identity import new_id
from roundtable.records.intake import Intake
from roundtable.records.practice import Country, Image, Partner, PracticeRecord, Translation
from roundtable.workspace import Workspace
from tests import samples
from tests.samples import COLLECTION, NURSES, ROUNDTABLE, UNTITLED, WELLS


@pytest.fixture
def prepared(workspace: Workspace) -> Workspace:
    collection = replace(COLLECTION, roundtables=(replace(ROUNDTABLE, annex=()),), mappings=())
    take_in(workspace, [Intake(file="a.json", kind="json", collection=collection)])
    return workspace


def _targets(workspace: Workspace) -> dict[str, Target]:
    return {target.mark: target for target in roundtable_matrix.matrix(workspace, 1).targets}


def _keys(workspace: Workspace) -> tuple[int, int, int]:
    with workspace.reading() as connection:
        keys = row_keys.keys_by_uid(connection, [WELLS.id, NURSES.id, UNTITLED.id])
    return keys[WELLS.id], keys[NURSES.id], keys[UNTITLED.id]


def _all(workspace: Workspace) -> object:
    with workspace.reading() as connection:
        return (
            practice_store.load(connection),
            roundtable_matrix.matrix(workspace, 1),
            practice_edits.trashed(workspace),
        )


def test_merging_unites_marks_and_reasons_in_one_step_that_one_undo_takes_back(prepared: Workspace) -> None:
    (wells, nurses, untitled), targets = _keys(prepared), _targets(prepared)
    roundtable_matrix.set_reasons(prepared, 1, {(wells, targets["Q1"]): "clubs pay", (wells, targets["M1"]): "pays"})
    roundtable_matrix.set_reasons(
        prepared, 1, {(nurses, targets["Q1"]): "nurses stay", (nurses, targets["Q2"]): "asks"}
    )
    roundtable_matrix.set_reasons(prepared, 1, {(untitled, targets["M1"]): "pays"})
    before = _all(prepared)
    change_set = duplicate_merge.merge_practices(prepared, [wells, nurses, untitled], wells)
    assert change_set.label == "Merge 3 practices"
    assert dict(roundtable_matrix.matrix(prepared, 1).cells) == {
        (wells, targets["Q1"]): Cell(is_mapped=True, is_principal=True, reason="clubs pay; nurses stay"),
        (wells, targets["Q2"]): Cell(is_mapped=True, reason="asks"),
        (wells, targets["M1"]): Cell(is_mapped=True, reason="pays"),
    }
    assert sorted(practice_edits.trashed(prepared)) == sorted([nurses, untitled])
    prepared.undo_or_redo(back=True)
    assert _all(prepared) == before


def test_the_principal_question_of_the_practice_that_stays_wins(prepared: Workspace) -> None:
    (wells, nurses, _), targets = _keys(prepared), _targets(prepared)
    roundtable_matrix.set_principal(prepared, 1, [nurses], targets["Q1"])
    roundtable_matrix.set_principal(prepared, 1, [wells], targets["Q2"])
    duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    shown = roundtable_matrix.matrix(prepared, 1)
    assert shown.annexed == {wells: targets["Q2"]}
    assert shown.cell(wells, targets["Q1"]) == Cell(is_mapped=True)


def test_a_practice_without_a_principal_question_takes_the_place_of_one_that_has(prepared: Workspace) -> None:
    (wells, nurses, untitled), targets = _keys(prepared), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(nurses, targets["Q2"])])
    roundtable_matrix.mark(prepared, 1, [(untitled, targets["Q2"])])
    roundtable_matrix.mark(prepared, 1, [(wells, targets["M1"])])
    duplicate_merge.merge_practices(prepared, [nurses, wells], wells)
    assert list(roundtable_matrix.matrix(prepared, 1).annexed.items()) == [
        (wells, targets["Q2"]),
        (untitled, targets["Q2"]),
    ]


def test_a_practice_in_no_annex_takes_the_place_among_the_other_examples(prepared: Workspace) -> None:
    wells, nurses, _ = _keys(prepared)
    roundtable_matrix.set_principal(prepared, 1, [nurses], None)
    duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    assert roundtable_matrix.matrix(prepared, 1).annexed == {wells: None}


def test_what_was_put_among_the_other_examples_on_purpose_stays_there(prepared: Workspace) -> None:
    (wells, nurses, _), targets = _keys(prepared), _targets(prepared)
    for key in (wells, nurses):
        roundtable_matrix.mark(prepared, 1, [(key, targets["Q1"])])
    roundtable_matrix.set_principal(prepared, 1, [wells, nurses], None)
    duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    shown = roundtable_matrix.matrix(prepared, 1)
    assert (dict(shown.annexed), shown.cell(wells, targets["Q1"]).is_mapped) == ({wells: None}, True)


def test_a_mark_beats_a_refusal_and_other_refusals_unite(prepared: Workspace) -> None:
    (wells, nurses, _), targets = _keys(prepared), _targets(prepared)
    roundtable_matrix.refuse(prepared, [(wells, targets["Q1"]), (nurses, targets["M1"]), (nurses, targets["Q2"])])
    roundtable_matrix.mark(prepared, 1, [(nurses, targets["Q1"])])
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q2"])])
    duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    shown = roundtable_matrix.matrix(prepared, 1)
    refused = {target.mark for (key, target), cell in shown.cells.items() if key == wells and cell.is_refused}
    assert refused == {"M1"}
    assert shown.cell(wells, targets["Q1"]).is_mapped


_WHY = st.sampled_from(["", "pays", "trains", "pays; trains", "asks"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(st.data())
def test_whatever_practices_are_marked_for_their_union_is_marked_for_all_of_it_and_undo_and_redo_are_whole(
    prepared: Workspace, data: st.DataObject
) -> None:
    keys, targets = _keys(prepared), list(_targets(prepared).values())
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(targets))
    practice_edits.restore(prepared, practice_edits.trashed(prepared))
    roundtable_matrix.mark(prepared, 1, [(key, target) for key in keys for target in targets])  # withdraws refusals
    roundtable_matrix.leave_out(prepared, 1, keys)
    roundtable_matrix.set_reasons(prepared, 1, dict(data.draw(st.dictionaries(pairs, _WHY))))
    for key in data.draw(st.lists(st.sampled_from(keys), unique=True)):
        question = data.draw(st.sampled_from([None, *(target for target in targets if target.is_question)]))
        roundtable_matrix.set_principal(prepared, 1, [key], question)
    if refused := data.draw(st.lists(pairs)):
        roundtable_matrix.refuse(prepared, refused)
    before, into = _ordered(prepared), data.draw(st.sampled_from(keys))
    cells, annexed = before
    duplicate_merge.merge_practices(prepared, keys, into)
    after = _ordered(prepared)
    for target in targets:
        held = [cells.get((key, target), Cell()) for key in keys]
        united = after[0].get((into, target), Cell())
        assert united.is_mapped == any(cell.is_mapped for cell in held)
        assert united.is_refused == (not united.is_mapped and any(cell.is_refused for cell in held))
        assert set(united.reason.split("; ")) | {""} == {part for cell in held for part in cell.reason.split("; ")} | {
            ""
        }
    assert {key for key, _ in after[0]} <= {into}
    own, place = dict(annexed), dict(after[1])
    assert set(place) <= {into}
    assert (into in place) == bool(annexed)
    if own.get(into) is not None:
        assert place[into] == own[into]
    else:
        assert place.get(into) in {*own.values(), *(target for target in targets if target.is_question), None}
        assert (place.get(into) is None) == (not any(question for question in own.values()))
    prepared.undo_or_redo(back=True)
    assert _ordered(prepared) == before
    prepared.undo_or_redo(back=False)
    assert _ordered(prepared) == after
    prepared.undo_or_redo(back=True)


def _ordered(workspace: Workspace) -> tuple[dict[roundtable_matrix.Pair, Cell], list[tuple[int, Target | None]]]:
    """Return the marks, and the annex in its order."""
    shown = roundtable_matrix.matrix(workspace, 1)
    return dict(shown.cells), list(shown.annexed.items())


def test_the_practice_that_stays_keeps_its_place_in_the_order_of_the_annex(prepared: Workspace) -> None:
    (wells, nurses, untitled), targets = _keys(prepared), _targets(prepared)
    for key in (nurses, wells, untitled):
        roundtable_matrix.mark(prepared, 1, [(key, targets["Q1"])])
    duplicate_merge.merge_practices(prepared, [untitled, nurses], untitled)
    assert [key for key, _ in _ordered(prepared)[1]] == [wells, untitled]
    prepared.undo_or_redo(back=True)
    assert [key for key, _ in _ordered(prepared)[1]] == [nurses, wells, untitled]


def test_practices_are_merged_in_every_roundtable_in_which_they_are_marked(prepared: Workspace) -> None:
    wells, nurses, _ = _keys(prepared)
    other, _ = roundtable_edits.duplicate(prepared, 1, "RT 9.3")
    for roundtable in (1, other):
        targets = roundtable_matrix.matrix(prepared, roundtable).targets
        roundtable_matrix.set_reasons(
            prepared, roundtable, {(nurses, targets[0]): f"in {roundtable}", (wells, targets[0]): "here"}
        )
    duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    for roundtable in (1, other):
        shown = roundtable_matrix.matrix(prepared, roundtable)
        assert shown.cell(wells, shown.targets[0]).reason == f"here; in {roundtable}"


def test_what_was_merged_comes_back_whole_out_of_the_trash(prepared: Workspace) -> None:
    (wells, nurses, _), targets = _keys(prepared), _targets(prepared)
    roundtable_matrix.set_reason(prepared, nurses, targets["Q1"], "nurses stay")
    duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    practice_edits.restore(prepared, [nurses])
    assert roundtable_matrix.matrix(prepared, 1).cell(nurses, targets["Q1"]).reason == "nurses stay"


def test_filled_fields_stay_empty_ones_are_filled_and_lists_unite_without_doubles(prepared: Workspace) -> None:
    wells, nurses, _ = _keys(prepared)
    duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    record = practice_store.get(prepared, wells)
    assert record is not None
    assert (record.id, record.title, record.summary, record.status) == (WELLS.id, WELLS.title, WELLS.summary, "draft")
    assert (record.starts, record.contact, record.image) == ("2012", "a.person@example.org", NURSES.image)
    assert record.countries == (*WELLS.countries, *NURSES.countries)
    assert record.tags == (*WELLS.tags, "Gender")
    assert record.gfmd_sources == NURSES.gfmd_sources
    assert record.notes == (
        "ask for the second edition\n\n"
        "Merged with “Étude des infirmières”\n"
        "Title: Étude des infirmières\n"
        "Summary: Une étude sur les départs, et sur les retours."
    )


def test_too_few_and_too_many_practices_are_refused_with_nothing_written(prepared: Workspace) -> None:
    wells, nurses, untitled = _keys(prepared)
    practice_edits.trash(prepared, [nurses])
    with pytest.raises(RoundtableError, match="One practice alone"):
        duplicate_merge.merge_practices(prepared, [wells, nurses], wells)
    with pytest.raises(RoundtableError, match="no longer exists"):
        duplicate_merge.merge_practices(prepared, [wells, untitled], nurses)
    with pytest.raises(RoundtableError, match="too many"):
        duplicate_merge.candidates(prepared, range(1, duplicate_merge.MOST + 2))
    assert practice_edits.trashed(prepared) == [nurses]


def test_candidates_keep_their_order_and_tell_their_marks(prepared: Workspace) -> None:
    (wells, nurses, _), targets = _keys(prepared), _targets(prepared)
    roundtable_matrix.mark(prepared, 1, [(wells, targets["Q1"]), (wells, targets["M1"])])
    found = duplicate_merge.candidates(prepared, [nurses, wells])
    assert (list(found.records), dict(found.marks)) == ([nurses, wells], {wells: 2})
    union = found.merged(wells)
    assert "starts" in union.filled
    assert "countries" in union.lengthened
    assert union.noted == ["title", "summary"]


def test_the_same_place_and_partner_spelled_otherwise_are_no_doubles() -> None:
    kept = PracticeRecord(id="a", countries=(Country("Perú", "PER"),), partners=(Partner("IOM"),))
    other = PracticeRecord(
        id="b", countries=(Country("Peru", "PER"),), partners=(Partner("iom"), Partner("IOM", "funder"))
    )
    record = Merged(kept, [other]).record
    assert record.countries == kept.countries
    assert record.partners == (Partner("IOM"), Partner("IOM", "funder"))


def test_a_title_and_a_summary_in_another_language_become_a_version_in_it() -> None:
    kept = PracticeRecord(id="a", title="Wells", summary="Clubs pay.", language="en")
    other = PracticeRecord(id="b", title="Puits", summary="Les clubs paient.", language="fr")
    union = Merged(kept, [other])
    assert union.record.translations == (
        Translation(
            language="fr",
            title="Puits",
            summary="Les clubs paient.",
            original_title="Wells",
            original_summary="Clubs pay.",
        ),
    )
    assert (union.record.notes, union.noted) == ("", [])


def test_nobody_is_said_to_have_cleared_a_text_that_they_did_not_see() -> None:
    kept = PracticeRecord(id="a", summary="One.")
    other = PracticeRecord(id="b", summary="One.", cleared_by="Ama", cleared_on="2024-05-01")
    record = Merged(kept, [other]).record
    assert record.cleared_by == ""
    assert record.notes == "Merged\nCleared by: Ama\nCleared on: 2024-05-01"


def test_a_currency_is_not_put_beside_another_budget() -> None:
    kept, other = PracticeRecord(id="a", budget="100"), PracticeRecord(id="b", budget="90", currency="EUR")
    union = Merged(kept, [other])
    assert union.record.currency == ""
    assert union.record.notes == "Merged\nBudget: 90\nCurrency: EUR"
    assert Merged(PracticeRecord(id="a"), [other]).record.currency == "EUR"


def test_a_short_text_within_a_longer_one_is_not_taken_for_said() -> None:
    kept, other = PracticeRecord(id="a", budget="10 000"), PracticeRecord(id="b", budget="10")
    assert Merged(kept, [other]).record.notes == "Merged\nBudget: 10"


def test_merging_the_same_practice_again_adds_nothing() -> None:
    once = Merged(WELLS, [NURSES]).record
    assert replace(Merged(once, [WELLS]).record, notes="") == replace(once, notes="")
    assert Merged(WELLS, [replace(WELLS, id=new_id())]).record == WELLS


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.lists(samples.practices(), min_size=2, max_size=3))
def test_no_word_of_any_practice_is_lost(records: list[PracticeRecord]) -> None:
    kept, *others = records
    record = Merged(kept, others).record
    words = set(_words(record))
    for one in records:
        assert set(_words(one)) - {one.id, *one.status.split(), *fold(one.language).split()} <= words


def _words(value: object) -> list[str]:
    """Return every word anywhere in a record, folded; a place by its code where it has one."""
    if isinstance(value, str):
        return fold(value).split()
    if isinstance(value, Country):
        return [] if value.code else _words(value.printed)
    if isinstance(value, Image):
        return _words(value.name)
    if isinstance(value, PracticeRecord | Translation | Partner):
        return [word for field in fields(value) for word in _words(getattr(value, field.name))]
    return [word for one in value for word in _words(one)] if isinstance(value, tuple) else []
