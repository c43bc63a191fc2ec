"""Connection to a workspace: engine, short reads, the one writing transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from db import dialects
from db.dialects.location import Location
from db.dialects.sqlite import BUSY_SECONDS
from db.errors import UnwantedError

__all__ = ["BUSY_SECONDS"]


def connect(
    location: Location, *, with_foreign_keys: bool = True, is_unwanted: Callable[[], bool] | None = None
) -> Engine:
    """Make the engine of a workspace; nothing is opened yet. Only an upgrade of a file goes without foreign keys.

    A query ends in UnwantedError soon after ``is_unwanted`` has come true, and none is begun any more.
    """
    dialect = dialects.of_location(location)
    engine = dialect.connect(location, with_foreign_keys=with_foreign_keys, is_unwanted=is_unwanted)
    if is_unwanted:
        event.listen(engine, "before_cursor_execute", partial(_refuse_when_unwanted, is_unwanted))
    return engine


def _refuse_when_unwanted(is_unwanted: Callable[[], bool], *_query: object) -> None:
    # A query may be too short to be asked about while it runs, and a long row of such holds up a writer as well.
    if is_unwanted():
        raise UnwantedError


@contextmanager
def reading(engine: Engine, location: Location) -> Iterator[Connection]:
    """Yield a connection for a short read; it sees one state of the workspace throughout."""
    with dialects.of(engine).explained(location), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, location: Location, patience: float = BUSY_SECONDS) -> Iterator[Connection]:
    """Yield the one writing connection; commits on success, rolls back on any exception.

    Raises BusyError where others write for longer than the ``patience``, in seconds.
    """
    dialect = dialects.of(engine)
    with (
        dialect.explained(location),
        engine.connect().execution_options(writing=True) as connection,
        dialect.writing(connection, patience),
    ):
        yield connection
