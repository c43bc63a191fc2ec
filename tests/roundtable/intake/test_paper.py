"""The real background paper: every fact of its 39 records as a person read it, its parts, and every word's fate.

The facts lie beside the invented annexes; the paper itself may lie in a folder beside the checkout, else these skip.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from roundtable.intake.paper import read_text
from roundtable.paper_text.labels import label_of
from roundtable.records.intake import Intake
from roundtable.records.roundtable import RoundtableRecord
from roundtable.vocabulary.term_lookup import folded
from tests.needs import SHARED
from tests.roundtable.intake.facts import groups, practice_facts, said

PAPER = SHARED / "data/rt-3.2-background-paper.txt"
FACTS = Path(__file__).resolve().parents[2] / "data/intake/rt-3.2-facts.json"

pytestmark = pytest.mark.skipif(not PAPER.is_file(), reason=f"{PAPER} is absent")


@pytest.fixture(scope="module")
def intake() -> Intake:
    return read_text(PAPER)


@pytest.fixture(scope="module")
def roundtable(intake: Intake) -> RoundtableRecord:
    [record] = intake.collection.roundtables
    return record


def gold() -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = json.loads(FACTS.read_text(encoding="utf-8"))
    return facts


@pytest.mark.parametrize("number", range(39))
def test_every_field_of_a_record_is_as_a_careful_reader_has_it(number: int, intake: Intake) -> None:
    assert len(intake.collection.practices) == 39
    practice, wanted = intake.collection.practices[number], gold()[number]
    words = practice.summary.split()
    summary = {"words": len(words), "begins": " ".join(words[:2]), "ends": " ".join(words[-2:])}
    questions = ["", *dict.fromkeys(area for area in groups(intake) if area)]
    group = questions.index(groups(intake)[number]) or None
    assert practice_facts(practice) | {"summary": summary, "question": group} == wanted


def test_the_roundtable_has_its_code_title_and_links(roundtable: RoundtableRecord) -> None:
    assert roundtable.code == "RT 3.2"
    assert roundtable.title.startswith("Migrants’ social and financial remittances")
    assert roundtable.title.endswith("effects on health and education")
    assert roundtable.meeting == ""
    assert roundtable.expected_outcome.split()[-2:] == ["gender", "equality."]
    first, second, third = roundtable.linked_roundtables
    assert first == "RT 1.2 Framing migration for the MDGs and the Post-2015 UN Development Agenda"
    assert second.startswith("RT 2.2 Facilitating positive development impacts")
    assert second.endswith("between countries of residence and origin")
    assert third.startswith("RT 3.1 Empowering migrants, their households")
    assert third.endswith("rights and social development outcomes")


def test_every_section_stands_under_its_heading(roundtable: RoundtableRecord) -> None:
    assert [(section.heading, len(section.text.split())) for section in roundtable.sections] == [
        ("Introduction and context", 584),
        ("Links to other GFMD Roundtables", 81),
        ("The evidence of the links between migration and health", 849),
        ("The evidence of the links between migration and education", 493),
        ("Gender dynamics", 253),
        ("Guiding questions", 34),
        ("Possible measures", 47),
    ]
    assert all(section.text.endswith((".", ":")) for section in roundtable.sections)


def test_two_questions_with_their_examples_and_issue_areas(roundtable: RoundtableRecord) -> None:
    first, second = roundtable.guiding_questions
    assert first.text.startswith("What models for managing human resources")
    assert first.text.endswith("countries of origin etc)?")
    assert second.text.startswith("How can governments, local authorities")
    assert second.text.endswith("access to education and health?")
    assert first.issue_area.startswith("Examples of how models")
    assert second.issue_area.startswith("Examples of support to assist")
    assert [len(question.illustration.split()) for question in (first, second)] == [371, 253]


def test_six_measures_though_their_bullets_stand_apart(roundtable: RoundtableRecord) -> None:
    assert [measure.text.split()[0] for measure in roundtable.possible_measures] == [
        *("increase", "establish", "establish", "encourage", "recognise", "strengthen")
    ]
    assert [measure.text.split()[-1] for measure in roundtable.possible_measures] == [
        *("outcomes,", "health.", "personnel.", "destination.", "origin.", "migrated.")
    ]


def test_lists_of_a_summary_are_items_of_their_own(intake: Intake) -> None:
    def marks(title: str) -> list[str]:
        [practice] = [p for p in intake.collection.practices if p.title.startswith(title)]
        first_words = [paragraph.split()[0] for paragraph in practice.summary.split("\n\n")]
        return [word for word in first_words if re.fullmatch(r"[•-]|\w[.)]", word)]

    assert marks("Promotion of social, economic") == ["1.", "2.", "3.", "4.", "5."]
    assert marks("Management Model") == ["a)", "b)"]
    assert marks("Prevention strategy") == ["a)", "b)"]
    assert marks("El Salvador Global") == ["•", "•", "•"]
    assert marks("“Supporting the implementation") == ["-", "-", "-", "-"]


def test_the_annex_introduction_and_the_footnote_are_kept(roundtable: RoundtableRecord) -> None:
    assert roundtable.annex_introduction.startswith("This Annex contains")
    assert roundtable.annex_introduction.endswith("Policy and Practice Database.")
    [footnote] = roundtable.footnotes
    assert footnote.mark == "22"
    assert footnote.text.startswith('A "tag" is a word or phrase')


def test_doubtful_hyphens_off_list_terms_and_an_empty_title_are_reported(intake: Intake) -> None:
    reported = [problem.message for problems in intake.problems.values() for problem in problems]
    for word in ("Post2015", "highskilled", "fiveyear", "remigration", "evidencebased", "microand", "leftbehind"):
        assert any(f"“{word}”" in message for message in reported)
    for word in ("migranthealth", "codevelopment", "Diaspora and development", "social inclusion"):
        assert any(f"“{word}”" in message for message in reported)
    assert [message for message in reported if "title is empty" in message] == ["The title is empty."]
    assert all(problem.where.startswith("line ") for problems in intake.problems.values() for problem in problems)


def test_words_left_out_are_furniture_only(intake: Intake) -> None:
    loss = intake.loss
    assert loss.words_in == len(PAPER.read_text(encoding="utf-8").split()) == 11231
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored
    assert loss.words_kept_as_note == 23
    assert Counter(ignored.reason for ignored in loss.ignored) == {
        "footnote mark": 23,
        "label of a diagram": 8,
        "leftover of a mail merge": 8,
        "name of the forum or kind of the paper": 1,
    }
    diagram = [ignored.text for ignored in loss.ignored if ignored.reason == "label of a diagram"]
    assert " ".join(diagram).split()[:3] == ["Expatriate", "El", "Salvadorians"]


def test_every_mapped_word_arrives_in_a_record(intake: Intake, roundtable: RoundtableRecord) -> None:
    text = PAPER.read_text(encoding="utf-8")
    left_out = [ignored.text for ignored in intake.loss.ignored] + [note.text for note in roundtable.footnotes]
    missing = _words(text) - _words(*left_out) - _words(*said(intake))
    labels = [label.printed for line in text.splitlines() if (label := label_of(line.strip()))]
    headings = ("Draft Background paper", "Expected outcome", "Annex", "Main issue areas", "Other related examples")
    unexplained = missing - _words(*labels, *headings, *["Web"] * 6)
    between_names = {"and", "funding"}  # told by a list's items, or by a role
    joined = {
        "post",
        "2015",
        "highskilled",
        "fiveyear",
        "evidencebased",
        "leftbehind",
        "microand",
        "post2015",
        "22migration",
    }
    in_preferred_form = {"diaspora", "minimising", "maximising", "market"}
    assert set(unexplained) <= between_names | joined | in_preferred_form
    assert unexplained.total() < 60


def test_taken_in_twice_it_has_the_same_identities(intake: Intake) -> None:
    again = read_text(PAPER)
    assert again == intake
    assert len({practice.id for practice in intake.collection.practices}) == 39


def _words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in folded(text).split())
