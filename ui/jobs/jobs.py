"""Jobs: long work off the window's thread, one at a time, with progress, cancel and exactly one outcome.

A job opens the workspace for itself and touches no widget.
"""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from roundtable.errors import RoundtableError, WorkspaceError
from roundtable.progress import Cancelled, Progress
from roundtable.workspace import Workspace
from ui.jobs import crash_reports

T = TypeVar("T")
_REPORT_EVERY_SECONDS = 0.05


class Job(QObject):
    """One piece of work; it ends in ``succeeded``, ``failed`` (a RoundtableError), ``cancelled`` or a bug."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)

    _done = Signal(object)
    _raised = Signal(object)

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], object],
        parent: QObject,
        *,
        is_preview: bool = False,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.is_preview = is_preview
        self.is_writing = False
        """Whether it began to write into the open workspace; what it wrote is told when it ends."""
        self._work = work
        self._stop = Event()
        self._reported_at = 0.0
        self._done.connect(self._report_success)
        self._raised.connect(self._report_error)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next progress report; its changes are rolled back."""
        self._stop.set()

    def note_writing(self) -> None:
        """Note that the work begins to write."""
        self.is_writing = True

    def run(self) -> None:
        """Do the work on the calling thread and send its outcome to the window's."""
        try:
            self._check_cancelled()
            result = self._work(self._progress)
        except Exception as error:  # reported on the window's thread, or raised again there as the bug it is
            self._raised.emit(error)
        else:
            self._done.emit(result)

    def _check_cancelled(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _progress(self, done: int, total: int) -> None:
        self._check_cancelled()
        now = monotonic()
        if done == total or now - self._reported_at >= _REPORT_EVERY_SECONDS:
            self._reported_at = now
            self.progressed.emit(done, total)

    @Slot(object)
    def _report_success(self, result: object) -> None:
        self.ended.emit(self)
        self.succeeded.emit(result)

    @Slot(object)
    def _report_error(self, error: Exception) -> None:
        self.ended.emit(self)
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        elif isinstance(error, RoundtableError):
            self.failed.emit(error)
        else:
            crash_reports.report(error)


class Jobs(QObject):
    """Run jobs one after the other on a thread of their own."""

    started = Signal(object)
    """A ``Job`` was put in the queue."""
    ended = Signal(object)
    """A ``Job`` has its outcome, which is reported next."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._waiting: list[Job] = []
        self.refusal: WorkspaceError | None = None
        """Why jobs may only read the open workspace, as the window may; None where they may write."""

    @property
    def current(self) -> Job | None:
        """The job that runs now."""
        return self._waiting[0] if self._waiting else None

    @property
    def is_busy(self) -> bool:
        """Whether any job but a preview is queued or running."""
        return any(not job.is_preview for job in self._waiting)

    @property
    def is_writing(self) -> bool:
        """Whether a job began to write into the open workspace and has not told yet what it wrote."""
        return any(job.is_writing for job in self._waiting)

    def start(
        self,
        title: str,
        location: str,
        work: Callable[[Workspace, Progress], T],
        succeeded: Callable[[T], None],
        failed: Callable[[RoundtableError], None],
        *,
        is_preview: bool = False,
    ) -> Job:
        """Queue ``work`` on the workspace at ``location``; the two functions are called on the window's thread."""
        refusal = self.refusal

        def opened(progress: Progress) -> T:
            with Workspace.open(location) as workspace:
                workspace.refusal = workspace.refusal or refusal
                workspace.before_writing.append(job.note_writing)
                return work(workspace, progress)

        job = Job(title, opened, self, is_preview=is_preview)
        return self._queue(job, succeeded, failed)

    def start_alone(
        self,
        title: str,
        work: Callable[[Progress], T],
        succeeded: Callable[[T], None],
        failed: Callable[[RoundtableError], None],
        *,
        is_preview: bool = False,
    ) -> Job:
        """Queue ``work`` that opens for itself what it needs, such as a file that is no workspace any more."""
        return self._queue(Job(title, work, self, is_preview=is_preview), succeeded, failed)

    def _queue(self, job: Job, succeeded: Callable[[T], None], failed: Callable[[RoundtableError], None]) -> Job:
        job.succeeded.connect(succeeded)
        job.failed.connect(failed)
        job.ended.connect(self._end)
        self._waiting.append(job)
        self.started.emit(job)
        self._pool.start(job.run)
        return job

    def stop(self) -> None:
        """Cancel every job, wait until its thread has closed the workspace, and report nothing more."""
        for job in self._waiting:
            job.cancel()
        self._pool.waitForDone()
        while self._waiting:
            job = self._waiting.pop()
            job.blockSignals(True)
            self.ended.emit(job)
            job.deleteLater()

    @Slot(object)
    def _end(self, job: Job) -> None:
        self._waiting.remove(job)
        self.ended.emit(job)
        job.deleteLater()
