"""Import of files: read by suffix, merge into the workspace all or nothing, report the outcome of every practice."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from db import journal
from db import tables as t
from db.changes import Change, ChangeSet
from db.row_keys import keys_by_uid
from db.unit_of_work import UnitOfWork
from roundtable.contribution import own_columns
from roundtable.contribution.own_columns import Meanings
from roundtable.errors import InputError, RoundtableError
from roundtable.exchange.decisions import Accept, Decisions
from roundtable.exchange.merge import Merge
from roundtable.exchange.merge_result import MergeResult
from roundtable.file_errors import check_is_file
from roundtable.garbage_collection import paused
from roundtable.import_report import FileReport, ImportReport, Part, PracticeOutcome, packed
from roundtable.practices import practice_store
from roundtable.progress import Progress, part_of, silent
from roundtable.records.intake import Intake, Problem
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary import place_store, term_store
from roundtable.vocabulary.place_lookup import Places, standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from roundtable.contribution_intake.practice_merge import ContributionMerge
    from roundtable.workspace_merge.merge import WorkspaceMerge

_PARTS: dict[Part, type[t.Base]] = {
    "roundtables": t.Roundtable,
    "guiding_questions": t.GuidingQuestion,
    "possible_measures": t.PossibleMeasure,
}


def read_files(files: Sequence[Path], *, with_hidden: bool = False) -> list[Intake]:
    """Read every file, by its suffix; what is hidden in workbooks only ``with_hidden``.

    Raises InputError for the first that cannot be understood.
    """
    vocabulary, places = Vocabulary(standard_terms()), standard_places()
    return [_read(file, vocabulary, places, with_hidden=with_hidden, meanings={}) for file in files]


def _read(
    file: Path,
    vocabulary: Vocabulary,
    places: Places,
    *,
    with_hidden: bool,
    meanings: Meanings,
    workspace: Workspace | None = None,
    progress: Progress = silent,
) -> Intake:
    check_is_file(file)
    match file.suffix.lower():
        case ".txt" | ".md" | ".html" | ".htm" | ".eml":
            from roundtable.intake import paper, unknown_labels

            return paper.read_text(file, vocabulary, places, unknown_labels.of_papers(meanings))
        case ".xlsx":
            from roundtable.contribution_intake import reader
            from roundtable.contribution_intake.unknown_columns import none_here

            here = partial(practice_store.of_ids, workspace) if workspace else none_here
            return reader.read(
                file, vocabulary, places, with_hidden=with_hidden, meanings=meanings, here=here, progress=progress
            )
        case ".json":
            from roundtable.exchange import json_file

            return Intake(file=str(file), kind="json", collection=json_file.read(file))
        case ".pdf":
            from roundtable.exchange import annex_records

            return annex_records.read(file)
        case ".roundtable" if workspace is not None:
            from roundtable.workspace_merge import workspace_file

            return workspace_file.read(file, workspace)
        case ".roundtable":
            raise InputError(
                f"There is no workspace yet to merge “{file}” into.",
                "Name the workspace it was taken along from with --workspace, or open the file itself.",
            )
    raise InputError(
        f"“{file}” ends in “{file.suffix}”, which Roundtable cannot import.",
        "It reads .txt, .md, .html, .htm, .eml, .xlsx and .json, and its own annexes (.pdf): save it as one of these.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Hold what an import would do, before anything is written: the files as read, what is decided, and the report.

    ``step`` is the newest journal entry at that time; ``sources`` the text that each practice was read from, by the
    file's name and the practice's id; ``refused`` holds the errors of files that could not be read.
    """

    intakes: tuple[Intake, ...]
    roundtable: str | None
    decisions: Mapping[str, Decisions]
    report: ImportReport
    step: tuple[int, str]
    sources: Mapping[str, Mapping[str, str]]
    refused: Mapping[str, RoundtableError]


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
    with paused():
        read, reading = _reader(workspace, with_hidden=with_hidden), part_of(progress, 0, 2)
        intakes = []
        for number, file in enumerate(files):
            intakes.append(read(file, part_of(reading, number, len(files))))
            reading(number + 1, len(files))
        merging = part_of(progress, 1, 2)
        return take_in(workspace, intakes, roundtable=roundtable, accept=accept, dry_run=dry_run, progress=merging)


