"""All in which SQLite and PostgreSQL differ, each back end a module that fulfils ``dialect.Dialect``.

Nothing else names a back end, but what concerns files as files: their header, place, copies and integrity.
"""

from sqlalchemy import Connection, Engine

from db.dialects import sqlite, sqlite_fulltext
from db.dialects.dialect import Dialect, FullText
from db.dialects.location import Location, ServerAddress
from db.errors import WorkspaceError


def of(bind: Engine | Connection) -> Dialect:
    """Return the dialect of an engine or connection."""
    return _dialect(is_server=bind.dialect.name == "postgresql")


def of_location(location: Location) -> Dialect:
    """Return the dialect that a location is opened with."""
    return _dialect(is_server=isinstance(location, ServerAddress))


def fulltext_of(connection: Connection) -> FullText:
    """Return the full-text index of a connection's back end."""
    if connection.dialect.name != "postgresql":
        return sqlite_fulltext
    from db.dialects import postgresql_fulltext

    return postgresql_fulltext


def _dialect(*, is_server: bool) -> Dialect:
    if not is_server:
        return sqlite
    try:
        from db.dialects import postgresql  # late: a start on a file does without its driver
    except ImportError as error:
        raise WorkspaceError(
            "The driver for PostgreSQL, which opens shared workspaces, is missing.",
            "Install it: pip install “roundtable[team]”.",
        ) from error
    return postgresql
