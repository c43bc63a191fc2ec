"""Workspace: its location, opening, creating and closing it, and its read and write transactions."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_data_path
from sqlalchemy.engine import Connection

from db import undo as undos
from db import unit_of_work as units
from db.changes import ChangeSet
from db.dialects.dialect import Heard
from db.dialects.location import SUFFIX, Location, ServerAddress, parse
from db.engine import BUSY_SECONDS, reading
from db.errors import DamagedError, WorkspaceError
from db.unit_of_work import UnitOfWork
from db.upgrade import writing_known
from roundtable import standard_vocabulary
from roundtable.backups.backup_files import Backup
from roundtable.file_errors import is_taken, make_folder
from roundtable.progress import Progress, silent
from roundtable.storage.file_storage import FileStorage, exists
from roundtable.storage.server_storage import ServerStorage

__all__ = ["SUFFIX"]

VARIABLE = "ROUNDTABLE_WORKSPACE"


def default_location() -> Path:
    """Return where the workspace lies when nobody says otherwise: local data, never a synchronised Documents."""
    return user_data_path("Roundtable", appauthor=False, roaming=False) / f"workspace{SUFFIX}"


def chosen_location(option: str | None = None) -> str:
    """Return the workspace that an option, else the environment, else the default names."""
    return option or os.environ.get(VARIABLE) or str(default_location())


def is_there(location: str) -> bool:
    """Tell whether a location names what can be opened: a file that exists, or a database, which nobody has to make."""
    return is_on_server(location) or exists(Path(location).expanduser())


def is_on_server(location: str) -> bool:
    """Tell whether a location names a database on a server."""
    return isinstance(parse(location), ServerAddress)


def file_of(location: str) -> Path:
    """Return the file that a location names; raises WorkspaceError for a database, which has none."""
    place = parse(location)
    if isinstance(place, ServerAddress):
        raise _no_file(place)
    return place


def _no_file(address: ServerAddress) -> WorkspaceError:
    cause = f"The workspace “{address}” is on a server, not in a file."
    return WorkspaceError(cause, "Its administrator keeps backups; “roundtable copy” saves it as a file.")


def initialize(location: str, seed: Callable[[Connection], None] = standard_vocabulary.seed) -> None:
    """Make a new workspace in a file or an empty database, filled by ``seed``.

    Raises WorkspaceError where one is there already.
    """
    storage = _storage_of(location)
    try:
        _make_default_folder(storage.location)
        storage.initialize(seed)
    finally:
        storage.close()


def _make_default_folder(location: Location) -> None:
    """Make the folder of the default workspace; no other: a drive may be gone, or a name mistyped."""
    if location == default_location():
        make_folder(default_location().parent, "Name another workspace with --workspace.", WorkspaceError)


def _storage_of(location: str | Location, is_unwanted: Callable[[], bool] | None = None) -> FileStorage | ServerStorage:
    place = parse(location)
    if isinstance(place, ServerAddress):
        return ServerStorage(place, is_unwanted=is_unwanted)
    return FileStorage(place, is_unwanted=is_unwanted)


class Workspace:
    """Hold an open workspace; use ``open`` to get one, ``close`` (or ``with``) to let go of it."""

    def __init__(self, storage: FileStorage | ServerStorage) -> None:
        self._storage = storage
        self._patience: float = BUSY_SECONDS
        self.refusal: WorkspaceError | None = None
        """Why the workspace can only be read, None where it can be written: damaged, or of a newer version."""
        self.before_writing: list[Callable[[], object]] = []
        """Called before every write by this object, for background readers to give way: they hold up a commit."""

    @classmethod
    def open(
        cls,
        location: str | Location,
        *,
        create: bool = False,
        may_upgrade: bool = True,
        is_unwanted: Callable[[], bool] | None = None,
    ) -> Self:
        """Open the workspace at a path or the address of a database; a missing file is made with ``create``.

        A query is broken off by UnwantedError once ``is_unwanted``, which is asked on the query's thread, says so.

        One of an earlier version is brought up to date, once a copy of a file is made; that takes a while where it is
        large, so a caller that must not be held up gets an OlderError with ``may_upgrade=False``. Raises WorkspaceError
        where it is missing, is something else, or is newer than this program and cannot even be read.
        """
        workspace = cls(_storage_of(location, is_unwanted))
        try:
            if create:
                _make_default_folder(workspace._storage.location)
            workspace.refusal = workspace._storage.make_ready(create=create, may_upgrade=may_upgrade)
        except BaseException:
            workspace.close()
            raise
        return workspace

    def refuse_damaged(self, fault: str) -> None:
        """Only read from now on: the workspace is damaged, as ``fault`` says in a sentence."""
        self.refusal = self.damaged(fault)

    def damaged(self, fault: str) -> DamagedError:
        """Return the error that tells a fault, and what can be done about it."""
        return self._storage.damaged(fault)

    @property
    def location(self) -> str:
        """Name the workspace as ``open`` takes it; no password is in it."""
        return str(self._storage.location)

    @property
    def name(self) -> str:
        """Name the file or the database."""
        return self._storage.location.name

    @property
    def is_shared(self) -> bool:
        """Whether the workspace is on a server: it has no file, and its copies are the business of who runs that."""
        return isinstance(self._storage, ServerStorage)

    @property
    def file(self) -> Path:
        """The file of a workspace that is not shared; raises WorkspaceError for one that is."""
        return self._file_storage().location

    def is_in(self, file: Path) -> bool:
        """Tell whether a file, by whatever path, is the workspace itself; raise OutputError where no file can be."""
        return not self.is_shared and self.file.exists() and is_taken(file) and self.file.samefile(file)

    def _file_storage(self) -> FileStorage:
        if isinstance(self._storage, ServerStorage):
            raise _no_file(self._storage.location)
        return self._storage

    def back_up(self, occasion: str, *, progress: Progress = silent) -> Backup | None:
        """Make a backup of a file unless the newest one holds the same; none of a database, which its server keeps.

        Raises RoundtableError where a backup cannot be made.
        """
        return self._storage.back_up(occasion, progress)

    def check_place(self) -> None:
        """Raise MovedError where the file opened was moved, replaced, overwritten or deleted meanwhile."""
        self._storage.check_place()

    def change_mark(self) -> object:
        """Return what is another after every change, by whomever; raises OSError where the file is gone."""
        return self._storage.change_mark()

    def listen(self, is_over: Callable[[], bool], said: Callable[[], Iterable[str]]) -> Iterator[Heard]:
        """Yield what is heard from others who have a shared workspace open, and pass on what is ``said`` meanwhile.

        Ends soon after ``is_over``; raises UnreachableError where the server stops to answer. Waits in between, so it
        is to be asked on a thread of its own. Why it can only be read is found out anew after an upgrade by others.
        """
        assert isinstance(self._storage, ServerStorage)  # noqa: S101 - a file is looked at, not listened to
        for heard in self._storage.listen(is_over, said):
            if heard.kind == "ready":
                self.refusal = self._storage.look_again()
            yield heard

    @property
    def obstacle(self) -> WorkspaceError | None:
        """Why a shared workspace cannot be read at the moment, None where it can."""
        return self._storage.obstacle if isinstance(self._storage, ServerStorage) else None

    def move_to(self, target: Path) -> None:
        """Write what is open into a new file, and go on with that one; also once the one opened is gone.

        Raises RoundtableError where that cannot be, or the new file is the one open.
        """
        self._file_storage().move_to(target)

    def close(self) -> None:
        """Let go of the file or the connections."""
        self._storage.close()

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
        return reading(self._storage.engine, self._storage.location)

    @contextmanager
    def unit_of_work(self, label: str, progress: Progress = silent) -> Iterator[UnitOfWork]:
        """Run one use case as one transaction, one journal entry and one step of undo, under its label.

        The ``progress`` is that of the indexes, which are brought in step at the end.

        Raises DamagedError, like all below, where the file is known to be damaged: such a one is never written to.
        """
        with (
            self._own_change(),
            units.unit_of_work(self._storage.engine, self._storage.location, label, self._patience, progress) as work,
        ):
            yield work

    @contextmanager
    def unjournaled(self) -> Iterator[Connection]:
        """Give the writing connection for facts that are no edits: no journal holds them, no undo takes them back.

        Raises ReadOnlyError where the workspace may only be read.
        """
        with (
            self._own_change(),
            writing_known(self._storage.engine, self._storage.location, self._patience) as connection,
        ):
            yield connection

    @contextmanager
    def _own_change(self) -> Iterator[None]:
        """Make sure that the file may be written to and is the one opened, and know it again afterwards."""
        self.check_place()
        if self.refusal:
            raise self.refusal
        for give_way in self.before_writing:
            give_way()
        with self._storage.own_change():
            yield

    def undo_or_redo(self, *, back: bool, progress: Progress = silent) -> ChangeSet:
        """Undo (``back``) or redo one step."""
        with self._own_change():
            return undos.undo_or_redo(self._storage.engine, self._storage.location, back=back, progress=progress)
