"""Parse practices from pasted text; words without a field are returned as the rest."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from roundtable.intake.annex_part import read_annex
from roundtable.intake.line_assignment import RawRecord
from roundtable.intake.paper import typesettings_of
from roundtable.intake.practice_fields import PLACEHOLDER, PracticeReader
from roundtable.intake.unknown_labels import UnknownLabels
from roundtable.paper_text.field_fit import Fit
from roundtable.paper_text.label_layout import lay_out
from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import label_in_text, label_of, labels_inside, without_marks
from roundtable.paper_text.markup import HTML_TAG, NOT_SHOWN, strip_markup
from roundtable.paper_text.source import Line, Source
from roundtable.records.intake import Problem
from roundtable.records.output_format import joined
from roundtable.records.practice import PracticeRecord
from roundtable.records.vocabulary import TermKind
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import Places, standard_places
from roundtable.vocabulary.term_lookup import Vocabulary

LONGEST = 1_000_000
"""Characters of pasted text that are searched; longer text is imported as a file."""
_LOOKED_AT = 20_000
_BEGINS: frozenset[Kind] = frozenset(("title", "country", "coordination"))
_SHORT_RECORD: frozenset[Kind] = frozenset(("title", "summary"))
_KINDS = 3
"""Different labels that make a text a record."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PastedPractice:
    """Hold a practice, the text that fits no field, and its problems."""

    practice: PracticeRecord
    rest: str
    problems: tuple[Problem, ...] = ()


def looks_like_records(text: str) -> bool:
    """Tell whether a text has the labels of a practice record in any language."""
    if len(text) > LONGEST:
        return False
    source = Source(text[:_LOOKED_AT])
    if _has_labels(source.text):
        return True
    strip_markup(source)
    lay_out(source, None)
    return source.is_rearranged and _has_labels(source.shown())


def _has_labels(text: str) -> bool:
    kinds = set(_kinds(text))
    return bool(kinds & _BEGINS) and (len(kinds) >= _KINDS or kinds >= _SHORT_RECORD)


def read_pasted(
    text: str, vocabulary: Vocabulary | None = None, places: Places | None = None
) -> tuple[PastedPractice, ...]:
    """Return the practices in a text, none where it has no record labels; raise InputError where they are too many."""
    if not looks_like_records(text):
        return ()
    source = Source(text)
    known = vocabulary or Vocabulary(standard_terms())
    fit = Fit(known, places or standard_places())
    strip_markup(source)
    lay_out(source, fit)
    annex = read_annex(source, source.lines(), fit, "The pasted text")
    reader = PracticeReader(source, fit, typesettings_of(source.text, annex), "", UnknownLabels({}))
    starts = [source.original(_start(record, by_values=source.is_rearranged)) for record in annex.records]
    read = [reader.read(record) for record in annex.records]
    empty = {left_out.where for left_out in source.loss().ignored if left_out.reason == PLACEHOLDER}
    lines = [line for line in Source(source.original_without(HTML_TAG, NOT_SHOWN)).lines() if line.where not in empty]
    outside = {source.original(line.start) for line in (*annex.before, *annex.front_matter, *annex.after)}
    labels = [
        replace(line, start=source.original(line.start), text=without_marks(line.text).strip())
        for record in annex.records
        for field in record.fields
        for line in field.label_lines
    ]
    practices = [practice for practice, _ in read]
    covered = [_Coverage([practice], known, labels) for practice in practices]
    everything = _Coverage(practices if source.is_rearranged else [], known, labels)
    rests: list[list[str]] = [[] for _ in read]
    for line in lines:
        owner = max(sum(start <= line.start for start in starts) - 1, 0)  # what stands before the first is the first's
        if read and (line.start in outside or not (covered[owner].covers(line) or everything.covers(line))):
            rests[owner].append(html.unescape(line.text))
    return tuple(
        PastedPractice(practice, "\n".join(rest), problems)
        for (practice, problems), rest in zip(read, rests, strict=True)
    )


def _kinds(text: str) -> Iterator[Kind]:
    for line in text.splitlines():
        bare = line.strip()
        found = [label_in_text(bare[:200]), *(label_of(bare[at : at + 80]) for at in labels_inside(bare))]
        yield from (label.kind for label in found if label and label.kind != "extra")


def _start(record: RawRecord, *, by_values: bool) -> int:
    """Return where a record begins; labels of a table may stand over all of its records."""
    values = [line.start for field in record.fields for line in field.lines]
    labels = [line.start for field in record.fields for line in field.label_lines]
    return min(values if by_values and values else [*values, *labels], default=0)


class _Coverage:
    """Tell whether every word of a line arrived in a practice."""

    def __init__(self, practices: Iterable[PracticeRecord], vocabulary: Vocabulary, labels: Sequence[Line]) -> None:
        values = joined([value.casefold() for practice in practices for value in _values(practice, vocabulary)])
        self._words = frozenset(_WORD.findall(values))
        self._letters = "".join(_WORD.findall(values))
        self._labels = labels

    def covers(self, line: Line) -> bool:
        text = line.text
        for label in self._labels:
            if line.start <= label.start < line.end:
                begin, end = label.start - line.start, label.end - line.start
                text = f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
        text = html.unescape(text)
        return all(
            match[0].casefold() in self._words or (_is_cut(match, text) and match[0].casefold() in self._letters)
            for match in _WORD.finditer(text)
        )


def _values(practice: PracticeRecord, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield every value of a practice and the aliases of its terms."""
    yield from (practice.title, practice.summary, *practice.thematic_areas, *practice.tags, *practice.web_links)
    yield from (country.printed for country in practice.countries)
    yield from (f"{partner.name} {partner.role}" for partner in practice.partners)
    yield from (f"{label} {value}" for label, value in practice.extra)
    of_kind: tuple[tuple[TermKind, tuple[str, ...]], ...] = (
        ("thematic_area", practice.thematic_areas),
        ("tag", practice.tags),
    )
    for kind, names in of_kind:
        terms = (vocabulary.find(kind, name) for name in names)
        yield from (alias for term in terms if term for alias in term.aliases)


def _is_cut(word: re.Match[str], line: str) -> bool:
    """Tell whether a word may be the part of one that a line end or a blank cut in two."""
    return not line[: word.start()].strip() or not line[word.end() :].strip(" -\u00ad")
