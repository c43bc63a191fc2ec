"""Palette: every action, roundtable, saved search and practice, found by typing a part of its name."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_store
from roundtable.search import execution, fuzzy, saved_searches
from roundtable.search.execution import Hit
from roundtable.workspace import Workspace
from ui.jobs.background_query import BackgroundQuery
from ui.shell.actions import ACTIONS, MENUS, Actions, translated
from ui.shell.navigator import Navigator
from ui.widgets.factories import column, label, open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_PRACTICES = 20
_MOVE_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: its text, a note beside it, and what it does."""

    text: str
    note: str
    do: Callable[[], object]


class Palette(QDialog):
    """List what matches what is typed: actions, roundtables and saved searches at once, practices as they are found."""

    chosen = Signal(object)
    """The ``Entry`` to do, once the palette is closed."""
    failed = Signal(object)
    """A RoundtableError of the search for practices."""

    def __init__(
        self, entries: Sequence[Entry], location: str | None, show_practice: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._show_practice = show_practice
        self._shown: list[Entry] = []
        self.setWindowTitle(self.tr("Go to anything"))
        self.resize(640, 440)
        self._typed = QLineEdit(
            placeholderText=self.tr("An action, a practice, a roundtable or a saved search"), clearButtonEnabled=True
        )
        self._typed.setAccessibleName(self.tr("What to do or go to"))
        self._typed.textChanged.connect(self._find)
        self._typed.returnPressed.connect(self._choose)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Found"))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._nothing = label(self.tr("Nothing found."))
        self.setLayout(column(self._typed, self._nothing, self._list, margins=(12, 12, 12, 12), spacing=8))
        self._titles = BackgroundQuery(location, _titles, self)
        self._titles.answered.connect(self._add_practices)
        self._titles.failed.connect(self.failed)
        self.finished.connect(self._titles.close)
        self._find("")
        self._typed.setFocus()

    @Slot(str)
    def _find(self, typed: str) -> None:
        self._list.clear()
        self._shown = []
        texts = [f"{entry.text} {entry.note}" for entry in self._entries]
        self._add([self._entries[position] for position in fuzzy.ranked(typed, texts)])
        self._titles.ask(typed)

    @Slot(object, object)
    def _add_practices(self, _typed: str, found: Sequence[Hit]) -> None:
        self._add([self._practice(hit) for hit in found])

    def _practice(self, hit: Hit) -> Entry:
        title = hit.title or QCoreApplication.translate("Records", "(no title)")
        note = ", ".join((self.tr("Practice"), *hit.countries[:3]))
        return Entry(title, note, lambda: self._show_practice(hit.id))

    def _add(self, entries: Sequence[Entry]) -> None:
        self._shown += entries
        for entry in entries:
            item = QListWidgetItem(f"{entry.text}  ·  {entry.note}", self._list)
            item.setToolTip(entry.text)
        self._nothing.setVisible(not self._shown)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)

    @Slot()
    def _choose(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            self.accept()
            self.chosen.emit(self._shown[row])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVE_KEYS and self._typed.hasFocus():
            self._list.event(event)  # typing goes on while the choice moves
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _titles(workspace: Workspace, typed: str) -> list[Hit]:
    with workspace.reading() as connection:
        return execution.best(connection, typed, _PRACTICES)


class PaletteEntries(WorkspaceActions):
    """Open the palette and do what is chosen there."""

    def __init__(self, parts: WindowParts, actions: Actions, navigator: Navigator) -> None:
        super().__init__(parts)
        self._actions = actions
        self._navigator = navigator

    def show(self) -> None:
        """Ask what to do or what to show."""
        workspace = self._workspace_switch.workspace
        entries = [*self._enabled_actions(), *(self._places(workspace) if workspace else ())]
        location = workspace.location if workspace else None
        palette = Palette(entries, location, self._navigator.show_practice, self._window)
        palette.chosen.connect(lambda entry: entry.do())
        palette.failed.connect(self._bar.show_error)
        open_dialog(palette)

    def _enabled_actions(self) -> Iterator[Entry]:
        for spec in ACTIONS:
            action = self._actions[spec.id]
            if spec.method and action.isEnabled() and spec.id != "palette_entries.show":
                menu = translated(spec.menu) if spec.menu in MENUS else self._actions[spec.menu].text()
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                note = "  ·  ".join(filter(None, (_without_mnemonic(menu), keys)))
                yield Entry(_without_mnemonic(action.text()), note, action.trigger)

    def _places(self, workspace: Workspace) -> Iterator[Entry]:
        for row in roundtable_store.listing(workspace):
            name = f"{row.code} {row.title}".strip()
            yield Entry(name, self.tr("Roundtable"), partial(self._navigator.show_roundtable, row.code))
        for search in saved_searches.listing(workspace):
            note = f"{self.tr('Saved search')}  ·  {search.query}"
            yield Entry(search.name, note, partial(self._navigator.show_practices, search.query))


def _without_mnemonic(text: str) -> str:
    return re.sub(r"&(.)", r"\1", text)
