"""Read a paper or annex from plain text into records with a loss report; nothing is written."""

import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from types import MappingProxyType

from roundtable.errors import InputError
from roundtable.intake.annex_part import PLAIN_OTHERS, Annex, read_annex
from roundtable.intake.completeness import check_ending, check_records
from roundtable.intake.line_assignment import RawRecord
from roundtable.intake.paper_head import code_of
from roundtable.intake.policy_part import Policy, part_of, read_policy
from roundtable.intake.practice_fields import PracticeReader, Typesettings
from roundtable.intake.roundtable import is_paper, roundtable_of
from roundtable.intake.unknown_labels import LabelMeanings, UnknownLabels
from roundtable.paper_text.field_fit import Fit
from roundtable.paper_text.footnotes import extract_footnotes
from roundtable.paper_text.label_layout import lay_out
from roundtable.paper_text.markup import strip_markup
from roundtable.paper_text.page_furniture import ignore_page_furniture
from roundtable.paper_text.source import Line, Source, joined_line
from roundtable.paper_text.text_file import read_file
from roundtable.paper_text.typesetting import Typesetting
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake, Problem
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import Places, standard_places
from roundtable.vocabulary.term_lookup import Vocabulary

NO_TITLE = "name of the forum or kind of the paper"
NO_CODE = "the number of the roundtable is not known, so only the practices were imported"
COVERING_TEXT = "stands before the first record and is no part of a paper"
FOOTER = "stands below the last record and is no part of it"
OTHERS = "heading of the examples that answer no question; the annex has its own"
_SALUTATION = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|day)|cher|ch[eè]re|bonjour|madame|monsieur|mesdames|estimad[oa]s?|hola"
    r"|querid[oa]s?|buen[oa]s)\b",
    re.IGNORECASE,
)


def read_text(
    file: Path,
    vocabulary: Vocabulary | None = None,
    places: Places | None = None,
    meanings: LabelMeanings = MappingProxyType({}),
) -> Intake:
    """Read the paper or annex in a text file (UTF-8, UTF-16, else Windows-1252).

    ``meanings`` tells what people said of labels that are not known.
    Raises InputError for a file that cannot be read, is no text, no paper, or breaks off.
    """
    text, doubt = read_file(file)
    known = vocabulary or Vocabulary(standard_terms())
    intake = parse_paper(text, str(file), known, places or standard_places(), meanings)
    if not doubt:
        return intake
    return replace(
        intake, problems={**intake.problems, "": (Problem("", doubt, "line 1"), *intake.problems.get("", ()))}
    )


def parse_paper(
    text: str,
    file: str,
    vocabulary: Vocabulary,
    places: Places,
    meanings: LabelMeanings = MappingProxyType({}),
) -> Intake:
    """Parse a paper's text; ``file`` is its name in messages, ``meanings`` what people said of unknown labels.

    Raises InputError for a text without annex records and guiding questions, one that breaks off, or one whose records
    come out empty or crossed.
    """
    source = Source(text)
    fit = Fit(vocabulary, places)
    labels = UnknownLabels(meanings)
    strip_markup(source)
    labels.replace_known(source)
    lay_out(source, fit)
    text = source.text
    ignore_page_furniture(source)
    footnotes = extract_footnotes(source)
    lines = source.lines()
    annex = read_annex(source, lines, fit, f"“{file}”")
    is_part_of_paper = not _ignore_covering_text(source, annex)
    for group in annex.groups:
        if group.is_others and not PLAIN_OTHERS.fullmatch(group.title):
            source.ignore(group.heading[0].start, group.heading[-1].end, OTHERS)
    typesetting = Typesetting(text, annex.before)
    policy = read_policy(annex.before, typesetting)
    _check_is_paper(file, annex, policy)
    doubts = check_ending(file, text, lines, policy, annex)
    if not is_part_of_paper:
        for line in annex.after:
            source.ignore(line.start, line.end, FOOTER)
        annex.after = []
    roundtable = roundtable_of(policy, annex, footnotes, typesetting)
    reader = PracticeReader(source, fit, typesettings_of(text, annex), roundtable.record.code, labels)
    read = [reader.read(record) for record in annex.records]
    practices = tuple(practice for practice, _ in read)
    check_records(file, annex.records, practices, fit)
    for line in policy.head.left_out:
        source.ignore(line.start, line.end, NO_TITLE)
    of_roundtable = (*annex.before, *annex.front_matter, *annex.after)
    source.mapped(of_roundtable)
    loss = source.loss()
    if not roundtable.record.code:
        source.discard(of_roundtable, NO_CODE)
    problems = {practice.id: found for practice, found in read if found}
    if doubts or roundtable.problems:
        problems[""] = (*doubts, *roundtable.problems)
    return Intake(
        file=file,
        kind="paper" if is_paper(policy) else "annex",
        collection=Collection(roundtables=(roundtable.with_annex(practices),), practices=practices),
        problems=problems,
        loss=loss,
        loss_without_roundtable=None if roundtable.record.code else source.loss(),
        own_columns=labels.asked,
        sources={one.id: _text_of(raw, source) for raw, one in zip(annex.records, practices, strict=True)},
    )


def _check_is_paper(file: str, annex: Annex, policy: Policy) -> None:
    if not annex.groups and not policy.questions:
        raise InputError(
            f"“{file}” is not a background paper: it has no practices (“Title: …”, “Country: …”) "
            "and no guiding questions.",
            "Choose the paper's text, or an annex whose records have such labels.",
        )


def _text_of(record: RawRecord, source: Source) -> str:
    """Return the text that a record was read from, its lines as they stand; a country over several is not repeated."""
    own = [field for field in record.fields if field.label_lines or field.kind != "country"]
    lines = [line for field in own for line in (*field.label_lines, *field.lines)]
    if not lines:
        return ""
    first, last = min(line.start for line in lines), max(line.end for line in lines)
    return dedent("\n".join(line.rstrip() for line in source.text[first:last].splitlines()))


def _ignore_covering_text(source: Source, annex: Annex) -> bool:
    """Ignore what stands before records that are part of no paper, as the words of a mail; tell whether they are so."""
    before = joined_line(annex.before)
    is_mail = annex.before and _SALUTATION.match(annex.before[0].text)
    is_paper = any(part_of(line.text.rstrip(" :")) for line in annex.before) or code_of(before) or annex.headings
    are_records_alone = bool(annex.records and (is_mail or not is_paper))
    if are_records_alone:
        for line in annex.before:
            source.ignore(line.start, line.end, COVERING_TEXT)
        annex.before = []
    return are_records_alone


def typesettings_of(text: str, annex: Annex) -> Typesettings:
    """Measure running text and header tables separately: they wrap at different widths."""
    running: list[Line] = []
    table: list[Line] = []
    for record in annex.records:
        for field in record.fields:
            (running if field.kind in ("title", "summary") else table).extend(field.lines)
    return Typesettings(
        Typesetting(text, running), Typesetting(text, [line for line in table if "://" not in line.text])
    )
