import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.workspace import Workspace
from tests.read_only import forbid_writing
from tests.ui.roundtables.driving import (
    answer,
    codes,
    field,
    next_undo,
    saved,
    shown,
    text,
    type_over,
    undo,
    wait_until_left,
)
from tests.ui.window_driving import (
    CONTROL,
    click,
    part,
    shown_dialog,
    until,
)
from ui.dialogs.question_dialog import QuestionDialog
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("Title", "title"),
        ("Meeting", "meeting"),
        ("Dates", "dates"),
        ("Co-chairs", "co_chairs"),
        ("Team", "team"),
        ("Expected outcome", "expected_outcome"),
        ("Introduction of the annex", "annex_introduction"),
    ],
)
def test_a_field_is_saved_on_leaving_it_as_one_named_step(
    page: RoundtablesPage, filled_location: str, qtbot: QtBot, name: str, attribute: str
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    before = saved(filled_location)
    type_over(field(page, name), "Quite new")
    assert getattr(saved(filled_location), attribute) == "Quite new"
    assert next_undo(filled_location) == f"Change {name[:1].lower()}{name[1:]} of RT 9.1"
    undo(qtbot, window)
    assert saved(filled_location) == before
    assert text(field(page, name)) == getattr(before, attribute)


def test_looking_at_a_roundtable_and_going_through_its_fields_changes_nothing(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    before, step = saved(filled_location), next_undo(filled_location)
    field(page, "Title").setFocus()
    for _ in range(40):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert (saved(filled_location), next_undo(filled_location)) == (before, step)


def test_what_is_typed_is_saved_on_going_to_another_page_and_on_closing(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    for words, leave in (("UnsavedChanges", lambda: window.go_to("practices")), ("Closing", window.close)):
        window.go_to("roundtables")
        title = field(page, "Title")
        title.setFocus()
        QTest.keyClick(title, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(title, words)
        leave()
        assert saved(filled_location).title == words


def test_escape_saves_what_is_typed_and_goes_back_to_the_list(page: RoundtablesPage, filled_location: str) -> None:
    table = part(page, QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    title = field(page, "Title")
    assert title.hasFocus()
    QTest.keyClicks(title, "Deeper wells")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert table.hasFocus()
    assert saved(filled_location).title == "Deeper wells"


def test_what_is_typed_is_saved_in_the_roundtable_that_was_looked_at(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        _, change_set = roundtable_edits.create(workspace, "RT 9.2", "Roads")
    window.signals.changed.emit(change_set)
    title = field(page, "Title")
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(title, "Wells only")
    page.choose("RT 9.2")
    assert saved(filled_location).title == "Wells only"
    assert saved(filled_location, "RT 9.2").title == "Roads"
    assert text(field(page, "Title")) == "Roads"
    assert part(page, QTableView).currentIndex().row() == 1


def refuse_a_code(page: RoundtablesPage, qtbot: QtBot, window: MainWindow) -> None:
    """Add a second roundtable, RT 9.7, and type the code of the first into it."""
    click(qtbot, page, "New roundtable")
    answer(qtbot, window, "RT 9.7")
    type_over(field(page, "Code"), "RT 9.1")
    assert window.bar.text.startswith("There is already a roundtable “RT 9.1”.")


def test_a_code_that_was_refused_is_still_there_when_the_roundtable_is_looked_at_again(
    page: RoundtablesPage, qtbot: QtBot, window: MainWindow
) -> None:
    refuse_a_code(page, qtbot, window)
    page.choose("RT 9.1")
    assert window.bar.text.startswith("“Change code of RT 9.7” is not saved yet: There is already")
    assert text(field(page, "Code")) == "RT 9.1"
    page.choose("RT 9.7")
    assert codes(page) == ["RT 9.1", "RT 9.7"]
    assert text(field(page, "Code")) == "RT 9.1"
    type_over(field(page, "Code"), "RT 9.8")
    assert codes(page) == ["RT 9.1", "RT 9.8"]


def test_closing_asks_about_a_code_that_was_refused(page: RoundtablesPage, qtbot: QtBot, window: MainWindow) -> None:
    refuse_a_code(page, qtbot, window)
    page.choose("RT 9.1")
    assert not window.close()
    assert window.bar.text.startswith("“Code” of RT 9.7 could not be saved.")
    until(
        qtbot,
        lambda: any(b.text() == "Continue without saving" and b.isVisible() for b in window.findChildren(QPushButton)),
    )
    click(qtbot, window, "Continue without saving")
    assert not window.isVisible()


def test_a_roundtable_that_is_deleted_takes_what_was_refused_of_it_along(
    page: RoundtablesPage, qtbot: QtBot, window: MainWindow
) -> None:
    refuse_a_code(page, qtbot, window)
    click(qtbot, page, "Delete")
    click(qtbot, shown_dialog(qtbot, window, QuestionDialog), "Delete")
    wait_until_left(qtbot, window, QuestionDialog)
    assert codes(page) == ["RT 9.1"]
    assert page.flush()


def test_a_question_whose_saving_was_refused_is_kept_and_saved_later(
    page: RoundtablesPage, qtbot: QtBot, window: MainWindow, filled_location: str
) -> None:
    click(qtbot, page, "New roundtable")
    answer(qtbot, window, "RT 9.7")
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    forbid_writing(workspace, is_on=True)
    click(qtbot, page, "Add question")
    type_over(field(page, "Question"), "Who pays?")
    page.choose("RT 9.1")
    page.choose("RT 9.7")
    assert shown(page, "Question") == ["Who pays?"]
    forbid_writing(workspace, is_on=False)
    assert page.flush()
    assert [one.text for one in saved(filled_location, "RT 9.7").guiding_questions] == ["Who pays?"]


def test_undo_saves_first_what_is_being_typed_in_a_roundtable(
    page: RoundtablesPage, qtbot: QtBot, window: MainWindow, filled_location: str
) -> None:
    before = saved(filled_location).title
    title = field(page, "Title")
    title.setFocus()
    QTest.keyClicks(title, "Still being typed. ")
    undo(qtbot, window)
    assert saved(filled_location).title == before
    assert text(field(page, "Title")) == before
    window.undo_actions.redo()
    until(qtbot, lambda: window.jobs.current is None)
    assert "Still being typed." in saved(filled_location).title
