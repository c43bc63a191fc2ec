"""Annex page: print preview of a roundtable's annex, typeset again whenever the workspace changes in view."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QMargins, QPointF, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.errors import RoundtableError
from roundtable.history import handovers
from roundtable.progress import Progress
from roundtable.records.annex_options import AnnexOptions
from roundtable.records.handover import HandoverRecord
from roundtable.workspace import Workspace
from ui.annex.missing_letters_list import MissingLettersList
from ui.annex.options_dialog import AnnexOptionsDialog
from ui.base import value_texts
from ui.jobs.jobs import Job, Jobs
from ui.pages.export_page import ExportPage
from ui.widgets.action_line import ActionLine
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import button, column, command_row, open_dialog

if TYPE_CHECKING:
    from PySide6.QtPdfWidgets import QPdfView

    from roundtable.annex.missing_letters import MissingLetters

_SMALLEST, _LARGEST = 0.25, 4.0
_MARGIN = 24
_POINTS = 72  # to the inch
_UNPLACED = "missing:annex"
"""The query for the practices that are in no annex."""


class Preview(NamedTuple):
    """Hold a typeset annex."""

    pdf: bytes
    pages: int
    practices: int
    missing: "tuple[MissingLetters, ...]"
    drafts: int
    unplaced: int
    """How many practices of the workspace are in no annex at all."""


def typeset(options: Mapping[str, Any], workspace: Workspace, progress: Progress) -> Preview:
    """Typeset the annex of a roundtable, on a job's thread; the ``options`` are those of ``exports.annex``."""
    from roundtable import exports
    from roundtable.practices import practice_rows

    unplaced = practice_rows.count(workspace, _UNPLACED)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "annex.pdf"
        annex = exports.annex(workspace, file, is_preview=True, progress=progress, **options)
        return Preview(file.read_bytes(), annex.pages, annex.practices, annex.missing, len(annex.drafts), unplaced)


