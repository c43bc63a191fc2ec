"""What an intake found: the records, the problems in them, and an account of every word of the file.

Pure values; must not read files or touch a workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from roundtable.records.collection import Collection

FileKind = Literal["paper", "annex", "contribution", "json"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Tell what is doubtful about one field, in a sentence, and where in the file a person finds it."""

    field: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Hold a stretch of text that was left out, why, and where it stood."""

    text: str
    reason: str
    where: str


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
    """Hold what one file gave: its records, its problems by practice id ("" concerns the whole file), its loss."""

    file: str
    kind: FileKind
    collection: Collection
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    loss: Loss = Loss()
    loss_without_roundtable: Loss | None = None
    """The account of a file that does not say its roundtable, where nobody else does: only its practices are kept."""
