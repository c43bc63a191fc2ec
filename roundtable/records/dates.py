"""Dates of records, as ISO 8601 writes them."""

from datetime import date


def is_date(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it: 2026-03-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
