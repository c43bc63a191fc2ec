"""Workspace: its location, opening, creating and closing it, and its read and write transactions."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_data_path
from sqlalchemy.engine import Connection

from db import backup, upgrade
from db import unit_of_work as units
from db.changes import ChangeSet
from db.engine import BUSY_SECONDS, connect, reading, writing
from db.errors import MovedError, NewerError, OlderError, OverwrittenError, WorkspaceError
from db.file_place import FilePlace
from db.sqlite_errors import damaged
from db.unit_of_work import UnitOfWork
from roundtable import standard_vocabulary
from roundtable.atomic_file import creating, replacing
from roundtable.backups import backup_files, file_state
from roundtable.errors import OutputError
from roundtable.file_errors import make_folder
from roundtable.progress import Progress, silent

SUFFIX = ".roundtable"
VARIABLE = "ROUNDTABLE_WORKSPACE"


def default_location() -> Path:
    """Return where the workspace lies when nobody says otherwise: local data, never a synchronised Documents."""
    return user_data_path("Roundtable", appauthor=False, roaming=False) / f"workspace{SUFFIX}"


def chosen_location(option: str | None = None) -> str:
    """Return the workspace that an option, else the environment, else the default names."""
    return option or os.environ.get(VARIABLE) or str(default_location())


class Workspace:
    """Hold an open workspace file; use ``open`` to get one, ``close`` (or ``with``) to let go of it."""

    def __init__(self, file: Path, *, is_unwanted: Callable[[], bool] | None = None) -> None:
        self.file = file
        self._patience: float = BUSY_SECONDS
        self._engine = connect(file, is_unwanted=is_unwanted)
        self._place: FilePlace | None = None
        """What was opened; None until it is."""
        self.refusal: WorkspaceError | None = None
        """Why the workspace can only be read, None where it can be written: damaged, or of a newer version."""

    @classmethod
    def open(
        cls,
        location: str | Path,
        *,
        create: bool = False,
        may_upgrade: bool = True,
        is_unwanted: Callable[[], bool] | None = None,
    ) -> Self:
        """Open the workspace at a path; a missing one is made where ``create`` is set.

        A query is broken off by UnwantedError once ``is_unwanted``, which is asked on the query's thread, says so.

        One of an earlier version is brought up to date, once a copy of it is made; that takes a while where it is
        large, so a caller that must not be held up gets an OlderError with ``may_upgrade=False``. Raises WorkspaceError
        where it is missing, is something else, or is newer than this program and cannot even be read.
        """
        file = _file_of(location)
        if create and not _exists(file):
            create_file(file)
        if not _exists(file):
            raise WorkspaceError(
                f"There is no workspace at “{file}” yet.",
                "Import a paper into it, make one with “roundtable demo”, or name another with --workspace.",
            )
        upgrade.inspect(file)
        workspace = cls(file, is_unwanted=is_unwanted)
        try:
            workspace._make_ready(may_upgrade=may_upgrade)
        except BaseException:
            workspace.close()
            raise
        return workspace

    def refuse_damaged(self, fault: str) -> None:
        """Only read from now on: the file is damaged, as ``fault`` says in a sentence."""
        self.refusal = damaged(self.file, fault.rstrip("."))

    def _make_ready(self, *, may_upgrade: bool) -> None:
        try:
            if not upgrade.check(self._engine, self.file):
                _bring_up_to_date(self.file, may_upgrade=may_upgrade)
        except NewerError as error:
            self.refusal = error
        if fault := file_state.look_up(self.file).fault:
            self.refuse_damaged(fault)
        self._place = FilePlace(self.file, self._engine)

    @property
    def location(self) -> str:
        """Name the workspace as ``open`` takes it."""
        return str(self.file)

    def check_place(self) -> None:
        """Raise MovedError where the file opened was moved, replaced, overwritten or deleted meanwhile."""
        if self._place:
            self._place.check()

    def move_to(self, target: Path) -> None:
        """Write what is open into a new file, and go on with that one; also once the one opened is gone.

        Raises RoundtableError where that cannot be, or the new file is the one open.
        """
        if self._is_open_at(target):
            raise WorkspaceError(f"“{target}” is the workspace itself.", "Choose another place or name.")
        with replacing(target) as temporary:
            backup.copy_open(self._engine, self.file, temporary)
        self.close()
        self.file, self._engine = target, connect(target)
        self._place = FilePlace(target, self._engine)

    def _is_open_at(self, target: Path) -> bool:
        try:
            self.check_place()
        except OverwrittenError:
            raise
        except MovedError:
            return False
        return target.exists() and target.samefile(self.file)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def with_patience(self, seconds: float) -> Self:
        """Give the same open workspace, which raises BusyError after so long a wait to write."""
        other = copy(self)
        other._patience = seconds
        return other

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection for a short read of one consistent state; raises MovedError like all below."""
        self.check_place()
        return reading(self._engine, self.file)

    @contextmanager
    def unit_of_work(self, label: str, progress: Progress = silent) -> Iterator[UnitOfWork]:
        """Run one use case as one transaction, one journal entry and one step of undo, under its label.

        The ``progress`` is that of the indexes, which are brought in step at the end.

        Raises DamagedError, like all below, where the file is known to be damaged: such a one is never written to.
        """
        with (
            self._own_change(),
            units.unit_of_work(self._engine, self.file, label, self._patience, progress) as work,
        ):
            yield work

    @contextmanager
    def unjournaled(self) -> Iterator[Connection]:
        """Give the writing connection for facts that are no edits: no journal holds them, no undo takes them back.

        Raises ReadOnlyError where the workspace may only be read.
        """
        with self._own_change(), writing(self._engine, self.file, self._patience) as connection:
            yield connection

    @contextmanager
    def _own_change(self) -> Iterator[None]:
        """Make sure that the file may be written to and is the one opened, and know it again afterwards."""
        self.check_place()
        if self.refusal:
            raise self.refusal
        with file_state.own_change(self.file):
            yield
            if self._place:
                self._place.note()

    def undo_or_redo(self, *, back: bool, progress: Progress = silent) -> ChangeSet:
        """Undo (``back``) or redo one step."""
        with self._own_change():
            return units.undo_or_redo(self._engine, self.file, back=back, progress=progress)


