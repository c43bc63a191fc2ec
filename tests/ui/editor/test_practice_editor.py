from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from roundtable.history import undo_steps
from roundtable.practices import practice_edits
from roundtable.records.identity import new_id
from roundtable.records.practice import OPTIONAL_TEXTS, Country, Partner, PracticeRecord, Translation
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.editor.driving import ALT, CONTROL, Desk, Key
from tests.ui.fields.test_clipboard_text import WORD
from ui.editor.chips_field import ChipsField
from ui.editor.field_group import Fold

NewDesk = Callable[..., Desk]


def blank(**values: Any) -> PracticeRecord:
    return PracticeRecord(id=new_id(), **values)


@pytest.fixture
def empty(desk: NewDesk) -> Desk:
    return desk(blank())


@pytest.mark.parametrize(
    ("name", "typed", "value", "label"),
    [
        ("title", "Nurses return", "Nurses return", "Change title"),
        ("countries", "ghana", (Country("Ghana", "GHA"),), "Add country “Ghana”"),
        ("partners", "IOM", (Partner("IOM"),), "Add partner “IOM”"),
        ("thematic_areas", "Remittances", ("Remittances",), "Add thematic area “Remittances”"),
        ("tags", "gender", ("Gender",), "Add tag “Gender”"),
        ("summary", "A text.", "A text.", "Edit summary"),
        ("web_links", "https://a.org", ("https://a.org",), "Add link “https://a.org”"),
        (
            "gfmd_sources",
            "Sweden 2013-2014, RT 3.2",
            ("Sweden 2013-2014, RT 3.2",),
            "Add source “Sweden 2013-2014, RT 3.2”",
        ),
        ("extra", "Timeframe", (("Timeframe", ""),), "Add label “Timeframe”"),
        ("translations", "French", (Translation(language="fr"),), "Add language version “fr”"),
        ("notes", "Ask again.", "Ask again.", "Edit internal notes"),
        ("language", "Frenc", "fr", "Change language"),
        *((name, f"x {name}", f"x {name}", None) for name in OPTIONAL_TEXTS if name != "language"),
    ],
)
def test_leaving_a_field_saves_it_as_one_step(
    empty: Desk, name: str, typed: str, value: Any, label: str | None
) -> None:
    empty.go_to(name)
    empty.type(typed)
    empty.go_to("title" if name != "title" else "notes")
    assert getattr(empty.record(), name) == value
    assert len(empty.labels()) == len(empty.saved) == 1
    assert label is None or empty.labels() == [label]
    assert empty.failed == []


def test_a_whole_record_is_filled_by_keyboard_alone(empty: Desk) -> None:
    empty.go_to("title")
    empty.type("Nurses on loan")
    empty.press(Key.Key_Return)
    empty.tab()
    empty.type("cape verde")
    empty.press(Key.Key_Return)
    empty.type("ital")
    empty.press(Key.Key_Return)
    empty.tab()
    empty.type("Ministry of Health")
    empty.press(Key.Key_Return)
    empty.type("World Bank")
    empty.tab()
    empty.press(Key.Key_Down)
    empty.tab()
    empty.tab()
    empty.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    empty.tab()
    empty.type("health,brain drain;made up;")
    empty.tab()
    empty.type("They teach.")
    empty.tab()
    empty.type("Report: https://example.org/a")
    empty.press(Key.Key_Return)
    empty.editor.flush()
    record = empty.record()
    assert record.title == "Nurses on loan"
    assert record.countries == (Country("cape verde", "CPV"), Country("Italy", "ITA"))
    assert record.partners == (Partner("Ministry of Health"), Partner("World Bank", "funder"))
    assert record.thematic_areas == ("Capacity building",)
    assert record.tags == ("Migration and health", "Brain drain and brain gain", "made up")
    assert record.summary == "They teach."
    assert record.web_links == ("Report: https://example.org/a",)
    assert empty.labels() == [
        "Change title",
        "Add country “cape verde”",
        "Add country “Italy”",
        "Add partner “Ministry of Health”",
        "Add partner “World Bank”",
        "Change partner “World Bank”",
        "Add thematic area “Capacity building”",
        "Add tag “Migration and health”",
        "Add tag “Brain drain and brain gain”",
        "Add tag “made up”",
        "Edit summary",
        "Add link “Report: https://example.org/a”",
    ]


