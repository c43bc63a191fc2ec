from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_rows, practice_store
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    SHIFT,
    OpenWindow,
    answer_file_dialog,
    carry_out,
    click,
    column,
    menu,
    pane_text,
    part,
    practices_table,
    press,
    search_field,
    shown_dialog,
    shown_report,
    status_texts,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.base.theme import Theme
from ui.dialogs.input_dialog import InputDialog
from ui.imports.import_dialog import ImportDialog
from ui.jobs.crash_reports import CrashDialog
from ui.practice_dialogs.trash_dialog import TrashDialog
from ui.shell.about_dialog import AboutDialog
from ui.shell.actions import ACTIONS, MENUS
from ui.shell.main_window import MainWindow
from ui.shell.shortcuts_dialog import ShortcutsDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.rail import Rail

pytestmark = pytest.mark.look


def test_the_rail_counts_what_the_pages_hold(window: MainWindow, qtbot: QtBot) -> None:
    counted = ["Overview", "Practices, 3", "Roundtables, 1", "Mapping, RT 9.1: 100%", "Annex"]
    counted += ["Contributions, RT 9.1: 1", "Vocabulary, 49"]
    until(qtbot, lambda: rail_texts(window) == counted)


def test_the_counts_of_the_rail_are_never_those_of_before(window: MainWindow, qtbot: QtBot) -> None:
    until(qtbot, lambda: rail_texts(window)[5] == "Contributions, RT 9.1: 1")
    practices_table(window).selectAll()
    window.practice_actions.delete()
    emptied = ["Overview", "Practices, 0", "Roundtables, 1", "Mapping", "Annex", "Contributions, RT 9.1: 0"]
    until(qtbot, lambda: rail_texts(window)[:6] == emptied)
    label = next(one for one in part(window.practices, EmptyState).findChildren(QLabel) if one.isVisible())
    assert label.text() == "3 practices in the trash, no others"
    click(qtbot, window, "Open the trash…")
    shown_dialog(qtbot, window, TrashDialog).reject()
    window.undo_actions.undo()
    until(qtbot, lambda: rail_texts(window)[1:4] == ["Practices, 3", "Roundtables, 1", "Mapping, RT 9.1: 100%"])


