"""Content of a returned workbook: rows, marks and their cells, before any comparison."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from roundtable.contribution.columns import COLUMNS
from roundtable.contribution.origin import Origin
from roundtable.records.intake import Intake, Problem
from roundtable.records.practice import PracticeRecord
from roundtable.spreadsheet.shown_cells import GridRow, column_letters

_FIELDS = {column.key: column.field for column in COLUMNS}


def place(sheet: str, column: int, row: int) -> str:
    """Return a cell's reference: Practices!C7."""
    return f"{sheet}!{column_letters(column)}{row}"


def covered_cells(row: GridRow, head_row: int, *, title: int = 0) -> dict[int, str]:
    """Explain the cells whose merged area tells nothing of them: across, or over headings or the ``title``."""
    covers_title = title in row.merged
    return {
        number: f"The merged area {area} covers it, which tells nothing of this cell; it was not read."
        for number, area in row.merged.items()
        if area.left != number or area.top <= head_row or covers_title
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """Row of one practice.

    ``identity`` is the hidden id or ""; ``texts`` and ``columns`` (numbers) are by column key, without unreadable
    cells; ``extra`` holds label, text and column of cells without a field, ``merged`` the areas that cover cells;
    ``printed`` are the labels that a person made printed fields; ``is_turned`` where the record goes down its sheet.
    """

    sheet: str
    number: int
    identity: str
    revision: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    extra: tuple[tuple[str, str, int], ...]
    merged: Mapping[str, str] = field(default_factory=dict)
    printed: frozenset[str] = frozenset()
    dittos: Mapping[str, str] = field(default_factory=dict)
    """What cells say by column key whose ``texts`` are those above: idem."""
    words_mapped: int = 0
    words_kept: int = 0
    is_turned: bool = False
    record: PracticeRecord
    problems: tuple[Problem, ...] = ()

    def notes(self) -> list[str]:
        """Return what is kept in the internal notes as paragraphs under their labels."""
        return [f"{label}: {text.strip()}" for label, text, _ in self.extra if label not in self.printed]

    def about_dittos(self) -> list[Problem]:
        """Tell which cells were read as what stands above."""
        return [
            Problem(_FIELDS[key], f"“{text.strip()}” was read as what stands above it.", self.where(key))
            for key, text in self.dittos.items()
        ]

    def beside(self, *known: Mapping[str, str]) -> "ReturnedRow":
        """Return the row with such words as they stand where the practice has, or had, the same in that cell."""
        same = {
            key: text
            for key, text in self.dittos.items()
            if any(text.strip() == ours.get(key, "").strip() for ours in known)
        }
        left = {key: text for key, text in self.dittos.items() if key not in same}
        return replace(self, texts={**self.texts, **same}, dittos=left) if same else self

    def source(self) -> str:
        """Return what the row says, one cell a paragraph under its key or label."""
        cells = [(key.replace("_", " ").capitalize(), text) for key, text in self.texts.items()]
        cells += [(label, text) for label, text, _ in self.extra]
        return "\n\n".join(f"{label}: {text.strip()}" for label, text in cells if text.strip())

    def where(self, key: str) -> str:
        """Return the cell of a column, the row's first cell where the sheet lacks it."""
        return self.place(self.columns.get(key, 1))

    def place(self, column: int) -> str:
        """Return the cell of a column by its number."""
        return place(self.sheet, *((self.number, column) if self.is_turned else (column, self.number)))


class RowSources(Mapping[str, str]):
    """What each row says by its practice's id, put together when it is asked for."""

    def __init__(self, rows: Iterable[ReturnedRow]) -> None:
        self._rows = {row.record.id: row for row in rows}

    def __getitem__(self, uid: str) -> str:
        return self._rows[uid].source()

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedTarget:
    """Heading of the mapping sheet: mark (Q1, M2 or ""), text, cell, and the number of words below it."""

    mark: str
    text: str
    where: str = ""
    column: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedMarks:
    """Row of the mapping sheet; ``cells`` hold texts by index of the target, without unreadable cells."""

    sheet: str
    number: int
    identity: str
    title: str
    title_column: int
    cells: Mapping[int, str] = field(default_factory=dict)

    def where(self, column: int) -> str:
        """Return the cell of a column."""
        return place(self.sheet, column, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedWorkbook:
    """Content of a workbook; ``code``, ``title`` and ``meeting`` are as printed on its first sheet."""

    language: str
    origin: Origin | None = None
    code: str = ""
    title: str = ""
    meeting: str = ""
    rows: tuple[ReturnedRow, ...] = ()
    targets: tuple[ReturnedTarget, ...] = ()
    marks: tuple[ReturnedMarks, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    """Cells of rows that are hidden or were cleared, by the id in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionIntake(Intake):
    """Intake of a workbook: its records, and its content cell by cell."""

    workbook: ReturnedWorkbook
