"""The sample roundtable is whole, well-formed and true to its source in fact, and its prose is the project's own."""

import re
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import resources
from roundtable.exchange import json_file
from roundtable.intake.paper import read_text
from roundtable.records.collection import Collection
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary

SAMPLE = resources.path("sample/rt-3.2.json")
WORD = re.compile(r"[^\W_]+")
SHARED_RUN = 8
"""So many consecutive words in common with the source are no accident."""
LONG_NAMES = (
    "WHO Global Code of Practice on the International Recruitment of Health Personnel",
    "Union technique de la Mutualité malienne (UTM)",
    "Fédération nationale des mutuelles de santé des Comores (FENAMUSAC)",
)


@cache
def sample() -> Collection:
    return json_file.read(SAMPLE)


def the_roundtable() -> RoundtableRecord:
    [roundtable] = sample().roundtables
    return roundtable


def test_the_sample_stands_in_the_form_in_which_it_would_be_exported(tmp_path: Path) -> None:
    json_file.write(sample(), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == SAMPLE.read_bytes()


def test_the_sample_has_every_part_of_the_paper() -> None:
    roundtable = the_roundtable()
    first, second = (question.id for question in roundtable.guiding_questions)
    assert [entry.guiding_question for entry in roundtable.annex] == [first] * 13 + [second] * 12 + [""] * 14
    assert [entry.practice for entry in roundtable.annex] == [practice.id for practice in sample().practices]
    assert len(roundtable.possible_measures) == 6
    assert all(question.illustration and question.issue_area for question in roundtable.guiding_questions)
    assert all(section.heading and section.text for section in roundtable.sections)
    assert roundtable.expected_outcome
    assert roundtable.annex_introduction


def test_the_summaries_are_as_long_as_those_of_a_real_paper() -> None:
    lengths = [len(practice.summary.split()) for practice in sample().practices]
    assert min(lengths) >= 27
    assert max(lengths) <= 331
    assert 110 <= statistics.median(lengths) <= 134


def test_only_the_record_without_a_title_in_the_paper_lacks_one() -> None:
    assert [practice.countries[0].code for practice in sample().practices if not practice.title] == ["ERI"]


def test_every_place_resolves_but_the_two_that_name_no_place() -> None:
    countries = [country for practice in sample().practices for country in practice.countries]
    assert all(standard_places().by_code(country.code) for country in countries if country.code)
    assert [country.printed for country in countries if not country.code] == [
        "diaspora destination countries",
        "countries of destination for the Salvadorian diaspora",
    ]


def test_every_term_is_in_its_preferred_form_and_the_paper_s_own_areas_are_off_the_list() -> None:
    vocabulary = Vocabulary(sample().vocabulary)
    off_list = set()
    for practice in sample().practices:
        assert practice.thematic_areas
        assert all(vocabulary.find("tag", tag) for tag in practice.tags)
        off_list |= {area for area in practice.thematic_areas if vocabulary.find("thematic_area", area) is None}
        assert practice.tags == tuple(vocabulary.canonical("tag", tag) for tag in practice.tags)
        areas = tuple(vocabulary.canonical("thematic_area", area) for area in practice.thematic_areas)
        assert practice.thematic_areas == areas
    assert off_list == {
        "Diaspora and development",
        *("youth employability", "social inclusion", "national planning", "policy coherence"),
    }


def test_every_mapping_joins_what_is_there_and_says_why() -> None:
    practices = sample().practices_by_id()
    roundtable = the_roundtable()
    questions = {question.id for question in roundtable.guiding_questions}
    measures = {measure.id for measure in roundtable.possible_measures}
    placed = {(entry.practice, entry.guiding_question) for entry in roundtable.annex if entry.guiding_question}
    for mapping in sample().mappings:
        assert mapping.practice in practices
        assert mapping.guiding_question in questions or mapping.possible_measure in measures
        assert (mapping.practice, mapping.guiding_question) not in placed
        assert mapping.reason
    assert {mapping.possible_measure for mapping in sample().mappings} >= measures


def test_the_facts_are_those_of_the_real_paper(paper: Path) -> None:
    printed = read_text(paper).collection
    [roundtable] = printed.roundtables
    assert (roundtable.code, roundtable.title) == (the_roundtable().code, the_roundtable().title)
    assert roundtable.linked_roundtables == the_roundtable().linked_roundtables
    assert len(roundtable.possible_measures) == len(the_roundtable().possible_measures)
    assert _groups(roundtable) == _groups(the_roundtable())
    for theirs, ours in zip(printed.practices, sample().practices, strict=True):
        assert _facts(ours) == _facts(theirs)


def _groups(roundtable: RoundtableRecord) -> list[int]:
    """Tell for each practice in annex order to which question it belongs; -1 is none."""
    questions = [question.id for question in roundtable.guiding_questions]
    return [questions.index(entry.guiding_question) if entry.guiding_question else -1 for entry in roundtable.annex]


def _facts(practice: PracticeRecord) -> tuple[object, ...]:
    """Give what must agree; the text of the paper lost the hyphens at which its links were broken."""
    links = [link.replace("-", "") for link in practice.web_links]
    return WORD.findall(practice.title), practice.countries, practice.thematic_areas, practice.tags, links


def test_no_prose_is_shared_with_the_real_paper(paper: Path) -> None:
    theirs = _runs(paper.read_text(encoding="utf-8"))
    shared = {" ".join(run) for text in _own_prose() for run in _runs(text) & theirs}
    assert not shared


def _own_prose() -> Iterator[str]:
    """Give every text that is the project's own, apart at each long name or title that it has to cite."""
    names = re.compile("|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True)))
    for text in _texts():
        yield from names.split(text)


def _names() -> Iterator[str]:
    yield from LONG_NAMES
    for practice in sample().practices:
        names = (practice.title, *practice.tags, *(partner.name for partner in practice.partners))
        yield from (name for name in names if len(name.split()) > 3)


def _texts() -> Iterator[str]:
    roundtable = the_roundtable()
    yield from (roundtable.expected_outcome, roundtable.annex_introduction)
    yield from (note.text for note in roundtable.footnotes)
    for section in roundtable.sections:
        yield from (section.heading, section.text)
    for question in roundtable.guiding_questions:
        yield from (question.text, question.issue_area, question.illustration)
    yield from (measure.text for measure in roundtable.possible_measures)
    yield from (practice.summary for practice in sample().practices)
    yield from (mapping.reason for mapping in sample().mappings)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    return {tuple(words[start : start + SHARED_RUN]) for start in range(len(words) - SHARED_RUN + 1)}
