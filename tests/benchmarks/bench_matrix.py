"""The matrix of 5,000 practices x 20 columns among 100,000: a page scrolled to, and a cell toggled by a key.

Until painted, in the real window; against as many plain cells, and against a bare sqlite3 commit and one cell painted.
"""

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.mapping import roundtable_matrix
from roundtable.practices import practice_store
from roundtable.records.identity import new_id
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure
from roundtable.workspace import Workspace
from tests.benchmarks import invented
from ui.base import reference_counts
from ui.base.theme import Theme
from ui.mapping.mapping_page import MappingPage
from ui.mapping.matrix_table import MatrixTable
from ui.shell.app import SWITCH_SECONDS
from ui.shell.main_window import MainWindow

ALL, PRACTICES, QUESTIONS, MEASURES = 100_000, 5000, 5, 15
PAGES, TOGGLES, COLUMN = 60, 60, 12
WIDTH, HEIGHT = 1920, 1000
_RHYTHM_MS, _SETTLED_MS = 120, 15_000


class Painted(QObject):
    """Leave a loop once a widget is painted and shown."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.loop = QEventLoop()
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.loop.quit)
        return False


def main() -> None:
    """Print the median times of a page and of a toggle; at most 16 ms and 20 ms are wanted."""
    reference_counts.make_plenty()
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "many.roundtable")
        _fill(file)
        settings = QSettings(str(Path(name, "settings.ini")), QSettings.Format.IniFormat)
        window = MainWindow(settings, Theme(application, settings))
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.workspace_switch.open_location(str(file))
        window.go_to("mapping")
        table = window.mapping.findChild(MatrixTable)
        assert table is not None
        while table.model().rowCount() < PRACTICES:
            _wait(20)
        _wait(_SETTLED_MS)
        _scroll(window.mapping, table)
        _toggle(table, file)
        window.close()


def _fill(file: Path) -> None:
    with Workspace.open(file, create=True) as workspace:
        with workspace.unit_of_work("Add") as work:
            keys = practice_store.add(work, invented.practices(ALL))
        key, _ = roundtable_edits.create(workspace, "RT 1.1", "Many")
        record = roundtable_store.get(workspace, key)
        assert record is not None
        texts = [f"What keeps people at home who are asked for the {n}th time?" for n in range(QUESTIONS + MEASURES)]
        questions = tuple(GuidingQuestion(id=new_id(), text=text, issue_area=text) for text in texts[:QUESTIONS])
        measures = tuple(PossibleMeasure(id=new_id(), text=text) for text in texts[QUESTIONS:])
        roundtable_edits.save(workspace, key, replace(record, guiding_questions=questions, possible_measures=measures))
        targets = roundtable_matrix.matrix(workspace, key).targets
        reasons: dict[roundtable_matrix.Pair, str | None] = {
            (practice, targets[(number * step) % len(targets)]): "because" if step == 3 else ""
            for number, practice in enumerate(keys[:: ALL // PRACTICES])
            for step in (1, 3, 7, 11)
        }
        roundtable_matrix.set_reasons(workspace, key, reasons)


def _scroll(page: MappingPage, table: MatrixTable) -> None:
    ours = _pages(table)
    plain = QTableView(page)
    model = QStandardItemModel(PRACTICES, QUESTIONS + MEASURES, plain)
    for row in range(PRACTICES):
        for step in (1, 3, 7, 11):
            model.setData(model.index(row, (row * step) % (QUESTIONS + MEASURES)), "x", Qt.ItemDataRole.DisplayRole)
    plain.setModel(model)
    plain.verticalHeader().setDefaultSectionSize(40)
    plain.horizontalHeader().setDefaultSectionSize(table.columnWidth(0))
    plain.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    plain.resize(table.size())
    plain.show()
    floor = _pages(plain)
    plain.hide()
    print(
        f"matrix {PRACTICES:,} x {QUESTIONS + MEASURES}: a page scrolled to in {1000 * ours:.1f} ms in the median, "
        f"{ours / floor:.1f} times as many plain cells ({1000 * floor:.1f} ms)"
    )


def _toggle(table: MatrixTable, file: Path) -> None:
    """Press Space on one cell after the other, as a person does, each beside its floor."""
    painted = Painted(table.viewport())
    table.setFocus()
    ours, floor = [], []
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute("PRAGMA synchronous=FULL")
        rows = [row for row in range(2, TOGGLES + 10) if table.matrix_model.practice(row) is not None][:TOGGLES]
        for row in rows:
            table.go_to(row, COLUMN)
            _wait(_RHYTHM_MS)
            start = time.perf_counter()
            QTest.keyClick(table, Qt.Key.Key_Space)
            painted.loop.exec()
            ours.append(time.perf_counter() - start)
            _wait(_RHYTHM_MS)
            floor.append(_seconds(partial(_commit_and_paint, plain, table, row)))
    print(
        f"toggle by key to painted, {ALL:,} practices: {1000 * median(ours):.1f} ms in the median "
        f"({1000 * max(ours):.1f} at most), "
        f"{median(ours) / median(floor):.1f} times a bare commit and one cell painted ({1000 * median(floor):.1f} ms)"
    )


def _commit_and_paint(plain: sqlite3.Connection, table: MatrixTable, row: int) -> None:
    plain.execute("UPDATE roundtable SET meeting = ? WHERE id = 1", (str(row),))
    table.viewport().repaint(table.visualRect(table.model().index(row, COLUMN)))


def _pages(view: QTableView) -> float:
    """Scroll page by page, and return the median time until one is painted."""
    bar = view.verticalScrollBar()
    painted = Painted(view.viewport())
    times = []
    for number in range(PAGES):
        start = time.perf_counter()
        bar.setValue((number + 1) * bar.maximum() // PAGES)
        painted.loop.exec()
        times.append(time.perf_counter() - start)
    return median(times)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
