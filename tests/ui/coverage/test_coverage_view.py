from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QTabBar, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.mapping import figures, roundtable_matrix, targets
from roundtable.practices import practice_rows, practice_store
from roundtable.records.identity import new_id
from roundtable.vocabulary import place_edits
from roundtable.workspace import Workspace
from tests.samples import WELLS
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    CONTROL,
    answer_file_dialog,
    click,
    part,
    show_active,
    shown_dialog,
    table_named,
    until,
)
from ui.base.theme import Choice, Theme
from ui.coverage.bars import BarChart
from ui.coverage.coverage_sheet import VIEWS, CoverageQuery, read, view_name
from ui.coverage.coverage_view import CoverageView
from ui.coverage.heat_map import HeatMap
from ui.coverage.picture_area import PictureArea
from ui.dialogs.file_prompts import Prompts
from ui.dialogs.question_dialog import QuestionDialog
from ui.jobs.jobs import Jobs

ROUNDTABLE = 1


@pytest.fixture
def workspace(filled_location: str) -> Iterator[Workspace]:
    with Workspace.open(filled_location) as opened:
        yield opened


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, settings: QSettings, workspace: Workspace) -> Iterator[CoverageView]:
    """Show the coverage of RT 9.1, in which nothing answers Q2."""
    window = QWidget()
    window.resize(1080, 640)
    jobs = Jobs(window)
    made = CoverageView(theme, settings, Prompts(settings, window), jobs, window)
    made.resize(window.size())
    qtbot.addWidget(window)
    made.open(workspace)
    made.show_roundtable(ROUNDTABLE)
    show_active(qtbot, window)
    until(qtbot, lambda: part(made, PictureArea).isVisible())
    yield made
    made.open(None)
    jobs.stop()


VIEW_NAMES = [view_name(name) for name in VIEWS]


def words_of(number: str) -> str:
    return f"{number} practice" if number == "1" else f"{number} practices"


def choose(qtbot: QtBot, view: CoverageView, words: str) -> None:
    """Choose with the keyboard what coverage is looked at by."""
    choice = part(view, QComboBox)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    while choice.currentText() != words:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    until(qtbot, lambda: shown_title(view).endswith(words))


def shown_title(view: CoverageView) -> str:
    return view.sheet.picture.title if view.sheet else ""


def said(view: CoverageView) -> str:
    """Return what is said of the cell that is looked at."""
    return part(view, PictureArea).accessibleDescription()


def sheet_table(view: CoverageView) -> QTableView:
    tabs = part(view, QTabBar)
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    return table_named(view, "Coverage")


def test_arrows_move_over_the_cells_and_each_is_said_in_words(view: CoverageView) -> None:
    picture = part(view, PictureArea)
    picture.setFocus()
    assert said(view).endswith("Africa · Q1 What keeps nurses at home?")
    QTest.keyClick(picture, Qt.Key.Key_Down)
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert said(view).endswith("Americas · Q2 Who pays for wells? · gap")
    QTest.keyClick(picture, Qt.Key.Key_End, CONTROL)
    assert said(view).endswith("Oceania · M1 Pay for training")
    QTest.keyClick(picture, Qt.Key.Key_Right)
    QTest.keyClick(picture, Qt.Key.Key_Home)
    assert said(view).endswith("Africa · M1 Pay for training")
    assert any(said(view) == label.text() for label in view.findChildren(QLabel))


def test_enter_and_a_click_ask_for_exactly_the_practices_of_the_cell(view: CoverageView, workspace: Workspace) -> None:
    asked: list[str] = []
    view.practices_asked.connect(asked.append)
    picture = part(view, PictureArea)
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Return)
    QTest.keyClick(picture, Qt.Key.Key_Down)
    QTest.keyClick(picture, Qt.Key.Key_Return)  # Q2 has none to show
    place = picture.cell_place(2, 1).center().toPoint()
    QTest.mouseClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=place)
    titles = [
        [row.title for row in practice_rows.rows(workspace, practice_rows.find_ids(workspace, query))]
        for query in asked
    ]
    assert titles == [["Étude des infirmières"], ["Wells for Ayacucho"]]


def test_a_click_on_a_heading_that_lies_over_a_cell_asks_for_nothing(view: CoverageView) -> None:
    asked: list[str] = []
    view.practices_asked.connect(asked.append)
    picture = part(view, PictureArea)
    corner = picture.cell_place(0, 0).topLeft().toPoint()
    picture.horizontalScrollBar().setRange(0, 100)
    picture.horizontalScrollBar().setValue(50)
    QTest.mouseClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=corner - corner / 20)
    assert asked == []


def test_countries_with_the_most_practices_come_first(view: CoverageView, workspace: Workspace, qtbot: QtBot) -> None:
    with workspace.reading() as connection:
        measure = targets.of_roundtable(connection, ROUNDTABLE)[-1]
    with workspace.unit_of_work("Add two of Peru") as work:
        keys = practice_store.add(work, [replace(WELLS, id=new_id()) for _ in range(2)])
    roundtable_matrix.mark(workspace, ROUNDTABLE, [(key, measure) for key in keys])
    choose(qtbot, view, "By country")
    assert view.sheet is not None
    assert view.sheet.headings[1:-1] == ("Peru", "Côte d’Ivoire", "Ghana")


