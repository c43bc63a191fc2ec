"""Workspace file: made, opened and upgraded with a copy kept; watched over so that only what was opened is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection

from db import backup, upgrade
from db.dialects.sqlite_errors import damaged
from db.engine import connect
from db.errors import DamagedError, MovedError, NewerError, OlderError, OverwrittenError, WorkspaceError
from db.file_place import FilePlace
from roundtable import standard_vocabulary
from roundtable.atomic_file import creating, replacing
from roundtable.backups import backup_files, file_state
from roundtable.errors import OutputError
from roundtable.file_errors import is_taken
from roundtable.progress import Progress


class FileStorage:
    """Keep a workspace in a file."""

    def __init__(self, file: Path, *, is_unwanted: Callable[[], bool] | None = None) -> None:
        self.location = file
        self.engine = connect(file, is_unwanted=is_unwanted)
        self._place: FilePlace | None = None
        """What was opened; None until it is."""

    def initialize(self, seed: Callable[[Connection], None]) -> None:
        """Make the file, filled by ``seed``; raise WorkspaceError where one is there already."""
        if exists(self.location):
            raise WorkspaceError(f"The file “{self.location}” already exists.", "Open it, or choose another name.")
        create_file(self.location, seed)

    def make_ready(self, *, create: bool, may_upgrade: bool) -> WorkspaceError | None:
        """Make a missing file where ``create`` is set, bring an older one up to date; return why it can only be read.

        Raises WorkspaceError for what is missing, no workspace, or cannot be read.
        """
        file = self.location
        if create and not exists(file):
            create_file(file)
        if not exists(file):
            raise WorkspaceError(
                f"There is no workspace at “{file}” yet.",
                "Import a paper into it, make one with “roundtable demo”, or name another with --workspace.",
            )
        upgrade.inspect(file)
        refusal: WorkspaceError | None = None
        try:
            if not upgrade.check(self.engine, file):
                self._bring_up_to_date(may_upgrade=may_upgrade)
        except NewerError as error:
            refusal = error
        if fault := file_state.look_up(file).fault:
            refusal = self.damaged(fault)
        self._place = FilePlace(file, self.engine)
        return refusal

    def _bring_up_to_date(self, *, may_upgrade: bool) -> None:
        file = self.location
        if not may_upgrade:
            raise OlderError(f"“{file}” was made by an earlier version of Roundtable.", "Upgrade it first.")
        try:
            kept = backup_files.make(file, "before upgrade")
        except OutputError as error:
            raise WorkspaceError(f"No copy of “{file}” can be made: {error.cause}", error.remedy) from error
        with file_state.own_change(file):
            upgrade.bring_up_to_date(file, kept.file)

    def damaged(self, fault: str) -> DamagedError:
        """Say that the file is damaged, as ``fault`` says in a sentence."""
        return damaged(self.location, fault.rstrip("."))

    def back_up(self, occasion: str, progress: Progress) -> backup_files.Backup | None:
        """Make a backup unless the newest one that is whole holds the same."""
        return backup_files.make_if_changed(self.location, occasion, progress=progress)

    def check_place(self) -> None:
        """Raise MovedError where the file opened was moved, replaced, overwritten or deleted meanwhile."""
        if self._place:
            self._place.check()

    @contextmanager
    def own_change(self) -> Iterator[None]:
        """Know the file again after it is written to within."""
        with file_state.own_change(self.location):
            yield
            if self._place:
                self._place.note()

    def move_to(self, target: Path) -> None:
        """Write what is open into a new file, and go on with that one; also once the one opened is gone.

        Raises RoundtableError where that cannot be, or the new file is the one open.
        """
        if self._is_open_at(target):
            raise WorkspaceError(f"“{target}” is the workspace itself.", "Choose another place or name.")
        with replacing(target) as temporary:
            backup.copy_open(self.engine, self.location, temporary)
        self.close()
        self.location, self.engine = target, connect(target)
        self._place = FilePlace(target, self.engine)

    def _is_open_at(self, target: Path) -> bool:
        try:
            self.check_place()
        except OverwrittenError:
            raise
        except MovedError:
            return False
        return is_taken(target) and target.samefile(self.location)

    def change_mark(self) -> object:
        """Return what is another after every change."""
        found = self.location.stat()
        return found.st_mtime_ns, found.st_size

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def exists(file: Path) -> bool:
    """Tell whether there is a file; raise WorkspaceError where that cannot be told."""
    try:
        return file.exists()
    except OSError as error:
        raise WorkspaceError(
            f"The workspace “{file}” cannot be opened: {error.strerror or error}.",
            "Check its name and your permission to read it.",
        ) from error


def create_file(file: Path, seed: Callable[[Connection], None] = standard_vocabulary.seed) -> None:
    """Make a new workspace, whole or not at all, filled by ``seed``; one that another program makes meanwhile stays."""
    try:
        with creating(file) as temporary:
            engine = connect(temporary)
            try:
                upgrade.create(engine, temporary, seed=seed)
            finally:
                engine.dispose()
    except OutputError as error:
        raise WorkspaceError(error.cause, error.remedy) from error
