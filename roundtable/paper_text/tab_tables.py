"""Tables of cells between tabs: a label and its value a row, several of them, one record a column or one a row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from roundtable.paper_text.field_fit import PLACE_KINDS, TERM_KINDS
from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import label_of
from roundtable.paper_text.source import Piece, Span
from roundtable.paper_text.table_layout import LONGEST_LABEL, TableLayout, label_kind, stripped

REPEATED_HEADING = "headings of a table, repeated"
FORM_HEADING = "headings over the labels and values of a form"

_CELL = re.compile(
    r'(?<![^\n])"(?:[^"]|""){1,400}"(?=\t)|(?<=\t)"(?:[^"]|""){0,6000}"(?=[\t\n]|\Z)|"(?:[^"\n]|"")*"(?=[\t\n]|\Z)|[^\t\n]*'
)
_LISTS: frozenset[Kind] = frozenset((*PLACE_KINDS, *TERM_KINDS, "partner", "funder", "co-funder", "links"))


_SEPARATED = r'("(?:[^"]|""){{0,6000}}"(?=[{mark}\n]|\Z)|[^{mark}\n]*)({mark}|\n|\Z)'
_LABELS = re.compile(
    r"(?:fields?|items?|labels?|elements?|categor(?:y|ies)|headings?|criteri(?:on|a)|topics?|champs?|rubriques?"
    r"|[eé]l[eé]ments?|libell[eé]s?|cat[eé]gories?|campos?|rubros?|elementos?|categor[ií]as?)(?: (?:name|nom|nombre))?",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"(?:(?:your |votre |su )?(?:values?|entr(?:y|ies)|contents?|descriptions?|details?|answers?|information|responses?"
    r"|text|input|valeurs?|contenus?|d[eé]tails?|r[eé]ponses?|texte|informations?|valor(?:es)?|contenidos?|detalles?"
    r"|respuestas?|texto|informaci[oó]n|descripci[oó]n))",
    re.IGNORECASE,
)
"""Headings of the two columns of a form."""
_LONGEST_HEADING = 400


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold a row of a table: where it begins and ends, its line end included, and its cells."""

    start: int
    end: int
    cells: tuple[Span, ...]


