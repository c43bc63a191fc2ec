from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QLabel, QLineEdit, QTableView, QTextEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.errors import RoundtableError
from roundtable.mapping import gaps, roundtable_matrix, targets
from roundtable.mapping.gaps import GapRow
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import ALT, CONTROL, click, column, part, show_active, shown_dialog, visible_button
from ui.base.theme import LIGHT, Theme
from ui.dialogs.question_dialog import QuestionDialog
from ui.gaps.gaps_view import GapsView

ROUNDTABLE = 1
PAST, FUTURE = "2020-03-01", "2999-12-05"


@pytest.fixture
def workspace(filled_location: str) -> Iterator[Workspace]:
    with Workspace.open(filled_location) as opened:
        yield opened


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, settings: QSettings, workspace: Workspace) -> Iterator[GapsView]:
    """Show the gaps of RT 9.1, of which Q2 is the only hole, and read them again after each change."""
    window = QWidget()
    window.resize(1080, 640)
    made = GapsView(theme, settings, window)
    made.resize(window.size())
    qtbot.addWidget(window)
    made.changed.connect(made.reload)
    made.open(workspace)
    made.show_roundtable(ROUNDTABLE)
    show_active(qtbot, window)
    yield made


def gap_at(view: GapsView, workspace: Workspace, mark: str, **values: str) -> int:
    """Note a gap at the target with a mark, as another window would."""
    with workspace.reading() as connection:
        [target] = [target for target in targets.of_roundtable(connection, ROUNDTABLE) if target.mark == mark]
    key, change_set = gaps.create(workspace, ROUNDTABLE, target, **values)
    view.reload(change_set)
    return key


def look_at(view: GapsView, row: int) -> QTableView:
    table = part(view, QTableView)
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, 0))
    return table


def rows(view: GapsView) -> list[tuple[str, ...]]:
    table = part(view, QTableView)
    return list(zip(*(column(table, number) for number in range(table.model().columnCount())), strict=True))


def field(view: GapsView, name: str) -> QWidget:
    inputs: list[QWidget] = [
        *view.findChildren(QLineEdit),
        *view.findChildren(QTextEdit),
        *view.findChildren(QComboBox),
    ]
    [found] = [one for one in inputs if one.accessibleName() == name]
    return found


def type_over(one: QWidget, words: str) -> None:
    """Type in the place of all that a field holds, and go on with Tab."""
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(one, words)
    QTest.keyClick(one, Qt.Key.Key_Tab)


def saved(workspace: Workspace) -> list[GapRow]:
    return gaps.listing(workspace, ROUNDTABLE)


def says(view: GapsView, words: str) -> bool:
    return any(words in shown.text() for shown in view.findChildren(QLabel) if shown.isVisible())


def test_a_hole_without_a_record_is_listed_and_enter_makes_a_record_of_it(view: GapsView, workspace: Workspace) -> None:
    table = part(view, QTableView)
    assert rows(view) == [("", "Q2 Who pays for wells?", "No practice known", "", "")]
    assert says(view, "nothing is noted about it")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [gap.target.mark for gap in saved(workspace)] == ["Q2"]
    assert journal_steps.next_undo(workspace) == "Note a gap at Q2"
    assert field(view, "State").hasFocus()


def test_gaps_are_sorted_by_due_date_then_holes_then_the_closed_with_their_day(
    view: GapsView, workspace: Workspace
) -> None:
    gap_at(view, workspace, "M1", due=FUTURE)
    gap_at(view, workspace, "Q1", due=PAST, asked="Ghana", asked_on="2020-02-01", owner="Ana")
    assert rows(view) == [
        (
            "overdue, 1 Mar 2020",
            "Q1 What keeps nurses at home?",
            "No practice known",
            "Ghana, 1 Feb 2020",
            "Ana",
        ),
        ("5 Dec 2999", "M1 pay for training", "No practice known", "", ""),
        ("", "Q2 Who pays for wells?", "No practice known", "", ""),
    ]
    assert says(view, " · 1 overdue")
    view.reload(gaps.close(workspace, saved(workspace)[0].key))
    assert [row[0] for row in rows(view)] == ["5 Dec 2999", "", "closed today"]
    assert says(view, " · 1 closed")


