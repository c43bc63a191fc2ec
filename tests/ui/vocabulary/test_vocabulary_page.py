import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QTabBar
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.backups import backup_files
from roundtable.exchange import workspace_contents
from roundtable.practices import practice_store
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from tests import samples
from tests.programs import locked
from tests.ui.shell.test_main_window import nameless, rail_texts
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
    ALL_TITLES,
    CONTROL,
    NONE,
    SHIFT,
    OpenWindow,
    click,
    column,
    part,
    press,
    search_field,
    shown_dialog,
    status_texts,
    titles,
    until,
    visible_button,
)
from ui.dialogs.input_dialog import InputDialog
from ui.dialogs.question_dialog import QuestionDialog
from ui.shell.main_window import MainWindow
from ui.vocabulary.names_dialog import NamesDialog
from ui.vocabulary.vocabulary_page import VocabularyPage
from ui.widgets.message_bar import MessageBar
from ui.widgets.search_field import SearchField

OFF_LIST = "youth employability"


def show_tags(page: VocabularyPage, qtbot: QtBot) -> None:
    tabs = part(page, QTabBar)
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    until(qtbot, lambda: "Gender" in names(page))


def carried(location: str) -> dict[str, set[str]]:
    """Read what each practice carries off the workspace."""
    with Workspace.open(location) as workspace:
        found = workspace_contents.collected(workspace).practices
    return {record.title: {*record.thematic_areas, *record.tags} for record in found}