class TabTables(TableLayout):
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
                            self.source.ignore(again.start, again.end, REPEATED_HEADING)
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
            if self._are_titled(row):
                while end < len(rows) and len(rows[end].cells) > 1 and not self._are_titled(rows[end]):
                    end += 1
                for column in range(len(row.cells)):
                    cells = [one.cells[column] for one in rows[index:end] if column < len(one.cells)]
                    yield from (piece for cell in cells for piece in (cell, "\n"))
                index = end
                continue
            if self._names_columns(row) and index + 1 < len(rows) and len(rows[index + 1].cells) > 1:
                self.source.ignore(row.start, row.end, FORM_HEADING)
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

    def _are_titled(self, row: _Row) -> bool:
        """Tell whether records begin side by side, each label in one cell with its value."""
        labels = [label_of(self.at(cell)) for cell in row.cells]
        return len(labels) > 1 and all(label and label.kind == "title" for label in labels)

    def _names_columns(self, row: _Row) -> bool:
        """Tell whether a row says only that labels stand on the left and values beside them."""
        cells = [self.at(cell).strip(" *:") for cell in row.cells if self.at(cell)]
        return len(cells) == 2 and bool(_LABELS.fullmatch(cells[0]) and _VALUES.fullmatch(cells[1]))

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
        return label_kind(self.at(row.cells[0])) is not None

    def _end_of_form(self, rows: Sequence[_Row], index: int) -> int:
        """Return where the rows that begin with labels end, with those that go on their values."""
        end = index
        for number in range(index, len(rows)):
            cells = rows[number].cells
            first = self.at(cells[0])
            if len(cells) < 2 or (number > index and self.is_heading_row(cells)):
                break
            if number > index and self._begins_record(rows, index, number):
                break
            if first and not self._may_be_label(first):
                break
            end = number + 1
        return max(end, index + 1)

    def _begins_record(self, rows: Sequence[_Row], index: int, number: int) -> bool:
        """Tell whether a row holds a title, as the first one of the form does, and others stand between."""
        kinds = [label_kind(self.at(rows[at].cells[0])) for at in (index, number - 1, number)]
        return kinds[0] == "title" == kinds[2] and kinds[1] != "title"

    def _may_be_label(self, text: str) -> bool:
        return len(text) <= LONGEST_LABEL and len(text.split()) <= 7 and not text.endswith((".", "?", "!"))

    def _form(self, rows: Sequence[_Row]) -> Iterator[Piece]:
        """Yield the records of rows that begin with labels."""
        if starts := self._labelled_beside(rows):
            for begin, following in pairwise((*starts, None)):
                for row in rows:
                    yield from self._labelled_cells(replace(row, cells=row.cells[begin:following]), ())
                yield "\n"
            return
        count = self._records_beside(rows)
        if count > 1:
            yield from self._one_a_column(rows, count)
            return
        begins = [number for number, row in enumerate(rows) if number == 0 or self.at(row.cells[0])]
        for begin, end in pairwise((*begins, len(rows))):
            if end - begin == 1 and self._are_labels(rows[begin]) and end < len(rows):
                continue
            if begin and self._are_labels(rows[begin - 1]):
                yield from self._below(rows[begin - 1], rows[begin])
                more = rows[begin + 1 : end]
                yield from (piece for row in more for cell in row.cells if self.at(cell) for piece in (cell, "\n"))
            else:
                yield from self._labelled_cells(rows[begin], rows[begin + 1 : end])

    def _labelled_beside(self, rows: Sequence[_Row]) -> list[int]:
        """Return the cells in which records side by side begin, each with labels of its own, else []."""
        kinds = [[label_kind(self.at(cell)) for cell in row.cells] for row in rows]
        starts = [number for number, kind in enumerate(kinds[0]) if kind == "title"]
        alike = all(all(at >= len(row) or row[at] == row[0] for at in starts) for row in kinds)
        return starts if len(starts) > 1 and alike else []

    def _one_a_column(self, rows: Sequence[_Row], count: int) -> Iterator[Piece]:
        """Yield the records that stand side by side behind common labels."""
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

    def _are_labels(self, row: _Row) -> bool:
        """Tell whether a row holds labels alone, whose values stand in the row below."""
        return len(row.cells) > 1 and all(label_kind(self.at(cell)) for cell in row.cells)

    def _below(self, labels: _Row, values: _Row) -> Iterator[Piece]:
        """Yield labels with the values below them."""
        for number, value in enumerate(values.cells):
            if number < len(labels.cells):
                yield from self.field(labels.cells[number], [value])
            elif self.at(value):
                yield from (value, "\n")

    def _records_beside(self, rows: Sequence[_Row]) -> int:
        """Return how many records stand side by side, one a column."""
        counts: Counter[int] = Counter()
        titles = 0
        for row in rows:
            values = [cell for cell in row.cells[1:] if self.at(cell)]
            if any(label_kind(self.at(cell)) for cell in values):
                return 1
            if self.at(row.cells[0]):
                counts[len(values)] += 1
                if label_kind(self.at(row.cells[0])) == "title":
                    titles = len(values)
        several = sum(count for number, count in counts.items() if number > 1)
        return titles if titles > 1 and several >= 2 and several >= counts.total() / 2 else 1

    def _labelled_cells(self, row: _Row, more: Sequence[_Row]) -> Iterator[Piece]:
        """Yield every label of a row with the cells up to the next one, and what stands below these in further rows."""
        labels: dict[int, Span] = {}
        have_colons = sum(self.at(cell).endswith(":") for cell in row.cells) > 1
        for number, cell in enumerate(row.cells):
            text = self.at(cell)
            has_colon = text.endswith(":") and len(text) < 40
            may_be_one = has_colon or (not have_colons and number - 1 not in labels and label_kind(text) is not None)
            if text and (number == 0 or may_be_one):
                labels[number] = cell
        columns = [*labels, len(row.cells)]
        for number, following in pairwise(columns):
            values = list(row.cells[number + 1 : following])
            end = following if following < len(row.cells) else None
            values += [cell for other in more for cell in other.cells[number or 1 : end] if self.at(cell)]
            yield from self._field_of(labels[number], [value for value in values if self.at(value)])
        if not labels:
            yield from (piece for cell in row.cells if self.at(cell) for piece in (cell, "\n"))

    def _field_of(self, label: Span, values: Sequence[Span]) -> Iterator[Piece]:
        if len(values) > 1 and (label_kind(self.at(label)) or "extra") in _LISTS:
            pieces = list(self.field(label, values))
            yield from ("; " if piece == " " and number > 3 else piece for number, piece in enumerate(pieces))
        else:
            yield from self.field(label, values)


class SeparatedTables(TableLayout):
    """Tables with one record a row whose cells stand between semicolons, commas or bars: they get tabs between them."""

    def is_worth_it(self) -> bool:
        """Tell whether the text may hold such a table."""
        return any(self._is_heading(*line) for line in self._lines_of_text())

    def pieces(self) -> Iterator[Piece]:
        """Yield the text with tabs between the cells of its tables."""
        mark, count, done = "", 0, 0
        for begin, end in self._lines_of_text():
            if begin < done:  # inside a quoted cell of the row above
                continue
            heading = self._is_heading(begin, end)
            mark = heading or mark
            cells = self._cells(begin, mark) if mark else []
            count = len(cells) if heading else count
            if not mark or len(cells) != count:
                mark = ""
                continue
            for cell, (following, _) in pairwise(cells):
                yield from ((done, cell[1]), "\t")
                done = following
        yield done, len(self.text)

    def _lines_of_text(self) -> Iterator[Span]:
        yield from (match.span() for match in re.finditer(r"[^\n]+", self.text))

    def _is_heading(self, begin: int, end: int) -> str:
        """Return the separator if a line holds the headings of a table and the next line as many cells, else ""."""
        line = self.text[begin:end]
        if "\t" in line or len(line) > _LONGEST_HEADING:
            return ""
        for mark in (";", ",", "|"):
            cells = self._cells(begin, mark) if line.count(mark) > 1 else []
            if len(cells) > 2 and self.is_heading_row([self._bare(cell) for cell in cells]):
                return mark if len(self._cells(end + 1, mark)) == len(cells) else ""
        return ""

    def _bare(self, cell: Span) -> Span:
        return stripped(self.text, *cell, ' "')

    def _cells(self, begin: int, mark: str) -> list[Span]:
        """Return the cells of the row that begins at an offset; a quoted one may hold line ends and separators."""
        cells: list[Span] = []
        pattern = re.compile(_SEPARATED.format(mark=re.escape(mark)))
        while match := pattern.match(self.text, begin):
            cells.append(match.span(1))
            if match[2] != mark:
                break
            begin = match.end()
        return cells
