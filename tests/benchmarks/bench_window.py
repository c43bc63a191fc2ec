"""The window on 100,000 practices: typing a search, sorting by every column, what holds up the window, and memory.

Against the bare SQL on the same file in the same run; at most 2 times is wanted, 50 ms held up, 350 MB.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractItemModel, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from roundtable.practices import practice_store
from roundtable.workspace import Workspace
from tests.benchmarks import invented
from ui.base import reference_counts
from ui.base.theme import Theme
from ui.practice_table.practices_model import Field
from ui.shell.main_window import MainWindow
from ui.widgets.search_field import SearchField

PRACTICES = 100_000
QUERIES = ("kalo miren", "tasol vedar", "nipu gre", "lo mi ta", "temba")
RHYTHM_MS = 80
_TICK = 0.002
_FOUND = (
    "SELECT id FROM practice_index WHERE id IN (SELECT rowid FROM practice_text WHERE practice_text MATCH ?) "
    "ORDER BY title, id"
)
_REGIONS = "(SELECT code FROM practice_country WHERE practice_id = i.id ORDER BY position LIMIT 1)"
_SORTS = {
    **{name: f"SELECT id FROM practice_index ORDER BY {name}, id" for name in ("title", "country", "thematic_area")},
    **{name: f"SELECT id FROM practice_index ORDER BY {name}, id" for name in ("tag", "partner")},
    "status": "SELECT id FROM practice WHERE deleted_at IS NULL ORDER BY status, id",
    "changed": "SELECT id FROM practice WHERE deleted_at IS NULL ORDER BY changed_at, id",
    "region": f"SELECT i.id FROM practice_index i ORDER BY {_REGIONS}, i.id",
}


class Watch:
    """Take note of the longest time for which the window's thread came to nothing else."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(1000 * _TICK))

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - _TICK)
        self._last = now

    def stop(self) -> float:
        """Return the longest time, in seconds."""
        self._timer.stop()
        return self.longest


def main() -> None:
    """Print each figure beside what is wanted."""
    reference_counts.make_plenty()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        if not os.fork():  # in a process of its own: making them takes memory that is not the window's
            _fill(file)
            os._exit(0)
        os.wait()
        application = QApplication([])
        settings = QSettings(str(Path(name, "settings.ini")), QSettings.Format.IniFormat)
        window = MainWindow(settings, Theme(application, settings))
        window.show()
        window.workspace_switch.open_location(str(file))
        table = window.practices.list.table
        _until(lambda: table.model().rowCount() == PRACTICES)
        with closing(sqlite3.connect(file)) as plain:
            plain.execute("PRAGMA cache_size=-32000")
            _type(window, table.model(), plain)
            _sort(table, plain)
        _type_without_waiting(window)
        print(f"memory with {PRACTICES:,} practices open: {_megabytes():.0f} MB")
        window.close()


def _fill(file: Path) -> None:
    with Workspace.open(file, create=True) as workspace, workspace.unit_of_work("Add") as work:
        practice_store.add(work, invented.practices(PRACTICES))


def _type(window: MainWindow, model: QAbstractItemModel, plain: sqlite3.Connection) -> None:
    search = window.practices.findChild(SearchField)
    assert search is not None
    ours, floor = [], []
    for query in QUERIES:
        for end, letter in enumerate(query, 1):
            if letter == " ":
                search.insert(letter)
                continue
            start = time.perf_counter()
            _until_reset(model, partial(QTest.keyClicks, search, letter))
            ours.append(time.perf_counter() - start)
            words = " AND ".join(f'"{word}"*' for word in query[:end].split())
            floor.append(_seconds(partial(_fetch, plain, _FOUND, words)))
        _until_reset(model, search.clear)
    print(
        f"keystroke to list: {1000 * median(ours):.0f} ms in the median, "
        f"{median(ours) / median(floor):.2f} times bare SQL ({1000 * median(floor):.0f} ms), {len(ours)} keystrokes"
    )


def _type_without_waiting(window: MainWindow) -> None:
    search = window.practices.findChild(SearchField)
    assert search is not None
    watch = Watch()
    for query in QUERIES:
        for letter in query:
            QTest.keyClicks(search, letter)
            _wait(RHYTHM_MS)
        _wait(600)
        search.clear()
        _wait(600)
    print(f"held up while typing: {1000 * watch.stop():.0f} ms at most")


def _sort(table: QTableView, plain: sqlite3.Connection) -> None:
    _wait(1500)
    for field in Field:
        ours, floor = [], []
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder) * 2:
            start = time.perf_counter()
            _until_reset(table.model(), partial(table.sortByColumn, field, order))
            ours.append(time.perf_counter() - start)
            _wait(1200)  # the counts of the filters are another matter
            statement = _SORTS[field.sort]
            if order is Qt.SortOrder.DescendingOrder:
                statement = statement.removesuffix(", id").removesuffix(", i.id") + " DESC, 1"
            floor.append(_seconds(partial(_fetch, plain, statement)))
        ratio = median(ours) / median(floor)
        print(f"sort by {field.sort}: {1000 * median(ours):.0f} ms, {ratio:.2f} times SQL ({1000 * median(floor):.0f})")


def _fetch(plain: sqlite3.Connection, statement: str, *values: str) -> None:
    plain.execute(statement, values).fetchall()


def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        _wait(20)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until_reset(model: QAbstractItemModel, work: Callable[[], object]) -> None:
    loop = QEventLoop()
    model.modelReset.connect(loop.quit)
    work()
    loop.exec()
    model.modelReset.disconnect(loop.quit)


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
