"""The annex as it will be printed, made anew whenever the workspace changes while it is looked at.

Shows a preview and asks for the file; typesetting is the exporter's.
"""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QMargins, QPointF, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.jobs.jobs import Job, Jobs
from ui.pages.export_page import ExportPage
from ui.roundtables.roundtables_page import TABLES
from ui.widgets.build import button, column, command_row, label
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

_SMALLEST, _LARGEST = 0.25, 4.0
_EMPTY, _VIEW, _FAILED = range(3)


class Preview(NamedTuple):
    """Hold a typeset annex."""

    pdf: bytes
    pages: int
    practices: int


def typeset(code: str, language: str, has_coverage: bool, workspace: Workspace, progress: Progress) -> Preview:
    """Typeset the annex of a roundtable, on a job's thread."""
    from roundtable import exports

    with TemporaryDirectory() as folder:
        file = Path(folder) / "annex.pdf"
        made = exports.annex(
            workspace,
            file,
            roundtable=code,
            language=language,
            is_preview=True,
            with_coverage=has_coverage,
            progress=progress,
        )
        return Preview(file.read_bytes(), made.pages, made.practices)


class AnnexPage(ExportPage):
    """Preview the annex of one roundtable in one language."""

    export_asked = Signal()

    def __init__(self, jobs: Jobs, empty: EmptyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._coverage.setToolTip(self.tr("One more page: what is covered, and what is missing."))
        self._jobs = jobs
        self._workspace: Workspace | None = None
        self._job: Job | None = None
        self._is_stale = True
        self._view: QPdfView | None = None
        self._document: QPdfDocument | None = None
        self._buffer = QBuffer(self)
        self._languages.currentIndexChanged.connect(self._make_stale)
        self._coverage.toggled.connect(self._make_stale)
        self._made = QLabel()
        self._made.setProperty("kind", "caption")
        name = label(self.tr("Annex"), name="page_name")
        name.setWordWrap(False)
        self._empty = empty
        self._failed = EmptyState("", "", [(self.tr("Try again"), self._make_stale)])
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._view_place = QWidget()
        self._stack.addWidget(self._view_place)
        self._stack.addWidget(self._failed)
        export = button(self.tr("PDF…"), self.export_asked.emit, "primary")
        choices = command_row(name, self._codes, self._languages, self._coverage, None, self._made, export)
        self.setLayout(column(choices, self._stack))

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self._job = None
        self._read_again()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set.touches(*TABLES):
            self._read_again()
        else:
            self._make_stale()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        shown: QWidget = {_EMPTY: self._empty, _FAILED: self._failed}.get(self._stack.currentIndex(), self._view_place)
        return (self._codes, shown)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._zoom(1.25)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._zoom(0.8)

    def zoom_fit(self) -> None:
        """Show the pages as wide as the pane."""
        view, _ = self._viewer()
        view.setZoomMode(view.ZoomMode.FitToWidth)
        self._tell_page()

    def _zoom(self, factor: float) -> None:
        view, _ = self._viewer()
        view.setZoomMode(view.ZoomMode.Custom)
        view.setZoomFactor(min(max(view.zoomFactor() * factor, _SMALLEST), _LARGEST))
        self._tell_page()

    def _read_again(self) -> None:
        codes = [row.code for row in roundtable_store.listing(self._workspace)] if self._workspace else []
        self._codes.set_codes(codes)
        self._make_stale()

    @override
    def _choose(self, code: str) -> None:
        self.chosen.emit(code)
        self._make_stale()

    def _make_stale(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._is_stale:
            return
        if self._job:
            self._job.cancel()
        if self._workspace is None or not self.code:
            self._made.clear()
            self._stack.setCurrentIndex(_EMPTY)
            return
        self._is_stale = False
        work = partial(typeset, self.code, self.language, self.has_coverage)
        title = self.tr("Typesetting the annex")
        location = self._workspace.location
        self._job = self._jobs.start(title, location, work, self._show, self._explain, is_preview=True)
        self._job.ended.connect(self._forget)
        self._stack.setCurrentIndex(_VIEW)

    @Slot(object)
    def _forget(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _show(self, preview: Preview) -> None:
        """Show what was typeset, at the page that was looked at before."""
        view, document = self._viewer()
        navigator = view.pageNavigator()
        page, zoom = navigator.currentPage(), navigator.currentZoom()
        document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(preview.pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document.load(self._buffer)
        self._stack.setCurrentIndex(_VIEW)
        navigator.jump(min(page, preview.pages - 1), QPointF(), zoom)
        self._made.setText(
            self.tr("%n page(s)", "", preview.pages) + " · " + self.tr("%n practice(s)", "", preview.practices)
        )
        self._tell_page()

    @Slot()
    def _tell_page(self) -> None:
        view, document = self._viewer()
        here = self.tr("Page {page} of {pages}").format(
            page=view.pageNavigator().currentPage() + 1, pages=document.pageCount()
        )
        is_custom = view.zoomMode() is view.ZoomMode.Custom
        self.said.emit(f"{here} · {view.zoomFactor():.0%}" if is_custom else here)

    def _explain(self, error: RoundtableError) -> None:
        self._made.clear()
        self._failed.set_title(error.cause)
        self._failed.set_text(error.remedy)
        self._stack.setCurrentIndex(_FAILED)

    def _viewer(self) -> "tuple[QPdfView, QPdfDocument]":
        """Make the viewer when it is first needed: the program starts faster without it."""
        if self._view is None or self._document is None:
            from PySide6.QtPdf import QPdfDocument
            from PySide6.QtPdfWidgets import QPdfView

            self._document = QPdfDocument(self)
            self._view = QPdfView(self)
            self._view.setAccessibleName(self.tr("Preview of the annex"))
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            self._view.setDocumentMargins(QMargins(24, 16, 24, 16))
            self._view.setPageSpacing(12)
            self._view.setDocument(self._document)
            self._view.pageNavigator().currentPageChanged.connect(self._tell_page)
            self._view_place.setFocusProxy(self._view)
            self._view_place.setLayout(column(self._view))
        return self._view, self._document
