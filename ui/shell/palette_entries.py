"""Entries of the palette: every enabled action, every roundtable; practices are searched in the palette itself."""

import re
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence

from roundtable.agenda import roundtable_store
from roundtable.workspace import Workspace
from ui.shell.actions import ACTIONS, MENUS, Actions, translated
from ui.shell.navigator import Navigator
from ui.shell.palette import Entry
from ui.widgets.build import open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions


class PaletteEntries(WorkspaceActions):
    """Open the palette and do what is chosen there."""

    def __init__(self, parts: WindowParts, actions: Actions, navigator: Navigator) -> None:
        super().__init__(parts)
        self._actions = actions
        self._navigator = navigator

    def show(self) -> None:
        """Ask what to do or what to show."""
        from ui.shell.palette import Palette

        workspace = self._workspace_switch.workspace
        entries = [*self._enabled_actions(), *(self._roundtables(workspace) if workspace else ())]
        location = workspace.location if workspace else None
        palette = Palette(entries, location, self._navigator.show_practice, self._window)
        palette.chosen.connect(self._do)
        palette.failed.connect(self._bar.show_error)
        open_dialog(palette)

    @Slot(object)
    def _do(self, entry: Entry) -> None:
        entry.do()

    def _enabled_actions(self) -> Iterator[Entry]:
        for spec in ACTIONS:
            action = self._actions[spec.id]
            if spec.method and action.isEnabled() and spec.id != "palette_entries.show":
                menu = translated(spec.menu) if spec.menu in MENUS else self._actions[spec.menu].text()
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                note = "  ·  ".join(filter(None, (_without_mnemonic(menu), keys)))
                yield Entry(_without_mnemonic(action.text()), note, action.trigger)

    def _roundtables(self, workspace: Workspace) -> Iterator[Entry]:
        for row in roundtable_store.listing(workspace):
            name = f"{row.code} {row.title}".strip()
            yield Entry(name, self.tr("Roundtable"), partial(self._navigator.show_roundtable, row.code))


def _without_mnemonic(text: str) -> str:
    return re.sub(r"&(.)", r"\1", text)
