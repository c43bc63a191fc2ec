"""Clipboard text of a block of cells: tab-separated lines, as spreadsheets read and write them."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from roundtable.mapping.roundtable_matrix import Cell

MARK = "x"
"""The text of a cell mapped without a reason."""
_MARKS = frozenset((MARK, "✓", "●", "1", "yes", "oui", "sí"))


def write(rows: Iterable[Iterable[Cell]]) -> str:
    """Write a block: of each cell its reason, a mark where it has none, nothing where it is not mapped."""
    text = io.StringIO()
    lines = ([(cell.reason or MARK) if cell.is_mapped else "" for cell in cells] for cells in rows)
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(lines)
    return text.getvalue().removesuffix("\n")


def read(text: str) -> list[list[str | None]]:
    """Read a block: of each cell its reason, "" for a mark alone, None where it is empty."""
    lines = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), dialect="excel-tab")
    return [[_reason(value) for value in line] for line in lines]


def placed(
    block: Sequence[Sequence[str | None]], rows: Sequence[int], columns: Sequence[int], *, is_spread: bool
) -> Iterator[tuple[int, int, str]]:
    """Place a block on rows and columns; where ``is_spread``, a single value goes into all their cells."""
    single = block[0][0] if len(block) == 1 and len(block[0]) == 1 else None
    if is_spread and single is not None:
        yield from ((row, column, single) for row in rows for column in columns)
        return
    for row, values in zip(rows, block, strict=False):
        for column, value in zip(columns, values, strict=False):
            if value is not None:
                yield row, column, value


def _reason(value: str) -> str | None:
    plain = " ".join(value.split())
    if not plain:
        return None
    return "" if plain.casefold() in _MARKS else plain
