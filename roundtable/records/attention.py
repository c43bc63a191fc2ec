"""What a person looks at in a shared workspace, as their program tells the others."""

import json
from dataclasses import asdict, dataclass, fields

_LONGEST = 200
"""Longest name, in characters: PostgreSQL passes on messages of less than 8,000 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Hold who is at which practice: no record's text, only its key and the name of a field."""

    program: str
    """Identity of the window that tells it."""
    name: str
    """Of the person."""
    practice: int | None = None
    """None for one that looks at none, or has left."""
    field: str = ""
    """The field that is edited; "" where the practice is only looked at."""
    asks: bool = False
    """Whether the others are asked to tell theirs."""

    def to_message(self) -> str:
        """Return it as others receive it."""
        return json.dumps({**asdict(self), "name": self.name[:_LONGEST]}, ensure_ascii=False, separators=(",", ":"))


def from_message(text: str) -> Attention | None:
    """Return what another program tells; None for what is no such message, as a later version may send."""
    try:
        told = json.loads(text)
        kinds = {"program": str, "name": str, "practice": int | None, "field": str, "asks": bool}
        values = {part.name: told[part.name] for part in fields(Attention)}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Attention(**values) if all(isinstance(values[name], kind) for name, kind in kinds.items()) else None
