"""Result of merging one file into a workspace: what became of every practice, and why."""

from dataclasses import dataclass, field
from typing import Literal

from roundtable.records.intake import Change, Conflict, Intake, Problem

Outcome = Literal["new", "duplicate", "updated", "unchanged", "conflict", "rejected", "skipped", "absent"]
"""A ``duplicate`` was added like a new practice, but may be one that is here already."""
Other = Literal["roundtables", "terms", "places", "gaps", "saved_searches"]
"""What a merge changes beside practices and their marks."""


@dataclass(slots=True)
class MergeResult:
    """Hold outcomes, problems ("" for the whole file), changes and conflicts by practice id.

    ``intake`` holds the ids that the practices have here; ``duplicates`` the id of the practice here that a new one may
    be; ``absent`` the titles of practices that the file should hold and does not;
    ``differing_roundtables`` the codes of those that differ from the file and stay as they are here; ``changed`` how
    many others a merge changes.
    """

    intake: Intake
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    notes: dict[str, list[Problem]] = field(default_factory=dict)
    changes: dict[str, list[Change]] = field(default_factory=dict)
    conflicts: dict[str, list[Conflict]] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    differing_roundtables: list[str] = field(default_factory=list)
    changed: dict[Other, int] = field(default_factory=dict)

    def note(self, practice: str, field: str, message: str, where: str = "") -> None:
        """Add a problem of a practice, or of the whole file."""
        self.notes.setdefault(practice, []).append(Problem(field, message, where))

    def may_be(self, practice: str, here: str, title: str, where: str = "") -> None:
        """Note that a new practice may be one that is here already."""
        self.outcomes[practice] = "duplicate"
        self.duplicates[practice] = here
        message = f"It is a possible duplicate of “{title[:80]}”, which is here already; merge the two if they are one."
        self.note(practice, "title", message, where)
