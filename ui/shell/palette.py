"""Palette: every action, roundtable, saved search and practice by a part of its name, the last chosen first."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_store
from roundtable.practices import practice_rows
from roundtable.search import execution, fuzzy, saved_searches
from roundtable.search.execution import Hit
from roundtable.workspace import Workspace
from ui.jobs.background_query import BackgroundQuery
from ui.shell.actions import ACTIONS, MENUS, Actions, translated
from ui.shell.navigator import Navigator
from ui.widgets.factories import column, label, open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

_PRACTICES = 20
_PRACTICE = "practice:"
_ELSEWHERE = ("palette_entries.show", "edit_actions.")
"""What is not offered: the palette itself, and what acts on the field that had the focus."""
_RECENT = "palette/recent"
_REMEMBERED = 8
_MOVE_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: what it is known by the next time, its text, a note beside it, and what it does."""

    key: str
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
        shown = {entry.key for entry in self._shown}
        self._add([entry for entry in map(self._practice, found) if entry.key not in shown])

    def _practice(self, hit: Hit) -> Entry:
        title = hit.title or QCoreApplication.translate("Records", "(no title)")
        note = ", ".join((self.tr("Practice"), *hit.countries[:3]))
        return Entry(f"{_PRACTICE}{hit.id}", title, note, lambda: self._show_practice(hit.id))

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
        is_end = event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End)
        is_move = event.key() in _MOVE_KEYS or (is_end and event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_move and self._typed.hasFocus():
            self._list.event(event)  # typing goes on while the choice moves
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _titles(workspace: Workspace, typed: str) -> list[Hit]:
    with workspace.reading() as connection:
        return execution.best(connection, typed, _PRACTICES)


class PaletteEntries(WorkspaceActions):
    """Open the palette and do what is chosen there."""

    def __init__(self, parts: WindowParts, actions: Actions, navigator: Navigator, settings: QSettings) -> None:
        super().__init__(parts)
        self._actions = actions
        self._navigator = navigator
        self._settings = settings

    def show(self) -> None:
        """Ask what to do or what to show."""
        workspace = self._workspace_switch.workspace
        recent = self._recent
        of_workspace = (*self._places(workspace), *self._practices(workspace, recent)) if workspace else ()
        entries = [*self._enabled_actions(), *of_workspace]
        entries.sort(key=lambda entry: recent.index(entry.key) if entry.key in recent else len(recent))
        location = workspace.location if workspace else None
        palette = Palette(entries, location, self._navigator.show_practice, self._window)
        palette.chosen.connect(self._do)
        palette.failed.connect(self._bar.show_error)
        open_dialog(palette)

    @property
    def _recent(self) -> list[str]:
        """The keys of what was chosen last, the last first."""
        stored = self._settings.value(_RECENT, [], type=list)
        return [key for key in stored if isinstance(key, str)] if isinstance(stored, list) else []

    @Slot(object)
    def _do(self, entry: Entry) -> None:
        others = [key for key in self._recent if key != entry.key]
        self._settings.setValue(_RECENT, [entry.key, *others][:_REMEMBERED])
        entry.do()

    def _practices(self, workspace: Workspace, recent: Sequence[str]) -> Iterator[Entry]:
        """Yield those of the practices chosen last that are in this workspace."""
        for uid in (key.removeprefix(_PRACTICE) for key in recent if key.startswith(_PRACTICE)):
            key = practice_rows.key_of(workspace, uid)
            for row in practice_rows.rows(workspace, [key] if key is not None else []):
                title = row.title or QCoreApplication.translate("Records", "(no title)")
                note = ", ".join((self.tr("Practice"), *row.countries[:3]))
                yield Entry(f"{_PRACTICE}{uid}", title, note, partial(self._navigator.show_practice, uid))

    def _enabled_actions(self) -> Iterator[Entry]:
        for spec in ACTIONS:
            action = self._actions[spec.id]
            if spec.method and action.isEnabled() and not spec.id.startswith(_ELSEWHERE):
                menu = translated(spec.menu) if spec.menu in MENUS else self._actions[spec.menu].text()
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                note = "  ·  ".join(filter(None, (_without_mnemonic(menu), keys)))
                yield Entry(spec.id, _without_mnemonic(action.text()), note, action.trigger)

    def _places(self, workspace: Workspace) -> Iterator[Entry]:
        for row in roundtable_store.listing(workspace):
            name = f"{row.code} {row.title}".strip()
            yield Entry(
                f"roundtable:{row.code}",
                name,
                self.tr("Roundtable"),
                partial(self._navigator.show_roundtable, row.code),
            )
        for search in saved_searches.listing(workspace):
            note = f"{self.tr('Saved search')}  ·  {search.query}"
            yield Entry(
                f"search:{search.name}", search.name, note, partial(self._navigator.show_practices, search.query)
            )


def _without_mnemonic(text: str) -> str:
    return re.sub(r"&(.)", r"\1", text)
