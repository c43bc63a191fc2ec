"""Dates and moments of records, such as those of a gap: the check that a text is one as ISO 8601 writes it."""

import re
from datetime import date, datetime

from roundtable.errors import RoundtableError

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z")


def is_date(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it: 2026-03-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def checked_date(typed: str) -> str:
    """Return a text that is a date or empty; raise RoundtableError for any other."""
    if typed and not is_date(typed):
        raise RoundtableError(f"“{typed}” is not a date.", "Write it as year, month and day, such as 2026-03-31.")
    return typed


def is_moment(text: str) -> bool:
    """Tell whether a text is a moment in UTC as ISO 8601 writes it: 2026-03-31T12:00:00Z, or with microseconds."""
    return _MOMENT.fullmatch(text) is not None and _is_in_the_calendar(text)


def _is_in_the_calendar(moment: str) -> bool:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True
