"""A second window on a workspace may only read it, says who writes, and writes once it is free."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from roundtable.errors import HeldError
from roundtable.exchange import workspace_contents
from roundtable.practices import practice_edits
from roundtable.workspace import Workspace
from tests.ui.shell.test_traps import edit_first
from tests.ui.window_driving import ALL_TITLES, OpenWindow, click, titles, until
from ui.shell.main_window import MainWindow


def buttons(window: MainWindow) -> list[str]:
    return [one.text() for one in window.bar.findChildren(QPushButton) if one.isVisible()]


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace_switch.workspace
    return window.workspace_switch.workspace


def look(window: MainWindow) -> None:
    window.workspace_switch._lock._wait.timeout.emit()


def test_a_second_window_only_reads_until_the_first_is_closed(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    first = open_window(workspace_file)
    second = open_window(workspace_file)
    until(qtbot, lambda: "is open for writing by" in second.bar.text)
    before = workspace_file.read_bytes()
    with pytest.raises(HeldError):
        practice_edits.create(workspace_of(second))
    second.file_actions.open_sample()  # a job, with a workspace of its own
    until(qtbot, lambda: not second.jobs.is_busy)
    assert workspace_file.read_bytes() == before
    second.workspace_switch.open_location(str(workspace_file))
    until(qtbot, lambda: "Open for writing when it is free" in buttons(second))
    click(qtbot, second.bar, "Open for writing when it is free")
    look(second)
    assert workspace_of(second).refusal
    practice_edits.create(workspace_of(first))
    first.close()
    look(second)
    until(qtbot, lambda: workspace_of(second).refusal is None)
    practice_edits.create(workspace_of(second))
    until(qtbot, lambda: len(titles(second)) >= len(ALL_TITLES) + 1)


def test_a_command_may_write_beside_an_open_window(open_window: OpenWindow, workspace_file: Path) -> None:
    window = open_window(workspace_file)
    with Workspace.open(workspace_file) as command:
        practice_edits.create(command)
    practice_edits.create(workspace_of(window))


def test_a_lock_that_a_computer_left_long_ago_is_told_as_such_and_can_be_overridden(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    lock = workspace_file.with_name(f".{workspace_file.name}.lock")
    lock.write_text(json.dumps({"author": "ama", "machine": "PC-12", "since": "2026-11-29T10:05:00+00:00"}))
    os.utime(lock, (1_700_000_000, 1_700_000_000))
    window = open_window(workspace_file)
    until(qtbot, lambda: "by ama on PC-12, which has not been heard of since" in window.bar.text)
    assert isinstance(workspace_of(window).refusal, HeldError)
    click(qtbot, window.bar, "Open for writing anyway")
    until(qtbot, lambda: workspace_of(window).refusal is None)
    practice_edits.create(workspace_of(window))
    window.close()
    assert not lock.exists()


def test_what_is_typed_in_the_second_window_is_told_at_the_field_and_saved_once_the_file_is_free(
    open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    first, second = open_window(workspace_file), open_window(workspace_file)
    until(qtbot, lambda: len(titles(second)) == len(ALL_TITLES))
    summary = edit_first(second, qtbot, "summary")
    assert isinstance(summary, QTextEdit)
    QTest.keyClicks(summary, "Dry ")
    QTest.keyClick(summary, Qt.Key.Key_Tab)
    until(qtbot, lambda: any("is open for writing" in said for said in refusals(second)))
    typed = summary.toPlainText()
    assert typed.startswith("Dry ")
    click(qtbot, second.bar, "Open for writing when it is free")
    first.close()
    look(second)
    until(qtbot, lambda: workspace_of(second).refusal is None)
    practices = workspace_contents.collected(workspace_of(second)).practices
    assert typed in [one.summary for one in practices]
    assert refusals(second) == []


def refusals(window: MainWindow) -> list[str]:
    return [one.text() for one in window.findChildren(QLabel, "refusal") if one.isVisible()]
