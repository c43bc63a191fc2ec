"""Words that run right stand in their place on a line, and a paragraph of them begins at the right."""

import pytest

from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import page_style
from roundtable.annex.printed_text import Paragraph
from roundtable.annex.strips import Element, run_of, strips_of
from roundtable.annex.text_direction import levels_of, runs_right, visual_runs
from roundtable.annex_pages.layout import lay_out
from roundtable.progress import silent
from roundtable.records.practice import PracticeRecord
from tests.roundtable.annex.examples import annex_of

LOOK = page_style()


def seen(line: str) -> str:
    """Return a line's characters from left to right, before brackets are mirrored."""
    runs = visual_runs(line, levels_of(line, is_right=runs_right(line)))
    return "".join(run.text[::-1] if run.is_right else run.text for run in runs)


@pytest.mark.parametrize(
    ("line", "from_left"),
    [
        ("plain text", "plain text"),
        ("the שלום עולם end.", "the םלוע םולש end."),
        ("שלום 123 abc (def).", ".abc (def) 123 םולש"),
        ("قانون رقم 26/2010 (المادة 5).", ".)5 ةداملا( 26/2010 مقر نوناق"),
        ("مرحبا (IOM) نص", "صن )IOM( ابحرم"),
        ("\u200fIOM مرحبا.", ".ابحرم IOM\u200f"),
        ("x ע(א)\u05b7 12", "x 12 \u05b7)א(ע"),
        ("abc שלום, 12 def.", "abc 12 ,םולש def."),
        ("", ""),
    ],
)
def test_a_line_is_ordered_by_the_bidirectional_algorithm(line: str, from_left: str) -> None:
    assert seen(line) == from_left


def test_the_first_strong_letter_decides_where_a_paragraph_begins() -> None:
    assert [runs_right(text) for text in ("12. שלום abc", "\u200fIOM مرحبا", "IOM مرحبا", "3.5", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("IOM تدعم العائدين في البلدان", True),
        ("«مبادرة» is a programme for families.", False),
        ("انظر http://example.org/a/very/long/address/of/a/report", True),
        ("\u200eمرحبا بالعالم", False),
    ],
)
def test_a_name_in_another_script_does_not_turn_a_paragraph_round(text: str, is_right: bool) -> None:
    assert runs_right(text) == is_right


def test_a_paragraph_that_runs_right_ends_at_the_right_edge() -> None:
    document = annex_of(PracticeRecord(id="a", title="مرحبا", summary="1. نص قصير\n\n2. نص آخر"))
    characters = document.own_characters().union(*(one.characters() for one in document.practices()))
    pages = lay_out(document, Fonts(characters), LOOK, silent)
    runs = [run for _, strip in pages[1].placed for _, parts in strip.parts for run in parts if run.levels]
    assert runs
    assert max(run.x + run.width for run in runs) == pytest.approx(LOOK.text_width, abs=0.01)
    assert LOOK.margin + LOOK.text_width <= LOOK.page_width


def test_a_line_that_begins_with_a_number_is_ordered_within_its_paragraph() -> None:
    text = "Law: القانون 5 من الدستور"
    content, fonts = Paragraph(text), Fonts(set(text))
    width = run_of(0.0, "Law: القانون", LOOK.body, fonts).width + 1
    line = strips_of(content, Element("P"), LOOK.body, fonts, width)[1].parts[0][1][0]
    assert line.text.startswith("5")
    assert visual_runs(line.text, line.levels)[-1].text == "5"
