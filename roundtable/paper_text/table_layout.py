"""Tables in a plain text: rewrite every layout as one label and its value a line, record by record.

Tables of tabs or columns of blanks may hold a label and its value in a row, several of them, one record a column or one
record a row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roundtable.paper_text.field_fit import PLACE_KINDS, TERM_KINDS
from roundtable.paper_text.labels import (
    LABEL_BEGINS,
    LABEL_ENDS,
    Kind,
    bare_label_of,
    kind_of,
    near_kind,
)
from roundtable.paper_text.source import Piece, Source

RUNNING_NUMBER = "running number of a record"
REPEATED_HEADING = "headings of a table, repeated"

Span = tuple[int, int]

_CELL = re.compile(r'(?<=\t)"(?:[^"]|""){0,20000}"(?=[\t\n]|\Z)|"(?:[^"\n]|"")*"(?=[\t\n]|\Z)|[^\t\n]*')
_GAP = re.compile(r" {2,}")
_PRACTICE = re.compile(
    r"(?:(?:good )?practices?|projects?|polic(?:y|ies)|programmes?|programs?|initiatives?|name|nom|nombre|pratiques?"
    r"|projets?|politiques?|pr[aá]cticas?|proyectos?|pol[ií]ticas?|iniciativas?)(?: (?:or|and|/) \w+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:no|nr|n[°ºo]|num(?:ber|[eé]ro)?|#|s/n|id)\.?", re.IGNORECASE)
_LONGEST_LABEL = 60
_LISTS: frozenset[Kind] = frozenset((*PLACE_KINDS, *TERM_KINDS, "partner", "funder", "co-funder", "links"))


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold a row of a table: where it begins and ends, its line end included, and its cells."""

    start: int
    end: int
    cells: tuple[Span, ...]


def _kind(text: str) -> Kind | None:
    """Return the kind of the label that a cell consists of, None where it is none."""
    bare = text.strip(" \t:：*")
    if not bare or len(bare) > _LONGEST_LABEL:
        return None
    label = bare_label_of(bare)
    return label.kind if label and label.value_at >= len(bare) else near_kind(bare)


def stripped(text: str, start: int, end: int, edges: str = " \t\n") -> Span:
    """Return a span without the characters ``edges`` around it."""
    bare = text[start:end].strip(edges)
    first = start + text[start:end].find(bare) if bare else start
    return first, first + len(bare)


class _Layout:
    """Find the tables of a text and write each of their records as labels and values."""

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self._source = source

    def at(self, span: Span) -> str:
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
        kinds = [self._heading_kind(heading) for heading in headings]
        if "title" not in kinds:
            titles = (n for n, heading in enumerate(headings) if _PRACTICE.fullmatch(self.at(heading).strip(" :")))
            first = next(titles, None)
            if first is not None:
                kinds[first] = "title"
        order = sorted(range(len(headings)), key=lambda n: kinds[n] != "title")
        for row in rows:
            yield "\n"
            for number in order:
                cell = row[number] if number < len(row) else ()
                if not any(end > start for start, end in cell):
                    continue
                if _NUMBER.fullmatch(self.at(headings[number]).strip()) or not self.at(headings[number]).strip():
                    for span in cell:
                        self._source.ignore(*span, RUNNING_NUMBER)
                elif kinds[number] == "title" and kind_of(self.at(headings[number])) != "title":
                    yield from (LABEL_BEGINS, "Title", LABEL_ENDS, " ", *self._lines(cell), "\n")
                else:
                    heading = stripped(self.text, *headings[number], " \t\n:：*")
                    yield from (LABEL_BEGINS, heading, LABEL_ENDS, " ", *self._lines(cell), "\n")
            yield from (piece for cell in row[len(headings) :] for piece in (*self._lines(cell), "\n"))
        yield "\n"

    def _lines(self, cell: Sequence[Span]) -> Iterator[Piece]:
        for number, span in enumerate(cell):
            if number:
                yield "\n"
            yield span

    def _heading_kind(self, heading: Span) -> Kind | None:
        return _kind(self.at(heading))

    def is_heading_row(self, cells: Sequence[Span]) -> bool:
        """Tell whether cells are the headings of a table with one record a row."""
        filled = [text for cell in cells if (text := self.at(cell).strip()) and not _NUMBER.fullmatch(text)]
        kinds = ["title" if _PRACTICE.fullmatch(text) else _kind(text) for text in filled]
        known = [kind for kind in kinds if kind]
        if len(known) < 2 or len(known) < 0.5 * len(filled) or not {"title", "country"} & set(known):
            return False
        is_side_by_side = any(first and second for first, second in pairwise(kinds))
        return is_side_by_side and all(len(text) <= _LONGEST_LABEL for text in filled)


