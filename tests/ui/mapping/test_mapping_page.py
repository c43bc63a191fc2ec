from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.history import undo_steps
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Cell
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from tests import journal_steps, samples
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    CONTROL,
    SHIFT,
    OpenWindow,
    click,
    column,
    part,
    practices_table,
    press,
    search_field,
    table_named,
    titles,
    until,
)
from ui.base.practice_drag import dropped
from ui.coverage.coverage_view import CoverageView
from ui.dialogs.question_dialog import QuestionDialog
from ui.mapping.mapping_page import MappingPage
from ui.mapping.mapping_views import GAPS, MappingViews
from ui.mapping.matrix_model import MatrixModel
from ui.mapping.matrix_panel import ReasonInput
from ui.mapping.matrix_table import MatrixTable
from ui.shell.main_window import MainWindow
from ui.widgets.rail import Rail
from ui.widgets.search_field import SearchField

NURSES, WELLS = samples.NURSES.title, samples.WELLS.title
Q1, Q2, M1 = range(3)
ROLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> MappingPage:
    """Show the mapping by its key, the matrix read."""
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    found = part(window, MappingPage)
    until(qtbot, lambda: model(found).rowCount() > 0)
    table(found).setFocus()
    return found


def table(page: MappingPage) -> MatrixTable:
    return part(page, MatrixTable)


def model(page: MappingPage) -> MatrixModel:
    return table(page).matrix_model


def rows(page: MappingPage) -> list[str]:
    """Name the rows, headings with how many stand below."""
    held = model(page)
    found = []
    for row in range(held.rowCount()):
        heading = held.heading(row)
        found.append(f"[{heading.text} {heading.practices}]" if heading else held.title(row))
    return found


def at(page: MappingPage, title: str, column: int) -> MatrixTable:
    """Make a cell the current one."""
    table(page).go_to(rows(page).index(title), column)
    return table(page)


def cell(page: MappingPage, title: str, column: int) -> Cell:
    return model(page).cell(rows(page).index(title), column)


def choice(page: MappingPage, name: str) -> QComboBox:
    [found] = [box for box in page.findChildren(QComboBox) if box.accessibleName() == name]
    return found


def steps(location: str) -> int:
    with Workspace.open(location) as workspace:
        return len(undo_steps.steps(workspace, limit=50))


def undo(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: not window.jobs.is_busy)


def test_rows_are_grouped_by_the_principal_question_and_columns_name_questions_then_measures(page: MappingPage) -> None:
    assert rows(page) == ["[Keeping nurses 1]", NURSES, "[Other related examples 1]", WELLS]
    assert [target.mark for target in model(page).targets] == ["Q1", "Q2", "M1"]
    assert [model(page).count_text(column) for column in range(3)] == ["1 · 2", "0 · gap", "1 · 1"]


def test_each_cell_is_described_for_who_cannot_see_it(page: MappingPage) -> None:
    held = model(page)
    said = held.index(rows(page).index(WELLS), M1).data(ROLE)
    assert said == "Wells for Ayacucho, M1 pay for training: mapped; reason: pays"
    said = held.index(rows(page).index(NURSES), Q1).data(ROLE)
    assert said == "Étude des infirmières, Q1 What keeps nurses at home?: mapped, principal question"


