"""Annex of a paper: its introduction, its groups, and the lines of each practice record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roundtable.intake.record import URL, RawRecord, read_record
from roundtable.paper_text.field_fit import Fit
from roundtable.paper_text.labels import label_in_text, label_of
from roundtable.paper_text.source import Line, Source, joined_line
from roundtable.paper_text.typesetting import Typesetting
from roundtable.vocabulary.term_lookup import folded

RUNNING_NUMBER = "running number of a record"

_ANNEX = re.compile(
    r"(?:\d{1,2}\.? )?(?:annex(?:e|es|o|os)?|appendix|ap[eé]ndice)(?: (?:\d{1,2}|[IVX]{1,4}|[A-C]))?"
    r"(?:\s?[:.–—-]\s?.{0,100}| (?:to|of|à|au|a|al|de|del|du) .{0,100})?",
    re.IGNORECASE,
)
_ISSUE_AREAS = re.compile(
    r"(?:main |key )?issue areas?|main issues|(?:principaux |grands )?(?:domaines|enjeux|th[eè]mes)(?: principaux)?"
    r"|(?:principales )?(?:[aá]reas tem[aá]ticas|cuestiones|temas)(?: principales)?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:other|further|additional|more|autres|d[’']autres|otr[oa]s)\b(?: \S+){0,4} "
    r"(?:examples?|practices|policies|experiences|exemples|pratiques|exp[eé]riences"
    r"|ejemplos|pr[aá]cticas|experiencias)\b[^:]{0,40}",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:guiding )?question \d{1,2}\b|(?:(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)] )?(?:examples?|practices|policies"
    r"|exemples?|pratiques|politiques|ejemplos?|pr[aá]cticas|pol[ií]ticas)\b",
    re.IGNORECASE,
)
_RECORD_NUMBER = re.compile(
    r"(?:(?:practice|example|project|case|record|fiche|pratique|exemple|pr[aá]ctica|ejemplo|ficha|no\.?|n[°º]\.?) ?)?"
    r"#?\d{1,3}[.):]?",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60
_CLEAR_GAIN = 2.0
"""Minimum gain in score that proves the columns of a header table to be interleaved."""


@dataclass(slots=True)
class Group:
    """Hold the records under one heading of the annex; no heading means that they stand before the first."""

    heading: list[Line]
    records: list[RawRecord] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the heading's text."""
        return joined_line(self.heading)

    @property
    def is_others(self) -> bool:
        """Tell whether the group answers none of the questions."""
        return _OTHERS.fullmatch(self.title) is not None


@dataclass(slots=True)
class Annex:
    """Hold the text before the annex, its headings, introduction and groups, and the text after its last record."""

    before: list[Line]
    headings: list[Line]
    introduction: list[Line]
    groups: list[Group]
    after: list[Line] = field(default_factory=list)

    @property
    def front_matter(self) -> list[Line]:
        """Return the lines of the introduction and of all headings."""
        return [*self.headings, *self.introduction, *(line for group in self.groups for line in group.heading)]

    @property
    def records(self) -> list[RawRecord]:
        """Return the records of all groups in order."""
        return [record for group in self.groups for record in group.records]


def read_annex(source: Source, lines: list[Line], fit: Fit) -> Annex:
    """Parse the annex of a paper; without records all lines stand before it."""
    starts = _starts(lines)
    if not starts:
        return Annex(lines, [], [], [])
    if _ignore_running_numbers(source, lines, [start for start, _ in starts]):
        lines = source.lines()
        starts = _starts(lines)
    first = starts[0][0]
    fit.measure(lines[first:])
    annex = _head(lines[:first])
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    bodies = [
        (lines[start:labels_at], lines[labels_at:end]) for (start, labels_at), end in zip(starts, ends, strict=True)
    ]
    *records, last = _records(bodies, fit)
    for record in records:
        annex.groups[-1].records.append(record)
        if heading := _heading_after(record):
            annex.groups.append(Group(heading))
    annex.groups[-1].records.append(last)
    annex.after = _heading_after(last)
    return annex


def _records(bodies: Sequence[tuple[list[Line], list[Line]]], fit: Fit) -> list[RawRecord]:
    """Read all records; columns are separated only where that improves more than a few of them."""
    records = [read_record(body, fit, title) for title, body in bodies]
    fit.is_in_order = sum(record.gain >= _CLEAR_GAIN for record in records) <= len(records) / 10
    if not fit.is_in_order:
        return records
    return [
        record if record.gain >= 2 * _CLEAR_GAIN else read_record(body, fit, title)
        for record, (title, body) in zip(records, bodies, strict=True)
    ]


