"""A workspace in a folder at risk is told of once, and moved from there on request."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.window_driving import ALL_TITLES, OpenWindow, answer_file_dialog, click, titles, until


def test_a_workspace_in_a_synchronised_folder_is_told_of_once_and_moved(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Dropbox").mkdir()
    file = Path(shutil.move(workspace_file, tmp_path / "Dropbox" / "shared.roundtable"))
    window = open_window(file)
    until(qtbot, lambda: "Dropbox synchronises" in window.bar.text)
    click(qtbot, window, "Move it to a safe place…")
    answer_file_dialog(qtbot, window, tmp_path / "safe.roundtable")
    until(qtbot, lambda: "from now on" in window.bar.text)
    assert window.workspace_switch.workspace
    assert window.workspace_switch.workspace.file == tmp_path / "safe.roundtable"
    assert titles(window) == ALL_TITLES
    assert file.exists()
    window.workspace_switch.open_location(str(file))
    assert not window.folder_warning._timer.isActive()


def test_a_workspace_on_this_computer_is_not_told_of(open_window: OpenWindow, workspace_file: Path) -> None:
    window = open_window(workspace_file)
    window.folder_warning._timer.timeout.emit()
    assert window.bar.text == ""
