"""Annex of a paper: its introduction, its groups, and the lines of each practice record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roundtable.errors import InputError
from roundtable.intake.header_table import RawField
from roundtable.intake.line_assignment import (
    URL,
    RawRecord,
    country_over,
    ignore_running_numbers,
    ignore_title_numbers,
    read_record,
    take_footer,
    take_headings,
)
from roundtable.paper_text.field_fit import Fit
from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import Label, label_in_text, label_of, language_of
from roundtable.paper_text.source import Line, Source, joined_line
from roundtable.paper_text.table_layout import COUNTED, NUMBER_SIGN
from roundtable.paper_text.typesetting import Typesetting

_ANNEX = re.compile(
    r"(?:\d{1,2}\.? )?(?:ann?ex(?:e|es|o|os)?|appendi(?:x|ces?)|ap[eé]ndice)(?: (?:\d{1,2}|[IVX]{1,4}|[A-C]))?"
    r"(?:\s?[:.–—-]\s?.{0,100}| (?:to|of|à|au|a|al|de|del|du) .{0,100})?",
    re.IGNORECASE,
)
_ISSUE_AREAS = re.compile(
    r"(?:main |key )?issue areas?|main issues|(?:principaux |grands )?(?:domaines|enjeux|th[eè]mes)(?: principaux)?"
    r"|(?:principales )?(?:[aá]reas tem[aá]ticas|cuestiones|temas)(?: principales)?",
    re.IGNORECASE,
)
_OTHER = r"(?:other|further|additional|more|autres|d[’']autres|otr[oa]s)"
_EXAMPLES = (
    r"(?:examples?|practices|policies|experiences|exemples|pratiques|exp[eé]riences|ejemplos|pr[aá]cticas|experiencias)"
)
_OTHERS = re.compile(rf"{_OTHER}\b(?: \S+){{0,4}} {_EXAMPLES}\b[^:]{{0,40}}", re.IGNORECASE)
PLAIN_OTHERS = re.compile(
    rf"{_OTHER}(?: related)? {_EXAMPLES}(?: (?:related|of interest|d[’']int[eé]r[eê]t|de inter[eé]s))?[ .]*",
    re.IGNORECASE,
)
"""A heading of the other examples that says nothing beyond that."""
_GROUP = re.compile(
    r"(?:guiding )?question \d{1,2}\b|(?:(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)] )?(?:examples?|practices|policies"
    r"|exemples?|pratiques|politiques|ejemplos?|pr[aá]cticas|pol[ií]ticas)\b",
    re.IGNORECASE,
)
_NUMBERED_GROUP = re.compile(
    rf"(?!(?:{COUNTED})s?\b)(?:[^\W\d_]+ ){{1,3}}(?:\d{{1,2}}|[A-H]|[IVX]{{1,4}})\s?[:.–—-]\s\S.*[^.;:,]", re.IGNORECASE
)
"""A heading that counts the groups, whatever it calls them: “Issue area 2: Sharing costs”."""
_HEADING_NUMBER = re.compile(
    rf"(?:\d{{1,2}}|[A-Z]|[IVX]{{1,4}})[.)]\s+|{COUNTED} ?(?:{NUMBER_SIGN} ?)?#?\d{{1,3}}\s?[.):–—-]\s+", re.IGNORECASE
)
_COUNT = re.compile(rf"\s*[(\[–—-]\s?\d{{1,3}} (?:{COUNTED})s?\s?[)\]]?\s*$", re.IGNORECASE)
"""How many practices stand under the heading of a place."""
_LONGEST_HEADING = 60
_SHORT_HEADING = 12
"""Words of a heading that says nothing of practices."""
_MOST_RECORDS = 10_000
"""Records of one text that can be read in reasonable time."""
_LONGEST_LEAD = 20
"""Lines that labels above a title take at most."""
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


@dataclass(frozen=True, slots=True)
class _Start:
    """Hold where a record begins and where its labels do; they differ where a title has no label."""

    begin: int
    labels_at: int
    headings: tuple[Line, ...] = ()
    """The places that stand as headings over the record, the nearest first."""


def read_annex(source: Source, lines: list[Line], fit: Fit, name: str) -> Annex:
    """Parse the annex of a paper; without records all lines stand before it."""
    starts = _starts(lines, fit)
    if not starts:
        return Annex(lines, [], [], [])
    if len(starts) > _MOST_RECORDS:
        raise InputError(
            f"{name} holds {len(starts):,} records, more than the {_MOST_RECORDS:,} that can be read at once.",
            "Divide it into several parts and import them one by one.",
        )
    if ignore_running_numbers(source, [lines[start.begin - 1] for start in starts if start.begin]):
        lines = source.lines()
        starts = _starts(lines, fit)
    first = starts[0].begin
    fit.measure(lines[first:])
    headings = [start.begin - len(start.headings) for start in starts]
    annex = _head(lines[: headings[0]])
    ends = [*headings[1:], len(lines)]
    bodies = [
        (lines[start.begin : start.labels_at], lines[start.labels_at : end])
        for start, end in zip(starts, ends, strict=True)
    ]
    records = _records(bodies, fit)
    ignore_title_numbers(source, records)
    country: list[Line] = []
    for start, record in zip(starts, records, strict=True):
        if start.headings:
            country = take_headings(source, start.headings, record, fit)
        elif over := country_over(record):
            country = over
        elif country and not record.of("country", "target", "coordination"):
            record.fields.append(RawField("country", "", lines=country))
    *records, last = records
    if not annex.groups[0].heading and any(map(_ends_in_heading, records)):
        if annex.headings or not annex.before:
            annex.introduction, annex.groups[0].heading = _heading_alike(annex.introduction)
        else:
            annex.before, annex.groups[0].heading = _heading_alike(annex.before)
    for record in records:
        annex.groups[-1].records.append(record)
        if heading := _heading_after(record) or (annex.groups[0].heading and _short_heading(record)):
            annex.groups.append(Group(heading))
    annex.groups[-1].records.append(last)
    annex.after = _heading_after(last) or take_footer(source, last)
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


def _is_group(text: str) -> bool:
    """Tell whether a text reads like the heading of a group of records."""
    if _GROUP.match(text) or _OTHERS.fullmatch(text):
        return len(text.split()) <= _LONGEST_HEADING
    return _NUMBERED_GROUP.fullmatch(text) is not None and len(text.split()) <= 2 * _SHORT_HEADING


def is_group_heading(lines: list[Line]) -> bool:
    """Tell whether lines read like the heading of a group of records."""
    return not _last_block(lines)[0] and bool(lines)


def _starts(lines: Sequence[Line], fit: Fit) -> list[_Start]:
    """Return where the records begin."""
    labels = [label_in_text(line.text[:200]) for line in lines]
    lead = _lead(lines, labels)
    starts: list[_Start] = []
    seen: set[str] = set()
    titles: set[str] = set()
    begins = _beginnings(labels)
    for index, label in enumerate(labels):
        if label is None:
            continue
        if label.kind == "title" and not (
            seen == {"title"} and language_of(lines[index].text[: label.value_at]) not in titles
        ):
            begin = _led_by(labels, index, lead)
            starts.append(_Start(begin, begin, _place_headings(lines, begin, fit)))
            seen = {found.kind for found in labels[begin:index] if found}
            titles = {language_of(lines[index].text[: label.value_at])}
        elif label.kind == "title":
            titles.add(language_of(lines[index].text[: label.value_at]))
        elif (
            label.kind in begins
            and (not starts or (seen & begins and seen & {"summary", "links", label.kind}))
            and not (lead and _led_by(labels, _next_title(labels, index), lead) <= index)
        ):
            begin = _unlabelled_title(lines, index)
            is_whole = not starts or bool(seen & {"summary", "links"})
            if begin == index and not (label.kind in ("country", "coordination") and is_whole):
                continue
            starts.append(_Start(begin, index, _place_headings(lines, begin, fit)))
            seen = set()
        seen.add(label.kind)
    return starts


def _beginnings(labels: Sequence[Label | None]) -> frozenset[Kind]:
    """Return the kinds of the labels with which records begin whose titles have none."""
    found = [label.kind for label in labels if label]
    kinds = set(found)
    first: Kind = next((kind for kind in found if kind not in ("extra", "detail", "contact")), "country")
    leads = found.count(first) == found.count("country") and found.count("summary") == found.count("country")
    if leads and first in ("gcm", "sdg", "summary", "partner", "area", "tag") and "title" not in kinds:
        return frozenset((first,))
    if kinds & {"title", "country", "coordination"} or "summary" not in kinds or len(kinds) < 2:
        return frozenset(("country", "coordination"))
    return frozenset(("partner", "area", "tag", "summary"))


def _lead(lines: Sequence[Line], labels: Sequence[Label | None]) -> frozenset[Kind]:
    """Return the kinds of the labels that are printed above the title in the first record, and so in all."""
    first = _next_title(labels, 0)
    kinds: list[Kind] = []
    for index in reversed(range(max(0, first - _LONGEST_LEAD), first)):
        if _ANNEX.fullmatch(lines[index].text) or _is_group(lines[index].text):
            break
        if (label := labels[index]) and label.kind not in ("extra", "title"):
            kinds.append(label.kind)
    after_last = {label.kind for label in labels[_last_title(labels) :] if label}
    is_whole_record = len(set(kinds)) < len(kinds) or not after_last.isdisjoint(kinds)
    return frozenset() if is_whole_record or first == len(labels) else frozenset(kinds)


def _last_title(labels: Sequence[Label | None]) -> int:
    return max((n for n, label in enumerate(labels) if label and label.kind == "title"), default=0)


def _next_title(labels: Sequence[Label | None], index: int) -> int:
    found = (n for n in range(index, len(labels)) if (label := labels[n]) is not None and label.kind == "title")
    return next(found, len(labels))


def _led_by(labels: Sequence[Label | None], index: int, lead: frozenset[Kind]) -> int:
    """Return where the labels begin that stand above the title at ``index`` and belong to its record."""
    begin, kinds = index, set[Kind]()
    for at in reversed(range(max(0, index - _LONGEST_LEAD), index) if index < len(labels) else ()):
        label = labels[at]
        if label is None or label.kind == "extra":
            continue
        if label.kind not in lead or label.kind in kinds:
            break
        begin, kinds = at, kinds | {label.kind}
    return begin


def _place_headings(lines: Sequence[Line], begin: int, fit: Fit) -> tuple[Line, ...]:
    """Return the lines over a record that name nothing but a place and stand apart, the nearest first."""
    found: list[Line] = []
    while (at := begin - len(found) - 1) >= 0:
        line = lines[at]
        stands_apart = line.after_blank or at == 0 or _ANNEX.fullmatch(lines[at - 1].text)
        match = _HEADING_NUMBER.match(line.text)
        bare = line.part(match.end() if match else 0)
        if count := _COUNT.search(bare.text):
            bare = bare.part(0, count.start()) if count.start() else bare
        if (
            not stands_apart
            or len(bare.text) > 80
            or label_of(bare.text)
            or not fit.places_named(bare.text.strip(" :"))
        ):
            break
        found.append(bare)
    return tuple(found)


def _unlabelled_title(lines: Sequence[Line], index: int) -> int:
    """Return where the title above a record's first label begins: the block over it, at most three lines."""
    start = index
    while start and index - start < 3 and not lines[start].after_blank:
        above = lines[start - 1].text
        if URL.search(above) or label_of(above[:200]) or above.endswith((".", ":", ";")) or _ANNEX.fullmatch(above):
            break
        start -= 1
    if start == index and start and lines[start].after_blank:  # a blank may part the title from its table
        return _title_above_blank(lines, index)
    return start


