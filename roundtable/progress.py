"""Progress and cancellation of long work: the caller passes a callback, the work calls it between steps."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Take (done, total); raise ``Cancelled`` to stop the work, which then leaves nothing behind."""


class Cancelled(Exception):  # noqa: N818 - a wish of the person's, not an error
    """Stop the work because the person asked for it."""


def silent(done: int, total: int) -> None:
    """Ignore the progress."""
