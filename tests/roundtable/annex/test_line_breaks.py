"""Text becomes lines that fit, none of which reads as if it were hyphenated."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roundtable.annex.fonts import Fonts, Widths
from roundtable.annex.line_breaks import break_lines, first_line

letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z", "M"])
texts = st.lists(st.text(letters | st.sampled_from("-/中。"), min_size=1, max_size=30), max_size=20).map(" ".join)


def widths_of(text: str) -> Widths:
    return Widths(dict.fromkeys({*text, " ", "…"}, 1.0), lambda word: float(len(word)))


def lines_of(text: str, width: float) -> list[str]:
    return [text[start:end] for start, end, _ in break_lines(text, widths_of(text), width)]


@given(texts, st.integers(2, 40))
def test_every_line_fits_and_no_character_is_lost(text: str, width: int) -> None:
    lines = break_lines(text, widths_of(text), width)
    assert "".join(text[start:end] for start, end, _ in lines).replace(" ", "") == text.replace(" ", "")
    assert all(end - start == used <= width for start, end, used in lines)
    assert all(text[before[1] : after[0]] in ("", " ") for before, after in pairwise(lines))


def test_a_line_takes_as_many_words_as_fit() -> None:
    assert lines_of("a bb ccc d eeee", 6) == ["a bb", "ccc d", "eeee"]


def test_a_long_address_breaks_after_its_separators() -> None:
    assert lines_of("at http://a.org/bb/cc-dd?e=f now", 12) == ["at", "http://", "a.org/bb/", "cc-dd?e=f", "now"]


def test_a_long_part_of_an_address_breaks_at_lesser_ones_but_before_hyphens() -> None:
    assert lines_of("http://one-two_three%20four/", 12) == ["http://one", "-two_three", "%20four/"]


def test_no_line_ends_in_a_hyphen_which_would_read_as_hyphenation() -> None:
    assert lines_of("some wells - and roads", 12) == ["some wells", "- and roads"]
    assert lines_of("well-known self-help", 12) == ["well-known", "self-help"]


def test_a_word_longer_than_a_line_fills_lines() -> None:
    assert lines_of("ab " + "x" * 25, 10) == ["ab", "x" * 10, "x" * 10, "x" * 5]


def test_ideographs_break_anywhere_but_before_a_closing_mark() -> None:
    assert lines_of("ab 中文字中文。字", 6) == ["ab 中文字", "中文。字"]
    assert lines_of("中文字中文字。字", 6) == ["中文字中文", "字。字"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert lines_of("xxxxy\u0323xx", 5) == ["xxxxy\u0323", "xx"]


def test_a_text_too_long_for_one_line_is_cut_with_an_ellipsis() -> None:
    assert first_line("one two three", widths_of("one two three"), 9) == "one two…"
    assert first_line("one two", widths_of("one two"), 9) == "one two"


def test_lines_are_measured_in_the_widths_of_the_font() -> None:
    text = "MMMM iiii MMMM iiii"
    widths = Fonts(set(text)).widths("regular")
    narrow = widths["MMMM"] + widths[" "] + widths["iiii"]
    assert [text[start:end] for start, end, _ in break_lines(text, widths, narrow)] == ["MMMM iiii", "MMMM iiii"]
