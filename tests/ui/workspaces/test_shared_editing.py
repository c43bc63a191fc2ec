"""What one types in the practice that another changes or deletes, or that the server is lost for, is told and kept."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roundtable.errors import UnreachableError
from roundtable.exchange import workspace_contents
from roundtable.practices import practice_edits, practice_rows
from roundtable.workspace import Workspace
from tests.postgresql import Server
from tests.samples import WELLS
from tests.ui.practices.test_selection_pane import chosen_titles
from tests.ui.window_driving import (
    ALL_TITLES,
    click,
    part,
    practices_table,
    shown_dialog,
    shown_preview,
    shown_texts,
    titles,
    until,
)
from tests.ui.workspaces.colleagues import as_ben, database_name, typed_into
from ui.practice_dialogs.merge_dialog import MergeDialog
from ui.practices.attendants_line import AttendantsLine
from ui.shell.main_window import MainWindow


def _edit_as_ben(address: str, **values: str) -> None:
    with as_ben(address) as other:
        key = practice_rows.key_of(other, WELLS.id)
        assert key is not None
        for field, value in values.items():
            practice_edits.set_value(other, key, field, value, f"Edit {field}", read_as=getattr(WELLS, field))


def test_a_change_by_another_to_the_field_that_one_types_in_is_told_with_who_and_when(
    shared: MainWindow, address: str, qtbot: QtBot
) -> None:
    summary = typed_into(shared, qtbot)
    QTest.keyClicks(summary, "Dry ")
    typed, caret = summary.toPlainText(), summary.textCursor().position()
    _edit_as_ben(address, summary="Wells.", budget="40")
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
    summary = typed_into(shared, qtbot)
    _edit_as_ben(address, summary="Wells.")
    until(qtbot, lambda: summary.toPlainText() == "Wells.")
    line = part(shared, AttendantsLine)
    until(qtbot, lambda: "Summary was changed by Ben" in part(line, QLabel).accessibleName())
    QTest.keyClicks(summary, "Dry ")
    shared._pages.flush()
    part(line, QTimer).timeout.emit()
    assert part(line, QLabel).accessibleName() == ""


def test_what_is_typed_while_the_server_does_not_answer_is_saved_once_it_does(
    shared: MainWindow, server: Server, address: str, qtbot: QtBot
) -> None:
    summary = typed_into(shared, qtbot)
    name = database_name(address)
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


def test_no_transaction_is_held_while_a_person_thinks(
    shared: MainWindow, server: Server, address: str, tmp_path: Path, qtbot: QtBot
) -> None:
    name = database_name(address)
    held = f"SELECT query FROM pg_stat_activity WHERE datname = '{name}' AND state LIKE 'idle in transaction%'"

    def is_none_held() -> bool:
        return server.execute(held) == []

    QTest.keyClicks(typed_into(shared, qtbot), "Dry wells. ")
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


def test_what_another_changed_is_told_at_that_practice_alone(shared: MainWindow, address: str, qtbot: QtBot) -> None:
    QTest.keyClicks(typed_into(shared, qtbot), "Dry ")
    _edit_as_ben(address, summary="Wells.")
    said = part(part(shared, AttendantsLine), QLabel)
    until(qtbot, lambda: said.accessibleName().startswith("Summary was changed by Ben"))
    shared.practices.pane.read()
    assert said.accessibleName().startswith("Summary was changed by Ben")
    practices_table(shared).selectRow(1)
    until(qtbot, lambda: said.accessibleName() == "")
    shared.practices.pane.edit()
    assert said.accessibleName() == ""
    practices_table(shared).selectRow(2)
    until(qtbot, lambda: said.accessibleName().startswith("Summary was changed by Ben"))
    click(qtbot, part(shared, AttendantsLine), "Show")
    click(qtbot, shared, "Use the other")


def test_a_read_that_failed_before_the_server_was_found_again_does_not_leave_it_told_as_lost(
    shared: MainWindow, qtbot: QtBot
) -> None:
    shared.show_error(UnreachableError("The connection was lost.", ""))
    assert "cannot be reached" in shared.bar.text
    until(qtbot, lambda: shared.bar.text == "The workspace can be reached again.")
