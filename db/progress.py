"""Progress of long work, told to whoever may stop it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Take (done, total); raise to stop the work, which then leaves nothing behind."""


def silent(done: int, total: int) -> None:
    """Ignore the progress."""
