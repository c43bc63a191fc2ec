"""The one table of everything a person can do from the menus, by keyboard or by button.

Holds words, keys and the name of the method; the doing is the window's and its parts'.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

Keys = QKeySequence.StandardKey | str
CONTEXT = "Actions"


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for lupdate, which knows this name; PySide6's own is typed to return an object."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """Describe one action: what does it, its menu, the group within the menu, its words and keys.

    ``id`` names the method of the window, or of a part of it, and after a colon what is handed to it:
    ``filing.ask_import``, ``go_to:annex``. The id ``menu:...`` stands for an action that opens a menu of its own; it
    holds the actions that name it as their menu.
    """

    id: str
    menu: str
    group: int
    text: str
    keys: tuple[Keys, ...]

    @property
    def method(self) -> str:
        """Name the method, from the window on; "" for a menu."""
        method = self.id.partition(":")[0]
        return "" if method == "menu" else method

    @property
    def arguments(self) -> tuple[str, ...]:
        """Give what is handed to the method."""
        argument = self.id.partition(":")[2]
        return (argument,) if argument else ()


def _a(name: str, menu: str, group: int, text: str, *keys: Keys) -> ActionSpec:
    return ActionSpec(name, menu, group, text, keys)


FILE, EDIT, PRACTICE, ROUNDTABLE, VIEW, HELP = MENUS = (
    QT_TRANSLATE_NOOP("Actions", "&File"),
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    QT_TRANSLATE_NOOP("Actions", "&Practice"),
    QT_TRANSLATE_NOOP("Actions", "&Roundtable"),
    QT_TRANSLATE_NOOP("Actions", "&View"),
    QT_TRANSLATE_NOOP("Actions", "&Help"),
)
CHOICES = ("choose_theme",)
"""Methods whose actions exclude each other and show which of them holds."""
TOGGLES = ("practices.toggle_filters", "practices.toggle_column")
"""Methods whose actions show whether what they turn is on."""
_Std = QKeySequence.StandardKey

ACTIONS: tuple[ActionSpec, ...] = (
    _a("workspace_switch.ask_new", FILE, 1, QT_TRANSLATE_NOOP("Actions", "&New workspace…"), "Ctrl+Shift+N"),
    _a("workspace_switch.ask_open", FILE, 1, QT_TRANSLATE_NOOP("Actions", "&Open workspace…"), _Std.Open),
    _a("menu:recent", FILE, 1, QT_TRANSLATE_NOOP("Actions", "Open &recent")),
    _a("file_actions.ask_import", FILE, 2, QT_TRANSLATE_NOOP("Actions", "&Import…"), "Ctrl+I"),
    _a("file_actions.open_sample", FILE, 2, QT_TRANSLATE_NOOP("Actions", "Open the &sample")),
    _a("navigator.start_roundtable", ROUNDTABLE, 1, QT_TRANSLATE_NOOP("Actions", "&New roundtable…"), "Ctrl+Shift+R"),
    _a("file_actions.ask_annex", ROUNDTABLE, 2, QT_TRANSLATE_NOOP("Actions", "&Annex PDF…"), "Ctrl+P"),
    _a("file_actions.ask_contribution", ROUNDTABLE, 2, QT_TRANSLATE_NOOP("Actions", "&Contribution…"), "Ctrl+E"),
    _a("file_actions.ask_json", FILE, 3, QT_TRANSLATE_NOOP("Actions", "Export &JSON…"), "Ctrl+Shift+E"),
    _a("close", FILE, 4, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"),
    _a("undo_actions.undo", EDIT, 1, QT_TRANSLATE_NOOP("Actions", "&Undo"), _Std.Undo),
    _a("undo_actions.redo", EDIT, 1, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z", "Ctrl+Y"),
    _a("copy_actions.copy", EDIT, 2, QT_TRANSLATE_NOOP("Actions", "&Copy rows"), _Std.Copy),
    _a("paste_actions.paste", EDIT, 2, QT_TRANSLATE_NOOP("Actions", "&Paste as practices…"), "Ctrl+Shift+V"),
    _a("navigator.search", EDIT, 2, QT_TRANSLATE_NOOP("Actions", "&Find"), _Std.Find),
    _a("practice_actions.create", PRACTICE, 1, QT_TRANSLATE_NOOP("Actions", "&New practice"), _Std.New),
    _a("practices.edit_practice", PRACTICE, 1, QT_TRANSLATE_NOOP("Actions", "&Edit"), "F2"),
    _a("practice_actions.duplicate", PRACTICE, 1, QT_TRANSLATE_NOOP("Actions", "D&uplicate"), "Ctrl+D"),
    _a("practice_actions.merge", PRACTICE, 1, QT_TRANSLATE_NOOP("Actions", "Mer&ge…"), "Ctrl+Shift+M"),
    _a("practice_actions.delete", PRACTICE, 1, QT_TRANSLATE_NOOP("Actions", "&Delete to the trash"), "Del"),
    _a("practice_actions.show_trash", PRACTICE, 1, QT_TRANSLATE_NOOP("Actions", "Tras&h…")),
    _a("practice_actions.show_history", PRACTICE, 1, QT_TRANSLATE_NOOP("Actions", "Histor&y…"), "Ctrl+H"),
    _a("menu:status", PRACTICE, 2, QT_TRANSLATE_NOOP("Actions", "Set &status")),
    _a("practice_actions.set_status:draft", "menu:status", 1, QT_TRANSLATE_NOOP("Actions", "&Draft")),
    _a("practice_actions.set_status:in clearance", "menu:status", 1, QT_TRANSLATE_NOOP("Actions", "&In clearance")),
    _a("practice_actions.set_status:cleared", "menu:status", 1, QT_TRANSLATE_NOOP("Actions", "&Cleared")),
    _a("practice_actions.set_status:submitted", "menu:status", 1, QT_TRANSLATE_NOOP("Actions", "&Submitted")),
    _a("practice_actions.add_term:tags", PRACTICE, 2, QT_TRANSLATE_NOOP("Actions", "Add &tag…"), "Ctrl+T"),
    _a("practice_actions.remove_term:tags", PRACTICE, 2, QT_TRANSLATE_NOOP("Actions", "&Remove tag…"), "Ctrl+Shift+T"),
    _a("practice_actions.add_term:thematic_areas", PRACTICE, 2, QT_TRANSLATE_NOOP("Actions", "Add thematic &area…")),
    _a(
        "practice_actions.remove_term:thematic_areas",
        PRACTICE,
        2,
        QT_TRANSLATE_NOOP("Actions", "Re&move thematic area…"),
    ),
    _a("practice_actions.replace_term:tags", PRACTICE, 2, QT_TRANSLATE_NOOP("Actions", "Re&place tag…")),
    _a(
        "practice_actions.replace_term:thematic_areas",
        PRACTICE,
        2,
        QT_TRANSLATE_NOOP("Actions", "Replace thema&tic area…"),
    ),
    _a("practice_actions.set_field", PRACTICE, 2, QT_TRANSLATE_NOOP("Actions", "Set fie&ld…"), "Ctrl+Shift+L"),
    _a("practice_actions.replace", PRACTICE, 3, QT_TRANSLATE_NOOP("Actions", "&Find and replace…"), "Ctrl+R"),
    _a("saved_search_actions.save", EDIT, 2, QT_TRANSLATE_NOOP("Actions", "&Save search…"), "Ctrl+Shift+S"),
    _a("palette_entries.show", VIEW, 0, QT_TRANSLATE_NOOP("Actions", "&Go to anything…"), "Ctrl+K"),
    _a("go_to:practices", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "&Practices"), "Ctrl+1"),
    _a("go_to:roundtables", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "&Roundtables"), "Ctrl+2"),
    _a("go_to:mapping", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "&Mapping"), "Ctrl+3"),
    _a("go_to:annex", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "&Annex"), "Ctrl+4"),
    _a("go_to:contributions", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "Contri&butions"), "Ctrl+5"),
    _a("go_to:vocabulary", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "V&ocabulary"), "Ctrl+6"),
    _a("practices.look_at_next", VIEW, 2, QT_TRANSLATE_NOOP("Actions", "&Next practice"), "Ctrl+PgDown"),
    _a("practices.look_at_previous", VIEW, 2, QT_TRANSLATE_NOOP("Actions", "Pre&vious practice"), "Ctrl+PgUp"),
    _a("practices.toggle_filters", VIEW, 2, QT_TRANSLATE_NOOP("Actions", "&Filters"), "Ctrl+Shift+F"),
    _a("menu:columns", VIEW, 2, QT_TRANSLATE_NOOP("Actions", "&Columns")),
    _a("practices.toggle_column:country", "menu:columns", 1, QT_TRANSLATE_NOOP("Actions", "Show the &country")),
    _a(
        "practices.toggle_column:thematic_area",
        "menu:columns",
        1,
        QT_TRANSLATE_NOOP("Actions", "Show the thematic &area"),
    ),
    _a("practices.toggle_column:status", "menu:columns", 1, QT_TRANSLATE_NOOP("Actions", "Show the &status")),
    _a(
        "practices.toggle_column:changed",
        "menu:columns",
        1,
        QT_TRANSLATE_NOOP("Actions", "Show the day of the &change"),
    ),
    _a("practices.toggle_column:region", "menu:columns", 1, QT_TRANSLATE_NOOP("Actions", "Show the &region")),
    _a("practices.toggle_column:tag", "menu:columns", 1, QT_TRANSLATE_NOOP("Actions", "Show the &tags")),
    _a("practices.toggle_column:partner", "menu:columns", 1, QT_TRANSLATE_NOOP("Actions", "Show the &partners")),
    _a("next_pane", VIEW, 3, QT_TRANSLATE_NOOP("Actions", "Next pa&ne"), "F6"),
    _a("previous_pane", VIEW, 3, QT_TRANSLATE_NOOP("Actions", "Pr&evious pane"), "Shift+F6"),
    _a("annex.zoom_in", VIEW, 4, QT_TRANSLATE_NOOP("Actions", "Zoom &in"), _Std.ZoomIn, "Ctrl+="),
    _a("annex.zoom_out", VIEW, 4, QT_TRANSLATE_NOOP("Actions", "Zoom &out"), _Std.ZoomOut),
    _a("annex.zoom_fit", VIEW, 4, QT_TRANSLATE_NOOP("Actions", "&Fit the width"), "Ctrl+0"),
    _a("choose_theme:light", VIEW, 5, QT_TRANSLATE_NOOP("Actions", "&Light theme")),
    _a("choose_theme:dark", VIEW, 5, QT_TRANSLATE_NOOP("Actions", "&Dark theme")),
    _a("choose_theme:system", VIEW, 5, QT_TRANSLATE_NOOP("Actions", "Theme of the &system")),
    _a("show_shortcuts", HELP, 1, QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "F1"),
    _a("show_about", HELP, 2, QT_TRANSLATE_NOOP("Actions", "&About Roundtable")),
)


def translated(text: str) -> str:
    """Give the words of the table in the person's language."""
    return QCoreApplication.translate(CONTEXT, text)


