"""Ministries of practices in a shared workspace, whose contributors change them; the server holds who may say so."""

from collections.abc import Sequence

from roundtable.errors import WorkspaceError
from roundtable.progress import Progress, silent
from roundtable.workspace import Workspace

_AT_A_TIME = 500


def known(workspace: Workspace) -> list[str]:
    """Name the ministries that practices can be given to: those of contributors, and those that have practices.

    Raises WorkspaceError where practices are of no ministry, in a file or without rights, or the login may give none.
    """
    _check_shared(workspace)
    from db.dialects import postgresql_rights  # late: a start on a file does without the driver

    with workspace.reading() as connection:
        return postgresql_rights.ministries(connection, workspace.location)


def give(workspace: Workspace, keys: Sequence[int], ministry: str, progress: Progress = silent) -> None:
    """Give practices to a ministry, in place of any other; "" takes them from all.

    Raises WorkspaceError for one that is not known, and for whatever ``known`` does. It is a fact beside the journal,
    and changed by giving them to another.
    """
    names = known(workspace)
    if ministry and ministry not in names:
        there = f" Known: {', '.join(f'“{name}”' for name in names)}." if names else ""
        raise WorkspaceError(
            f"There is no contributor of “{ministry}”, who could change the practices.{there}",
            "Write it as it was granted, or grant somebody the right of a contributor first: “roundtable grant”.",
        )
    from db.dialects import postgresql_rights

    with workspace.unjournaled() as connection:
        for start in range(0, len(keys), _AT_A_TIME):
            progress(start, len(keys))
            postgresql_rights.give(connection, keys[start : start + _AT_A_TIME], ministry)


def _check_shared(workspace: Workspace) -> None:
    if not workspace.is_shared:
        raise WorkspaceError(
            f"“{workspace.location}” is a file, whose practices whoever has it may change.",
            "Practices are given to ministries in shared workspaces.",
        )
