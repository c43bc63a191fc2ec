"""Practice record: assign its lines to fields, the running text directly, the header table by ``header_table``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from roundtable.intake.header_table import RawField, assign_lines
from roundtable.intake.record_lines import Event, events
from roundtable.paper_text.field_fit import TERM_KINDS, Fit, is_prose, waits_for_more
from roundtable.paper_text.label_spellings import PRACTICE, Kind
from roundtable.paper_text.labels import other_label_of
from roundtable.paper_text.markup import RULE
from roundtable.paper_text.paragraphs import mark_of
from roundtable.paper_text.source import Line, Source
from roundtable.paper_text.table_layout import COUNTED, NUMBER_SIGN, RECORD_NUMBER, RUNNING_NUMBER
from roundtable.paper_text.typesetting import SENTENCE_END

PLACE_HEADING = "heading that names the place of the records below it"
URL = re.compile(
    r"(?:https?|ftp)://|\bwww\.|(?<![\w@.])[\w-]+(?:\.[\w-]+){0,4}\.(?:org|com|net|int|gov|edu|eu|info)\b(?!@)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:(?:https?|ftp)://|www\.)\S+", re.IGNORECASE)
_FLOWS: frozenset[Kind] = frozenset(("title", "summary", "links"))
_PRACTICE = re.compile(rf"{PRACTICE}\s?[:：]\s?(?=\S)", re.IGNORECASE)
_OF_A_FORM: frozenset[Kind] = frozenset(("gcm", "sdg", "source", "contact", "detail", "extra"))
"""Fields that no printed annex has, and so no extracted columns tear apart."""
_NUMBERED: frozenset[Kind] = frozenset(("gcm", "sdg"))
_NUMBER = re.compile(r"(?:[^\W\d_]{2,10}\W{1,2}){0,2}\d{1,2}\b")
"""How an objective or target begins."""
_RULES = "*-=~#_<>–— "
"""What stands around a record's number on a line of its own."""
_TITLE_NUMBER = re.compile(
    rf"(?:{COUNTED} ?)?(?:#|{NUMBER_SIGN} ?)?"
    r"\(?(\d{1,3}|[A-Z]|[ivxIVX]{1,4})(?:[.):]|/(?=\s)|\s?[:–—-](?=\s))\s+(?=\S)",
    re.IGNORECASE,
)
_BARE_TITLE_NUMBER = re.compile(r"#?(?:\d{1,2}\.){0,3}(\d{1,2})\s+(?=[^\W\d_])")
_LONGEST_TITLE = 5
_LONGEST_TABLE = 100
_LAST_LINES = 4
_LONGEST_FOOTER = 20
"""Words of a line that closes a page."""
_SMALL = 0.5
"""Share of words in small letters above which a line may be the beginning of a sentence."""


@dataclass(slots=True)
class RawRecord:
    """Hold the lines of each field of one record; ``tail`` is what follows the record on the page."""

    fields: list[RawField] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    gain: float = 0.0
    """Score gained by separating the columns of its header table."""

    def of(self, *kinds: Kind) -> list[RawField]:
        """Return the fields of these kinds, in the order printed."""
        return [field for field in self.fields if field.kind in kinds]

    def lines_of(self, *kinds: Kind) -> list[Line]:
        """Return the lines of these kinds in the order of the page."""
        return sorted((line for field in self.of(*kinds) for line in field.lines), key=lambda line: line.start)

    def languages(self) -> tuple[str, list[str]]:
        """Return the language in which the labels of title and summary come first, and the others in their order."""
        fields = [field for field in self.of("title", "summary") if field.label and field.lines]
        of_titles = [field.language for field in fields if field.kind == "title"]
        of_summaries = [field.language for field in fields if field.kind == "summary"]
        first = (of_titles or of_summaries or [""])[0]
        repeated = {language for of in (of_titles, of_summaries) if len({*of}) > 1 for language in of}
        found = dict.fromkeys((*of_titles, *of_summaries))
        return first, [language for language in found if language in repeated - {first}]

    def lines_in(self, kind: Kind, language: str) -> list[Line]:
        """Return the lines of title or summary in a language; those printed once are in the first one."""
        fields = self.of(kind)
        spoken = {field.language for field in fields if field.label and field.lines}
        first, _ = self.languages()
        if len(spoken) < 2:
            wanted = fields if language == first else []
        else:
            current, wanted = first, []
            for field in fields:
                current = field.language if field.label else current
                wanted += [field] if current == language else []
        return sorted((line for field in wanted for line in field.lines), key=lambda line: line.start)

    def cell_edges(self) -> dict[int, int]:
        """Return where the longest lines end in cells that have others to their right, by where the columns begin."""
        labels = sorted((line for one in self.fields for line in one.label_lines), key=lambda line: line.column)
        last = {label.number: label.column for label in labels}
        edges: dict[int, int] = {}
        for one in self.fields:
            if any(label.column < last[label.number] for label in one.label_lines[:1]):
                for line in one.lines:
                    edges[line.column] = max(edges.get(line.column, 0), line.end_column)
        return edges

    def put_back(self, lines: list[Line]) -> None:
        """Append lines after the record's last field to the summary."""
        if lines:
            self.fields.append(RawField("summary", "", lines=lines))


