"""Errors of a database server in a person's words: out of reach, refused, busy, full, damaged."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError

from db.dialects.location import ServerAddress
from db.errors import (
    BusyError,
    DamagedError,
    ReadOnlyError,
    UnreachableError,
    UnreadableError,
    UnwantedError,
    WorkspaceError,
)

_BUSY = (
    BusyError,
    "Others are writing to the workspace “{}”.",
    "Wait until they have finished, and try again.",
)
_UNREACHABLE = (
    UnreachableError,
    "The server of the workspace “{}” cannot be reached: {}.",
    "Check the connection, the address and the password, then try again; nothing was changed.",
)
_DAMAGED = (
    DamagedError,
    "The workspace “{}” is damaged: {}.",
    "Tell the administrator, who can check it and restore a backup.",
)
_FULL = (
    WorkspaceError,
    "The server of the workspace “{}” has no space left: {}.",
    "Tell the administrator of the server; nothing was changed.",
)
_TOO_LONG = (
    WorkspaceError,
    "The server of the workspace “{}” cannot take a text as long as this: {}.",
    "Shorten what you typed, or the code of a roundtable or place; nothing was changed.",
)
_WHO_MAY = "contributors change practices, editors the rest, and the owner of the tables grants rights and upgrades"
"""In place of the server's “permission denied for table …”."""
_BY_RULE = "exec_stmt_raise"
"""The server's function that an error of the rules of rights comes from; those say themselves what they refuse."""
_EXPLANATIONS: dict[str, tuple[type[WorkspaceError], str, str]] = {
    "55P03": _BUSY,  # lock_not_available
    "40001": _BUSY,  # serialization_failure
    "40P01": _BUSY,  # deadlock_detected
    "42501": (
        ReadOnlyError,
        "You have no right to do this in the workspace “{}”: {}.",
        "Ask the administrator of the server for the right.",
    ),
    "25006": (
        ReadOnlyError,
        "The workspace “{}” can only be read: {}.",
        "Tell the administrator of the server; nothing was changed.",
    ),
    "08": _UNREACHABLE,
    "28": _UNREACHABLE,
    "3D": _UNREACHABLE,
    "53300": _UNREACHABLE,  # too_many_connections
    "53": _FULL,
    "54": _TOO_LONG,  # program_limit_exceeded
    "57P": _UNREACHABLE,  # the server is shutting down or starting up
    "58": _DAMAGED,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By the beginning of SQLSTATE: what, why with the server's own sentence, and the remedy."""


@contextmanager
def explained(location: ServerAddress) -> Iterator[None]:
    """Translate the server's errors that a person can do something about; anything else is a bug and passes."""
    try:
        yield
    except UnreadableError as error:
        raise damaged(location, str(error)) from error
    except (DBAPIError, psycopg.Error) as error:  # the driver's own come from cursors that are read straight
        driver_error = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(driver_error, psycopg.errors.QueryCanceled):
            raise UnwantedError from error
        explanation = isinstance(driver_error, psycopg.Error) and _explanation_of(driver_error, location)
        if not explanation:
            raise
        raise explanation from error


def damaged(location: ServerAddress, fault: str) -> DamagedError:
    """Say that a workspace is damaged, and how it shows."""
    _, cause, remedy = _DAMAGED
    return DamagedError(cause.format(location, fault), remedy)


def _explanation_of(error: psycopg.Error, location: ServerAddress) -> WorkspaceError | None:
    """Explain an error of the driver; None for one that only a bug can cause."""
    state = error.sqlstate or ("08" if isinstance(error, psycopg.OperationalError) else "")
    found = next((_EXPLANATIONS[start] for n in (5, 3, 2) if (start := state[:n]) in _EXPLANATIONS), None)
    if found is None:
        return None
    kind, cause, remedy = found
    is_plain = state == "42501" and error.diag.source_function != _BY_RULE
    told = _WHO_MAY if is_plain else error.diag.message_primary or str(error)
    where = location.name if kind is ReadOnlyError else location  # told in its window, where the address is known
    return kind(cause.format(where, " ".join(told.split()).rstrip(".")), remedy)
