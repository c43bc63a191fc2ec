"""A workspace on a server in the window: opened by its parts, kept in step with others, its loss told and healed."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.errors import UnreachableError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows
from roundtable.storage import server_rights
from roundtable.workspace import Workspace
from tests.postgresql import ROLE, Server
from tests.samples import WELLS
from tests.ui.commands import assert_refused, run
from tests.ui.practices.test_selection_pane import chosen_titles
from tests.ui.shell.test_traps import edit_first
from tests.ui.window_driving import (
    ALL_TITLES,
    OpenWindow,
    click,
    pane_text,
    part,
    practices_table,
    shown_dialog,
    shown_preview,
    titles,
    until,
)
from ui.dialogs.input_dialog import InputDialog
from ui.practice_dialogs.merge_dialog import MergeDialog
from ui.practices import practice_actions
from ui.practices.attendants_line import AttendantsLine
from ui.roundtables.part_cards import PartCard
from ui.roundtables.roundtable_editor import RoundtableEditor
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow
from ui.workspaces.shared_workspace_dialog import SharedWorkspaceDialog

ROUNDTABLE = 1


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with server.database("filled") as made:
        yield made


@pytest.fixture
def shared(open_window: OpenWindow, address: str, qtbot: QtBot) -> Iterator[MainWindow]:
    window = open_window(address)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    yield window
    window.close()


def _fill(dialog: SharedWorkspaceDialog, server: Server, database: str) -> None:
    fields = {field.accessibleName(): field for field in dialog.findChildren(QLineEdit)}
    for name, text in (("Server", str(server.folder)), ("Database", database), ("User", ROLE), ("Password", "s3cret!")):
        fields[name].clear()
        QTest.keyClicks(fields[name], text)


def _shown_name(window: MainWindow) -> str:
    workspace = window.workspace_switch.workspace
    return workspace.name if workspace else ""


def _name(address: str) -> str:
    return address.split("/")[3].split("?", maxsplit=1)[0]


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
    _fill(dialog, server, _name(address))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(qtbot, lambda: _shown_name(window) == _name(address))
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    kept = " ".join(f"{key}={settings.value(key)}" for key in settings.allKeys())
    assert _name(address) in kept
    assert "s3cret" not in kept
    assert "s3cret" not in window.windowTitle()
    window.close()


def test_an_empty_database_gets_a_workspace_only_when_that_is_asked_for(
    window: MainWindow, server: Server, qtbot: QtBot
) -> None:
    with server.database() as empty:
        window.shared_workspaces.ask_open()
        dialog = shown_dialog(qtbot, window, SharedWorkspaceDialog)
        _fill(dialog, server, _name(empty))
        click(qtbot, dialog, "Open")
        until(qtbot, lambda: any("no workspace" in text.text() for text in dialog.findChildren(QLabel)))
        click(qtbot, dialog, "Create a workspace there")
        until(qtbot, lambda: _shown_name(window) == _name(empty))
        window.close()


def test_what_another_changes_is_seen_and_the_selection_stays(shared: MainWindow, address: str, qtbot: QtBot) -> None:
    practices_table(shared).selectRow(2)
    with Workspace.open(address) as other:
        practice_edits.create(other)
    until(qtbot, lambda: len(titles(shared)) == len(ALL_TITLES) + 1)
    assert chosen_titles(shared) == ["Wells for Ayacucho"]


def test_a_change_by_another_to_the_field_that_one_types_in_is_told_with_who_and_when(
    shared: MainWindow, address: str, qtbot: QtBot
) -> None:
    practices_table(shared).selectRow(2)
    until(qtbot, lambda: "Ayacucho" in pane_text(shared))
    summary = edit_first(shared, qtbot, "summary")
    assert isinstance(summary, QTextEdit)
    QTest.keyClicks(summary, "Dry ")
    typed, caret = summary.toPlainText(), summary.textCursor().position()
    with Workspace.open(address) as other:
        undo_steps.use_name("Ben")
        key = practice_rows.key_of(other, WELLS.id)
        assert key is not None
        practice_edits.set_value(other, key, "summary", "Wells.", "Edit summary", read_as=WELLS.summary)
        practice_edits.set_value(other, key, "budget", "40", "Edit budget", read_as=WELLS.budget)
        undo_steps.use_name("")
    until(qtbot, lambda: any(said.startswith("Changed by Ben (postgres), ") for said in shown_texts(shared)))
    assert part(shared, QLabel, "theirs").accessibleName() == "Wells."
    assert (summary.toPlainText(), summary.textCursor().position()) == (typed, caret)
    assert summary.hasFocus()
    assert chosen_titles(shared) == ["Wells for Ayacucho"]
    line = part(shared, AttendantsLine)
    assert part(line, QLabel).accessibleName().startswith("Summary was changed by Ben (postgres), today")
    click(qtbot, line, "Show")
    click(qtbot, shared, "Use the other")
    assert part(line, QLabel).accessibleName() == ""


def test_a_saved_text_that_one_is_at_changes_with_a_word_of_whose_it_is(
    shared: MainWindow, address: str, qtbot: QtBot
) -> None:
    practices_table(shared).selectRow(2)
    until(qtbot, lambda: "Ayacucho" in pane_text(shared))
    summary = edit_first(shared, qtbot, "summary")
    assert isinstance(summary, QTextEdit)
    with Workspace.open(address) as other:
        undo_steps.use_name("Ben")
        key = practice_rows.key_of(other, WELLS.id)
        assert key is not None
        practice_edits.set_value(other, key, "summary", "Wells.", "Edit summary", read_as=WELLS.summary)
        undo_steps.use_name("")
    until(qtbot, lambda: summary.toPlainText() == "Wells.")
    line = part(shared, AttendantsLine)
    until(qtbot, lambda: "Summary was changed by Ben" in part(line, QLabel).accessibleName())
    QTest.keyClicks(summary, "Dry ")
    shared._pages.flush()
    part(line, QTimer).timeout.emit()
    assert part(line, QLabel).accessibleName() == ""


def test_a_change_by_another_to_a_roundtable_or_its_question_is_told_with_who_and_when(
    shared: MainWindow, address: str, qtbot: QtBot
) -> None:
    shared.go_to("roundtables")
    page = part(shared, RoundtablesPage)
    until(qtbot, lambda: bool(page.findChildren(PartCard)))
    editor = part(page, RoundtableEditor)
    [question] = editor._lists["guiding_questions"].cards[0].fields[:1]
    fields = [*(editor._fields[name] for name in ("meeting", "deadline", "linked_roundtables")), question]
    for field, mine in zip(fields, ("Lima", "2026-12-05", ("RT 1.1",), "Who?"), strict=True):
        field.fill(mine)
    undo_steps.use_name("Ben")
    with Workspace.open(address) as other:
        record = roundtable_store.get(other, ROUNDTABLE)
        assert record is not None
        first, *rest = record.guiding_questions
        values: dict[str, Any] = {"meeting": "Bogotá", "deadline": "2026-11-30", "linked_roundtables": ("RT 2.1",)}
        values |= {"guiding_questions": (replace(first, text="Who digs?"), *rest)}
        for name, value in values.items():
            roundtable_edits.set_field(other, ROUNDTABLE, name, value, "Edit", read_as=getattr(record, name))
    undo_steps.use_name("")
    until(qtbot, lambda: all(field.has_conflict for field in fields))
    for field in fields:
        assert any(said.startswith("Changed by Ben (postgres), today") for said in shown_texts(field))
    assert not page.flush()  # nothing typed is dropped while the person has not chosen
    names = ("Meeting", "Deadline", "Links to other roundtables", "Guiding questions")
    for field, name in zip(fields, names, strict=True):
        told = page.unsaved()
        assert told is not None
        assert told.field.startswith(f"“{name}”")
        click(qtbot, field, "Show")
        click(qtbot, field, "Keep mine")
        assert field.isAncestorOf(shared.focusWidget())
        page.flush()
    assert page.flush()


def test_what_is_typed_in_a_roundtable_that_another_deletes_is_told_and_saved_once_it_is_back(
    shared: MainWindow, address: str, qtbot: QtBot
) -> None:
    shared.go_to("roundtables")
    page = part(shared, RoundtablesPage)
    until(qtbot, lambda: bool(page.findChildren(PartCard)))
    part(page, RoundtableEditor)._fields["meeting"].fill("Bogotá")
    with Workspace.open(address) as other:
        undo_steps.use_name("Ben")
        roundtable_edits.delete(other, [ROUNDTABLE])
        until(qtbot, lambda: "is not saved yet: This roundtable no longer exists" in shared.bar.text)
        assert not page.flush()
        undo_steps.undo(other)
        undo_steps.use_name("")
    until(qtbot, page.flush)
    with Workspace.open(address) as other:
        record = roundtable_store.get(other, ROUNDTABLE)
    assert record is not None
    assert record.meeting == "Bogotá"


def shown_texts(window: QWidget) -> list[str]:
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible()]


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


def test_what_is_typed_while_the_server_does_not_answer_is_saved_once_it_does(
    shared: MainWindow, server: Server, address: str, qtbot: QtBot
) -> None:
    practices_table(shared).selectRow(2)
    until(qtbot, lambda: "Ayacucho" in pane_text(shared))
    summary = edit_first(shared, qtbot, "summary")
    assert isinstance(summary, QTextEdit)
    name = _name(address)
    with qtbot.captureExceptions() as caught:  # which the program tells in the bar: what is painted may have to be read
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        until(qtbot, lambda: "cannot be reached" in shared.bar.text)
        assert "What you type stays in its field" in shared.bar.text
        shared.practices.list.refresh()
        assert titles(shared) == ALL_TITLES  # as they were read last
        QTest.keyClicks(summary, "Dry wells. ")
        shared._pages.flush()
        assert "Dry wells." in summary.toPlainText()
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        until(qtbot, lambda: shared.bar.text == "The workspace can be reached again.")
    assert all(issubclass(kind, UnreachableError) for kind, _, _ in caught)
    with Workspace.open(address) as other:
        saved = " ".join(one.summary for one in workspace_contents.collected(other).practices)
    assert "Dry wells." in saved


def _open_as(open_window: OpenWindow, server: Server, address: str, right: str, qtbot: QtBot) -> MainWindow:
    server.add_login("rosa")
    server_rights.grant(address, right, "rosa", "Ministry of Labour")
    window = open_window(server.address(_name(address), "rosa"))
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
    practices_table(window).selectRow(2)
    until(qtbot, lambda: "Ayacucho" in pane_text(window))
    summary = edit_first(window, qtbot, "summary")
    assert isinstance(summary, QTextEdit)
    QTest.keyClicks(summary, "Dry wells. ")
    window._pages.flush()
    until(qtbot, lambda: "is changed by an editor" in window.bar.text)
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
    owned = server.execute("SELECT ministry, count(*) FROM practice_ministry GROUP BY 1", _name(address))
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


def test_no_transaction_is_held_while_a_person_thinks(
    shared: MainWindow, server: Server, address: str, tmp_path: Path, qtbot: QtBot
) -> None:
    held = (
        f"SELECT query FROM pg_stat_activity WHERE datname = '{_name(address)}' AND state LIKE 'idle in transaction%'"
    )

    def is_none_held() -> bool:
        return server.execute(held) == []

    practices_table(shared).selectRow(2)
    until(qtbot, lambda: "Ayacucho" in pane_text(shared))
    summary = edit_first(shared, qtbot, "summary")
    QTest.keyClicks(summary, "Dry wells. ")
    until(qtbot, is_none_held)
    shared._pages.flush()
    practices_table(shared).selectAll()
    shared.practice_actions.merge()
    dialog = shown_dialog(qtbot, shared, MergeDialog)
    until(qtbot, is_none_held)
    dialog.reject()
    mail = tmp_path / "mail.txt"
    mail.write_text("Title: Roads\nCountry: Ghana\nSummary: They build.\n")
    shared.file_actions.preview([mail])
    preview = shown_preview(qtbot, shared)
    until(qtbot, is_none_held)
    preview.reject()
