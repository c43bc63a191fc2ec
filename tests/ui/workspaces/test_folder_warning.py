"""A workspace in a folder at risk is told of once, and moved from there on request."""

import shutil
from pathlib import Path

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from roundtable.backups import window_sessions
from tests.ui.window_driving import ALL_TITLES, OpenWindow, answer_file_dialog, click, part, titles, until


def test_a_workspace_in_a_synchronised_folder_is_told_of_once_and_moved(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Dropbox").mkdir()
    file = Path(shutil.move(workspace_file, tmp_path / "Dropbox" / "shared.roundtable"))
    window = open_window(file)
    until(qtbot, lambda: "Dropbox synchronises" in window.bar.text)
    click(qtbot, window, "Move it…")
    answer_file_dialog(qtbot, window, tmp_path / "safe.roundtable")
    until(qtbot, lambda: "The workspace is now" in window.bar.text)
    assert window.workspace_switch.workspace
    assert window.workspace_switch.workspace.file == tmp_path / "safe.roundtable"
    assert titles(window) == ALL_TITLES
    assert file.exists()
    window.workspace_switch.open_location(str(file))
    assert not window.folder_warning._timer.isActive()


def test_an_unclean_end_is_told_after_the_warning_of_the_folder(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Dropbox").mkdir()
    file = Path(shutil.move(workspace_file, tmp_path / "Dropbox" / "shared.roundtable"))
    killed = window_sessions.Session(file)
    assert killed.note
    killed.note.close()
    window = open_window(file)
    for timer in (window.folder_warning._timer, window.file_check._timer):
        timer.stop()  # it may be due already where the window took long, and would tell it a second time
        timer.timeout.emit()
    until(qtbot, lambda: not window.jobs.current)
    assert "Dropbox synchronises" in window.bar.text
    part(window.bar, QToolButton).click()
    until(qtbot, lambda: "was not closed properly" in window.bar.text)
    part(window.bar, QToolButton).click()
    until(qtbot, lambda: window.bar.text == "")


def test_a_workspace_on_this_computer_is_not_told_of(open_window: OpenWindow, filled_location: str) -> None:
    window = open_window(filled_location)
    window.folder_warning._timer.timeout.emit()
    assert window.bar.text == ""
