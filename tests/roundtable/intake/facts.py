"""What an intake says, in the shape of the facts kept beside the texts, so that both compare at a glance."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord


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
    """Return every text that arrived anywhere in the records; identities and footnotes are none."""
    [roundtable] = intake.collection.roundtables
    texts = _texts(asdict(replace(roundtable, footnotes=(), annex=())))
    return texts + [text for practice in intake.collection.practices for text in _texts(asdict(practice))]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in ("id", "role", "status") for text in _texts(inner)]
    if isinstance(value, (list, tuple)):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []
