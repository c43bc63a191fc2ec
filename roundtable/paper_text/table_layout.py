"""Tables in a plain text: rewrite records and fields as one label and its value a line, whatever their layout."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roundtable.paper_text.label_spellings import PRACTICE, Kind
from roundtable.paper_text.labels import LABEL_BEGINS, LABEL_ENDS, bare_label_of, kind_of, near_kind
from roundtable.paper_text.source import Piece, Source, Span

RUNNING_NUMBER = "running number of a record"
EMPTY_COLUMN = "heading of a column in which nothing stands"

NUMBER_SIGN = r"(?:no|nr|n\.?[°ºo]|num(?:ber|[eé]ro)?)\.?"
COUNTED = (
    r"(?:(?:good |best |promising |bonne |buena )?(?:practice|pratique|pr[aá]ctica)|policy|politique|pol[ií]tica"
    r"|example|exemple|ejemplo|(?:case|[eé]tude de|estudio de) ?(?:study|cas|caso)|case|cas|caso|project|projet"
    r"|proyecto|record|entry|item|fiche|ficha|initiative|iniciativa|experience|exp[eé]rience|experiencia|measure|mesure|medida)"
)
"""What the running number of a record counts."""
RECORD_NUMBER = re.compile(
    rf"(?:{COUNTED} ?)?(?:{NUMBER_SIGN} ?)?#?\d{{1,3}}"
    r"(?: ?(?:/|of|de|sur) ?\d{1,3})?[.):]?",
    re.IGNORECASE,
)
"""The running number of a record on a line of its own."""

_PRACTICE = re.compile(rf"{PRACTICE}(?: (?:or|and|/) \w+)?", re.IGNORECASE)
_COUNTED = re.compile(r"#?\(?(?:\d{1,4}|[A-Za-z]|[ivxIVX]{1,5})[.):]?")
_NUMBER = re.compile(rf"{NUMBER_SIGN}|(?:n|#|s[/. ]?n|id|item|row|ligne|fila)\.?", re.IGNORECASE)
"""Headings of a column that numbers its rows."""
LONGEST_LABEL = 60
"""Letters of a heading or label in a cell."""


def label_kind(text: str) -> Kind | None:
    """Return the kind of the label that a cell consists of, None where it is none."""
    bare = text.strip(" \t:：*")
    if not bare or len(bare) > LONGEST_LABEL:
        return None
    label = bare_label_of(bare)
    return label.kind if label and label.value_at >= len(bare) else near_kind(bare)


def is_number_heading(text: str) -> bool:
    """Tell whether a heading is that of a column that numbers its rows: No., #, ligne."""
    return _NUMBER.fullmatch(text.strip()) is not None


def stripped(text: str, start: int, end: int, edges: str = " \t\n") -> Span:
    """Return a span without the characters ``edges`` around it."""
    bare = text[start:end].strip(edges)
    first = start + text[start:end].find(bare) if bare else start
    return first, first + len(bare)


class TableLayout:
    """Find the tables of a text and write each of their records as labels and values."""

    def __init__(self, text: str, source: Source) -> None:
        """Take the text as shown, and its source, in which running numbers are ignored."""
        self.text = text
        self.source = source

    def at(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[slice(*span)]

    def field(self, label: Span, values: Sequence[Span]) -> Iterator[Piece]:
        """Yield a label and its value."""
        values = [value for value in values if value[1] > value[0]]
        yield from (LABEL_BEGINS, stripped(self.text, *label, " \t\n:：*"), LABEL_ENDS, " ")
        for number, value in enumerate(values):
            if number:
                yield " "
            yield value
        yield "\n"

    def record(self, headings: Sequence[Span], rows: Sequence[Sequence[Sequence[Span]]]) -> Iterator[Piece]:
        """Yield records, each a row of cells under the headings; a cell is one span for each of its lines."""
        kinds = [label_kind(self.at(heading)) for heading in headings]
        if "title" not in kinds:
            titles = (n for n, heading in enumerate(headings) if _PRACTICE.fullmatch(self.at(heading).strip(" :")))
            first = next(titles, None)
            if first is not None:
                kinds[first] = "title"
        for number, heading in enumerate(headings):
            if kinds[number] is None and not any(self._is_filled(row, number) for row in rows):
                self.source.ignore(*heading, EMPTY_COLUMN)
        order = sorted(range(len(headings)), key=lambda n: kinds[n] != "title")
        for row in rows:
            yield "\n"
            for number in order:
                if self._is_filled(row, number):
                    yield from self._cell(number, headings[number], row[number], kinds[number])
            yield from (piece for cell in row[len(headings) :] for piece in (*self._lines(cell), "\n"))
        yield "\n"

    def _is_filled(self, row: Sequence[Sequence[Span]], number: int) -> bool:
        return number < len(row) and any(end > start for start, end in row[number])

    def _cell(self, number: int, heading: Span, cell: Sequence[Span], kind: Kind | None) -> Iterator[Piece]:
        """Yield a cell as a field under the heading of its column; a running number is ignored."""
        begin, end = stripped(self.text, *heading, " \t\n:：*")
        printed = self.text[begin:end]
        is_number = all(_COUNTED.fullmatch(self.at(span)) for span in cell)
        if is_number and (not printed or is_number_heading(printed)):
            for span in cell:
                self.source.ignore(*span, RUNNING_NUMBER)
            return
        label: Piece = (begin, end) if printed else f"Column {number + 1}"
        if kind == "title" and kind_of(printed) != "title":
            label = "Title"
        yield from (LABEL_BEGINS, label, LABEL_ENDS, " ", *self._lines(cell), "\n")

    def _lines(self, cell: Sequence[Span]) -> Iterator[Piece]:
        for number, span in enumerate(cell):
            if number:
                yield "\n"
            yield span

    def is_heading_row(self, cells: Sequence[Span]) -> bool:
        """Tell whether cells are the headings of a table with one record a row."""
        filled = [text for cell in cells if (text := self.at(cell).strip()) and not is_number_heading(text)]
        kinds = ["title" if _PRACTICE.fullmatch(text) else label_kind(text) for text in filled]
        known = [kind for kind in kinds if kind]
        if len(known) < 2 or len(known) < 0.5 * len(filled) or not {"title", "country"} & set(known):
            return False
        is_side_by_side = any(first and second for first, second in pairwise(kinds))
        return is_side_by_side and all(len(text) <= LONGEST_LABEL for text in filled)
