"""What another makes of a gap or of a reason that one is typing is told with who and when, and no words are lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from roundtable.mapping import gaps, roundtable_matrix, targets
from roundtable.workspace import Workspace
from tests.ui.mapping.test_mapping_page import M1, NURSES, at, rows, table
from tests.ui.window_driving import CONTROL, OpenWindow, click, part, press, shown_texts, until
from tests.ui.workspaces.colleagues import as_ben
from ui.gaps.gaps_view import GapsView
from ui.mapping.mapping_page import MappingPage
from ui.mapping.mapping_views import GAPS, MappingViews
from ui.mapping.matrix_panel import ReasonInput
from ui.shell.main_window import MainWindow

ROUNDTABLE = 1
TOLD = "Changed by Ben (postgres), today"


@pytest.fixture
def window(open_window: OpenWindow, address: str) -> MainWindow:
    return open_window(address)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> MappingPage:
    """Show the mapping, the matrix read."""
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    found = part(window, MappingPage)
    until(qtbot, lambda: table(found).matrix_model.rowCount() > 0)
    return found


def test_a_reason_that_another_changes_while_one_types_it_is_told_with_who_and_when_and_both_are_kept(
    page: MappingPage, address: str, qtbot: QtBot
) -> None:
    QTest.keyClick(at(page, NURSES, M1), Qt.Key.Key_Return)
    typed = part(page, ReasonInput)
    typed.set_text("Trains nurses.")
    nurses = table(page).matrix_model.practice(rows(page).index(NURSES)) or 0
    with as_ben(address) as other:
        target = roundtable_matrix.matrix(other, ROUNDTABLE).targets[M1]
        roundtable_matrix.set_reason(other, nurses, target, "Pays for them.")
    until(qtbot, lambda: any(said.startswith(TOLD) for said in shown_texts(page)))
    assert typed.text() == "Trains nurses."
    click(qtbot, page, "Show")
    click(qtbot, page, "Merge both")
    assert page.flush()
    with Workspace.open(address) as other:
        kept = roundtable_matrix.matrix(other, ROUNDTABLE).cell(nurses, target).reason
    assert sorted(kept.replace(".", "").split()) == sorted(["Trains", "nurses", "Pays", "for", "them"])


def test_what_another_makes_of_a_gap_that_one_is_typing_in_is_told_with_who_and_when(
    page: MappingPage, address: str, qtbot: QtBot
) -> None:
    with Workspace.open(address) as other:
        with other.reading() as connection:
            [target] = [one for one in targets.of_roundtable(connection, ROUNDTABLE) if one.mark == "Q2"]
        gap, _ = gaps.create(other, ROUNDTABLE, target, owner="Ana")
    views = part(page, MappingViews)
    views.tabs.setCurrentIndex(GAPS)
    view = part(page, GapsView)
    until(qtbot, lambda: any(line.gap and line.gap.key == gap for line in view._model.rows))
    view.show_gap(gap)
    [owner] = [one for one in view.findChildren(QLineEdit) if one.accessibleName() == "Owner"]
    owner.setFocus()
    owner.end(False)
    QTest.keyClicks(owner, " and Awa")
    with as_ben(address) as other:
        gaps.save(other, gap, owner="Ben", note="Ghana has one.")
    until(qtbot, lambda: any(said.startswith(TOLD) for said in shown_texts(view)))
    assert owner.text() == "Ana and Awa"
    assert not view.flush()
    click(qtbot, view, "Show")
    click(qtbot, view, "Keep mine")
    assert view.flush()
    with Workspace.open(address) as other:
        [kept] = [one for one in gaps.listing(other, ROUNDTABLE) if one.key == gap]
    assert (kept.owner, kept.note) == ("Ana and Awa", "Ghana has one.")
