"""Open workspace of the window: open, create and change it; the recent ones."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QMenu

from roundtable.errors import DamagedError, HeldError, MovedError, OlderError, OverwrittenError, RoundtableError
from roundtable.progress import Progress
from roundtable.workspace import SUFFIX, Workspace, default_location
from ui.dialogs.file_prompts import Prompts
from ui.jobs.jobs import Jobs
from ui.widgets.message_bar import Button, MessageBar
from ui.workspaces.window_lock import WindowLock

_RECENT = "workspaces/recent"
_MOST_RECENT = 8
_PATIENCE_SECONDS = 1
"""How long the window waits for a file that another program holds; jobs, which block nobody, wait longer."""


class Signals(QObject):
    """Changes to the open workspace; whoever shows them reads again."""

    changed = Signal(object)
    """The ``ChangeSet`` of a change to the workspace."""


class WorkspaceSwitch(QObject):
    """Keep one workspace open, or none."""

    opened = Signal(object)
    """The ``Workspace`` that is open now, or None; the one before is closed after every slot has returned."""

    upgrading = Signal()
    """The upgrade of a workspace begins, or came to nothing."""

    damaged = Signal(object, object)
    """The location of a workspace that cannot be opened, and the DamagedError that says why."""

    def __init__(
        self,
        jobs: Jobs,
        prompts: Prompts,
        settings: QSettings,
        bar: MessageBar,
        parent: QObject,
        *,
        may_leave: Callable[[Callable[[], None]], bool],
    ) -> None:
        """Open nothing yet; ``may_leave`` saves what is typed or asks the person, who may continue regardless."""
        super().__init__(parent)
        self._jobs = jobs
        self._prompts = prompts
        self._settings = settings
        self._bar = bar
        self._may_leave = may_leave
        self.workspace: Workspace | None = None
        self.is_upgrading = False
        """Whether a workspace is being upgraded, to be opened then."""
        self._lock = WindowLock(bar, self)
        self._lock.freed.connect(self._open_again)

    def open_location(self, location: str, *, create: bool = False) -> None:
        """Open a workspace instead of the open one, once nothing typed there would be lost."""
        if self.workspace is None or self._may_leave(partial(self._open, location, create=create)):
            self._open(location, create=create)

    def _open(self, location: str, *, create: bool) -> None:
        if self._jobs.is_busy:
            self._bar.show_message("notice", self.tr("Wait for the running task to finish, or cancel it."))
            return
        try:
            opened = Workspace.open(location, create=create, may_upgrade=False)
        except OlderError:
            self._upgrade(location)
            return
        except DamagedError as error:
            self.damaged.emit(location, error)
            return
        except RoundtableError as error:
            self._refuse(error)
            return
        workspace = opened.with_patience(_PATIENCE_SECONDS)
        self._jobs.stop()
        self._bar.forget()
        self._lock.release()
        self._jobs.refusal = None if workspace.is_shared else self._lock.take(workspace.file)
        workspace.refusal = workspace.refusal or self._jobs.refusal
        others = (location for location in self._recent() if location != workspace.location)
        self._settings.setValue(_RECENT, [workspace.location, *others][:_MOST_RECENT])
        self._change(workspace)

    def _upgrade(self, location: str) -> None:
        """Upgrade a workspace of an earlier version, which every job does first, then open it."""

        def report_done(_workspace: Workspace, progress: Progress) -> None:
            progress(1, 1)

        def open_it(_done: object) -> None:
            self._set_upgrading(False)
            self._open(location, create=False)

        def refuse(error: RoundtableError) -> None:
            self._set_upgrading(False)
            self._refuse(error)

        title = self.tr("Upgrading the workspace")
        job = self._jobs.start(title, location, report_done, open_it, refuse)
        job.cancelled.connect(partial(self._set_upgrading, False))
        self._set_upgrading(True)

    def _set_upgrading(self, is_upgrading: bool) -> None:
        self.is_upgrading = is_upgrading
        self.upgrading.emit()

    def _refuse(self, error: RoundtableError) -> None:
        self._bar.show_error(error, [(self.tr("Open another…"), self.ask_open)])

    def show_error(self, error: MovedError | HeldError) -> None:
        """Tell that the open file is no longer in its place or may only be read, and offer what can be done."""
        if isinstance(error, HeldError):
            self._lock.show_error(error)
            return
        buttons: list[Button] = []
        if not isinstance(error, OverwrittenError):
            buttons.append((self.tr("Save the open workspace as…"), self._ask_rescue))
        if self.workspace and Path(self.workspace.location).exists():
            buttons.insert(
                0, (self.tr("Open the file that is there now"), partial(self.open_location, self.workspace.location))
            )
        self._bar.show_error(error, buttons, is_of_page=False)

    def _ask_rescue(self) -> None:
        name = self.workspace.name if self.workspace else ""
        self._ask_place(self.tr("Save the open workspace as"), name)

    def ask_move(self) -> None:
        """Ask for a place on this computer, this account's data at first, and open what is open there."""
        before = self.workspace.location if self.workspace else ""

        def tell(file: Path) -> None:
            cause = self.tr("The workspace is now “{file}”.").format(file=file)
            remedy = self.tr("The file “{file}” stays as it is; delete it once nobody needs it.").format(file=before)
            self._bar.show_message("done", cause, remedy)

        name = str(default_location().with_name(Path(before).name))
        self._ask_place(self.tr("Move the workspace to"), name, tell)

    def _ask_place(self, title: str, name: str, then: Callable[[Path], object] = lambda _: None) -> None:
        """Ask where what is open goes, with what is typed, and open it there."""

        def rescue(file: Path) -> None:
            if self.workspace is None:
                return
            try:
                self.workspace.move_to(file)
            except RoundtableError as error:
                again = partial(self._ask_place, title, name, then)
                self._bar.show_error(error, [(self.tr("Choose another place…"), again)])
                return
            self.open_location(str(file))
            then(file)

        self._prompts.new_file("workspace", title, self.file_filters(), name, rescue)

    def ask_new(self) -> None:
        """Ask where a new workspace goes, and open it."""

        def make(file: Path) -> None:
            self.open_location(str(file), create=True)

        name = self.tr("practices") + SUFFIX
        self._prompts.new_file("workspace", self.tr("New workspace"), self.file_filters(), name, make)

    def ask_open(self) -> None:
        """Ask for a workspace and open it."""
        title = self.tr("Open workspace")
        self._prompts.file("workspace", title, self.file_filters(), lambda file: self.open_location(str(file)))

    def fill_recent(self, menu: QMenu) -> None:
        """Fill a menu with the recent workspaces."""
        menu.clear()
        for location in self._recent():
            menu.addAction(location.replace("&", "&&"), partial(self.open_location, location))

    def needed(self) -> Workspace | None:
        """Return the open workspace; None, with a message, if none is open."""
        if self.workspace is None:
            buttons = [(self.tr("Open workspace…"), self.ask_open), (self.tr("New workspace…"), self.ask_new)]
            self._bar.show_message("notice", self.tr("No workspace is open."), "", buttons)
        return self.workspace

    @Slot()
    def _open_again(self) -> None:
        """Open for writing what was only read; what was typed there is saved first, onto what it was read from."""
        if self.workspace is None:
            return
        self._jobs.refusal = self._lock.take(self.workspace.file)
        if isinstance(self.workspace.refusal, HeldError):
            self.workspace.refusal = self._jobs.refusal
        if self._jobs.refusal is None:
            self.open_location(self.workspace.location)

    def close(self) -> None:
        """Close the workspace."""
        self._lock.release()
        self._jobs.refusal = None
        self._change(None)

    def _change(self, workspace: Workspace | None) -> None:
        before, self.workspace = self.workspace, workspace
        self.opened.emit(workspace)
        if before:
            before.close()

    def file_filters(self) -> str:
        """Return the filters of a file dialog that asks for a workspace."""
        return self.tr("Workspaces (*{suffix});;All files (*)").format(suffix=SUFFIX)

    def _recent(self) -> list[str]:
        """Return the locations opened last, newest first; one that no longer exists stays listed."""
        stored = self._settings.value(_RECENT)
        if isinstance(stored, str):  # an ini file gives back a list of one as the one
            return [stored]
        return [str(location) for location in stored] if isinstance(stored, list) else []