def test_the_columns_have_the_room_that_their_texts_need(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "Q1", due=PAST, asked="Ghana", asked_on="2020-02-01", owner="Amina Diallo")
    table = part(view, QTableView)
    for section in (0, 2, 3, 4):
        text = str(table.model().index(0, section).data())
        assert table.columnWidth(section) >= table.fontMetrics().horizontalAdvance(text) + 16, text


def test_what_is_overdue_is_in_the_colour_of_what_is_bad(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "M1", due=PAST)
    model = part(view, QTableView).model()
    inks = [model.index(0, section).data(Qt.ItemDataRole.ForegroundRole) for section in (0, 1)]
    assert inks == [QColor(LIGHT.bad), None]


def test_each_field_is_saved_on_leaving_as_one_step(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "Q2")
    type_over(field(view, "Who was asked"), "Ministry of Health, Ghana")
    assert journal_steps.next_undo(workspace) == "Set who was asked of the gap at Q2"
    type_over(field(view, "Asked on"), "2020-03-01")
    type_over(field(view, "Owner"), "Ana")
    type_over(field(view, "Due"), "5 Dec 2999")
    assert journal_steps.next_undo(workspace) == "Set the due date of the gap at Q2"
    type_over(field(view, "Note"), "Call again")
    [gap] = saved(workspace)
    assert (gap.asked, gap.asked_on, gap.owner) == ("Ministry of Health, Ghana", "2020-03-01", "Ana")
    assert (gap.due, gap.note) == (FUTURE, "Call again")
    assert rows(view)[0][3] == "Ministry of Health, Ghana, 1 Mar 2020"


def test_a_state_is_chosen_with_the_arrow_keys(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "Q2")
    state = field(view, "State")
    state.setFocus()
    QTest.keyClick(state, Qt.Key.Key_Down)
    QTest.keyClick(state, Qt.Key.Key_Tab)
    assert [gap.state for gap in saved(workspace)] == ["request sent"]
    assert rows(view)[0][2] == "Request sent"


def test_a_day_that_is_none_is_refused_at_its_field_and_stays_until_it_is_mended(
    view: GapsView, workspace: Workspace
) -> None:
    gap_at(view, workspace, "M1")
    gap_at(view, workspace, "Q2")
    table = look_at(view, 0)
    failures: list[RoundtableError] = []
    view.failed.connect(failures.append)
    due = field(view, "Due")
    type_over(due, "soonish")
    assert says(view, "“soonish” is not a date")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert due.property("text") == ""
    assert not says(view, "soonish")
    assert not view.flush()
    assert not failures
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert due.property("text") == "soonish"
    assert says(view, "“soonish” is not a date")
    type_over(due, "2999-12-05")
    assert not says(view, "soonish")
    assert view.flush()
    assert {gap.target.mark: gap.due for gap in saved(workspace)} == {"M1": FUTURE, "Q2": ""}


def test_a_day_is_typed_as_people_write_it_and_shown_as_it_was_read(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "M1")
    look_at(view, 0)
    due = field(view, "Due")
    type_over(due, "next friday")
    today = QDate.currentDate()
    friday = today.addDays((5 - today.dayOfWeek() - 1) % 7 + 1)
    assert [gap.due for gap in saved(workspace)] == [friday.toString(Qt.DateFormat.ISODate)]
    assert due.property("text") == view.locale().toString(friday, "d MMM yyyy")


def test_a_day_is_picked_from_a_calendar_by_keys(view: GapsView, workspace: Workspace, qtbot: QtBot) -> None:
    gap_at(view, workspace, "M1", due="2999-12-05")
    look_at(view, 0)
    due = field(view, "Due")
    due.setFocus()
    QTest.keyClick(due, Qt.Key.Key_Down, ALT)
    calendar = shown_dialog(qtbot, view, QCalendarWidget)
    inner = part(calendar, QTableView)
    QTest.keyClick(inner, Qt.Key.Key_Right)
    QTest.keyClick(inner, Qt.Key.Key_Return)
    assert [gap.due for gap in saved(workspace)] == ["2999-12-06"]
    assert due.hasFocus()


