"""Pane of the current practice beside the table: read it, edit it, or see where it was used."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_store
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.editor.practice_editor import PracticeEditor
from ui.practice_table.attendants import Attendants
from ui.practices.attendants_line import AttendantsLine
from ui.widgets.factories import button, column, open_dialog, row, tab_bar
from ui.widgets.message_bar import MessageBar
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.record_text import write_practice

if TYPE_CHECKING:
    from roundtable.practices.pasted_practices import PasteMerge
    from ui.practices.selection_pane import SelectionPane
    from ui.practices.usage_pane import UsesPane

_READ, _EDIT, _USES = range(3)
_NARROWEST = 320
"""As wide as the editor needs."""
_LONGEST_PASTE = 200_000
"""Longest paste, in characters, that is searched for practices while the person waits."""


class PracticePane(QWidget):
    """One practice in three views; what is typed is saved before another is shown."""

    saved = Signal(object)
    """The ChangeSet of a field that was saved."""
    failed = Signal(object)
    """A RoundtableError: what was typed could not be saved and stays."""
    roundtable_asked = Signal(str)
    """The code of a roundtable that the practice was used in."""
    map_asked = Signal()
    """The practice is to be mapped to questions and measures."""
    left = Signal()
    """The person is done here."""
    selection_made = Signal(object)
    """The ``SelectionPane``, made when several practices are first selected."""
    attended = Signal(object, str)
    """The key of the practice shown, None for none, and the field that is edited, "" where none is."""
    practices_pasted = Signal(str)
    """A text of several practices was pasted into one, and they are wanted as practices of their own."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._workspace: Workspace | None = None
        self._key: int | None = None
        self._hits: Sequence[str] = ()
        self._reading = ReadingPane(theme, self.tr("Practice"), self)
        self._editor: PracticeEditor | None = None
        self._uses: UsesPane | None = None
        self._selection: SelectionPane | None = None
        self._selected: Sequence[int] = ()
        """The practices selected, if several are."""
        name = self.tr("Read or edit the practice, or see where it was used")
        self._tabs = tab_bar(name, (self.tr("Read"), self.tr("Edit"), self.tr("Where used")))
        self._tabs.currentChanged.connect(self._show_tab)
        self._bar = MessageBar(theme, self)
        self._attendants: Attendants = {}
        self._others = AttendantsLine()
        self._others.conflict_asked.connect(self._show_conflict)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._reading)
        self.setMinimumWidth(_NARROWEST)
        self._map = button(self.tr("Map…"), self.map_asked.emit, "small")
        self._map.setToolTip(self.tr("Map to questions and measures, or put into an annex (Ctrl+L)"))
        head = row(self._tabs, None, self._map, margins=(0, 0, 8, 0))
        self.setLayout(column(head, self._others, self._stack))

    @property
    def is_editing(self) -> bool:
        """Whether the practice is being edited."""
        return self._tabs.currentIndex() == _EDIT

    @property
    def shown(self) -> QWidget:
        """The view of the current tab, or of the practices selected."""
        if self._selected and self._selection:
            return self._selection
        return self._view(self._tabs.currentIndex())

    def show_practice(self, workspace: Workspace | None, key: int | None, hits: Sequence[str] = ()) -> None:
        """Show a practice, None for none; search hits are marked where it is read."""
        if (workspace, key) != (self._workspace, self._key):
            self._bar.hide()
        self._workspace, self._key, self._hits = workspace, key, hits
        self._map.setEnabled(key is not None)
        if self._selected:
            self._selected = ()
            self._tabs.show()
            self._map.show()
            self._stack.setCurrentWidget(self._view(self._tabs.currentIndex()))
        self._show()

    def show_selection(self, workspace: Workspace, keys: Sequence[int]) -> None:
        """Show several practices, which commands act on."""
        self.flush()
        self._workspace, self._key, self._selected = workspace, None, keys
        if self._selection is None:
            from ui.practices.selection_pane import SelectionPane

            self._selection = SelectionPane(self._theme, self)
            self._selection.failed.connect(self.failed)
            self._selection.left.connect(self.left)
            self._stack.addWidget(self._selection)
            self.selection_made.emit(self._selection)
        self._bar.hide()
        self._tabs.hide()
        self._map.hide()
        self._stack.setCurrentWidget(self._selection)
        self._selection.show_practices(workspace, keys)
        self._tell_conflict()
        self.show_attendants(self._attendants)
        self.announce()

    def show_attendants(self, others: Attendants) -> None:
        """Show who else is at which practice: those at the one shown."""
        self._attendants = others
        self._others.show_others(others.get(self._key, ()) if self._key is not None else ())
        self._show_line()

    def _show_line(self) -> None:
        is_shared = self._workspace is not None and self._workspace.is_shared
        self._others.setVisible(self._key is not None and (is_shared or self._others.has_conflict))

    def _tell_conflict(self) -> None:
        """Tell what another has changed of the practice shown, not of one that was edited before."""
        is_edited = self._editor is not None and self._key is not None and self._editor.key == self._key
        self._others.show_conflict(self._editor.conflict_words() if self._editor and is_edited else "")
        self._show_line()

    def _show_conflict(self) -> None:
        self._tabs.setCurrentIndex(_EDIT)
        if self._editor:
            self._editor.show_conflict()

    def announce(self) -> None:
        """Tell what the person looks at and edits."""
        is_editing = self._editor is not None and self.is_editing and not self._selected
        self.attended.emit(self._key, self._editor.entered if is_editing and self._editor else "")

    def edit(self, field: str = "title") -> None:
        """Edit a field."""
        if self._selected and self._selection:
            self._selection.focus_first()
        elif self._key is not None:
            self._tabs.setCurrentIndex(_EDIT)
            if self._editor:
                self._editor.start(field)

    @property
    def is_typed_into(self) -> bool:
        """Whether the practice is being edited at this moment: keys go into its fields."""
        focused = self.window().focusWidget()  # the pane's own names who had the focus before the table
        return self.is_editing and self._editor is not None and bool(focused and self._editor.isAncestorOf(focused))

    def read(self) -> None:
        """Show the practice to be read."""
        self._tabs.setCurrentIndex(_READ)

    def flush(self) -> bool:
        """Save what is typed; tell whether all of it is saved."""
        return self._editor.flush() if self._editor else True

    def unsaved(self) -> tuple[int, str] | None:
        """Return the key of a practice and the name of its field whose edit is not saved."""
        return self._editor.unsaved() if self._editor else None

    def refresh(self, change_set: ChangeSet) -> None:
        """Show the changed practice in the editor, but keep what is being typed."""
        if self._selection and self._selected and self._workspace:
            self._selection.show_practices(self._workspace, self._selected)
        if self._editor and self.is_editing:
            self._editor.refresh(change_set)
        self.refresh_uses()

    def refresh_uses(self) -> None:
        """Read again where the practice was used, if that is shown."""
        if self._uses and self._tabs.currentIndex() == _USES:
            self._uses.show_practice(self._workspace, self._key)

    def _view(self, tab: int) -> QWidget:
        """Return the view of a tab, made when it is first shown."""
        if tab == _EDIT and self._editor is None:
            self._editor = PracticeEditor(self._theme, self._settings, self)
            self._editor.saved.connect(self.saved)
            self._editor.failed.connect(self.failed)
            self._editor.left.connect(self.left)
            self._editor.pasted.connect(self._offer_split)
            self._editor.field_entered.connect(self.announce)
            self._editor.conflict_told.connect(self._tell_conflict)
            self._editor.replaced.connect(self._others.tell)
            self._stack.addWidget(self._editor)
        if tab == _USES and self._uses is None:
            from ui.practices.usage_pane import UsesPane

            self._uses = UsesPane(self._theme, self)
            self._uses.roundtable_asked.connect(self.roundtable_asked)
            self._uses.failed.connect(self.failed)
            self._stack.addWidget(self._uses)
        return {_EDIT: self._editor, _USES: self._uses}.get(tab) or self._reading

    @Slot(int)
    def _show_tab(self, tab: int) -> None:
        if tab != _EDIT:
            self.flush()
        self._stack.setCurrentWidget(self._view(tab))
        self._show()

    @Slot(str, str, object)
    def _offer_split(self, text: str, field: str, before: object) -> None:
        """Offer to split a pasted practice into fields; it stays where it was pasted otherwise."""
        from roundtable.practices import pasted_practices

        if self._workspace is None or len(text) > _LONGEST_PASTE:
            return
        try:
            found = pasted_practices.read(self._workspace, text)
        except RoundtableError as error:
            self.failed.emit(error)
            return
        if len(found) == 1:
            apart = pasted_practices.PasteMerge(found[0], typed_into=field, before=before, text=text)
            message = self.tr("This looks like a whole practice.")
            button = self.tr("&Split into fields…"), partial(self._ask_split, apart)
            self._bar.show_message("notice", message, self.tr("Its parts can be put into their fields."), [button])
        elif found:
            message = self.tr("This looks like %n whole practice(s).", "", len(found))
            button = self.tr("&Add as new…"), partial(self.practices_pasted.emit, text)
            self._bar.show_message("notice", message, self.tr("They can be added as separate practices."), [button])

    def _ask_split(self, apart: "PasteMerge") -> None:
        from ui.practice_dialogs.pasted_record_dialog import PastedRecordDialog

        workspace, key = self._workspace, self._key
        if workspace is None or key is None:
            return
        self.flush()
        if record := practice_store.get(workspace, key):
            dialog = PastedRecordDialog(apart, record, self)
            dialog.asked.connect(partial(self._split, workspace, key))
            open_dialog(dialog)

    def _split(self, workspace: Workspace, key: int, apart: "PasteMerge") -> None:
        from roundtable.practices import pasted_practices

        try:
            change_set = pasted_practices.merge(workspace, key, apart)
        except RoundtableError as error:
            self.failed.emit(error)
            return
        self.refresh(change_set)
        self.saved.emit(change_set)

    def _show(self) -> None:
        self.show_attendants(self._attendants)
        self.announce()
        if self._editor and (self.is_editing or self._workspace is None):
            self._editor.show_practice(self._workspace, self._key)
        if self._uses and (self._tabs.currentIndex() == _USES or self._workspace is None):
            self._uses.show_practice(self._workspace, self._key)
        if self._selection and self._workspace is None:
            self._selection.show_practices(None, ())
        self._tell_conflict()
        if self._tabs.currentIndex() != _READ:
            return
        has_practice = self._workspace is not None and self._key is not None
        record = practice_store.get(self._workspace, self._key) if self._workspace and self._key is not None else None

        def fill(writer: Writer) -> None:
            writer.hits = self._hits
            if record:
                write_practice(record, self.locale(), writer)

        self._reading.show_text(fill if has_practice else None)
