"""Read a paper or annex from plain text into records with a loss report; nothing is written."""

from dataclasses import replace
from pathlib import Path

from roundtable.errors import InputError
from roundtable.intake.annex_part import Annex, read_annex
from roundtable.intake.completeness import check_ending
from roundtable.intake.policy_part import read_policy
from roundtable.intake.practice_fields import PracticeReader, Typesettings
from roundtable.intake.roundtable import is_paper, roundtable_of
from roundtable.paper_text.field_fit import Fit
from roundtable.paper_text.footnotes import extract_footnotes
from roundtable.paper_text.page_furniture import ignore_page_furniture
from roundtable.paper_text.source import Line, Source
from roundtable.paper_text.text_file import read_file
from roundtable.paper_text.typesetting import Typesetting
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake, Problem
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import Places, standard_places
from roundtable.vocabulary.term_lookup import Vocabulary


def read_text(file: Path, vocabulary: Vocabulary | None = None, places: Places | None = None) -> Intake:
    """Read the paper or annex in a text file (UTF-8, UTF-16, else Windows-1252).

    Raises InputError for a file that cannot be read, is no text, no paper, or breaks off.
    """
    text, doubt = read_file(file)
    intake = parse_paper(text, str(file), vocabulary or Vocabulary(standard_terms()), places or standard_places())
    if not doubt:
        return intake
    return replace(
        intake, problems={**intake.problems, "": (Problem("", doubt, "line 1"), *intake.problems.get("", ()))}
    )


def parse_paper(text: str, file: str, vocabulary: Vocabulary, places: Places) -> Intake:
    """Parse a paper's text; ``file`` is its name in messages.

    Raises InputError for a text without annex records and guiding questions, or one that breaks off.
    """
    source = Source(text)
    text = source.text
    ignore_page_furniture(source)
    footnotes = extract_footnotes(source)
    fit = Fit(vocabulary, places)
    lines = source.lines()
    annex = read_annex(source, lines, fit)
    typesetting = Typesetting(text, annex.before)
    policy = read_policy(annex.before, typesetting)
    if not annex.groups and not policy.questions:
        raise InputError(
            f"“{file}” is no background paper: it holds no practice records (“Title: …”, “Country: …”) "
            "and no guiding questions.",
            "Choose the paper's text, or an annex whose records have such labels.",
        )
    doubts = check_ending(file, text, lines, policy, annex)
    roundtable = roundtable_of(policy, annex, footnotes, typesetting)
    reader = PracticeReader(source, fit, typesettings_of(text, annex), roundtable.record.code)
    read = [reader.read(record) for record in annex.records]
    practices = tuple(practice for practice, _ in read)
    source.mapped((*annex.before, *annex.front_matter, *annex.after))
    problems = {practice.id: found for practice, found in read if found}
    if doubts or roundtable.problems:
        problems[""] = (*doubts, *roundtable.problems)
    return Intake(
        file=file,
        kind="paper" if is_paper(policy) else "annex",
        collection=Collection(roundtables=(roundtable.with_annex(practices),), practices=practices),
        problems=problems,
        loss=source.loss(),
    )


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
