"""Annexes and papers that are not the real one: each text beside its facts, compared field by field.

The texts were made from invented records: printed to PDF in one or two columns, narrow and wide, and extracted with
pdftotext, plain and with -layout; or written by hand with the labels of other ministries.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from roundtable.intake.paper import read_text
from tests.roundtable.intake.facts import groups, practice_facts

DATA = Path(__file__).resolve().parents[2] / "data/intake"
NAMES = sorted(file.stem for file in DATA.glob("*.txt"))


def expected(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return facts


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_an_invented_annex_is_as_printed(name: str) -> None:
    intake, facts = read_text(DATA / f"{name}.txt"), expected(name)
    assert intake.kind == facts["kind"]
    found = [
        practice_facts(practice) | {"group": group}
        for practice, group in zip(intake.collection.practices, groups(intake), strict=True)
    ]
    assert [practice["title"] for practice in found] == [practice["title"] for practice in facts["practices"]]
    for practice, wanted in zip(found, facts["practices"], strict=True):
        assert practice == wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_an_invented_annex_is_accounted_for(name: str) -> None:
    loss = read_text(DATA / f"{name}.txt").loss
    assert loss.words_in == len((DATA / f"{name}.txt").read_text(encoding="utf-8").split())
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored
    assert {ignored.reason for ignored in loss.ignored} <= {
        "page number",
        "running head or foot of the page",
        "footnote mark",
        "leftover of a mail merge",
        "running number of a record",
        "stands for an empty field",
        "name of the forum or kind of the paper",
    }


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["kind"] == "paper"])
def test_the_policy_part_of_an_invented_paper_is_as_printed(name: str) -> None:
    [roundtable] = read_text(DATA / f"{name}.txt").collection.roundtables
    facts = expected(name)
    assert (roundtable.code, roundtable.title, roundtable.meeting) == (facts["code"], facts["title"], facts["meeting"])
    assert list(roundtable.linked_roundtables) == facts["linked_roundtables"]
    assert [section.heading for section in roundtable.sections] == facts["headings"]
    assert [[question.text, question.issue_area] for question in roundtable.guiding_questions] == facts["questions"]
    assert all(question.illustration for question in roundtable.guiding_questions)
    assert [measure.text for measure in roundtable.possible_measures] == facts["measures"]
