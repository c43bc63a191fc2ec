"""A practice's whole life by keys alone: every key goes to what has the focus, and nothing is called or clicked."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_rows, practice_store
from roundtable.records.practice import PracticeRecord
from tests.ui.window_driving import ALL_TITLES, CONTROL, NONE, pane_text, shown_dialog, status_texts, titles, until
from ui.practice_dialogs.trash_dialog import TrashDialog
from ui.shell.main_window import MainWindow

Key = Qt.Key


class Keyboard:
    """Type where the focus is, as a person without a mouse does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self._focused(), key, held)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focused(), text)

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is called so."""
        seen = []
        for _ in range(60):
            if name in self.where():
                return
            seen.append(self.where())
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never comes to “{name}”: {seen}")

    def where(self) -> str:
        return self._focused().accessibleName()

    def comes_to(self, name: str) -> None:
        until(self.qtbot, lambda: QApplication.focusWidget() is not None and name in self.where())

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


def _kept(window: MainWindow, title: str) -> PracticeRecord:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    [key] = practice_rows.find_ids(workspace, f'"{title}"')
    record = practice_store.get(workspace, key)
    assert record is not None
    return record


def test_a_practice_is_made_filled_found_edited_undone_deleted_and_restored_by_keys_alone(
    window: MainWindow, qtbot: QtBot
) -> None:
    keys = Keyboard(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    _make_and_fill(keys)
    _find(keys)
    _edit_and_undo(keys)
    _delete(keys)
    _restore(keys)


def _make_and_fill(keys: Keyboard) -> None:
    QTest.keyClick(keys.window, Key.Key_N, CONTROL)
    keys.comes_to("Title")
    keys.type("Boats for teachers")
    keys.tab_to("Countries")
    keys.type("cabo ver")
    keys.press(Key.Key_Return)
    keys.tab_to("Partner")
    keys.type("Ministry of Boats")
    keys.press(Key.Key_Return)
    keys.tab_to("Thematic areas")
    keys.type("diasp")
    keys.press(Key.Key_Return)
    keys.tab_to("Tags")
    keys.type("migration and edu")
    keys.press(Key.Key_Return)
    keys.tab_to("Summary")
    keys.type("The ministry lends boats to teachers on the islands.")
    keys.tab_to("Web link")
    keys.type("https://example.org/boats")
    keys.press(Key.Key_Escape)
    keys.comes_to("Practices")
    made = _kept(keys.window, "Boats for teachers")
    assert [country.code for country in made.countries] == ["CPV"]
    assert [partner.name for partner in made.partners] == ["Ministry of Boats"]
    assert made.thematic_areas == ("Diasporas",)
    assert made.tags == ("Migration and education",)
    assert made.summary == "The ministry lends boats to teachers on the islands."
    assert made.web_links == ("https://example.org/boats",)


def _find(keys: Keyboard) -> None:
    keys.press(Key.Key_F, held=CONTROL)
    keys.comes_to("Search")
    keys.type("teachers country:CPV")
    until(keys.qtbot, lambda: titles(keys.window) == ["Boats for teachers"])
    keys.press(Key.Key_Down)
    keys.comes_to("Practices")


def _edit_and_undo(keys: Keyboard) -> None:
    keys.press(Key.Key_F2)
    keys.comes_to("Title")
    keys.type(" and nurses")
    keys.press(Key.Key_Tab)
    until(keys.qtbot, lambda: titles(keys.window) == ["Boats for teachers and nurses"])
    keys.press(Key.Key_Escape)
    keys.comes_to("Practices")

    keys.press(Key.Key_Z, held=CONTROL)
    until(keys.qtbot, lambda: titles(keys.window) == ["Boats for teachers"])


def _delete(keys: Keyboard) -> None:
    keys.comes_to("Practices")
    keys.press(Key.Key_Delete)
    until(keys.qtbot, lambda: titles(keys.window) == [])
    keys.press(Key.Key_F, held=CONTROL)
    keys.press(Key.Key_Escape)
    until(keys.qtbot, lambda: titles(keys.window) == ALL_TITLES)


def _restore(keys: Keyboard) -> None:
    QTest.keyClick(keys.window, Key.Key_P, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Key.Key_H)
    shown_dialog(keys.qtbot, keys.window, TrashDialog)
    keys.comes_to("trash")
    keys.press(Key.Key_Return)
    until(keys.qtbot, lambda: "Boats for teachers" in titles(keys.window))
    shown_dialog(keys.qtbot, keys.window, TrashDialog)
    keys.press(Key.Key_Escape)
    keys.window.activateWindow()  # as the desktop does when a dialog is closed
    keys.comes_to("Practices")
    keys.tab_to("Read or edit")
    keys.press(Key.Key_Left)
    until(keys.qtbot, lambda: "lends boats" in pane_text(keys.window))
    assert any("Restore practice" in text for text in status_texts(keys.window))


def test_tab_goes_round_the_whole_window_while_a_practice_is_edited(window: MainWindow, qtbot: QtBot) -> None:
    keys = Keyboard(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.practices.list.table.setFocus()
    keys.press(Key.Key_F2)
    keys.comes_to("Title")
    for name in ("Summary", "Notes", "Pages", "Search practices", "Filters", "Practices", "Read or edit", "Title"):
        keys.tab_to(name)