def test_switching_records_loses_nothing(desk: NewDesk) -> None:
    both = desk(blank(title="One"), blank(title="Two"))
    both.go_to("tags")
    both.type("half typed")
    both.look_at(both.keys[1])
    both.go_to("summary")
    both.type("of the second")
    both.look_at(both.keys[0])
    assert both.record(0).tags == ("half typed",)
    assert both.record(1).summary == "of the second"


def test_a_look_at_a_record_saves_nothing(desk: NewDesk) -> None:
    odd = replace(samples.WELLS, title=" two  spaces ", summary="one\nline\n\n\n\nx  ", notes="a\nb", budget=" 5 ")
    shown = desk(odd)
    for name in ("title", "tags", "partners", "summary", "web_links", "extra", "budget", "notes"):
        shown.go_to(name)
    assert shown.editor.flush()
    assert shown.labels() == []
    shown.go_to("summary")
    shown.press(Key.Key_End, held=CONTROL)
    shown.type("!")
    shown.editor.flush()
    assert shown.record().summary == "one\nline\n\nx  !"


def test_the_summary_is_saved_while_the_typing_pauses(empty: Desk) -> None:
    empty.go_to("summary")
    empty.type("First words")
    empty.until(lambda: empty.record().summary == "First words")
    empty.type(" and more")
    empty.until(lambda: empty.record().summary == "First words and more")
    assert empty.labels() == ["Edit summary", "Edit summary"]


def test_typing_without_a_pause_is_saved_within_a_second(empty: Desk) -> None:
    empty.go_to("summary")
    for _ in range(30):
        empty.type("x")
        QTest.qWait(50)
    assert empty.record().summary.startswith("xxxxx")


def test_word_pastes_as_clean_paragraphs_and_lists(empty: Desk) -> None:
    empty.go_to("summary")
    empty.paste("ignored", WORD)
    empty.editor.flush()
    assert empty.record().summary.split("\n\n") == [
        "Nurses who moved abroad come back for short stays.",
        "• They teach.",
        "• They train.",
        "2. The ministry pays 40\u00a0000 & more.",
    ]
    empty.press(Key.Key_Z, held=CONTROL)
    empty.editor.flush()
    assert empty.record().summary == ""


def test_enter_goes_on_with_a_list_and_an_empty_item_ends_it(empty: Desk) -> None:
    empty.go_to("summary")
    empty.type("1. one")
    empty.press(Key.Key_Return)
    empty.type("two")
    empty.press(Key.Key_Return, Key.Key_Return)
    empty.type("After.")
    empty.editor.flush()
    assert empty.record().summary == "1. one\n\n2. two\n\nAfter."


def test_a_word_count_stands_beside_the_summary(empty: Desk) -> None:
    note = empty.field("summary").findChild(QLabel, "note")
    assert note is not None
    empty.go_to("summary")
    empty.type("word " * 3)
    assert note.text() == "3 words · 75 to 100 are advised"
    empty.paste("word " * 80)
    assert note.text() == "83 words"


def test_an_alias_becomes_its_term_and_an_off_list_value_is_marked(empty: Desk) -> None:
    empty.go_to("tags")
    empty.type("Brain drain")
    empty.press(Key.Key_Return)
    empty.type("health workforce")
    empty.press(Key.Key_Return)
    assert empty.chips("tags") == ["Brain drain and brain gain", "health workforce ?"]
    field = empty.field("tags")
    assert isinstance(field, ChipsField)
    assert "not in the vocabulary" in field.shown_chips()[1].toolTip()
    assert "health workforce" in field.input.accessibleDescription()


def test_a_duplicate_is_refused_quietly(desk: NewDesk) -> None:
    shown = desk(blank(tags=("Gender",), countries=(Country("Cabo Verde", "CPV"),)))
    shown.go_to("tags")
    shown.type("GENDER")
    shown.press(Key.Key_Return)
    shown.go_to("countries")
    shown.type("Cape Verde,")
    shown.editor.flush()
    assert shown.labels() == []


