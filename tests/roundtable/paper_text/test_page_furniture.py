"""Page numbers, running heads, leftovers and footnote marks go; figures that an author wrote stay."""

import pytest

from roundtable.paper_text.footnotes import extract_footnotes
from roundtable.paper_text.page_furniture import ignore_page_furniture
from roundtable.paper_text.source import Source, joined_line
from roundtable.records.roundtable import Footnote


def shown(text: str) -> tuple[str, tuple[Footnote, ...]]:
    source = Source(text)
    ignore_page_furniture(source)
    notes = extract_footnotes(source)
    return joined_line(source.lines()), notes


@pytest.mark.parametrize(
    ("printed", "stays"),
    [
        ("One text\n3\n\fgoes on\n4\n\fand on", "One text goes on and on"),
        ("One text\n\nPage 3 of 9\n\ngoes on", "One text goes on"),
        ("Head of page\nOne\n\fHead of page\ntwo\n\fHead of page\nthree", "One two three"),
        ("Paper 5 - page 1\nOne\n\fPaper 5 - page 2\ntwo", "One two"),
        ("Data and research«F19»; Gender <<F21>>", "Data and research; Gender"),
        ("«Diaspora» is their word, in 2019 «as in 2020»", "«Diaspora» is their word, in 2019 «as in 2020»"),
        ("There are\n12\nschools", "There are 12 schools"),
        ("Country: Chile\nTags: Gender\n\fCountry: Chile\nTags: Gender\n\fCountry: Chile", None),
    ],
)
def test_what_a_page_carries_beside_its_text_is_left_out(printed: str, stays: str | None) -> None:
    assert shown(printed)[0] == (" ".join(printed.split()) if stays is None else stays)


def test_marks_that_count_up_through_the_text_are_left_out() -> None:
    text = "Wages rose. 1 Debts fell 2, too. 3 Costs 4 remain. 5 In 2013 they\nwere 5 per cent."
    assert shown(text) == ("Wages rose. Debts fell, too. Costs remain. In 2013 they were 5 per cent.", ())


@pytest.mark.parametrize("text", ["In phase 1, 3 schools opened. 2 Months later, 4 more.", "It took 3. 5 Were left."])
def test_figures_that_do_not_count_up_stay(text: str) -> None:
    assert shown(text) == (text, ())


def test_a_note_at_the_page_end_is_kept_and_its_mark_goes() -> None:
    text = "Tags: 7Migration and Health\n\n7\nA “tag” is a word.\n\fTitle: Next"
    assert shown(text) == ("Tags: Migration and Health Title: Next", (Footnote("7", "A “tag” is a word."),))


def test_what_is_left_out_twice_moves_no_letter() -> None:
    source = Source("Three 3 of them")
    source.ignore(6, 7, "one reason")
    source.ignore(5, 7, "another")
    assert [line.text for line in source.lines()] == ["Three\x1a\x1a of them"]
