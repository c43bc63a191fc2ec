"""The matrix of 5,000 practices x 20 columns: a page painted while scrolling, against as many plain cells; a toggle."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from roundtable import agenda, mapping, practices, roundtables
from roundtable.records import GuidingQuestion, PossibleMeasure, new_id
from roundtable.row_groups import RowsQuery, row_groups
from roundtable.workspace import Workspace
from tests.benchmarks import invented
from ui import reference_counts
from ui.jobs import Jobs
from ui.pages.matrix_pane import MatrixPane
from ui.theme import Theme

PRACTICES, QUESTIONS, MEASURES, PAGES = 5000, 5, 15, 60
WIDTH, HEIGHT = 1920, 1000


def main() -> None:
    """Print the median times of a page and of a toggle; at most 16 ms and 20 ms are wanted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    reference_counts.make_plenty()
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        settings = QSettings(str(Path(name) / "settings.ini"), QSettings.Format.IniFormat)
        with Workspace.open(Path(name) / "many.roundtable", create=True) as workspace:
            key = _fill(workspace)
            window = QWidget()
            pane = MatrixPane(Theme(application, settings), settings, Jobs(window), window)
            pane.resize(WIDTH, HEIGHT)
            window.resize(WIDTH, HEIGHT)
            window.show()
            groups = row_groups(workspace, RowsQuery(key, grouping="issue_area"))
            pane.show_rows(workspace, groups, mapping.matrix(workspace, key), without="Others")
            pane.changed.connect(lambda change: pane.refresh(sorted(change.practice_ids)))
            ours = _pages(pane.table)
            toggled = [_seconds(partial(_toggle, pane, row)) for row in range(1, 40)]
            plain = _plain(window)
            floor = _pages(plain)
        print(
            f"Matrix {PRACTICES} x {QUESTIONS + MEASURES}: a page in {1000 * ours:.1f} ms, "
            f"{ours / floor:.1f} times as many plain cells ({1000 * floor:.1f} ms); "
            f"a toggle in {1000 * median(toggled):.1f} ms"
        )


def _fill(workspace: Workspace) -> int:
    with workspace.unit_of_work("Add") as work:
        keys = practices.add(work, invented.practices(PRACTICES))
    key, _ = agenda.create(workspace, "RT 1.1", "Many")
    record = roundtables.get(workspace, key)
    assert record is not None
    texts = [f"What keeps people at home who are asked for the {n}th time?" for n in range(QUESTIONS + MEASURES)]
    questions = [GuidingQuestion(id=new_id(), text=text, issue_area=text) for text in texts[:QUESTIONS]]
    measures = [PossibleMeasure(id=new_id(), text=text) for text in texts[QUESTIONS:]]
    agenda.save(workspace, key, replace(record, guiding_questions=tuple(questions), possible_measures=tuple(measures)))
    aims = mapping.matrix(workspace, key).aims
    reasons: dict[mapping.Pair, str | None] = {
        (practice, aims[(practice * step) % len(aims)]): "because" if step == 3 else ""
        for practice in keys
        for step in (1, 3, 7, 11)
    }
    mapping.set_reasons(workspace, key, reasons)
    return key


def _toggle(pane: MatrixPane, row: int) -> None:
    pane.table.go_to(row if pane.model.practice(row) else row + 1, 12)
    pane.toggle()


def _plain(window: QWidget) -> QTableView:
    """Make a table of Qt's own with as many cells of the same size, a fifth of them with a mark."""
    view = QTableView(window)
    model = QStandardItemModel(PRACTICES, QUESTIONS + MEASURES, view)
    for row in range(PRACTICES):
        for step in (1, 3, 7, 11):
            index = model.index(row, (row * step) % (QUESTIONS + MEASURES))
            model.setData(index, "x", Qt.ItemDataRole.DisplayRole)
    view.setModel(model)
    view.verticalHeader().setDefaultSectionSize(40)
    view.horizontalHeader().setDefaultSectionSize(74)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.resize(WIDTH - 300, HEIGHT)
    view.show()
    return view


def _pages(view: QTableView) -> float:
    """Scroll page by page, and return the median time of painting one."""
    bar = view.verticalScrollBar()
    times = []
    for number in range(PAGES):
        bar.setValue(number * bar.maximum() // PAGES)
        times.append(_seconds(view.grab))
    return median(times)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