def _reader(workspace: Workspace, *, with_hidden: bool) -> Callable[[Path, Progress], Intake]:
    """Return a reader of files that knows the workspace's vocabulary, places and answers."""
    with workspace.reading() as connection:
        vocabulary, places = Vocabulary(term_store.load(connection)), place_store.load(connection)
        meanings = own_columns.load(connection)

    def read(file: Path, progress: Progress) -> Intake:
        return _read(
            file,
            vocabulary,
            places,
            with_hidden=with_hidden,
            meanings=meanings,
            workspace=workspace,
            progress=progress,
        )

    return read


def plan(
    workspace: Workspace,
    files: Sequence[Path],
    decisions: Mapping[str, Decisions] = MappingProxyType({}),
    *,
    roundtable: str | None = None,
    told: Callable[[Intake], object] = lambda _intake: None,
    progress: Progress = silent,
) -> ImportPlan:
    """Read the files and plan their import, with decisions by file name.

    ``told`` is given every file as soon as it is read. A file that cannot be understood is among the ``refused``;
    raises its error where there is no other.
    """
    intakes: list[Intake] = []
    refused: dict[str, RoundtableError] = {}
    with paused():
        read, reading = _reader(workspace, with_hidden=False), part_of(progress, 0, 2)
        reading(0, 1)
        for number, file in enumerate(files):
            try:
                intakes.append(read(file, part_of(reading, number, len(files))))
                told(intakes[-1])
            except RoundtableError as error:
                refused[str(file)] = error
            reading(number + 1, len(files))
    if not intakes:
        raise next(iter(refused.values()))
    comparing = part_of(progress, 1, 2)
    return _planned(workspace, intakes, decisions, refused=refused, roundtable=roundtable, progress=comparing)


