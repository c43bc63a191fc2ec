"""Text of a practice in the reading pane: every filled field with its label."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from roundtable.records.practice import OPTIONAL_LISTS, OPTIONAL_TEXTS, PracticeRecord
from ui.base import value_texts
from ui.widgets.reading_pane import Writer

translate = QCoreApplication.translate


def write_pasted(record: PracticeRecord, doubts: Sequence[str], locale: QLocale, writer: Writer) -> None:
    """Write a practice that is not in the workspace yet, after what is doubtful about it."""
    writer.title(record.title or translate("Records", "(no title)"))
    for doubt in doubts:
        writer.caption(doubt)
    _write_fields(record, locale, writer)


def write_practice(record: PracticeRecord, locale: QLocale, writer: Writer) -> None:
    """Write every filled field, those of the annex first, in its order."""
    writer.title(record.title or translate("Records", "(no title)"))
    changed = translate("Records", "Changed {moment} · revision {number}").format(
        moment=value_texts.moment(record.changed_at, locale), number=record.revision
    )
    writer.caption(changed, pill=value_texts.status(record.status), tone=value_texts.tone(record.status))
    _write_fields(record, locale, writer)


def _write_fields(record: PracticeRecord, locale: QLocale, writer: Writer) -> None:
    _chips(writer, field_label("countries"), tuple(country.printed for country in record.countries))
    if record.partners:
        writer.heading(field_label("partners"))
        for partner in record.partners:
            writer.line(partner.name, value_texts.role(partner.role))
    _chips(writer, field_label("thematic_areas"), record.thematic_areas)
    _chips(writer, field_label("tags"), record.tags)
    if record.summary:
        writer.heading(field_label("summary"), translate("Records", "%n word(s)", None, len(record.summary.split())))
        writer.paragraphs(record.summary)
    if record.web_links:
        writer.heading(field_label("web_links"))
        for link in record.web_links:
            writer.link(link)
    for label, value in record.extra:
        _text(writer, label, value, is_searched=True)
    for field in OPTIONAL_LISTS:
        _chips(writer, field_label(field), getattr(record, field))
    for field in OPTIONAL_TEXTS:
        _text(writer, field_label(field), getattr(record, field))
    if record.image:
        writer.heading(field_label("image"))
        writer.line(record.image.name, locale.formattedDataSize(len(record.image.data)))
    _text(writer, field_label("notes"), record.notes)


def _chips(writer: Writer, label: str, values: tuple[str, ...]) -> None:
    if values:
        writer.heading(label)
        writer.chips(values)


def _text(writer: Writer, label: str, value: str, *, is_searched: bool = False) -> None:
    if value:
        writer.heading(label, is_searched=is_searched)
        writer.paragraphs(value)


def field_label(name: str) -> str:
    """Return the label of a record's field, or its name where it has none."""
    return {
        "title": translate("Records", "Title"),
        "countries": translate("Records", "Countries"),
        "partners": translate("Records", "Partners and funders"),
        "thematic_areas": translate("Records", "Thematic areas"),
        "tags": translate("Records", "Tags"),
        "summary": translate("Records", "Summary"),
        "web_links": translate("Records", "Web links"),
        "status": translate("Records", "Status"),
        "notes": translate("Records", "Internal notes"),
        "image": translate("Records", "Image"),
        "extra": translate("Records", "Further fields"),
        "translations": translate("Records", "Language versions"),
        "id": translate("Records", "Identity"),
        "deleted": translate("Records", "Deletion"),
        "roundtable": translate("Records", "Roundtable"),
        "annex": translate("Records", "Annex"),
        "gaps": translate("Records", "Gaps"),
        "vocabulary": translate("Records", "Vocabulary"),
        "searches": translate("Records", "Saved searches"),
        "code": translate("Records", "Code"),
        "meeting": translate("Records", "Meeting"),
        "dates": translate("Records", "Dates"),
        "deadline": translate("Records", "Deadline"),
        "co_chairs": translate("Records", "Co-chairs"),
        "team": translate("Records", "Team"),
        "expected_outcome": translate("Records", "Expected outcome"),
        "sections": translate("Records", "Sections"),
        "mappings": translate("Records", "Mapping"),
        "guiding_questions": translate("Records", "Guiding questions"),
        "possible_measures": translate("Records", "Possible measures"),
        "linked_roundtables": translate("Records", "Links to other roundtables"),
        "annex_options": translate("Records", "Annex options"),
        "annex_introduction": translate("Records", "Introduction of the annex"),
        "footnotes": translate("Records", "Footnotes"),
        "gfmd_sources": translate("Records", "GFMD sources"),
        "gcm_objectives": translate("Records", "GCM objectives"),
        "sdg_targets": translate("Records", "2030 Agenda targets"),
        "language": translate("Records", "Language"),
        "starts": translate("Records", "Start"),
        "ends": translate("Records", "End"),
        "progress": translate("Records", "Progress"),
        "budget": translate("Records", "Budget"),
        "currency": translate("Records", "Currency"),
        "beneficiaries": translate("Records", "Beneficiaries"),
        "results": translate("Records", "Results"),
        "evidence": translate("Records", "Evidence"),
        "evaluation": translate("Records", "Evaluation"),
        "lessons": translate("Records", "Lessons learned"),
        "replicability": translate("Records", "Replicability"),
        "level": translate("Records", "Level"),
        "reach": translate("Records", "Area"),
        "gender_aspects": translate("Records", "Gender aspects"),
        "child_aspects": translate("Records", "Child aspects"),
        "disability_aspects": translate("Records", "Disability aspects"),
        "contact": translate("Records", "Contact"),
        "publication_consent": translate("Records", "Consent to publish"),
        "image_rights": translate("Records", "Image rights"),
        "cleared_by": translate("Records", "Cleared by"),
        "cleared_on": translate("Records", "Cleared on"),
    }.get(name, name.replace("_", " "))
