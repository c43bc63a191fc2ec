"""Connection to a workspace: engine, short reads, the one writing transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from db import dialects
from db.dialects.location import Location
from db.dialects.sqlite import BUSY_SECONDS

__all__ = ["BUSY_SECONDS"]


def connect(
    location: Location, *, with_foreign_keys: bool = True, is_unwanted: Callable[[], bool] | None = None
) -> Engine:
    """Make the engine of a workspace; nothing is opened yet. Only an upgrade of a file goes without foreign keys.

    A query ends in UnwantedError soon after ``is_unwanted`` has come true, and none is begun any more.
    """
    dialect = dialects.of_location(location)
    return dialect.connect(location, with_foreign_keys=with_foreign_keys, is_unwanted=is_unwanted)


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