def plan_again(
    workspace: Workspace,
    planned: ImportPlan,
    decisions: Mapping[str, Decisions],
    *,
    roundtable: str | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """Plan the import of the same files, as they were read, with decisions by file name."""
    refused = planned.refused
    return _planned(workspace, planned.intakes, decisions, refused=refused, roundtable=roundtable, progress=progress)


def _planned(
    workspace: Workspace,
    intakes: Sequence[Intake],
    decisions: Mapping[str, Decisions],
    *,
    refused: Mapping[str, RoundtableError],
    roundtable: str | None,
    progress: Progress,
) -> ImportPlan:
    with paused(), _label_of(workspace, intakes) as work:
        work.is_dry_run = True
        step = journal.last(work.connection)
        report, sources = _merge_all(work, intakes, decisions, roundtable, progress)
    return ImportPlan(
        intakes=tuple(intakes),
        roundtable=roundtable,
        decisions=decisions,
        report=report,
        step=step,
        sources=sources,
        refused=refused,
    )


def apply(
    workspace: Workspace, planned: ImportPlan, decisions: Mapping[str, Decisions], *, progress: Progress = silent
) -> tuple[ImportReport, ChangeSet]:
    """Do what was planned, with decisions by file name, as one step of undo.

    Raises RoundtableError where the workspace was changed since it was planned, but for the texts of other practices.
    """
    unkept = _keep(workspace)
    with paused(), _label_of(workspace, planned.intakes) as work:
        if _is_outdated(work.connection, planned):
            raise RoundtableError("The workspace was changed during the preview.", "Preview it again.")
        report, _ = _merge_all(work, planned.intakes, decisions, planned.roundtable, progress)
    return _with_problems(report, unkept), work.change_set


def _is_outdated(connection: Connection, planned: ImportPlan) -> bool:
    """Tell whether anything was changed since that the plan may rest on: a team is never still for long."""
    if journal.last(connection) == planned.step:
        return False
    if not journal.holds(connection, *planned.step):
        return True
    practices = [one for file in planned.report.files for one in file.practices]
    uids = {uid for one in practices for uid in (one.id, one.duplicate_of) if uid}
    keys = set(keys_by_uid(connection, uids).values())
    happened = (entry for entry, _ in journal.back_from(connection, planned.step[0]))
    changes = (change for entry in happened for change in journal.changes_of(connection, entry)[0].changes)
    return any(change.practice_id is None or change.practice_id in keys or _is_known_by(change) for change in changes)


def _is_known_by(change: Change) -> bool:
    """Tell whether it makes, removes or renames a practice, by which another may be found to be it."""
    if change.table != "practice":
        return False
    return change.before is None or change.after is None or bool(change.after.keys() & {"title", "deleted_at"})


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
    decisions = dict.fromkeys((intake.file for intake in intakes), Decisions(accept=accept))
    unkept = () if dry_run else _keep(workspace)
    with _label_of(workspace, intakes) as work:
        work.is_dry_run = dry_run
        report, _ = _merge_all(work, intakes, decisions, roundtable, progress)
    return _with_problems(report, unkept), work.change_set


def _label_of(workspace: Workspace, intakes: Sequence[Intake]) -> AbstractContextManager[UnitOfWork]:
    verb = "Merge" if all(intake.kind == "workspace" for intake in intakes) else "Import"
    return workspace.unit_of_work(
        f"{verb} {Path(intakes[0].file).name if len(intakes) == 1 else f'{len(intakes)} files'}"
    )


def _merge_all(
    work: UnitOfWork,
    intakes: Sequence[Intake],
    decisions: Mapping[str, Decisions],
    roundtable: str | None,
    progress: Progress,
) -> tuple[ImportReport, dict[str, Mapping[str, str]]]:
    """Merge file by file; return the report, which the journal keeps, and what each practice was read from."""
    reports, sources = [], {}
    for number, intake in enumerate(intakes):
        before = _counts(work.connection)
        chosen, part = decisions.get(intake.file, Decisions()), part_of(progress, number, len(intakes))
        result = _merge_of(work, intake, decisions=chosen, code=roundtable, progress=part).run()
        added = {part: count - before[part] for part, count in _counts(work.connection).items() if count > before[part]}
        reports.append(_report(result, added))
        sources[intake.file] = result.intake.sources
        part(1, 1)
    report = ImportReport(tuple(reports))
    if not work.is_dry_run and (report.has_conflicts or work.changes_so_far().changes):
        work.report = packed(report)
    return report, sources


def _counts(connection: Connection) -> dict[Part, int]:
    return {part: connection.scalar(select(func.count()).select_from(table)) or 0 for part, table in _PARTS.items()}


def _with_problems(report: ImportReport, problems: Sequence[Problem]) -> ImportReport:
    """Return the report, its first file with the problems that concern all."""
    first, *others = report.files
    return ImportReport((replace(first, problems=(*first.problems, *problems)), *others))


def _keep(workspace: Workspace) -> tuple[Problem, ...]:
    """Keep a backup of a workspace that holds anything; return what to report where none can be made."""
    with workspace.reading() as connection:
        if not any(connection.scalar(select(kind.id).limit(1)) for kind in (t.Practice, t.Roundtable)):
            return ()
    try:
        made = workspace.back_up("before import")
    except RoundtableError as error:
        return (Problem("", f"No backup was made before: {error}"),)
    return (Problem("", made.doubt),) if made and made.doubt else ()


def _merge_of(
    work: UnitOfWork, intake: Intake, *, decisions: Decisions, code: str | None, progress: Progress
) -> "Merge | ContributionMerge | WorkspaceMerge":
    match intake.kind:
        case "contribution":
            from roundtable.contribution_intake.practice_merge import ContributionMerge

            return ContributionMerge(work, intake, decisions=decisions, code=code, progress=progress)
        case "workspace":
            from roundtable.workspace_merge.merge import WorkspaceMerge

            return WorkspaceMerge(work, intake, decisions=decisions, progress=progress)
    return Merge(work, intake, decisions=decisions, code=code, progress=progress)


def _report(result: MergeResult, added: Mapping[Part, int]) -> FileReport:
    intake, notes = result.intake, result.notes
    practices = [
        PracticeOutcome(
            record.id,
            record.title,
            result.outcomes[record.id],
            (*intake.problems.get(record.id, ()), *notes.get(record.id, ())),
            tuple(result.changes.get(record.id, ())),
            tuple(result.conflicts.get(record.id, ())),
            result.duplicates.get(record.id, ""),
        )
        for record in intake.collection.practices
    ]
    practices += [
        PracticeOutcome(uid, title, "absent", tuple(notes.get(uid, ()))) for uid, title in result.absent.items()
    ]
    problems = (*intake.problems.get("", ()), *notes.get("", ()))
    return FileReport(
        file=intake.file,
        kind=intake.kind,
        practices=tuple(practices),
        problems=problems,
        loss=intake.loss,
        added=added,
        changed=result.changed,
        differing_roundtables=tuple(result.differing_roundtables),
    )
