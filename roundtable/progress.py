"""Progress and cancellation of long work: the caller passes a callback, the work calls it between steps."""

from db.progress import Progress, silent

__all__ = ["Cancelled", "Progress", "part_of", "silent"]

_STEPS = 1000
"""Into how many steps the progress of a part is divided."""


class Cancelled(Exception):  # noqa: N818 - a wish of the person's, not an error
    """Stop the work because the person asked for it."""


def part_of(progress: Progress, number: int, count: int) -> Progress:
    """Return the progress of one of several equal parts of a work, counted from 0."""
    return lambda done, total: progress(_STEPS * number + _STEPS * done // max(total, 1), _STEPS * count)
