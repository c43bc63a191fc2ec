"""Actions on the selected practices: create, duplicate, delete, restore, merge, bulk edits; each one undo step."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal, Slot

from roundtable.errors import RoundtableError
from roundtable.history import last_change
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import duplicate_merge, ministries, practice_edits, practice_rows
from roundtable.progress import Progress
from roundtable.records.practice import Status
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.practices.practices_page import PracticesPage
from ui.widgets.factories import open_dialog
from ui.widgets.message_bar import Button
from ui.widgets.record_text import field_label
from ui.workspaces.workspace_actions import WindowParts, Work, WorkspaceActions

if TYPE_CHECKING:
    from ui.practices.selection_pane import SelectionPane

_MOST_SEARCHED = 5000
"""How many of the selected practices are asked which terms they carry."""
_MANY = 100
"""How many practices are changed without a backup made before."""


class PracticeActions(WorkspaceActions):
    """Actions that change practices."""

    created = Signal(object)
    """The key of a new, empty practice."""
    report_asked = Signal(int)
    """The journal entry of an import whose report is to be shown."""
    added = Signal(object)
    """The keys of practices that were copied, pasted, merged or restored."""

    def __init__(
        self,
        parts: WindowParts,
        page: PracticesPage,
        tell_done: Callable[[str], None],
        roundtable_of_new: Callable[[], str],
    ) -> None:
        """``tell_done`` tells what was done, with the way back.

        ``roundtable_of_new`` tells the code of the roundtable that a new practice is for, "" for none.
        """
        super().__init__(parts)
        self._roundtable_of_new = roundtable_of_new
        self._page = page
        self._tell_done = tell_done
        self._deleted_here: set[int] = set()
        """The practices deleted in this window, and not changed by another since."""
        page.pane.selection_made.connect(self._connect_selection)
        parts.signals.changed.connect(self._note_deleted)

    def create(self) -> None:
        """Add an empty practice, in the annex of the roundtable worked on if any, and show it."""
        code, language = self._roundtable_of_new(), self._page.language

        def done(result: tuple[int, ChangeSet]) -> None:
            key, change_set = result
            self._signals.changed.emit(change_set)
            self.created.emit(key)

        work: Work[tuple[int, ChangeSet]] = lambda own, _: practice_edits.create(own, code=code, language=language)  # noqa: E731
        self._start(self.tr("New practice"), work, done)

    def duplicate(self) -> None:
        """Add a copy of each selected practice and select the copies."""
        if keys := self._page.list.selected_keys:
            self._add(
                self.tr("Duplicate"),
                lambda own, _: practice_edits.duplicate(own, keys),
                lambda count: self.tr("%n practice(s) duplicated", "", count),
            )

    def delete(self) -> None:
        """Move the selected practices to the trash."""
        keys = self._page.list.selected_keys
        title = self._page.list.title(keys[0]) if len(keys) == 1 else ""
        self._edit(
            self.tr("Delete"),
            lambda own, progress: practice_edits.trash(own, keys, progress=progress),
            lambda count: (
                self.tr("“{title}” moved to the trash").format(title=title)
                if title
                else self.tr("%n practice(s) moved to the trash", "", count)
            ),
        )

    def restore(self, keys: list[int]) -> None:
        """Restore practices from the trash and select them."""
        self._add(
            self.tr("Restore"),
            lambda own, progress: (keys, practice_edits.restore(own, keys, progress=progress)),
            lambda count: self.tr("%n practice(s) restored", "", count),
        )

    @Slot(object)
    def _note_deleted(self, change_set: ChangeSet) -> None:
        if change_set.label:
            self._deleted_here |= last_change.deleted(change_set)
        else:
            self._deleted_here -= change_set.practice_ids

    @Slot(int, str)
    def tell_taken_away(self, key: int, title: str) -> None:
        """Tell that a practice being edited was deleted by another, and offer to restore it."""
        if key in self._deleted_here:
            return
        workspace = self._workspace_switch.workspace
        step = last_change.deletion(workspace, key) if workspace else None
        cause = self.tr("“{title}” was deleted while you were editing it.").format(title=title)
        if step and workspace and workspace.is_shared:
            words = self.tr("“{title}” was deleted by {name} while you were editing it.")
            cause = words.format(title=title, name=step.author)
        remedy = self.tr("What you typed is kept with it.")
        is_kept = workspace is not None and bool(practice_rows.titles(workspace, [key]))
        buttons: list[Button] = [(self.tr("Restore"), partial(self.restore, [key]))] if is_kept else []
        self._bar.show_message("warning", cause, remedy if is_kept else "", buttons)

    def empty_trash(self) -> None:
        """Delete for good what is in the trash."""
        self._edit(
            self.tr("Empty the trash"),
            lambda own, _: practice_edits.empty_trash(own),
            lambda count: self.tr("%n practice(s) permanently deleted", "", count),
        )

    def show_trash(self) -> None:
        """Show what is in the trash."""
        from ui.practice_dialogs.trash_dialog import TrashDialog

        if workspace := self._workspace_switch.needed():
            dialog = TrashDialog(workspace, self._theme, self._window)
            dialog.restore_asked.connect(self.restore)
            dialog.empty_asked.connect(self.empty_trash)
            self._signals.changed.connect(dialog.refresh)
            open_dialog(dialog)

    def show_history(self) -> None:
        """Show the history of the current practice, and restore what is wanted of it."""
        from ui.practice_dialogs.history_dialog import HistoryDialog, RestoreRequest

        def restore(wanted: RestoreRequest) -> None:
            field = field_label(wanted.field)
            message = (
                self.tr("“{field}” restored").format(field=field) if field else self.tr("Earlier version restored")
            )
            self._edit(self.tr("Restore"), lambda own, _: wanted.apply(own), lambda _: message)

        workspace, keys = self._workspace_switch.needed(), self._page.list.selected_keys
        if workspace and len(keys) == 1:
            self._page.flush()
            dialog = HistoryDialog(workspace.location, keys[0], self._jobs, self._theme, self._window)
            dialog.asked.connect(restore)
            dialog.report_asked.connect(self.report_asked)
            dialog.failed.connect(self._bar.show_error)
            self._signals.changed.connect(dialog.refresh)
            open_dialog(dialog)

    def set_status(self, status: str) -> None:
        """Set the status of the selected practices."""
        keys, wanted = self._page.list.selected_keys, cast("Status", status)
        text = value_texts.status(wanted)
        self._edit(
            self.tr("Set status"),
            _edit_many(keys, practice_edits.set_status(wanted)),
            lambda count: self.tr("Status of %n practice(s) set to “{status}”", "", count).format(status=text),
        )

    def add_term(self, field: str) -> None:
        """Ask for a term and add it to the selected practices."""

        def add(keys: list[int], term: str) -> None:
            self._add_term(field, term, keys)

        title = self.tr("Add tag") if field == "tags" else self.tr("Add thematic area")
        self._ask_term(title, self.tr("Add"), partial(_known_terms, field), add)

    def remove_term(self, field: str) -> None:
        """Ask for a term of the selected practices and remove it from them."""

        def remove(keys: list[int], term: str) -> None:
            self._remove_term(field, term, keys)

        title = self.tr("Remove tag") if field == "tags" else self.tr("Remove thematic area")
        self._ask_term(title, self.tr("Remove"), partial(_carried_terms, field), remove)

    @Slot(object)
    def _connect_selection(self, pane: "SelectionPane") -> None:
        """Do what is asked for in the pane of the selected practices."""
        pane.status_asked.connect(self.set_status)
        pane.term_added.connect(lambda field, term: self._add_term(field, term, self._page.list.selected_keys))
        pane.term_removed.connect(lambda field, term: self._remove_term(field, term, self._page.list.selected_keys))

    def _add_term(self, field: str, term: str, keys: Sequence[int]) -> None:
        self._edit(
            self.tr("Add “{term}”").format(term=term),
            _edit_many(keys, practice_edits.add_term(field, term)),
            lambda count: self.tr("“{term}” added to %n practice(s)", "", count).format(term=term),
        )

    def _remove_term(self, field: str, term: str, keys: Sequence[int]) -> None:
        self._edit(
            self.tr("Remove “{term}”").format(term=term),
            _edit_many(keys, practice_edits.remove_term(field, term)),
            lambda count: self.tr("“{term}” removed from %n practice(s)", "", count).format(term=term),
        )

    def replace_term(self, field: str) -> None:
        """Ask which term of the selected practices is replaced, and by which."""
        from ui.practice_dialogs.replace_term_dialog import ReplaceTermDialog

        def replace(before: str, by: str) -> None:
            self._edit(
                self.tr("Replace “{term}”").format(term=before),
                _edit_many(keys, practice_edits.replace_term(field, before, by)),
                lambda count: self.tr("“{before}” replaced with “{by}” in %n practice(s)", "", count).format(
                    before=before, by=by
                ),
            )

        workspace, keys = self._workspace_switch.needed(), self._page.list.selected_keys
        if workspace and keys:
            title = self.tr("Replace tag") if field == "tags" else self.tr("Replace thematic area")
            question = self.tr("For %n practice(s):", "", len(keys))
            carried, known = _carried_terms(field, workspace, keys), _known_terms(field, workspace, keys)
            dialog = ReplaceTermDialog(title, question, carried, known, self._window)
            dialog.answered.connect(replace)
            open_dialog(dialog)

    def set_field(self) -> None:
        """Ask for a field of the selected practices and its new value, showing what would be replaced."""
        from ui.practice_dialogs.set_field_dialog import SetFieldDialog, SetFieldRequest

        def set_value(wanted: SetFieldRequest) -> None:
            field = field_label(wanted.field)
            self._edit(
                self.tr("Set field"),
                wanted.apply,
                lambda count: self.tr("“{field}” set in %n practice(s)", "", count).format(field=field),
            )

        workspace, keys = self._workspace_switch.needed(), self._page.list.selected_keys
        if workspace and keys:
            self._page.flush()
            dialog = SetFieldDialog(workspace.location, keys, self._window)
            dialog.asked.connect(set_value)
            dialog.failed.connect(self._bar.show_error)
            open_dialog(dialog)

    def give_to_ministry(self) -> None:
        """Ask for the ministry whose contributors are to change the selected practices."""
        from ui.dialogs.input_dialog import InputDialog

        def give(name: str) -> None:
            said = self.tr("%n practice(s) given to “{ministry}”", "", len(keys)).format(ministry=name)
            self._start(
                self.tr("Give to a ministry"),
                lambda own, progress: ministries.give(own, keys, name, progress),
                lambda _: self._bar.show_message("notice", said),
            )

        workspace, keys = self._workspace_switch.needed(), self._page.list.selected_keys
        if workspace and keys:
            try:
                proposed = ministries.known(workspace)
            except RoundtableError as error:
                self._bar.show_error(error)
                return
            question = self.tr("The ministry whose contributors change %n practice(s):", "", len(keys))
            dialog = InputDialog(
                self.tr("Give to a ministry"), question, self.tr("Give"), self._window, proposed=proposed
            )
            dialog.answered.connect(give)
            open_dialog(dialog)

    def replace(self) -> None:
        """Ask for a text to find and its replacement, showing every change before it is made."""
        from ui.practice_dialogs.find_replace_dialog import ReplaceDialog, ReplaceRequest

        def replace(wanted: ReplaceRequest) -> None:
            self._edit(
                self.tr("Replace"),
                wanted.apply,
                lambda count: self.tr("“{find}” replaced in %n practice(s)", "", count).format(find=wanted.find),
                of=len(wanted.keys),
            )

        if workspace := self._workspace_switch.needed():
            selected, shown = self._page.list.selected_keys, self._page.list.keys
            dialog = ReplaceDialog(workspace.location, selected, shown, self._theme, self._window)
            dialog.asked.connect(replace)
            dialog.failed.connect(self._bar.show_error)
            open_dialog(dialog)

    def merge(self) -> None:
        """Ask which of the selected practices stays, and merge the others into it."""
        from ui.practice_dialogs.merge_dialog import MergeDialog

        def work(into: int, own: Workspace, _progress: Progress) -> tuple[list[int], ChangeSet]:
            own.back_up("before merge")
            return [into], duplicate_merge.merge_practices(own, keys, into)

        def merge(into: int) -> None:
            self._add(
                self.tr("Merge"),
                partial(work, into),
                lambda _: self.tr("%n practice(s) merged into one", "", len(keys)),
            )

        workspace, keys = self._workspace_switch.needed(), self._page.list.selected_keys
        if workspace and len(keys) > 1:
            self._page.flush()
            try:
                dialog = MergeDialog(duplicate_merge.candidates(workspace, keys), self._window)
            except RoundtableError as error:
                self._bar.show_error(error)
                return
            dialog.asked.connect(merge)
            open_dialog(dialog)

    def _ask_term(
        self,
        title: str,
        verb: str,
        propose: Callable[[Workspace, list[int]], list[str]],
        edit: Callable[[list[int], str], None],
    ) -> None:
        from ui.dialogs.input_dialog import InputDialog

        workspace, keys = self._workspace_switch.needed(), self._page.list.selected_keys
        if workspace and keys:
            question = self.tr("For %n practice(s):", "", len(keys))
            dialog = InputDialog(title, question, verb, self._window, proposed=propose(workspace, keys))
            dialog.answered.connect(partial(edit, keys))
            open_dialog(dialog)

    def _edit(self, title: str, work: Work[ChangeSet], say: Callable[[int], str], of: int | None = None) -> None:
        """Change the selected practices, or some ``of`` so many, in a job, and report how many were changed.

        Where they are many, a backup is made before.
        """

        def done(change_set: ChangeSet) -> None:
            self._signals.changed.emit(change_set)
            if change_set.practice_ids:
                self._tell_done(say(len(change_set.practice_ids)))
            else:
                self._bar.show_message("notice", self.tr("Nothing to change."))

        def kept(own: Workspace, progress: Progress) -> ChangeSet:
            if count > _MANY:
                own.back_up("before bulk edit")
            return work(own, progress)

        count = len(self._page.list.selected_keys) if of is None else of
        self._start(title, kept, done)

    def _add(self, title: str, work: Work[tuple[list[int], ChangeSet]], say: Callable[[int], str]) -> None:
        """Add practices in a job, select them and report how many there are."""

        def done(result: tuple[list[int], ChangeSet]) -> None:
            keys, change_set = result
            self._signals.changed.emit(change_set)
            self.added.emit(keys)
            self._tell_done(say(len(keys)))

        self._start(title, work, done)


def _edit_many(keys: Sequence[int], edit: practice_edits.Edit) -> Work[ChangeSet]:
    return lambda own, progress: practice_edits.edit_many(own, keys, *edit, progress=progress)


def _known_terms(field: str, workspace: Workspace, _keys: list[int]) -> list[str]:
    return term_edits.names(workspace, "tag" if field == "tags" else "thematic_area")


def _carried_terms(field: str, workspace: Workspace, keys: list[int]) -> list[str]:
    return practice_edits.carried(workspace, keys[:_MOST_SEARCHED], field)
