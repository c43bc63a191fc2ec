"""What is suggested for the rows of the matrix that are looked at: found on a thread of its own, kept until stale.

Asks and hands on; what is likely is the business of ``roundtable.suggestions.target_suggestions``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from roundtable.mapping.targets import Target
from roundtable.workspace import Workspace
from ui.jobs.background_query import Questions
from ui.mapping.matrix_model import MatrixModel
from ui.mapping.matrix_table import MatrixTable

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggester, Suggestion

_PAUSE = 40
"""How long nothing must have moved, in milliseconds, before it is asked for what is in view."""
_AFTER_SAVING = 600
_KEPT = 20_000
"""For how many practices suggestions are kept."""
_LISTED = 50
"""How many likely practices of a column are asked for: some will be mapped or refused meanwhile."""


@dataclass(frozen=True, slots=True)
class Block:
    """Ask what some practices are likely to answer; with another ``version`` the texts are others than before."""

    roundtable: int
    version: int
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Ask which of the practices shown are likely to answer a question or measure; ``rows`` counts the showings."""

    roundtable: int
    version: int
    target: Target
    rows: int
    among: Sequence[int] = field(compare=False)


class Answers:
    """Answer both on a thread of its own, with one suggester for as long as the texts are the same."""

    def __init__(self) -> None:
        self._made_for: tuple[int, int] | None = None
        self._suggester: Suggester | None = None

    def __call__(self, workspace: Workspace, asked: Block | Column) -> "Sequence[Suggestion]":
        """Return the suggestions asked for, best first."""
        from roundtable.suggestions.target_suggestions import Suggester

        if self._suggester is None or self._made_for != (asked.roundtable, asked.version):
            self._suggester = Suggester(workspace, asked.roundtable)
            self._made_for = asked.roundtable, asked.version
        if isinstance(asked, Column):
            return self._suggester.for_target(asked.target, among=asked.among, limit=_LISTED)
        found = self._suggester.for_practices(asked.keys)
        return [one for suggested in found.values() for one in suggested]


class MatrixSuggestions(QObject):
    """Have suggested what is in view, then what belongs in the current column, and tell the model."""

    found = Signal()
    """The model holds suggestions that it did not hold before."""
    failed = Signal(object)

    def __init__(self, table: MatrixTable, model: MatrixModel, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._model = model
        self._questions: Questions | None = None
        self._version = 0
        self._rows = 0
        self._targets: Sequence[Target] = ()
        self._known: set[int] = set()
        """The practices whose suggestions the model holds."""
        self._listed: set[Target] = set()
        """The columns whose likely practices it holds."""
        self._asked: Block | Column | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._look)
        for moved in (table.verticalScrollBar().valueChanged, table.verticalScrollBar().rangeChanged):
            moved.connect(self.look)
        table.selectionModel().currentChanged.connect(self.look)
        model.modelReset.connect(self._take_rows)

    def open(self, workspace: Workspace | None) -> None:
        """Suggest from another workspace."""
        if self._questions:
            self._questions.close()
            self._questions.deleteLater()
        self._questions = Questions(workspace.location, Answers(), self) if workspace else None
        if self._questions:
            self._questions.answered.connect(self._take)
            self._questions.failed.connect(self._fail)
        self.forget()

    @Slot()
    def look(self) -> None:
        """Ask, soon, for what is in view and not known yet."""
        self._soon.start(max(_PAUSE, self._soon.remainingTime()))

    def give_way(self) -> None:
        """Let what is about to be saved not wait for what is being read; that is asked again soon."""
        if self._questions and self._questions.give_way():
            self._asked = None
            self.look()

    @Slot()
    def forget(self) -> None:
        """Take back every suggestion: texts, questions or the roundtable are others now."""
        self._version += 1
        self._known.clear()
        self._listed.clear()
        self._asked = None
        if self._questions:
            self._questions.forget()
        self._model.forget_suggestions()
        self.look()

    @Slot()
    def _take_rows(self) -> None:
        """Ask anew which practices are likely, for other ones are shown; with other columns, ask anew for all."""
        self._rows += 1
        if self._targets != self._model.targets:
            self._targets = self._model.targets
            self.forget()
        self._listed.clear()
        self.look()

    @Slot()
    def _look(self) -> None:
        wanted = self._wanted() if self._questions and self._table.isVisible() else None
        if wanted is not None and wanted != self._asked and self._questions:
            self._asked = wanted
            self._questions.ask(wanted)

    def _wanted(self) -> Block | Column | None:
        """Name what to find next: the rows come first, for they are waited for."""
        matrix = self._model.matrix
        if matrix is None or not matrix.targets:
            return None
        current = self._table.currentIndex()
        seen = {key for row in (current.row(), *self._table.rows_in_view()) if (key := self._model.practice(row))}
        if unknown := seen - self._known:
            return Block(matrix.roundtable_key, self._version, tuple(sorted(unknown)))
        if not current.isValid() or (target := matrix.targets[current.column()]) in self._listed:
            return None
        return Column(matrix.roundtable_key, self._version, target, self._rows, self._model.practices())

    @Slot(object, object)
    def _take(self, asked: Block | Column, suggestions: "Sequence[Suggestion]") -> None:
        matrix = self._model.matrix
        self._asked = None
        if matrix is None or (asked.roundtable, asked.version) != (matrix.roundtable_key, self._version):
            return
        columns = {target: column for column, target in enumerate(matrix.targets)}
        if isinstance(asked, Block):
            self._make_room()
            self._known.update(asked.keys)
            self._model.add_suggestions(_by_cell(suggestions, columns))
        elif asked.rows == self._rows:
            self._listed.add(asked.target)
            self._model.set_likely(columns[asked.target], suggestions)
        self.found.emit()
        self.look()

    def _make_room(self) -> None:
        if len(self._known) > _KEPT:
            self._known.clear()
            self._model.forget_suggestions()
            self._listed.clear()

    @Slot(object)
    def _fail(self, error: object) -> None:
        self._asked = None
        self.failed.emit(error)


def _by_cell(suggestions: "Sequence[Suggestion]", columns: Mapping[Target, int]) -> "dict[tuple[int, int], Suggestion]":
    return {(one.practice, columns[one.target]): one for one in suggestions if one.target in columns}
