"""The places of the vocabulary page, tended by keys and clicks on the real window."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QTabBar
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.exchange import workspace_contents
from roundtable.records.practice import Country
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.shell.test_main_window import nameless
from tests.ui.vocabulary.driving import (
    agree,
    answer,
    choose,
    names,
    row_of,
    table,
    type_name,
    visible_label,
    wait_until_left,
)
from tests.ui.window_driving import (
    CONTROL,
    SHIFT,
    click,
    part,
    press,
    search_field,
    shown_dialog,
    status_texts,
    titles,
    until,
)
from ui.dialogs.question_dialog import QuestionDialog
from ui.shell.main_window import MainWindow
from ui.vocabulary.names_dialog import NamesDialog
from ui.vocabulary.vocabulary_page import VocabularyPage
from ui.widgets.message_bar import MessageBar
from ui.widgets.search_field import SearchField

ABROAD = "diaspora destination countries"
AT_HOME = ["Côte d’Ivoire", ABROAD, "Eritrea", "Ghana", "Peru"]


@pytest.fixture
def page(page: VocabularyPage, qtbot: QtBot) -> VocabularyPage:
    tabs = part(page, QTabBar)
    tabs.setFocus()
    for _ in range(2):
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    until(qtbot, lambda: names(page) == AT_HOME)
    return page


def is_listed(page: VocabularyPage, name: str, kind: str) -> bool:
    return name in names(page) and row_of(page, name)[3] == kind


def offered(page: VocabularyPage) -> set[str]:
    return {action.text() for action in table(page).actions() if action.isVisible()}


def countries(location: str) -> tuple[Country, ...]:
    with Workspace.open(location) as workspace:
        return workspace_contents.collected(workspace).practices_by_id()[samples.WELLS.id].countries


def test_places_in_use_are_listed_and_all_others_are_found_by_any_name(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    assert names(page) == AT_HOME
    assert row_of(page, "Peru") == ("Peru", "", "1", "Standard")
    assert row_of(page, ABROAD) == (ABROAD, "", "1", "Not a place")
    until(qtbot, lambda: part(page, QTabBar).tabText(2) == "Places  5")
    assert "Places shown: 5" in status_texts(window)
    QTest.keyClicks(part(page, SearchField), "Allemagne")
    until(qtbot, lambda: names(page) == ["Germany"])
    assert offered(page) == {"New place…", "Aliases…", "Names in other languages…"}
    assert visible_label(page, "Its standard name stays; it can have other names beside it.")


def test_a_printed_text_is_offered_to_be_a_place_first_and_becomes_one(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    choose(page, ABROAD)
    assert offered(page) == {"New place…", "Show practices", "Add place", "Make an alias of…"}
    click(qtbot, page, "Add place")
    until(qtbot, lambda: row_of(page, ABROAD) == (ABROAD, "", "1", "Own"))
    assert countries(filled_location)[1] == Country(ABROAD, "X-DIASPORA-DESTINATION-COUNTRIES")
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, partial(is_listed, page, ABROAD, "Not a place"))
    assert countries(filled_location)[1] == Country(ABROAD)


def test_a_printed_text_becomes_an_alias_of_a_place_found_by_typing(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    choose(page, ABROAD)
    click(qtbot, page, "Make an alias of…")
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    QTest.keyClicks(part(dialog, QLineEdit), "ghan")
    QTest.keyClick(part(dialog, QLineEdit), Qt.Key.Key_Return)
    until(qtbot, lambda: ABROAD not in names(page))
    assert row_of(page, "Ghana") == ("Ghana", ABROAD, "2", "Standard")
    assert countries(filled_location)[1] == Country(ABROAD, "GHA")


def test_a_place_is_made_renamed_and_removed_by_keys_and_each_step_can_be_undone(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    shown = choose(page, "Peru")
    QTest.keyClick(shown, Qt.Key.Key_Insert)
    answer(qtbot, window, "Erewhon")
    until(qtbot, lambda: visible_label(page, "Erewhon"))
    QTest.keyClick(shown, Qt.Key.Key_F2)
    answer(qtbot, window, "Nowhere")
    until(qtbot, lambda: is_listed(page, "Nowhere", "Own"))
    assert row_of(page, "Nowhere") == ("Nowhere", "Erewhon", "0", "Own")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    until(qtbot, lambda: names(page) == AT_HOME)
    for expected in ("Nowhere", "Erewhon"):
        press(qtbot, window, Qt.Key.Key_Z, CONTROL)
        until(qtbot, partial(is_listed, page, expected, "Own"))


def test_removing_a_place_in_use_asks_and_leaves_what_was_printed(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    choose(page, ABROAD)
    click(qtbot, page, "Add place")
    until(qtbot, partial(is_listed, page, ABROAD, "Own"))
    QTest.keyClick(choose(page, ABROAD), Qt.Key.Key_Delete)
    agree(qtbot, window, "Remove")
    until(qtbot, partial(is_listed, page, ABROAD, "Not a place"))
    assert countries(filled_location)[1] == Country(ABROAD)


def test_aliases_are_edited_one_per_line_and_names_in_other_languages_in_a_table(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    shown = choose(page, "Ghana")
    QTest.keyClick(shown, Qt.Key.Key_A, CONTROL | SHIFT)
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    QTest.keyClicks(part(dialog, QPlainTextEdit), "Gold Coast")
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    wait_until_left(qtbot, window, QuestionDialog)
    until(qtbot, lambda: row_of(page, "Ghana")[1] == "Gold Coast")
    QTest.keyClick(shown, Qt.Key.Key_L, CONTROL | SHIFT)
    names_dialog = shown_dialog(qtbot, window, NamesDialog)
    type_name(qtbot, names_dialog, "Russian", "Gaana")
    click(qtbot, names_dialog, "Save")
    wait_until_left(qtbot, window, NamesDialog)
    QTest.keyClicks(part(page, SearchField), "gaana")
    until(qtbot, lambda: names(page) == ["Ghana"])


def test_a_printed_text_and_a_place_merge_into_the_place(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    choose(page, ABROAD)
    shown = choose(page, "Peru", CONTROL)
    QTest.keyClick(shown, Qt.Key.Key_M, CONTROL)
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    choices = part(dialog, QListWidget)
    assert [choices.item(n).text() for n in range(choices.count())] == ["Peru"]
    agree(qtbot, window, "Make an alias")
    until(qtbot, lambda: ABROAD not in names(page))
    assert row_of(page, "Peru") == ("Peru", ABROAD, "1", "Standard")
    assert part(window, MessageBar).text == f"“{ABROAD}” merged into “Peru”. Practices changed: 1."
    click(qtbot, window, "Undo")
    until(qtbot, lambda: ABROAD in names(page))


def test_two_standard_places_are_not_offered_to_be_merged(page: VocabularyPage) -> None:
    choose(page, "Ghana")
    choose(page, "Peru", CONTROL)
    assert offered(page) == {"New place…"}


def test_a_name_that_is_taken_is_explained(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    QTest.keyClick(choose(page, "Peru"), Qt.Key.Key_Insert)
    answer(qtbot, window, "Perou")
    assert window.bar.text.startswith("“Perou” is already a name of “Peru”.")
    assert names(page) == AT_HOME


def test_a_place_that_no_filter_finds_can_be_made(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    QTest.keyClicks(part(page, SearchField), "Erewhon")
    until(qtbot, lambda: names(page) == [])
    click(qtbot, page, "Add as a place…")
    answer(qtbot, window, "Erewhon")
    until(qtbot, partial(is_listed, page, "Erewhon", "Own"))


def test_enter_shows_the_practices_in_a_place(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    QTest.keyClick(choose(page, ABROAD), Qt.Key.Key_Return)
    assert search_field(window).text() == f'country:"{ABROAD}"'
    until(qtbot, lambda: titles(window) == [samples.WELLS.title])


def test_every_control_has_a_name_and_the_keys_reach_it(
    window: MainWindow, page: VocabularyPage, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    assert nameless(window) == []
    qtmodeltester.check(table(page).model())  # type: ignore[no-untyped-call] # pytest-qt bears no types here
    passed = []
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_F6)
        passed.append(window.focusWidget())
    assert part(page, SearchField) in passed
    assert table(page) in passed


def members_dialog(qtbot: QtBot, window: MainWindow, page: VocabularyPage) -> QuestionDialog:
    """Make a place of one's own by keys, and ask for its members."""
    shown = choose(page, "Peru")
    QTest.keyClick(shown, Qt.Key.Key_Insert)
    answer(qtbot, window, "Countries of origin")
    QTest.keyClick(table(page), Qt.Key.Key_G, CONTROL)
    return shown_dialog(qtbot, window, QuestionDialog)


