"""What the palette offers: every action that can be done now, every roundtable, every practice by its title.

Opens the palette and does what is chosen there; how each is done is known elsewhere.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from roundtable.agenda import roundtable_store
from roundtable.workspace import Workspace
from ui.shell.actions import ACTIONS, MENUS, Actions, translated
from ui.shell.palette import Entry
from ui.widgets.message_bar import MessageBar
from ui.workspaces.workspace_switch import WorkspaceSwitch


class PaletteEntries(QObject):
    """Find anything on behalf of the window."""

    def __init__(
        self,
        window: QWidget,
        *,
        actions: Actions,
        workspace_switch: WorkspaceSwitch,
        bar: MessageBar,
        look_at: Callable[[str], object],
        go_to_roundtable: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._workspace_switch = workspace_switch
        self._bar = bar
        self._look_at = look_at
        self._go_to_roundtable = go_to_roundtable

    def show(self) -> None:
        """Ask what to do or to go to."""
        from ui.shell.palette import Palette

        workspace = self._workspace_switch.workspace
        entries = [*self._doings(), *(self._roundtables(workspace) if workspace else ())]
        palette = Palette(entries, workspace.location if workspace else None, self._look_at, self._window)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.chosen.connect(self._do)
        palette.failed.connect(self._bar.show_error)
        palette.open()

    @Slot(object)
    def _do(self, entry: Entry) -> None:
        entry.do()

    def _doings(self) -> Iterator[Entry]:
        for spec in ACTIONS:
            action = self._actions[spec.id]
            if spec.method and action.isEnabled() and spec.id != "palette_entries.show":
                menu = translated(spec.menu) if spec.menu in MENUS else self._actions[spec.menu].text()
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                note = "  ·  ".join(filter(None, (_plain(menu), keys)))
                yield Entry(_plain(action.text()), note, action.trigger)

    def _roundtables(self, workspace: Workspace) -> Iterator[Entry]:
        for row in roundtable_store.listing(workspace):
            words = f"{row.code} {row.title}".strip()
            yield Entry(words, self.tr("Roundtable"), partial(self._go_to_roundtable, row.code))


def _plain(text: str) -> str:
    """Say a menu's words without the marks of its keys."""
    return re.sub(r"&(.)", r"\1", text)
