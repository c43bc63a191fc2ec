"""What is typed never goes into another practice than it was begun in, whatever others do meanwhile."""

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits, practice_rows
from roundtable.workspace import Workspace
from tests.samples import NURSES
from tests.ui.shell.test_traps import edit_first
from tests.ui.window_driving import ALL_TITLES, click, part, practices_table, titles, until
from ui.shell.main_window import MainWindow
from ui.workspaces.other_changes import OtherChanges

TITLE = ALL_TITLES[1]


def _elsewhere(window: MainWindow, location: str, change: Callable[[Workspace, int], ChangeSet]) -> None:
    """Change the practice as a colleague does, and let the window see it."""
    with Workspace.open(location) as other:
        key = practice_rows.key_of(other, NURSES.id)
        assert key is not None
        undo_steps.use_name("Ben")
        change(other, key)
        undo_steps.use_name("")
    part(window, OtherChanges).look()


def _typing(window: MainWindow, qtbot: QtBot) -> QTextEdit:
    practices_table(window).selectRow(1)
    field = edit_first(window, qtbot, "summary")
    assert isinstance(field, QTextEdit)
    QTest.keyClicks(field, "Typed. ")
    return field


def _summaries(location: str) -> dict[str, str]:
    with Workspace.open(location) as other:
        return {one.title: one.summary for one in workspace_contents.collected(other).practices}


def test_a_practice_deleted_by_another_is_told_and_no_other_takes_its_place_under_the_keys(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    _typing(window, qtbot)
    others = {title: text for title, text in _summaries(filled_location).items() if title != TITLE}
    _elsewhere(window, filled_location, lambda other, key: practice_edits.trash(other, [key]))
    until(qtbot, lambda: "was deleted" in window.bar.text)
    by = "by Ben (postgres) " if filled_location.startswith("postgresql") else ""
    assert f"“{TITLE}” was deleted {by}while you were editing it." in window.bar.text
    assert TITLE not in titles(window)
    assert practices_table(window).hasFocus()
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "more")
    window._pages.flush()
    assert {title: text for title, text in _summaries(filled_location).items() if title != TITLE} == others
    click(qtbot, window, "Restore")
    until(qtbot, lambda: TITLE in titles(window))
    assert "Typed." in _summaries(filled_location)[TITLE]


def test_a_practice_being_typed_stays_listed_where_another_makes_it_match_no_more(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    window.practices.search_for("status:cleared")
    until(qtbot, lambda: 0 < len(titles(window)) < len(ALL_TITLES))
    listed = titles(window)
    practices_table(window).selectRow(listed.index(TITLE))
    field = edit_first(window, qtbot, "summary")
    QTest.keyClicks(field, "Typed. ")
    _elsewhere(
        window,
        filled_location,
        lambda other, key: practice_edits.set_value(other, key, "status", "draft", "Edit", read_as=NURSES.status)[0],
    )
    until(qtbot, lambda: practices_table(window).model().index(listed.index(TITLE), 3).data() == "Draft")
    assert field.hasFocus()
    window._pages.flush()
    assert titles(window) == listed
    assert "Typed." in _summaries(filled_location)[TITLE]


def test_a_practice_that_one_deletes_oneself_after_typing_is_said_to_be_in_the_trash(
    window: MainWindow, qtbot: QtBot
) -> None:
    _typing(window, qtbot)
    practices_table(window).setFocus()
    window.practice_actions.delete()
    until(qtbot, lambda: TITLE not in titles(window))
    assert window.bar.text == f"“{TITLE}” moved to the trash"


def test_a_practice_that_one_deletes_oneself_while_typing_is_not_told_as_deleted_by_another(
    window: MainWindow, qtbot: QtBot
) -> None:
    _typing(window, qtbot)
    window.practice_actions.delete()
    until(qtbot, lambda: TITLE not in titles(window))
    assert "was deleted" not in window.bar.text
