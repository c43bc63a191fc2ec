"""The overview: every number leads to its practices, by mouse and by keys, and follows what is done."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.history import handovers
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.shell.test_file_actions import drop
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    carry_out,
    practices_table,
    press,
    search_field,
    titles,
    until,
    visible_button,
)
from ui.imports.report_dock import ReportDock
from ui.overview.links import Link, Tile
from ui.overview.roundtable_card import RoundtableCard
from ui.shell.main_window import MainWindow


@pytest.fixture
def rich_location(filled_location: str) -> str:
    """Give the invented roundtable a deadline, a gap, handovers and a change after them."""
    with Workspace.open(filled_location) as workspace:
        [row] = roundtable_store.listing(workspace)
        roundtable_edits.set_field(workspace, row.id, "deadline", "2031-05-09", "Set deadline", read_as="")
        second = roundtable_matrix.matrix(workspace, row.id).targets[1]
        gaps.create(workspace, row.id, second, due="2031-01-01", owner="A. Person")
        record = roundtable_store.get(workspace, row.id)
        assert record is not None
        with workspace.reading() as connection:
            every = practice_store.load(connection)
        handed = [one for one in every.values() if one.id == samples.NURSES.id]
        handovers.note(workspace, "annex", record, handed, file=Path("annexe.pdf"), language="fr", recipient="Rabat")
        key = practice_rows.key_of(workspace, samples.NURSES.id)
        assert key is not None
        practice_edits.set_value(workspace, key, "title", "Nurses", "Edit title", read_as=samples.NURSES.title)
    return filled_location


@pytest.fixture
def shown(open_window: OpenWindow, rich_location: str, qtbot: QtBot) -> MainWindow:
    """Show the overview of that workspace, its numbers read."""
    window = open_window(rich_location)
    until(qtbot, lambda: len(titles(window)) == 3)
    show_overview(qtbot, window)
    until(qtbot, lambda: bool(window.overview.findChildren(RoundtableCard)))
    return window


def show_overview(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_1, CONTROL)
    until(qtbot, window.overview.isVisible)


def names(window: MainWindow) -> list[str]:
    """Read what a screen reader says of every link in view."""
    links: list[QPushButton] = [*window.overview.findChildren(Tile), *window.overview.findChildren(Link)]
    return [one.accessibleName() for one in links if one.isVisible()]


def link(window: MainWindow, beginning: str) -> QPushButton:
    links: list[QPushButton] = [*window.overview.findChildren(Tile), *window.overview.findChildren(Link)]
    [found] = [one for one in links if one.isVisible() and one.accessibleName().startswith(beginning)]
    return found


def first_ink(widget: QWidget) -> int:
    """Return how far its letters stand from the left edge of a widget, in pixels."""
    image = widget.grab().toImage()
    ground = image.pixel(0, 0)
    rows = range(image.height())
    return next(x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in rows))


def test_the_overview_is_the_first_page_and_tells_the_figures_of_each_roundtable(shown: MainWindow) -> None:
    left = (date(2031, 5, 9) - date.today()).days
    told = names(shown)
    assert "Roundtable RT 9.1  Water and nurses" in told
    assert f"Due 9 May 2031, {left:,} days left, RT 9.1" in told
    assert [name for name in told if re.match(r"\d+ (ready|in clearance|draft|total)", name)] == [
        "1 ready, RT 9.1",
        "0 in clearance, RT 9.1",
        "1 draft, RT 9.1",
        "2 total, RT 9.1",
    ]
    assert "1 not cleared, Still missing, RT 9.1" in told
    assert "Q2 Who pays for wells?, A. Person · 1 Jan 2031, Gaps in coverage, RT 9.1" in told
    assert any(name.startswith("Annex sent to Rabat, ") for name in told)
    assert "1 changed, Changes since last sent, RT 9.1" in told
    assert "1 new, Changes since last sent, RT 9.1" in told
    assert "1 in English, Outdated language versions, RT 9.1" in told
    assert "1 practice in no annex, Practices" in told


def test_every_number_leads_to_as_many_practices(shown: MainWindow, qtbot: QtBot) -> None:
    numbered = [name for name in names(shown) if re.match(r"\d+ ", name)]
    assert len(numbered) > 8
    for name in numbered:
        count = int(re.search(r"\d+", name)[0])  # type: ignore[index]
        QTest.mouseClick(link(shown, name), Qt.MouseButton.LeftButton)
        assert shown.practices.isVisible()
        until(qtbot, lambda n=count: len(titles(shown)) == n)  # type: ignore[misc]
        show_overview(qtbot, shown)


def test_a_number_is_followed_by_keys_and_the_focus_is_in_the_table_then(shown: MainWindow, qtbot: QtBot) -> None:
    link(shown, "1 draft").setFocus()
    QTest.keyClick(link(shown, "1 draft"), Qt.Key.Key_Space)
    until(qtbot, lambda: titles(shown) == ["Wells for Ayacucho"])
    assert search_field(shown).text() == 'roundtable:"RT 9.1" status:draft'
    assert practices_table(shown).hasFocus()


def test_the_numbers_follow_a_change_and_the_focus_stays(shown: MainWindow, qtbot: QtBot) -> None:
    drafts = link(shown, "1 draft")
    drafts.setFocus()
    workspace = shown.workspace_switch.workspace
    assert workspace is not None
    wells = practice_rows.key_of(workspace, samples.WELLS.id)
    assert wells is not None
    shown.signals.changed.emit(practice_edits.edit_many(workspace, [wells], *practice_edits.set_status("in clearance")))
    until(qtbot, lambda: "1 in clearance, RT 9.1" in names(shown))
    assert QApplication.focusWidget() is drafts
    assert drafts.accessibleName() == "0 draft, RT 9.1"


def test_a_gap_leads_to_its_form(shown: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(link(shown, "Q2 Who pays"), Qt.MouseButton.LeftButton)
    owners = [field for field in shown.mapping.findChildren(QLineEdit) if field.accessibleName() == "Owner"]
    until(qtbot, lambda: [field.text() for field in owners] == ["A. Person"])


def test_the_deadline_is_set_as_a_person_writes_it(shown: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(link(shown, "Due 9 May 2031"), Qt.MouseButton.LeftButton)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "Deadline"
    field.selectAll()
    QTest.keyClicks(field, "tomorrow")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    show_overview(qtbot, shown)
    day = date.today() + timedelta(days=1)
    until(qtbot, lambda: any(name.startswith(f"Due {day.day} {day:%b %Y}, 1 day left") for name in names(shown)))


def test_an_empty_workspace_offers_the_three_ways_to_begin(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    show_overview(qtbot, window)
    until(qtbot, lambda: not window.overview.findChildren(RoundtableCard))
    for words in ("Import a paper…", "Import a workbook…", "New practice"):
        assert visible_button(window.overview, words)
    assert visible_button(window.overview, "Import a paper…").hasFocus()
    QTest.mouseClick(visible_button(window.overview, "New practice"), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: titles(window) == ["(no title)"])


def test_an_empty_overview_takes_a_dropped_file(
    open_window: OpenWindow, sample_file: Path, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    show_overview(qtbot, window)
    drop(window, [sample_file])
    carry_out(qtbot, window)
    until(qtbot, lambda: any(name.startswith("Roundtable RT 9.1") for name in names(window)))
    assert window.overview.isVisible()


def test_what_an_import_left_undecided_is_selected_with_its_report(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "came.txt"
    file.write_text("Title: Wells for Ayacucho\nCountry: Bolivia\nSummary: Clubs pay.\n", encoding="utf-8")
    from roundtable.imports import import_files

    workspace = window.workspace_switch.workspace
    assert workspace is not None
    _, change_set = import_files(workspace, [file])
    window.signals.changed.emit(change_set)
    show_overview(qtbot, window)
    until(qtbot, lambda: any(name.startswith("1 possible duplicate, Import") for name in names(window)))
    QTest.mouseClick(link(window, "1 possible duplicate"), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: window.practices.list.selection_size == 1 and bool(window.findChildren(ReportDock)))
    assert window.practices.list.title(window.practices.list.selected_keys[0]) == "Wells for Ayacucho"


def test_a_roundtable_without_a_deadline_says_so_and_leads_to_the_field(window: MainWindow, qtbot: QtBot) -> None:
    show_overview(qtbot, window)
    until(qtbot, lambda: "No deadline · set one…, RT 9.1" in names(window))
    QTest.mouseClick(link(window, "No deadline"), Qt.MouseButton.LeftButton)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "Deadline"


@pytest.mark.look
def test_the_texts_of_a_card_stand_on_one_line_below_their_heading(shown: MainWindow) -> None:
    card = shown.overview.findChildren(RoundtableCard)[0]
    headings = [one for one in card.findChildren(QLabel) if one.text() == "Still missing"]
    texts = [*headings, link(shown, "1 not cleared")]
    lefts = {first_ink(one) + one.mapTo(card, QPoint()).x() for one in texts}
    assert max(lefts) - min(lefts) <= 1  # letters begin at different distances from their edge
