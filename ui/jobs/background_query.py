"""Background queries: answered off the window's thread as a person types; only the newest is reported.

A reader of a file holds up whoever commits: before the window writes they are broken off, and asked again later.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from roundtable.errors import RoundtableError, UnwantedError
from roundtable.workspace import Workspace
from ui.jobs import crash_reports

_AGAIN_MS = 400
"""How long a question that gave way to a save waits to be asked again."""


class BackgroundQuery(QObject):
    """Queries of one kind to one workspace; one overtaken by another is cancelled and never reported."""

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
        self._opened: Workspace | None = None
        """The window's own, which tells before it writes."""
        self._question: object = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        self._newest = 0
        self._running = 0
        self._is_answered = True
        self._pool = QThreadPool(self, maxThreadCount=1, expiryTimeout=-1)
        self._answered.connect(self._report_answer)
        self._raised.connect(self._report_error)

    def open(self, workspace: Workspace | None) -> None:
        """Close the workspace asked so far, and ask another one from now on."""
        self.close()
        self._location = workspace.location if workspace else None
        if workspace and not workspace.is_shared:  # on a server no writer waits for readers
            self._opened = workspace
            workspace.before_writing.append(self._put_off)

    def ask(self, question: object) -> None:
        """Ask in place of every question before; does nothing while no workspace is open."""
        if self._location is None:
            return
        self._again.stop()
        self._newest += 1
        self._question, self._is_answered = question, False
        self._pool.clear()
        self._pool.start(partial(self._work, self._newest, question))

    def forget(self) -> None:
        """Cancel the question that is being answered."""
        self._again.stop()
        self._newest += 1
        self._is_answered = True
        self._pool.clear()

    def give_way(self) -> bool:
        """Cancel; tell whether the question is to be asked again."""
        was_asked = not self._is_answered or self._again.isActive()
        self.forget()
        return was_asked

    def _put_off(self) -> None:
        """Give way to a save, and ask again after it unless something else is asked by then."""
        if self.give_way():
            self._again.start()

    @Slot()
    def _ask_again(self) -> None:
        self.ask(self._question)

    def close(self) -> None:
        """Close the workspace and report nothing more."""
        self._location = None
        self.forget()
        if self._opened:
            self._opened.before_writing.remove(self._put_off)
            self._opened = None
        self._pool.waitForDone()
        if self._workspace:
            self._workspace.close()
            self._workspace = None

    def _work(self, number: int, question: object) -> None:
        self._running = number
        location = self._location
        if location is None or self._is_stale():
            return
        try:
            if self._workspace is None:
                self._workspace = Workspace.open(location, is_unwanted=self._is_stale)
            answer = self._answer(self._workspace, question)
        except UnwantedError:
            return
        except Exception as error:  # reported on the window's thread, or raised again there as the bug it is
            self._raised.emit(number, error)
        else:
            self._answered.emit(number, question, answer)

    def _is_stale(self) -> bool:
        """Tell whether the running question has been overtaken; the running query asks this itself."""
        return self._running != self._newest

    @Slot(int, object, object)
    def _report_answer(self, number: int, question: object, answer: object) -> None:
        if number == self._newest:
            self._is_answered = True
            self.answered.emit(question, answer)

    @Slot(int, object)
    def _report_error(self, number: int, error: Exception) -> None:
        if not isinstance(error, RoundtableError):
            crash_reports.report(error)
        elif number == self._newest:
            self._is_answered = True
            self.failed.emit(error)
