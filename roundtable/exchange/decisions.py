"""Decisions of a person on what a file brings: which practices, which side of which field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Accept = Literal["all", "new"]
Side = Literal["here", "file", "text"]


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """Hold which version of a field is wanted: the one here, the file's, or a ``text`` of its own."""

    side: Side
    text: str = ""


HERE, FILE = FieldChoice("here"), FieldChoice("file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Hold what is decided on one file, by the ids of the practices in its report.

    ``accept`` decides on all that ``fields`` does not: conflicts to the file's side (``all``), or nothing but what is
    not here yet (``new``). ``same_as`` names the practice here that a likely duplicate is; ``roundtables`` are the
    codes of those that are to become as in the file.
    """

    accept: Accept | None = None
    left_out: frozenset[str] = frozenset()
    fields: Mapping[str, Mapping[str, FieldChoice]] = field(default_factory=dict)
    same_as: Mapping[str, str] = field(default_factory=dict)
    to_trash: frozenset[str] = frozenset()
    roundtables: frozenset[str] = frozenset()

    def of(self, practice: str) -> Mapping[str, FieldChoice]:
        """Return the choices for the fields of a practice."""
        return self.fields.get(practice, {})

    def takes(self, practice: str, name: str) -> bool | None:
        """Tell whether the file's version of a field is wanted; None where nobody decided."""
        choice = self.of(practice).get(name)
        if choice is not None:
            return choice.side != "here"
        return True if self.accept == "all" else None