def test_a_change_is_read_again_and_the_cell_looked_at_stays(
    view: CoverageView, workspace: Workspace, qtbot: QtBot
) -> None:
    picture = part(view, PictureArea)
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Down)
    with workspace.reading() as connection:
        target = targets.of_roundtable(connection, ROUNDTABLE)[1]
    [untitled] = practice_rows.find_ids(workspace, "eritrea")
    view.reload(roundtable_matrix.mark(workspace, ROUNDTABLE, [(untitled, target)]))
    until(qtbot, lambda: said(view).startswith("1 "))
    assert said(view).endswith("Africa · Q2 Who pays for wells?")


def test_what_lacks_a_practice_is_a_gap_in_the_picture(view: CoverageView) -> None:
    assert view.sheet is not None
    gaps = [[cell.gap for cell in line] for line in view.sheet.picture.cells]  # type: ignore[union-attr]
    assert [set(line) for line in gaps] == [{""}, {"gap"}, {""}]


def test_totals_tell_practices_countries_regions_and_partners_by_role(view: CoverageView, qtbot: QtBot) -> None:
    choose(qtbot, view, "Practices, countries and partners")
    assert view.sheet is not None
    assert view.sheet.rows == (
        ("Q1 What keeps nurses at home?", "1", "2", "1", "0", "0", "0", "0"),
        ("Q2 Who pays for wells? · gap", "0", "0", "0", "0", "0", "0", "0"),
        ("M1 Pay for training", "1", "1", "1", "1", "1", "0", "0"),
    )
    assert view.sheet.headings[4:] == ("Partners", "Funders", "Co-funders", "Coordination")


def test_its_words_are_those_of_the_annex_the_workbook_and_the_command(workspace: Workspace) -> None:
    covered, partners, balance, _ = figures.of_roundtable(workspace, "RT 9.1")
    totals, shares = (read(workspace, CoverageQuery(ROUNDTABLE, view)) for view in ("totals", "balance"))
    assert totals.headings == (*covered.columns, *partners.columns[1:])
    assert [row[0].removesuffix(" · gap") for row in totals.rows] == [row[0] for row in covered.rows]
    assert (shares.headings, shares.rows) == (balance.columns, balance.rows)
    assert isinstance(shares.picture, BarChart)
    assert shares.picture.note == balance.note


def test_a_number_of_partners_leads_to_the_practices_that_have_them(
    view: CoverageView, workspace: Workspace, qtbot: QtBot
) -> None:
    asked: list[str] = []
    view.practices_asked.connect(asked.append)
    choose(qtbot, view, "Practices, countries and partners")
    picture = part(view, PictureArea)
    picture.setFocus()
    picture.go_to(2, 4)
    assert said(view) == "Funders: 1 · M1 Pay for training"
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert asked == ['roundtable:"RT 9.1" measure:M1 role:funder']
    found = practice_rows.rows(workspace, practice_rows.find_ids(workspace, asked[0]))
    assert [row.title for row in found] == ["Wells for Ayacucho"]


@pytest.mark.parametrize("words", VIEW_NAMES)
def test_picture_and_table_hold_the_same_numbers(view: CoverageView, qtbot: QtBot, words: str) -> None:
    choose(qtbot, view, words)
    assert view.sheet is not None
    picture, rows = view.sheet.picture, view.sheet.rows
    if isinstance(picture, HeatMap):
        painted = [
            (name, *(str(cell.count) for cell in line)) for name, line in zip(picture.rows, picture.cells, strict=True)
        ]
        named = [(row[0].removesuffix(" · gap"), *row[1:]) for row in rows[: len(painted)]]
        assert painted == [row[: len(picture.columns) + 1] for row in named]
    else:
        painted = [(name, bar.text) for name, bar in zip(picture.rows, picture.bars, strict=True)]
        assert painted == [(name, f"{share} · {words_of(number)}") for name, number, share in rows]


def test_the_balance_tells_the_share_of_regions_and_of_ones_own_groups(
    view: CoverageView, workspace: Workspace, qtbot: QtBot
) -> None:
    choose(qtbot, view, "Balance")
    place_edits.add(workspace, "Countries of origin")
    view.reload(place_edits.set_members(workspace, "X-COUNTRIES-OF-ORIGIN", ["GHA"]))
    until(qtbot, lambda: view.sheet is not None and view.sheet.rows[-1] == ("Countries of origin", "1", "50%"))
    assert view.sheet is not None
    assert [row for row in view.sheet.rows if row[1] != "0"][:2] == [("Africa", "1", "50%"), ("Americas", "1", "50%")]


def test_a_bar_of_the_balance_leads_to_its_practices_in_the_roundtable(
    view: CoverageView, workspace: Workspace, qtbot: QtBot
) -> None:
    asked: list[str] = []
    view.practices_asked.connect(asked.append)
    choose(qtbot, view, "Balance")
    picture = part(view, PictureArea)
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Return)
    [query] = asked
    found = practice_rows.rows(workspace, practice_rows.find_ids(workspace, query))
    assert [row.title for row in found] == ["Étude des infirmières"]


