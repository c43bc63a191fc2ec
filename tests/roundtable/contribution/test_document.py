from dataclasses import replace

import pytest

from roundtable.contribution.document import MARK, build
from roundtable.records.mapping import MappingRecord
from tests.roundtable.contribution.examples import COLLECTION, MEASURE, NURSES, QUESTION, ROUNDTABLE, UNPLACED, WELLS


def test_practices_stand_in_annex_order_and_those_only_mapped_follow() -> None:
    assert [practice.id for practice in build(COLLECTION).practices] == [WELLS.id, NURSES.id, UNPLACED.id]


def test_questions_come_before_measures_each_with_its_mark() -> None:
    assert [(target.mark, target.text) for target in build(COLLECTION).targets] == [
        ("Q1", QUESTION.text),
        ("M1", MEASURE.text),
    ]


def test_the_question_of_the_annex_counts_as_answered_and_a_reason_says_more() -> None:
    answers = build(COLLECTION).answers
    assert answers[WELLS.id, QUESTION.id] == MARK
    assert answers[UNPLACED.id, QUESTION.id] == MARK
    assert answers[NURSES.id, MEASURE.id] == "Wages are matched."
    reasoned = MappingRecord(practice=WELLS.id, guiding_question=QUESTION.id, reason="They choose.")
    assert build(replace(COLLECTION, mappings=(reasoned,))).answers[WELLS.id, QUESTION.id] == "They choose."


def test_what_is_mapped_to_another_roundtable_is_left_out() -> None:
    elsewhere = MappingRecord(practice=UNPLACED.id, possible_measure="of another roundtable")
    built = build(replace(COLLECTION, mappings=(elsewhere,)))
    assert UNPLACED.id not in {practice.id for practice in built.practices}
    assert list(built.answers) == [(WELLS.id, QUESTION.id)]


def test_a_contact_is_handed_on_only_where_it_is_asked_for() -> None:
    assert [practice.contact for practice in build(COLLECTION).practices] == ["", "", ""]
    assert build(COLLECTION, include_contacts=True).practices[0].contact == WELLS.contact


def test_a_practice_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match=WELLS.id):
        build(replace(COLLECTION, roundtables=(ROUNDTABLE,), practices=(NURSES, UNPLACED)))
