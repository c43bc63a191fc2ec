"""Actions of the list of practices: what its menu offers, what it calls them, and keys for while it has the focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from ui.practice_table.practice_list import PracticeList
from ui.practice_table.practices_model import Field
from ui.shell.actions import QT_TRANSLATE_NOOP, Actions, translated

_CONTEXT_MENU = (
    *("practices.pane.edit", "practice_actions.duplicate", "practice_actions.merge", "practice_actions.show_history"),
    *("mapping_actions.map_practice", "mapping_actions.put_into_annex", "mapping_actions.take_out_of_annex"),
    *(
        "menu:status",
        "practice_actions.add_term:tags",
        "practice_actions.remove_term:tags",
        "practice_actions.set_field",
    ),
    *("copy_actions.copy", "practice_actions.delete"),
)
"""The actions on the selected practices in the menu of their list."""
_OF_ANNEX = (
    (
        "mapping_actions.put_into_annex",
        QT_TRANSLATE_NOOP("Actions", "Add to an anne&x…"),
        QT_TRANSLATE_NOOP("Actions", "Add to the anne&x of {code}"),
    ),
    (
        "mapping_actions.take_out_of_annex",
        QT_TRANSLATE_NOOP("Actions", "Remo&ve from an annex…"),
        QT_TRANSLATE_NOOP("Actions", "Remo&ve from the annex of {code}"),
    ),
)
"""Actions that ask for a roundtable, and what they are called where there is only one."""


def add_table_actions(practices: PracticeList, actions: Actions) -> None:
    """Give the table its menu and its header the choice of columns."""
    shown = practices.columns.shown()
    for field in [*Field][1:]:  # the title is always shown
        action = actions[f"practices.list.columns.toggle:{field.sort}"]
        action.setChecked(field in shown)
        practices.table.horizontalHeader().addAction(action)
    for name in ("copy_actions.copy", "practice_actions.delete", "practices.pane.edit"):
        # elsewhere these keys are for the selected text
        actions[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    practices.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    practices.table.addActions([actions[name] for name in _CONTEXT_MENU])


def name_annex_actions(actions: Actions, codes: Sequence[str]) -> None:
    """Say in the actions on an annex which it is, where there is only one roundtable and they act at once."""
    for name, asking, acting in _OF_ANNEX:
        is_one = len(codes) == 1
        text = translated(acting).format(code=codes[0].replace("&", "&&")) if is_one else translated(asking)
        actions[name].setText(text)
