"""What reads as one character is never taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.fonts.graphemes import graphemes


@pytest.mark.parametrize(
    "parts",
    [
        ["a", "b"],
        ["ọ̀", "x"],
        ["שָׁ", "ל"],
        ["कि", "त"],
        ["🇫🇷", "🇬🇭"],
        ["👨‍👩‍👧", "👋🏽"],
        ["می\u200c"[0], "ی\u200c", "آ"],
    ],
)
def test_a_word_is_split_between_graphemes(parts: list[str]) -> None:
    assert list(graphemes("".join(parts))) == parts


@given(st.text(min_size=1))
def test_no_character_is_lost(word: str) -> None:
    assert "".join(graphemes(word)) == word
