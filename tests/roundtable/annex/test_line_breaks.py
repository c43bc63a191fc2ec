"""Text becomes lines that fit, none of which reads as if it were hyphenated."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.annex.fonts import Fonts, Widths
from roundtable.annex.line_breaks import balanced_lines, break_lines, first_line

letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z", "M"])
texts = st.lists(st.text(letters | st.sampled_from("-/中。"), min_size=1, max_size=30), max_size=20).map(" ".join)


def widths_of(text: str) -> Widths:
    return Widths(dict.fromkeys({*text, " ", "…"}, 1.0) | {"\u0323": 0.0, "\u200b": 0.0}, lambda word: float(len(word)))


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


def test_a_last_line_is_not_one_short_word_where_a_word_can_join_it() -> None:
    assert lines_of("most of these words stay here now", 30) == ["most of these words stay", "here now"]
    assert lines_of("access to education and care", 23) == ["access to education", "and care"]
    assert lines_of("most of these incomprehensibilities", 33)[-1] == "incomprehensibilities"
    assert lines_of("two incomprehensibilities now", 26) == ["two incomprehensibilities", "now"]


def test_a_heading_of_one_long_and_one_short_line_has_two_of_like_length() -> None:
    text = "models of staffing that keep skilled professionals or bring them back"
    lines = [text[start:end] for start, end, _ in balanced_lines(text, widths_of(text), 60)]
    assert lines == ["models of staffing that keep skilled", "professionals or bring them back"]


@given(texts, st.integers(2, 40))
def test_a_balanced_heading_takes_no_more_lines_and_loses_nothing(text: str, width: int) -> None:
    lines = balanced_lines(text, widths_of(text), width)
    assert len(lines) == len(break_lines(text, widths_of(text), width))
    assert "".join(text[start:end] for start, end, _ in lines).replace(" ", "") == text.replace(" ", "")
    assert all(end - start == used <= width for start, end, used in lines)


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


@pytest.mark.parametrize(
    ("words", "width"),
    [
        (["มนุษย์", "ทั้ง", "หลาย", "เกิด", "มา", "มี", "อิสระ"], 7),
        (["មនុស្ស", "ទាំងអស់", "កើតមក", "មាន", "សេរីភាព"], 8),
        (["ມະນຸດ", "ທຸກຄົນ", "ເກີດ", "ມາ", "ມີ"], 6),
        (["လူ", "တိုင်း", "သည်", "တူညီ", "လွတ်လပ်", "သော"], 9),
    ],
    ids=["Thai", "Khmer", "Lao", "Burmese"],
)
def test_a_line_ends_between_words_where_a_script_sets_no_blanks(words: list[str], width: int) -> None:
    ends = list(accumulate(map(len, words)))
    lines = break_lines("".join(words), widths_of("".join(words)), width)
    assert len(lines) > 1
    assert all(end in ends for _, end, _ in lines)


@pytest.mark.parametrize("text", ["カード。ちょっと「人間」", "中国（移民）、中国！"])
def test_no_line_begins_with_a_closing_mark_or_a_small_letter_or_ends_with_an_opening_mark(text: str) -> None:
    for width in range(3, len(text)):
        lines = lines_of(text, width)
        assert not any(line[0] in "。ー、ょっ」）！" for line in lines)
        assert not any(line[-1] in "「（" for line in lines)


def test_a_repetition_mark_stays_with_its_word() -> None:
    text = "ທຸກໆຄົນມີເຫດຜົນແລະ"
    assert not any(line.startswith("ໆ") for width in range(6, 18) for line in lines_of(text, width))


def test_korean_breaks_between_words() -> None:
    assert lines_of("모든 인간은 태어날 때부터", 6) == ["모든 인간은", "태어날", "때부터"]


def test_a_line_may_end_at_a_space_without_width() -> None:
    assert lines_of("abc\u200bdef\u200bghi jk", 6) == ["abc\u200bdef\u200b", "ghi jk"]


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
