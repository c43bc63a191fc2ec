"""Current time as a UTC timestamp."""

from datetime import UTC, datetime


def now() -> str:
    """Return the present moment, UTC, ISO 8601 to the microsecond, with a final Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
