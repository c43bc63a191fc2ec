from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from roundtable.records.practice import Country, Partner
from roundtable.vocabulary import term_edits
from tests.ui.editor.driving import ALT, CONTROL, Desk, Key, NewDesk, blank
from ui.editor.chips_field import ChipsField
from ui.widgets.type_ahead import Suggestions


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


def test_an_organisation_is_offered_under_each_spelling_and_taken_by_keys(desk: NewDesk, qtbot: QtBot) -> None:
    shown = desk(blank(), blank(partners=(Partner("IOM"),)))
    shown.go_to("partners")
    shown.type("OI")
    qtbot.waitUntil(lambda: "IOM  ·  OIM" in shown.suggestions())
    shown.type("M")
    qtbot.waitUntil(lambda: shown.suggestions()[:1] == ["IOM  ·  OIM"])
    shown.press(Key.Key_Down, Key.Key_Return)
    assert shown.suggestions() == []
    shown.press(Key.Key_Return)
    assert [partner.name for partner in shown.record().partners] == ["IOM"]


def test_a_partner_typed_whole_stays_as_typed_and_the_offer_goes_with_the_focus(desk: NewDesk, qtbot: QtBot) -> None:
    shown = desk(blank())
    shown.go_to("partners")
    shown.type("UNHC")
    qtbot.waitUntil(lambda: shown.suggestions() == ["United Nations High Commissioner for Refugees  ·  UNHCR"])
    shown.press(Key.Key_Escape)
    assert shown.suggestions() == []
    shown.type("R")
    qtbot.waitUntil(lambda: len(shown.suggestions()) == 1)
    shown.press(Key.Key_Return)
    assert shown.suggestions() == []
    assert [partner.name for partner in shown.record().partners] == ["UNHCR"]


def test_a_known_partner_is_taken_by_a_click(desk: NewDesk, qtbot: QtBot) -> None:
    shown = desk(blank())
    shown.go_to("partners")
    shown.type("unic")
    qtbot.waitUntil(lambda: len(shown.suggestions()) == 1)
    [offer] = [one for one in shown.window.findChildren(Suggestions) if one.isVisible()]
    shown.click(offer.viewport(), offer.visualItemRect(offer.item(0)).center())
    shown.press(Key.Key_Return)
    assert [partner.name for partner in shown.record().partners] == ["United Nations Children’s Fund"]


def test_a_partner_is_dragged_to_its_place(desk: NewDesk) -> None:
    shown = desk(blank(partners=(Partner("A"), Partner("B"), Partner("C"))))
    first, _, last, _ = shown.rows("partners").rows
    shown.until(lambda: last.y() > first.y())
    grip = first.findChild(QWidget, "grip")
    assert grip is not None
    shown.drag(grip, last)
    assert [partner.name for partner in shown.record().partners] == ["B", "C", "A"]
    assert shown.labels() == ["Reorder partners"]


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


def test_a_term_that_comes_into_the_vocabulary_loses_its_mark(desk: NewDesk) -> None:
    shown = desk(blank(tags=("health workforce",)))
    assert shown.chips("tags") == ["health workforce ?"]
    shown.editor.refresh(term_edits.add(shown.workspace, "tag", "health workforce"))
    assert shown.chips("tags") == ["health workforce"]


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
