"""A workspace that cannot be written."""

from roundtable.workspace import Workspace


def forbid_writing(workspace: Workspace, *, is_on: bool) -> None:
    """Let the file refuse to be written, as a read-only one does, also to root."""
    with workspace.reading() as connection:  # the pool hands the same connection out again
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if is_on else 'OFF'}")