def test_chips_are_walked_and_removed_by_keys(desk: NewDesk) -> None:
    shown = desk(blank(tags=("Gender", "Remittances", "Immigration")))
    shown.go_to("tags")
    shown.press(Key.Key_Backspace)
    assert shown.record().tags == ("Gender", "Remittances")
    shown.press(Key.Key_Left, Key.Key_Left, Key.Key_Delete)
    assert shown.record().tags == ("Remittances",)
    assert shown.labels() == ["Remove tag “Immigration”", "Remove tag “Gender”"]


def test_the_cross_of_a_chip_removes_it(desk: NewDesk) -> None:
    shown = desk(blank(tags=("Gender", "Remittances")))
    field = shown.field("tags")
    assert isinstance(field, ChipsField)
    chip = field.shown_chips()[0]
    shown.until(lambda: field.y() > 0)
    shown.click(chip)
    assert shown.record().tags == ("Gender", "Remittances")
    shown.click(chip, QPoint(chip.width() - 8, chip.height() // 2))
    assert shown.record().tags == ("Remittances",)


def test_a_pasted_list_makes_several_chips_in_one_step(empty: Desk) -> None:
    empty.go_to("countries")
    empty.paste("Ghana; Perú; Atlantis")
    assert empty.chips("countries") == ["Ghana", "Perú · PER", "Atlantis ?"]
    assert empty.labels() == ["Add 3 countries"]


def test_suggestions_follow_the_typing_and_escape_closes_them(empty: Desk) -> None:
    empty.go_to("tags")
    empty.type("remit")
    assert empty.suggestions()[0] == "Remittances"
    assert "as typed" in empty.suggestions()[-1]
    empty.press(Key.Key_Up, Key.Key_Return)
    assert empty.chips("tags") == ["remit ?"]
    empty.type("remit")
    empty.press(Key.Key_Escape)
    assert empty.suggestions() == []
    empty.press(Key.Key_Escape)
    empty.tab()
    assert empty.chips("tags") == ["remit ?"]


def test_a_term_with_a_comma_can_be_typed(empty: Desk) -> None:
    empty.go_to("tags")
    empty.type("Migration, trade and investments,")
    assert empty.chips("tags") == ["Migration, trade and investments"]


def test_partners_are_moved_removed_and_pasted(desk: NewDesk) -> None:
    shown = desk(blank(partners=(Partner("A"), Partner("B", "funder"), Partner("C"))))
    shown.go_to("partners")
    shown.press(Key.Key_Down, held=ALT)
    assert [partner.name for partner in shown.record().partners] == ["B", "A", "C"]
    assert shown.record().partners[0].role == "funder"
    shown.press(Key.Key_A, held=CONTROL)
    shown.press(Key.Key_Delete, Key.Key_Return)
    assert [partner.name for partner in shown.record().partners] == ["B", "C"]
    shown.rows("partners").rows[-1].inputs[0].setFocus()
    shown.paste("D\nE")
    assert [partner.name for partner in shown.record().partners] == ["B", "C", "D", "E"]
    assert shown.labels() == ["Reorder partners", "Remove partner “A”", "Add 2 partners"]


def test_a_partner_is_dragged_to_its_place(desk: NewDesk) -> None:
    shown = desk(blank(partners=(Partner("A"), Partner("B"), Partner("C"))))
    first, _, last, _ = shown.rows("partners").rows
    shown.until(lambda: last.y() > first.y())
    grip = first.findChild(QWidget, "grip")
    assert grip is not None
    shown.drag(grip, last)
    assert [partner.name for partner in shown.record().partners] == ["B", "C", "A"]
    assert shown.labels() == ["Reorder partners"]


def test_undo_shows_the_old_value_but_never_takes_what_is_being_typed(desk: NewDesk) -> None:
    shown = desk(blank(title="Old", summary="Old text."))
    shown.go_to("title")
    shown.press(Key.Key_A, held=CONTROL)
    shown.type("New")
    shown.go_to("notes")
    shown.type("unsaved")
    shown.editor.refresh(undo_steps.undo(shown.workspace))
    assert shown.field("title").value() == "Old"
    assert shown.field("notes").value() == "unsaved"
    shown.editor.flush()
    assert (shown.record().title, shown.record().notes) == ("Old", "unsaved")


def test_saving_one_field_keeps_what_others_changed_meanwhile(desk: NewDesk) -> None:
    shown = desk(blank(title="Old"))
    practice_edits.save(shown.workspace, shown.keys[0], replace(shown.record(), notes="from elsewhere"))
    shown.go_to("title")
    shown.type("X")
    shown.editor.flush()
    assert shown.record().notes == "from elsewhere"


def forbid_writing(workspace: Workspace, *, is_on: bool) -> None:
    """Let the file refuse to be written, as a read-only one does, also to root."""
    with workspace.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if is_on else 'OFF'}")


def test_a_read_only_workspace_is_reported_and_the_text_kept(desk: NewDesk) -> None:
    both = desk(blank(title="Old"), blank(title="Other"))
    forbid_writing(both.workspace, is_on=True)
    both.go_to("title")
    both.press(Key.Key_End)
    both.type(" and new")
    both.go_to("notes")
    assert len(both.failed) == 1
    assert both.field("title").value() == "Old and new"
    both.look_at(both.keys[1])
    assert both.field("title").value() == "Other"
    assert not both.editor.flush()
    both.look_at(both.keys[0])
    assert both.field("title").value() == "Old and new"
    forbid_writing(both.workspace, is_on=False)
    assert both.editor.flush()
    assert both.record().title == "Old and new"
    assert both.labels() == ["Change title"]


def test_groups_fold_where_empty_and_remember_what_was_chosen(desk: NewDesk, settings: QSettings) -> None:
    both = desk(blank(), blank(lessons="Begin early."))
    lessons = both.field("lessons")
    assert not lessons.isVisible()
    both.look_at(both.keys[1])
    assert lessons.isVisible()
    fold = next(fold for fold in both.editor.findChildren(Fold) if fold.isAncestorOf(lessons))
    heading = fold.findChild(QWidget, "fold")
    assert heading is not None
    assert "1 filled" in heading.accessibleName()
    heading.setFocus()
    both.press(Key.Key_Left)
    assert not lessons.isVisible()
    both.look_at(both.keys[0])
    both.look_at(both.keys[1])
    assert not lessons.isVisible()
    assert settings.value("editor/unfolded/results") in (False, "false")


def test_every_control_has_an_accessible_name(desk: NewDesk) -> None:
    shown = desk(samples.WELLS)
    nameless = [
        part
        for part in shown.editor.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.focusProxy() and not part.accessibleName()
    ]
    assert nameless == []


def test_every_field_of_a_record_has_a_place(empty: Desk) -> None:
    kept = {"id", "revision", "changed_at"}
    assert {name for name in PracticeRecord.__dataclass_fields__ if name not in kept} == set(empty.editor.fields)


def test_chips_are_moved_by_keys_and_chosen_by_the_mouse(desk: NewDesk) -> None:
    shown = desk(blank(tags=("Gender", "Remittances", "Immigration")))
    field = shown.field("tags")
    assert isinstance(field, ChipsField)
    shown.until(lambda: field.shown_chips()[2].isVisible() and field.height() > 0 and field.y() > 0)
    shown.click(field.shown_chips()[2])
    shown.press(Key.Key_Left, held=ALT)
    assert shown.record().tags == ("Gender", "Immigration", "Remittances")
    shown.press(Key.Key_Delete)
    assert shown.record().tags == ("Gender", "Remittances")
    assert shown.labels() == ["Reorder tags", "Remove tag “Immigration”"]


def test_undo_stays_in_a_field_that_has_nothing_to_take_back(empty: Desk) -> None:
    undo = QAction(empty.window)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    undone: list[bool] = []
    undo.triggered.connect(lambda: undone.append(True))
    empty.window.addAction(undo)
    for name in ("summary", "budget", "tags"):
        empty.go_to(name)
        empty.type("abc")
        empty.press(Key.Key_Z, held=CONTROL)
        assert undone == []
        for _ in range(3):
            empty.press(Key.Key_Z, held=CONTROL)
        assert undone == [], name


def test_escape_saves_and_says_that_the_person_is_done(empty: Desk) -> None:
    empty.go_to("title")
    empty.type("Done")
    with empty.qtbot.waitSignal(empty.editor.left):
        empty.press(Key.Key_Escape)
    assert empty.record().title == "Done"


def test_going_to_another_window_saves(empty: Desk) -> None:
    empty.go_to("budget")
    empty.type("5,000")
    other = QWidget()
    empty.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    empty.until(lambda: empty.record().budget == "5,000")


def test_the_wheel_over_a_choice_changes_nothing(empty: Desk) -> None:
    combo = empty.field("status").findChild(QComboBox)
    assert combo is not None
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turned)
    assert not turned.isAccepted()
    assert empty.record().status == "draft"


