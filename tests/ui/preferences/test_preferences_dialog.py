"""Preferences are set in one dialog, hold at once, and are remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.backups import second_folder
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.workspace import Workspace
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    OpenWindow,
    answer_file_dialog,
    practices_table,
    press,
    shown_dialog,
    titles,
    until,
)
from ui.base import preferences, value_texts
from ui.base.preferences import Preferences
from ui.fields.text_fields import SummaryField
from ui.preferences.preferences_dialog import PreferencesDialog
from ui.shell.main_window import MainWindow
from ui.widgets.combo_box import ComboBox


@pytest.fixture(autouse=True)
def _dates_in_words() -> Iterator[None]:
    """Leave the dates of other tests as they are at first."""
    yield
    value_texts.use_date_form(value_texts.DATE_FORMS[0])


def show(window: MainWindow, qtbot: QtBot) -> PreferencesDialog:
    press(qtbot, window, Qt.Key.Key_Comma, CONTROL)
    return shown_dialog(qtbot, window, PreferencesDialog)


def choose_next(dialog: PreferencesDialog, name: str) -> None:
    [combo] = [one for one in dialog.findChildren(ComboBox) if one.accessibleName() == name]
    QTest.keyClick(combo, Qt.Key.Key_Down)


def row_height(window: MainWindow) -> int:
    return practices_table(window).rowHeight(0)


def test_rows_become_compact_at_once_and_stay_so_in_the_next_window(
    window: MainWindow, open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    before = row_height(window)
    dialog = show(window, qtbot)
    assert nameless(dialog) == []
    choose_next(dialog, "Rows of the practice list")
    assert row_height(window) < before
    other = open_window(filled_location)
    until(qtbot, lambda: titles(other) == ALL_TITLES)
    assert row_height(other) == row_height(window)


def test_new_practices_and_what_is_sent_are_in_the_language_that_is_preferred(
    window: MainWindow, open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    dialog = show(window, qtbot)
    [language] = [one for one in dialog.findChildren(ComboBox) if one.accessibleName().startswith("Language of what")]
    QTest.keyClicks(language, "French")
    for page in (window.annex, window.contributions):
        assert page.options["language"] == "fr"
    dialog.accept()
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    until(qtbot, lambda: len(practice_rows.find_ids(workspace, "")) == len(ALL_TITLES) + 1)
    made = practice_store.get(workspace, max(practice_rows.find_ids(workspace, "")))
    assert made is not None
    assert made.language == "fr"
    assert open_window(filled_location).annex.options["language"] == "fr"


def test_a_language_chosen_on_a_page_stays_when_other_preferences_change(window: MainWindow, qtbot: QtBot) -> None:
    [language] = [one for one in window.annex.findChildren(ComboBox) if one.accessibleName() == "Language"]
    QTest.keyClick(language, Qt.Key.Key_Down)
    choose_next(show(window, qtbot), "Rows of the practice list")
    assert window.annex.options["language"] == "fr"


def test_the_history_tells_the_name_that_is_given(window: MainWindow, settings: QSettings, qtbot: QtBot) -> None:
    dialog = show(window, qtbot)
    [name] = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName().startswith("Your name")]
    assert name.placeholderText() == undo_steps.login()
    QTest.keyClicks(name, "Ana Nunez")
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    practice_edits.create(workspace)
    assert undo_steps.steps(workspace, limit=1)[0].author.startswith("Ana Nunez")
    assert preferences.read(settings).name == "Ana Nunez"
    for _ in range(len("Ana Nunez")):
        QTest.keyClick(name, Qt.Key.Key_Backspace)
    practice_edits.create(workspace)
    assert undo_steps.steps(workspace, limit=1)[0].author.startswith(undo_steps.login())


def test_dates_follow_the_form_chosen(window: MainWindow, settings: QSettings, qtbot: QtBot) -> None:
    english = QLocale(QLocale.Language.English)
    assert value_texts.calendar_day("2025-12-05", english) == "5 Dec 2025"
    choose_next(show(window, qtbot), "Dates")
    assert value_texts.calendar_day("2025-12-05", english) == "2025-12-05"
    assert value_texts.written_date(QDate(2025, 12, 5), english, "words") == "5 Dec 2025"
    assert preferences.read(settings).date_form == "iso"


def test_dates_shown_already_follow_the_form_at_once(
    open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        [row] = roundtable_store.listing(workspace)
        roundtable_edits.set_field(workspace, row.id, "deadline", "2031-05-09", "Set deadline", read_as="")
    window = open_window(filled_location)
    press(qtbot, window, Qt.Key.Key_1, CONTROL)

    def deadlines() -> list[str]:
        names = [one.accessibleName() for one in window.overview.findChildren(QPushButton)]
        return [" ".join(name.split(",")[0].split()[1:]) for name in names if name.startswith("Due ")]

    until(qtbot, lambda: deadlines() == ["9 May 2031"])
    choose_next(show(window, qtbot), "Dates")
    until(qtbot, lambda: deadlines() == ["2031-05-09"])


def test_a_summary_is_advised_to_be_as_long_as_preferred(window: MainWindow, qtbot: QtBot) -> None:
    practices_table(window).selectRow(2)
    window.practices.pane.edit()
    [summary] = window.findChildren(SummaryField)

    def said() -> str:
        return " ".join(one.text() for one in summary.findChildren(QLabel))

    assert "75 to 100 recommended" in said()
    dialog = show(window, qtbot)
    fewest, most = (one for one in dialog.findChildren(QSpinBox))
    fewest.selectAll()
    QTest.keyClicks(fewest, "5")
    most.selectAll()
    QTest.keyClicks(most, "30")
    until(qtbot, lambda: "recommended" not in said())


def test_the_second_folder_for_backups_is_chosen_there(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    dialog = show(window, qtbot)
    [choose] = [b for b in dialog.findChildren(QPushButton) if b.text() == "&Choose…"]
    QTest.mouseClick(choose, Qt.MouseButton.LeftButton)
    answer_file_dialog(qtbot, window, drive)
    until(qtbot, lambda: second_folder.chosen() == drive)
    assert str(drive) in [one.text() for one in dialog.findChildren(QLabel)]


def test_settings_that_mean_nothing_are_as_at_first(settings: QSettings) -> None:
    settings.setValue("preferences/date_form", "roman")
    settings.setValue("preferences/most_words", "many")
    assert preferences.read(settings) == Preferences()
