"""Status bar: what is shown, when it was last saved, the running job with its cancel button, the next undo."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from ui.jobs.jobs import Job, Jobs
from ui.widgets.factories import button
from ui.widgets.line_breaks import OneLine

_BAR_WIDTH = 140


class StatusBar(QStatusBar):
    """Labels for the page, the last save and the next undo, beside the running job."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._jobs = jobs
        self.shown, self.saved = QLabel(), QLabel()
        self._running, self.undo = OneLine(""), OneLine("")
        for line in (self._running, self.undo):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedWidth(_BAR_WIDTH)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = button(self.tr("Cancel"), self._cancel_job)
        self.addWidget(self.shown)
        self.addWidget(self.saved)
        for widget in (self._running, self._progress, self._cancel, self.undo):
            self.addPermanentWidget(widget, 1 if isinstance(widget, OneLine) else 0)
        jobs.started.connect(self._follow)
        jobs.ended.connect(self._follow)
        self._follow()

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
