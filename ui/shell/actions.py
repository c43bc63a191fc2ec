"""Table of all actions (menu, group, condition, text, keys), and the menus built from it.

An action's id is the method that does it, looked up from the window: ``undo_actions.undo`` handles Ctrl+Z.
"""

from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

Keys = QKeySequence.StandardKey | str
Place = tuple[str, int, int]
"""Menu of an action, its group between two separators, its condition."""
ALWAYS, OPEN, IN_FILE, HAS_ROUNDTABLE, CHOSEN, SINGLE, SEVERAL, SHARED, ANNEX = range(9)
"""Conditions: workspace open, in a file, with a roundtable; practices selected: any, one, several, any on a server;
annex shown."""
TOGGLES = ("practices.toggle_filters", "practices.list.columns.toggle")
"""Methods whose actions show whether what they toggle is on."""
_Std = QKeySequence.StandardKey


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for lupdate, which knows this name; PySide6's own is typed to return an object."""
    return text


def translated(text: str) -> str:
    """Translate a text of the table."""
    return QCoreApplication.translate("Actions", text)


class ActionSpec(NamedTuple):
    """One row of the table.

    ``id`` names the method, from the window on, and after a colon its argument: ``file_actions.ask_import``,
    ``go_to:annex``. An id ``menu:...`` is a submenu; it holds the actions that name it as their menu.
    """

    id: str
    menu: str
    group: int
    needs: int
    text: str
    keys: tuple[Keys, ...]

    @property
    def method(self) -> str:
        """The method, from the window on; "" for a menu."""
        method = self.id.partition(":")[0]
        return "" if method == "menu" else method

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of the method."""
        argument = self.id.partition(":")[2]
        return (argument,) if argument else ()


def _a(name: str, place: Place, text: str, *keys: Keys) -> ActionSpec:
    return ActionSpec(name, *place, text, keys)


FILE, EDIT, PRACTICE, ROUNDTABLE, VIEW, HELP = MENUS = (
    QT_TRANSLATE_NOOP("Actions", "&File"),
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    QT_TRANSLATE_NOOP("Actions", "&Practice"),
    QT_TRANSLATE_NOOP("Actions", "&Roundtable"),
    QT_TRANSLATE_NOOP("Actions", "&View"),
    QT_TRANSLATE_NOOP("Actions", "&Help"),
)
BULK: Place = (PRACTICE, 2, CHOSEN)
EXPORT: Place = (ROUNDTABLE, 2, HAS_ROUNDTABLE)
STATUS: Place = ("menu:status", 1, ALWAYS)
COLUMN: Place = ("menu:columns", 1, ALWAYS)
ACTIONS: tuple[ActionSpec, ...] = (
    _a("workspace_switch.ask_new", (FILE, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&New workspace…"), "Ctrl+Shift+N"),
    _a("workspace_switch.ask_open", (FILE, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Open workspace…"), _Std.Open),
    _a("shared_workspaces.ask_open", (FILE, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Open s&hared workspace…")),
    _a("menu:recent", (FILE, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Open &recent")),
    _a("file_actions.ask_import", (FILE, 2, OPEN), QT_TRANSLATE_NOOP("Actions", "&Import…"), "Ctrl+I"),
    _a("file_actions.show_earlier_imports", (FILE, 2, OPEN), QT_TRANSLATE_NOOP("Actions", "&Earlier imports…")),
    _a("file_actions.open_sample", (FILE, 2, OPEN), QT_TRANSLATE_NOOP("Actions", "Open the &sample")),
    _a(
        "navigator.create_roundtable",
        (ROUNDTABLE, 1, OPEN),
        QT_TRANSLATE_NOOP("Actions", "&New roundtable…"),
        "Ctrl+Shift+R",
    ),
    _a(
        "mapping_actions.add_practices",
        (ROUNDTABLE, 1, HAS_ROUNDTABLE),
        QT_TRANSLATE_NOOP("Actions", "Add &practices…"),
        "Ctrl+Shift+P",
    ),
    _a("file_actions.ask_annex", EXPORT, QT_TRANSLATE_NOOP("Actions", "Export &annex PDF…"), "Ctrl+P"),
    _a(
        "file_actions.ask_contribution",
        EXPORT,
        QT_TRANSLATE_NOOP("Actions", "Export &contribution workbook…"),
        "Ctrl+E",
    ),
    _a("file_actions.ask_json", (FILE, 3, OPEN), QT_TRANSLATE_NOOP("Actions", "Export &JSON…"), "Ctrl+Shift+E"),
    _a("file_actions.take_along.ask", (FILE, 3, OPEN), QT_TRANSLATE_NOOP("Actions", "Take a&long…")),
    _a("file_actions.take_along.ask_merge", (FILE, 3, OPEN), QT_TRANSLATE_NOOP("Actions", "&Merge back…")),
    _a("backup_actions.make", (FILE, 4, IN_FILE), QT_TRANSLATE_NOOP("Actions", "Make a &backup")),
    _a("backup_actions.show", (FILE, 4, IN_FILE), QT_TRANSLATE_NOOP("Actions", "&Restore from a backup…")),
    _a("protected_copies.ask_save", (FILE, 4, IN_FILE), QT_TRANSLATE_NOOP("Actions", "Save a &protected copy…")),
    _a("protected_copies.ask_open", (FILE, 4, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Open a protected cop&y…")),
    _a("close", (FILE, 5, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"),
    _a("undo_actions.undo", (EDIT, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Undo"), _Std.Undo),
    _a("undo_actions.redo", (EDIT, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z", "Ctrl+Y"),
    _a("edit_actions.cut", (EDIT, 2, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Cu&t")),
    _a("edit_actions.copy", (EDIT, 2, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Cop&y")),
    _a("edit_actions.paste", (EDIT, 2, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Past&e")),
    _a("edit_actions.select_all", (EDIT, 2, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Select &all")),
    _a("copy_actions.copy", (EDIT, 3, OPEN), QT_TRANSLATE_NOOP("Actions", "&Copy rows"), _Std.Copy),
    _a(
        "file_actions.preview_clipboard",
        (EDIT, 3, OPEN),
        QT_TRANSLATE_NOOP("Actions", "&Paste as practices…"),
        "Ctrl+Shift+V",
    ),
    _a("navigator.focus_search", (EDIT, 4, OPEN), QT_TRANSLATE_NOOP("Actions", "&Find"), _Std.Find),
    _a("preference_actions.show", (EDIT, 5, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Prefere&nces…"), "Ctrl+,"),
    _a("practice_actions.create", (PRACTICE, 1, OPEN), QT_TRANSLATE_NOOP("Actions", "&New practice"), _Std.New),
    _a("practices.pane.edit", (PRACTICE, 1, CHOSEN), QT_TRANSLATE_NOOP("Actions", "&Edit"), "F2"),
    _a("practice_actions.duplicate", (PRACTICE, 1, CHOSEN), QT_TRANSLATE_NOOP("Actions", "D&uplicate"), "Ctrl+D"),
    _a("practice_actions.merge", (PRACTICE, 1, SEVERAL), QT_TRANSLATE_NOOP("Actions", "Mer&ge…"), "Ctrl+Shift+M"),
    _a("practice_actions.delete", (PRACTICE, 1, CHOSEN), QT_TRANSLATE_NOOP("Actions", "&Delete"), "Del"),
    _a("practice_actions.show_trash", (PRACTICE, 1, OPEN), QT_TRANSLATE_NOOP("Actions", "Tras&h…")),
    _a("practice_actions.show_history", (PRACTICE, 1, SINGLE), QT_TRANSLATE_NOOP("Actions", "Histor&y…"), "Ctrl+H"),
    _a(
        "mapping_actions.map_practice",
        (PRACTICE, 2, SINGLE),
        QT_TRANSLATE_NOOP("Actions", "Map to &questions…"),
        "Ctrl+L",
    ),
    _a("mapping_actions.put_into_annex", BULK, QT_TRANSLATE_NOOP("Actions", "Add to an anne&x…")),
    _a("mapping_actions.take_out_of_annex", BULK, QT_TRANSLATE_NOOP("Actions", "Remo&ve from an annex…")),
    _a("menu:status", BULK, QT_TRANSLATE_NOOP("Actions", "Set &status")),
    _a("practice_actions.set_status:draft", STATUS, QT_TRANSLATE_NOOP("Actions", "&Draft")),
    _a("practice_actions.set_status:in clearance", STATUS, QT_TRANSLATE_NOOP("Actions", "&In clearance")),
    _a("practice_actions.set_status:cleared", STATUS, QT_TRANSLATE_NOOP("Actions", "&Cleared")),
    _a("practice_actions.set_status:submitted", STATUS, QT_TRANSLATE_NOOP("Actions", "&Submitted")),
    _a("practice_actions.add_term:tags", BULK, QT_TRANSLATE_NOOP("Actions", "Add &tag…"), "Ctrl+T"),
    _a("practice_actions.remove_term:tags", BULK, QT_TRANSLATE_NOOP("Actions", "&Remove tag…"), "Ctrl+Shift+T"),
    _a("practice_actions.add_term:thematic_areas", BULK, QT_TRANSLATE_NOOP("Actions", "Add thematic &area…")),
    _a("practice_actions.remove_term:thematic_areas", BULK, QT_TRANSLATE_NOOP("Actions", "Re&move thematic area…")),
    _a("practice_actions.replace_term:tags", BULK, QT_TRANSLATE_NOOP("Actions", "Re&place tag…")),
    _a("practice_actions.replace_term:thematic_areas", BULK, QT_TRANSLATE_NOOP("Actions", "Replace thema&tic area…")),
    _a("practice_actions.set_field", BULK, QT_TRANSLATE_NOOP("Actions", "Set fie&ld…"), "Ctrl+Shift+L"),
    _a(
        "practice_actions.give_to_ministry",
        (PRACTICE, BULK[1], SHARED),
        QT_TRANSLATE_NOOP("Actions", "Give to a ministr&y…"),
    ),
    _a("practice_actions.replace", (PRACTICE, 3, OPEN), QT_TRANSLATE_NOOP("Actions", "&Find and replace…"), "Ctrl+R"),
    _a("saved_search_actions.save", (EDIT, 4, OPEN), QT_TRANSLATE_NOOP("Actions", "&Save search…"), "Ctrl+Shift+S"),
    _a("palette_entries.show", (VIEW, 0, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Go to anything…"), "Ctrl+K"),
    _a("go_to:overview", (VIEW, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Over&view"), "Ctrl+1"),
    _a("go_to:practices", (VIEW, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Practices"), "Ctrl+2"),
    _a("go_to:roundtables", (VIEW, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Roundtables"), "Ctrl+3"),
    _a("go_to:mapping", (VIEW, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Mapping"), "Ctrl+4"),
    _a("go_to:annex", (VIEW, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Annex"), "Ctrl+5"),
    _a("go_to:contributions", (VIEW, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Contri&butions"), "Ctrl+6"),
    _a("go_to:vocabulary", (VIEW, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "V&ocabulary"), "Ctrl+7"),
    _a("practices.show_next", (VIEW, 2, OPEN), QT_TRANSLATE_NOOP("Actions", "&Next practice"), "Ctrl+PgDown"),
    _a("practices.show_previous", (VIEW, 2, OPEN), QT_TRANSLATE_NOOP("Actions", "Pre&vious practice"), "Ctrl+PgUp"),
    _a("practices.toggle_filters", (VIEW, 2, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Filters"), "Ctrl+Shift+F"),
    _a("menu:columns", (VIEW, 2, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Columns")),
    _a("practices.list.columns.toggle:country", COLUMN, QT_TRANSLATE_NOOP("Actions", "Show &country")),
    _a("practices.list.columns.toggle:thematic_area", COLUMN, QT_TRANSLATE_NOOP("Actions", "Show thematic &area")),
    _a("practices.list.columns.toggle:status", COLUMN, QT_TRANSLATE_NOOP("Actions", "Show &status")),
    _a("practices.list.columns.toggle:changed", COLUMN, QT_TRANSLATE_NOOP("Actions", "Show date c&hanged")),
    _a("practices.list.columns.toggle:region", COLUMN, QT_TRANSLATE_NOOP("Actions", "Show &region")),
    _a("practices.list.columns.toggle:tag", COLUMN, QT_TRANSLATE_NOOP("Actions", "Show &tags")),
    _a("practices.list.columns.toggle:partner", COLUMN, QT_TRANSLATE_NOOP("Actions", "Show &partners")),
    _a("move_focus:next", (VIEW, 3, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Next pa&ne"), "F6"),
    _a("move_focus:previous", (VIEW, 3, ALWAYS), QT_TRANSLATE_NOOP("Actions", "Pr&evious pane"), "Shift+F6"),
    _a("annex.zoom_in", (VIEW, 4, ANNEX), QT_TRANSLATE_NOOP("Actions", "Zoom &in"), _Std.ZoomIn, "Ctrl+="),
    _a("annex.zoom_out", (VIEW, 4, ANNEX), QT_TRANSLATE_NOOP("Actions", "Zoom &out"), _Std.ZoomOut),
    _a("annex.zoom_fit", (VIEW, 4, ANNEX), QT_TRANSLATE_NOOP("Actions", "&Fit the width"), "Ctrl+0"),
    _a("show_shortcuts", (HELP, 1, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "F1"),
    _a("show_about", (HELP, 2, ALWAYS), QT_TRANSLATE_NOOP("Actions", "&About Roundtable")),
)


class Actions:
    """The window's actions by id, bound to its methods and laid out in its menus."""

    def __init__(self, window: QMainWindow) -> None:
        self._by_id = {spec.id: self._made(spec, window) for spec in ACTIONS}
        for menu_text in MENUS:
            menu = window.menuBar().addMenu(translated(menu_text))
            menu.setAccessibleName(translated(menu_text).replace("&", ""))
            self._fill(menu, menu_text)
        for name in dict.fromkeys(spec.menu for spec in ACTIONS if spec.menu not in MENUS):
            self.set_menu(name, self._fill(QMenu(window), name))

    def __getitem__(self, name: str) -> QAction:
        return self._by_id[name]

    def set_menu(self, name: str, menu: QMenu) -> None:
        """Set the submenu of an action."""
        menu.setAccessibleName(self._by_id[name].text().replace("&", ""))
        self._by_id[name].setMenu(menu)

    def enable(self, condition: int, *, enabled: bool) -> None:
        """Enable or disable the actions that need a condition."""
        for spec in ACTIONS:
            if spec.needs == condition:
                self._by_id[spec.id].setEnabled(enabled)

    def _fill(self, menu: QMenu, name: str) -> QMenu:
        specs = (spec for spec in ACTIONS if spec.menu == name)
        for position, (_, group) in enumerate(groupby(specs, key=lambda spec: spec.group)):
            if position:
                menu.addSeparator()
            menu.addActions([self._by_id[spec.id] for spec in group])
        return menu

    def _made(self, spec: ActionSpec, window: QMainWindow) -> QAction:
        action = QAction(translated(spec.text), window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.method in TOGGLES)
        if spec.method:
            # Looked up when triggered: the parts of the window are made after its actions.
            action.triggered.connect(lambda _checked=False: attrgetter(spec.method)(window)(*spec.arguments))
        return action
