"""What a returned workbook says: its rows, its marks and where they stand, before anything is compared.

Pure values; must not know files or a workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from roundtable.contribution.origin import Origin
from roundtable.records.intake import Intake, Problem
from roundtable.records.practice import PracticeRecord
from roundtable.spreadsheet.shown_cells import column_letters


def place(sheet: str, column: int, row: int) -> str:
    """Name a cell for a person: Practices!C7."""
    return f"{sheet}!{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """Hold the row of one practice.

    ``identity`` is what the hidden column says, "" where it says none; ``texts`` are by column key, of every column
    that the sheet has and every cell that could be read; ``columns`` are their numbers. ``extra`` holds label, text
    and column of what has no field. ``record`` is what the row says as a record.
    """

    sheet: str
    number: int
    identity: str
    revision: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    extra: tuple[tuple[str, str, int], ...]
    record: PracticeRecord
    problems: tuple[Problem, ...] = ()

    def where(self, key: str) -> str:
        """Name the cell of a column, the row's first where the sheet lacks that column."""
        return place(self.sheet, self.columns.get(key, 1), self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedTarget:
    """Hold a heading of the mapping sheet: its mark (Q1, M2) or "", its text, its place, and the words below it."""

    mark: str
    text: str
    where: str = ""
    column: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedMarks:
    """Hold one row of the mapping sheet: whose it is, and by the number of a target the text of its cell.

    A cell that could not be read is left out, an empty one is "".
    """

    sheet: str
    number: int
    identity: str
    title: str
    title_column: int
    cells: Mapping[int, str] = field(default_factory=dict)

    def where(self, column: int) -> str:
        """Name the cell of a column."""
        return place(self.sheet, column, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedWorkbook:
    """Hold all that a workbook says; ``code``, ``title`` and ``meeting`` are as its first sheet prints them."""

    language: str
    origin: Origin | None = None
    code: str = ""
    title: str = ""
    meeting: str = ""
    rows: tuple[ReturnedRow, ...] = ()
    targets: tuple[ReturnedTarget, ...] = ()
    marks: tuple[ReturnedMarks, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionIntake(Intake):
    """Hold what a returned workbook gave: its records, and beside them what it says cell by cell."""

    workbook: ReturnedWorkbook
