"""Import report: the outcome of every practice of every file, and what else came in; kept with the journal entry."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal, get_args

from db import journal
from db.journal import Entry as Step
from db.unit_of_work import sound
from roundtable.exchange.merge_result import Other, Outcome
from roundtable.records.intake import Change, Conflict, FileKind, Loss, Problem
from roundtable.workspace import Workspace

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


Part = Literal["roundtables", "guiding_questions", "possible_measures"]


@dataclass(frozen=True, slots=True)
class PracticeOutcome:
    """Hold the outcome of one practice of a file."""

    id: str
    title: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    """Fields that stay as they are here: both sides changed them, or the file emptied what is needed."""
    duplicate_of: str = ""
    """The id of the practice here that a new one may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """Hold the outcome of one file."""

    file: str
    kind: FileKind
    practices: tuple[PracticeOutcome, ...]
    problems: tuple[Problem, ...] = ()
    loss: Loss = field(default_factory=Loss)
    added: Mapping[Part, int] = field(default_factory=dict)
    """How many roundtables, questions and measures came in."""
    changed: Mapping[Other, int] = field(default_factory=dict)
    """How much a merge changes beside practices and their marks."""
    differing_roundtables: tuple[str, ...] = ()
    """The codes of roundtables that differ from the file and stay as they are here."""

    def count(self, outcome: Outcome) -> int:
        """Count the practices with an outcome."""
        return sum(practice.outcome == outcome for practice in self.practices)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Hold the outcome of every file."""

    files: tuple[FileReport, ...]

    @property
    def has_conflicts(self) -> bool:
        """Tell whether anything stays as it is here although a file says otherwise."""
        return any(
            file.differing_roundtables or any(practice.conflicts for practice in file.practices) for file in self.files
        )


def packed(report: ImportReport) -> bytes:
    """Write a report down, compressed."""
    from msgspec import json

    files = (replace(file, file=sound(file.file)) for file in report.files)
    return zlib.compress(json.encode(ImportReport(tuple(files))), 1)


def steps(workspace: Workspace) -> Sequence[Step]:
    """List the imports whose report is kept, newest first."""
    with workspace.reading() as connection:
        return journal.reported(connection)


def of_step(workspace: Workspace, entry: int) -> ImportReport:
    """Return the report that a journal entry of ``steps`` keeps."""
    from msgspec import json

    with workspace.reading() as connection:
        kept = journal.report_of(connection, entry)
    return json.decode(zlib.decompress(kept), type=ImportReport)


def report_as_json(report: ImportReport) -> dict[str, object]:
    """Return the report under the contract's keys."""
    return {"files": [_file_as_json(file) for file in report.files]}


def _file_as_json(file: FileReport) -> dict[str, object]:
    counts = {"conflicts" if outcome == "conflict" else outcome: file.count(outcome) for outcome in OUTCOMES}
    return {"file": file.file, "kind": file.kind} | counts | asdict(file)
