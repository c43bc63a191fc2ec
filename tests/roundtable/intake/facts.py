"""What an intake says, in the shape of the facts kept beside the texts, so that both compare at a glance."""

from collections.abc import Mapping
from typing import Any

from roundtable.intake.report import Intake
from roundtable.records import PracticeRecord


def practice_facts(practice: PracticeRecord) -> dict[str, Any]:
    """Return the fields of a practice as plain lists."""
    return {
        "title": practice.title,
        "countries": [[country.printed, country.code] for country in practice.countries],
        "partners": [[partner.name, partner.role] for partner in practice.partners],
        "thematic_areas": list(practice.thematic_areas),
        "tags": list(practice.tags),
        "summary": practice.summary.split("\n\n"),
        "web_links": list(practice.web_links),
        "extra": dict(practice.extra),
    }


def groups(intake: Intake) -> list[str]:
    """Return for each practice, in annex order, the issue area in which it stands ("" for the other examples)."""
    [roundtable] = intake.collection.roundtables
    areas: Mapping[str, str] = {question.id: question.issue_area for question in roundtable.guiding_questions}
    assert [entry.practice for entry in roundtable.annex] == [p.id for p in intake.collection.practices]
    return [areas.get(entry.guiding_question, "") for entry in roundtable.annex]


def said(intake: Intake) -> list[str]:
    """Return every text that arrived anywhere in the records."""
    [roundtable] = intake.collection.roundtables
    texts = [roundtable.code, roundtable.title, roundtable.meeting, roundtable.expected_outcome]
    texts += [roundtable.annex_introduction, *roundtable.linked_roundtables]
    texts += [text for section in roundtable.sections for text in (section.heading, section.text)]
    for question in roundtable.guiding_questions:
        texts += [question.text, question.illustration, question.issue_area]
    texts += [measure.text for measure in roundtable.possible_measures]
    for practice in intake.collection.practices:
        texts += [practice.title, practice.summary, *practice.thematic_areas, *practice.tags, *practice.web_links]
        texts += [country.printed for country in practice.countries]
        texts += [partner.name for partner in practice.partners]
        texts += [text for label, value in practice.extra for text in (label, value)]
    return texts