class AnnexPage(ExportPage):
    """Preview the annex of one roundtable in one language."""

    export_asked = Signal()
    field_asked = Signal(str, str)
    """The identity of a practice and the name of a field to go to."""

    def __init__(self, jobs: Jobs, empty: EmptyState, parent: QWidget) -> None:
        super().__init__(empty, parent)
        self._name.setText(self.tr("Annex"))
        self._coverage.setToolTip(self.tr("Adds pages on what is covered and what is missing."))
        self._jobs = jobs
        self._job: Job | None = None
        self._view: QPdfView | None = None
        self._buffer = QBuffer(self)
        self._languages.currentIndexChanged.connect(self._make_stale)
        self._coverage.toggled.connect(self._make_stale)
        self._cleared = QCheckBox(self.tr("Cleared only"))
        self._cleared.setAccessibleName(self.tr("Cleared only"))
        self._cleared.setToolTip(self.tr("Leave out practices that are not cleared."))
        self._cleared.toggled.connect(self._make_stale)
        self._size = QLabel()
        self._size.setProperty("kind", "caption")
        self._unplaced = ActionLine(self.tr("Show them"), partial(self.practices_asked.emit, _UNPLACED), self)
        self._sent = ActionLine(self.tr("Recipient…"), self._ask_recipient, self, kind="note")
        self._last: HandoverRecord | None = None
        self._missing = MissingLettersList(self)
        self._missing.field_asked.connect(self.field_asked)
        self._viewer_pane = QWidget()
        self._error = EmptyState("", "", [(self.tr("Try again"), self._make_stale)])
        self._stack.addWidget(self._viewer_pane)
        self._stack.addWidget(self._error)
        self._ask = button(self.tr("Options…"), self.ask_options)
        export = button(self.tr("Export PDF…"), self.export_asked.emit, "primary")
        chosen = (self._name, self._codes, self._languages, self._coverage, self._cleared)
        self.setLayout(
            column(
                command_row(*chosen, None, self._size, self._ask, export),
                *(self._sent, self._unplaced, self._missing, self._stack),
            )
        )

    @property
    @override
    def options(self) -> dict[str, Any]:
        return super().options | {"cleared_only": self._cleared.isChecked()}

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._job = None
        super().open(workspace)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        missing = (self._missing.table,) if self._missing.isVisible() else ()
        return (self._codes, *missing, self._stack.currentWidget() or self._viewer_pane)

    def ask_options(self) -> None:
        """Ask how the annex is to be printed, which is kept with its roundtable."""
        workspace = self._workspace
        if workspace is None or not self.code:
            return
        with workspace.reading() as connection:
            key = roundtable_store.key_of(connection, self.code)
        record = roundtable_store.get(workspace, key)
        if record is None:
            return
        dialog = AnnexOptionsDialog(record.code, record.annex_options, self)
        dialog.chosen.connect(partial(self._keep_options, workspace, key, record.annex_options))
        open_dialog(dialog)

    def _keep_options(self, workspace: Workspace, key: int, before: AnnexOptions, after: AnnexOptions) -> None:
        label = self.tr("Change the annex options")
        try:
            done = roundtable_edits.set_field(workspace, key, "annex_options", after, label, read_as=before)
        except RoundtableError as error:
            self.failed.emit(error)
        else:
            self.changed.emit(done)

    @Slot()
    def show_last(self) -> None:
        """Show when the annex was last sent, and to whom."""
        workspace = self._workspace
        try:
            self._last = handovers.last_to(workspace, "annex", self.code) if workspace and self.code else None
        except RoundtableError:  # as typesetting it tells
            self._last = None
        self._sent.say(value_texts.handover(self._last, self.locale()) if self._last else "")

    def _ask_recipient(self) -> None:
        if self._last:
            self.recipient_asked.emit(self._last.id)

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._zoom(1.25)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._zoom(0.8)

    def zoom_fit(self) -> None:
        """Show the pages as wide as the pane."""
        view = self._viewer()
        view.setZoomMode(view.ZoomMode.FitToWidth)
        self._report_page()

    def _zoom(self, factor: float) -> None:
        view = self._viewer()
        view.setZoomMode(view.ZoomMode.Custom)
        view.setZoomFactor(min(max(view.zoomFactor() * factor, _SMALLEST), _LARGEST))
        self._report_page()

    @override
    def _refresh(self) -> None:
        if not self._is_stale:
            return
        if self._job:
            self._job.cancel()
        self._ask.setEnabled(bool(self._workspace and self.code))
        self.show_last()
        if self._workspace is None or not self.code:
            self._size.clear()
            self._missing.show_missing(())
            self._unplaced.say("")
            self._stack.setCurrentWidget(self._empty)
            return
        self._is_stale = False
        work = partial(typeset, self.options)
        title = self.tr("Typesetting the annex")
        location = self._workspace.location
        self._job = self._jobs.start(title, location, work, self._show, self._show_error, is_preview=True)
        self._job.ended.connect(self._end_job)
        self._stack.setCurrentWidget(self._viewer_pane)

    @Slot(object)
    def _end_job(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _show(self, preview: Preview) -> None:
        """Show a typeset annex at the page shown before; the first one fitted to the pane where that is narrower."""
        is_first = self._view is None
        view = self._viewer()
        navigator, document = view.pageNavigator(), view.document()
        page, zoom = navigator.currentPage(), navigator.currentZoom()
        document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(preview.pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document.load(self._buffer)
        self._stack.setCurrentWidget(self._viewer_pane)
        navigator.jump(min(page, preview.pages - 1), QPointF(), zoom)
        width = document.pagePointSize(0).width() * view.logicalDpiX() / _POINTS + 2 * _MARGIN
        if is_first and width > self._viewer_pane.width():
            view.setZoomMode(view.ZoomMode.FitToWidth)
        counts = [self.tr("%n page(s)", "", preview.pages), self.tr("%n practice(s)", "", preview.practices)]
        if preview.drafts:
            counts.append(self.tr("%n draft(s)", "", preview.drafts))
        self._size.setText(" · ".join(counts))
        self._missing.show_missing(preview.missing)
        told = self.tr("%n practice(s) in no annex", "", preview.unplaced)
        self._unplaced.say(told if preview.unplaced else "")
        self._report_page()

    @Slot()
    def _report_page(self) -> None:
        view = self._viewer()
        page, pages = view.pageNavigator().currentPage() + 1, view.document().pageCount()
        here = self.tr("Page {page} of {pages}").format(page=page, pages=pages)
        is_custom = view.zoomMode() is view.ZoomMode.Custom
        self.said.emit(f"{here} · {view.zoomFactor():.0%}" if is_custom else here)

    def _show_error(self, error: RoundtableError) -> None:
        self._size.clear()
        self._missing.show_missing(())
        self._error.set_title(error.cause)
        self._error.set_text(error.remedy)
        self._stack.setCurrentWidget(self._error)

    def _viewer(self) -> "QPdfView":
        """Make the viewer on first use: the program starts faster without it."""
        if self._view is None:
            from PySide6.QtPdf import QPdfDocument
            from PySide6.QtPdfWidgets import QPdfView

            self._view = QPdfView(self)
            self._view.setAccessibleName(self.tr("Preview of the annex"))
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            self._view.setDocumentMargins(QMargins(_MARGIN, 16, _MARGIN, 16))
            self._view.setPageSpacing(12)
            self._view.setDocument(QPdfDocument(self))
            self._view.pageNavigator().currentPageChanged.connect(self._report_page)
            self._viewer_pane.setFocusProxy(self._view)
            self._viewer_pane.setLayout(column(self._view))
        return self._view
