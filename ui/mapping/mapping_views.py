"""The ways to look at a roundtable's mapping: its matrix, its coverage, its gaps.

Makes coverage and gaps when they are first looked at; what is done in each is its own business.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.dialogs.file_prompts import Prompts
from ui.jobs.jobs import Jobs

if TYPE_CHECKING:
    from ui.coverage.coverage_view import CoverageView
    from ui.gaps.gaps_view import GapsView

MATRIX, COVERAGE, GAPS = range(3)


class MappingViews(QStackedWidget):
    """Hold the matrix, and beside it the coverage and the gaps of the same roundtable."""

    changed = Signal(object)
    """The ``ChangeSet`` of something done here."""
    failed = Signal(object)
    """A RoundtableError: something could not be done or read."""
    practices_asked = Signal(str)
    """A query for the practices in a cell."""
    picture_saved = Signal(object)
    """The path of a picture that is written."""
    turned = Signal(int)
    """Which of the ways is looked at now."""

    def __init__(self, matrix: QWidget, theme: Theme, settings: QSettings, prompts: Prompts, jobs: Jobs) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._prompts = prompts
        self._jobs = jobs
        self._workspace: Workspace | None = None
        self._roundtable = 0
        self._coverage: CoverageView | None = None
        self._gaps: GapsView | None = None
        self.addWidget(matrix)
        self._matrix = matrix
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Matrix, coverage or gaps"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        for words in (self.tr("Matrix"), self.tr("Coverage"), self.tr("Gaps")):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(self._turn)

    @property
    def way(self) -> int:
        """Tell which of the ways is looked at."""
        return self.tabs.currentIndex()

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or that none is open; a roundtable is named after that."""
        self._workspace = workspace
        self._roundtable = 0
        for view in self._made():
            view.open(workspace)

    def show_roundtable(self, key: int) -> None:
        """Show the roundtable with a key; 0 for none."""
        self._roundtable = key
        for view in self._made():
            view.show_roundtable(key)

    def show_gap(self, key: int) -> None:
        """Look at a gap of the roundtable."""
        self.tabs.setCurrentIndex(GAPS)
        if self._gaps:
            self._gaps.show_gap(key)

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        for view in self._made():
            view.reload(change_set)

    def flush(self) -> bool:
        """Save what is typed into a gap; tell whether all of it is saved."""
        return self._gaps.flush() if self._gaps else True

    def pane(self) -> QWidget:
        """Return what the focus goes to, where the matrix is not looked at."""
        if self.way == COVERAGE and self._coverage:
            return self._coverage.pane
        return self._gaps.table if self._gaps else self

    def _made(self) -> "list[CoverageView | GapsView]":
        return [view for view in (self._coverage, self._gaps) if view]

    @Slot(int)
    def _turn(self, way: int) -> None:
        if way == COVERAGE and self._coverage is None:
            from ui.coverage.coverage_view import CoverageView

            self._coverage = CoverageView(self._theme, self._settings, self._prompts, self._jobs, self)
            self._coverage.practices_asked.connect(self.practices_asked)
            self._coverage.saved.connect(self.picture_saved)
            self._take_in(self._coverage)
        if way == GAPS and self._gaps is None:
            from ui.gaps.gaps_view import GapsView

            self._gaps = GapsView(self._theme, self._settings, self)
            self._gaps.changed.connect(self.changed)
            self._gaps.counted.connect(self._count_gaps)
            self._take_in(self._gaps)
        self.setCurrentWidget((self._matrix, self._coverage, self._gaps)[way] or self._matrix)
        self.turned.emit(way)

    def _take_in(self, view: "CoverageView | GapsView") -> None:
        view.failed.connect(self.failed)
        self.addWidget(view)
        view.open(self._workspace)
        view.show_roundtable(self._roundtable)

    @Slot(object)
    def _count_gaps(self, count: int | None) -> None:
        words = self.tr("Gaps")
        self.tabs.setTabText(GAPS, f"{words}  {self.locale().toString(count)}" if count else words)
