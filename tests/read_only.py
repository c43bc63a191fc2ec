"""A workspace that cannot be written, and a disk on which there is no room."""

from collections.abc import Iterator
from contextlib import contextmanager

from roundtable.workspace import Workspace


def forbid_writing(workspace: Workspace, *, is_on: bool) -> None:
    """Let the file refuse to be written, as a read-only one does, also to root."""
    with workspace.reading() as connection:  # the pool hands the same connection out again
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if is_on else 'OFF'}")


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as if the disk were full."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
