"""Actions on backups: make one, show them, bring one back; and those that are made as the person works."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, Signal, Slot

from roundtable.backups import backup_files, second_folder
from roundtable.backups.backup_files import Backup
from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import Workspace, is_on_server
from ui.base import value_texts
from ui.dialogs.file_prompts import Prompts
from ui.dialogs.question_dialog import ask_choice, confirm
from ui.jobs.crash_reports import LOG
from ui.widgets.factories import open_dialog
from ui.widgets.message_bar import Button, Kind
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

if TYPE_CHECKING:
    from roundtable.recovery.salvage import RecoveryReport

_SETTLED_MS = 5_000
"""When a workspace is shown and searched, and a backup delays nothing."""
_CHANGED_MS = 30 * 60_000
_MOST_LOSSES = 5
"""How many of the losses of a recovery the message names."""


class BackupActions(WorkspaceActions):
    """Make backups of the open workspace, and bring them back."""

    preferences_asked = Signal()
    """The second folder is to be set."""
    second_folder_changed = Signal()

    def __init__(self, parts: WindowParts, prompts: Prompts, flush: Callable[[], object]) -> None:
        """Save what is typed with ``flush`` before a backup is made or brought back."""
        super().__init__(parts)
        self._prompts = prompts
        self._flush = flush
        self._on_opening = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._on_opening.timeout.connect(self._make_daily)
        self._on_change = QTimer(self, singleShot=True, interval=_CHANGED_MS)
        self._on_change.timeout.connect(partial(self.make_in_background, "changes"))
        parts.workspace_switch.opened.connect(self._follow)
        parts.workspace_switch.damaged.connect(self.offer_help)
        parts.signals.changed.connect(self._note_change)

    def make(self) -> None:
        """Make a backup now, and say where it lies."""

        def done(made: Backup) -> None:
            kind: Kind = "warning" if made.doubt else "done"
            self._bar.show_message(kind, self.tr("A backup was made."), made.doubt or str(made.file))

        def work(own: Workspace, progress: Progress) -> Backup:
            return backup_files.make(own.file, "by hand", progress=progress)

        self._flush()
        self._start(self.tr("Making a backup"), work, done)

    @Slot(object)
    def _follow(self, workspace: Workspace | None) -> None:
        self._on_change.stop()
        if workspace and not workspace.is_shared:
            self._on_opening.start()
        else:
            self._on_opening.stop()

    @Slot()
    def _note_change(self) -> None:
        workspace = self._workspace_switch.workspace
        if workspace and not workspace.is_shared and not self._on_change.isActive():
            self._on_change.start()

    @Slot()
    def _make_daily(self) -> None:
        workspace = self._workspace_switch.workspace
        newest = next(iter(backup_files.listing(workspace.file)), None) if workspace else None
        today = datetime.now(UTC).astimezone().date()
        if newest is None or newest.moment.astimezone().date() != today:
            self.make_in_background("daily")

    def make_in_background(self, occasion: str) -> None:
        """Make a backup where something changed since the last one; only failure is told."""
        workspace = self._workspace_switch.workspace
        if workspace is None or workspace.is_shared:
            return

        def work(own: Workspace, progress: Progress) -> Backup | None:
            return own.back_up(occasion, progress=progress)

        def done(made: Backup | None) -> None:
            if made and made.doubt:
                self._bar.show_message("warning", made.doubt)

        title = self.tr("Making a backup")
        self._jobs.start(title, workspace.location, work, done, self._bar.show_error, is_preview=True)

    def newest(self) -> Path | None:
        """Return the newest backup of the open workspace that is whole; None where a server keeps them."""
        workspace = self._workspace_switch.workspace
        found = _newest_whole(workspace.file) if workspace and not workspace.is_shared else None
        return found.file if found else None

    def make_last(self, file: Path) -> None:
        """Make a backup of a workspace that was just closed, where something changed; failure is only logged."""
        try:
            backup_files.make_if_changed(file, "on close")
        except RoundtableError as error:
            LOG.warning("No backup on close: %s", type(error).__name__)

    def show(self) -> None:
        """Show the backups of the open workspace, and what each would change."""
        from ui.backups.backups_dialog import BackupsDialog

        if workspace := self._workspace_switch.needed():
            dialog = BackupsDialog(workspace, self._jobs, self._theme, self._window)
            dialog.restore_asked.connect(partial(self._ask_restore, workspace.location))
            dialog.practices_asked.connect(self._restore_practices)
            dialog.failed.connect(self._bar.show_error)
            dialog.second_folder_asked.connect(self.preferences_asked)
            self.second_folder_changed.connect(dialog.show_second_folder)
            self._signals.changed.connect(dialog.refresh)
            open_dialog(dialog)

    @Slot()
    def ask_second_folder(self) -> None:
        """Ask where a copy of every backup goes as well, or that none is kept any more."""

        def choose(folder: Path | None) -> None:
            try:
                second_folder.choose(folder)
            except RoundtableError as error:
                self._bar.show_error(error)
            self.second_folder_changed.emit()

        def ask() -> None:
            self._prompts.folder("second backups", self.tr("Second folder for backups"), choose)

        if (present := second_folder.chosen()) is None:
            ask()
            return
        choices: list[tuple[Callable[[], None], str]] = [
            (ask, self.tr("Choose another folder")),
            (partial(choose, None), self.tr("Do not keep second copies")),
        ]
        sentence = self.tr("A copy of every backup is kept in {folder}").format(folder=present)
        title, words = self.tr("Second folder for backups"), self.tr("Continue")
        ask_choice(self._window, title, sentence, words, choices=choices, then=lambda do: do())

    def _ask_restore(self, location: str, source: Path) -> None:
        confirm(
            self._window,
            self.tr("Restore the whole workspace"),
            self.tr("The workspace returns to its state in this backup. Its current state is backed up first."),
            self.tr("Restore"),
            lambda: self.restore(location, source),
        )

    def restore(self, location: str, source: Path) -> None:
        """Put a copy of a backup in the place of a workspace, which is closed for that, and open it."""
        if self._jobs.is_busy:
            self._bar.show_message("notice", self.tr("Wait for the running task to finish, or cancel it."))
            return
        if self._jobs.refusal:
            self._bar.show_error(self._jobs.refusal)
            return

        def work(progress: Progress) -> Path | None:
            from roundtable.recovery.restore import restore_file

            return restore_file(Path(location), source, progress=progress)

        def done(kept: Path | None) -> None:
            self._workspace_switch.open_location(location)
            remedy = self.tr("The previous file was kept as {file}").format(file=kept) if kept else ""
            self._bar.show_message("done", self.tr("The workspace was restored from the backup."), remedy)

        def failed(error: RoundtableError) -> None:
            self._workspace_switch.open_location(location)
            self._bar.show_error(error)

        self._flush()
        self._jobs.stop()
        self._workspace_switch.close()
        self._jobs.start_alone(self.tr("Restoring the workspace"), work, done, failed)

    @Slot(object, object)
    def offer_help(self, location: str, error: RoundtableError) -> None:
        """Tell that a workspace is damaged, and offer the newest backup of a file and what can still be read of it."""
        if is_on_server(location):
            self._bar.show_error(error)
            return
        buttons: list[Button] = [(self.tr("Recover what can be read…"), partial(self.recover, location))]
        if newest := _newest_whole(Path(location)):
            moment = value_texts.moment(newest.moment.isoformat(), QLocale())
            said = self.tr("Restore the backup of {moment}").format(moment=moment)
            buttons.insert(0, (said, partial(self.restore, location, newest.file)))
        self._bar.show_error(error, buttons)

    def recover(self, location: str) -> None:
        """Copy what can be read of a damaged workspace into a new one beside it, and offer to open that."""

        def work(progress: Progress) -> "RecoveryReport":
            from roundtable.recovery import salvage

            return salvage.recover(Path(location), progress=progress)

        def done(report: "RecoveryReport") -> None:
            said = self.tr("%n practice(s) recovered into {file}.", "", report.counts["practices"])
            open_it = partial(self._workspace_switch.open_location, str(report.file))
            kind: Kind = "warning" if report.losses else "done"
            losses = list(report.losses[:_MOST_LOSSES])
            if more := len(report.losses) - len(losses):
                losses.append(self.tr("Further losses, not listed here: {count}.").format(count=more))
            words = said.format(file=report.file.name)
            self._bar.show_message(kind, words, " ".join(losses), [(self.tr("Open"), open_it)])

        self._jobs.start_alone(self.tr("Recovering what can be read"), work, done, self._bar.show_error)

    def _restore_practices(self, source: Path, uids: Sequence[str]) -> None:
        from roundtable.recovery.practice_restore import restore_practices

        def work(own: Workspace, progress: Progress) -> ChangeSet:
            own.back_up("before restore", progress=progress)
            return restore_practices(own, source, uids)

        self._change(self.tr("Restoring from a backup"), work)


def _newest_whole(file: Path) -> Backup | None:
    try:
        whole = (one for one in backup_files.listing(file) if backup_files.counts(one.file) is not None)
        return next(whole, None)
    except RoundtableError:  # the damage is what is to be told
        return None