def test_a_group_that_is_worked_in_stays_open_when_something_else_changes(empty: Desk) -> None:
    empty.go_to("lessons")
    change_set = practice_edits.save(empty.workspace, empty.keys[0], replace(empty.record(), title="From elsewhere"))
    empty.editor.refresh(change_set)
    assert empty.field("lessons").isVisible()
    assert empty.field("title").value() == "From elsewhere"


def test_a_term_that_comes_into_the_vocabulary_loses_its_mark(desk: NewDesk) -> None:
    shown = desk(blank(tags=("health workforce",)))
    assert shown.chips("tags") == ["health workforce ?"]
    shown.editor.refresh(term_edits.add(shown.workspace, "tag", "health workforce"))
    assert shown.chips("tags") == ["health workforce"]


def test_a_version_in_another_language_is_marked_when_the_original_changes(desk: NewDesk) -> None:
    shown = desk(blank(title="Nurses", summary="They teach. They train."))
    shown.go_to("translations")
    shown.type("fr")
    shown.press(Key.Key_Return)
    shown.type("Sages-femmes")
    shown.press(Key.Key_Return)
    shown.type("Elles enseignent.")
    shown.editor.flush()
    version = Translation(
        language="fr",
        title="Sages-femmes",
        summary="Elles enseignent.",
        original_title="Nurses",
        original_summary="They teach. They train.",
    )
    assert shown.record().translations == (version,)
    warned = [part for part in shown.field("translations").findChildren(QLabel) if part.property("kind") == "warning"]
    assert not any(part.isVisible() for part in warned)
    shown.go_to("summary")
    shown.press(Key.Key_End, held=CONTROL)
    shown.type(" They stay.")
    shown.editor.flush()
    assert [part.text() for part in warned if part.isVisible()] == ["The original has changed since."]
    changed = shown.field("translations").findChild(QLabel, "changed")
    assert changed is not None
    assert changed.text() == "New in it: They stay."
    assert shown.record().translations == (version,)
    [agree] = [part for part in shown.field("translations").findChildren(QPushButton) if part.isVisible()]
    agree.setFocus()
    shown.press(Key.Key_Space)
    assert shown.record().translations[0].original_summary == "They teach. They train. They stay."
    assert not any(part.isVisible() for part in warned)


