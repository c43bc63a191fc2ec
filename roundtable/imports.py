"""Import of files: read by suffix, merge into the workspace all or nothing, report the outcome of every practice."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from db.changes import ChangeSet
from roundtable.errors import InputError
from roundtable.exchange.merge import Accept, Merge, Outcome
from roundtable.progress import Progress, silent
from roundtable.records.intake import Change, FileKind, Intake, Loss, Problem
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary import place_store, term_store
from roundtable.vocabulary.place_lookup import Places, standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from roundtable.contribution_intake.practice_merge import ContributionMerge

OUTCOMES: tuple[Outcome, ...] = ("new", "updated", "unchanged", "conflict", "rejected", "skipped", "absent")


@dataclass(frozen=True, slots=True)
class PracticeOutcome:
    """Hold the outcome of one practice of a file."""

    id: str
    title: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """Hold the outcome of one file."""

    file: str
    kind: FileKind
    practices: tuple[PracticeOutcome, ...]
    problems: tuple[Problem, ...] = ()
    loss: Loss = field(default_factory=Loss)

    def count(self, outcome: Outcome) -> int:
        """Count the practices with an outcome."""
        return sum(practice.outcome == outcome for practice in self.practices)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Hold the outcome of every file."""

    files: tuple[FileReport, ...]


def read_files(
    files: Sequence[Path],
    vocabulary: Vocabulary | None = None,
    places: Places | None = None,
    *,
    with_hidden: bool = False,
) -> list[Intake]:
    """Read every file, by its suffix; what is hidden in workbooks only ``with_hidden``.

    Raises InputError for the first that cannot be understood.
    """
    known = vocabulary or Vocabulary(standard_terms())
    return [_read(file, known, places or standard_places(), with_hidden=with_hidden) for file in files]


def _read(file: Path, vocabulary: Vocabulary, places: Places, *, with_hidden: bool) -> Intake:
    match file.suffix.lower():
        case ".txt" | ".md" | ".html" | ".htm" | ".eml":
            from roundtable.intake.paper import read_text

            return read_text(file, vocabulary, places)
        case ".xlsx":
            from roundtable.contribution_intake import reader

            return reader.read(file, vocabulary, places, with_hidden=with_hidden)
        case ".json":
            from roundtable.exchange import json_file

            return Intake(file=str(file), kind="json", collection=json_file.read(file))
        case ".pdf":
            from roundtable.exchange import annex_records

            return annex_records.read(file)
    raise InputError(
        f"“{file}” ends in “{file.suffix}”, which Roundtable cannot take in.",
        "It reads .txt, .md, .html, .htm, .eml, .xlsx and .json, and its own annexes (.pdf): save the file as one.",
    )


def import_files(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    roundtable: str | None = None,
    accept: Accept | None = None,
    dry_run: bool = False,
    with_hidden: bool = False,
    progress: Progress = silent,
) -> tuple[ImportReport, ChangeSet]:
    """Read the files with the workspace's own vocabulary and places, and merge them; see ``take_in``."""
    with workspace.reading() as connection:
        vocabulary, places = Vocabulary(term_store.load(connection)), place_store.load(connection)
    progress(0, 2 * len(files))
    intakes = []
    with _without_garbage_collection():
        for number, file in enumerate(files, 1):
            intakes += read_files([file], vocabulary, places, with_hidden=with_hidden)
            progress(number, 2 * len(files))
        return take_in(workspace, intakes, roundtable=roundtable, accept=accept, dry_run=dry_run, progress=progress)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Pause garbage collection: an import makes a million objects that stay; scanning them takes a quarter of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def take_in(
    workspace: Workspace,
    intakes: Sequence[Intake],
    *,
    roundtable: str | None = None,
    accept: Accept | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> tuple[ImportReport, ChangeSet]:
    """Write what the files hold into the workspace as one step of undo, and report on every practice.

    A record that was changed here since it was last taken in, and differs in the file, is a conflict: it stays as it
    is here, or becomes as in the file with ``accept="all"``. ``accept="new"`` takes only what is not here yet.
    A contribution is compared field by field: only what both sides changed is a conflict.
    ``roundtable`` names the roundtable of a file that does not say it. ``dry_run`` writes nothing.
    """
    label = f"Import {Path(intakes[0].file).name}" if len(intakes) == 1 else f"Import {len(intakes)} files"
    reports = []
    with workspace.unit_of_work(label) as work:
        work.is_dry_run = dry_run
        for number, intake in enumerate(intakes, len(intakes) + 1):
            merge = _merge_of(intake)(work, intake, accept=accept, code=roundtable)
            outcomes, notes = merge.run()
            reports.append(_report(merge, outcomes, notes))
            progress(number, 2 * len(intakes))
    return ImportReport(tuple(reports)), work.change_set


def _merge_of(intake: Intake) -> "type[Merge | ContributionMerge]":
    if intake.kind != "contribution":
        return Merge
    from roundtable.contribution_intake.practice_merge import ContributionMerge

    return ContributionMerge


def _report(
    merge: "Merge | ContributionMerge", outcomes: Mapping[str, Outcome], notes: Mapping[str, Sequence[Problem]]
) -> FileReport:
    intake = merge.intake
    practices = [
        PracticeOutcome(
            record.id,
            record.title,
            outcomes[record.id],
            (*intake.problems.get(record.id, ()), *notes.get(record.id, ())),
            tuple(merge.changes.get(record.id, ())),
        )
        for record in intake.collection.practices
    ]
    practices += [
        PracticeOutcome(uid, title, "absent", tuple(notes.get(uid, ()))) for uid, title in merge.absent.items()
    ]
    problems = (*intake.problems.get("", ()), *notes.get("", ()))
    return FileReport(
        file=intake.file, kind=intake.kind, practices=tuple(practices), problems=problems, loss=intake.loss
    )


def report_as_json(report: ImportReport) -> dict[str, object]:
    """Return the report under the contract's keys."""
    return {"files": [_file_as_json(file) for file in report.files]}


def _file_as_json(file: FileReport) -> dict[str, object]:
    counts = {"conflicts" if outcome == "conflict" else outcome: file.count(outcome) for outcome in OUTCOMES}
    return {"file": file.file, "kind": file.kind} | counts | asdict(file)
