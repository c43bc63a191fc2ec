from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.editor.driving import CONTROL, Desk, Key
from tests.ui.fields.test_clipboard_text import WORD


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
    assert note.text() == "3 words · 75 to 100 recommended"
    empty.paste("word " * 80)
    assert note.text() == "83 words"