def test_a_whole_mapping_is_done_by_keys_alone_one_step_each(
    window: MainWindow, page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    before = steps(filled_location)
    shown = at(page, WELLS, M1)
    QTest.keyClick(shown, Qt.Key.Key_Left)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert cell(page, WELLS, Q2).is_mapped
    until(qtbot, lambda: rows(page)[-2:] == ["[Who pays for wells? 1]", WELLS])
    QTest.keyClick(shown, Qt.Key.Key_Return)
    reason = part(page, ReasonInput)
    assert reason.hasFocus()
    QTest.keyClicks(reason, "Clubs abroad pay")
    QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert shown.hasFocus()
    assert cell(page, WELLS, Q2) == Cell(True, True, "Clubs abroad pay")
    QTest.keyClick(shown, Qt.Key.Key_P)
    assert not cell(page, WELLS, Q2).is_principal
    assert steps(filled_location) == before + 3
    for _ in range(3):
        undo(window, qtbot)
    until(qtbot, lambda: cell(page, WELLS, Q2) == Cell())


def test_several_chosen_cells_are_toggled_in_one_step(
    window: MainWindow, page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    before = steps(filled_location)
    shown = at(page, NURSES, Q2)
    QTest.keyClick(shown, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(shown, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert all(cell(page, title, column).is_mapped for title in (NURSES, WELLS) for column in (Q2, M1))
    assert steps(filled_location) == before + 1
    undo(window, qtbot)
    until(qtbot, lambda: not cell(page, NURSES, Q2).is_mapped)
    assert cell(page, WELLS, M1).reason == "pays"


def test_a_click_toggles_a_cell_but_only_goes_to_one_that_holds_a_reason(page: MappingPage, qtbot: QtBot) -> None:
    def click(title: str, column: int) -> None:
        shown = table(page)
        place = shown.visualRect(model(page).index(rows(page).index(title), column)).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(NURSES, M1)
    assert cell(page, NURSES, M1).is_mapped
    click(NURSES, M1)
    assert not cell(page, NURSES, M1).is_mapped
    click(WELLS, M1)
    assert cell(page, WELLS, M1).reason == "pays"


def test_a_block_is_copied_pasted_and_filled_down_one_step_each(
    window: MainWindow, page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    shown = at(page, NURSES, Q1)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(shown, key, SHIFT)
    QTest.keyClick(shown, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "x\t\t\n\t\tpays"
    before = steps(filled_location)
    QGuiApplication.clipboard().setText("x\tgood grounds\n\t“same”, they say")
    shown = at(page, NURSES, Q2)
    QTest.keyClick(shown, Qt.Key.Key_V, CONTROL)
    assert cell(page, NURSES, Q2) == Cell(is_mapped=True)
    assert cell(page, NURSES, M1).reason == "good grounds"
    assert cell(page, WELLS, M1).reason == "“same”, they say"
    shown = at(page, NURSES, M1)
    QTest.keyClick(shown, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(shown, Qt.Key.Key_D, CONTROL)
    assert cell(page, WELLS, M1).reason == "good grounds"
    assert steps(filled_location) == before + 2
    undo(window, qtbot)
    until(qtbot, lambda: cell(page, WELLS, M1).reason == "“same”, they say")


def test_n_goes_to_the_next_practice_that_is_mapped_to_nothing_else_to_a_gap(page: MappingPage, qtbot: QtBot) -> None:
    shown = at(page, NURSES, Q1)
    QTest.keyClick(shown, Qt.Key.Key_N)
    assert shown.currentIndex().column() == Q2
    choice(page, "Rows").setCurrentIndex(1)
    until(qtbot, lambda: "" in rows(page))
    QTest.keyClick(shown, Qt.Key.Key_N)
    assert model(page).title(shown.currentIndex().row()) == ""


def test_rows_are_found_by_the_language_of_the_search_and_grouped_otherwise(page: MappingPage, qtbot: QtBot) -> None:
    choice(page, "Rows").setCurrentIndex(1)
    choice(page, "Group by").setCurrentIndex(1)
    until(qtbot, lambda: rows(page) == ["[Eritrea 1]", "", "[Ghana 1]", NURSES, "[Peru 1]", WELLS])
    QTest.keyClicks(part(page, SearchField), "country:Africa")
    until(qtbot, lambda: rows(page) == ["[Eritrea 1]", "", "[Ghana 1]", NURSES])


def test_a_practice_dragged_from_the_list_is_mapped_where_it_is_dropped(
    window: MainWindow, page: MappingPage, qtbot: QtBot
) -> None:
    window.go_to("practices")
    listed = practices_table(window).model()
    data = listed.mimeData([listed.index(titles(window).index("(no title)"), 0)])
    assert len(dropped(data)) == 1
    keys = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    rail = part(window, Rail)
    over = QPointF(rail.visualRect(rail.model().index(3, 0)).center())
    QApplication.sendEvent(rail.viewport(), QDragEnterEvent(over, *keys))
    QApplication.sendEvent(rail.viewport(), QDragMoveEvent(over, *keys))
    assert page.isVisible()
    place = QPointF(table(page).horizontalHeader().sectionViewportPosition(M1) + 10.0, 60.0)
    viewport = table(page).viewport()
    QApplication.sendEvent(viewport, QDragEnterEvent(place, *keys))
    QApplication.sendEvent(viewport, QDropEvent(place, *keys))
    until(qtbot, lambda: "" in rows(page))
    assert cell(page, "", M1).is_mapped


def test_the_grouping_chosen_is_kept_for_the_next_start(
    page: MappingPage, open_window: OpenWindow, tmp_path: Path
) -> None:
    choice(page, "Group by").setCurrentIndex(1)
    again = part(open_window(tmp_path / "other.roundtable"), MappingPage)
    assert choice(again, "Group by").currentIndex() == 1


def test_a_suggestion_is_accepted_without_a_reason_or_refused(
    page: MappingPage, filled_location: str, qtbot: QtBot
) -> None:
    row = rows(page).index(WELLS)
    shown = at(page, WELLS, M1)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    until(qtbot, lambda: model(page).index(row, M1).data() == "?")
    QTest.keyClick(shown, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert cell(page, WELLS, M1) == Cell(is_refused=True)
    with Workspace.open(filled_location) as workspace:
        page.changed.emit(undo_steps.undo(workspace))
    before = steps(filled_location)
    QTest.keyClick(shown, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert cell(page, WELLS, M1) == Cell(is_mapped=True)
    assert steps(filled_location) == before + 1


def test_a_reason_that_is_being_typed_is_saved_when_the_page_is_left(
    window: MainWindow, page: MappingPage, qtbot: QtBot
) -> None:
    QTest.keyClick(at(page, NURSES, M1), Qt.Key.Key_Return)
    QTest.keyClicks(part(page, ReasonInput), "trains nurses")
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    until(qtbot, lambda: cell(page, NURSES, M1) == Cell(True, False, "trains nurses"))


def test_ctrl_enter_opens_the_practice(window: MainWindow, page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, WELLS, M1), Qt.Key.Key_Return, CONTROL)
    assert search_field(window).isVisible()
    assert practices_table(window).currentIndex().data() == WELLS


def test_every_control_has_a_name_and_the_model_keeps_qts_rules(
    window: MainWindow, page: MappingPage, qtmodeltester: ModelTester
) -> None:
    assert nameless(window) == []
    qtmodeltester.check(model(page))  # type: ignore[no-untyped-call] # pytest-qt bears no types here


def test_coverage_and_gaps_are_ways_of_the_same_roundtable(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    views = part(window, MappingViews)
    views.tabs.setFocus()
    QTest.keyClick(views.tabs, Qt.Key.Key_Right)
    coverage = part(window, CoverageView)
    until(qtbot, lambda: coverage.sheet is not None)
    assert not part(part(window, MappingPage), SearchField).isVisible()
    coverage.pane.setFocus()
    QTest.keyClick(coverage.pane, Qt.Key.Key_Return)
    until(qtbot, lambda: window.practices.isVisible() and "question:" in window.practices.query_text)
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    views.tabs.setFocus()
    QTest.keyClick(views.tabs, Qt.Key.Key_Right)
    gaps = table_named(window, "Gaps")
    until(qtbot, lambda: column(gaps, 1) == ["Q2 Who pays for wells?"])
    assert views.tabs.tabText(2) == "Gaps  1"


def test_a_gap_that_is_recorded_closes_when_a_practice_is_mapped(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    views = part(window, MappingViews)
    views.tabs.setCurrentIndex(GAPS)
    gaps = table_named(window, "Gaps")
    until(qtbot, lambda: gaps.model().rowCount() == 1)
    gaps.setFocus()
    gaps.setCurrentIndex(gaps.model().index(0, 0))
    QTest.keyClick(gaps, Qt.Key.Key_Return)
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    until(qtbot, lambda: "gap" in (journal_steps.next_undo(workspace) or "").lower())
    targets = roundtable_matrix.matrix(workspace, 1).targets
    [wells] = practice_rows.find_ids(workspace, "wells")
    window.signals.changed.emit(roundtable_matrix.mark(workspace, 1, [(wells, targets[1])]))
    until(qtbot, lambda: views.tabs.tabText(2) == "Gaps")
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: views.tabs.tabText(2) == "Gaps  1")


def test_a_new_roundtable_takes_over_what_is_mapped_in_an_earlier_one(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    _, change_set = roundtable_edits.duplicate(workspace, 1, "RT 9.3")
    window.signals.changed.emit(change_set)
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    page = part(window, MappingPage)
    page.choose("RT 9.3")
    until(
        qtbot,
        lambda: any(b.isVisible() and b.text().startswith("Copy mappings") for b in page.findChildren(QPushButton)),
    )
    click(qtbot, page, "Copy mappings from another roundtable…")
    _choose(qtbot, window, "RT 9.1 · M1 pay for training")
    _choose(qtbot, window, "M1 pay for training")
    until(qtbot, lambda: model(page).rowCount() > 0)
    described = [model(page).index(row, M1).data(ROLE) for row in range(model(page).rowCount())]
    assert any("Wells for Ayacucho" in str(text) and "pays" in str(text) for text in described)
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: model(page).rowCount() == 0)


def _choose(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Choose from the list of a question, and agree."""
    until(
        qtbot,
        lambda: any(found.findItems(words, Qt.MatchFlag.MatchExactly) for found in window.findChildren(QListWidget)),
    )
    for dialog in window.findChildren(QuestionDialog):
        choices = part(dialog, QListWidget)
        for item in choices.findItems(words, Qt.MatchFlag.MatchExactly):
            choices.setCurrentItem(item)
            click(qtbot, dialog, "Copy mappings")
            return
