"""Suggestions for the matrix: read in the background for the rows in view, then for the current column."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from roundtable.mapping.targets import Target
from roundtable.workspace import Workspace
from ui.jobs.background_query import BackgroundQuery
from ui.mapping.matrix_model import MatrixModel
from ui.mapping.matrix_table import MatrixTable

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggester, Suggestion

_PAUSE_MS = 40
"""How long scrolling must pause before suggestions are read."""
_KEPT = 20_000
"""The number of practices whose suggestions are kept."""
_LISTED = 50
"""The number of likely practices read for a column: some will be mapped or refused meanwhile."""


class Query(NamedTuple):
    """Ask for the suggestions of practices, or for the likely ones of ``target``; ``version`` counts text changes."""

    roundtable: int
    version: int
    practices: tuple[int, ...]
    target: Target | None = None


class SuggestionReader:
    """Answer queries on one thread, with one suggester for as long as the texts are the same."""

    def __init__(self) -> None:
        self._made_for: tuple[int, int] | None = None
        self._suggester: Suggester | None = None

    def __call__(self, workspace: Workspace, query: Query) -> "Sequence[Suggestion]":
        """Return the suggestions asked for, best first."""
        from roundtable.suggestions.target_suggestions import Suggester

        if self._suggester is None or self._made_for != (query.roundtable, query.version):
            self._suggester = Suggester(workspace, query.roundtable)
            self._made_for = query.roundtable, query.version
        if query.target:
            return self._suggester.for_target(query.target, among=query.practices, limit=_LISTED)
        return list(chain.from_iterable(self._suggester.for_practices(query.practices).values()))


class MatrixSuggestions(QObject):
    """Read the suggestions in view into the model."""

    found = Signal()
    """The model holds more suggestions than before."""
    failed = Signal(object)

    def __init__(self, table: MatrixTable, model: MatrixModel, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._model = model
        self._query = BackgroundQuery(None, SuggestionReader(), self)
        self._query.answered.connect(self._add)
        self._query.failed.connect(self._fail)
        self._version = 0
        self._targets: Sequence[Target] = ()
        self._known: set[int] = set()
        """The practices whose suggestions the model holds."""
        self._listed: set[Target] = set()
        """The columns whose likely practices it holds."""
        self._asked: Query | None = None
        self._delay = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._delay.timeout.connect(self._ask)
        for moved in (table.verticalScrollBar().valueChanged, table.verticalScrollBar().rangeChanged):
            moved.connect(self.request)
        table.selectionModel().currentChanged.connect(self.request)
        model.modelReset.connect(self._reset_rows)

    def open(self, workspace: Workspace | None) -> None:
        """Suggest from another workspace, or none."""
        self._query.open(workspace)
        self.forget()

    @Slot()
    def request(self) -> None:
        """Read soon what is in view and not known yet."""
        self._delay.start(max(_PAUSE_MS, self._delay.remainingTime()))

    def give_way(self) -> None:
        """Interrupt reading for a save; it is started again soon."""
        if self._query.give_way():
            self._asked = None
            self.request()

    def forget(self) -> None:
        """Remove all suggestions: the texts, the questions or the roundtable changed."""
        self._version += 1
        self._known.clear()
        self._listed.clear()
        self._asked = None
        self._query.forget()
        self._model.clear_suggestions()
        self.request()

    def renew(self, practices: Collection[int]) -> None:
        """Read those of some practices again: a target refused is not suggested, and is again after undo."""
        self._known.difference_update(practices)
        self._listed.clear()
        self._asked = None
        self._query.forget()
        self.request()

    @Slot()
    def _reset_rows(self) -> None:
        """Read likely practices again for other rows; with other columns, read all again."""
        if self._targets != self._model.targets:
            self._targets = self._model.targets
            self.forget()
        self._listed.clear()
        self.request()

    @Slot()
    def _ask(self) -> None:
        query = self._next_query() if self._table.isVisible() else None
        if query is not None and query != self._asked:
            self._asked = query
            self._query.ask(query)

    def _next_query(self) -> Query | None:
        """Return what to read next: the rows in view first, for they are waited for."""
        matrix = self._model.matrix
        if not matrix.targets:
            return None
        current = self._table.currentIndex()
        seen = {key for row in (current.row(), *self._table.rows_in_view()) if (key := self._model.practice(row))}
        if unknown := seen - self._known:
            return Query(matrix.roundtable_key, self._version, tuple(sorted(unknown)))
        if not current.isValid() or (target := matrix.targets[current.column()]) in self._listed:
            return None
        return Query(matrix.roundtable_key, self._version, self._model.practices(), target)

    @Slot(object, object)
    def _add(self, query: Query, suggestions: "Sequence[Suggestion]") -> None:
        matrix = self._model.matrix
        self._asked = None
        if (query.roundtable, query.version) != (matrix.roundtable_key, self._version):
            return
        columns = {target: column for column, target in enumerate(matrix.targets)}
        if query.target is None:
            if len(self._known) > _KEPT:
                self._known.clear()
                self._listed.clear()
                self._model.clear_suggestions()
            self._known.update(query.practices)
            self._model.add_suggestions(
                {(one.practice, columns[one.target]): one for one in suggestions if one.target in columns}
            )
        elif query.practices == self._model.practices():
            self._listed.add(query.target)
            self._model.set_likely(columns[query.target], suggestions)
        self.found.emit()
        self.request()

    @Slot(object)
    def _fail(self, error: object) -> None:
        self._asked = None
        self.failed.emit(error)
