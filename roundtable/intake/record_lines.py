"""Split the lines of a practice record into labels, values and table cells."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roundtable.intake.header_table import RawField
from roundtable.intake.partners import is_role
from roundtable.paper_text.field_fit import is_prose, waits_for_more
from roundtable.paper_text.labels import (
    Label,
    broken_label_of,
    has_label,
    label_in_text,
    label_of,
    labels_inside,
    other_label_of,
)
from roundtable.paper_text.source import Line

Event = RawField | Line

_CELL = re.compile(r"\S+(?: \S+)*")
_WIDE_GAP = re.compile(r" {3}")
_INDENT = 8
_ADDRESS = re.compile(r"://|\bwww\.")
_LONG_FACT = 20
_SHORT_TITLE = 60
_SHORT_FACT = 8
"""Words that the value of a label in the middle of running text may have."""


def events(lines: Sequence[Line]) -> tuple[list[Event], bool]:
    """Return the labels and lines of a record in the order printed, and whether they stand in columns.

    They do where the text was extracted with its layout: cells stand side by side, or values under values.
    """
    reader = _Events(lines)
    found = list(reader)
    return found, reader.has_columns


class _Events:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.has_columns = False
        self._lines = lines
        labels = [label for line in lines if (label := label_of(line.text[:200])) and label.value_at <= 200]
        empty = sum(label_of(line.text[:200]) is not None and line.text.endswith((":", "：")) for line in lines)
        self._has_values_below = empty > max(2, len(labels) / 2)
        self._is_title_open = False
        self._cell_columns: set[int] = set()
        """Where values begin on the last line that held several labels."""
        self._in_text = False
        """Whether running text (a title, a summary, links) goes on, rather than the header table."""
        self._used_up: dict[int, int] = {}
        """Offsets in the file up to which a line was used up by a label that began on the line before."""

    def __iter__(self) -> Iterator[Event]:
        for index, line in enumerate(self._lines):
            opened: RawField | None = None
            beside: list[RawField] = []
            for cell in self._cells(line, index):
                used_up = cell.start < self._used_up.get(cell.number, 0)
                field = None if used_up else self._label_at(cell, index)
                if field:
                    self._in_text = field.kind in ("title", "summary", "links")
                    self._is_title_open = field.kind == "title" and bool(field.lines)
                    opened = field
                    beside.append(field)
                    yield field
                elif used_up:
                    opened = None
                    rest = cell.part(self._used_up[cell.number] - cell.start)
                    if rest.text:
                        yield rest
                elif opened and not opened.lines:
                    opened.lines.append(cell)
                    opened.columns.add(cell.column)
                else:
                    self.has_columns |= not self._in_text and cell.column >= _INDENT
                    yield cell
            if beside:
                values = {line.column for field in beside for line in field.lines}
                self._cell_columns = values if len(beside) > 1 else set()

    def _cells(self, line: Line, index: int) -> Iterator[Line]:
        """Split a line of the header table at wide blanks and before labels."""
        for cell in self._columns_of(line, index) if "  " in line.text else (line,):
            cuts = list(labels_inside(cell.text)) if not self._in_text or has_label(cell.text) else []
            if cuts:
                yield from (cell.part(begin, end) for begin, end in pairwise((0, *cuts, len(cell.text))))
            else:
                yield cell

    def _columns_of(self, line: Line, index: int) -> list[Line]:
        cells = [line.part(*match.span()) for match in _CELL.finditer(line.text)]
        if has_label(line.text) and len(cells) > 1 and broken_label_of(cells[0].text, cells[1].text):
            return [line]  # justified: blanks within a label part no columns
        if any(has_label(cell.text) for cell in cells[1:]):
            self.has_columns = True
            return cells
        if not _WIDE_GAP.search(line.text):
            return [line]
        are_cells = self._begins_label(cells[0], index) or self._is_below_cells(cells)
        return cells if are_cells or not (self._in_text or is_prose(line.text)) else [line]

    def _is_below_cells(self, cells: Sequence[Line]) -> bool:
        """Tell whether cells begin where those of the labels side by side above them do."""
        return len(cells) > 1 and all(any(abs(cell.column - at) <= 1 for at in self._cell_columns) for cell in cells)

    def _label_at(self, cell: Line, index: int) -> RawField | None:
        label = (label_in_text if self._in_text else label_of)(cell.text[:200])
        if label and label.is_certain:
            return _raw_field(label, [cell.part(0, label.value_at)], cell.part(label.value_at))
        if label and label.kind == "extra" and self._in_text and not self._is_fact(cell, label, index):
            label = None
        if label and label.is_long and self._in_text and not self._begins_anew(index):
            label = None
        may_be_fact = not self._in_text or self._is_title_open or self._has_values_below
        if label is None and (may_be_fact or self._follows_sentence(cell, index)):
            label = other_label_of(cell.text[:200])
            if label and is_role(cell.text[label.value_at :]):  # “Ministry of Labour: funding”
                label = None
            if label and label.is_long and (self._in_text or not self._begins_row(index)):
                label = None
            label = label if label and (self._is_fact(cell, label, index) or self._ends_title(label, index)) else None
        if label:
            return _raw_field(label, [cell.part(0, label.value_at)], cell.part(label.value_at))
        return self._broken_label(cell, index)

    def _begins_anew(self, index: int) -> bool:
        """Tell whether a line is no middle of a sentence."""
        above = self._lines[index - 1].text if index else ""
        return self._lines[index].after_blank or has_label(above) or above.endswith((".", "!", "?", "…"))

    def _begins_row(self, index: int) -> bool:
        """Tell whether the line above holds a label and a value that is whole."""
        above = self._lines[index - 1].text if index else ""
        return _ends_in_label(above) and not above.endswith((":", "：")) and not waits_for_more(above)

    def _ends_title(self, label: Label, index: int) -> bool:
        """Tell whether a label that is not known follows a title that was short enough not to wrap."""
        above = self._lines[index - 1].text if index else ""
        is_short = len(above) < _SHORT_TITLE and not waits_for_more(above)
        return self._is_title_open and is_short and len(label.printed.split()) <= 4

    def _follows_sentence(self, cell: Line, index: int) -> bool:
        """Tell whether a line that is no sentence stands between running text and the next label or the end."""
        above = self._lines[index - 1].text if index else ""
        is_end = index + 1 == len(self._lines)
        is_last = not self._lines[index].after_blank if is_end else _ends_in_label(self._lines[index + 1].text)
        ends = above.endswith((".", "!", "?", "…")) or _ADDRESS.search(above) is not None
        return is_last and ends and not cell.text.endswith(".") and not _ADDRESS.search(cell.text)

    def _begins_label(self, cell: Line, index: int) -> bool:
        """Tell whether a label begins in a cell and ends in the line below."""
        below = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
        return broken_label_of(cell.text, below[:200]) is not None

    def _is_fact(self, cell: Line, label: Label, index: int) -> bool:
        """Tell whether a label that is no field's holds a short value and nothing goes on after it."""
        value = cell.text[label.value_at :].strip()
        following = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if not value and self._has_values_below and following and not _ends_in_label(following.text):
            value = following.text
            following = self._lines[index + 2] if index + 2 < len(self._lines) else None
        ends = following is None or following.after_blank or _ends_in_label(following.text)
        return bool(value) and len(value.split()) <= (_SHORT_FACT if self._in_text else _LONG_FACT) and ends

    def _broken_label(self, cell: Line, index: int) -> RawField | None:
        """Return the field whose label begins in this cell and ends in the one below it."""
        if index + 1 == len(self._lines) or len(cell.text) > 30:
            return None
        for below in self._cells(self._lines[index + 1], index + 1):
            found = broken_label_of(cell.text, below.text[:200])
            if found and abs(below.column - cell.column) <= 2:
                label, value_at = found
                self._used_up[below.number] = below.start + value_at
                return _raw_field(label, [cell, below.part(0, value_at)], None)
        return None


def _raw_field(label: Label, printed: Sequence[Line], value: Line | None) -> RawField:
    field = RawField(label.kind, label.printed, tuple(printed), columns={printed[0].column})
    if value and value.text:
        field.lines.append(value)
        if value.column - printed[-1].end_column >= 2:  # the values stand in a column of their own
            field.columns.add(value.column)
    return field


def _ends_in_label(text: str) -> bool:
    return has_label(text) or other_label_of(text) is not None
