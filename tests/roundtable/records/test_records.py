"""Records as values."""

from dataclasses import replace

from roundtable.records.identity import derived_id, new_id
from roundtable.records.practice import in_language
from tests import samples


def test_the_same_printed_text_gets_the_same_identity_everywhere() -> None:
    assert derived_id("a", "b") == derived_id("a", "b") != derived_id("ab")
    assert new_id() != new_id()


def test_a_practice_is_read_in_the_language_into_which_it_was_translated() -> None:
    assert in_language(samples.NURSES, "en").title == "A survey of nurses"
    assert in_language(samples.NURSES, "en").summary == samples.NURSES.summary
    assert in_language(samples.NURSES, "fr") == in_language(samples.NURSES, "es") == samples.NURSES
    assert in_language(replace(samples.NURSES, translations=()), "en").title == samples.NURSES.title
