"""Running text keeps its paragraphs, its list items and its words, whatever the lines did to them."""

import pytest

from roundtable.paper_text.paragraphs import diagrams, paragraphs
from roundtable.paper_text.source import Source
from roundtable.paper_text.typesetting import Typesetting


def read(text: str, whole: str = "") -> list[str]:
    lines = Source(text).lines()
    return paragraphs(lines, Typesetting(whole or text, lines))


FULL = "This line of the text is as broad as any line of the column may become before it"


def test_a_sentence_that_ends_before_the_line_is_full_ends_a_paragraph() -> None:
    assert read(f"{FULL}\nbreaks here.\n{FULL}\nbreaks again.") == [f"{FULL} breaks here.", f"{FULL} breaks again."]


def test_a_page_end_within_a_sentence_is_bridged() -> None:
    assert read(f"{FULL}\nand on.\n{FULL}\n\n\fbreaks over the page.") == [
        f"{FULL} and on.",
        f"{FULL} breaks over the page.",
    ]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert read(f"{FULL}.\n\n{FULL}.") == [f"{FULL}.", f"{FULL}."]


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("Aims:\n• to teach\n• to help", ["Aims:", "• to teach", "• to help"]),
        ("Aims:\n- to teach\n- to help", ["Aims:", "- to teach", "- to help"]),
        ("Aims:\n1. to teach\n2. to help", ["Aims:", "1. to teach", "2. to help"]),
        ("Aims:\na) to teach\nb) to help", ["Aims:", "a) to teach", "b) to help"]),
        ("Aims:\n(i) to teach\n(ii) to help", ["Aims:", "(i) to teach", "(ii) to help"]),
        ("Aims:\n1.\n2.\n\nTo teach well.\nTo help.", ["Aims:", "1. To teach well.", "2. To help."]),
        ("Aims:\na)\n\nTo teach.\n\nb) To help.", ["Aims:", "a) To teach.", "b) To help."]),
        ("It has two parts: i) to teach and\nii) to help.", ["It has two parts: i) to teach and ii) to help."]),
        ("Aims: 1. to teach 2. to help.", ["Aims: 1. to teach 2. to help."]),
        ("Aims:\n\uf0b7 to teach", ["Aims:", "• to teach"]),
    ],
)
def test_a_list_item_is_a_paragraph_that_begins_with_its_mark(printed: str, items: list[str]) -> None:
    assert read(printed) == items


@pytest.mark.parametrize(
    ("printed", "elsewhere", "joined"),
    [
        ("the develop-\nment", "development", "the development"),
        ("the develop-\nment", "", "the development"),
        ("children left-\nbehind", "left-behind", "children left-behind"),
        ("evidence-\nbased", "evidence and based on it, evidence or based", "evidence-based"),
        ("micro-\nand small", "", "micro- and small"),
        ("Post-\n2015", "", "Post-2015"),
        ("costs/\nbenefits", "", "costs/benefits"),
        ("co\u00ad\noperation", "", "cooperation"),
        ("wages – \nand hours", "", "wages – and hours"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_the_word_has_one(printed: str, elsewhere: str, joined: str) -> None:
    assert " ".join(read(printed, f"{printed}\n{elsewhere}")) == joined


def test_a_hyphen_that_an_overlong_line_lost_is_restored_and_told() -> None:
    text = f"{FULL}\n" * 19 + f"{FULL[:-12]} wellknown line goes on over where the next line once ended and it\n"
    lines = Source(text).lines()
    typesetting = Typesetting(f"{text} a well known one", lines)
    assert "well-known" in typesetting.joined(lines[-1:])
    assert "wellknown" in typesetting.doubts[20]


def test_boxes_of_short_lines_among_text_are_labels_of_a_diagram() -> None:
    text = f"{FULL}.\n\nMigrants\nabroad\n\nCentral\nbank\n\n{FULL}."
    assert [line.text for line in diagrams(Source(text).lines())] == ["Migrants", "abroad", "Central", "bank"]


def test_one_short_line_among_text_is_a_heading() -> None:
    assert diagrams(Source(f"{FULL}.\n\nResults\n\n{FULL}.").lines()) == []