def read_record(lines: Sequence[Line], fit: Fit, title: Sequence[Line] = ()) -> RawRecord:
    """Parse one record; ``title`` are the lines of a title printed without a label."""
    reader = _Reader(lines, fit)
    if title:
        label = _PRACTICE.match(title[0].text)
        at = label.end() if label else 0
        labels = (title[0].part(0, at),) if at else ()
        reader.record.fields.append(RawField("title", "", labels, [title[0].part(at), *title[1:]]))
    reader.read()
    _place_addresses(reader.record)
    return reader.record


def _place_addresses(record: RawRecord) -> None:
    """Make the addresses that stand alone at the end of a record its links, where it has no label of links."""
    last = record.fields[-1] if record.fields else None
    if last is None or last.kind != "summary" or record.of("links"):
        return
    at = len(last.lines)
    while at > 1 and _ADDRESS.fullmatch(last.lines[at - 1].text):
        at -= 1
    if at < len(last.lines):
        record.fields.append(RawField("links", "", lines=last.lines[at:]))
        last.lines = last.lines[:at]


class _Reader:
    """Distribute the labels and lines of one record over running text and header table."""

    def __init__(self, lines: Sequence[Line], fit: Fit) -> None:
        self.record = RawRecord()
        self._events, self._is_grid = events(lines)
        summaries = (
            n for n, event in enumerate(self._events) if isinstance(event, RawField) and event.kind == "summary"
        )
        self._last_summary = max(summaries, default=-1)
        self._fit = fit
        self._flow: RawField | None = None
        self._table: list[Event] = []

    def read(self) -> None:
        for index, event in enumerate(self._events):
            if isinstance(event, RawField):
                self._open(event, is_cell=self._is_grid and self._shares_line(event, index))
            elif self._table and self._belongs_to_table(event, index):
                self._table.append(event)
            else:
                self._close_table()
                self._flow_on(event, index)
        self._close_table()

    def _shares_line(self, field: RawField, index: int) -> bool:
        """Tell whether another label stands on the same line, so that the field is a cell beside it."""
        after = next((event for event in self._events[index + 1 :] if isinstance(event, RawField)), None)
        before = self.record.fields[-1] if self.record.fields else None
        return any(
            other is not None and other.label_lines and other.label_lines[0].number == field.label_lines[0].number
            for other in (before, after)
        )

    def _open(self, field: RawField, *, is_cell: bool) -> None:
        self.record.fields.append(field)
        if field.kind in _FLOWS and not (is_cell and field.kind == "title"):
            self._close_table()
            self._flow = field
            return
        if self._flow and self._flow.kind == "title":
            self._flow = None
        if len(self._table) > _LONGEST_TABLE:
            self._close_table()
        self._table.append(field)

    def _close_table(self) -> None:
        if self._table:
            self.record.gain += assign_lines(self._table, self._fit, is_grid=self._is_grid)
        self._table = []

    def _flow_on(self, line: Line, index: int) -> None:
        """Add a line to the running text."""
        flow = self._flow
        if flow and flow.kind == "links" and not self._belongs_to_links(line, index):
            self.record.tail.append(line)
            return
        if flow and flow.kind == "summary" and (late := self._late_value(line, index)):
            late.lines.append(line)
            return
        if flow is None or (flow.kind == "title" and len(flow.lines) >= _LONGEST_TITLE):
            self._flow = flow = RawField("summary", "")
            self.record.fields.append(flow)
        flow.lines.append(line)

    def _belongs_to_table(self, line: Line, index: int) -> bool:
        """Tell whether a line goes on a value of the header table rather than the running text around it."""
        value, kind = self._open_value(), self.record.fields[-1].kind
        may_begin = line.after_blank or (
            self._last_summary < 0 and line.text[0].isupper() and not waits_for_more(value)
        )
        is_text = is_prose(line.text) or (may_begin and bool(value) and _is_sentence(line.text))
        reads_on = is_text and not self._fit.is_known(kind, f"{value} {line.text}")
        if self._flow is None:
            waits = waits_for_more(value) and not line.after_blank
            return index < self._last_summary or not reads_on or waits
        if kind in _OF_A_FORM and (not value or (kind in _NUMBERED and _NUMBER.match(line.text))):
            return True
        if reads_on or (self._flow.kind == "links" and URL.search(line.text)):
            return False
        if not value or waits_for_more(value) or self._goes_on_list(line):
            return True
        if self._flow.kind == "links":
            return not line.after_blank
        grown = self._fit.score(kind, f"{value}\n{line.text}", is_whole=False)
        return not line.after_blank and grown > self._fit.score(kind, value, is_whole=False)

    def _goes_on_list(self, line: Line) -> bool:
        """Tell whether a line is a list item like the one on the line above."""
        last = self._table[-1]
        above = last.lines[-1] if isinstance(last, RawField) and last.lines else last
        return isinstance(above, Line) and bool(mark_of(above.text)) and bool(mark_of(line.text))

    def _open_value(self) -> str:
        """Return what the newest field of the table holds with the lines printed since, or the last of these."""
        newest = self.record.fields[-1]
        last = self._table[-_LAST_LINES:]
        return "\n".join(event.text for event in (last[last.index(newest) :] if newest in last else last)).strip()

    def _late_value(self, line: Line, index: int) -> RawField | None:
        """Return the field whose value was printed only after the label of the summary."""
        empty = [field for field in self.record.of(*TERM_KINDS) if not field.lines]
        if known := next((late for late in empty if self._fit.is_known(late.kind, line.text)), None):
            return known
        following = self._events[index + 1] if index + 1 < len(self._events) else None
        is_alone = line.after_blank and isinstance(following, Line) and following.after_blank
        is_short = len(line.text.split()) <= 8 and line.text[-1] not in ".:"
        is_first = self._flow is not None and not self._flow.lines
        return empty[0] if empty and is_alone and is_short and is_first else None

    def _belongs_to_links(self, line: Line, index: int) -> bool:
        """Tell whether a line is a link, the rest of one, a caption of one, or printed in place of one."""
        if URL.search(line.text):
            return True
        ahead = [event.text for event in self._events[index + 1 : index + 3] if isinstance(event, Line)]
        if line.text.endswith(":") and ahead and URL.match(ahead[0]):
            return True
        if line.after_blank or self._flow is None or self.record.tail:
            return False
        if any(URL.search(text) for text in ahead):
            return True
        words = len(line.text.split())
        return words == 1 if self._flow.lines else words <= 2


