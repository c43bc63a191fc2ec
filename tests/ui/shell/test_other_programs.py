"""Two windows or programs on one file, and a file that is no longer where it was."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.targets import Pair
from roundtable.practices import practice_edits, practice_rows
from roundtable.progress import Progress
from roundtable.records.practice import with_fields
from roundtable.workspace import Workspace
from tests.ui.mapping.test_mapping_page import M1, NURSES, at, page, rows
from tests.ui.window_driving import (
    CONTROL,
    answer_file_dialog,
    click,
    pane_text,
    part,
    practices_table,
    press,
    titles,
    until,
    visible_button,
)
from ui.mapping.mapping_page import MappingPage
from ui.mapping.matrix_panel import ReasonInput
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow
from ui.workspaces.other_changes import OtherChanges

__all__ = ["page"]
ROUNDTABLE = 1


def elsewhere(location: str | Path, change: Callable[[Workspace], ChangeSet]) -> ChangeSet:
    """Change the workspace as another program does."""
    with Workspace.open(location) as other:
        return change(other)


def retitled(title: str) -> Callable[[Workspace], ChangeSet]:
    return lambda other: practice_edits.edit_many(other, [1], "Edit", lambda old: with_fields(old, title=title))


def come_back(window: MainWindow) -> None:
    """Look at the file as the window does every few seconds, and when it comes to the front."""
    part(window, OtherChanges).look()


def test_what_another_program_wrote_is_shown(window: MainWindow, filled_location: str, qtbot: QtBot) -> None:
    elsewhere(filled_location, retitled("Aqueducts"))
    come_back(window)
    until(qtbot, lambda: "Aqueducts" in titles(window))
    elsewhere(filled_location, undo_steps.undo)
    come_back(window)
    until(qtbot, lambda: "Aqueducts" not in titles(window))


def test_ones_own_changes_are_not_taken_for_those_of_others(window: MainWindow, qtbot: QtBot) -> None:
    told: list[ChangeSet] = []
    part(window, OtherChanges).changed.connect(told.append)
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    until(qtbot, lambda: len(titles(window)) == 4)
    come_back(window)
    assert told == []


def test_what_a_job_wrote_is_not_taken_for_a_change_of_others_before_the_job_tells(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    told: list[ChangeSet] = []
    part(window, OtherChanges).changed.connect(told.append)
    has_written, may_end = Event(), Event()

    def work(workspace: Workspace, _progress: Progress) -> ChangeSet:
        change_set = retitled("Aqueducts")(workspace)
        has_written.set()
        may_end.wait(30)
        return change_set

    window.jobs.start("Edit", filled_location, work, window.signals.changed.emit, window.show_error)
    until(qtbot, has_written.is_set)
    come_back(window)
    may_end.set()
    until(qtbot, lambda: "Aqueducts" in titles(window))
    come_back(window)
    assert told == []


def test_a_field_of_a_roundtable_changed_elsewhere_is_shown_beside_what_is_typed(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_3, CONTROL)
    page = part(window, RoundtablesPage)
    [meeting] = [one for one in page.findChildren(QLineEdit) if one.accessibleName() == "Meeting"]
    meeting.setFocus()
    QTest.keyClicks(meeting, "Mine ")

    def change(other: Workspace) -> ChangeSet:
        record = roundtable_store.get(other, ROUNDTABLE)
        return roundtable_edits.set_field(
            other, ROUNDTABLE, "meeting", "Theirs", "Elsewhere", read_as=record and record.meeting
        )

    elsewhere(filled_location, change)
    QTest.keyClick(meeting, Qt.Key.Key_Tab)
    assert [shown.accessibleName() for shown in page.findChildren(QLabel, "theirs")] == ["Theirs"]
    click(qtbot, page, "Show")
    click(qtbot, page, "Keep mine")
    with Workspace.open(filled_location) as other:
        record = roundtable_store.get(other, ROUNDTABLE)
    assert record is not None
    assert record.meeting.startswith("Mine ")


def test_what_others_mapped_meanwhile_is_not_unmapped_by_who_did_not_see_it(
    page: MappingPage, filled_location: str
) -> None:
    table, pair = at(page, NURSES, M1), pair_at(page, NURSES, M1)
    elsewhere(filled_location, lambda other: roundtable_matrix.toggle(other, ROUNDTABLE, [pair]))
    QTest.keyClick(table, Qt.Key.Key_Space)
    with Workspace.open(filled_location) as other:
        assert roundtable_matrix.matrix(other, ROUNDTABLE).cell(*pair).is_mapped


def test_a_reason_written_elsewhere_is_shown_beside_ones_own(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    pair = pair_at(page, NURSES, M1)
    QTest.keyClick(at(page, NURSES, M1), Qt.Key.Key_Return)
    elsewhere(filled_location, lambda other: roundtable_matrix.set_reason(other, *pair, "theirs"))
    reason = part(page, ReasonInput)
    QTest.keyClicks(reason, "mine")
    QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert [shown.accessibleName() for shown in page.findChildren(QLabel, "theirs")] == ["theirs"]
    with Workspace.open(filled_location) as other:
        assert roundtable_matrix.matrix(other, ROUNDTABLE).cell(*pair).reason == "theirs"
    click(qtbot, page, "Show")
    click(qtbot, page, "Use the other")
    assert reason.text() == "theirs"


def pair_at(page: MappingPage, title: str, column: int) -> Pair:
    """Return the practice and the target of a cell."""
    model = at(page, title, column).matrix_model
    key = model.practice(rows(page).index(title))
    assert key is not None
    return key, model.targets[column]


@pytest.mark.skipif(os.name == "nt", reason="an open file stays in its place there")
def test_a_moved_file_is_told_and_what_is_open_can_be_saved_with_what_is_typed(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_F2)
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "Typed ")
    workspace_file.rename(tmp_path / "moved.roundtable")
    come_back(window)
    assert "moved, renamed or deleted" in window.bar.text
    click(qtbot, window, "Save the open workspace as…")
    rescued = tmp_path / "rescued.roundtable"
    answer_file_dialog(qtbot, window, rescued)
    until(qtbot, lambda: window.windowTitle().startswith("rescued"))
    with Workspace.open(rescued) as other:
        assert any("Typed" in title for title in practice_rows.titles(other, [1, 2, 3]).values())


@pytest.mark.skipif(os.name == "nt", reason="an open file stays in its place there")
def test_a_table_painted_while_the_file_is_gone_shows_what_it_can(
    page: MappingPage, workspace_file: Path, tmp_path: Path
) -> None:
    model = at(page, NURSES, M1).matrix_model
    workspace_file.rename(tmp_path / "moved.roundtable")
    model.set_matrix(model.matrix)  # which reads all titles again
    assert not page.grab().isNull()
    assert model.title(0) == "Keeping nurses"


@pytest.mark.skipif(os.name == "nt", reason="an open file stays in its place there")
def test_a_file_replaced_by_another_is_told_and_can_be_opened(
    window: MainWindow, workspace_file: Path, tmp_path: Path, filled_file: Path, qtbot: QtBot
) -> None:
    newer = tmp_path / "newer.roundtable"
    newer.write_bytes(filled_file.read_bytes())
    elsewhere(newer, retitled("From the other laptop"))
    newer.replace(workspace_file)
    table: QTableView = practices_table(window)
    table.setFocus()
    press(qtbot, window, Qt.Key.Key_Delete)
    assert "replaced by another file" in window.bar.text
    click(qtbot, window, "Open the file that is there now")
    until(qtbot, lambda: "From the other laptop" in titles(window))
    assert pane_text(window)
    assert visible_button(window, "New practice").isEnabled()


def test_a_file_overwritten_in_its_place_is_told_and_nothing_of_it_is_offered_to_be_saved(
    window: MainWindow, workspace_file: Path, tmp_path: Path, filled_file: Path, qtbot: QtBot
) -> None:
    elsewhere(workspace_file, retitled("From here"))
    come_back(window)
    until(qtbot, lambda: "From here" in titles(window))
    other = Path(shutil.copyfile(filled_file, tmp_path / "other.roundtable"))
    elsewhere(other, retitled("From the other laptop"))
    shutil.copyfile(other, workspace_file)
    come_back(window)
    assert "overwritten with another file" in window.bar.text
    assert not [one for one in window.bar.findChildren(QPushButton) if one.text().startswith("Save")]
    click(qtbot, window, "Open the file that is there now")
    until(qtbot, lambda: "From the other laptop" in titles(window))