def test_the_table_has_the_same_numbers_and_totals_and_is_copied_with_its_headings(
    view: CoverageView, qtbot: QtBot
) -> None:
    table = sheet_table(view)
    assert table.isVisible()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == [
        "Question or measure\tAfrica\tAmericas\tAsia\tEurope\tOceania\tTotal",
        "Q1 What keeps nurses at home?\t1\t0\t0\t0\t0\t1",
        "Q2 Who pays for wells? · gap\t0\t0\t0\t0\t0\t0",
        "M1 Pay for training\t0\t1\t0\t0\t0\t1",
        "All practices\t1\t1\t0\t0\t0\t2",
    ]


def test_enter_in_the_table_asks_for_the_practices_of_a_cell(view: CoverageView, workspace: Workspace) -> None:
    asked: list[str] = []
    view.practices_asked.connect(asked.append)
    table = sheet_table(view)
    table.setFocus()
    table.setCurrentIndex(table.model().index(3, 6))
    QTest.keyClick(table, Qt.Key.Key_Return)
    [query] = asked
    assert len(practice_rows.find_ids(workspace, query)) == 2


def test_a_picture_is_saved_light_also_from_a_dark_window(
    view: CoverageView, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    written: list[Path] = []
    view.saved.connect(written.append)
    theme.choose(Choice.DARK)
    for name in ("coverage.png", "coverage.svg"):
        with qtbot.waitSignal(view.saved):
            click(qtbot, view, "Save chart…")
            answer_file_dialog(qtbot, view.window(), tmp_path / name)
    assert written == [tmp_path / "coverage.png", tmp_path / "coverage.svg"]
    image = QImage(str(tmp_path / "coverage.png"))
    assert image.pixelColor(0, 0).name() == "#ffffff"
    assert "Who pays for wells?" in (tmp_path / "coverage.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("typed", "saved"), [("coverage", "coverage.svg"), ("RT 9.1", "RT 9.1.svg")])
def test_a_picture_without_a_suffix_is_saved_as_the_chosen_filter_says(
    view: CoverageView, qtbot: QtBot, tmp_path: Path, typed: str, saved: str
) -> None:
    click(qtbot, view, "Save chart…")
    choose_filter(qtbot, view.window(), "SVG image (*.svg)")
    with qtbot.waitSignal(view.saved) as told:
        answer_file_dialog(qtbot, view.window(), tmp_path / typed)
    assert told.args == [tmp_path / saved]
    assert (tmp_path / saved).read_text(encoding="utf-8").startswith("<?xml")
    assert [one.name for one in tmp_path.glob("*RT*")] + [one.name for one in tmp_path.glob("cov*")] == [saved]


def test_a_file_is_not_replaced_unasked_where_its_suffix_was_not_typed(
    view: CoverageView, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "RT 9.1.png").write_text("mine")
    click(qtbot, view, "Save chart…")
    answer_file_dialog(qtbot, view.window(), tmp_path / "RT 9.1")
    asked = shown_dialog(qtbot, view.window(), QuestionDialog)
    assert (tmp_path / "RT 9.1.png").read_text() == "mine"
    with qtbot.waitSignal(view.saved):
        click(qtbot, asked, "Replace")
    assert not QImage(str(tmp_path / "RT 9.1.png")).isNull()


def choose_filter(qtbot: QtBot, window: QWidget, words: str) -> None:
    """Choose with the keyboard in the file dialog which kind of file it is to be."""
    dialog = shown_dialog(qtbot, window, QFileDialog)
    kinds = part(dialog, QComboBox, "fileTypeCombo")
    kinds.setFocus()
    while kinds.currentText() != words:
        QTest.keyClick(kinds, Qt.Key.Key_Down)


def test_the_choice_of_what_and_how_is_remembered(
    view: CoverageView, qtbot: QtBot, settings: QSettings, theme: Theme
) -> None:
    choose(qtbot, view, "By status")
    sheet_table(view)
    other = CoverageView(theme, settings, Prompts(settings, view), Jobs(view), view)
    assert part(other, QComboBox).currentText() == "By status"
    assert part(other, QTabBar).currentIndex() == 1


def test_a_roundtable_without_questions_says_so(view: CoverageView, workspace: Workspace, qtbot: QtBot) -> None:
    key, _ = roundtable_edits.create(workspace, "RT 9.2")
    view.show_roundtable(key)
    until(
        qtbot, lambda: any("Nothing to cover yet" in one.text() for one in view.findChildren(QLabel) if one.isVisible())
    )


def test_every_control_has_a_name_and_the_model_keeps_qts_rules(view: CoverageView, qtmodeltester: ModelTester) -> None:
    assert nameless(view) == []
    table = sheet_table(view)
    assert nameless(view) == []
    qtmodeltester.check(table.model())  # type: ignore[no-untyped-call] # pytest-qt bears no types here
