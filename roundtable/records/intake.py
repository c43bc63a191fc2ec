"""Result of an intake: records, problems, and the loss report that accounts for every word of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from roundtable.records.collection import Collection, with_practice_ids

FileKind = Literal["paper", "annex", "contribution", "json", "workspace"]
NOTE, FIELD, NOTHING = "note", "field", "nothing"
"""Meanings of unknown columns and labels that are no field: an internal note, printed under its heading, left out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold a doubt about one field in a sentence, and its place in the file."""

    field: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Hold what an import changes in one field, as texts, and where in the file a person finds it."""

    field: str
    before: str
    after: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hold a field that here and the file say differently, as texts; ``base`` is what both began with, if known."""

    field: str
    here: str
    file: str
    base: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Hold a stretch of text that was left out, why, and where it stood."""

    text: str
    reason: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumn:
    """Hold a column or label that is not known, where it stands, something that stands in it, and what it is read as.

    ``sender`` tells workbooks with the same headings from others, and papers from workbooks; ``person`` those that one
    ministry sent or one person saved, "" where that is not known; ``meaning`` is one of ``own_columns``.
    """

    sender: str
    heading: str
    where: str
    example: str
    meaning: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Account for every word (run of non-blank characters) of a file; the three parts add up to ``words_in``."""

    words_in: int = 0
    words_mapped: int = 0
    words_kept_as_note: int = 0
    words_ignored: int = 0
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Hold the result for one file: records, problems by practice id ("" for the whole file), loss."""

    file: str
    kind: FileKind
    collection: Collection
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    loss: Loss = Loss()
    untold: tuple[str, ...] = ()
    """The fields that an annex with its records leaves out of every practice; an import leaves them as they are."""
    loss_without_roundtable: Loss | None = None
    """The account of a file that does not say its roundtable, where nobody else does: only its practices are kept."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The text that each practice was read from, by its id, where the reader keeps it."""

    own_columns: tuple[OwnColumn, ...] = ()

    def with_practice_ids(self, ids: Mapping[str, str]) -> "Intake":
        """Return the intake with practices under other identities."""
        return replace(
            self,
            collection=with_practice_ids(self.collection, ids),
            problems={ids.get(uid, uid): problems for uid, problems in self.problems.items()},
            sources={ids.get(uid, uid): text for uid, text in self.sources.items()},
        )