def rail_texts(window: MainWindow) -> list[str]:
    model = part(window, Rail).model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_a_missing_workspace_is_made_and_says_what_to_do_next(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(tmp_path / "new.roundtable")
    assert (tmp_path / "new.roundtable").is_file()
    for words in ("Open the sample", "Import a paper…", "Open workspace…"):
        assert visible_button(window, words)
    assert rail_texts(window)[1] == "Practices, 0"


def test_a_file_that_is_no_workspace_is_explained_and_another_can_be_opened(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "letter.roundtable"
    other.write_text("Dear colleague, " * 100, encoding="utf-8")
    window = open_window(other)
    assert "is not a Roundtable workspace" in window.bar.text
    assert window.windowTitle() == "Roundtable"
    click(qtbot, window, "Open the sample")
    assert window.bar.text == "No workspace is open."
    window.workspace_switch.open_location(str(other))
    click(qtbot, window, "Open another…")
    answer_file_dialog(qtbot, window, workspace_file)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    assert window.windowTitle() == "filled.roundtable — Roundtable"


def test_a_new_workspace_takes_the_place_of_the_open_one_which_stays_in_the_recent_ones(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_N, CONTROL | SHIFT)
    answer_file_dialog(qtbot, window, tmp_path / "next")
    until(qtbot, lambda: window.windowTitle() == "next.roundtable — Roundtable")
    assert titles(window) == []
    recent = part(window, QAction, "menu:recent").menu()
    assert isinstance(recent, QMenu)
    recent.aboutToShow.emit()
    assert [action.text() for action in recent.actions()] == [str(tmp_path / "next.roundtable"), str(workspace_file)]
    recent.actions()[1].trigger()
    until(qtbot, lambda: titles(window) == ALL_TITLES)


def test_work_under_way_is_not_lost_by_opening_another_workspace(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = window.windowTitle()
    window.undo_actions.undo()
    window.workspace_switch.open_location(str(tmp_path / "other.roundtable"), create=True)
    assert window.bar.text == "Wait for the running task to finish, or cancel it."
    until(qtbot, lambda: titles(window) == [])
    assert window.windowTitle() == shown


def test_the_window_comes_back_in_its_last_size(
    open_window: OpenWindow, filled_location: str, settings: QSettings, qtbot: QtBot
) -> None:
    first = open_window(filled_location)
    first.resize(800, 711)
    first.close()
    assert open_window(filled_location).size() == first.size()


def test_closing_the_window_stops_what_runs_and_lets_go_of_the_file(
    window: MainWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    window.undo_actions.undo()
    window.close()
    assert window.jobs.current is None or not window.isVisible()
    moved = workspace_file.rename(workspace_file.with_name("moved.roundtable"))
    with Workspace.open(moved) as workspace:
        assert practice_rows.count(workspace) in (0, 3)


def test_the_whole_of_the_work_can_be_done_without_a_mouse(
    open_window: OpenWindow, sample_file: Path, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    assert visible_button(window, "Import a paper…").hasFocus()
    press(qtbot, window, Qt.Key.Key_I, CONTROL)
    answer_file_dialog(qtbot, window, sample_file)
    carry_out(qtbot, window)
    QTest.keyClick(shown_report(qtbot, window), Qt.Key.Key_Escape)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(search_field(window), "etude")
    until(qtbot, lambda: len(titles(window)) == 1)
    QTest.keyClick(search_field(window), Qt.Key.Key_Return)
    assert practices_table(window).hasFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.focusWidget().accessibleName() == "Practice"
    assert pane_text(window).startswith("Étude")
    press(qtbot, window, Qt.Key.Key_F6)
    assert part(window, Rail).hasFocus()
    QTest.keyClick(part(window, Rail), Qt.Key.Key_Down)
    assert table_named(window, "Roundtables").isVisible()
    press(qtbot, window, Qt.Key.Key_F6, SHIFT)
    assert window.focusWidget().accessibleName() == "Title"


def test_tab_goes_from_the_search_through_the_table_to_the_text(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    passed = []
    for _ in range(4):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(window.focusWidget().accessibleName())
    assert passed == ["Import…", "New practice", "Filters", "Practices"]


def test_a_long_session_does_not_use_up_the_references_to_none(window: MainWindow) -> None:
    for _ in range(200_000):
        window.update()
    assert window.isVisible()


def test_every_action_is_done_by_something(window: MainWindow) -> None:
    for spec in ACTIONS:
        assert not spec.method or callable(attrgetter(spec.method)(window)), spec.id


def test_no_two_actions_have_the_same_keys(window: MainWindow) -> None:
    keys = [
        sequence.toString()
        for word in MENUS
        for action in menu(window, word.replace("&", "")).actions()
        for sequence in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))
    assert QKeySequence(QKeySequence.StandardKey.Find).toString() in keys


@pytest.mark.parametrize("page", ["overview", "practices", "roundtables", "annex", "vocabulary"])
def test_every_control_of_a_page_has_a_name_for_a_screen_reader(window: MainWindow, page: str, qtbot: QtBot) -> None:
    window.go_to(page)
    until(qtbot, lambda: window.jobs.current is None)
    window.bar.show_message("notice", "Look.", "Here.", [("Do it", window.close)])
    assert nameless(window) == []


def nameless(window: QWidget) -> list[str]:
    """List the controls that can have the focus but have no name."""
    named = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                named.append(f"{type(widget).__name__} {widget.objectName()} in {widget.parent()}")
    return named


def test_every_dialog_has_names_for_a_screen_reader_and_closes_with_escape(
    window: MainWindow, filled_location: str, sample_file: Path, theme: Theme, qtbot: QtBot
) -> None:
    preview = ImportDialog([sample_file], [], filled_location, jobs=window.jobs, theme=theme, parent=window)
    for dialog in (
        AboutDialog("here", window),
        ShortcutsDialog(window),
        preview,
        CrashDialog("a report", Path("roundtable.log")),
    ):
        qtbot.addWidget(dialog)
        dialog.open()
        assert nameless(dialog) == []
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_help_lists_every_shortcut(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F1)
    dialog = shown_dialog(qtbot, window, ShortcutsDialog)
    model = part(dialog, QTableView).model()
    rows = [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]
    assert ("Edit", "Find", "Ctrl+F") in rows
    assert ("Matrix", "Map the cells selected", "Space") in rows
    assert all(place and action and keys for place, action, keys in rows)
    places = [place for place, _, _ in rows]
    assert places == sorted(places, key=places.index), "what works in one place stands together"
    for spec in ACTIONS:
        for keys in spec.keys:
            assert any(QKeySequence(keys).toString() in row[2] for row in rows), spec.id


def test_a_change_elsewhere_is_shown_when_it_is_announced(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace, workspace.unit_of_work("Add one") as work:
        practice_store.add(work, [PracticeRecord(id=derived_id("one more"), title="One more")])
    window.signals.changed.emit(work.change_set)
    until(qtbot, lambda: "One more" in titles(window))
    assert rail_texts(window)[1] == "Practices, 4"
    assert "Undo: Add one – One more" in status_texts(window)


def test_a_message_goes_away_with_escape_and_with_its_button(window: MainWindow, qtbot: QtBot) -> None:
    window.bar.show_message("notice", "Something.")
    assert window.bar.text == "Something."
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.bar.isVisible()


def test_an_empty_workspace_offers_to_start_a_roundtable(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    click(qtbot, window, "Start a roundtable…")
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClicks(part(dialog, QLineEdit), "RT 1.1")
    QTest.keyClick(part(dialog, QLineEdit), Qt.Key.Key_Return)
    until(qtbot, lambda: column(table_named(window, "Roundtables"), 0) == ["RT 1.1"])
    assert window.roundtables.isVisible()


def test_what_an_empty_workspace_offers_can_be_read_in_a_small_window(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    offered = [one for one in part(window.practices, EmptyState).findChildren(QPushButton) if one.isVisible()]
    assert len(offered) == 7
    for width in (853, 1920):
        window.resize(width, 533)
        until(qtbot, lambda: all(map(_is_whole, offered)))


def _is_whole(button: QPushButton) -> bool:
    place = button.mapTo(button.window(), button.rect().bottomRight())
    return button.width() >= button.sizeHint().width() and button.window().rect().contains(place)