def test_showing_the_same_practice_again_leaves_what_is_being_typed_alone(empty: Desk) -> None:
    empty.go_to("tags")
    empty.type("half ty")
    empty.look_at(empty.keys[0])
    empty.type("ped,")
    assert empty.record().tags == ("half typed",)


def test_a_practice_that_is_gone_keeps_what_was_typed_until_it_is_back(empty: Desk) -> None:
    empty.go_to("notes")
    empty.type("typed")
    empty.editor.refresh(undo_steps.undo(empty.workspace))
    assert not empty.editor.flush()
    assert "no longer in the workspace" in empty.failed[-1].cause
    undo_steps.redo(empty.workspace)
    assert empty.editor.flush()
    empty.look_at(empty.keys[0])
    assert empty.field("notes").value() == "typed"
    assert empty.record().notes == "typed"


def test_a_country_that_is_there_already_is_not_taken_for_another_one(empty: Desk) -> None:
    empty.go_to("countries")
    for spelling in ("Maroc", "المغرب", "Morocco", "marruecos"):
        empty.paste(spelling)  # for Arabic, QTest knows no keys
        assert spelling == "Maroc" or empty.suggestions() == []
        empty.press(Key.Key_Return)
    empty.tab()
    assert empty.record().countries == (Country("Maroc", "MAR"),)
    empty.go_to("countries")
    empty.type("Niger")
    empty.press(Key.Key_Return)
    empty.type("Nigeri")
    assert any("Nigeria" in offered for offered in empty.suggestions())


def test_a_language_kept_as_a_name_is_shown_as_that_language(desk: NewDesk) -> None:
    shown = desk(replace(blank(), translations=(Translation(language="Français", title="Puits"),)))
    assert shown.rows("translations").value() == (Translation(language="fr", title="Puits"),)
