"""Edits on both sides of a taken-along file, and its merge."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from roundtable import imports
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.exchange import workspace_contents
from roundtable.exchange.decisions import Decisions
from roundtable.import_report import FileReport
from roundtable.mapping import roundtable_matrix, targets
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.collection import Collection
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.records.roundtable import RoundtableRecord
from roundtable.workspace import Workspace

NEW = PracticeRecord(id="00000000-0000-4000-8000-000000000001", title="Roads", tags=("roads",))


def there(file: Path, *edits: Callable[[Workspace], object]) -> None:
    """Make edits in the file that was taken along."""
    with Workspace.open(file) as workspace:
        for edit in edits:
            edit(workspace)


def merged(workspace: Workspace, file: Path, decisions: Decisions | None = None) -> FileReport:
    """Merge a file, as a person decides in the preview."""
    plan = imports.plan(workspace, [file])
    report, _ = imports.apply(workspace, plan, {str(file): decisions} if decisions else {})
    return report.files[0]


def contents(workspace: Workspace) -> Collection:
    return workspace_contents.collected(workspace)


def here(workspace: Workspace, practice: PracticeRecord) -> PracticeRecord:
    return contents(workspace).practices_by_id()[practice.id]


def roundtable(workspace: Workspace) -> RoundtableRecord:
    return contents(workspace).roundtables[0]


def key_of(workspace: Workspace, practice: PracticeRecord) -> int:
    key = practice_rows.key_of(workspace, practice.id)
    assert key is not None
    return key


def set_to(practice: PracticeRecord, **values: Any) -> Callable[[Workspace], object]:
    def edit(workspace: Workspace) -> object:
        keys = [key_of(workspace, practice)]
        return practice_edits.edit_many(workspace, keys, "Edit", lambda one: with_fields(one, **values))

    return edit


def trash(practice: PracticeRecord) -> Callable[[Workspace], object]:
    return lambda workspace: practice_edits.trash(workspace, [key_of(workspace, practice)])


def save_roundtable(change: Callable[[RoundtableRecord], RoundtableRecord]) -> Callable[[Workspace], object]:
    def edit(workspace: Workspace) -> object:
        [row] = roundtable_store.listing(workspace)
        return roundtable_edits.save(workspace, row.id, change(roundtable(workspace)))

    return edit


def mark(practice: PracticeRecord, mark_of_target: str) -> Callable[[Workspace], object]:
    def edit(workspace: Workspace) -> object:
        [row] = roundtable_store.listing(workspace)
        with workspace.reading() as connection:
            [target] = [one for one in targets.of_roundtable(connection, row.id) if one.mark == mark_of_target]
        return roundtable_matrix.mark(workspace, row.id, [(key_of(workspace, practice), target)], reason="new")

    return edit
