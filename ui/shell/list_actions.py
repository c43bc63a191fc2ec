"""Actions of the list of practices: what its menu offers, and the keys that work only while it has the focus."""

from PySide6.QtCore import Qt

from ui.practice_table.practice_list import PracticeList
from ui.practice_table.practices_model import Field
from ui.shell.actions import Actions

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
