"""Choice of the backups that are kept: all of two days, then one a day, a week, a month, within a size."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

ALL_FOR = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9
_Period = Callable[[datetime], Any]
"""The day, week or month of a moment, in an order."""
_RUNGS: tuple[tuple[int, _Period], ...] = (
    (DAYS, lambda moment: moment.date()),
    (WEEKS, lambda moment: moment.isocalendar()[:2]),
    (MONTHS, lambda moment: (moment.year, moment.month)),
)


class Made(NamedTuple):
    """Hold when a backup was made, and its size in bytes."""

    moment: datetime
    size: int


def kept(made: Sequence[Made], now: datetime, most_bytes: int) -> set[Made]:
    """Return those to keep: all of two days; the newest of 12 days, 10 weeks and 9 months before, one after the other.

    Days, weeks and months without a backup count for nothing. Where those are larger than ``most_bytes`` together, all
    but the newest of each of the two days go first, then the oldest; the newest of all always stays.
    """
    newest_first = sorted(made, reverse=True)
    recent = [one for one in newest_first if one.moment > now - ALL_FOR]
    rungs = _newest_of_each(recent, _RUNGS[0][1])
    older = newest_first[len(recent) :]
    for count, period in _RUNGS:
        chosen = _newest_of_each(older, period)[:count]
        rungs += chosen
        older = [one for one in older if period(one.moment) < period(chosen[-1].moment)]
    wanted = [*rungs, *(one for one in recent if one not in rungs)]
    return _within(most_bytes, wanted)


def _newest_of_each(newest_first: Sequence[Made], period: _Period) -> list[Made]:
    newest: dict[Any, Made] = {}
    for one in newest_first:
        newest.setdefault(period(one.moment), one)
    return list(newest.values())


def _within(most_bytes: int, wanted: Sequence[Made]) -> set[Made]:
    """Return the first of those wanted, the most wanted first, that fit; the very first in any case."""
    chosen: set[Made] = set()
    total = 0
    for one in wanted:
        total += one.size
        if chosen and total > most_bytes:
            break
        chosen.add(one)
    return chosen
