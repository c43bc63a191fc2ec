"""The one table of everything a person can do from the menus, by keyboard or by button.

Holds words, keys and the name of the window's method; the doing is the window's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

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
    """Describe one action: its menu, words and keys, and the method ``slot`` of the window that does it.

    Actions with the same ``choice`` exclude each other; ``argument`` is handed to the method.
    ``section`` counts the groups of a menu, between which a line is drawn.
    """

    id: str
    menu: str
    section: int
    text: str
    keys: tuple[Keys, ...]
    slot: str
    argument: str = ""
    choice: str = ""


def _a(
    name: str,
    menu: str,
    section: int,
    text: str,
    *keys: Keys,
    slot: str | None = None,
    argument: str = "",
    choice: str = "",
) -> ActionSpec:
    return ActionSpec(name, menu, section, text, keys, name if slot is None else slot, argument, choice)


FILE, EDIT, VIEW, HELP = MENUS = (
    QT_TRANSLATE_NOOP("Actions", "&File"),
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    QT_TRANSLATE_NOOP("Actions", "&View"),
    QT_TRANSLATE_NOOP("Actions", "&Help"),
)
_Std = QKeySequence.StandardKey
_OWN_MENU = ""
"""The slot of an action that opens a menu of its own."""

ACTIONS: tuple[ActionSpec, ...] = (
    _a("new_workspace", FILE, 1, QT_TRANSLATE_NOOP("Actions", "&New workspace…"), _Std.New),
    _a("open_workspace", FILE, 1, QT_TRANSLATE_NOOP("Actions", "&Open workspace…"), _Std.Open),
    _a("open_recent", FILE, 1, QT_TRANSLATE_NOOP("Actions", "Open &recent"), slot=_OWN_MENU),
    _a("import_files", FILE, 2, QT_TRANSLATE_NOOP("Actions", "&Import…"), "Ctrl+I"),
    _a("open_sample", FILE, 2, QT_TRANSLATE_NOOP("Actions", "Open the &sample")),
    _a("export_annex", FILE, 3, QT_TRANSLATE_NOOP("Actions", "&Annex PDF…"), "Ctrl+P"),
    _a("export_contribution", FILE, 3, QT_TRANSLATE_NOOP("Actions", "&Contribution…"), "Ctrl+E"),
    _a("export_json", FILE, 3, QT_TRANSLATE_NOOP("Actions", "Export &JSON…"), "Ctrl+Shift+E"),
    _a("quit", FILE, 4, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q", slot="close"),
    _a("undo", EDIT, 1, QT_TRANSLATE_NOOP("Actions", "&Undo"), _Std.Undo),
    _a("redo", EDIT, 1, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z", "Ctrl+Y"),
    _a("copy_rows", EDIT, 2, QT_TRANSLATE_NOOP("Actions", "&Copy rows"), _Std.Copy),
    _a("find", EDIT, 2, QT_TRANSLATE_NOOP("Actions", "&Find"), _Std.Find, slot="search_practices"),
    _a("practices", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "&Practices"), "Ctrl+1", slot="go_to", argument="practices"),
    _a(
        "roundtables",
        VIEW,
        1,
        QT_TRANSLATE_NOOP("Actions", "&Roundtables"),
        "Ctrl+2",
        slot="go_to",
        argument="roundtables",
    ),
    _a("annex", VIEW, 1, QT_TRANSLATE_NOOP("Actions", "&Annex"), "Ctrl+3", slot="go_to", argument="annex"),
    _a("next_practice", VIEW, 2, QT_TRANSLATE_NOOP("Actions", "&Next practice"), "Ctrl+PgDown"),
    _a("previous_practice", VIEW, 2, QT_TRANSLATE_NOOP("Actions", "Pre&vious practice"), "Ctrl+PgUp"),
    _a("next_pane", VIEW, 3, QT_TRANSLATE_NOOP("Actions", "Next pa&ne"), "F6"),
    _a("previous_pane", VIEW, 3, QT_TRANSLATE_NOOP("Actions", "Pr&evious pane"), "Shift+F6"),
    _a("zoom_in", VIEW, 4, QT_TRANSLATE_NOOP("Actions", "Zoom &in"), _Std.ZoomIn, "Ctrl+="),
    _a("zoom_out", VIEW, 4, QT_TRANSLATE_NOOP("Actions", "Zoom &out"), _Std.ZoomOut),
    _a("zoom_fit", VIEW, 4, QT_TRANSLATE_NOOP("Actions", "&Fit the width"), "Ctrl+0"),
    *(
        _a(f"theme_{name}", VIEW, 5, text, slot="choose_theme", argument=name, choice="theme")
        for name, text in (
            ("light", QT_TRANSLATE_NOOP("Actions", "&Light theme")),
            ("dark", QT_TRANSLATE_NOOP("Actions", "&Dark theme")),
            ("system", QT_TRANSLATE_NOOP("Actions", "Theme of the &system")),
        )
    ),
    _a("shortcuts", HELP, 1, QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "F1", slot="show_shortcuts"),
    _a("about", HELP, 2, QT_TRANSLATE_NOOP("Actions", "&About Roundtable"), slot="show_about"),
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
            for position, (_, specs) in enumerate(groupby(_of(menu_text), key=lambda spec: spec.section)):
                if position:
                    menu.addSeparator()
                menu.addActions([self._by_id[spec.id] for spec in specs])

    def __getitem__(self, name: str) -> QAction:
        return self._by_id[name]

    def set_menu(self, name: str, menu: QMenu) -> None:
        """Make an action open a menu of its own."""
        self._by_id[name].setMenu(menu)

    def enable(self, names: tuple[str, ...], *, enabled: bool) -> None:
        """Allow or forbid several actions at once."""
        for name in names:
            self._by_id[name].setEnabled(enabled)

    def _made(self, spec: ActionSpec, window: QMainWindow) -> QAction:
        action = QAction(translated(spec.text), window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if spec.choice:
            action.setCheckable(True)
            self._groups.setdefault(spec.choice, QActionGroup(window)).addAction(action)
        if spec.slot == _OWN_MENU:
            return action
        do: Callable[..., object] = getattr(window, spec.slot)
        if spec.argument:
            action.triggered.connect(lambda _checked=False: do(spec.argument))
        else:
            action.triggered.connect(lambda _checked=False: do())
        return action


def _of(menu: str) -> Iterator[ActionSpec]:
    return (spec for spec in ACTIONS if spec.menu == menu)
