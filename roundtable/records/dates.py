"""Dates and moments of records: the check that a text is one as ISO 8601 writes it."""

import re
from datetime import date

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z")


def is_date(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it: 2026-03-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_moment(text: str) -> bool:
    """Tell whether a text is a moment in UTC as ISO 8601 writes it: 2026-03-31T12:00:00Z, or with microseconds."""
    return _MOMENT.fullmatch(text) is not None