def _file_of(location: str | Path) -> Path:
    if "://" in str(location):
        raise WorkspaceError(
            f"“{location}” is not a file, and this version keeps workspaces in files only.",
            f"Name a file that ends in {SUFFIX}.",
        )
    if str(location).startswith(":"):
        raise WorkspaceError(
            f"“{location}” names no file; what is kept there would be gone at the end.",
            f"Name a file that ends in {SUFFIX}.",
        )
    return Path(location).expanduser()


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise WorkspaceError(
            f"The workspace “{file}” cannot be opened: {error.strerror}.", "Check its name, and your right to read it."
        ) from error


def create_file(file: Path, seed: Callable[[Connection], None] = standard_vocabulary.seed) -> None:
    """Make a new workspace, whole or not at all, filled by ``seed``; one that another program makes meanwhile stays."""
    make_folder(file.parent, "Choose another place for the workspace.", WorkspaceError)
    try:
        with creating(file) as temporary:
            engine = connect(temporary)
            try:
                upgrade.create(engine, temporary, seed=seed)
            finally:
                engine.dispose()
    except OutputError as error:
        raise WorkspaceError(error.cause, error.remedy) from error


def _bring_up_to_date(file: Path, *, may_upgrade: bool) -> None:
    if not may_upgrade:
        raise OlderError(f"“{file}” is of an earlier version of Roundtable.", "Bring it up to date first.")
    try:
        kept = backup_files.make(file, "before upgrade")
    except OutputError as error:
        raise WorkspaceError(f"No copy of “{file}” can be made: {error.cause}", error.remedy) from error
    with file_state.own_change(file):
        upgrade.bring_up_to_date(file, kept.file)
