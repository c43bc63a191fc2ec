import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from roundtable.errors import RoundtableError
from roundtable.practices import practice_rows, practice_store
from roundtable.progress import Progress
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests.ui.window_driving import click, part
from ui.jobs.crash_reports import LOG, CrashDialog, CrashReporter, last_report, log_into
from ui.jobs.jobs import Job, Jobs


class Outcomes(QObject):
    """Remember what jobs came to, and on which thread that was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []
        self.threads: set[int] = set()

    def tell(self, outcome: object) -> None:
        self.told.append(outcome)
        self.threads.add(threading.get_ident())


@pytest.fixture
def jobs(application: QApplication) -> Iterator[Jobs]:
    owner = QObject()
    made = Jobs(owner)
    yield made
    made.stop()


def start(jobs: Jobs, location: str | Path, work: Callable[[Workspace, Progress], object], outcomes: Outcomes) -> Job:
    return jobs.start("Work", str(location), work, outcomes.tell, outcomes.tell)


def count(workspace: Workspace, _progress: Progress) -> int:
    return practice_rows.count(workspace)


def test_a_job_works_on_its_own_thread_and_tells_the_window_on_the_windows(
    jobs: Jobs, filled_location: str, qtbot: QtBot
) -> None:
    outcomes, is_awaited = Outcomes(), threading.Event()

    def work(workspace: Workspace, progress: Progress) -> tuple[int, int]:
        is_awaited.wait()
        progress(1, 1)
        return practice_rows.count(workspace), threading.get_ident()

    job = start(jobs, filled_location, work, outcomes)
    with qtbot.waitSignals([job.progressed, job.succeeded]):
        assert jobs.current is job
        is_awaited.set()
    [told] = outcomes.told
    assert isinstance(told, tuple)
    assert told[0] == 3
    assert told[1] != threading.get_ident()
    assert outcomes.threads == {threading.get_ident()}
    assert jobs.current is None


def test_jobs_run_one_after_the_other(jobs: Jobs, filled_location: str, qtbot: QtBot) -> None:
    outcomes = Outcomes()
    running: list[int] = []
    for number in range(4):

        def work(_workspace: Workspace, _progress: Progress, number: int = number) -> int:
            running.append(number)
            assert running[-1] == number
            return number

        last = start(jobs, filled_location, work, outcomes)
    with qtbot.waitSignal(last.succeeded):
        pass
    assert outcomes.told == [0, 1, 2, 3]


def test_a_cancelled_job_rolls_back_and_tells_neither_a_result_nor_an_error(
    jobs: Jobs, filled_location: str, qtbot: QtBot
) -> None:
    outcomes = Outcomes()
    written = threading.Event()

    def work(workspace: Workspace, progress: Progress) -> None:
        with workspace.unit_of_work("Add") as unit:
            practice_store.add(unit, [PracticeRecord(id=derived_id("new"), title="New")])
            written.set()
            while True:
                progress(1, 2)

    job = start(jobs, filled_location, work, outcomes)
    assert written.wait(30)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert outcomes.told == []
    with Workspace.open(filled_location) as workspace:
        assert practice_rows.count(workspace) == 3


def test_an_error_of_the_users_world_is_told_as_such(jobs: Jobs, tmp_path: Path, qtbot: QtBot) -> None:
    outcomes = Outcomes()
    job = start(jobs, tmp_path / "missing.roundtable", count, outcomes)
    with qtbot.waitSignal(job.failed):
        pass
    [error] = outcomes.told
    assert isinstance(error, RoundtableError)
    assert "missing.roundtable" in error.cause


def test_a_bug_in_a_job_goes_where_every_bug_goes(
    jobs: Jobs, filled_location: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda *bug: caught.append(bug[1]))

    def work(_workspace: Workspace, _progress: Progress) -> None:
        raise ZeroDivisionError("nothing to share")

    job = start(jobs, filled_location, work, Outcomes())
    with qtbot.waitSignal(job.ended):
        pass
    assert [type(error) for error in caught] == [ZeroDivisionError]


def test_a_stopped_job_tells_nothing_any_more(jobs: Jobs, filled_location: str, qtbot: QtBot) -> None:
    outcomes = Outcomes()
    start(jobs, filled_location, count, outcomes)
    jobs.stop()
    later = Outcomes()
    job = start(jobs, filled_location, count, later)
    with qtbot.waitSignal(job.succeeded):
        pass
    assert outcomes.told == []


def test_a_bug_is_logged_and_shown_once_with_a_report_to_copy(
    application: QApplication,
    tmp_path: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    file = log_into(tmp_path / "logs")
    assert file
    owner = QObject()
    reporter = CrashReporter(file, owner)
    for _ in range(2):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("nothing to share"), None)
    dialogs = [widget for widget in application.topLevelWidgets() if isinstance(widget, CrashDialog)]
    assert len(dialogs) == 1
    click(qtbot, dialogs[0], "Copy the report")
    assert "ZeroDivisionError: nothing to share" in QGuiApplication.clipboard().text()
    assert "Roundtable" in part(dialogs[0], QPlainTextEdit).toPlainText()
    click(qtbot, dialogs[0], "Close")
    logged = file.read_text(encoding="utf-8")
    assert logged.count("ZeroDivisionError") == 2
    assert "nothing to share" not in logged, "an error may quote a record"
    assert "ZeroDivisionError" in last_report(file.parent)
    assert last_report(file.parent) == "", "it is offered once"
    caplog.clear()
    for handler in LOG.handlers[:]:
        handler.close()
        LOG.removeHandler(handler)
    refused: list[object] = []
    reporter.refused.connect(refused.append)
    error = RoundtableError("The disk is full.", "Free some space.")
    sys.excepthook(RoundtableError, error, None)
    assert refused == [error]


def test_where_no_log_can_be_written_the_window_opens_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert log_into(tmp_path / "logs") is None


def test_what_a_damaged_workspace_causes_is_no_crash(
    application: QApplication, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    owner = QObject()
    reporter = CrashReporter(None, owner)
    reporter.is_damage = lambda: True
    sys.excepthook(KeyError, KeyError("finished"), None)
    shown = [widget for widget in application.topLevelWidgets() if widget.isVisible()]
    assert not [widget for widget in shown if isinstance(widget, CrashDialog)]
    caplog.clear()
