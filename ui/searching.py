"""Searches as a person types: each on a connection of its own off the window's thread, only the newest is told.

Knows no widget; the query language is the service's.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from roundtable import practices
from roundtable.errors import RoundtableError
from roundtable.workspace import Workspace
from ui import errors


@dataclass(frozen=True, slots=True)
class Query:
    """Say what is wanted and in which order."""

    text: str = ""
    sort: str = "title"
    descending: bool = False


class Searches(QObject):
    """Answer queries on one workspace; a query overtaken by another is never told."""

    found = Signal(object, object)
    """The ``Query`` and the keys it found, in order."""
    failed = Signal(object)

    _answered = Signal(int, object, object)
    _raised = Signal(int, object)

    def __init__(self, location: str, parent: QObject) -> None:
        super().__init__(parent)
        self._location = location
        self._workspace: Workspace | None = None
        self._newest = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._answered.connect(self._tell)
        self._raised.connect(self._explain)

    def ask(self, query: Query) -> None:
        """Put a query in the place of every one before it."""
        self._newest += 1
        self._pool.clear()
        self._pool.start(partial(self._answer, self._newest, query))

    def close(self) -> None:
        """Let go of the workspace; nothing is told any more."""
        self._newest += 1
        self._pool.clear()
        self._pool.waitForDone()
        if self._workspace:
            self._workspace.close()

    def _answer(self, number: int, query: Query) -> None:
        if number != self._newest:
            return
        try:
            if self._workspace is None:
                self._workspace = Workspace.open(self._location)
            keys = practices.find_ids(self._workspace, query.text, sort=query.sort, descending=query.descending)
        except Exception as error:  # on the window's thread it is explained, or raised again as the bug it is
            self._raised.emit(number, error)
        else:
            self._answered.emit(number, query, keys)

    @Slot(int, object, object)
    def _tell(self, number: int, query: Query, keys: list[int]) -> None:
        if number == self._newest:
            self.found.emit(query, keys)

    @Slot(int, object)
    def _explain(self, number: int, error: Exception) -> None:
        if not isinstance(error, RoundtableError):
            errors.report(error)
        elif number == self._newest:
            self.failed.emit(error)