def _is_sentence(text: str) -> bool:
    """Tell whether a short line that stands apart reads like a sentence rather than a name or a term."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return text.endswith(".") and ";" not in text and len(words) >= 4 and small > len(words) / 2


def country_over(record: RawRecord) -> list[Line]:
    """Return the country that is printed with its label over a record and apart from it, as over those below it."""
    first, *others = record.fields
    title = others[0].label_lines if others and others[0].kind == "title" else ()
    return list(first.lines) if first.kind == "country" and title and title[0].after_blank else []


def take_headings(source: Source, headings: Sequence[Line], record: RawRecord, fit: Fit) -> list[Line]:
    """Make the country over a record its country, where it names none itself; ignore the other headings.

    Returns the country's line, which is that of the records below too.
    """
    countries: list[Line] = []
    for heading in headings:
        is_country = all(not place.is_whole for place in fit.places_named(heading.text.strip(" :")))
        if is_country and not any(field.lines for field in record.of("country")):
            record.fields.append(RawField("country", "", lines=[heading]))
            countries = [heading]
        else:
            source.ignore(heading.start, heading.end, PLACE_HEADING)
    return countries


def take_footer(source: Source, record: RawRecord) -> list[Line]:
    """Remove what closes the page of the last record: all below a rule, or a last block that is no text."""
    last = max((field for field in record.fields if field.lines), key=lambda field: field.lines[-1].start, default=None)
    if last is None or last.kind not in ("summary", "links"):
        return []
    lines = last.lines
    ruled = (n for n in range(1, len(lines)) if RULE.search(source.between(lines[n - 1], lines[n])))
    at = next(ruled, None)
    if at is None and (block := _last_block(lines)):
        has_label = other_label_of(block[0].text) is not None
        at = len(lines) - len(block) if has_label or not any(_may_be_text(line.text) for line in block) else None
    if at is None:
        return []
    last.lines = lines[:at]
    return lines[at:]


def not_of_summary(lines: Sequence[Line]) -> Line | None:
    """Return the first of a few lines apart with which a summary ends and which end no sentence."""
    block = _last_block(lines)
    return block[0] if 0 < len(block) <= _LONGEST_TITLE and not block[-1].text.endswith(SENTENCE_END) else None


def _last_block(lines: Sequence[Line]) -> list[Line]:
    """Return the last lines of a text that stand apart below its last sentence and are no list item."""
    starts = [n for n, line in enumerate(lines) if n and line.after_blank]
    start = next((n for n in reversed(starts) if lines[n - 1].text.endswith(SENTENCE_END)), 0)
    if start == 0:
        return []
    is_item = bool(mark_of(lines[start].text)) and any(mark_of(line.text) for line in lines[:start])
    return [] if is_item else list(lines[start:])


def _may_be_text(text: str) -> bool:
    """Tell whether a line apart may be a sentence or the beginning of one."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return text.endswith(SENTENCE_END) or len(words) > _LONGEST_FOOTER or small > _SMALL * len(words)


