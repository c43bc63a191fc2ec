"""Views of a roundtable's mapping, as tabs: its matrix, its coverage, its gaps; the last two are made on first use."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.dialogs.file_prompts import Prompts
from ui.jobs.jobs import Jobs
from ui.pages.page import Unsaved
from ui.widgets.factories import tab_bar

if TYPE_CHECKING:
    from ui.coverage.coverage_view import CoverageView
    from ui.gaps.gaps_view import GapsView

MATRIX, COVERAGE, GAPS = range(3)


class MappingViews(QStackedWidget):
    """Hold the matrix, the coverage and the gaps of one roundtable."""

    changed = Signal(object)
    failed = Signal(object)
    practices_asked = Signal(str)
    picture_saved = Signal(object)
    view_changed = Signal(int)

    def __init__(self, matrix: QWidget, theme: Theme, settings: QSettings, prompts: Prompts, jobs: Jobs) -> None:
        super().__init__()
        self._theme, self._settings, self._prompts, self._jobs = theme, settings, prompts, jobs
        self._workspace: Workspace | None = None
        self._roundtable = 0
        self._coverage: CoverageView | None = None
        self._gaps: GapsView | None = None
        self.addWidget(matrix)
        self._matrix = matrix
        views = (self.tr("Matrix"), self.tr("Coverage"), self.tr("Gaps"))
        self.tabs = tab_bar(self.tr("Matrix, coverage or gaps"), views)
        self.tabs.currentChanged.connect(self._show_view)

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or none, without a roundtable yet."""
        self._workspace = workspace
        self._roundtable = 0
        for view in self._made_views():
            view.open(workspace)

    def show_roundtable(self, key: int) -> None:
        """Show a roundtable by its key; 0 for none."""
        self._roundtable = key
        for view in self._made_views():
            view.show_roundtable(key)

    def show_gap(self, key: int) -> None:
        """Show a gap of the roundtable by its key."""
        self.show_gaps()
        if self._gaps:
            self._gaps.show_gap(key)

    def show_gaps(self) -> None:
        """Show the gaps, the focus in them."""
        self.tabs.setCurrentIndex(GAPS)
        self.pane().setFocus()

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        for view in self._made_views():
            view.reload(change_set)

    def flush(self) -> bool:
        """Save the gap being edited; tell whether all of it is saved."""
        return self._gaps.flush() if self._gaps else True

    def unsaved(self) -> Unsaved | None:
        """Return what is typed of a gap and not saved."""
        unsaved = self._gaps.unsaved() if self._gaps else None

        def show() -> None:
            self.tabs.setCurrentIndex(GAPS)
            if unsaved:
                unsaved.show()

        return Unsaved(unsaved.field, show) if unsaved else None

    def pane(self) -> QWidget:
        """Return the widget of the coverage or the gaps that takes the focus."""
        if self.currentWidget() is self._coverage and self._coverage:
            return self._coverage.pane
        return self._gaps.table if self._gaps else self

    def _made_views(self) -> "list[CoverageView | GapsView]":
        return [view for view in (self._coverage, self._gaps) if view]

    @Slot(int)
    def _show_view(self, view: int) -> None:
        if view == COVERAGE and self._coverage is None:
            from ui.coverage.coverage_view import CoverageView

            self._coverage = CoverageView(self._theme, self._settings, self._prompts, self._jobs, self)
            self._coverage.practices_asked.connect(self.practices_asked)
            self._coverage.saved.connect(self.picture_saved)
            self._add(self._coverage)
        if view == GAPS and self._gaps is None:
            from ui.gaps.gaps_view import GapsView

            self._gaps = GapsView(self._theme, self._settings, self)
            self._gaps.changed.connect(self.changed)
            self._gaps.counted.connect(self._count_gaps)
            self._add(self._gaps)
        self.setCurrentWidget((self._matrix, self._coverage, self._gaps)[view] or self._matrix)
        self.view_changed.emit(view)

    def _add(self, view: "CoverageView | GapsView") -> None:
        view.failed.connect(self.failed)
        self.addWidget(view)
        view.open(self._workspace)
        view.show_roundtable(self._roundtable)

    @Slot(object)
    def _count_gaps(self, count: int | None) -> None:
        text = self.tr("Gaps")
        self.tabs.setTabText(GAPS, f"{text}  {self.locale().toString(count)}" if count else text)
