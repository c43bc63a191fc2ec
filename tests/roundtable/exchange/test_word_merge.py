"""Whatever two people change in a text, the merge loses no word of either, in whichever order it is done."""

from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from roundtable.exchange.word_merge import merge

WORDS = st.lists(st.sampled_from(["wells", "nurses", "pay", "abroad", "3.2", "à", "«clubs»", "\n\n"]), max_size=12)
TEXTS = WORDS.map(" ".join)


@given(TEXTS, TEXTS)
def test_without_a_base_every_word_of_both_sides_is_kept_in_either_order(one: str, other: str) -> None:
    merged = merge(None, one, other)
    assert merged == merge(None, other, one)
    words = Counter(merged.text.split())
    assert Counter(one.split()).keys() | Counter(other.split()).keys() <= words.keys()


@given(TEXTS, TEXTS, TEXTS)
def test_either_order_gives_the_same(base: str, one: str, other: str) -> None:
    assert merge(base, one, other) == merge(base, other, one)


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_that_a_side_added_is_lost(base: str, one: str, other: str) -> None:
    merged = Counter(merge(base, one, other).text.split())
    for side in (one, other):
        assert (Counter(side.split()) - Counter(base.split())).keys() <= merged.keys()


@given(TEXTS, TEXTS)
def test_what_one_side_alone_changed_is_taken(base: str, one: str) -> None:
    merged = merge(base, one, base)
    assert (merged.text, merged.overlaps) == (one, 0)
    assert merge(base, one, one).text == one


EDITS = st.dictionaries(st.integers(0, 19), st.sampled_from(["replace", "insert", "delete"]), max_size=6)


def edited(edits: dict[int, str]) -> str:
    """Apply edits by place to a text of twenty words that are all different."""
    words: list[str] = []
    for place in range(20):
        kind = edits.get(place, "keep")
        words += [f"word{place}"] * (kind in ("keep", "insert")) + [f"new{place}"] * (kind in ("replace", "insert"))
    return " ".join(words)


@given(EDITS, EDITS)
def test_edits_apart_from_each_other_are_all_taken_without_an_overlap(
    ours: dict[int, str], theirs: dict[int, str]
) -> None:
    assume(all(abs(one - other) > 2 for one in ours for other in theirs))
    merged = merge(edited({}), edited(ours), edited(theirs))
    assert (merged.text.split(), merged.overlaps) == (edited(ours | theirs).split(), 0)


def test_a_stretch_that_both_changed_keeps_both_versions() -> None:
    merged = merge("They pay for wells.", "They pay for deep wells.", "They pay for new wells.")
    assert merged.text == "They pay for deep new wells."
    assert merged.overlaps == 1
