"""A workspace on a server in the window: opened by its parts, kept in step with others, its loss told and healed."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from roundtable.exchange import workspace_contents
from roundtable.practices import practice_edits
from roundtable.storage import server_rights
from roundtable.workspace import Workspace
from tests.postgresql import ROLE, Server
from tests.ui.commands import assert_refused, run
from tests.ui.practices.test_selection_pane import chosen_titles
from tests.ui.window_driving import (
    ALL_TITLES,
    OpenWindow,
    click,
    practices_table,
    shown_dialog,
    titles,
    until,
)
from tests.ui.workspaces.colleagues import database_name, typed_into
from ui.dialogs.input_dialog import InputDialog
from ui.practice_dialogs.merge_dialog import MergeDialog
from ui.practices import practice_actions
from ui.shell.main_window import MainWindow
from ui.workspaces.shared_workspace_dialog import SharedWorkspaceDialog

ROUNDTABLE = 1


def _fill(dialog: SharedWorkspaceDialog, server: Server, database: str) -> None:
    fields = {field.accessibleName(): field for field in dialog.findChildren(QLineEdit)}
    for name, text in (("Server", str(server.folder)), ("Database", database), ("User", ROLE), ("Password", "s3cret!")):
        fields[name].clear()
        QTest.keyClicks(fields[name], text)


def _shown_name(window: MainWindow) -> str:
    workspace = window.workspace_switch.workspace
    return workspace.name if workspace else ""


def test_a_shared_workspace_is_opened_by_server_database_and_user(
    window: MainWindow, server: Server, address: str, settings: QSettings, qtbot: QtBot
) -> None:
    window.shared_workspaces.ask_open()
    dialog = shown_dialog(qtbot, window, SharedWorkspaceDialog)
    _fill(dialog, server, "nowhere")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(qtbot, lambda: any("nowhere" in text.text() for text in dialog.findChildren(QLabel)))
    fields = dialog.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert [one.height() for one in fields] == [one.sizeHint().height() for one in fields]  # the error takes none of it
    _fill(dialog, server, database_name(address))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(qtbot, lambda: _shown_name(window) == database_name(address))
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    kept = " ".join(f"{key}={settings.value(key)}" for key in settings.allKeys())
    assert database_name(address) in kept
    assert "s3cret" not in kept
    assert "s3cret" not in window.windowTitle()
    window.close()


def test_an_empty_database_gets_a_workspace_only_when_that_is_asked_for(
    window: MainWindow, server: Server, qtbot: QtBot
) -> None:
    with server.database() as empty:
        window.shared_workspaces.ask_open()
        dialog = shown_dialog(qtbot, window, SharedWorkspaceDialog)
        _fill(dialog, server, database_name(empty))
        click(qtbot, dialog, "Open")
        until(qtbot, lambda: any("no workspace" in text.text() for text in dialog.findChildren(QLabel)))
        click(qtbot, dialog, "Create a workspace there")
        until(qtbot, lambda: _shown_name(window) == database_name(empty))
        window.close()


def test_what_another_changes_is_seen_and_the_selection_stays(shared: MainWindow, address: str, qtbot: QtBot) -> None:
    practices_table(shared).selectRow(2)
    with Workspace.open(address) as other:
        practice_edits.create(other)
    until(qtbot, lambda: len(titles(shared)) == len(ALL_TITLES) + 1)
    assert chosen_titles(shared) == ["Wells for Ayacucho"]


def test_what_only_a_file_has_is_not_offered_for_a_shared_workspace(
    shared: MainWindow, filled_file: Path, tmp_path: Path
) -> None:
    of_files = [
        action
        for action in shared.findChildren(QAction)
        if action.objectName() in ("backup_actions.make", "backup_actions.show", "protected_copies.ask_save")
    ]
    assert [action.isEnabled() for action in of_files] == [False, False, False]
    assert shared.backup_actions.newest() is None
    shared.workspace_switch.open_location(str(shutil.copy(filled_file, tmp_path / "w.roundtable")))
    assert [action.isEnabled() for action in of_files] == [True, True, True]


def test_a_damaged_shared_workspace_is_told_without_the_ways_out_of_files(shared: MainWindow, address: str) -> None:
    with Workspace.open(address) as workspace:
        shared.backup_actions.offer_help(address, workspace.damaged("a page is missing"))
    assert "a page is missing" in shared.bar.text
    assert not [one for one in shared.bar.findChildren(QPushButton) if one.isVisible()]


def test_practices_are_changed_in_bulk_and_merged_on_a_server_without_a_backup(
    shared: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_actions, "_MANY", 1)
    practices_table(shared).selectAll()
    shared.practice_actions.set_status("cleared")
    until(qtbot, lambda: shared.bar.text.startswith("Status of"))
    shared.practice_actions.merge()
    click(qtbot, shown_dialog(qtbot, shared, MergeDialog), "Merge")
    until(qtbot, lambda: len(titles(shared)) == 1)


def _open_as(open_window: OpenWindow, server: Server, address: str, right: str, qtbot: QtBot) -> MainWindow:
    server.add_login("rosa")
    server_rights.grant(address, right, "rosa", "Ministry of Labour")
    window = open_window(server.address(database_name(address), "rosa"))
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    return window


def test_a_reader_is_told_at_once_that_the_workspace_may_only_be_read(
    open_window: OpenWindow, server: Server, address: str, qtbot: QtBot
) -> None:
    window = _open_as(open_window, server, address, "reader", qtbot)
    until(qtbot, lambda: "You may only read" in window.bar.text)
    window.close()


def test_what_a_contributor_types_without_the_right_stays_in_its_field(
    open_window: OpenWindow, server: Server, address: str, qtbot: QtBot
) -> None:
    window = _open_as(open_window, server, address, "contributor", qtbot)
    summary = typed_into(window, qtbot)
    QTest.keyClicks(summary, "Dry wells. ")
    window._pages.flush()
    until(qtbot, lambda: "is changed by an editor" in window.bar.text)
    assert f"in the workspace “{database_name(address)}”: " in window.bar.text
    assert "Dry wells." in summary.toPlainText()
    with Workspace.open(address) as other:
        assert not any("Dry wells." in one.summary for one in workspace_contents.collected(other).practices)
    summary.undo()
    window.close()


def test_an_editor_gives_the_selected_practices_to_a_ministry_and_a_contributor_does_not(
    open_window: OpenWindow, server: Server, address: str, qtbot: QtBot
) -> None:
    server.add_login("carlo")
    server_rights.grant(address, "contributor", "carlo", "Ministry of Health")
    window = _open_as(open_window, server, address, "editor", qtbot)
    practices_table(window).selectAll()
    [action] = [one for one in window.findChildren(QAction) if one.objectName() == "practice_actions.give_to_ministry"]
    until(qtbot, action.isEnabled)
    action.trigger()
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "Ministry of Health")
    click(qtbot, dialog, "Give")
    until(qtbot, lambda: window.bar.text == "3 practices given to “Ministry of Health”")
    owned = server.execute("SELECT ministry, count(*) FROM practice_ministry GROUP BY 1", database_name(address))
    assert owned == [("Ministry of Health", 3)]
    server_rights.grant(address, "contributor", "rosa", "Ministry of Health")
    action.trigger()
    until(qtbot, lambda: "Only an editor gives practices" in window.bar.text)
    window.close()


def test_the_practices_that_a_search_finds_are_given_to_a_ministry_by_a_command(server: Server, address: str) -> None:
    server.add_login("carlo")
    server_rights.grant(address, "contributor", "carlo", "Ministry of Health")
    answer = run("--workspace", address, "ministry", "Ministry of Health", "country:Ghana")
    assert (answer.status, answer.out) == (0, "1 practice: Ministry of Health\n")
    assert run("--workspace", address, "ministry", "none", "country:Ghana").out == "1 practice: of no ministry\n"
    assert_refused(run("--workspace", address, "ministry", "Health", "country:Ghana"), "no contributor of “Health”")
    assert_refused(run("--workspace", address, "ministry", "Ministry of Health", "country:"), "“country:” names no")


@pytest.mark.parametrize("place", ["anna:{}@server/forum", "anna:{}@server:port/forum", "anna@server/b?password={}"])
def test_no_command_repeats_a_password_that_an_address_holds(place: str, filled_file: Path, tmp_path: Path) -> None:
    address = "postgresql://" + place.format("p%40ss-4711%2Fx")
    for arguments in (
        ("--workspace", address, "history"),
        ("--workspace", address, "ministry", "none", "wells"),
        ("init", address),
        ("copy", address, tmp_path / "copy.roundtable"),
        ("copy", filled_file, address),
        ("grant", address, "reader", "rosa"),
        ("verify", address),
    ):
        answer = run(*arguments)
        assert (answer.status, answer.out) == (1, ""), arguments
        assert "4711" not in answer.err
