"""The matrix of a roundtable: practices in rows, questions and measures in columns, read only where looked at.

Neither filters nor writes; the rows come as keys that SQL found, and titles are read a page at a time.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from roundtable.mapping.roundtable_matrix import Cell, Matrix
from roundtable.mapping.row_groups import RowGroup
from roundtable.mapping.targets import Target
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggestion

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 128
_PAGES_KEPT = 16
EMPTY = Cell()
MARKS = {"principal": "●", "mapped": "✓", "suggested": "?", "": ""}


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold what a row says that begins a group."""

    text: str
    practices: int


class MatrixModel(QAbstractTableModel):
    """Show which practice answers which question or serves which measure; a practice may be found by its key."""

    counted = Signal(int)
    """A column has other counts; not ``headerDataChanged``, after which a table lays itself out and paints all anew."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._rows: list[int] = []
        """Keys of practices; below zero, the numbers of headings from -1 down."""
        self._headings: list[Heading] = []
        self._row_of: dict[int, int] = {}
        self._titles: OrderedDict[int, dict[int, str]] = OrderedDict()
        self._matrix: Matrix | None = None
        self._reasons: list[Mapping[int, str]] = []
        """By column, the reasons of the practices mapped: what is painted is looked up straight, 1,000 cells a page."""
        self._suggestions: dict[tuple[int, int], Suggestion] = {}
        """By practice and column, for the practices looked at."""
        self._likely: dict[int, Sequence[Suggestion]] = {}
        """By column, the practices likeliest to belong there, the likeliest first."""
        self._annexed: Mapping[int, Target | None] = {}
        self._best: dict[bool, float] = {}
        """The best score of a suggested question and of a suggested measure, which cannot be compared."""
        self._mapped: set[int] = set()
        """The practices that are mapped to anything."""

    @property
    def targets(self) -> Sequence[Target]:
        """Name what stands in the columns."""
        return self._matrix.targets if self._matrix else ()

    @property
    def matrix(self) -> Matrix | None:
        """Return the matrix as it was read last."""
        return self._matrix

    def show(
        self, workspace: Workspace | None, groups: Sequence[RowGroup], matrix: Matrix | None, *, without: str = ""
    ) -> None:
        """Show other rows; ``without`` is the heading of those that belong to no group."""
        self.beginResetModel()
        self._workspace = workspace
        self._rows, self._headings = [], []
        has_headings = any(group.heading for group in groups)
        for group in groups:
            if has_headings:
                self._headings.append(Heading(group.heading or without, len(group.keys)))
                self._rows.append(-len(self._headings))
            self._rows.extend(group.keys)
        self._row_of = {key: row for row, key in enumerate(self._rows)}
        self._titles.clear()
        self._take(matrix)
        self.endResetModel()

    def set_matrix(self, matrix: Matrix) -> None:
        """Show the same rows and columns with what their cells hold now."""
        self._take(matrix)
        self._tell()
        for column in range(len(matrix.targets)):
            self.counted.emit(column)

    def renew(self, keys: Collection[int], matrix: Matrix) -> None:
        """Show what the matrix became where only the cells of some practices changed; tell of nothing else."""
        before = self._matrix
        assert before is not None  # noqa: S101 - there was one that these were cells of
        self._hold(matrix)
        for key in keys:
            if any(key in reasons for reasons in self._reasons):
                self._mapped.add(key)
            else:
                self._mapped.discard(key)
            if (row := self._row_of.get(key)) is not None:
                self._tell_changed(row, before, matrix)
        for column, target in enumerate(matrix.targets):
            if (before.practices[target], before.countries[target]) != (
                matrix.practices[target],
                matrix.countries[target],
            ):
                self.counted.emit(column)

    def _tell_changed(self, row: int, before: Matrix, now: Matrix) -> None:
        key = self._rows[row]
        for column, target in enumerate(now.targets):
            if before.cell(key, target) != now.cell(key, target):
                at = self.index(row, column)
                self.dataChanged.emit(at, at)

    def add_suggestions(self, suggestions: "Mapping[tuple[int, int], Suggestion]") -> None:
        """Show what is suggested for some more practices, by practice and column."""
        self._suggestions.update(suggestions)
        self._note_best(suggestions.values())
        rows = [row for key, _ in suggestions if (row := self._row_of.get(key)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(self.targets) - 1))

    def set_likely(self, column: int, suggestions: "Sequence[Suggestion]") -> None:
        """Name the practices likely to belong in a column, the likeliest first."""
        self._likely[column] = suggestions
        self._note_best(suggestions)

    def _note_best(self, suggestions: "Iterable[Suggestion]") -> None:
        for one in suggestions:
            self._best[one.target.is_question] = max(one.score, self._best.get(one.target.is_question, 0.0))

    def forget_suggestions(self) -> None:
        """Suggest nothing any more."""
        self._suggestions.clear()
        self._likely.clear()
        self._best.clear()
        self._tell()

    def read_again(self) -> None:
        """Read the titles again, for some of them changed."""
        self._titles.clear()
        self._tell()
        if self._rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def practice(self, row: int) -> int | None:
        """Name the practice of a row; None for a heading and beyond the rows."""
        return self._rows[row] if 0 <= row < len(self._rows) and self._rows[row] > 0 else None

    def practices(self) -> list[int]:
        """Name the practices of all rows, in their order."""
        return [key for key in self._rows if key > 0]

    def heading(self, row: int) -> Heading | None:
        """Return what a row that begins a group says; None for a practice."""
        key = self._rows[row]
        return self._headings[-key - 1] if key < 0 else None

    def heading_rows(self) -> list[int]:
        """Return the rows that begin a group."""
        return [self._row_of[-number - 1] for number in range(len(self._headings))]

    def row_of(self, key: int) -> int | None:
        """Tell where a practice stands; None where it is not shown."""
        return self._row_of.get(key)

    def title(self, row: int) -> str:
        """Return the title of a row's practice, or the heading."""
        key = self._rows[row]
        if key < 0:
            return self._headings[-key - 1].text
        number = row // _PAGE
        page = self._titles.get(number)
        if page is None:
            page = self._titles[number] = self._read(number)
            if len(self._titles) > _PAGES_KEPT:
                self._titles.popitem(last=False)
        self._titles.move_to_end(number)
        return page.get(key, "")

    def titles(self, rows: Sequence[int]) -> list[str]:
        """Return the titles of a few practices wherever they stand, without the pages around them."""
        keys = [self._rows[row] for row in rows]
        found = (
            {row.id: row.title for row in practice_rows.rows(self._workspace, keys)} if self._workspace and keys else {}
        )
        return [found.get(key, "") for key in keys]

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell holds."""
        return self._matrix.cell(self._rows[row], self._matrix.targets[column]) if self._matrix else EMPTY

    def suggestion(self, row: int, column: int) -> "Suggestion | None":
        """Return what is suggested for a cell that is neither mapped nor refused."""
        suggested = self._suggestions.get((self._rows[row], column))
        return suggested if suggested and self._is_open(row, column) else None

    def strength(self, suggested: "Suggestion") -> float:
        """Measure a suggestion against the best of its kind in this roundtable, which is 1."""
        return suggested.score / (self._best.get(suggested.target.is_question) or 1)

    def suggested_in_row(self, row: int) -> "list[tuple[int, Suggestion]]":
        """Return the columns suggested for a row's practice, the likeliest first."""
        found = ((column, self.suggestion(row, column)) for column in range(len(self.targets)))
        return sorted(((at, one) for at, one in found if one), key=lambda pair: -pair[1].score)

    def suggested_in_column(self, column: int, most: int) -> "list[tuple[int, Suggestion]]":
        """Return the rows likeliest to belong in a column, among those that are shown."""
        likely = (
            (row, suggested)
            for suggested in self._likely.get(column, ())
            if (row := self._row_of.get(suggested.practice)) is not None and self._is_open(row, column)
        )
        return list(islice(likely, most))

    def _is_open(self, row: int, column: int) -> bool:
        """Tell whether a cell is neither mapped nor refused."""
        cell = self.cell(row, column)
        return not cell.is_mapped and not cell.is_refused

    def state(self, row: int, column: int) -> str:
        """Name what a cell shows: ``principal``, ``mapped``, ``suggested`` or nothing."""
        key = self._rows[row]
        if key in self._reasons[column]:
            return "principal" if self._annexed.get(key) == self.targets[column] else "mapped"
        return "suggested" if (key, column) in self._suggestions and self.suggestion(row, column) else ""

    def has_reason(self, row: int, column: int) -> bool:
        """Tell whether it is said why a cell is mapped."""
        return bool(self._reasons[column].get(self._rows[row]))

    def is_mapped(self, row: int) -> bool:
        """Tell whether a row's practice is mapped to anything."""
        return self._rows[row] in self._mapped

    def counts(self) -> tuple[int, int]:
        """Count the practices shown, and those of them that are mapped to anything."""
        return len(self._rows) - len(self._headings), len(self._mapped & self._row_of.keys())

    def share(self) -> float | None:
        """Tell which share of the roundtable's practices is mapped to anything; None where it has none."""
        used = len(self._mapped | self._annexed.keys())
        return len(self._mapped) / used if used else None

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.targets)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()] < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return MARKS[self.state(row, column)]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            if (heading := self.heading(row)) is not None:
                return self._said_heading(heading)
            return (
                self._described(row, column) if role == Qt.ItemDataRole.AccessibleTextRole else self._tip(row, column)
            )
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._about_target(section, role) if section < len(self.targets) else None
        if not 0 <= section < len(self._rows):
            return None
        heading = self.heading(section)
        return self._said_heading(heading) if heading else self.title(section) or self.tr("(no title)")

    def count_text(self, column: int) -> str:
        """Say how many practices and countries a column has."""
        assert self._matrix is not None  # noqa: S101 - there is no column without one
        target = self.targets[column]
        count = self._matrix.practices[target]
        return f"{count} · {self._matrix.countries[target]}" if count else self.tr("0 gap")

    def _about_target(self, column: int, role: int) -> str:
        target = self.targets[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{target.mark} {target.text}"
        assert self._matrix is not None  # noqa: S101 - there is no column without one
        count = self._matrix.practices[target]
        practices_said = self.tr("%n practice(s)", "", count)
        countries_said = self.tr("%n countries", "", self._matrix.countries[target])
        gap = "" if count else ", " + self.tr("a gap")
        return f"{target.mark} {target.text}\n{practices_said}, {countries_said}{gap}"

    def _said_heading(self, heading: Heading) -> str:
        return f"{heading.text}, " + self.tr("%n practice(s)", "", heading.practices)

    def _described(self, row: int, column: int) -> str:
        """Say a cell whole, for who cannot see the matrix."""
        target = self.targets[column]
        title = self.title(row) or self.tr("(no title)")
        return f"{title}, {target.mark} {target.text}: {self._said(row, column)}"

    def _tip(self, row: int, column: int) -> str | None:
        cell = self.cell(row, column)
        return self._said(row, column) if cell.is_mapped or cell.is_refused or self.suggestion(row, column) else None

    def _said(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        suggested = self.suggestion(row, column)
        if cell.is_mapped:
            said = self.tr("mapped, principal question") if cell.is_principal else self.tr("mapped")
        elif suggested:
            return self.tr("suggested; matched: {words}").format(words=", ".join(suggested.why))
        else:
            said = self.tr("refused") if cell.is_refused else self.tr("not mapped")
        return f"{said}; " + self.tr("reason: {reason}").format(reason=cell.reason) if cell.reason else said

    def _take(self, matrix: Matrix | None) -> None:
        self._hold(matrix)
        self._mapped = set[int]().union(*self._reasons)

    def _hold(self, matrix: Matrix | None) -> None:
        self._matrix = matrix
        self._reasons = [matrix.cells.mapped(target) for target in matrix.targets] if matrix else []
        self._annexed = matrix.annexed if matrix else {}

    def _read(self, number: int) -> dict[int, str]:
        keys = [key for key in self._rows[number * _PAGE : (number + 1) * _PAGE] if key > 0]
        return practice_rows.titles(self._workspace, keys) if self._workspace else {}

    def _tell(self) -> None:
        if self._rows and self.targets:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.targets) - 1))