class Actions:
    """Hold the window's actions by id, bound to its methods and laid out in its menus."""

    def __init__(self, window: QMainWindow) -> None:
        self._groups: dict[str, QActionGroup] = {}
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
        """Make an action open a menu of its own."""
        self._by_id[name].setMenu(menu)

    def enable(self, names: tuple[str, ...], *, enabled: bool) -> None:
        """Allow or forbid several actions at once."""
        for name in names:
            self._by_id[name].setEnabled(enabled)

    def _fill(self, menu: QMenu, name: str) -> QMenu:
        for position, (_, specs) in enumerate(groupby(_of(name), key=lambda spec: spec.group)):
            if position:
                menu.addSeparator()
            menu.addActions([self._by_id[spec.id] for spec in specs])
        return menu

    def _made(self, spec: ActionSpec, window: QMainWindow) -> QAction:
        action = QAction(translated(spec.text), window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.method in (*CHOICES, *TOGGLES))
        if spec.method in CHOICES:
            self._groups.setdefault(spec.method, QActionGroup(window)).addAction(action)
        if spec.method:
            # Looked up when it is done: the parts of the window are made after its actions.
            action.triggered.connect(lambda _checked=False: attrgetter(spec.method)(window)(*spec.arguments))
        return action


def _of(menu: str) -> Iterator[ActionSpec]:
    return (spec for spec in ACTIONS if spec.menu == menu)
