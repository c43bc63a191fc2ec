"""A field is saved only onto what it was read from; what another program wrote meanwhile is shown beside it."""

from collections.abc import Callable
from typing import Any

from roundtable.history import undo_steps
from roundtable.practices import practice_edits
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.workspace import Workspace
from tests import needs

pytestmark = needs.qt()

if not needs.qt_problem():
    from PySide6.QtGui import QTextDocument
    from PySide6.QtWidgets import QLabel, QPushButton

    from tests.ui.editor.driving import Desk, Key
    from tests.ui.window_driving import visible_button


def set_elsewhere(shown: "Desk", **values: Any) -> None:
    """Change the practice as another program does that has the same file open."""
    with Workspace.open(shown.workspace.location) as other:
        practice_edits.edit_many(other, shown.keys[:1], "Elsewhere", lambda record: with_fields(record, **values))


def offered(shown: "Desk", name: str) -> str:
    """Unfold what was changed beside a field, and read the other text, "" where there is none."""
    field = shown.field(name)
    if not field.has_conflict:
        return ""
    if found := [one for one in field.findChildren(QPushButton) if one.text() == "Show"]:
        shown.click(found[0])
    [theirs] = [part for part in field.findChildren(QLabel, "theirs") if part.isVisible()]
    return theirs.accessibleName()


def begun(desk: "Callable[..., Desk]") -> "Desk":
    """Show a practice whose summary was changed elsewhere, and then here."""
    shown = desk(PracticeRecord(id=new_id(), title="Wells", summary="First."))
    shown.go_to("summary")
    set_elsewhere(shown, summary="First. A colleague’s sentence.")
    shown.press(Key.Key_End)
    shown.type(" Mine.")
    shown.tab()
    return shown


def test_a_text_changed_elsewhere_is_not_overwritten_but_shown_beside_ones_own(desk: "Callable[..., Desk]") -> None:
    shown = begun(desk)
    assert shown.record().summary == "First. A colleague’s sentence."
    assert offered(shown, "summary") == "First. A colleague’s sentence."
    assert shown.field("summary").value() == "First. Mine."
    assert not shown.editor.flush()
    assert shown.editor.unsaved() == (shown.keys[0], "summary")
    assert shown.failed == []


def test_keeping_ones_own_text_saves_it_in_the_place_of_the_other(desk: "Callable[..., Desk]") -> None:
    shown = begun(desk)
    assert offered(shown, "summary")
    shown.click(visible_button(shown.field("summary"), "Keep mine"))
    assert shown.record().summary == "First. Mine."
    assert offered(shown, "summary") == ""
    assert shown.editor.flush()


def test_taking_the_other_text_drops_ones_own(desk: "Callable[..., Desk]") -> None:
    shown = begun(desk)
    assert offered(shown, "summary")
    shown.click(visible_button(shown.field("summary"), "Use the other"))
    assert shown.record().summary == "First. A colleague’s sentence."
    assert shown.field("summary").value() == "First. A colleague’s sentence."
    assert shown.editor.flush()


def test_what_was_changed_is_told_quietly_and_shown_before_and_after_on_demand(desk: "Callable[..., Desk]") -> None:
    shown = begun(desk)
    field = shown.field("summary")
    assert not [part for part in field.findChildren(QLabel, "theirs") if part.isVisible()]
    set_elsewhere(shown, summary="First. A colleague’s <b>other</b> sentence.")
    shown.editor.refresh(undo_steps.everything())
    shown.click(visible_button(field, "Show"))
    [theirs] = [part for part in field.findChildren(QLabel, "theirs") if part.isVisible()]
    document = QTextDocument()
    document.setHtml(theirs.text())
    assert document.toPlainText() == "First. A colleague’s <b>other</b> sentence."
    assert "<u>" in theirs.text()
    shown.click(visible_button(field, "Hide"))
    assert not theirs.isVisible()


