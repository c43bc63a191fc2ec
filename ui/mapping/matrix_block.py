"""A block of the matrix as text: tab-separated lines that a spreadsheet takes, and gives back.

Pure text and values; knows neither table nor clipboard.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from roundtable.mapping.roundtable_matrix import Cell

MARK = "x"
"""What stands for a cell that is mapped without a reason."""
_MARKS = frozenset((MARK, "✓", "●", "1", "yes", "oui", "sí"))


def written(rows: Iterable[Iterable[Cell]]) -> str:
    """Write a block: a reason, a mark where there is none, nothing where a cell is not mapped."""
    text = io.StringIO()
    lines = ([(cell.reason or MARK) if cell.is_mapped else "" for cell in cells] for cells in rows)
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(lines)
    return text.getvalue().removesuffix("\n")


def read(text: str) -> list[list[str | None]]:
    """Read a block: a reason, "" for a mark without one, None for a cell that says nothing."""
    lines = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), dialect="excel-tab")
    return [[_meant(value) for value in line] for line in lines]


def laid_on(
    block: Sequence[Sequence[str | None]], rows: Sequence[int], columns: Sequence[int], *, is_spread: bool
) -> Iterator[tuple[int, int, str]]:
    """Lay a block on a table from its first row and column on; a single value goes into all where it is spread."""
    single = block[0][0] if len(block) == 1 and len(block[0]) == 1 else None
    if is_spread and single is not None:
        yield from ((row, column, single) for row in rows for column in columns)
        return
    for row, values in zip(rows, block, strict=False):
        for column, value in zip(columns, values, strict=False):
            if value is not None:
                yield row, column, value


def _meant(value: str) -> str | None:
    plain = " ".join(value.split())
    if not plain:
        return None
    return "" if plain.casefold() in _MARKS else plain
