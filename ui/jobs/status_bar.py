"""The line at the window's foot: what is shown, when it was last saved, what runs, and what undo would take back.

Shows what it is told; the one thing a person can do here is cancel the running job.
"""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from ui.jobs.jobs import Job, Jobs
from ui.widgets.build import button
from ui.widgets.line_breaks import OneLine

_BAR_WIDTH = 140


class StatusBar(QStatusBar):
    """Keep the four things in view and follow the running job."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._jobs = jobs
        self._shown, self._saved = QLabel(), QLabel()
        self._running, self._undo = OneLine(""), OneLine("")
        for line in (self._running, self._undo):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_BAR_WIDTH)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = button(self.tr("Cancel"), self._cancel_job)
        self.addWidget(self._shown)
        self.addWidget(self._saved)
        for widget in (self._running, self._progress, self._cancel, self._undo):
            self.addPermanentWidget(widget, 1 if isinstance(widget, OneLine) else 0)
        jobs.started.connect(self._follow)
        jobs.ended.connect(self._follow)
        self._follow()

    def show_shown(self, text: str) -> None:
        """Say what the page shows."""
        self._shown.setText(text)

    def show_saved(self, text: str) -> None:
        """Say when the workspace was last changed."""
        self._saved.setText(text)

    def show_undo(self, text: str) -> None:
        """Say what undo would take back."""
        self._undo.say(text)

    @Slot(object)
    def _follow(self, _job: Job | None = None) -> None:
        job = self._jobs.current
        for widget in (self._running, self._progress, self._cancel):
            widget.setVisible(job is not None)
        self._progress.setRange(0, 0)
        if job:
            self._running.say(job.title)
            self._cancel.setEnabled(True)
            job.progressed.connect(self._show_progress)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _cancel_job(self) -> None:
        if self._jobs.current:
            self._jobs.current.cancel()
            self._cancel.setEnabled(False)
            self._running.say(self.tr("Cancelling…"))
