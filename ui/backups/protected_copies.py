"""Actions on protected copies: save one of the open workspace, open the workspace that one holds."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from roundtable.errors import PassphraseError, RoundtableError
from roundtable.progress import Progress
from roundtable.protected import protected_copy
from roundtable.workspace import Workspace
from ui.backups.passphrase_dialog import PassphraseDialog
from ui.dialogs.file_prompts import Prompts
from ui.widgets.factories import open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions


class ProtectedCopies(WorkspaceActions):
    """Save and open copies that only a passphrase opens."""

    def __init__(self, parts: WindowParts, prompts: Prompts, flush: Callable[[], object]) -> None:
        """Save what is typed with ``flush`` before a copy is made."""
        super().__init__(parts)
        self._prompts = prompts
        self._flush = flush

    def ask_save(self) -> None:
        """Ask where a protected copy of the open workspace goes, and for its passphrase."""
        if workspace := self._workspace_switch.needed():
            title = self.tr("Save a protected copy")
            name = workspace.file.stem + protected_copy.SUFFIX
            self._prompts.new_file("protected", title, self._filters(), name, partial(self._ask, True, self._save))

    def ask_open(self) -> None:
        """Ask for a protected copy, and for its passphrase."""
        title = self.tr("Open a protected copy")
        self._prompts.file("protected", title, self._filters(), partial(self._ask, False, self._open))

    def _filters(self) -> str:
        return self.tr("Protected copies (*{suffix});;All files (*)").format(suffix=protected_copy.SUFFIX)

    def _ask(self, is_new: bool, then: Callable[[Path, str], object], file: Path) -> None:
        """Ask for a passphrase once the file is looked at: nobody types one in vain."""
        workspace = self._workspace_switch.workspace
        try:
            if not is_new:
                protected_copy.check_source(file)
            elif workspace:
                protected_copy.check_target(workspace, file)
        except RoundtableError as error:
            self._bar.show_error(error)
            return
        dialog = PassphraseDialog(file.name, self._window, is_new=is_new)
        dialog.answered.connect(partial(then, file))
        open_dialog(dialog)

    def _save(self, file: Path, passphrase: str) -> None:
        def work(own: Workspace, progress: Progress) -> None:
            protected_copy.write(own, file, passphrase, progress=progress)

        def done(_: None) -> None:
            self._bar.show_message("done", self.tr("“{file}” was saved.").format(file=file.name))

        self._flush()
        self._start(self.tr("Saving a protected copy"), work, done)

    def _open(self, file: Path, passphrase: str) -> None:
        def work(progress: Progress) -> Path:
            target = protected_copy.proposed_target(file)
            protected_copy.read(file, target, passphrase, progress=progress)
            return target

        def done(target: Path) -> None:
            self._workspace_switch.open_location(str(target))

        def failed(error: RoundtableError) -> None:
            again = partial(self._ask, False, self._open, file)
            is_wrong = isinstance(error, PassphraseError)
            self._bar.show_error(error, [(self.tr("Try again…"), again)] if is_wrong else [])

        self._jobs.start_alone(self.tr("Opening a protected copy"), work, done, failed)
