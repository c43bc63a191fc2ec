"""What a screen reader is told of every page, dialog, menu and list: a role and a name for each control."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from roundtable.records.annex_options import AnnexOptions
from roundtable.vocabulary.place_store import PlaceRow
from tests.ui.window_driving import CONTROL, menu, part, practices_table, press, search_field, until
from ui.annex.options_dialog import AnnexOptionsDialog
from ui.backups.passphrase_dialog import PassphraseDialog
from ui.base.theme import Theme
from ui.dialogs import question_dialog
from ui.jobs.crash_reports import CrashDialog
from ui.practice_dialogs.restore_dialog import RestoreDialog
from ui.shell.about_dialog import AboutDialog
from ui.shell.actions import ACTIONS, MENUS
from ui.shell.main_window import MainWindow
from ui.shell.shortcuts_dialog import ShortcutsDialog
from ui.vocabulary.members_dialog import ask_members
from ui.vocabulary.names_dialog import NamesDialog
from ui.widgets.type_ahead import Suggestions

Role = QAccessible.Role
CONTROLS = {
    Role.Button,
    Role.ButtonDropDown,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.Dialog,
    Role.EditableText,
    Role.List,
    Role.MenuItem,
    Role.PageTab,
    Role.RadioButton,
    Role.SpinBox,
    Role.Table,
    Role.Tree,
}
"""Roles of what a person acts on."""
NO_CONTROL = {Role.NoRole, Role.Whitespace, Role.Pane, Role.Separator}
UNASKED = {
    *("mapping_actions.put_into_annex", "mapping_actions.take_out_of_annex", "saved_search_actions.save"),
    "practice_actions.give_to_ministry",
}
"""Actions that ask only where there are several roundtables, where a search is typed, or on a server."""
DIALOGS = [spec.id for spec in ACTIONS if "…" in spec.text and spec.id not in UNASKED]
PAGES = ("overview", "practices", "roundtables", "mapping", "annex", "contributions", "vocabulary")


def interfaces(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds from here on, as far as it can be seen."""
    yield one
    for number in range(one.childCount()):
        child = one.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from interfaces(child)


def labels(one: QAccessibleInterface) -> list[str]:
    """Return the names of what labels a control, which a screen reader tells before it."""
    label_of = QAccessible.RelationFlag.Label
    return [other.text(QAccessible.Text.Name) for other, relation in one.relations() if relation & label_of]


def complaints(root: QWidget) -> list[str]:
    """List what a screen reader could not tell of the controls of a window: their role, their name, which is which."""
    found, named = [], Counter[tuple[int, str, str]]()
    for one in interfaces(QAccessible.queryAccessibleInterface(root)):
        widget, role, name = one.object(), one.role(), one.text(QAccessible.Text.Name).strip()
        if isinstance(widget, QComboBox):
            name = " ".join(labels(one))  # on Linux Qt says what is chosen instead
        is_focusable = isinstance(widget, QWidget) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        described = f"{role.name} “{name}” of {type(widget).__name__} in {type(widget and widget.parent()).__name__}"
        if is_focusable and role in NO_CONTROL:
            found.append(f"no role: {described}")
        if (is_focusable or role in CONTROLS) and (not name or name in _class_names(widget)):
            found.append(f"no name: {described}")
        if role in CONTROLS and widget is not None:
            named[id(widget.parent()), role.name, name] += 1
    return [*found, *(f"{count} times {role} “{name}”" for (_, role, name), count in named.items() if count > 1)]


def _class_names(widget: object) -> set[str]:
    return {form for kind in type(widget).__mro__ for form in (kind.__name__, kind.__name__.removeprefix("Q"))}


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_tells_its_role_and_its_name(window: MainWindow, page: str, qtbot: QtBot) -> None:
    practices_table(window).selectRow(0)
    window.go_to(page)
    until(qtbot, lambda: window.jobs.current is None)
    window.bar.show_message("notice", "Look.", "Here.", [("Do it", window.close)])
    assert complaints(window) == []


def test_every_control_of_the_editor_tells_its_role_and_its_name(window: MainWindow) -> None:
    practices_table(window).selectRow(2)
    window.practices.pane.edit()
    assert complaints(window) == []


@pytest.mark.parametrize("action", DIALOGS)
def test_every_control_of_a_dialog_that_an_action_opens_tells_its_role_and_its_name(
    window: MainWindow, qtbot: QtBot, action: str
) -> None:
    QApplication.clipboard().setText("Title\tCountry\nBoats for teachers\tGhana\n")
    table = practices_table(window)
    table.selectAll() if action == "practice_actions.merge" else table.selectRow(2)
    part(window, QAction, action).trigger()
    assert _told(qtbot) == []


def _told(qtbot: QtBot) -> list[str]:
    """Wait until a dialog is open, list what is wrong with it and close it; the desktop's own are not looked at."""
    until(qtbot, lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    said = [] if isinstance(dialog, QFileDialog) else complaints(dialog)
    dialog.reject()
    until(qtbot, lambda: QApplication.activeModalWidget() is not dialog)
    return said


def test_every_control_of_the_other_dialogs_tells_its_role_and_its_name(
    window: MainWindow, theme: Theme, qtbot: QtBot
) -> None:
    place = PlaceRow(code="CPV", name="Cabo Verde", state="own")
    question_dialog.confirm(window, "Delete it?", "It goes.", "Delete", window.update)
    found = [_told(qtbot)]
    choices = [(1, "One"), (2, "Two")]
    question_dialog.ask_choice(window, "Merge", "Which stays?", "Merge", choices=choices, then=print)
    found.append(_told(qtbot))
    ask_members(window, place, [place], lambda _codes: None)
    found.append(_told(qtbot))
    for dialog in (
        AboutDialog("here", window),
        AnnexOptionsDialog("RT 9.1", AnnexOptions(), window),
        CrashDialog("a report", Path("roundtable.log")),
        NamesDialog("Names", "By language.", {"fr": "Cap-Vert"}, window),
        PassphraseDialog("copy.roundtable", window, is_new=False),
        PassphraseDialog("copy.roundtable", window, is_new=True),
        RestoreDialog([], theme, window),
        ShortcutsDialog(window),
    ):
        qtbot.addWidget(dialog)
        dialog.open()
        found.append(_told(qtbot))
    assert [said for said in found if said] == []


def test_every_menu_says_its_name_and_each_of_its_entries_another(window: MainWindow) -> None:
    menus = [menu(window, word.replace("&", "")) for word in MENUS]
    for shown in [*menus, *(submenu for one in menus for action in one.actions() if (submenu := action.menu()))]:
        assert isinstance(shown, QMenu)
        told = QAccessible.queryAccessibleInterface(shown)
        entries = [one for one in map(told.child, range(told.childCount())) if one.role() == Role.MenuItem]
        names = [one.text(QAccessible.Text.Name) for one in entries]
        assert shown.accessibleName(), shown.actions()
        assert all(names)
        assert len(names) == len({*names}) == len([one for one in shown.actions() if not one.isSeparator()])


def test_the_list_of_completions_tells_its_name_and_what_it_offers(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(search_field(window), "country:gha")
    offered = part(search_field(window), Suggestions)
    until(qtbot, offered.isVisible)
    shown = QAccessible.queryAccessibleInterface(offered)
    assert (shown.role(), shown.text(QAccessible.Text.Name)) == (Role.List, "Completions of the search")
    assert [one.text(QAccessible.Text.Name) for one in interfaces(shown) if one.role() == Role.ListItem] == [
        "Ghana  ·  Africa"
    ]
