"""Labels that no field has: what is asked about them, and what a person says that they mean."""

from pathlib import Path

import pytest

from roundtable import imports
from roundtable.contribution import own_columns
from roundtable.intake import unknown_labels
from roundtable.intake.paper import parse_paper
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

RECORD = """Title: Kiln school
Country: Ghana
Room booked: Kiln Act, section 4
Remarks: the minister wants this one
Summary: Potters teach in winter.

Title: Loom school
Country: Togo
Room booked: Loom Act
Summary: Weavers teach in summer.
"""
BACKERS = "Title: Kiln school\nCountry: Ghana\nBackers: Clay Fund; Kiln Bank\nSummary: Potters teach in winter.\n"


def read(text: str, meanings: dict[str, str] | None = None) -> Intake:
    vocabulary, places = Vocabulary(standard_terms()), standard_places()
    return parse_paper(text, "paper.txt", vocabulary, places, meanings or {})


def first(text: str, meanings: dict[str, str]) -> PracticeRecord:
    return read(text, meanings).collection.practices[0]


def test_an_unknown_label_is_asked_about_once_with_its_place_and_an_example() -> None:
    asked = {one.heading: one for one in read(RECORD).own_columns}
    assert set(asked) == {"Room booked", "Remarks"}
    assert (asked["Room booked"].where, asked["Room booked"].example) == ("line 3", "Kiln Act, section 4")
    assert asked["Room booked"].meaning == own_columns.NOTE


def test_an_unknown_label_is_an_internal_note_until_a_person_makes_it_a_printed_field() -> None:
    text = RECORD.replace("Remarks: the minister wants this one", "Duration: two years")
    intake = read(text)
    practice = intake.collection.practices[0]
    assert practice.notes == "Room booked: Kiln Act, section 4"
    assert practice.extra == (("Duration", "two years"),)
    assert [(one.field, one.where) for one in intake.problems[practice.id]] == [("notes", "line 3")]
    assert dict(first(text, {"room booked": own_columns.FIELD}).extra)["Room booked"] == "Kiln Act, section 4"


def test_a_label_of_many_words_is_one_where_labels_stand_above_and_below_it() -> None:
    label = "Relevance to the theme of the roundtable"
    practice = first(RECORD.replace("Room booked", label, 1), {})
    assert f"{label}: Kiln Act, section 4" in practice.notes
    assert [country.code for country in practice.countries] == ["GHA"]


def test_remarks_of_the_sender_are_internal_notes_unless_somebody_says_otherwise() -> None:
    practice = first(RECORD, {})
    assert "Remarks: the minister wants this one" in practice.notes
    assert "Remarks" not in dict(practice.extra)
    to_others = first(RECORD.replace("Remarks", "Comments for the editors"), {})
    assert "Comments for the editors: the minister wants this one" in to_others.notes
    assert dict(first(RECORD, {"remarks": own_columns.FIELD}).extra)["Remarks"] == "the minister wants this one"


def test_a_label_that_is_known_is_not_asked_about() -> None:
    text = RECORD.replace("Room booked", "Duration").replace("Remarks", "Budget")
    assert read(text).own_columns == ()


def test_a_label_can_be_said_to_be_a_fields() -> None:
    meanings = {"backers": "partners"}
    assert [partner.name for partner in first(BACKERS, meanings).partners] == ["Clay Fund", "Kiln Bank"]
    [asked] = read(BACKERS, meanings).own_columns
    assert (asked.heading, asked.meaning, asked.example) == ("Backers", "partners", "Clay Fund; Kiln Bank")


@pytest.mark.parametrize("record", ["Name given: Kiln school\nCountry: Ghana\nSummary: Potters teach.\n" * 2])
def test_a_label_can_be_said_to_be_the_titles(record: str) -> None:
    practices = read(record, {"name given": "title"}).collection.practices
    assert [practice.title for practice in practices] == ["Kiln school", "Kiln school"]


def test_a_label_in_a_table_can_be_said_to_be_a_fields() -> None:
    text = BACKERS.replace(": ", "\t")
    assert [partner.name for partner in first(text, {"backers": "partners"}).partners] == ["Clay Fund", "Kiln Bank"]


def test_a_label_can_be_said_to_be_a_note_a_text_or_nothing() -> None:
    assert first(RECORD, {"room booked": own_columns.NOTE}).notes.startswith("Room booked: Kiln Act, section 4")
    assert first(RECORD, {"room booked": "results"}).results == "Kiln Act, section 4"
    left_out = read(RECORD, {"room booked": own_columns.NOTHING})
    assert left_out.collection.practices[0].extra == ()
    assert any("Kiln Act" in ignored.text for ignored in left_out.loss.ignored)


def test_what_is_said_of_a_label_is_remembered_for_other_papers(workspace: Workspace, tmp_path: Path) -> None:
    file, other = tmp_path / "one.txt", tmp_path / "other.md"
    file.write_text(BACKERS, encoding="utf-8")
    other.write_text(BACKERS.replace("Kiln school", "Oven school"), encoding="utf-8")
    [asked] = imports.plan(workspace, [file]).intakes[0].own_columns
    assert asked.sender == unknown_labels.SENDER
    own_columns.remember(workspace, {(asked.sender, asked.heading): "partners"})
    [practice] = imports.plan(workspace, [other]).intakes[0].collection.practices
    assert [partner.name for partner in practice.partners] == ["Clay Fund", "Kiln Bank"]
