from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from roundtable.search import saved_searches
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    pane_text,
    part,
    press,
    search_field,
    shown_dialog,
    titles,
    until,
)
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow
from ui.shell.palette import Palette


def open_palette(window: MainWindow, qtbot: QtBot) -> Palette:
    press(qtbot, window, Qt.Key.Key_K, CONTROL)
    return shown_dialog(qtbot, window, Palette)


def offered(palette: Palette) -> list[str]:
    found = part(palette, QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def choose(qtbot: QtBot, window: MainWindow, palette: Palette, *keys: Qt.Key) -> None:
    for key in (*keys, Qt.Key.Key_Return):
        QTest.keyClick(part(palette, QLineEdit), key)
    until(qtbot, lambda: not window.findChildren(Palette))


def test_an_action_is_found_by_a_part_of_its_name_and_done(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    QTest.keyClicks(part(palette, QLineEdit), "new pract")
    until(qtbot, lambda: offered(palette)[0] == "New practice  ·  Practice  ·  Ctrl+N")
    choose(qtbot, window, palette)
    until(qtbot, lambda: len(titles(window)) == 4)


def test_an_action_is_found_though_its_name_is_misspelt(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    QTest.keyClicks(part(palette, QLineEdit), "vocabluary")
    until(qtbot, lambda: bool(offered(palette)) and offered(palette)[0].startswith("Vocabulary"))
    choose(qtbot, window, palette)
    assert window.vocabulary.isVisible()


def test_a_practice_is_found_by_its_title_and_looked_at_where_a_search_hid_it(window: MainWindow, qtbot: QtBot) -> None:
    search_field(window).setText("nothing like it")
    until(qtbot, lambda: titles(window) == [])
    window.go_to("vocabulary")
    palette = open_palette(window, qtbot)
    QTest.keyClicks(part(palette, QLineEdit), "wells aya")
    wells = "Wells for Ayacucho  ·  Practice, Perú, diaspora destination countries"
    until(qtbot, lambda: wells in offered(palette))
    choose(qtbot, window, palette, *[Qt.Key.Key_Down] * offered(palette).index(wells))
    until(qtbot, lambda: samples.WELLS.title in pane_text(window))


def test_a_roundtable_is_gone_to(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    QTest.keyClicks(part(palette, QLineEdit), "rt 9.1")
    until(qtbot, lambda: offered(palette)[:1] == ["RT 9.1 Water and nurses  ·  Roundtable"])
    choose(qtbot, window, palette)
    assert part(window, RoundtablesPage).isVisible()


def test_a_saved_search_is_run_by_its_name(window: MainWindow, filled_location: str, qtbot: QtBot) -> None:
    with Workspace.open(filled_location) as workspace:
        saved_searches.keep(workspace, "Thirst", "wells")
    palette = open_palette(window, qtbot)
    QTest.keyClicks(part(palette, QLineEdit), "thirst")
    until(qtbot, lambda: offered(palette)[:1] == ["Thirst  ·  Saved search  ·  wells"])
    choose(qtbot, window, palette)
    until(qtbot, lambda: titles(window) == [samples.WELLS.title])


def test_where_nothing_is_found_the_palette_says_so_and_enter_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    said = part(palette, QLabel)
    assert not said.isVisible()
    QTest.keyClicks(part(palette, QLineEdit), "xqzxqz")
    until(qtbot, lambda: offered(palette) == [] and said.isVisible())
    QTest.keyClick(part(palette, QLineEdit), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_what_cannot_be_done_now_is_not_offered(open_window: OpenWindow, new_location: str, qtbot: QtBot) -> None:
    palette = open_palette(open_window(new_location), qtbot)
    assert not [words for words in offered(palette) if words.startswith(("Duplicate", "Export annex PDF", "Undo"))]
    assert [words for words in offered(palette) if words.startswith("Import…")]


def test_the_palette_has_names_for_a_screen_reader_and_closes_with_escape(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window, qtbot)
    assert nameless(palette) == []
    QTest.keyClick(part(palette, QLineEdit), Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(Palette))


def test_what_was_chosen_last_comes_first_also_after_a_restart(
    window: MainWindow, open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    go_to(window, qtbot, "vocabluary", "Vocabulary")
    go_to(window, qtbot, "ayacucho", "Wells")
    assert window.practices.isVisible()
    last, before = first_offered(window, qtbot)
    assert last == "Wells for Ayacucho  ·  Practice, Perú"
    assert before.startswith("Vocabulary  ·  View")
    other = open_window(filled_location)
    until(qtbot, lambda: len(titles(other)) == 3)
    assert first_offered(other, qtbot)[0].startswith("Wells for Ayacucho")


def go_to(window: MainWindow, qtbot: QtBot, typed: str, first: str) -> None:
    palette = open_palette(window, qtbot)
    QTest.keyClicks(part(palette, QLineEdit), typed)
    until(qtbot, lambda: bool(offered(palette)) and offered(palette)[0].startswith(first))
    choose(qtbot, window, palette)


def first_offered(window: MainWindow, qtbot: QtBot) -> list[str]:
    palette = open_palette(window, qtbot)
    found = [text.replace(", diaspora destination countries", "") for text in offered(palette)[:2]]
    QTest.keyClick(palette, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(Palette))
    return found