def test_what_is_typed_is_saved_when_another_gap_is_looked_at(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "M1", due=FUTURE)
    table = look_at(view, 0)
    owner = field(view, "Owner")
    owner.setFocus()
    QTest.keyClicks(owner, "Ana")
    place = table.visualRect(table.model().index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [gap.owner for gap in saved(workspace)] == ["Ana"]
    assert table.currentIndex().row() == 1
    assert says(view, "nothing is noted about it")


def test_escape_saves_and_goes_back_to_the_list(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "Q2")
    table = part(view, QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClick(field(view, "State"), Qt.Key.Key_Tab)
    asked = field(view, "Who was asked")
    assert asked.hasFocus()
    QTest.keyClicks(asked, "Ghana")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert table.hasFocus()
    assert [gap.asked for gap in saved(workspace)] == ["Ghana"]


def test_a_new_gap_asks_which_question_or_measure_it_is_of(view: GapsView, workspace: Workspace, qtbot: QtBot) -> None:
    gap_at(view, workspace, "Q2", due=FUTURE)
    table = part(view, QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    dialog = shown_dialog(qtbot, view, QuestionDialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    click(qtbot, dialog, "Add")
    assert [gap.target.mark for gap in saved(workspace)] == ["Q2", "M1"]
    assert rows(view)[table.currentIndex().row()][1] == "M1 pay for training"


def test_delete_makes_the_gap_a_hole_again(view: GapsView, workspace: Workspace) -> None:
    gap_at(view, workspace, "Q2", owner="Ana")
    table = part(view, QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert saved(workspace) == []
    assert [row[1] for row in rows(view)] == ["Q2 Who pays for wells?"]
    assert not visible_button(view, "Delete").isEnabled()


def test_a_gap_is_closed_and_opened_again_by_button(view: GapsView, workspace: Workspace, qtbot: QtBot) -> None:
    gap_at(view, workspace, "M1")
    look_at(view, 0)
    click(qtbot, view, "Close gap")
    assert not saved(workspace)[0].is_open
    look_at(view, 1)
    assert says(view, "Closed: today")
    click(qtbot, view, "Reopen")
    assert saved(workspace)[0].is_open


def test_a_gap_closes_by_itself_when_a_practice_is_mapped(view: GapsView, workspace: Workspace) -> None:
    key = gap_at(view, workspace, "Q2")
    gap = saved(workspace)[0]
    view.reload(roundtable_matrix.toggle(workspace, ROUNDTABLE, [(1, gap.target)]))
    assert [row[0] for row in rows(view)] == ["closed today"]
    assert [one.key for one in saved(workspace)] == [key]


def test_how_many_gaps_are_open_is_told(view: GapsView, workspace: Workspace) -> None:
    told: list[object] = []
    view.counted.connect(told.append)
    gap_at(view, workspace, "M1")
    view.show_roundtable(0)
    assert told == [2, None]


def test_a_roundtable_without_gaps_says_so_and_lets_one_be_noted(
    view: GapsView, workspace: Workspace, qtbot: QtBot
) -> None:
    key, _ = roundtable_edits.create(workspace, "RT 9.2")
    view.show_roundtable(key)
    assert says(view, "No gaps")
    assert visible_button(view, "New gap…").isVisible()


def test_every_control_has_a_name_and_the_model_keeps_qts_rules(
    view: GapsView, workspace: Workspace, qtmodeltester: ModelTester
) -> None:
    gap_at(view, workspace, "M1", due=QDate.currentDate().toString(Qt.DateFormat.ISODate))
    assert nameless(view) == []
    qtmodeltester.check(part(view, QTableView).model())  # type: ignore[no-untyped-call] # pytest-qt bears no types here
