"""Tables in columns of blanks: one record a row, or one a column, with labels of its own or common ones."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import label_of
from roundtable.paper_text.source import Piece, Source, Span
from roundtable.paper_text.table_layout import TableLayout, label_kind, stripped

_GAP = re.compile(r" {2,}")


class ColumnTables(TableLayout):
    """Tables whose cells stand in columns of blanks, one record a row or one a column."""

    def __init__(self, text: str, source: Source) -> None:
        super().__init__(text, source)
        self._all_lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*(?:\n|\Z)", text) if match[0]]

    def is_worth_it(self) -> bool:
        """Tell whether the text may hold such a table."""
        return any(
            self._heading(number) or self._beside(number) or self._labelled_beside(number)
            for number in range(len(self._all_lines))
        )

    def pieces(self) -> Iterator[Piece]:
        """Yield the text with its tables rewritten."""
        index = 0
        while index < len(self._all_lines):
            if starts := self._heading(index):
                end = self._end_of_rows(index, starts)
                headings = self._cut(index, starts)
                rows = self._grouped(range(index + 1, end), starts, [label_kind(self.at(one)) for one in headings])
                if rows:
                    yield from self.record(headings, rows)
                    index = end
                    continue
            if starts := self._beside(index):
                end = self._end_of_columns(index, starts)
                yield from self._records_of_columns(range(index, end), starts)
                index = end
                continue
            if starts := self._labelled_beside(index):
                end = self._end_of_labelled(index, starts)
                lines = [self._cut(number, starts) for number in range(index, end)]
                for column in range(len(starts)):
                    yield from (piece for cells in lines for piece in (cells[column], "\n"))
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
        if (
            len(cells) < 3
            or label_kind(self.at(cells[0])) != "title"
            or any(label_kind(self.at(cell)) for cell in cells[1:])
        ):
            return []
        starts = [cell[0] - start for cell in cells]
        alike = labels = 0
        for number in range(index + 1, min(index + 30, len(self._all_lines))):
            below = self._cells(number)
            if not below or not (kind := label_kind(self.at(below[0]))):
                continue
            if kind == "title":
                break
            labels += 1
            columns = [cell[0] - self._all_lines[number][0] for cell in below[1:]]
            alike += len(columns) >= 2 and all(any(abs(at - one) <= 1 for one in starts) for at in columns)
        return starts if alike >= 2 and alike >= labels / 2 else []

    def _labelled_beside(self, index: int) -> list[int]:
        """Return where records begin that stand side by side, each with labels of its own, else []."""
        start, end = self._all_lines[index]
        if end - start > 400 or not _GAP.search(self.text[start:end].strip()) or "\t" in self.text[start:end]:
            return []
        kinds = [(cell[0] - start, label) for cell in self._cells(index) if (label := label_of(self.at(cell)))]
        is_title = len(kinds) > 1 and all(label.kind == "title" for _, label in kinds)
        return [column for column, _ in kinds] if is_title else []

    def _end_of_labelled(self, index: int, starts: Sequence[int]) -> int:
        """Return where records side by side end: at the next ones, or at a line that runs over their columns."""
        end = index + 1
        for number in range(index + 1, len(self._all_lines)):
            line = self.at(self._all_lines[number]).rstrip("\n")
            if self._labelled_beside(number) or any(line[at - 2 : at].strip() for at in starts[1:]):
                break
            is_apart = not self.at(self._all_lines[number - 1]).strip()
            if is_apart and line.strip() and not line[starts[1] :].strip() and not label_of(line.strip()):
                break
            end = number + 1 if line.strip() else end
        return end

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
            if is_cut or (len(starts) == 1) or label_kind(line.split(":")[0]):
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
            kind = label_kind(self.at(cells[0]))
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
