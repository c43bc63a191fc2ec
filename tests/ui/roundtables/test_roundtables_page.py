from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTableView, QTextEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.records.roundtable import RoundtableRecord
from roundtable.workspace import Workspace
from tests.ui.shell.test_main_window import nameless, rail_texts
from tests.ui.window_driving import (
    ALT,
    CONTROL,
    OpenWindow,
    click,
    column,
    menu,
    part,
    press,
    shown_dialog,
    status_texts,
    until,
    visible_button,
)
from ui.dialogs.input_dialog import InputDialog
from ui.dialogs.question_dialog import QuestionDialog
from ui.roundtables.part_cards import CardGrip, PartCard
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> RoundtablesPage:
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    return part(window, RoundtablesPage)


def field(page: RoundtablesPage, name: str, number: int = 1) -> QWidget:
    """Return the input that a screen reader calls so, the first or another of them from the top."""
    return from_the_top(page, [one for one in inputs(page) if one.accessibleName() == name])[number - 1]


def from_the_top(page: RoundtablesPage, some: list[QWidget]) -> list[QWidget]:
    """Sort inputs as they are read."""
    places = {one: one.mapTo(page, QPoint()) for one in some}
    return sorted(some, key=lambda one: (places[one].y(), places[one].x()))


def inputs(page: RoundtablesPage) -> list[QWidget]:
    found: list[QWidget] = [*page.findChildren(QLineEdit), *page.findChildren(QTextEdit)]
    return [one for one in found if one.isVisible()]


def text(one: QWidget) -> str:
    return one.toPlainText() if isinstance(one, QTextEdit) else str(one.property("text"))


def shown(page: RoundtablesPage, name: str) -> list[str]:
    """Read all the inputs of a name from the top down."""
    return [text(one) for one in from_the_top(page, inputs(page)) if one.accessibleName() == name]


def type_over(one: QWidget, words: str) -> None:
    """Type in the place of all that a field holds, and go on with Tab."""
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(one, words)
    QTest.keyClick(one, Qt.Key.Key_Tab)


def named(page: RoundtablesPage, name: str) -> QPushButton:
    [found] = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    return found


def saved(file: Path, code: str = "RT 9.1") -> RoundtableRecord:
    with Workspace.open(file) as workspace:
        [found] = [one for one in workspace_contents.collected(workspace).roundtables if one.code == code]
    return found


def next_undo(file: Path) -> str | None:
    with Workspace.open(file) as workspace:
        return undo_steps.next_undo(workspace)


def codes(page: RoundtablesPage) -> list[str]:
    return column(part(page, QTableView), 0)


def undo(qtbot: QtBot, window: MainWindow) -> None:
    menu(window, "Edit").actions()[0].trigger()
    until(qtbot, lambda: window.jobs.current is None)


def answer(qtbot: QtBot, window: MainWindow, code: str) -> None:
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(part(dialog, QLineEdit), code)
    press(qtbot, dialog, Qt.Key.Key_Return)
    wait_until_left(qtbot, window, InputDialog)


