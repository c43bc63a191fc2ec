"""Take files in: say of every record whether it is new, updated, unchanged or in conflict, and write all or nothing.

Reading a file is the business of ``roundtable.intake`` and ``roundtable.exchange.json_file``.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from db.changes import ChangeSet
from roundtable.errors import InputError
from roundtable.exchange.merge import Accept, Merge, Outcome
from roundtable.progress import Progress, silent
from roundtable.records.intake import FileKind, Intake, Loss, Problem
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary import place_store, term_store
from roundtable.vocabulary.place_lookup import Places, standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from roundtable.contribution_intake.practice_merge import ContributionMerge

OUTCOMES: tuple[Outcome, ...] = ("new", "updated", "unchanged", "conflict", "rejected", "skipped")


@dataclass(frozen=True, slots=True)
class PracticeOutcome:
    """Tell what became of one practice of a file."""

    id: str
    title: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """Tell what became of one file."""

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
    """Tell what became of every file."""

    files: tuple[FileReport, ...]


def read_files(
    files: Sequence[Path], vocabulary: Vocabulary | None = None, places: Places | None = None
) -> list[Intake]:
    """Read every file, by its suffix.

    Raises InputError for the first that cannot be understood.
    """
    known = vocabulary or Vocabulary(standard_terms())
    return [_reader_of(file)(file, known, places or standard_places()) for file in files]


def _reader_of(file: Path) -> Callable[[Path, Vocabulary, Places], Intake]:
    texts = dict.fromkeys((".txt", ".md", ".html", ".htm", ".eml"), _read_text)
    readers = {**texts, ".xlsx": _read_workbook, ".json": _read_json}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise InputError(
            f"“{file}” ends in “{file.suffix}”, which Roundtable cannot take in.",
            f"It reads {', '.join([*readers][:-1])} and {[*readers][-1]}: save or export the file as one of these.",
        )
    return reader


def _read_text(file: Path, vocabulary: Vocabulary, places: Places) -> Intake:
    from roundtable.intake.paper import read_text

    return read_text(file, vocabulary, places)


def _read_workbook(file: Path, vocabulary: Vocabulary, places: Places) -> Intake:
    from roundtable.contribution_intake import reader

    return reader.read(file, vocabulary, places)


def _read_json(file: Path, _vocabulary: Vocabulary, _places: Places) -> Intake:
    from roundtable.exchange import json_file

    return Intake(file=str(file), kind="json", collection=json_file.read(file))


def import_files(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    roundtable: str | None = None,
    accept: Accept | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> tuple[ImportReport, ChangeSet]:
    """Read the files with the workspace's own vocabulary and places, take them in; see ``take_in``."""
    with workspace.reading() as connection:
        vocabulary, places = Vocabulary(term_store.load(connection)), place_store.load(connection)
    progress(0, 2 * len(files))
    intakes = []
    with _without_collecting():
        for number, file in enumerate(files, 1):
            intakes += read_files([file], vocabulary, places)
            progress(number, 2 * len(files))
        return take_in(workspace, intakes, roundtable=roundtable, accept=accept, dry_run=dry_run, progress=progress)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the garbage lie: an import makes a million objects that stay; to look through them takes a quarter of it."""
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
        work.is_rehearsal = dry_run
        for number, intake in enumerate(intakes, len(intakes) + 1):
            merge = _merge_of(intake)(work, intake, accept=accept, code=roundtable)
            outcomes, notes = merge.run()
            reports.append(_report(merge.intake, outcomes, notes))
            progress(number, 2 * len(intakes))
    return ImportReport(tuple(reports)), work.change_set


def _merge_of(intake: Intake) -> "type[Merge | ContributionMerge]":
    if intake.kind != "contribution":
        return Merge
    from roundtable.contribution_intake.practice_merge import ContributionMerge

    return ContributionMerge


def _report(intake: Intake, outcomes: Mapping[str, Outcome], notes: Mapping[str, Sequence[Problem]]) -> FileReport:
    practices = tuple(
        PracticeOutcome(
            record.id,
            record.title,
            outcomes[record.id],
            (*intake.problems.get(record.id, ()), *notes.get(record.id, ())),
        )
        for record in intake.collection.practices
    )
    problems = (*intake.problems.get("", ()), *notes.get("", ()))
    return FileReport(file=intake.file, kind=intake.kind, practices=practices, problems=problems, loss=intake.loss)


def report_as_json(report: ImportReport) -> dict[str, object]:
    """Return the report under the contract's keys."""
    return {"files": [_file_as_json(file) for file in report.files]}


def _file_as_json(file: FileReport) -> dict[str, object]:
    return {
        "file": file.file,
        "kind": file.kind,
        **{"conflicts" if outcome == "conflict" else outcome: file.count(outcome) for outcome in OUTCOMES},
        "practices": [
            {
                "id": practice.id,
                "title": practice.title,
                "outcome": practice.outcome,
                "problems": [_problem_as_json(problem) for problem in practice.problems],
            }
            for practice in file.practices
        ],
        "problems": [_problem_as_json(problem) for problem in file.problems],
        "loss": {
            "words_in": file.loss.words_in,
            "words_mapped": file.loss.words_mapped,
            "words_kept_as_note": file.loss.words_kept_as_note,
            "words_ignored": file.loss.words_ignored,
            "ignored": [
                {"text": ignored.text, "reason": ignored.reason, "where": ignored.where}
                for ignored in file.loss.ignored
            ],
        },
    }


def _problem_as_json(problem: Problem) -> dict[str, str]:
    return {"field": problem.field, "message": problem.message, "where": problem.where}