def is_group_heading(lines: list[Line]) -> bool:
    """Tell whether lines read like the heading of a group of records."""
    return not _last_block(lines)[0] and bool(lines)


def question_of(heading: str, questions: Sequence[str]) -> int | None:
    """Return the index of the question that shares most words with a group's heading."""
    words = _content_words(heading)
    shares = [len(words & _content_words(question)) / (len(words) or 1) for question in questions]
    best = max(range(len(shares)), key=lambda number: shares[number], default=None)
    return best if best is not None and shares[best] >= 0.4 else None


def _ignore_running_numbers(source: Source, lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Ignore running numbers of records ("Practice 12"); tell whether there are any."""
    numbers = [lines[at - 1] for at in starts if at and _RECORD_NUMBER.fullmatch(lines[at - 1].text)]
    for line in numbers:
        source.ignore(line.start, line.end, RUNNING_NUMBER)
    return bool(numbers)


def _starts(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where each record begins and where its labels do; they differ where a title has no label."""
    starts: list[tuple[int, int]] = []
    seen: set[str] = set()
    for index, line in enumerate(lines):
        label = label_in_text(line.text[:200])
        if label is None:
            continue
        if label.kind == "title":
            starts.append((index, index))
            seen = set()
        elif label.kind in ("country", "coordination") and (
            not starts or ("country" in seen and seen & {"summary", "links"})
        ):
            starts.append((_unlabelled_title(lines, index), index))
            seen = set()
        seen.add(label.kind)
    return starts


def _unlabelled_title(lines: Sequence[Line], index: int) -> int:
    """Return where the title above a record's first label begins: the block over it, at most three lines."""
    start = index
    while start and index - start < 3 and not lines[start].after_blank:
        above = lines[start - 1].text
        if URL.search(above) or label_of(above[:200]) or above.endswith((".", ":", ";")):
            break
        start -= 1
    if start == index and start and lines[start].after_blank:  # a blank may part the title from its table
        return _title_above_blank(lines, index)
    return start


def _title_above_blank(lines: Sequence[Line], index: int) -> int:
    start = index - 1
    text = lines[start].text
    if URL.search(text) or label_of(text[:200]) or text.endswith((".", ":", ";")):
        return index
    while start and index - start < 3 and not lines[start].after_blank and not label_of(lines[start - 1].text[:200]):
        start -= 1
    return index if _GROUP.match(lines[start].text) or _OTHERS.fullmatch(joined_line(lines[start:index])) else start


def _head(lines: list[Line]) -> Annex:
    """Parse the text before the first record."""
    at = next((n for n in reversed(range(len(lines))) if _ANNEX.fullmatch(lines[n].text)), None)
    before, headings, rest = (lines, [], []) if at is None else (lines[:at], [lines[at]], lines[at + 1 :])
    if at is None:
        before, rest = _last_block(lines)
    areas = next((n for n, line in enumerate(rest) if _ISSUE_AREAS.fullmatch(line.text.rstrip(":"))), None)
    if areas is not None:
        return Annex(before, [*headings, rest[areas]], rest[:areas], [Group(rest[areas + 1 :])])
    introduction, heading = _last_block(rest)
    return Annex(before, headings, introduction, [Group(heading)])


def _last_block(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Split off the last block of lines if it reads like a group's heading."""
    typesetting = Typesetting("", lines)
    for start in reversed(range(max(0, len(lines) - 4), len(lines))):
        begins = start == 0 or lines[start].after_blank or typesetting.ends_paragraph(lines[start - 1], lines[start])
        text = joined_line(lines[start:])
        if begins and (_GROUP.match(text) or _OTHERS.fullmatch(text)) and len(text.split()) <= _LONGEST_HEADING:
            return lines[:start], lines[start:]
    return lines, []


def _heading_after(record: RawRecord) -> list[Line]:
    """Remove the heading of the next group from the end of a record."""
    if record.tail:
        start = max((n for n, line in enumerate(record.tail) if line.after_blank), default=0)
        back, heading = record.tail[:start], record.tail[start:]
        links = record.lines_of("links")
        is_last = not links or links[-1].start < heading[0].start
        if not is_last or not 1 < len(joined_line(heading).split()) <= _LONGEST_HEADING:
            back, heading = record.tail, []
        record.put_back(back)
        return heading
    last = max((field for field in record.fields if field.lines), key=lambda field: field.lines[-1].start, default=None)
    if last is None or last.kind == "links":
        return []
    lines, heading = _last_block(last.lines)
    if heading and (last.kind == "summary" or heading[0].after_blank):
        last.lines = lines
        return heading
    return []


def _content_words(text: str) -> set[str]:
    return {word for word in folded(text).split() if len(word) > 3}