def wait_until_left(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> None:
    qtbot.waitUntil(lambda: not window.findChildren(kind))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_all_that_the_paper_says_of_a_roundtable_is_shown(window: MainWindow, page: RoundtablesPage) -> None:
    assert [(one.accessibleName(), text(one)) for one in from_the_top(page, inputs(page)) if text(one)] == [
        ("Title", "Water and nurses"),
        ("Code", "RT 9.1"),
        ("Meeting", "Utopia 2030"),
        ("Co-chairs", "Utopia; Erewhon"),
        ("Expected outcome", "Better wells."),
        ("Links to other roundtables, one a line", "RT 9.2 Roads"),
        ("Heading", "Introduction"),
        ("Text", "One.\nTwo."),
        ("Heading", "Gender dynamics"),
        ("Text", "Three."),
        ("Question", "What keeps nurses at home?"),
        ("Issue area: its heading in the annex", "Keeping nurses"),
        ("Question", "Who pays for wells?"),
        ("Measure", "pay for training"),
        ("Mark", "1"),
        ("Footnote", "A note."),
    ]
    assert "1 roundtable" in status_texts(window)


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
    page: RoundtablesPage, workspace_file: Path, qtbot: QtBot, name: str, attribute: str
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    before = saved(workspace_file)
    type_over(field(page, name), "Quite new")
    assert getattr(saved(workspace_file), attribute) == "Quite new"
    assert next_undo(workspace_file) == f"Change {name[:1].lower()}{name[1:]} of RT 9.1"
    undo(qtbot, window)
    assert saved(workspace_file) == before
    assert text(field(page, name)) == getattr(before, attribute)


def test_looking_at_a_roundtable_and_going_through_its_fields_changes_nothing(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    before, step = saved(workspace_file), next_undo(workspace_file)
    field(page, "Title").setFocus()
    for _ in range(40):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert (saved(workspace_file), next_undo(workspace_file)) == (before, step)


def test_linked_roundtables_are_edited_one_a_line(page: RoundtablesPage, workspace_file: Path) -> None:
    lines = field(page, "Links to other roundtables, one a line")
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_End, CONTROL)
    QTest.keyClick(lines, Qt.Key.Key_Return)
    QTest.keyClicks(lines, "RT 9.3 Rails")
    QTest.keyClick(lines, Qt.Key.Key_Tab)
    assert saved(workspace_file).linked_roundtables == ("RT 9.2 Roads", "RT 9.3 Rails")


def test_a_changed_code_is_shown_in_the_list_and_a_taken_one_is_refused(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    type_over(field(page, "Code"), "RT 9.7")
    assert codes(page) == ["RT 9.7"]
    click(qtbot, page, "New roundtable")
    answer(qtbot, window, "rt9.7")
    assert window.bar.text.startswith("There already is a roundtable “rt9.7”.")
    assert codes(page) == ["RT 9.7"]


def test_a_section_is_added_named_and_filled(page: RoundtablesPage, workspace_file: Path, qtbot: QtBot) -> None:
    click(qtbot, page, "Add section")
    assert next_undo(workspace_file) == "Add section 3"
    assert field(page, "Heading", 3).hasFocus()
    type_over(field(page, "Heading", 3), "Ways forward")
    assert next_undo(workspace_file) == "Change section 3"
    words = field(page, "Text", 3)
    assert words.hasFocus()
    QTest.keyClicks(words, "One.")
    QTest.keyClick(words, Qt.Key.Key_Return)
    QTest.keyClicks(words, "Two.")
    QTest.keyClick(words, Qt.Key.Key_Tab)
    section = saved(workspace_file).sections[2]
    assert (section.heading, section.text) == ("Ways forward", "One.\n\nTwo.")


def test_questions_move_by_keys_and_keep_their_mappings_and_the_focus(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    before = saved(workspace_file)
    words = field(page, "Question", 2)
    words.setFocus()
    QTest.keyClicks(words, "And ")
    press(qtbot, window, Qt.Key.Key_Up, ALT)
    until(qtbot, lambda: shown(page, "Question") == ["And Who pays for wells?", "What keeps nurses at home?"])
    assert next_undo(workspace_file) == "Move question 2 up"
    assert field(page, "Question", 1).hasFocus()
    after = saved(workspace_file)
    assert [q.id for q in after.guiding_questions] == [q.id for q in reversed(before.guiding_questions)]
    assert after.annex == before.annex
    press(qtbot, window, Qt.Key.Key_Up, ALT)
    assert saved(workspace_file) == after
    undo(qtbot, window)
    undo(qtbot, window)
    assert saved(workspace_file) == before
    until(qtbot, lambda: shown(page, "Question") == ["What keeps nurses at home?", "Who pays for wells?"])


def test_a_section_is_dragged_to_its_place_as_one_step(
    page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    first, second = (field(page, "Heading", number) for number in (1, 2))
    card = next(card for card in page.findChildren(PartCard) if card.isAncestorOf(first))
    other = next(card for card in page.findChildren(PartCard) if card.isAncestorOf(second))
    grip = part(card, CardGrip)
    start = grip.rect().center()
    far = other.y() + other.height() - card.y()
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grip, start + QPoint(0, far // 2))
    QTest.mouseMove(grip, grip.mapFromGlobal(other.mapToGlobal(other.rect().bottomLeft())))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start)
    until(qtbot, lambda: shown(page, "Heading") == ["Gender dynamics", "Introduction"])
    assert [section.heading for section in saved(workspace_file).sections] == ["Gender dynamics", "Introduction"]
    assert next_undo(workspace_file) == "Move section 2"


def test_measures_are_added_and_removed_by_button(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    click(qtbot, page, "Add measure")
    type_over(field(page, "Measure", 2), "dig deeper")
    assert [measure.text for measure in saved(workspace_file).possible_measures] == ["pay for training", "dig deeper"]
    QTest.mouseClick(named(page, "Remove measure 1"), Qt.MouseButton.LeftButton)
    assert next_undo(workspace_file) == "Remove measure 1"
    assert shown(page, "Measure") == ["dig deeper"]
    assert field(page, "Measure").hasFocus()
    undo(qtbot, window)
    assert shown(page, "Measure") == ["pay for training", "dig deeper"]


def test_undo_takes_back_what_is_typed_in_a_new_part_and_then_the_part(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    before = saved(workspace_file)
    click(qtbot, page, "Add measure")
    QTest.keyClicks(field(page, "Measure", 2), "dig")
    undo(qtbot, window)
    assert shown(page, "Measure") == ["pay for training", ""]
    undo(qtbot, window)
    assert shown(page, "Measure") == ["pay for training"]
    assert saved(workspace_file) == before


def test_what_is_typed_is_saved_on_going_to_another_page_and_on_closing(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    for words, leave in (("UnsavedChanges", lambda: window.go_to("practices")), ("Closing", window.close)):
        window.go_to("roundtables")
        title = field(page, "Title")
        title.setFocus()
        QTest.keyClick(title, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(title, words)
        leave()
        assert saved(workspace_file).title == words


def test_escape_saves_what_is_typed_and_goes_back_to_the_list(page: RoundtablesPage, workspace_file: Path) -> None:
    table = part(page, QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    title = field(page, "Title")
    assert title.hasFocus()
    QTest.keyClicks(title, "Deeper wells")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert table.hasFocus()
    assert saved(workspace_file).title == "Deeper wells"


def test_what_is_typed_is_saved_in_the_roundtable_that_was_looked_at(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    with Workspace.open(workspace_file) as workspace:
        _, change_set = roundtable_edits.create(workspace, "RT 9.2", "Roads")
    window.signals.changed.emit(change_set)
    title = field(page, "Title")
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(title, "Wells only")
    page.choose("RT 9.2")
    assert saved(workspace_file).title == "Wells only"
    assert saved(workspace_file, "RT 9.2").title == "Roads"
    assert text(field(page, "Title")) == "Roads"
    assert part(page, QTableView).currentIndex().row() == 1


def test_a_roundtable_is_made_duplicated_and_deleted_by_keys(
    window: MainWindow, page: RoundtablesPage, workspace_file: Path, qtbot: QtBot
) -> None:
    table = part(page, QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    answer(qtbot, window, "RT 10.1")
    assert codes(page) == ["RT 9.1", "RT 10.1"]
    assert shown(page, "Heading") == ["Introduction", "Gender dynamics"]
    assert rail_texts(window)[1] == "Roundtables, 2"
    assert field(page, "Title").hasFocus()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    answer(qtbot, window, "RT 10.2")
    assert codes(page)[-1] == "RT 10.2"
    assert shown(page, "Heading") == []
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    click(qtbot, dialog, "Delete")
    wait_until_left(qtbot, window, QuestionDialog)
    assert codes(page) == ["RT 9.1", "RT 10.1"]
    assert "2 roundtables" in status_texts(window)
    undo(qtbot, window)
    assert codes(page) == ["RT 9.1", "RT 10.1", "RT 10.2"]


def test_an_empty_workspace_offers_to_start_a_roundtable(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(tmp_path / "new.roundtable")
    window.go_to("roundtables")
    page = part(window, RoundtablesPage)
    assert visible_button(page, "Import a paper…")
    click(qtbot, page, "New roundtable…")
    answer(qtbot, window, "RT 1.1")
    assert codes(page) == ["RT 1.1"]
    assert field(page, "Title").hasFocus()


def test_every_control_has_a_name_and_the_model_keeps_qts_rules(
    window: MainWindow, page: RoundtablesPage, qtmodeltester: ModelTester
) -> None:
    assert nameless(window) == []
    qtmodeltester.check(part(page, QTableView).model())  # type: ignore[no-untyped-call] # pytest-qt bears no types here


def refuse_a_code(page: RoundtablesPage, qtbot: QtBot, window: MainWindow) -> None:
    """Add a second roundtable, RT 9.7, and type the code of the first into it."""
    click(qtbot, page, "New roundtable")
    answer(qtbot, window, "RT 9.7")
    type_over(field(page, "Code"), "RT 9.1")
    assert window.bar.text.startswith("There already is a roundtable “RT 9.1”.")


def test_a_code_that_was_refused_is_still_there_when_the_roundtable_is_looked_at_again(
    page: RoundtablesPage, qtbot: QtBot, window: MainWindow
) -> None:
    refuse_a_code(page, qtbot, window)
    page.choose("RT 9.1")
    assert window.bar.text.startswith("“Change code of RT 9.7” is not saved yet: There already is")
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
        qtbot, lambda: any(b.text() == "Go on without it" and b.isVisible() for b in window.findChildren(QPushButton))
    )
    click(qtbot, window, "Go on without it")
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
    page: RoundtablesPage, qtbot: QtBot, window: MainWindow, workspace_file: Path
) -> None:
    click(qtbot, page, "New roundtable")
    answer(qtbot, window, "RT 9.7")
    forbid_writing(window, is_on=True)
    click(qtbot, page, "Add question")
    type_over(field(page, "Question"), "Who pays?")
    page.choose("RT 9.1")
    page.choose("RT 9.7")
    assert shown(page, "Question") == ["Who pays?"]
    forbid_writing(window, is_on=False)
    assert page.flush()
    assert [one.text for one in saved(workspace_file, "RT 9.7").guiding_questions] == ["Who pays?"]


def test_undo_saves_first_what_is_being_typed_in_a_roundtable(
    page: RoundtablesPage, qtbot: QtBot, window: MainWindow, workspace_file: Path
) -> None:
    before = saved(workspace_file).title
    title = field(page, "Title")
    title.setFocus()
    QTest.keyClicks(title, "Still being typed. ")
    undo(qtbot, window)
    assert saved(workspace_file).title == before
    assert text(field(page, "Title")) == before
    window.undo_actions.redo()
    until(qtbot, lambda: window.jobs.current is None)
    assert "Still being typed." in saved(workspace_file).title


def forbid_writing(window: MainWindow, *, is_on: bool) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    with workspace.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if is_on else 'OFF'}")
