"""Values of three sides: rows of lists, their order, fields of records."""

import pytest

from roundtable.exchange.three_way_merge import Held, merge
from roundtable.records.practice import Partner, Translation


@pytest.mark.parametrize(
    ("base", "here", "there", "merged"),
    [
        ("ab", "abx", "aby", "abxy"),
        ("abc", "ac", "abcx", "acx"),
        ("abc", "cab", "abxc", "cabx"),
        ("ab", "xab", "abx", "abx"),
        ("", "xy", "zy", "xzy"),
        ("abc", "cba", "abc", "cba"),
        ("aab", "ab", "aabx", "abx"),
    ],
)
def test_what_each_side_added_removed_and_moved_is_merged_in_either_order(
    base: str, here: str, there: str, merged: str
) -> None:
    sides = (tuple(here), tuple(there))
    assert merge(tuple(base), *sides) == merge(tuple(base), *sides[::-1]) == (tuple(merged), False)
    assert merge(tuple(base), tuple(merged), tuple(there)) == (tuple(merged), False)


def test_rows_that_both_moved_differently_are_a_conflict_and_stay_in_the_order_here() -> None:
    assert merge(tuple("abc"), tuple("cab"), tuple("bac"), "tags") == (tuple("cab"), True)


def test_a_row_that_both_changed_differently_is_a_conflict_and_the_others_are_merged() -> None:
    base = (Partner("A"), Partner("B"))
    here, there = (Partner("A", "funder"), Partner("B")), (Partner("A", "co-funder"), Partner("B"), Partner("C"))
    assert merge(base, here, there) == ((Partner("A", "funder"), Partner("B"), Partner("C")), True)


def test_a_row_removed_on_one_side_and_changed_on_the_other_is_a_conflict() -> None:
    base, changed = (("Time", "May"),), (("Time", "June"),)
    assert merge(base, (), changed) == ((), True)
    assert merge(base, changed, ()) == (changed, True)


def test_a_row_that_is_used_elsewhere_is_not_removed_without_asking() -> None:
    held = Held(here=frozenset({"b"}))
    assert merge(tuple("ab"), tuple("ab"), tuple("a"), held=held) == (tuple("ab"), True)
    assert merge(tuple("ab"), tuple("a"), tuple("ab"), held=held) == (tuple("a"), False)


def test_a_translation_is_merged_by_its_fields() -> None:
    base = Translation(language="fr", title="Puits", summary="Les clubs paient les puits.")
    here = Translation(language="fr", title="Les puits", summary="Les clubs paient les puits.")
    there = Translation(language="fr", title="Puits", summary="Les clubs lointains paient les puits.")
    assert merge((base,), (here,), (there,)) == (
        (Translation(language="fr", title="Les puits", summary="Les clubs lointains paient les puits."),),
        False,
    )
