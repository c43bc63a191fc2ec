"""Pages are filled: little white at their feet, none nearly empty, and still nothing parted that belongs together."""

from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from roundtable.annex.document import AnnexDocument, build
from roundtable.annex.page_style import page_style
from roundtable.exchange import json_file
from roundtable.intake.paper import parse_paper
from roundtable.records.mapping import MappingRecord
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import Country, Partner, PracticeRecord
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, RoundtableRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from tests import needs, samples
from tests.roundtable.annex.examples import annex_of
from tests.roundtable.annex_pages.laid_out import pages_of, text_of, whites

WORD = "contribution "


def sample(language: str = "en") -> AnnexDocument:
    collection = json_file.read(resources.path("sample/rt-3.2.json"))
    return build(collection.roundtables[0], collection.practices_by_id(), collection.mappings, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_fills_its_pages(language: str) -> None:
    *free, _ = whites(pages_of(sample(language)))
    assert mean(free) <= 0.06
    assert max(free) <= 1 / 3


@settings(max_examples=40)
@given(st.lists(samples.practices(), min_size=1, max_size=6, unique_by=lambda one: one.id), st.data())
def test_no_page_but_the_last_is_under_a_third_full(practices: list[PracticeRecord], data: st.DataObject) -> None:
    questions = tuple(GuidingQuestion(id=key, text=WORD * 12) for key in "abc")
    long = st.builds(
        PracticeRecord,
        id=st.uuids().map(str),
        title=st.integers(0, 150).map(lambda count: WORD * count),
        summary=st.integers(0, 900).map(lambda count: WORD * count),
        countries=st.lists(st.just(Country("Kosovo", "XKX")) | st.just(Country("Mali", "MLI")), max_size=2).map(tuple),
        partners=st.integers(0, 200).map(lambda count: tuple(Partner(f"{WORD}{n}") for n in range(count))),
        extra=st.integers(0, 60).map(lambda count: tuple((f"Label {n}", WORD) for n in range(count))),
    )
    practices += data.draw(st.lists(long, max_size=8, unique_by=lambda one: one.id))
    entries = tuple(AnnexEntry(one.id, data.draw(st.sampled_from("abcd"))) for one in practices)
    roundtable = RoundtableRecord(id="", code="RT 9.9", guiding_questions=questions, annex=entries)
    pages = pages_of(build(roundtable, {one.id: one for one in practices}))
    assert all(free <= 2 / 3 + 1e-6 for free in whites(pages)[:-1])


def test_the_next_group_begins_on_the_page_where_a_third_is_free() -> None:
    practices = {name: PracticeRecord(id=name, title=name.upper(), summary=WORD * 40) for name in "abc"}
    questions = tuple(GuidingQuestion(id=name, text=f"Question {name}?") for name in practices)
    entries = tuple(AnnexEntry(name, name) for name in practices)
    roundtable = RoundtableRecord(id="", code="RT 9.9", title=WORD * 60, guiding_questions=questions, annex=entries)
    _, body = pages_of(build(roundtable, practices))
    assert [strip.anchor for _, strip in body.placed if strip.anchor.startswith("group")] == [
        "group-1",
        "group-2",
        "group-3",
    ]


@pytest.mark.parametrize("count", range(30, 80, 3))
def test_the_first_group_begins_where_a_third_of_the_last_page_of_contents_is_free(count: int) -> None:
    look = page_style("compact")
    practices = (PracticeRecord(id=str(n), title=f"T {n}", summary=WORD * 40) for n in range(count))
    pages = pages_of(annex_of(*practices), look)
    place = next(at for at, page in enumerate(pages) if any(s.anchor == "group-0" for _, s in page.placed))
    assert place == 0 or whites(pages, look)[place - 1] < 1 / 3
    assert place > 0 or whites(pages, look)[0] < 1 / 3


@pytest.mark.parametrize("words", range(200, 900, 35))
def test_a_title_keeps_its_first_fields_and_a_hairline_never_begins_a_page(words: int) -> None:
    facts = PracticeRecord(
        id="b",
        title="Second",
        countries=(Country("Mali"),),
        partners=(Partner("A partner"),),
        thematic_areas=("Area",),
        tags=("Gender",),
        summary=WORD * 90,
    )
    practices = [replace(facts, id="a", title="First", summary=WORD * words), facts]
    for page in pages_of(annex_of(*practices)):
        strips = [strip for _, strip in page.placed]
        assert not strips[0].is_divider
        titles = [at for at, strip in enumerate(strips) if strip.anchor.startswith("practice")]
        assert not titles or len(strips) - titles[-1] >= 4  # the title, its rule, two fields


@pytest.mark.parametrize("words", range(0, 120, 8))
def test_a_title_of_many_words_in_large_print_never_ends_a_page(words: int) -> None:
    title = "services " * 45
    practices = [
        PracticeRecord(id=place, title=title, summary=WORD * count) for place, count in (("a", words), ("b", 90))
    ]
    for page in pages_of(annex_of(*practices), page_style("large", "letter"))[1:]:
        written = [strip for _, strip in page.placed if strip.parts]
        assert "services" not in text_of(written[-1])


def test_pages_that_are_nearly_full_are_set_flush() -> None:
    pages = pages_of(
        annex_of(*(PracticeRecord(id=str(n), title=f"T {n}", summary=WORD * (50 + 7 * n)) for n in range(40)))
    )
    flush = [free for free in whites(pages) if abs(free) * page_style().body_height < 0.01]
    assert len(flush) >= len(pages) / 2
    assert all(free > -1e-6 for free in whites(pages))


def test_no_paragraph_leaves_a_line_alone_at_either_end_of_a_page() -> None:
    practices = (PracticeRecord(id=str(n), title=f"T {n}", summary=WORD * (60 + 31 * n)) for n in range(24))
    pages = pages_of(annex_of(*practices))
    lines = [[strip.parts[-1][0] for _, strip in page.placed if WORD.strip() in text_of(strip)] for page in pages]
    parted = [(upper, lower) for upper, lower in pairwise(lines) if upper and lower and upper[-1] is lower[0]]
    assert len(parted) > 5
    for upper, lower in parted:
        assert upper[-2] is upper[-1]
        assert lower[0] is lower[1]


def test_the_real_paper_fills_its_pages() -> None:
    path = needs.shared("data/rt-3.2-background-paper.txt")
    vocabulary, places = Vocabulary(standard_terms()), standard_places()
    paper = parse_paper(path.read_text(encoding="utf-8"), path.name, vocabulary, places).collection
    free = whites(pages_of(build(paper.roundtables[0], paper.practices_by_id())))
    assert mean(free) <= 0.05
    assert max(free[:-1]) <= 1 / 3


@pytest.mark.parametrize("words", range(200, 700, 25))
@pytest.mark.parametrize("count", [2, 3])
def test_the_last_cross_reference_of_a_group_never_begins_a_page_alone(count: int, words: int) -> None:
    others = [PracticeRecord(id=str(n), title=f"Other {n}", summary=WORD) for n in range(count)]
    practices = {one.id: one for one in (PracticeRecord(id="a", title="A", summary=WORD * words), *others)}
    roundtable = RoundtableRecord(
        id="",
        code="RT 9.9",
        guiding_questions=(GuidingQuestion(id="q", text="Question?"),),
        annex=(AnnexEntry("a", "q"), *(AnnexEntry(one.id) for one in others)),
    )
    mappings = [MappingRecord(practice=one.id, guiding_question="q") for one in others]
    for page in pages_of(build(roundtable, practices, mappings))[1:]:
        assert f"Other {count - 1}" not in text_of(page.placed[0][1])
