"""The one way a moment is written down.

Must not be asked for local time.
"""

from datetime import UTC, datetime


def now() -> str:
    """Return the present moment, UTC, ISO 8601 to the microsecond, with a final Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