def _title_above_blank(lines: Sequence[Line], index: int) -> int:
    start = index - 1
    text = lines[start].text
    if URL.search(text) or label_of(text[:200]) or text.endswith((".", ":", ";")) or _ANNEX.fullmatch(text):
        return index
    while start and index - start < 3 and not lines[start].after_blank and not label_of(lines[start - 1].text[:200]):
        start -= 1
    return index if _GROUP.match(lines[start].text) or _is_group(joined_line(lines[start:index])) else start


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
        if begins and _is_group(text):
            return lines[:start], lines[start:]
    return lines, []


def _short_heading(record: RawRecord) -> list[Line]:
    """Remove a short line without a full stop that stands apart below a summary: in an annex of groups, a heading."""
    if not _ends_in_heading(record):
        return []
    last = record.fields[-1]
    *last.lines, line = last.lines
    return [line]


def _ends_in_heading(record: RawRecord) -> bool:
    lines = record.fields[-1].lines if record.fields[-1].kind == "summary" else []
    return len(lines) > 1 and _is_short_heading(lines[-1]) and lines[-2].text.endswith((".", ".”", "!"))


def _is_short_heading(line: Line) -> bool:
    is_short = len(line.text.split()) <= _SHORT_HEADING and line.text[0].isupper() and line.text[-1].isalnum()
    return is_short and (line.after_blank or line.number == 1)


def _heading_alike(introduction: list[Line]) -> tuple[list[Line], list[Line]]:
    """Split off the last line of the introduction if it is as short as the headings that stand below records."""
    is_heading = bool(introduction) and _is_short_heading(introduction[-1])
    return (introduction[:-1], introduction[-1:]) if is_heading else (introduction, [])


def _heading_after(record: RawRecord) -> list[Line]:
    """Remove the heading of the next group from the end of a record."""
    if record.tail and not record.lines_of("summary"):
        text, heading = _last_block(record.tail)
        if text and text[-1].text.endswith((".", ".”", "!")):  # the summary stands below the labels
            record.fields.append(RawField("summary", "", lines=text))
            record.tail = []
            return heading
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
