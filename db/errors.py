"""User-facing errors of the workspace, and counts in sentences; ``roundtable.errors`` adds those of other files."""

from typing import Any


def counted(count: int, things: str) -> str:
    """Return a count of things, which are named in the plural: “1 practice”, “1,234 journal entries”."""
    one = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("es" if things.endswith("ches") else "s")
    return f"{count:,} {one if count == 1 else things}"


class RoundtableError(Exception):
    """Say what in the user's world stopped the work: one sentence of cause, one of remedy."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}".strip())
        self.cause = cause
        self.remedy = remedy

    def rename(self, old: object, new: object) -> None:
        """Name a file as the person knows it, where the error names a temporary one."""
        self.cause, self.remedy = (text.replace(str(old), str(new)) for text in (self.cause, self.remedy))
        self.args = (f"{self.cause} {self.remedy}".strip(),)


class WorkspaceError(RoundtableError):
    """The workspace cannot be opened, read or written."""


class ReadOnlyError(WorkspaceError):
    """The workspace may be read, but not written."""


class NewerError(ReadOnlyError):
    """The workspace is of a later version, but holds all that this one reads."""


class BusyError(WorkspaceError):
    """Another program has the workspace for itself at the moment; the same may well succeed a little later."""


class MissingError(WorkspaceError):
    """The database can be reached, but no workspace was made in it yet."""


class UnreachableError(WorkspaceError):
    """The server that keeps the workspace does not answer, or does not let this client in."""


class UpgradeError(UnreachableError):
    """Another program upgrades the workspace, and has it for itself until that is done."""


class MovedError(WorkspaceError):
    """The workspace's file is no longer the one that was opened."""


class OverwrittenError(MovedError):
    """The workspace's file is in its place, but what was open is no longer in it."""


class ChangedError(RoundtableError):
    """A value was to be replaced that is no longer what it was read as."""

    def __init__(self, present: Any) -> None:
        super().__init__(
            "This was changed by another window or program since it was read.",
            "Compare the two texts at the field, and choose.",
        )
        self.present = present
        """The value that is there now."""


class DamagedError(WorkspaceError):
    """What the workspace holds cannot be read, or contradicts itself."""


class UnreadableError(Exception):
    """A value of the workspace is none that this program wrote; a dialect's ``explained`` makes it a DamagedError."""


class OlderError(WorkspaceError):
    """The workspace is of an earlier version and is to be brought up to date first, which may take a while."""


class UnwantedError(Exception):
    """Nobody waits for the answer of the query that was running any more; not an error that anybody is told of."""
