"""Actions that bring practices into roundtables, wherever the practices are: map one, put several into an annex."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.targets import Target
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from ui.dialogs.question_dialog import ask_choice
from ui.widgets.factories import open_dialog
from ui.workspaces.workspace_actions import WindowParts, Work, WorkspaceActions


class MappingActions(WorkspaceActions):
    """Change where the selected practices stand."""

    added = Signal(object)
    """The keys of practices that were added to the roundtable shown."""
    create_asked = Signal()
    """A new practice is wanted in the roundtable shown."""

    def __init__(
        self,
        parts: WindowParts,
        selected: Callable[[], Sequence[int]],
        shown_code: Callable[[], str],
        tell_done: Callable[[str], None],
    ) -> None:
        """``selected`` tells the selected practices, ``shown_code`` the roundtable that the pages show.

        ``tell_done`` tells what was done, with the way back.
        """
        super().__init__(parts)
        self._selected, self._shown_code, self._tell_done = selected, shown_code, tell_done

    def map_practice(self) -> None:
        """Ask which questions and measures the selected practice answers."""
        from ui.mapping_dialogs.practice_targets_dialog import PracticeTargetsDialog

        workspace, keys = self._workspace_switch.needed(), self._selected()
        if workspace is None or len(keys) != 1 or not self._roundtables(workspace):
            return
        [key] = keys
        title = practice_rows.titles(workspace, keys).get(key, "")
        dialog = PracticeTargetsDialog(workspace, key, title, self._shown_code(), self._window)
        dialog.asked.connect(partial(self._set_targets, key, title))
        dialog.failed.connect(self._bar.show_error)
        open_dialog(dialog)

    def put_into_annex(self) -> None:
        """Put the selected practices into the annex of a roundtable."""
        keys = list(self._selected())

        def put(roundtable: int, code: str) -> None:
            message = self.tr("%n practice(s) added to the annex of {code}", "", len(keys)).format(code=code)
            self._edit(message, lambda own, _: roundtable_matrix.enter(own, roundtable, keys), message)

        title, sentence = self.tr("Add to an annex"), self.tr("Add to the annex of which roundtable?")
        self._ask_roundtable(title, sentence, self.tr("Add to the annex"), put)

    def take_out_of_annex(self) -> None:
        """Take the selected practices out of a roundtable: its annex, and their mappings there."""
        keys = list(self._selected())

        def take(roundtable: int, code: str) -> None:
            message = self.tr("%n practice(s) removed from {code}, with their mappings", "", len(keys))
            message = message.format(code=code)
            self._edit(message, lambda own, _: roundtable_matrix.leave_out(own, roundtable, keys), message)

        title, sentence = (
            self.tr("Remove from an annex"),
            self.tr("Remove from which roundtable, with the mappings there?"),
        )
        self._ask_roundtable(title, sentence, self.tr("Remove"), take)

    def add_practices(self) -> None:
        """Ask which practices are to be in the roundtable shown, too."""
        from ui.mapping_dialogs.add_practices_dialog import AddPracticesDialog

        workspace, code = self._workspace_switch.needed(), self._shown_code()
        if workspace is None or not code:
            return
        with workspace.reading() as connection:
            roundtable = roundtable_store.key_of(connection, code)

        def add(keys: list[int]) -> None:
            message = self.tr("%n practice(s) added to {code}", "", len(keys)).format(code=code)
            work: Work[ChangeSet] = lambda own, _: roundtable_matrix.enter(own, roundtable, keys)  # noqa: E731
            self._edit(message, work, message, partial(self.added.emit, keys))

        dialog = AddPracticesDialog(workspace, code, self._theme, self._window)
        dialog.asked.connect(add)
        dialog.create_asked.connect(self.create_asked)
        dialog.failed.connect(self._bar.show_error)
        open_dialog(dialog)

    def _set_targets(
        self, practice: int, title: str, roundtable: int, targets: Sequence[Target], is_annexed: bool
    ) -> None:
        def work(own: Workspace, _progress: object) -> ChangeSet:
            return roundtable_matrix.set_targets(own, roundtable, practice, targets, is_annexed=is_annexed)

        marks = ", ".join(target.mark for target in targets)
        words = self.tr("“{title}” is mapped to {marks}") if targets else self.tr("“{title}” is not mapped to anything")
        self._edit(self.tr("Mapping a practice"), work, words.format(title=title, marks=marks))

    def _roundtables(self, workspace: Workspace) -> list[roundtable_store.RoundtableRow]:
        """Return the roundtables, the one shown first; say where there is none."""
        rows = roundtable_store.listing(workspace)
        if not rows:
            self._bar.show_error(
                RoundtableError(self.tr("There is no roundtable yet."), self.tr("Start one, or import its paper."))
            )
        return sorted(rows, key=lambda row: row.code != self._shown_code())

    def _ask_roundtable(self, title: str, sentence: str, do: str, then: Callable[[int, str], None]) -> None:
        """Ask for a roundtable, unless there is just one."""
        workspace = self._workspace_switch.needed()
        rows = self._roundtables(workspace) if workspace and self._selected() else []
        if len(rows) == 1:
            then(rows[0].id, rows[0].code)
        elif rows:
            choices = [(row, f"{row.code}  {row.title}".strip()) for row in rows]
            ask_choice(
                self._window, title, sentence, do, choices=choices, then=lambda chosen: then(chosen.id, chosen.code)
            )

    def _edit(self, title: str, work: Work[ChangeSet], message: str, then: Callable[[], object] | None = None) -> None:
        """Make a change in a job, report it, and offer to undo it."""

        def done(change_set: ChangeSet) -> None:
            self._signals.changed.emit(change_set)
            if not change_set.changes:
                self._bar.show_message("notice", self.tr("Nothing to change."))
                return
            self._tell_done(message)
            if then:
                then()

        self._start(title, work, done)
