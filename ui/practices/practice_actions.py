"""What is done to the chosen practices: made, copied, deleted, taken back, edited many at once; each one step of undo.

Asks and says how it went; the doing is a service's, as a job.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import duplicates, practice_edits
from roundtable.progress import Progress
from roundtable.records.practice import Status
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.signals import Signals
from ui.base.theme import Theme
from ui.jobs.jobs import Jobs
from ui.practices.practices_page import PracticesPage
from ui.widgets.message_bar import MessageBar
from ui.widgets.record_text import field_label
from ui.workspaces.workspace_switch import WorkspaceSwitch

if TYPE_CHECKING:
    from roundtable.intake.pasted_text import PastedPractice

T = TypeVar("T")
Work = Callable[[Workspace, Progress], T]
_LOOKED_THROUGH = 5000
"""How many of the chosen practices are asked which terms they carry."""


class PracticeActions(QObject):
    """Change practices on behalf of the window."""

    created = Signal(object)
    """The key of a practice that is new and empty."""
    made = Signal(object)
    """The keys of practices that are copies, or back."""

    def __init__(
        self,
        window: QWidget,
        *,
        page: PracticesPage,
        workspace_switch: WorkspaceSwitch,
        jobs: Jobs,
        signals: Signals,
        bar: MessageBar,
        undo: Callable[[], None],
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._page = page
        self._workspace_switch = workspace_switch
        self._jobs = jobs
        self._signals = signals
        self._bar = bar
        self._undo = undo
        self._theme = theme
        self._said = ""
        signals.changed.connect(self._withdraw)

    def create(self) -> None:
        """Add an empty practice and look at it."""

        def done(result: tuple[int, ChangeSet]) -> None:
            key, change_set = result
            self._signals.changed.emit(change_set)
            self.created.emit(key)

        self._start(self.tr("New practice"), lambda own, _: practice_edits.create(own), done)

    def duplicate(self) -> None:
        """Add a copy of each chosen practice and choose the copies."""
        keys = self._page.selected_keys()

        def done(result: tuple[list[int], ChangeSet]) -> None:
            copies, change_set = result
            self._signals.changed.emit(change_set)
            self.made.emit(copies)
            self._say(self.tr("%n practice(s) duplicated", "", len(copies)))

        if keys:
            self._start(self.tr("Duplicate"), lambda own, _: practice_edits.duplicate(own, keys), done)

    def add(self, pasted: "Sequence[PastedPractice]") -> None:
        """Add practices that were pasted and choose them."""

        def done(result: tuple[list[int], ChangeSet]) -> None:
            keys, change_set = result
            self._signals.changed.emit(change_set)
            self.made.emit(keys)
            self._say(self.tr("%n practice(s) added", "", len(keys)))

        def work(own: Workspace, _progress: Progress) -> tuple[list[int], ChangeSet]:
            from roundtable.practices import pasted_practices

            return pasted_practices.add(own, pasted)

        self._start(self.tr("Paste as practices"), work, done)

    def delete(self) -> None:
        """Put the chosen practices in the trash."""
        keys = self._page.selected_keys()
        self._edit(
            self.tr("Delete"),
            lambda own, progress: practice_edits.trash(own, keys, progress=progress),
            lambda count: self.tr("%n practice(s) deleted", "", count),
        )

    def restore(self, keys: list[int]) -> None:
        """Take practices back out of the trash and choose them."""

        def done(change_set: ChangeSet) -> None:
            self._signals.changed.emit(change_set)
            self.made.emit(keys)
            self._say(self.tr("%n practice(s) restored", "", len(keys)))

        self._start(
            self.tr("Restore"), lambda own, progress: practice_edits.restore(own, keys, progress=progress), done
        )

    def empty_trash(self) -> None:
        """Throw away what is in the trash."""
        self._edit(
            self.tr("Empty the trash"),
            lambda own, _: practice_edits.empty_trash(own),
            lambda count: self.tr("%n practice(s) thrown away", "", count),
        )

    def show_trash(self) -> None:
        """Show what is in the trash."""
        from ui.practice_dialogs.trash_dialog import TrashDialog

        if workspace := self._workspace_switch.needed():
            dialog = TrashDialog(workspace, self._theme, self._window)
            dialog.restore_asked.connect(self.restore)
            dialog.empty_asked.connect(self.empty_trash)
            self._signals.changed.connect(dialog.read_again)
            _open(dialog)

    def show_history(self) -> None:
        """Show what was done to the practice that is looked at, and bring back what is wanted of it."""
        from ui.practice_dialogs.history_dialog import HistoryDialog, RestoreRequest

        def act(wanted: RestoreRequest) -> None:
            field = field_label(wanted.field)
            said = (
                self.tr("“{field}” is as it was").format(field=field) if field else self.tr("Earlier version restored")
            )
            self._edit(self.tr("Restore"), lambda own, _: wanted.apply(own), lambda _: said)

        workspace, row = self._workspace_switch.needed(), self._page.table.currentIndex().row()
        if workspace and row >= 0 and self._page.flush():
            key = self._page.shown_keys()[row]
            dialog = HistoryDialog(workspace.location, key, self._jobs, self._theme, self._window)
            dialog.asked.connect(act)
            dialog.failed.connect(self._bar.show_error)
            self._signals.changed.connect(dialog.read_again)
            _open(dialog)

    def set_status(self, status: str) -> None:
        """Set the status of the chosen practices."""
        keys, wanted = self._page.selected_keys(), cast("Status", status)

        def say(count: int) -> str:
            return self.tr("Status of %n practice(s) set to “{status}”", "", count).format(
                status=value_texts.status(wanted)
            )

        def work(own: Workspace, progress: Progress) -> ChangeSet:
            return practice_edits.edit_many(own, keys, *practice_edits.set_status(wanted), progress=progress)

        self._edit(self.tr("Set status"), work, say)

    def add_term(self, field: str) -> None:
        """Ask for a term and add it to the chosen practices."""

        def add(keys: list[int], name: str) -> None:
            def say(count: int) -> str:
                return self.tr("“{term}” added to %n practice(s)", "", count).format(term=name)

            self._edit(self.tr("Add “{term}”").format(term=name), partial(_add, keys, field, name), say)

        title = self.tr("Add tag") if field == "tags" else self.tr("Add thematic area")
        self._ask_term(title, self.tr("Add"), partial(_known, field), add)

    def remove_term(self, field: str) -> None:
        """Ask for one of the terms that the chosen practices carry and take it away from them."""

        def remove(keys: list[int], name: str) -> None:
            def say(count: int) -> str:
                return self.tr("“{term}” removed from %n practice(s)", "", count).format(term=name)

            self._edit(self.tr("Remove “{term}”").format(term=name), partial(_remove, keys, field, name), say)

        title = self.tr("Remove tag") if field == "tags" else self.tr("Remove thematic area")
        self._ask_term(title, self.tr("Remove"), partial(_carried, field), remove)

    def replace_term(self, field: str) -> None:
        """Ask which of the terms that the chosen practices carry is replaced, and by which."""
        from ui.practice_dialogs.replace_term_dialog import ReplaceTermDialog

        def act(before: str, by: str) -> None:
            def work(own: Workspace, progress: Progress) -> ChangeSet:
                return practice_edits.edit_many(
                    own, keys, *practice_edits.replace_term(field, before, by), progress=progress
                )

            def say(count: int) -> str:
                return self.tr("“{before}” replaced by “{by}” in %n practice(s)", "", count).format(
                    before=before, by=by
                )

            self._edit(self.tr("Replace “{term}”").format(term=before), work, say)

        workspace, keys = self._workspace_switch.needed(), self._page.selected_keys()
        if workspace and keys:
            title = self.tr("Replace tag") if field == "tags" else self.tr("Replace thematic area")
            question = self.tr("For %n practice(s):", "", len(keys))
            carried, known = _carried(field, workspace, keys), _known(field, workspace, keys)
            dialog = ReplaceTermDialog(title, question, carried, known, self._window)
            dialog.answered.connect(act)
            _open(dialog)

    def set_field(self) -> None:
        """Ask which field of the chosen practices is set, and to what, showing what would be replaced."""
        from ui.practice_dialogs.set_field_dialog import SetFieldDialog, SetFieldRequest

        def act(wanted: SetFieldRequest) -> None:
            def say(count: int) -> str:
                said = self.tr("“{field}” set in %n practice(s)", "", count)
                return said.format(field=field_label(wanted.field))

            self._edit(self.tr("Set field"), wanted.apply, say)

        workspace, keys = self._workspace_switch.needed(), self._page.selected_keys()
        if workspace and keys and self._page.flush():
            dialog = SetFieldDialog(workspace.location, keys, self._window)
            dialog.asked.connect(act)
            dialog.failed.connect(self._bar.show_error)
            _open(dialog)

    def replace(self) -> None:
        """Ask what to find and what to put in its place, showing every change before it is made."""
        from ui.practice_dialogs.find_replace_dialog import ReplaceDialog, ReplaceRequest

        def act(wanted: ReplaceRequest) -> None:
            def say(count: int) -> str:
                return self.tr("“{find}” replaced in %n practice(s)", "", count).format(find=wanted.find)

            self._edit(self.tr("Replace"), wanted.apply, say)

        if workspace := self._workspace_switch.needed():
            selected, shown = self._page.selected_keys(), self._page.shown_keys()
            dialog = ReplaceDialog(workspace.location, selected, shown, self._theme, self._window)
            dialog.asked.connect(act)
            dialog.failed.connect(self._bar.show_error)
            _open(dialog)

    def merge(self) -> None:
        """Ask which of the chosen practices stays, unite the others with it and look at it."""
        from ui.practice_dialogs.merge_dialog import MergeDialog

        def act(into: int) -> None:
            def done(change_set: ChangeSet) -> None:
                self._signals.changed.emit(change_set)
                self.made.emit([into])
                self._say(self.tr("%n practice(s) merged into one", "", len(keys)))

            self._start(self.tr("Merge"), lambda own, _: duplicates.merge_practices(own, keys, into), done)

        workspace, keys = self._workspace_switch.needed(), self._page.selected_keys()
        if workspace and len(keys) > 1 and self._page.flush():
            try:
                dialog = MergeDialog(duplicates.candidates(workspace, keys), self._window)
            except RoundtableError as error:
                self._bar.show_error(error)
                return
            dialog.asked.connect(act)
            _open(dialog)

    def _ask_term(
        self,
        title: str,
        do: str,
        propose: Callable[[Workspace, list[int]], list[str]],
        act: Callable[[list[int], str], None],
    ) -> None:
        from ui.dialogs.ask_dialog import AskDialog

        workspace, keys = self._workspace_switch.needed(), self._page.selected_keys()
        if workspace and keys:
            question = self.tr("For %n practice(s):", "", len(keys))
            dialog = AskDialog(title, question, do, self._window, proposed=propose(workspace, keys))
            dialog.answered.connect(partial(act, keys))
            _open(dialog)

    def _edit(self, title: str, work: Work[ChangeSet], say: Callable[[int], str]) -> None:
        """Change practices as a job and say how many were changed."""

        def done(change_set: ChangeSet) -> None:
            self._signals.changed.emit(change_set)
            if change_set.practice_ids:
                self._say(say(len(change_set.practice_ids)))
            else:
                self._bar.show_message("notice", self.tr("Nothing had to be changed."))

        self._start(title, work, done)

    def _start(self, title: str, work: Work[T], done: Callable[[T], None]) -> None:
        if workspace := self._workspace_switch.needed():
            self._jobs.start(title, workspace.location, work, done, self._bar.show_error)

    def _say(self, said: str) -> None:
        self._said = said
        self._bar.show_message("done", said, buttons=[(self.tr("Undo"), self._undo)])

    @Slot(object)
    def _withdraw(self, _change_set: ChangeSet) -> None:
        """Offer no longer to undo what is not the newest step any more."""
        if self._said and self._bar.text == self._said:
            self._bar.hide()


def _add(keys: list[int], field: str, name: str, workspace: Workspace, progress: Progress) -> ChangeSet:
    return practice_edits.edit_many(workspace, keys, *practice_edits.add_term(field, name), progress=progress)


def _remove(keys: list[int], field: str, name: str, workspace: Workspace, progress: Progress) -> ChangeSet:
    return practice_edits.edit_many(workspace, keys, *practice_edits.remove_term(field, name), progress=progress)


def _known(field: str, workspace: Workspace, _keys: list[int]) -> list[str]:
    return [row.name for row in term_edits.listing(workspace, "tag" if field == "tags" else "thematic_area")]


def _carried(field: str, workspace: Workspace, keys: list[int]) -> list[str]:
    return practice_edits.carried(workspace, keys[:_LOOKED_THROUGH], field)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
