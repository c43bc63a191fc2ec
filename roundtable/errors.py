"""Errors that a person can do something about, by what they concern.

Each carries one sentence of cause and one of remedy; everything else is a bug.
"""

from db.errors import RoundtableError, WorkspaceError

__all__ = ["InputError", "OutputError", "RoundtableError", "WorkspaceError"]


class InputError(RoundtableError):
    """A file that was to be taken in cannot be understood."""


class OutputError(RoundtableError):
    """A file cannot be written."""
