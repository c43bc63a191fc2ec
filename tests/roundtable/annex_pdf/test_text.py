"""The file says every word of the document in order, however long, in whatever letters."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from roundtable.annex.document import build
from roundtable.annex_pdf import pdf
from roundtable.exchange import json_file
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import Country, Partner, PracticeRecord
from tests import needs
from tests.roundtable.annex.examples import NURSES, annex, annex_of
from tests.roundtable.annex_pdf.pdf_pages import pages_of, read_in_order, stand_in_order
from tests.roundtable.annex_pdf.test_languages import qt_pages

pytestmark = needs.program("pdftotext")

GOLDEN = Path(__file__).with_name("golden_annex.txt")
WORD = "contribution"


@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["default", "raw"])
def test_every_word_of_every_field_is_read_in_order(options: tuple[str, ...], target: Path) -> None:
    pdf.write(annex(), target)
    read_in_order(annex(), target, *options)


@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["default", "raw"])
def test_every_word_of_the_sample_is_read_in_order(options: tuple[str, ...], target: Path) -> None:
    sample = json_file.read(resources.path("sample/rt-3.2.json"))
    document = build(sample.roundtables[0], sample.practices_by_id(), sample.mappings)
    assert any(group.see_also for group in document.groups)
    assert pdf.write(document, target).missing == ()
    read_in_order(document, target, *options)


@pytest.mark.usefixtures("qapp")
def test_qt_reads_every_word_of_the_sample_in_order(target: Path) -> None:
    sample = json_file.read(resources.path("sample/rt-3.2.json"))
    document = build(sample.roundtables[0], sample.practices_by_id(), sample.mappings)
    pdf.write(document, target)
    stand_in_order(document, target, qt_pages(target))


def test_the_text_by_page_is_as_reviewed(target: Path) -> None:
    pdf.write(annex(), target)
    text = "\n=== page ===\n".join(pages_of(target, "-raw"))
    if os.environ.get("ROUNDTABLE_REWRITE_GOLDENS") == "1":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_markup_prints_as_it_was_typed(target: Path) -> None:
    typed = 'a <b>bold</b> &amp; <img src="file:///etc/passwd"/> <para>'
    pdf.write(annex_of(PracticeRecord(id="a", title=typed, summary=typed)), target)
    assert pages_of(target, "-raw")[1].count(typed) == 2


def test_right_to_left_words_are_read_in_their_letters_order(target: Path) -> None:
    pdf.write(annex_of(PracticeRecord(id="a", title="A", summary="the שלום עולם and مرحبا end")), target)
    read = re.sub("[\u202a-\u202e]", "", pages_of(target)[1])
    assert all(word in read for word in ("שלום", "עולם", "مرحبا"))


@pytest.mark.parametrize(
    "practice",
    [
        PracticeRecord(id="a", title="Long", summary=f"{WORD} " * 5000),
        PracticeRecord(id="a", title="Long", summary="\n\n".join(f"{n}. {WORD} {WORD}" for n in range(1, 99)) * 5),
        PracticeRecord(id="a", title="Partners", partners=tuple(Partner(f"{WORD} {n}") for n in range(900))),
        PracticeRecord(id="a", title=f"{WORD} " * 1500, summary="Short."),
        PracticeRecord(id="a", title="Word", summary="x" * 5000, tags=("y" * 5000,)),
        PracticeRecord(id="a", title="Label", extra=((f"{WORD} " * 30, "Value"), ("", "No label"))),
        PracticeRecord(id="a", title="Links", web_links=tuple(f"http://example.org/{n}" for n in range(200))),
    ],
    ids=["summary", "list", "partners", "title", "word", "label", "links"],
)
@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["default", "raw"])
def test_what_is_longer_than_a_page_flows_on(practice: PracticeRecord, options: tuple[str, ...], target: Path) -> None:
    document = annex_of(practice, NURSES)
    pdf.write(document, target)
    read_in_order(document, target, *options)


def test_no_heading_stands_alone_at_the_end_of_a_page(target: Path) -> None:
    practices = [
        PracticeRecord(id=str(n), title=f"Title {n}", countries=(Country("Mali"),), summary=f"{WORD} " * (40 + 11 * n))
        for n in range(40)
    ]
    pdf.write(annex_of(*practices), target)
    for page in pages_of(target, "-raw")[1:]:
        *body, _ = page.splitlines()
        titled = [at for at, line in enumerate(body) if re.fullmatch(r"Title \d+", line)]
        assert not titled or len(body) - titled[-1] >= 4, page  # the title, the country, two lines of the summary


def test_an_annex_without_practices_says_so(target: Path) -> None:
    result = pdf.write(annex_of(), target)
    assert (result.pages, result.practices) == (1, 0)
    assert "No practice has been placed" in pages_of(target)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_number_and_how_many_there_are(language: str, target: Path) -> None:
    pages = pdf.write(annex(language), target).pages
    for number, page in enumerate(pages_of(target), 1):
        assert page.rstrip().endswith(f"{number}/{pages}")


def test_a_place_with_a_footnote_calls_it_wherever_it_stands(target: Path) -> None:
    practices = (
        PracticeRecord(
            id="a", title="A", countries=(Country("Kosovo", "XKX"), Country("Serbia", "SRB")), tags=("Gender",)
        ),
        PracticeRecord(id="b", title="B", extra=(("Target Countries", "Serbia, Kosovo"),)),
    )
    pdf.write(annex_of(*practices), target)
    text = " ".join(pages_of(target)[1].split())
    assert "Kosovo; a Serbia" in text
    assert "Serbia, Kosovo a" in text
    assert text.count("a References to Kosovo") == 1
    assert "b A tag is" in text


def test_the_footnote_stands_on_the_page_of_the_first_tags(target: Path) -> None:
    pdf.write(annex(), target)
    assert [annex().tag_footnote in page for page in pages_of(target, "-raw")] == [False, True, False]


words = st.lists(
    st.text(st.sampled_from("aZ09éßŁğçñøΩλж…“”’‘«»–<>&;:,.!?()[]{}/\\'\"#%*+=_|~^$€№§"), min_size=1, max_size=60),
    max_size=60,
).map(" ".join)


@settings(max_examples=settings().max_examples // 2)
@given(
    st.builds(
        PracticeRecord,
        id=st.just("a"),
        title=words,
        summary=st.lists(words, max_size=4).map("\n\n".join),
        countries=st.lists(st.builds(Country, words), max_size=2).map(tuple),
        partners=st.lists(st.builds(Partner, words), max_size=9).map(tuple),
        tags=st.lists(words, max_size=3).map(tuple),
        web_links=st.lists(words, max_size=2).map(tuple),
        extra=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    )
)
def test_any_words_that_have_glyphs_are_read_in_order(
    tmp_path_factory: pytest.TempPathFactory, practice: PracticeRecord
) -> None:
    path = tmp_path_factory.mktemp("annex") / "annex.pdf"
    document = annex_of(practice)
    assert pdf.write(document, path).missing == ()
    read_in_order(document, path, "-raw")
