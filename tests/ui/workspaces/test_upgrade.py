import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roundtable.backups import backup_files
from tests.db.test_upgrade import OLDER
from tests.samples import COLLECTION
from tests.ui.window_driving import OpenWindow, shown_texts, titles, until
from ui.widgets.message_bar import MessageBar


@pytest.mark.parametrize("older", OLDER, ids=lambda file: file.stem)
def test_a_workspace_of_an_earlier_version_is_brought_up_to_date_as_a_job_and_shown(
    older: Path, tmp_path: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(Path(shutil.copy(older, tmp_path / "older.roundtable")))
    assert window.workspace_switch.workspace is None, "the window must not be held up"
    job = window.jobs.current
    assert job is not None
    assert job.title == "Upgrading the workspace"
    assert "The workspace is being upgraded…" in shown_texts(window)
    assert "No workspace is open" not in shown_texts(window)
    until(qtbot, lambda: len(titles(window)) == len(COLLECTION.practices))
    assert not window.jobs.is_busy
    assert [one.occasion for one in backup_files.listing(tmp_path / "older.roundtable")] == ["before upgrade"]


def test_an_upgrade_that_fails_says_why_and_leaves_the_file(
    tmp_path: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    backup_files.folder().parent.mkdir(parents=True, exist_ok=True)
    backup_files.folder().write_text("a file in the place of the folder")
    file = Path(shutil.copy(OLDER[0], tmp_path / "older.roundtable"))
    window = open_window(file)
    bar = window.findChild(MessageBar)
    assert bar is not None
    until(qtbot, bar.isVisible)
    said = " ".join(label.text() for label in bar.findChildren(QLabel))
    assert "No copy of" in said
    assert str(file) in said
    assert window.workspace_switch.workspace is None
    assert "No workspace is open" in shown_texts(window)
    assert file.read_bytes() == OLDER[0].read_bytes()
