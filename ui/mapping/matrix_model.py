"""Table model of a roundtable's matrix: practices in rows, titles read a page at a time, questions in columns."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from roundtable.errors import MovedError, UnreachableError
from roundtable.mapping.cells import Cell, Cells
from roundtable.mapping.roundtable_matrix import Matrix
from roundtable.mapping.row_groups import RowGroup
from roundtable.mapping.targets import Target
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from ui.practice_table import attendants
from ui.practice_table.attendants import Attendants

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggestion

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 128
_CACHED_PAGES = 16
_MARKS = {"principal": "●", "mapped": "✓", "suggested": "?", "": ""}
_TEXT_ROLES = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
_NO_CELLS = Cells({}, {}, {})
NO_MATRIX = Matrix(
    roundtable_key=0, code="", targets=(), cells=_NO_CELLS, annexed={}, practices={}, countries={}, by_country={}
)


class Heading(NamedTuple):
    """Hold the heading of a group of rows, and its number of practices."""

    text: str
    practices: int


class MatrixModel(QAbstractTableModel):
    """Show which practice answers which question or serves which measure."""

    attended = Signal(int)
    """Others came to the practice of a row, or left it."""
    counted = Signal(int)
    """The counts of a column changed; after ``headerDataChanged`` a table would lay itself out and repaint whole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.matrix = NO_MATRIX
        self._workspace: Workspace | None = None
        self._attendants: Attendants = {}
        self._rows: list[int] = []
        """Keys of practices; below zero, the numbers of headings from -1 down."""
        self._headings: list[Heading] = []
        self._row_of: dict[int, int] = {}
        self._titles: OrderedDict[int, dict[int, str]] = OrderedDict()
        self._reasons: list[Mapping[int, str]] = []
        """By column, the reasons of the practices mapped: painting looks up 1,000 cells a page."""
        self._mapped: set[int] = set()
        """The practices mapped to anything."""
        self._suggestions: dict[tuple[int, int], Suggestion] = {}
        """By practice and column, for the practices in view so far."""
        self._likely: dict[int, Sequence[Suggestion]] = {}
        """By column, its likely practices, the likeliest first."""
        self._best: dict[bool, float] = {}
        """The best score of questions (True) and of measures, which cannot be compared."""

    @property
    def targets(self) -> Sequence[Target]:
        """Return the questions and measures in the columns."""
        return self.matrix.targets

    def show(
        self, workspace: Workspace | None, groups: Sequence[RowGroup] = (), matrix: Matrix = NO_MATRIX, rest: str = ""
    ) -> None:
        """Show other rows; ``rest`` is the heading of the practices that belong to no group."""
        self.beginResetModel()
        self._workspace = workspace
        self._rows, self._headings = [], []
        has_headings = any(group.heading for group in groups)
        for group in groups:
            if has_headings:
                self._headings.append(Heading(group.heading or rest, len(group.keys)))
                self._rows.append(-len(self._headings))
            self._rows.extend(group.keys)
        self._row_of = {key: row for row, key in enumerate(self._rows)}
        self._titles.clear()
        self._hold(matrix)
        self._mapped = set[int]().union(*self._reasons)
        self.endResetModel()

    def set_matrix(self, matrix: Matrix) -> None:
        """Show other cells and titles in the same rows and columns."""
        self._titles.clear()
        self._hold(matrix)
        self._mapped = set[int]().union(*self._reasons)
        self._update_cells()
        for column in range(len(matrix.targets)):
            self.counted.emit(column)
        if self._rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def refresh(self, keys: Collection[int], now: Matrix) -> None:
        """Show the matrix after a change to the cells of some practices; report only the cells and counts changed."""
        before = self.matrix
        self._hold(now)
        self._mapped.difference_update(keys)
        self._mapped.update(key for key in keys if any(key in reasons for reasons in self._reasons))
        for key in keys:
            for column, target in enumerate(now.targets):
                if key in self._row_of and before.cell(key, target) != now.cell(key, target):
                    index = self.index(self._row_of[key], column)
                    self.dataChanged.emit(index, index)
        for column, target in enumerate(now.targets):
            counts = [(matrix.practices[target], matrix.countries[target]) for matrix in (before, now)]
            if counts[0] != counts[1]:
                self.counted.emit(column)

    def add_suggestions(self, suggestions: "Mapping[tuple[int, int], Suggestion]") -> None:
        """Add the suggestions for some more practices, by practice and column."""
        self._suggestions.update(suggestions)
        self._note_best(suggestions.values())
        rows = [row for key, _ in suggestions if (row := self._row_of.get(key)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(self.targets) - 1))

    def set_likely(self, column: int, suggestions: "Sequence[Suggestion]") -> None:
        """Set the likely practices of a column, the likeliest first."""
        self._likely[column] = suggestions
        self._note_best(suggestions)

    def _note_best(self, suggestions: "Iterable[Suggestion]") -> None:
        for one in suggestions:
            self._best[one.target.is_question] = max(one.score, self._best.get(one.target.is_question, 0.0))

    def clear_suggestions(self) -> None:
        """Remove all suggestions."""
        self._suggestions.clear()
        self._likely.clear()
        self._best.clear()
        self._update_cells()

    def show_attendants(self, others: Attendants) -> None:
        """Show who else is at which practice."""
        before, self._attendants = self._attendants, others
        for key in before.keys() | others.keys():
            if before.get(key) != others.get(key) and (row := self.row_of(key)) is not None:
                self.attended.emit(row)

    def initials(self, row: int) -> str:
        """Return the initials of who else is at a row's practice; "" for nobody."""
        told = self._attendants.get(self._rows[row])
        return attendants.initials(told) if told else ""

    def practice(self, row: int) -> int | None:
        """Return the key of a row's practice; None for a heading and beyond the rows."""
        return self._rows[row] if 0 <= row < len(self._rows) and self._rows[row] > 0 else None

    def practices(self) -> tuple[int, ...]:
        """Return the keys of all practices shown, in row order."""
        return tuple(key for key in self._rows if key > 0)

    def heading(self, row: int) -> Heading | None:
        """Return the heading in a row; None for a practice."""
        key = self._rows[row]
        return self._headings[-key - 1] if key < 0 else None

    def heading_rows(self) -> list[int]:
        """Return the rows of headings."""
        return [self._row_of[-number - 1] for number in range(len(self._headings))]

    def row_of(self, key: int) -> int | None:
        """Return the row of a practice; None where it is not shown."""
        return self._row_of.get(key)

    def title(self, row: int) -> str:
        """Return the title of a row's practice, or the heading."""
        key = self._rows[row]
        if key < 0:
            return self._headings[-key - 1].text
        number = row // _PAGE
        page = self._titles.get(number)
        if page is None:
            page = self._read_titles(self._rows[number * _PAGE : (number + 1) * _PAGE])
            self._titles[number] = page
            if len(self._titles) > _CACHED_PAGES:
                self._titles.popitem(last=False)
        self._titles.move_to_end(number)
        return page.get(key, "")

    def titles(self, keys: Sequence[int]) -> list[str]:
        """Return the titles of a few practices in any rows, without the pages around them."""
        found = self._read_titles(keys)
        return [found.get(key, "") for key in keys]

    def _read_titles(self, keys: Sequence[int]) -> dict[int, str]:
        practices = [key for key in keys if key > 0]
        try:
            return practice_rows.titles(self._workspace, practices) if self._workspace and practices else {}
        except (MovedError, UnreachableError):  # the window tells, and reads all again once it can
            return {}

    def cell(self, row: int, column: int) -> Cell:
        """Return a practice's cell, an empty one in a heading's row."""
        return self.matrix.cell(self._rows[row], self.targets[column])

    def suggestion(self, row: int, column: int) -> "Suggestion | None":
        """Return the suggestion for a cell that is neither mapped nor refused."""
        suggested = self._suggestions.get((self._rows[row], column))
        return suggested if suggested and self._is_open(row, column) else None

    def strength(self, suggested: "Suggestion") -> float:
        """Return a suggestion's score as a share of the best of its kind in this roundtable."""
        return suggested.score / (self._best.get(suggested.target.is_question) or 1)

    def suggested_in_row(self, row: int) -> "list[tuple[int, Suggestion]]":
        """Return the columns suggested for a row's practice, the likeliest first."""
        columns = range(len(self.targets))
        found = [(column, suggested) for column in columns if (suggested := self.suggestion(row, column))]
        return sorted(found, key=lambda pair: -pair[1].score)

    def suggested_in_column(self, column: int, most: int) -> "list[Suggestion]":
        """Return the suggestions of a column for practices shown, the likeliest first."""
        likely = (
            suggested
            for suggested in self._likely.get(column, ())
            if (row := self._row_of.get(suggested.practice)) is not None and self._is_open(row, column)
        )
        return list(islice(likely, most))

    def _is_open(self, row: int, column: int) -> bool:
        cell = self.cell(row, column)
        return not cell.is_mapped and not cell.is_refused

    def state(self, row: int, column: int) -> str:
        """Return what a cell shows: ``principal``, ``mapped``, ``suggested`` or ``""``."""
        key = self._rows[row]
        if key in self._reasons[column]:
            return "principal" if self.matrix.annexed.get(key) == self.targets[column] else "mapped"
        return "suggested" if (key, column) in self._suggestions and self.suggestion(row, column) else ""

    def has_reason(self, row: int, column: int) -> bool:
        """Tell whether a cell is mapped with a reason."""
        return bool(self._reasons[column].get(self._rows[row]))

    def is_mapped(self, row: int) -> bool:
        """Tell whether a row's practice is mapped to anything."""
        return self._rows[row] in self._mapped

    def counts(self) -> tuple[int, int]:
        """Return the number of practices shown, and of those mapped to anything."""
        return len(self._rows) - len(self._headings), len(self._mapped & self._row_of.keys())

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
            return _MARKS[self.state(row, column)]
        if role not in _TEXT_ROLES:
            return None
        if heading := self.heading(row):
            return self._heading_text(heading)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            target, title = self.targets[column], self.title(row) or self.tr("(no title)")
            return f"{title}, {target.mark} {target.text}: {self._cell_text(row, column)}"
        has_text = not self._is_open(row, column) or self.suggestion(row, column)
        return self._cell_text(row, column) if has_text else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole and role not in _TEXT_ROLES:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._target_text(section, role) if section < len(self.targets) else None
        if not 0 <= section < len(self._rows):
            return None
        heading = self.heading(section)
        if heading:
            return self._heading_text(heading)
        title = self.title(section) or self.tr("(no title)")
        others = attendants.in_list(self._attendants.get(self._rows[section], ()))
        return title if role == Qt.ItemDataRole.DisplayRole or not others else f"{title}\n{others}"

    def count_text(self, column: int) -> str:
        """Return a column's numbers of practices and countries as text."""
        target = self.targets[column]
        count = self.matrix.practices[target]
        return f"{count} · {self.matrix.countries[target]}" if count else self.tr("0 · gap")

    def _target_text(self, column: int, role: int) -> str:
        target = self.targets[column]
        text = f"{target.mark} {target.text}"
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        count = self.matrix.practices[target]
        practices = self.tr("%n practice(s)", "", count)
        countries = self.tr("%n countries", "", self.matrix.countries[target])
        gap = "" if count else ", " + self.tr("a gap")
        return f"{text}\n{practices}, {countries}{gap}"

    def _heading_text(self, heading: Heading) -> str:
        return f"{heading.text}, " + self.tr("%n practice(s)", "", heading.practices)

    def _cell_text(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        if suggested := self.suggestion(row, column):
            return self.tr("suggested; matched: {words}").format(words=", ".join(suggested.why))
        if cell.is_mapped:
            text = self.tr("mapped, principal question") if cell.is_principal else self.tr("mapped")
        else:
            text = self.tr("refused") if cell.is_refused else self.tr("not mapped")
        return f"{text}; " + self.tr("reason: {reason}").format(reason=cell.reason) if cell.reason else text

    def _hold(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self._reasons = [matrix.cells.mapped(target) for target in matrix.targets]

    def _update_cells(self) -> None:
        if self._rows and self.targets:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.targets) - 1))