class TabTables(_Layout):
    """Tables whose cells stand between tabs."""

    def is_worth_it(self) -> bool:
        """Tell whether the text may hold such a table."""
        return "\t" in self.text.strip()

    def pieces(self) -> Iterator[Piece]:
        """Yield the text with its tables rewritten."""
        rows = list(self._rows())
        index = 0
        while index < len(rows):
            row = rows[index]
            end = index + 1
            if len(row.cells) > 1 and self.is_heading_row(row.cells):
                end = self._end_of_records(rows, index)
                records = rows[index + 1 : end]
                if records:
                    for again in records:
                        if self._is_repeated(row, again):
                            self._source.ignore(again.start, again.end, REPEATED_HEADING)
                    yield from self.record(
                        row.cells,
                        [
                            [[cell] for cell in one.cells]
                            for one in records
                            if len(one.cells) > 1 and not self._is_repeated(row, one)
                        ],
                    )
                    index = end
                    continue
            if self._is_labelled(row):
                end = self._end_of_form(rows, index)
                yield from self._form(rows[index:end])
            else:
                yield row.start, row.end
            index = end

    def _is_repeated(self, heading: _Row, row: _Row) -> bool:
        return [self.at(cell) for cell in heading.cells] == [self.at(cell) for cell in row.cells]

    def _rows(self) -> Iterator[_Row]:
        start = at = 0
        cells: list[Span] = []
        while at <= len(self.text):
            match = _CELL.match(self.text, at)
            end = match.end() if match else at
            quoted = self.text[at:end].startswith('"') and end - at > 1 and self.text[end - 1] == '"'
            inside = quoted and "\n" in self.text[at:end]
            if quoted and not inside and not (cells or self.text[end : end + 1] == "\t"):
                quoted = False
            cells.append(stripped(self.text, at + quoted, end - quoted))
            at = end + 1
            if self.text[end : end + 1] != "\t":
                yield _Row(start, min(at, len(self.text)), tuple(cells))
                start, cells = at, []

    def _end_of_records(self, rows: Sequence[_Row], index: int) -> int:
        """Return where the rows under a row of headings end; blank lines may stand between them."""
        end = index + 1
        while end < len(rows) and (len(rows[end].cells) > 1 or not self.at(rows[end].cells[0])):
            if self._is_labelled(rows[end]) and not self._is_repeated(rows[index], rows[end]):
                break
            end += 1
        return end

    def _is_labelled(self, row: _Row) -> bool:
        if len(row.cells) < 2:
            return False
        return _kind(self.at(row.cells[0])) is not None

    def _end_of_form(self, rows: Sequence[_Row], index: int) -> int:
        """Return where the rows that begin with labels end, with those that go on their values."""
        end = index
        for number in range(index, len(rows)):
            cells = rows[number].cells
            first = self.at(cells[0])
            if len(cells) < 2 or (number > index and self.is_heading_row(cells)):
                break
            if number > index and _kind(first) == "title" == _kind(self.at(rows[index].cells[0])):
                break
            if first and not self._may_be_label(first):
                break
            end = number + 1
        return max(end, index + 1)

    def _may_be_label(self, text: str) -> bool:
        return len(text) <= _LONGEST_LABEL and len(text.split()) <= 7 and not text.endswith((".", "?", "!"))

    def _form(self, rows: Sequence[_Row]) -> Iterator[Piece]:
        """Yield the records of rows that begin with labels."""
        count = self._records_beside(rows)
        if count > 1:
            for number in range(1, count + 1):
                label: Span | None = None
                for row in rows:
                    if self.at(row.cells[0]):
                        label = row.cells[0]
                    if label is None or number >= len(row.cells) or not self.at(row.cells[number]):
                        continue
                    if self.at(row.cells[0]):
                        yield from self.field(label, [row.cells[number]])
                    else:
                        yield from (row.cells[number], "\n")
                yield "\n"
            beyond = (cell for row in rows for cell in row.cells[count + 1 :])
            yield from (piece for cell in beyond if self.at(cell) for piece in (cell, "\n"))
            return
        whole: list[_Row] = []
        for row in rows:
            if whole and not self.at(row.cells[0]):
                cells = tuple(cell for cell in row.cells if self.at(cell))
                whole[-1] = _Row(whole[-1].start, row.end, (*whole[-1].cells, *cells))
            else:
                whole.append(row)
        for row in whole:
            yield from self._labelled_cells(row)

    def _records_beside(self, rows: Sequence[_Row]) -> int:
        """Return how many records stand side by side, one a column."""
        counts: Counter[int] = Counter()
        titles = 0
        for row in rows:
            values = [cell for cell in row.cells[1:] if self.at(cell)]
            if any(_kind(self.at(cell)) for cell in values):
                return 1
            if self.at(row.cells[0]):
                counts[len(values)] += 1
                if _kind(self.at(row.cells[0])) == "title":
                    titles = len(values)
        several = sum(count for number, count in counts.items() if number > 1)
        return titles if titles > 1 and several >= 2 and several >= counts.total() / 2 else 1

    def _labelled_cells(self, row: _Row) -> Iterator[Piece]:
        """Yield every label of a row with the cells up to the next one."""
        label: Span | None = None
        values: list[Span] = []
        for number, cell in enumerate(row.cells):
            text = self.at(cell)
            is_label = bool(text) and (
                number == 0 or _kind(text) is not None or (text.endswith(":") and len(text) < 40)
            )
            if not is_label:
                values += [cell] if text else []
                continue
            if label:
                yield from self._field_of(label, values)
            label, values = cell, []
        if label:
            yield from self._field_of(label, values)
        elif values:
            yield from (piece for value in values for piece in (value, "\n"))

    def _field_of(self, label: Span, values: Sequence[Span]) -> Iterator[Piece]:
        if len(values) > 1 and (_kind(self.at(label)) or "extra") in _LISTS:
            pieces = list(self.field(label, values))
            yield from ("; " if piece == " " and number > 3 else piece for number, piece in enumerate(pieces))
        else:
            yield from self.field(label, values)


