"""Typing while another program has the workspace for itself."""

import time
from collections.abc import Callable

from db.engine import BUSY_SECONDS
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import needs
from tests.programs import locked

pytestmark = needs.qt()

if not needs.qt_problem():
    from PySide6.QtWidgets import QLabel

    from tests.ui.editor.driving import Desk, Key


def is_waiting(shown: "Desk") -> bool:
    return any(said.isVisible() for said in shown.field("title").findChildren(QLabel, "waiting"))


def test_what_is_typed_while_the_file_is_in_use_is_saved_once_it_is_free(
    desk: "Callable[..., Desk]", workspace: Workspace
) -> None:
    shown = desk(PracticeRecord(id=new_id(), title="Wells"))
    shown.go_to("title")
    with locked(workspace.location):
        shown.press(Key.Key_End)
        shown.type(" for Ayacucho")
        begun = time.monotonic()
        shown.tab()
        assert time.monotonic() - begun < BUSY_SECONDS / 2
        assert shown.field("title").is_changed()
        assert is_waiting(shown)
        assert shown.failed == []
        shown.until(lambda: len(shown.failed) == 1)
        assert "saved as soon as possible" in str(shown.failed[0])
    shown.until(lambda: bool(shown.labels()))
    assert shown.record().title == "Wells for Ayacucho"
    assert not is_waiting(shown)
    assert shown.labels() == ["Change title"]
    assert len(shown.failed) == 1


def test_what_could_not_be_saved_is_saved_later_though_another_practice_is_shown(
    desk: "Callable[..., Desk]", workspace: Workspace
) -> None:
    shown = desk(PracticeRecord(id=new_id(), title="One"), PracticeRecord(id=new_id(), title="Two"))
    shown.go_to("title")
    with locked(workspace.location):
        shown.press(Key.Key_End)
        shown.type(" more")
        shown.editor._save_all()
        shown.editor._keep_unsaved()
    shown.look_at(shown.keys[1])
    shown.until(lambda: shown.record().title == "One more")
    assert shown.record(1).title == "Two"


def test_a_busy_file_is_said_to_be_in_use_when_the_window_is_left(
    desk: "Callable[..., Desk]", workspace: Workspace
) -> None:
    shown = desk(PracticeRecord(id=new_id(), title="One"))
    shown.go_to("title")
    with locked(workspace.location):
        shown.type("A")
        assert not shown.editor.flush()
    assert shown.editor.flush()
    assert shown.record().title == "OneA"