def test_both_texts_are_merged_word_by_word_and_saved(desk: "Callable[..., Desk]") -> None:
    shown = begun(desk)
    offered(shown, "summary")
    shown.click(visible_button(shown.field("summary"), "Merge both"))
    saved = shown.record().summary
    assert "Mine." in saved
    assert "A colleague’s sentence." in saved
    assert shown.field("summary").value() == saved
    assert shown.editor.flush()


def test_both_lists_are_merged_row_by_row(desk: "Callable[..., Desk]") -> None:
    shown = desk(PracticeRecord(id=new_id(), title="Wells", tags=("Gender", "Remittances")))
    shown.go_to("tags")
    set_elsewhere(shown, tags=("Gender", "Health"))
    shown.type("Diasporas")
    shown.press(Key.Key_Return)
    offered(shown, "tags")
    shown.click(visible_button(shown.field("tags"), "Merge both"))
    assert set(shown.record().tags) == {"Gender", "Health", "Diasporas"}


def test_what_is_unfolded_stays_so_while_others_change_other_things(desk: "Callable[..., Desk]") -> None:
    shown = begun(desk)
    offered(shown, "summary")
    set_elsewhere(shown, budget="40")
    shown.editor.refresh(undo_steps.everything())
    assert visible_button(shown.field("summary"), "Use the other")


def test_another_field_changed_elsewhere_is_in_nobodys_way(desk: "Callable[..., Desk]") -> None:
    shown = desk(PracticeRecord(id=new_id(), title="Wells", summary="First.", tags=("Gender",)))
    shown.go_to("title")
    set_elsewhere(shown, tags=("Gender", "Health"), status="cleared")
    shown.type(" in Peru")
    shown.tab()
    assert shown.record().title == "Wells in Peru"
    assert shown.record().tags == ("Gender", "Health")
    assert shown.record().status == "cleared"


def test_the_same_text_typed_in_two_places_is_no_conflict(desk: "Callable[..., Desk]") -> None:
    shown = desk(PracticeRecord(id=new_id(), title="Wells"))
    shown.go_to("title")
    set_elsewhere(shown, title="Wells in Peru")
    shown.type(" in Peru")
    shown.tab()
    assert offered(shown, "title") == ""
    assert shown.editor.flush()


def test_chips_changed_elsewhere_are_told_by_their_names(desk: "Callable[..., Desk]") -> None:
    shown = desk(PracticeRecord(id=new_id(), title="Wells", tags=("Gender",)))
    shown.go_to("tags")
    set_elsewhere(shown, tags=("Gender", "Health"))
    shown.type("Diasporas")
    shown.press(Key.Key_Return)
    assert offered(shown, "tags") == "Gender\nHealth"
    assert shown.record().tags == ("Gender", "Health")


def test_ones_own_text_waits_with_its_practice_while_another_is_shown(desk: "Callable[..., Desk]") -> None:
    shown = desk(PracticeRecord(id=new_id(), title="One"), PracticeRecord(id=new_id(), title="Two"))
    shown.go_to("title")
    set_elsewhere(shown, title="Theirs")
    shown.type(" more")
    shown.tab()
    shown.look_at(shown.keys[1])
    assert offered(shown, "title") == ""
    shown.look_at(shown.keys[0])
    assert shown.field("title").value() == "One more"
    assert offered(shown, "title") == "Theirs"


def test_the_cursor_stays_between_the_words_that_it_is_at_while_another_changes_text_before_it(
    desk: "Callable[..., Desk]",
) -> None:
    shown = desk(PracticeRecord(id=new_id(), title="Wells", summary="First. 🌍 Last."))
    shown.go_to("summary")
    shown.press(Key.Key_End)
    shown.press(*[Key.Key_Left] * len("Last."))
    set_elsewhere(shown, summary="A new sentence. First. 🌍 Last.")
    shown.editor.refresh(undo_steps.everything())
    shown.until(lambda: shown.field("summary").value().startswith("A new"))
    shown.type("Second. ")
    assert shown.field("summary").value() == "A new sentence. First. 🌍 Second. Last."