class ColumnTables(_Layout):
    """Tables whose cells stand in columns of blanks, one record a row or one a column."""

    def __init__(self, text: str, source: Source) -> None:
        super().__init__(text, source)
        self._all_lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*(?:\n|\Z)", text) if match[0]]

    def is_worth_it(self) -> bool:
        """Tell whether the text may hold such a table."""
        return any(self._heading(number) or self._beside(number) for number in range(len(self._all_lines)))

    def pieces(self) -> Iterator[Piece]:
        """Yield the text with its tables rewritten."""
        index = 0
        while index < len(self._all_lines):
            if starts := self._heading(index):
                end = self._end_of_rows(index, starts)
                headings = self._cut(index, starts)
                rows = self._grouped(range(index + 1, end), starts, [self._heading_kind(one) for one in headings])
                if rows:
                    yield from self.record(headings, rows)
                    index = end
                    continue
            if starts := self._beside(index):
                end = self._end_of_columns(index, starts)
                yield from self._records_of_columns(range(index, end), starts)
                index = end
                continue
            yield self._all_lines[index]
            index += 1

    def _cells(self, index: int) -> list[Span]:
        start, end = self._all_lines[index]
        spans, at = [], start
        for gap in (*(match.span() for match in _GAP.finditer(self.text, start, end)), (end, end)):
            span = stripped(self.text, at, gap[0])
            spans += [span] if span[1] > span[0] else []
            at = gap[1]
        return spans

    def _heading(self, index: int) -> list[int]:
        """Return where the columns begin if a line holds the headings of a table with one record a row, else []."""
        start, end = self._all_lines[index]
        if end - start > 400 or not _GAP.search(self.text[start:end].strip()) or "\t" in self.text[start:end]:
            return []
        cells = self._cells(index)
        is_heading = len(cells) >= 3 and not any(self.at(cell).endswith(":") for cell in cells)
        return [cell[0] - start for cell in cells] if is_heading and self.is_heading_row(cells) else []

    def _beside(self, index: int) -> list[int]:
        """Return where the columns begin if a line holds the label and the titles of records side by side, else []."""
        start, end = self._all_lines[index]
        if end - start > 400 or not _GAP.search(self.text[start:end].strip()) or "\t" in self.text[start:end]:
            return []
        cells = self._cells(index)
        if len(cells) < 3 or _kind(self.at(cells[0])) != "title" or any(_kind(self.at(cell)) for cell in cells[1:]):
            return []
        starts = [cell[0] - start for cell in cells]
        alike = labels = 0
        for number in range(index + 1, min(index + 30, len(self._all_lines))):
            below = self._cells(number)
            if not below or not (kind := _kind(self.at(below[0]))):
                continue
            if kind == "title":
                break
            labels += 1
            columns = [cell[0] - self._all_lines[number][0] for cell in below[1:]]
            alike += len(columns) >= 2 and all(any(abs(at - one) <= 1 for one in starts) for at in columns)
        return starts if alike >= 2 and alike >= labels / 2 else []

    def _cut(self, index: int, starts: Sequence[int]) -> list[Span]:
        """Return the cells of a line, cut where the columns begin or at the blank before that."""
        begin, end = self._all_lines[index]
        edges = [begin]
        for start in starts[1:]:
            at = min(begin + start, end)
            if at < end and not self.text[at - 1].isspace():
                at = max(self.text.rfind(" ", edges[-1], at) + 1, edges[-1])
            edges.append(at)
        return [stripped(self.text, first, last) for first, last in pairwise((*edges, end))]

    def _end_of_rows(self, index: int, starts: Sequence[int]) -> int:
        """Return where a table with one record a row ends: at a line that runs over its columns, or two blank lines."""
        blanks, end = 0, index + 1
        for number in range(index + 1, len(self._all_lines)):
            line = self.at(self._all_lines[number])
            if not line.strip():
                blanks += 1
                if blanks > 1:
                    break
                continue
            gaps = [line[at - 1 : at] for at in starts[1:]]
            is_cut = sum(bool(gap.strip()) for gap in gaps) > len(starts) / 2
            if is_cut or (len(starts) == 1) or _kind(line.split(":")[0]):
                break
            blanks, end = 0, number + 1
        return end

    def _grouped(self, numbers: range, starts: Sequence[int], kinds: Sequence[Kind | None]) -> list[list[list[Span]]]:
        """Return the rows of a table, each cell as the spans of its lines."""
        lines = [(number, self._cut(number, starts)) for number in numbers]
        is_filled = [any(end > start for start, end in cells) for _, cells in lines]
        has_blanks = any(not filled for filled in is_filled)
        rows: list[list[list[Span]]] = []
        is_new = True
        last: list[Span] = []
        for (_, cells), filled in zip(lines, is_filled, strict=True):
            if not filled:
                is_new = True
                continue
            count = sum(end > start for start, end in cells)
            starts_anew = (
                not has_blanks and rows and cells[0][1] > cells[0][0] and self._begins(cells, last, kinds, count)
            )
            if is_new or starts_anew:
                rows.append([[] for _ in cells])
            is_new = False
            for column, span in enumerate(cells):
                if span[1] > span[0]:
                    rows[-1][column].append(span)
            last = cells
        return rows

    def _begins(self, cells: Sequence[Span], last: Sequence[Span], kinds: Sequence[Kind | None], count: int) -> bool:
        """Tell whether a line begins a row: its first cells do, and fewer stood on the line before."""
        before = sum(end > start for start, end in last)
        begins = all(
            self.at(cell)[:1].isupper() or not self.at(cell)[:1].isalpha()
            for cell, kind in zip(cells, kinds, strict=False)
            if cell[1] > cell[0] and kind in ("title", "country")
        )
        filled = all(
            cell[1] > cell[0] for cell, kind in zip(cells, kinds, strict=False) if kind in ("title", "country")
        )
        return begins and filled and (count > before or count == len(cells))

    def _end_of_columns(self, index: int, starts: Sequence[int]) -> int:
        end = index + 1
        for number in range(index + 1, len(self._all_lines)):
            line = self.at(self._all_lines[number])
            cells = self._cells(number)
            if not cells:
                continue
            kind = _kind(self.at(cells[0]))
            indent = len(line) - len(line.lstrip())
            if kind == "title" or (kind is None and indent < starts[1] - 1):
                break
            end = number + 1
        return end

    def _records_of_columns(self, numbers: range, starts: Sequence[int]) -> Iterator[Piece]:
        lines = [self._cut(number, starts) for number in numbers]
        for column in range(1, len(starts)):
            label: Span | None = None
            is_open = False
            for cells in lines:
                if self.at(cells[0]):
                    label, is_open = cells[0], False
                if label is None or cells[column][1] <= cells[column][0]:
                    continue
                if is_open:
                    yield from (cells[column], "\n")
                else:
                    yield from self.field(label, [cells[column]])
                is_open = True
            yield "\n"
