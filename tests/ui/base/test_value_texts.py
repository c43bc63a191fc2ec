"""Words of values that a person chooses."""

import pytest

from roundtable.annex.printed_practice import words_in
from roundtable.records.output_format import LANGUAGES
from ui.base import value_texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_can_be_chosen_for_a_practice_has_a_name_in_an_annex(language: str) -> None:
    names = words_in(language).languages
    assert [code for code, _ in value_texts.languages() if not names.get(code)] == []
