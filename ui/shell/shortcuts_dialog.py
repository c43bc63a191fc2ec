"""Dialog of all keys, by the place where they work."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.dialogs.dialog import Dialog
from ui.shell.actions import ACTIONS, MENUS, translated
from ui.widgets.factories import button, table
from ui.widgets.rows_model import Column, RowsModel


class Shortcut(NamedTuple):
    """Hold a place, what is done there, and the keys that do it."""

    place: str
    action: str
    keys: str


class ShortcutsDialog(Dialog):
    """Every action that has keys, by its menu, and the keys of tables, fields and pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Keyboard shortcuts"), (640, 600))
        columns = (
            Column[Shortcut](self.tr("Place"), lambda one: one.place),
            Column[Shortcut](self.tr("Action"), lambda one: one.action),
            Column[Shortcut](self.tr("Keys"), lambda one: one.keys),
        )
        model = RowsModel(columns, self)
        model.set_rows([*_of_actions(), *self._of_places()])
        shown = table(model, self.tr("Keyboard shortcuts"), (130, 0, 190))
        close = button(self.tr("Close"), self.accept, "primary")
        self.lay_out(shown, buttons=(None, close))

    def _of_places(self) -> Iterator[Shortcut]:
        for place, keys in {**self._of_lists_and_fields(), **self._of_pages()}.items():
            for action, pressed in keys:
                yield Shortcut(place, action, pressed)

    def _of_lists_and_fields(self) -> dict[str, list[tuple[str, str]]]:
        return {
            self.tr("Search"): [
                (self.tr("Choose and accept a completion"), "Down, Up, Tab, Enter"),
                (self.tr("Go to the table"), "Enter, Down"),
                (self.tr("Clear the search"), "Esc"),
            ],
            self.tr("Every table"): [
                (self.tr("First row, last row"), "Home, End"),
                (self.tr("Select up to the first row, to the last row"), "Shift+Home, Shift+End"),
                (self.tr("Select all"), "Ctrl+A"),
                (self.tr("Show the menu of what is selected"), "Shift+F10"),
            ],
            self.tr("Practices"): [
                (self.tr("Edit"), "Enter, F2"),
                (self.tr("Copy rows"), "Ctrl+C"),
                (self.tr("Paste as practices"), "Ctrl+V"),
                (self.tr("Delete"), "Del"),
                (self.tr("From link to link in the practice shown"), "Tab, Enter"),
            ],
            self.tr("Fields"): [
                (self.tr("Cut, copy, paste, select all"), "Ctrl+X, Ctrl+C, Ctrl+V, Ctrl+A"),
                (self.tr("Undo and redo typing"), "Ctrl+Z, Ctrl+Y"),
                (self.tr("Back to the list"), "Esc"),
                (self.tr("Suggestions; accept one"), "Down, Enter, Tab"),
                (self.tr("From value to value, remove one"), "Left, Right, Backspace"),
                (self.tr("Move a value"), "Alt+Left, Alt+Right"),
                (self.tr("Move a row of a list"), "Alt+Up, Alt+Down"),
                (self.tr("Calendar of a date"), "Alt+Down, F4"),
            ],
        }

    def _of_pages(self) -> dict[str, list[tuple[str, str]]]:
        return {
            self.tr("Roundtables"): [
                (self.tr("New roundtable"), "Ins"),
                (self.tr("Edit a roundtable"), "Enter, F2"),
                (self.tr("Duplicate a roundtable"), "Ctrl+Shift+D"),
                (self.tr("Delete a roundtable"), "Del"),
                (self.tr("Move a section, question, measure or footnote"), "Alt+Up, Alt+Down"),
            ],
            self.tr("Matrix"): [
                (self.tr("Map the cells selected"), "Space"),
                (self.tr("Write the reason"), "Enter"),
                (self.tr("Leave the reason"), "Esc, Ctrl+Enter"),
                (self.tr("Principal question"), "P"),
                (self.tr("Accept, refuse a suggestion"), "Alt+Y, Alt+N"),
                (self.tr("Next, previous practice without a question"), "N, Shift+N"),
                (self.tr("Open practice"), "Ctrl+Enter"),
                (self.tr("Copy, paste, fill down"), "Ctrl+C, Ctrl+V, Ctrl+D"),
                (self.tr("Copy mappings from another roundtable"), "Ctrl+Shift+O"),
                (self.tr("Remove from this roundtable"), "Shift+Del"),
            ],
            self.tr("Coverage and gaps"): [
                (self.tr("Show the practices"), "Enter"),
                (self.tr("Copy the table"), "Ctrl+C"),
                (self.tr("New gap, edit, delete"), "Ins, Enter, Del"),
            ],
            self.tr("Vocabulary"): [
                (self.tr("New term or place"), "Ins"),
                (self.tr("Rename"), "F2"),
                (self.tr("Aliases"), "Ctrl+Shift+A"),
                (self.tr("Members of a group of places"), "Ctrl+G"),
                (self.tr("Merge"), "Ctrl+M"),
                (self.tr("Show the practices that use it"), "Enter"),
                (self.tr("Remove"), "Del"),
            ],
            self.tr("Messages"): [(self.tr("Close the message"), "Esc")],
        }


def _of_actions() -> Iterator[Shortcut]:
    form = QKeySequence.SequenceFormat.NativeText
    by_id = {spec.id: spec for spec in ACTIONS}
    for menu in MENUS:
        for spec in ACTIONS:
            place = spec.menu if spec.menu in MENUS else by_id[spec.menu].menu
            if spec.keys and place == menu:
                keys = ", ".join(QKeySequence(key).toString(form) for key in spec.keys)
                yield Shortcut(_plain(menu), _plain(spec.text), keys)


def _plain(text: str) -> str:
    return translated(text).replace("&", "")