def test_both_kinds_are_listed_with_aliases_uses_and_whether_they_are_on_the_list(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    assert row_of(page, "Diasporas") == ("Diasporas", "Diaspora", "1", "Yes")
    assert row_of(page, OFF_LIST) == (OFF_LIST, "", "1", "No")
    assert "14 terms shown" in status_texts(window)
    until(qtbot, lambda: rail_texts(window)[-1] == "Vocabulary, 49")
    show_tags(page, qtbot)
    assert row_of(page, "Gender")[2:] == ("1", "Yes")
    assert "35 terms shown" in status_texts(window)


def test_the_list_is_filtered_as_one_types_by_name_and_alias(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    show_tags(page, qtbot)
    field = part(page, SearchField)
    QTest.keyClicks(field, "brain drain")
    until(qtbot, lambda: names(page) == ["Brain drain and brain gain"])
    field.selectAll()
    QTest.keyClicks(field, "temporary and circular migration")
    until(qtbot, lambda: names(page) == ["Temporary and circular labour migration"])
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert table(page).hasFocus()


def test_a_term_that_no_filter_finds_can_be_made(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    QTest.keyClicks(part(page, SearchField), "Housing")
    until(qtbot, lambda: names(page) == [])
    click(qtbot, page, "Add it to the vocabulary…")
    dialog = shown_dialog(qtbot, window, InputDialog)
    QTest.keyClick(part(dialog, QLineEdit), Qt.Key.Key_Return)
    until(qtbot, lambda: "Housing" in names(page))
    assert row_of(page, "Housing") == ("Housing", "", "0", "Yes")


def test_the_list_can_be_sorted_by_uses(page: VocabularyPage) -> None:
    header = table(page).horizontalHeader()
    place = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    uses = [int(text) for text in column(table(page), 2)]
    assert uses == sorted(uses, reverse=True)
    assert uses[0] == 1


def test_a_term_is_added_renamed_and_removed_by_keys_and_each_step_can_be_undone(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    shown = choose(page, "Remittances")
    QTest.keyClick(shown, Qt.Key.Key_Insert)
    answer(qtbot, window, "Housing")
    until(qtbot, lambda: rail_texts(window)[-1] == "Vocabulary, 50")
    until(qtbot, lambda: visible_label(page, "Housing"))
    QTest.keyClick(shown, Qt.Key.Key_F2)
    answer(qtbot, window, "Homes")
    until(qtbot, lambda: is_listed(page, "Homes"))
    assert row_of(page, "Homes") == ("Homes", "Housing", "0", "Yes")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    until(qtbot, lambda: not is_listed(page, "Homes"))
    for expected in ("Homes", "Housing"):
        press(qtbot, window, Qt.Key.Key_Z, CONTROL)
        until(qtbot, partial(is_listed, page, expected))


def is_listed(page: VocabularyPage, name: str) -> bool:
    return name in names(page)


def test_a_name_that_is_taken_is_explained_and_changes_nothing(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    shown = choose(page, "Remittances")
    before = names(page)
    QTest.keyClick(shown, Qt.Key.Key_F2)
    answer(qtbot, window, "Diaspora")
    assert window.bar.text.startswith("“Diaspora” is already a name of “Diasporas”.")
    assert names(page) == before


def test_aliases_are_edited_one_per_line(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    choose(page, "Diasporas")
    click(qtbot, page, "Aliases…")
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    field = part(dialog, QPlainTextEdit)
    assert field.toPlainText() == "Diaspora"
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Emigrants")
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    until(qtbot, lambda: row_of(page, "Diasporas")[1] == "Diaspora; Emigrants")


def test_merged_terms_become_the_one_that_is_chosen_and_their_practices_follow(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    choose(page, "Diasporas")
    shown = choose(page, "Remittances", CONTROL)
    QTest.keyClick(shown, Qt.Key.Key_M, CONTROL)
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    choices = part(dialog, QListWidget)
    assert [choices.item(n).text() for n in range(2)] == [
        "Diasporas — Changes 0 practices",
        "Remittances — Changes 1 practice",
    ]
    QTest.keyClick(choices, Qt.Key.Key_Down)
    agree(qtbot, window, "Merge")
    until(qtbot, lambda: "Diasporas" not in names(page))
    assert row_of(page, "Remittances") == ("Remittances", "Diasporas; Diaspora", "1", "Yes")
    assert carried(filled_location)[samples.WELLS.title] >= {"Remittances"}
    assert part(window, MessageBar).text == "“Diasporas” merged into “Remittances”. Practices changed: 1."
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: "Diasporas" in names(page))
    assert carried(filled_location)[samples.WELLS.title] >= {"Diasporas"}


def test_a_backup_is_made_before_terms_are_merged_however_few_practices_carry_them(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    choose(page, "Diasporas")
    shown = choose(page, "Remittances", CONTROL)
    QTest.keyClick(shown, Qt.Key.Key_M, CONTROL)
    QTest.keyClick(part(shown_dialog(qtbot, window, QuestionDialog), QListWidget), Qt.Key.Key_Down)
    agree(qtbot, window, "Merge")
    until(qtbot, lambda: window.bar.text != "")
    [made] = backup_files.listing(Path(filled_location))
    assert made.occasion == "before merge"
    assert "Diasporas" in carried(str(made.file))[samples.WELLS.title]
    assert "Diasporas" not in carried(filled_location)[samples.WELLS.title]


def test_removing_a_used_term_asks_and_leaves_it_off_the_list(
    window: MainWindow, page: VocabularyPage, qtbot: QtBot
) -> None:
    shown = choose(page, "Diasporas")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    assert any(label.text().startswith("1 practice uses it") for label in dialog.findChildren(QLabel))
    press(qtbot, dialog, Qt.Key.Key_Return)  # the careless key changes nothing
    wait_until_left(qtbot, window, QuestionDialog)
    assert row_of(page, "Diasporas")[3] == "Yes"
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    agree(qtbot, window, "Remove")
    until(qtbot, lambda: row_of(page, "Diasporas") == ("Diasporas", "", "1", "No"))


def test_a_value_off_the_list_becomes_a_term(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    choose(page, OFF_LIST)
    click(qtbot, page, "Add to the vocabulary")
    until(qtbot, lambda: row_of(page, OFF_LIST)[3] == "Yes")
    assert visible_button(page, "Aliases…")


def test_a_value_off_the_list_becomes_an_alias_of_a_term_found_by_typing(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    choose(page, OFF_LIST)
    click(qtbot, page, "Make an alias of…")
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    QTest.keyClicks(part(dialog, QLineEdit), "mobility")
    QTest.keyClick(part(dialog, QLineEdit), Qt.Key.Key_Return)
    until(qtbot, lambda: OFF_LIST not in names(page))
    assert row_of(page, "Labour migration and mobility")[1] == OFF_LIST
    assert "Labour migration and mobility" in carried(filled_location)[samples.WELLS.title]


def test_enter_shows_the_practices_that_carry_a_term(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    show_tags(page, qtbot)
    shown = choose(page, "Migration and health")
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert search_field(window).text() == 'tag:"Migration and health"'
    until(qtbot, lambda: titles(window) == [samples.WELLS.title])


def test_only_what_can_be_done_with_the_chosen_terms_is_offered(page: VocabularyPage, qtbot: QtBot) -> None:
    def offered() -> set[str]:
        return {action.text() for action in table(page).actions() if action.isVisible()}

    choose(page, "Remittances")
    assert offered() == {"New term…", "Rename…", "Aliases…", "Names in other languages…", "Remove"}
    choose(page, "Diasporas", SHIFT)
    assert offered() == {"New term…", "Merge selected into…"}
    choose(page, OFF_LIST)
    assert offered() == {"New term…", "Show practices", "Rename…", "Add to the vocabulary", "Make an alias of…"}


def test_the_vocabulary_follows_changes_made_elsewhere(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    window.go_to("practices")
    with Workspace.open(filled_location) as workspace:
        window.signals.changed.emit(term_edits.add(workspace, "thematic_area", "Housing"))
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    until(qtbot, lambda: rail_texts(window)[-1] == "Vocabulary, 50")
    window.go_to("vocabulary")
    until(qtbot, lambda: "Housing" in names(page))


def test_names_in_other_languages_are_edited_in_a_table(window: MainWindow, page: VocabularyPage, qtbot: QtBot) -> None:
    shown = choose(page, "Remittances")
    QTest.keyClick(shown, Qt.Key.Key_L, CONTROL | SHIFT)
    dialog = shown_dialog(qtbot, window, NamesDialog)
    assert not nameless(dialog)
    type_name(qtbot, dialog, "French", "Envois de fonds")
    click(qtbot, dialog, "Save")
    wait_until_left(qtbot, window, NamesDialog)
    until(qtbot, lambda: visible_label(page, "French: Envois de fonds"))
    QTest.keyClicks(part(page, SearchField), "envois")
    until(qtbot, lambda: names(page) == ["Remittances"])
    click(qtbot, page, "Names in other languages…")
    dialog = shown_dialog(qtbot, window, NamesDialog)
    others = part(dialog, QComboBox)
    others.setFocus()
    QTest.keyClicks(others, "Portuguese")
    click(qtbot, dialog, "&Add language")
    type_name(qtbot, dialog, "Portuguese", "Remessas")
    type_name(qtbot, dialog, "Spanish", "Remesas")
    type_name(qtbot, dialog, "Spanish", "")
    click(qtbot, dialog, "Save")
    wait_until_left(qtbot, window, NamesDialog)
    until(qtbot, lambda: visible_label(page, "French: Envois de fonds\nPortuguese: Remessas"))


def test_every_control_has_a_name_and_the_model_keeps_qts_rules(
    window: MainWindow, page: VocabularyPage, application: QApplication, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    assert nameless(window) == []
    qtmodeltester.check(table(page).model())  # type: ignore[no-untyped-call] # pytest-qt bears no types here
    passed = []
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_F6)
        passed.append(window.focusWidget())
    assert part(page, SearchField) in passed
    assert table(page) in passed


def test_a_change_that_concerns_many_practices_is_a_job_and_one_step(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    records = [PracticeRecord(id=derived_id(str(number)), tags=("Remittances",)) for number in range(400)]
    with Workspace.open(new_location) as workspace, workspace.unit_of_work("Add") as work:
        practice_store.add(work, records)
    window = open_window(new_location)
    press(qtbot, window, Qt.Key.Key_7, CONTROL)
    page = part(window, VocabularyPage)
    show_tags(page, qtbot)
    choose(page, "Gender")
    shown = choose(page, "Remittances", CONTROL)
    QTest.keyClick(shown, Qt.Key.Key_M, CONTROL)
    begun: list[str] = []
    window.jobs.started.connect(lambda job: begun.append(job.title))
    agree(qtbot, window, "Merge")
    until(qtbot, lambda: "Remittances" not in names(page))
    assert [title for title in begun if title != "Checking the workspace"] == ["Changing the vocabulary"]
    assert row_of(page, "Gender") == ("Gender", "Remittances", "400", "Yes")
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: "Remittances" in names(page))


def test_a_workspace_that_another_program_holds_is_explained_and_nothing_is_changed(
    window: MainWindow, page: VocabularyPage, filled_location: str, qtbot: QtBot
) -> None:
    choose(page, "Diasporas")
    QTest.keyClick(table(page), Qt.Key.Key_F2)
    dialog = shown_dialog(qtbot, window, InputDialog)
    part(dialog, QLineEdit).setText("Diaspora matters")
    with locked(filled_location):
        click(qtbot, dialog, "Rename")
        until(qtbot, lambda: bool(re.search("in use by another|Others are writing", window.bar.text)))
    assert "Diasporas" in names(page)
