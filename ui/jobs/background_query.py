"""Questions put to a workspace as a person types: answered off the window's thread, only the newest is told.

Knows no widget; what is read is the services' business.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from roundtable.errors import RoundtableError, UnwantedError
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from ui.jobs import crash_reports


@dataclass(frozen=True, slots=True)
class Query:
    """Say what is wanted and in which order."""

    text: str = ""
    sort: str = "title"
    descending: bool = False


def find(workspace: Workspace, query: Query) -> list[int]:
    """Return the keys of the practices that the query finds, in order."""
    return practice_rows.find_ids(workspace, query.text, sort=query.sort, descending=query.descending)


class Questions(QObject):
    """Put questions of one kind to one workspace; one overtaken by another is broken off and never told of."""

    answered = Signal(object, object)
    """The question and its answer."""
    failed = Signal(object)

    _answered = Signal(int, object, object)
    _raised = Signal(int, object)

    def __init__(self, location: str | None, answer: Callable[[Workspace, Any], object], parent: QObject) -> None:
        """Ask the workspace at ``location``; None asks nothing until ``open`` names one."""
        super().__init__(parent)
        self._location = location
        self._answer = answer
        self._workspace: Workspace | None = None
        self._newest = 0
        self._worked_on = 0
        self._is_answered = True
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._answered.connect(self._tell)
        self._raised.connect(self._explain)

    def open(self, workspace: Workspace | None) -> None:
        """Close the workspace asked so far, and ask another one from now on."""
        self.close()
        self._location = workspace.location if workspace else None

    def ask(self, question: object) -> None:
        """Ask in place of every question before; does nothing while no workspace is open."""
        if self._location is None:
            return
        self._newest += 1
        self._is_answered = False
        self._pool.clear()
        self._pool.start(partial(self._work, self._newest, question))

    def forget(self) -> None:
        """Break off what is worked on; nobody wants to know any more."""
        self._newest += 1
        self._is_answered = True
        self._pool.clear()

    def give_way(self) -> bool:
        """Break off what is worked on, for reading holds up whoever saves; tell whether it is to be asked again."""
        is_asked = not self._is_answered
        self.forget()
        return is_asked

    def close(self) -> None:
        """Close the workspace and report nothing more."""
        self._location = None
        self.forget()
        self._pool.waitForDone()
        if self._workspace:
            self._workspace.close()
            self._workspace = None

    def _work(self, number: int, question: object) -> None:
        self._worked_on = number
        location = self._location
        if location is None or self._is_stale():
            return
        try:
            if self._workspace is None:
                self._workspace = Workspace.open(location, is_unwanted=self._is_stale)
            answer = self._answer(self._workspace, question)
        except UnwantedError:
            return
        except Exception as error:  # on the window's thread it is explained, or raised again as the bug it is
            self._raised.emit(number, error)
        else:
            self._answered.emit(number, question, answer)

    def _is_stale(self) -> bool:
        """Tell whether what is worked on has been overtaken; the running query asks this itself."""
        return self._worked_on != self._newest

    @Slot(int, object, object)
    def _tell(self, number: int, question: object, answer: object) -> None:
        if number == self._newest:
            self._is_answered = True
            self.answered.emit(question, answer)

    @Slot(int, object)
    def _explain(self, number: int, error: Exception) -> None:
        if not isinstance(error, RoundtableError):
            crash_reports.report(error)
        elif number == self._newest:
            self._is_answered = True
            self.failed.emit(error)
