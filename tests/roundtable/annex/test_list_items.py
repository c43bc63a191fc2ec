"""Marks of lists are told apart from what looks like them, and their change makes levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.annex.list_items import MOST_LEVELS, run_in_series
from roundtable.annex.printed_text import paragraphs, tidy


def marked(text: str) -> list[tuple[int, str, str]]:
    return [(item.level, item.mark, item.text) for item in paragraphs(text)]


def test_lines_with_marks_are_items_and_lines_without_go_on() -> None:
    assert marked("Aims:\n1. to learn\n2. to teach\nand learn\n\nAll at once.\nNow.") == [
        (0, "", "Aims:"),
        (0, "1.", "to learn"),
        (0, "2.", "to teach and learn"),
        (0, "", "All at once. Now."),
    ]


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "2."),
        ("1)", "2)"),
        ("(1)", "(2)"),
        ("a)", "b)"),
        ("(a)", "(b)"),
        ("(i)", "(ii)"),
        ("i.", "ii."),
        ("A.", "B."),
        ("IV.", "V."),
        ("1.1", "1.2"),
        ("2.1.3", "2.1.4"),
        ("o", "o"),
        ("–", "–"),
        ("✓", "✓"),
        ("•", "•"),
        ("-", "-"),
        ("h.", "i."),
        ("99.", "100."),
        ("1.", "2)"),
        ("а)", "б)"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\x0b"])
def test_marks_of_one_series_are_items_of_one_list(marks: tuple[str, str], between: str) -> None:
    text = f"The aims are these:{between}{marks[0]} to learn{between}{marks[1]}\tto teach"
    assert marked(text) == [(0, "", "The aims are these:"), (0, marks[0], "to learn"), (0, marks[1], "to teach")]


@pytest.mark.parametrize(
    "text",
    [
        "2015. A year.\n2016. Another.",
        "A. Smith came.",
        "A. Smith came.\n\nM. Jones went.",
        "12. Mai 2014",
        "2.5 million people",
        "c. 1900 it began",
        "p. 12 says so",
        "o bien se hace",
        "In wrapped prose\n– with a dash – it goes on",
        "It ended in the year\n2. of the plan",
        "He met\nA. Smith",
        "MIX. it",
        "г. Москва",
        "(a. half)",
        "I. Newton said",
        "-5 degrees",
    ],
)
def test_what_only_looks_like_a_mark_begins_no_item(text: str) -> None:
    assert {mark for _, mark, _ in marked(text)} == {""}


def test_a_bullet_needs_no_blank_and_one_of_another_program_prints_as_a_dot() -> None:
    assert marked("•one\n\uf0b7\ttwo\n▪ three") == [(0, "•", "one"), (0, "•", "two"), (1, "▪", "three")]


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        (("1.", "a)", "b)", "2.", "a)"), (0, 1, 1, 0, 1)),
        (("•", "–", "–", "•"), (0, 1, 1, 0)),
        (("1.", "(a)", "(i)", "(ii)", "(b)", "2."), (0, 1, 2, 2, 1, 0)),
        (("1.", "1.1", "1.2", "2.", "2.1"), (0, 1, 1, 0, 1)),
        (("I.", "A.", "B.", "II."), (0, 1, 1, 0)),
        (("a)", "b)", "•", "c)"), (0, 0, 1, 0)),
        (("(g)", "(h)", "(i)", "(j)"), (0, 0, 0, 0)),
        (("(i)", "(ii)", "(iii)", "(iv)", "(v)"), (0, 0, 0, 0, 0)),
        (("•", "o", "o", "•"), (0, 1, 1, 0)),
        (("1.", "2.", "1.", "2."), (0, 0, 0, 0)),
    ],
)
def test_a_change_of_mark_is_a_change_of_level(marks: tuple[str, ...], levels: tuple[int, ...]) -> None:
    text = "\n".join(f"{mark} item" for mark in marks)
    assert [(level, mark) for level, mark, _ in marked(text)] == list(zip(levels, marks, strict=True))


def test_a_paragraph_ends_a_list() -> None:
    assert [level for level, *_ in marked("1. one\n• two\n\nText.\n\n• three")] == [0, 1, 0, 0]


@given(st.text(st.sampled_from("ab iv1.2)(•–-o\n\tA5"), max_size=60))
def test_no_word_is_lost_and_levels_grow_by_one(text: str) -> None:
    items = paragraphs(text)
    assert "".join(f"{item.mark}{item.text}" for item in items).replace(" ", "") == "".join(tidy(text).split())
    before = -1
    for item in items:
        before = before if item.mark else -1
        assert 0 <= item.level <= min(before + 1, MOST_LEVELS - 1) or not item.mark
        before = item.level if item.mark else -1


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1. To learn more 2. To teach more 3. To do both.", "1. 2. 3."),
        ("The aims are: (a) to learn more; (b) to teach more.", "(a) (b)"),
        ("It will i) learn more, ii) teach more and iii) do both.", "i) ii) iii)"),
        ("Aims: 1) to learn 2) to teach", "1) 2)"),
        ("1. To learn more", ""),
        ("Under article 3 (a) and (b) of the law", ""),
        ("In part 1. There are two. In part 2. There are more.", ""),
        ("a) one", ""),
        ("", ""),
    ],
)
def test_a_list_within_a_line_is_found(text: str, marks: str) -> None:
    assert run_in_series(text) == marks