def ticked(dialog: QuestionDialog) -> list[str]:
    offered = part(dialog, QListWidget)
    items = [offered.item(number) for number in range(offered.count())]
    return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked and not item.isHidden()]


def tick(dialog: QuestionDialog, typed: str) -> None:
    QTest.keyClicks(part(dialog, QLineEdit), typed)
    QTest.keyClick(part(dialog, QLineEdit), Qt.Key.Key_Return)


def test_a_group_gets_its_members_by_keys_under_any_of_their_names(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    dialog = members_dialog(qtbot, window, page)
    assert nameless(dialog) == []
    for typed in ("perou", "ghana", "philippin", "kenya"):
        tick(dialog, typed)
    QTest.keyClick(part(dialog, QLineEdit), Qt.Key.Key_Down)
    QTest.keyClick(part(dialog, QListWidget), Qt.Key.Key_Space)  # takes Kenya out again
    assert ticked(dialog) == []  # of what is shown
    part(dialog, QLineEdit).clear()
    assert set(ticked(dialog)) == {"Peru", "Ghana", "Philippines"}
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    wait_until_left(qtbot, window, QuestionDialog)
    until(qtbot, partial(is_listed, page, "Countries of origin", "Own group"))
    assert any(one.text().endswith("\nMembers: Ghana, Peru, Philippines") for one in page.findChildren(QLabel))
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, partial(is_listed, page, "Countries of origin", "Own"))