def ignore_running_numbers(source: Source, above: Sequence[Line]) -> bool:
    """Ignore the running numbers ("Practice 12") among the lines above records; tell whether there are any."""
    numbers = [line for line in above if RECORD_NUMBER.fullmatch(line.text.strip(_RULES) or line.text)]
    for line in numbers:
        source.ignore(line.start, line.end, RUNNING_NUMBER)
    return bool(numbers)


def ignore_title_numbers(source: Source, records: Sequence[RawRecord]) -> None:
    """Ignore the running numbers that titles begin with: most of them do, and count up."""
    fields = [next((field for field in record.of("title") if field.lines), None) for record in records]
    titles = [field.lines[0].text if field else "" for field in fields]
    for title, length in zip(fields, title_numbers(titles), strict=True):
        if title and length:
            line = title.lines[0]
            source.ignore(line.start, line.start + len(line.text[:length].rstrip()), RUNNING_NUMBER)
            title.lines[0] = line.part(length)


def title_numbers(titles: Sequence[str]) -> list[int]:
    """Return the length of each title's running number; 0 for all unless most have one and they count up."""
    found = [
        _TITLE_NUMBER.match(title) or (_BARE_TITLE_NUMBER.match(title) if len(titles) > 1 else None) for title in titles
    ]
    lengths = [
        match.end() if match and match.end() < len(title) else 0 for match, title in zip(found, titles, strict=True)
    ]
    numbers = [_counted(match[1]) for match, length in zip(found, lengths, strict=True) if match and length]
    counts_up = (
        all(after in (before + 1, 1) for before, after in pairwise(numbers)) and len({*numbers}) > len(numbers) / 2
    )
    if not numbers or not counts_up or len(numbers) < len(titles) / 2 or (len(numbers) == 1 and numbers != [1]):
        return [0] * len(titles)
    return lengths


def _counted(number: str) -> int:
    """Return what a running number counts to: a figure, a letter or a Roman numeral."""
    if number.isdigit():
        return int(number)
    romans = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    return romans.get(number.casefold()) or ord(number.casefold()[0]) - ord("a") + 1
