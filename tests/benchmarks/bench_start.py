"""A cold start to a usable list of 10,000 practices, against a bare Qt window plus “import sqlalchemy”.

Whole processes, turn by turn; at most 3 is wanted.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from roundtable.practices import practice_store
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 10_000
ROUNDS = 7
_BARE = """
import sqlalchemy
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
_OURS = """
import gc
import os
import sys
gc.disable()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView
from ui.shell import app
gc.freeze()
gc.enable()
def watch():
    application = QApplication.instance()
    for table in application.activeWindow().findChildren(QTableView) if application.activeWindow() else ():
        if table.accessibleName() == "Practices" and table.model().rowCount() == int(sys.argv[2]):
            table.model().index(0, 0).data()
            table.viewport().repaint()
            os._exit(0)
watching = None
def begin():
    global watching
    watching = QTimer()
    watching.timeout.connect(watch)
    watching.start(2)
from ui.shell.main_window import MainWindow
show = MainWindow.showEvent
def shown(window, event):
    show(window, event)
    window.activateWindow()
    begin()
MainWindow.showEvent = shown
app.run(sys.argv[1])
"""


def main() -> None:
    """Print how many times the floor a start takes."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        with Workspace.open(file, create=True) as workspace, workspace.unit_of_work("Add") as work:
            practice_store.add(work, invented.practices(PRACTICES))
        environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | {"XDG_CONFIG_HOME": name, "XDG_STATE_HOME": name}
        floor, ours = [], []
        for _ in range(ROUNDS):
            floor.append(_seconds(environment, _BARE))
            ours.append(_seconds(environment, _OURS, str(file), str(PRACTICES)))
    print(
        f"start with {PRACTICES:,} practices: {median(ours):.2f} s, {median(ours) / median(floor):.2f} times a bare "
        f"window and “import sqlalchemy” ({median(floor):.2f} s)"
    )


def _seconds(environment: dict[str, str], program: str, *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, env=environment, timeout=60, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
