"""Workspace on a database server: its tables made and upgraded; its copies are the business of who runs the server."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from sqlalchemy.engine import Connection, Engine

from db import dialects, journal, upgrade
from db.dialects.dialect import Heard
from db.dialects.location import ServerAddress
from db.engine import connect, reading
from db.errors import (
    DamagedError,
    MissingError,
    NewerError,
    OlderError,
    UnreachableError,
    UpgradeError,
    WorkspaceError,
)
from db.unit_of_work import person
from roundtable.progress import Progress


class ServerStorage:
    """Keep a workspace in a database that several programs write to."""

    def __init__(self, address: ServerAddress, *, is_unwanted: Callable[[], bool] | None = None) -> None:
        self.location = address
        self._engine = connect(address, is_unwanted=is_unwanted)
        self._obstacle: WorkspaceError | None = None

    @property
    def engine(self) -> Engine:
        """The engine; while the server is known lost or being upgraded, that is raised at once, not after a wait."""
        if found := self.obstacle:
            raise found
        return self._engine

    @property
    def obstacle(self) -> WorkspaceError | None:
        """Why nothing can be read at the moment, None where it can."""
        # Never the same twice: an error keeps the frames of every place that it was raised in.
        return type(self._obstacle)(self._obstacle.cause, self._obstacle.remedy) if self._obstacle else None

    def initialize(self, seed: Callable[[Connection], None]) -> None:
        """Make tables in an empty database, filled by ``seed``; raise WorkspaceError where there are some already."""
        upgrade.create(self.engine, self.location, seed=seed)

    def make_ready(self, *, create: bool, may_upgrade: bool) -> WorkspaceError | None:  # noqa: ARG002 - files only
        """Bring older tables up to date; return why they can only be read, None where they can be written.

        Raises MissingError where they are missing, which is told and not mended: an address may be mistyped.
        """
        if not upgrade.is_there(self.engine, self.location):
            raise MissingError(
                f"There is no workspace in “{self.location}” yet.", f"Create one: roundtable init “{self.location}”."
            )
        try:
            if upgrade.check(self.engine, self.location):
                return self._missing_right()
        except NewerError as error:
            return error
        if not may_upgrade:
            raise OlderError(
                f"“{self.location}” was made by an earlier version of Roundtable.",
                "Upgrade it first; older versions can then only read it.",
            )
        upgrade.bring_up_to_date(self.location, by=person())
        return None

    def _missing_right(self) -> WorkspaceError | None:
        """Return why this login may only read, None where it may write."""
        from db.dialects import postgresql_rights

        with reading(self.engine, self.location) as connection:
            return postgresql_rights.refusal(connection, self.location)

    def damaged(self, fault: str) -> DamagedError:
        """Say that the workspace is damaged, as ``fault`` says in a sentence."""
        return dialects.of(self.engine).damaged(self.location, fault.rstrip("."))

    def back_up(self, _occasion: str, _progress: Progress) -> None:
        """Make no backup: who runs the server does."""

    def check_place(self) -> None:
        """A database stays where it is."""

    def own_change(self) -> AbstractContextManager[None]:
        """Know nothing of changes: the server does."""
        return nullcontext()

    def change_mark(self) -> object:
        """Return what is another after every change."""
        with reading(self.engine, self.location) as connection:
            return journal.last(connection)

    def listen(self, is_over: Callable[[], bool], said: Callable[[], Iterable[str]]) -> Iterator[Heard]:
        """Yield what is heard from others until ``is_over``, and pass on what is ``said`` meanwhile.

        Waits, so it is to be asked on a thread of its own. Raises UnreachableError where the server is lost.
        """
        from db.dialects import postgresql

        try:
            with postgresql.explained(self.location):
                for heard in postgresql.listen(self.location, is_over, said):
                    if heard.kind == "upgrade":
                        self._obstacle = self._upgraded_by(heard.text)
                    elif heard.kind == "ready":
                        self._obstacle = None
                    yield heard
        except UnreachableError as error:
            self._obstacle = error
            raise

    def look_again(self) -> WorkspaceError | None:
        """Return why the workspace can only be read, or not even that, as it is now."""
        try:
            return self.make_ready(create=False, may_upgrade=False)
        except WorkspaceError as error:
            self._obstacle = error
            return error

    def _upgraded_by(self, name: str) -> UpgradeError:
        return UpgradeError(
            f"{name or 'Another program'} is upgrading the workspace “{self.location.name}”.",
            "What you type stays in its field, and is saved once that is done.",
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()
