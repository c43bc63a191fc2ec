"""Text is tidied without losing a word; marks and addresses in it are told apart from what looks like them."""

import pytest

from roundtable.annex.printed_text import Paragraph, paragraph, paragraphs, tidy


def test_blanks_become_one_space_but_no_break_spaces_stay() -> None:
    assert tidy(" a\t b\r\n\u2003c\xa0d\u202fe \u3000") == "a b c\xa0d\u202fe"


def test_a_space_without_width_is_kept_within_a_text_and_left_out_of_a_link() -> None:
    assert tidy("\u200bภาษา\u200bไทย \u200b") == "ภาษา\u200bไทย"
    assert paragraph("www.example\u200b.org").links[0].target == "http://www.example.org"


def test_a_mark_of_direction_is_kept_where_something_runs_right() -> None:
    assert tidy("\u200e5/\u200e1/2012\u200f") == "5/1/2012"
    assert tidy("\u200fIOM مرحبا") == "\u200fIOM مرحبا"
    [item] = paragraphs("\u200f1. IOM مرحبا")
    assert (item.mark, item.text) == ("1.", "\u200fIOM مرحبا")
    [link] = paragraph("انظر www.example.org\u200f.").links
    assert link.target == "http://www.example.org"


def test_what_prints_nothing_is_left_out() -> None:
    assert tidy("co\xadoperate\u2060 \ufeffnow\u202e ❤\ufe0f") == "cooperate now ❤"


def test_accents_are_composed_with_their_letters() -> None:
    assert tidy("Peru\u0301") == "Perú"


@pytest.mark.parametrize("mark", ["•", "-", "–", "1.", "12)", "a)", "b.", "(iv)", "iii)", "(2)", "A)"])
def test_a_paragraph_that_begins_with_a_printed_mark_is_a_list_item(mark: str) -> None:
    assert paragraphs(f"Aims:\n\n{mark}  to  learn") == (Paragraph("Aims:"), Paragraph("to learn", mark))


@pytest.mark.parametrize(
    "text", ["2014. A year.", "A. Smith came.", "-5 degrees", "1.5 million", "I) ", "Mali) and so on", "", "•"]
)
def test_a_paragraph_that_only_looks_like_a_list_item_is_none(text: str) -> None:
    assert [found.mark for found in paragraphs(text)] in ([""], [])


@pytest.mark.parametrize(
    ("text", "linked", "target"),
    [
        ("Report: http://a.org/b_(c)", "http://a.org/b_(c)", "http://a.org/b_(c)"),
        ("(see https://a.org/x?y=1&z=2#e).", "https://a.org/x?y=1&z=2#e", "https://a.org/x?y=1&z=2#e"),
        ("«ftp://a.org»", "ftp://a.org", "ftp://a.org"),
        ("write to mailto:a@b.org, please", "mailto:a@b.org", "mailto:a@b.org"),
        ("www.a.org.", "www.a.org", "http://www.a.org"),
        ("HTTP://A.org/é%20ü", "HTTP://A.org/é%20ü", "HTTP://A.org/%C3%A9%20%C3%BC"),
    ],
)
def test_only_the_address_in_a_text_becomes_a_link(text: str, linked: str, target: str) -> None:
    (link,) = paragraph(text).links
    assert (text[link.start : link.end], link.target) == (linked, target)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "a.org/b", "http:/x"]
)
def test_no_other_scheme_becomes_active(text: str) -> None:
    assert paragraph(text).links == ()
