"""Counts of the rail that are of one roundtable: how much is mapped, and how many practices are not ready to be sent.

Read in the background after every change.
"""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from roundtable.overview import figures
from roundtable.overview.figures import Progress
from roundtable.workspace import Workspace
from ui.jobs.background_query import BackgroundQuery
from ui.widgets.rail import Rail

_PAUSE_MS = 1000
"""How long changes must pause: reading would hold up the next one."""


class RailCounts(QObject):
    """Count for the roundtable that the pages show."""

    failed = Signal(object)

    def __init__(self, rail: Rail) -> None:
        super().__init__(rail)
        self._rail = rail
        self._code = ""
        self._query = BackgroundQuery(None, figures.progress, self)
        self._query.answered.connect(self._show)
        self._query.failed.connect(self.failed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    @Slot(object)
    def open(self, workspace: Workspace | None) -> None:
        """Count in another workspace, or none."""
        self._pause.stop()
        self._query.open(workspace)

    def show_roundtable(self, code: str) -> None:
        """Count again, for the roundtable with that code; "" for none."""
        self._code = code
        self._query.forget()
        self._pause.start()

    def _ask(self) -> None:
        if self._code:
            self._query.ask(self._code)
        else:
            self._show("", Progress(None, None))

    @Slot(object, object)
    def _show(self, code: str, found: Progress) -> None:
        share = self._rail.locale().toString(round(100 * (found.share or 0)))
        percent = self.tr("{share}%").format(share=share)
        self._rail.set_count("mapping", None if found.share is None else percent, code)
        self._rail.set_count("contributions", found.unready, code)
