"""Progress and cancellation of long work: the caller passes a callback, the work calls it between steps."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from db.progress import Progress, silent

T = TypeVar("T")

__all__ = ["Cancelled", "Progress", "part_of", "reported", "silent"]

_STEPS = 1000
"""Into how many steps the progress of a part is divided."""


class Cancelled(Exception):  # noqa: N818 - a wish of the person's, not an error
    """Stop the work because the person asked for it."""


def part_of(progress: Progress, number: int, count: int) -> Progress:
    """Return the progress of one of several equal parts of a work, counted from 0."""
    return lambda done, total: progress(_STEPS * number + _STEPS * done // max(total, 1), _STEPS * count)


def reported(values: Iterable[T], total: int, progress: Progress) -> Iterator[T]:
    """Yield the values, reporting how many of at most ``total`` have been asked for."""
    for number, value in enumerate(values):
        progress(min(number, total), total)
        yield value
