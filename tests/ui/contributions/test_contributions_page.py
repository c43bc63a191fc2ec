from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.practice import with_fields
from tests import samples
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    answer_file_dialog,
    click,
    column,
    pane_text,
    part,
    press,
    shown_dialog,
    shown_texts,
    status_texts,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.contributions.contributions_page import ContributionsPage
from ui.dialogs.input_dialog import InputDialog
from ui.shell.main_window import MainWindow
from ui.widgets.reading_pane import ReadingPane


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> QTableView:
    """Go to the contributions by keys and wait for what the next one holds."""
    press(qtbot, window, Qt.Key.Key_6, CONTROL)
    table = table_named(window, "Practices of the contribution")
    until(qtbot, lambda: table.model().rowCount() == 2)
    return table


def test_until_a_contribution_is_read_the_page_does_not_say_that_there_is_no_roundtable(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go_to("contributions")
    assert not [text for text in shown_texts(part(window, ContributionsPage)) if "No roundtable" in text]
    until(qtbot, lambda: table_named(window, "Practices of the contribution").model().rowCount() == 2)


def _told(window: MainWindow) -> str:
    return part(part(window, ContributionsPage), ReadingPane).toPlainText()


def _write(window: MainWindow, qtbot: QtBot, file: Path) -> None:
    click(qtbot, window, "Export workbook…")
    answer_file_dialog(qtbot, window, file)
    until(qtbot, lambda: file.name in window.bar.text)


def _change(window: MainWindow, title: str, **values: object) -> ChangeSet:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    [key] = practice_rows.find_ids(workspace, title)
    return practice_edits.edit_many(workspace, [key], "Change", lambda record: with_fields(record, **values))


def test_the_next_contribution_says_what_the_secretariat_will_miss(window: MainWindow, shown: QTableView) -> None:
    assert column(shown, 1) == ["Étude des infirmières", "Wells for Ayacucho"]
    assert column(shown, 3) == ["ready", "not ready"]
    missing = (
        "not cleared · place not in the vocabulary: diaspora destination countries"
        " · thematic area not in the vocabulary: youth employability"
    )
    assert column(shown, 4) == ["", missing]
    assert "This will be the first." in _told(window)
    assert any("2 practices in the contribution, 1 not ready" in text for text in status_texts(window))


def test_what_is_mended_elsewhere_is_ready_at_once(window: MainWindow, shown: QTableView, qtbot: QtBot) -> None:
    window.signals.changed.emit(_change(window, "wells", status="cleared"))
    until(qtbot, lambda: column(shown, 3) == ["ready", "ready"])


def test_after_a_contribution_what_is_new_or_changed_since_is_marked(
    window: MainWindow, shown: QTableView, tmp_path: Path, qtbot: QtBot
) -> None:
    _write(window, qtbot, tmp_path / "first.xlsx")
    until(qtbot, lambda: "Nothing has changed." in _told(window))
    assert "first.xlsx" in _told(window)
    window.signals.changed.emit(_change(window, "wells", summary="Clubs abroad pay for 30 wells."))
    until(qtbot, lambda: column(shown, 5) == ["", "changed since"])
    assert "Changed since" in _told(window)


def _name_recipient(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Type a recipient over what the open dialog holds."""
    field = part(shown_dialog(qtbot, window, InputDialog), QLineEdit)
    assert (field.accessibleName(), field.selectedText()) == ("Recipient", field.text())
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_whom_a_contribution_was_sent_to_is_named_after_it_was_written_changed_and_undone(
    window: MainWindow, shown: QTableView, tmp_path: Path, qtbot: QtBot
) -> None:
    _write(window, qtbot, tmp_path / "first.xlsx")
    click(qtbot, window, "Sent to…")
    _name_recipient(window, qtbot, "Secretariat")
    until(qtbot, lambda: "Contribution sent to Secretariat," in _told(window))
    report = part(part(window, ContributionsPage), ReadingPane)
    assert "Change recipient…" in report.toPlainText()  # where no-break spaces are blanks
    report.setFocus()
    QTest.keyClick(report, Qt.Key.Key_Tab)  # to the first link, as with a mouse
    QTest.keyClick(report, Qt.Key.Key_Return)
    _name_recipient(window, qtbot, "Coordinator")
    until(qtbot, lambda: "Contribution sent to Coordinator," in _told(window))
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: "Contribution sent to Secretariat," in _told(window))


def test_contacts_go_along_only_where_a_person_says_so(
    window: MainWindow, shown: QTableView, tmp_path: Path, qtbot: QtBot
) -> None:
    _write(window, qtbot, tmp_path / "without.xlsx")
    QTest.mouseClick(part(part(window, ContributionsPage), QCheckBox), Qt.MouseButton.LeftButton)
    _write(window, qtbot, tmp_path / "with.xlsx")
    contact = samples.NURSES.contact
    assert contact not in _cells(tmp_path / "without.xlsx")
    assert contact in _cells(tmp_path / "with.xlsx")
    assert "with contacts" in window.bar.text


def test_coverage_and_gaps_go_along_where_they_are_wanted(
    window: MainWindow, shown: QTableView, tmp_path: Path, qtbot: QtBot
) -> None:
    boxes = part(window, ContributionsPage).findChildren(QCheckBox)
    [wanted] = [box for box in boxes if box.accessibleName() == "Coverage and gaps"]
    wanted.setFocus()
    QTest.keyClick(wanted, Qt.Key.Key_Space)
    _write(window, qtbot, tmp_path / "covered.xlsx")
    assert load_workbook(tmp_path / "covered.xlsx").sheetnames[4:] == ["Coverage", "Partners", "Balance", "Gaps"]


def _cells(file: Path) -> set[object]:
    book = load_workbook(file)
    return {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}


def test_enter_goes_to_the_practice(window: MainWindow, shown: QTableView, qtbot: QtBot) -> None:
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    until(qtbot, lambda: window.practices.isVisible() and "Clubs abroad pay" in pane_text(window))
    assert "Wells for Ayacucho" in titles(window)


def test_a_click_goes_to_the_practice(window: MainWindow, shown: QTableView, qtbot: QtBot) -> None:
    place = shown.visualRect(shown.model().index(1, 1)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    until(qtbot, lambda: window.practices.isVisible() and "Clubs abroad pay" in pane_text(window))


def test_a_practice_of_the_last_contribution_that_is_gone_is_named(
    window: MainWindow, shown: QTableView, tmp_path: Path, qtbot: QtBot
) -> None:
    _write(window, qtbot, tmp_path / "first.xlsx")
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    window.signals.changed.emit(practice_edits.trash(workspace, practice_rows.find_ids(workspace, "wells")))
    until(qtbot, lambda: "Removed since" in _told(window))
    assert "Wells for Ayacucho" in _told(window)


def test_the_workbook_speaks_the_language_that_is_chosen(
    window: MainWindow, shown: QTableView, tmp_path: Path, qtbot: QtBot
) -> None:
    page = part(window, ContributionsPage)
    [language] = [box for box in page.findChildren(QComboBox) if box.accessibleName() == "Language"]
    language.setFocus()
    QTest.keyClick(language, Qt.Key.Key_Down)
    _write(window, qtbot, tmp_path / "c.xlsx")
    assert load_workbook(tmp_path / "c.xlsx").properties.language == "fr"


def test_without_a_roundtable_there_is_nothing_to_write(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    press(qtbot, window, Qt.Key.Key_6, CONTROL)
    assert not visible_button(window, "Export workbook…").isEnabled()
    assert visible_button(window, "Import a paper…").isEnabled()


def test_the_page_has_a_name_for_every_part(window: MainWindow, shown: QTableView) -> None:
    assert nameless(part(window, ContributionsPage)) == []
    assert part(window, ContributionsPage).findChildren(QComboBox)