def test_what_is_ticked_stands_on_top_and_can_be_shown_alone(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    dialog = members_dialog(qtbot, window, page)
    for typed in ("peru", "ghana"):
        tick(dialog, typed)
    click(qtbot, dialog, "Save")
    wait_until_left(qtbot, window, QuestionDialog)
    click(qtbot, page, "Members…")
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    offered = part(dialog, QListWidget)
    assert [offered.item(number).text() for number in range(3)] == ["Ghana", "Peru", "Afghanistan"]
    QTest.keyClick(part(dialog, QCheckBox), Qt.Key.Key_Space)
    shown = [offered.item(number).text() for number in range(offered.count()) if not offered.isRowHidden(number)]
    assert shown == ticked(dialog) == ["Ghana", "Peru"]
    assert offered.findItems("Africa", Qt.MatchFlag.MatchExactly) == []
    assert offered.findItems("Countries of origin", Qt.MatchFlag.MatchExactly) == []


def test_a_group_shows_the_practices_of_its_members(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    dialog = members_dialog(qtbot, window, page)
    tick(dialog, "peru")
    click(qtbot, dialog, "Save")
    wait_until_left(qtbot, window, QuestionDialog)
    click(qtbot, page, "Show practices")
    until(qtbot, lambda: titles(window) == ["Wells for Ayacucho"])
    assert search_field(window).text() == 'country:"Countries of origin"'
