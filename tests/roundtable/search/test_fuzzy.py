from hypothesis import given
from hypothesis import strategies as st

from roundtable.search import fuzzy

TEXTS = ["Open workspace", "New workspace", "New practice", "Vocabulary"]


def test_words_as_typed_come_first_those_that_begin_a_text_before_all() -> None:
    assert fuzzy.ranked("new", TEXTS)[:2] == [1, 2]
    assert fuzzy.ranked("workspace new", TEXTS)[0] == 1
    assert fuzzy.ranked("work", TEXTS) == [0, 1]


def test_a_misspelt_word_finds_what_is_meant() -> None:
    assert fuzzy.ranked("vocabluary", TEXTS) == [3]


def test_nothing_typed_leaves_all_in_order() -> None:
    assert fuzzy.ranked("  ", TEXTS) == [0, 1, 2, 3]


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_any_text_gives_each_position_at_most_once(typed: str, texts: list[str]) -> None:
    found = fuzzy.ranked(typed, texts)
    assert len(set(found)) == len(found)
    assert set(found) <= set(range(len(texts)))
