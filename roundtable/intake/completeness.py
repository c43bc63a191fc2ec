"""Refuse a paper whose text was cut off, or whose records come out empty or crossed."""

import re
from collections.abc import Sequence

from roundtable.errors import InputError
from roundtable.intake.annex_part import Annex, is_group_heading
from roundtable.intake.line_assignment import URL, RawRecord
from roundtable.intake.policy_part import Policy
from roundtable.paper_text.field_fit import TERM_KINDS, Fit, waits_for_more
from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import LABEL_BEGINS, has_label, labels_inside
from roundtable.paper_text.source import Line
from roundtable.records.intake import Problem
from roundtable.records.practice import PracticeRecord

_CROSSED_REMEDY = (
    "Save it from its program as text that keeps the layout, as a table with tabs, or as an Excel file, and "
    "import that; nothing was imported."
)
_ENOUGH = 8
"""Minimum number of records with web links before one without them counts as cut off."""
_SENTENCE = re.compile(r"[.!?…][”\"’'»)\]]{0,2}$|[)”\"»]$")
_ANNOUNCED = re.compile(r"\bann?ex", re.IGNORECASE)
_REMEDY = "Export the whole text of the paper again; nothing was imported."
_MID_SENTENCE = "its last line ends in the middle of a sentence"


def check_ending(file: str, text: str, lines: Sequence[Line], policy: Policy, annex: Annex) -> list[Problem]:
    """Return the doubts about the end of a paper.

    Raises InputError where the text evidently ends before the paper does.
    """
    if why := _cut_policy(lines, policy) if not annex.records else _cut_annex(lines, policy, annex):
        raise InputError(f"“{file}” breaks off at line {lines[-1].number}: {why}.", _REMEDY)
    return list(_doubts(text, lines, annex))


def check_records(file: str, records: Sequence[RawRecord], practices: Sequence[PracticeRecord], fit: Fit) -> None:
    """Raise InputError where most records are empty or have their fields crossed."""
    wrong = [
        (record, why)
        for record, practice in zip(records, practices, strict=True)
        if (why := _wrong_with(practice, fit))
    ]
    if 2 * len(wrong) > len(records):
        record, why = wrong[0]
        line = min(line.number for field in record.fields for line in (*field.label_lines, *field.lines))
        raise InputError(
            f"“{file}” cannot be understood: {len(wrong)} of {len(records)} records come out empty or crossed; "
            f"in the one at line {line}, {why}.",
            _CROSSED_REMEDY,
        )


def _wrong_with(practice: PracticeRecord, fit: Fit) -> str:
    """Return what shows that a practice is empty or that its fields are crossed, or ""."""
    names = [partner.name for partner in practice.partners]
    countries = [country.printed for country in practice.countries]
    terms = (*practice.thematic_areas, *practice.tags)
    if sum(map(bool, (practice.title, countries, practice.summary, names, terms))) < 2:
        return "hardly a field has a value"
    short = (practice.title, *countries, *names, *terms)
    if inside := next((text for text in short if has_label(text) or next(labels_inside(text), None)), ""):
        return f"a label stands within “{inside[:60]}”"
    crossed = [text for text in terms if fit.is_known("country", text)]
    crossed += [text for text in (practice.title, *countries, *names) if _is_term(text, fit)]
    if len(crossed) > 1 or (crossed and not any(country.code for country in practice.countries)):
        return f"“{crossed[0][:60]}” stands in a field in which it means nothing"
    return ""


def _is_term(text: str, fit: Fit) -> bool:
    return " " in text and any(fit.vocabulary.find(kind, text) for kind in TERM_KINDS.values())


def _cut_policy(lines: Sequence[Line], policy: Policy) -> str:
    """Return why a text without annex records counts as cut off, or ""."""
    if not _SENTENCE.search(lines[-1].text):
        return _MID_SENTENCE
    if any(not measure for measure in policy.measures) or not policy.measures:
        return "its possible measures are missing or not whole, and so is its annex"
    is_announced = any(_ANNOUNCED.search(line.text) for line in lines)
    return "the annex that it announces is missing" if is_announced else ""


def _cut_annex(lines: Sequence[Line], policy: Policy, annex: Annex) -> str:
    """Return why an annex counts as cut off, or ""."""
    if not annex.after:
        return _cut_record(annex.records, lines[-1], is_paper=bool(policy.questions))
    if is_group_heading(annex.after):
        return "the last group of its annex has no records"
    return _MID_SENTENCE if waits_for_more(lines[-1].text) or lines[-1].text.endswith(":") else ""


def _cut_record(records: Sequence[RawRecord], last_line: Line, *, is_paper: bool) -> str:
    """Return why the last record counts as cut off, or ""."""
    *others, last = records
    is_table = any(line.text.startswith(LABEL_BEGINS) for field in last.fields for line in field.label_lines)
    if (
        not is_table
        and not _has(last, "summary")
        and all(_has(record, "summary") for record in others)
        and (others or is_paper)
    ):
        return "its last record has no summary"
    if not last.of("links") and len(others) >= _ENOUGH and all(record.of("links") for record in others):
        return "its last record has no web links, as every other record has"
    if not others and len(last.fields) == 1:
        return "its only record has nothing but a title"
    summary = last.lines_of("summary")
    ends_in_summary = bool(summary) and summary[-1].end == last_line.end and not last.of("links")
    if not ends_in_summary or _SENTENCE.search(last_line.text):
        return ""
    others_have_links = sum(bool(record.of("links")) for record in others) * 2 > len(others)
    return _MID_SENTENCE if others_have_links or is_paper or waits_for_more(last_line.text) else ""


def _has(record: RawRecord, kind: Kind) -> bool:
    return any(field.lines for field in record.of(kind))


def _doubts(text: str, lines: Sequence[Line], annex: Annex) -> list[Problem]:
    last = lines[-1]
    if not annex.records:
        return [Problem("annex", "The paper has no annex.", last.where)]
    *others, record = annex.records
    if others and all(other.of("links") for other in others) and not record.of("links"):
        message = "The last record has no web links, as all others have; check that the text is complete."
        return [Problem("annex", message, last.where)]
    if URL.search(last.text) and not text.endswith(("\n", "\r", "\f")):
        return [Problem("web_links", "The file ends with this address; check that it is complete.", last.where)]
    return []
