"""User-facing errors: one sentence of cause and one of remedy each; every other exception is a bug."""

from db.errors import (
    BusyError,
    ChangedError,
    DamagedError,
    MissingError,
    MovedError,
    NewerError,
    OlderError,
    OverwrittenError,
    RoundtableError,
    UnreachableError,
    UnwantedError,
    UpgradeError,
    WorkspaceError,
    counted,
)

__all__ = [
    "BusyError",
    "ChangedError",
    "DamagedError",
    "HeadingsError",
    "HeldError",
    "InputError",
    "MissingError",
    "MovedError",
    "NewerError",
    "OlderError",
    "OutputError",
    "OverwrittenError",
    "PassphraseError",
    "RoundtableError",
    "UnreachableError",
    "UnwantedError",
    "UpgradeError",
    "WorkspaceError",
    "counted",
]


class InputError(RoundtableError):
    """A file that was to be taken in cannot be understood."""


class HeldError(WorkspaceError):
    """Another window may write to the workspace, and this one may not."""


class HeadingsError(InputError):
    """A workbook has no row of headings that is known; a person may say which one it is."""


class OutputError(RoundtableError):
    """A file cannot be written."""


class PassphraseError(RoundtableError):
    """A passphrase is not the right one, or none that may be used."""
