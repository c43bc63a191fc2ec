"""Change of the theme, every page built and an editor filled; under 200 ms is wanted."""

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from roundtable.practices import practice_store
from roundtable.workspace import Workspace
from tests.benchmarks import invented
from ui.base import reference_counts
from ui.base.theme import Choice, Theme
from ui.shell.main_window import MainWindow

PRACTICES = 1000
ROUNDS = 5
_SETTLED_MS = 500


def main() -> None:
    """Print how long a change takes at least, and how many widgets it dresses."""
    reference_counts.make_plenty()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        with Workspace.open(file, create=True) as workspace, workspace.unit_of_work("Add") as work:
            practice_store.add(work, invented.practices(PRACTICES))
        application = QApplication([])
        settings = QSettings(str(Path(name, "settings.ini")), QSettings.Format.IniFormat)
        theme = Theme(application, settings)
        window = MainWindow(settings, theme)
        window.resize(1366, 768)
        window.show()
        window.workspace_switch.open_location(str(file))
        _build_pages(window)
        times = [_change(window, theme, choice) for choice in (Choice.DARK, Choice.LIGHT) * ROUNDS]
        widgets = len(application.allWidgets())
        print(f"change of the theme: {1000 * min(times):.0f} ms at least, painted, {widgets:,} widgets")
        window.close()


def _build_pages(window: MainWindow) -> None:
    _wait(3 * _SETTLED_MS)
    window.practices.list.table.selectRow(0)
    window.practices.pane.edit()
    for page in ("roundtables", "mapping", "annex", "contributions", "vocabulary", "practices"):
        window.go_to(page)
        _wait(_SETTLED_MS)


def _change(window: MainWindow, theme: Theme, choice: Choice) -> float:
    start = time.perf_counter()
    theme.choose(choice)
    window.repaint()
    return time.perf_counter() - start


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
