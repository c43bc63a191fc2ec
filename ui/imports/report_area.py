"""Area of the window for the report of an import: below the pages, one at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from roundtable.import_report import ImportReport
    from ui.imports.plan_rows import PlanRows
    from ui.imports.report_dock import ReportDock

_HEIGHT = 220


class ReportArea(QObject):
    """Show an import report in the place of the one before."""

    practice_asked = Signal(str, str)
    """The id of a practice, and the field to go to."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: ReportDock | None = None

    @Slot(object, object)
    def show_report(self, report: "ImportReport", rows: "PlanRows") -> None:
        """Show a report."""
        from ui.imports.report_dock import ReportDock

        self.close()
        self._shown = dock = ReportDock(report, rows, self._window)
        dock.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dock.practice_asked.connect(self.practice_asked)
        dock.destroyed.connect(self._forget)
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        self._window.resizeDocks([dock], [_HEIGHT], Qt.Orientation.Vertical)

    def close(self) -> None:
        """Close the report, which is of another workspace or an earlier import."""
        if self._shown is not None:
            self._shown.close()

    @Slot()
    def _forget(self) -> None:
        self._shown = None
