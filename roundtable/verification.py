"""Integrity check of a workspace: file pages, references, values, search indexes, record counts. Repairs nothing."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import get_args

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from db import backup
from db.dialects.sqlite_errors import damaged
from db.integrity.faults import count, faults_of
from roundtable.backups import backup_files, file_state
from roundtable.errors import DamagedError, NewerError
from roundtable.records.handover import HandoverKind
from roundtable.records.mapping import GAP_STATES
from roundtable.records.practice import OPTIONAL_LISTS, ROLES, STATUSES
from roundtable.records.vocabulary import TermKind
from roundtable.workspace import Workspace

COUNTED = {
    "practice": "practices",
    "roundtable": "roundtables",
    "guiding_question": "guiding questions",
    "possible_measure": "possible measures",
    "mapping": "mappings",
    "term": "terms",
    "journal_entry": "journal entries",
}
KNOWN_VALUES = {
    ("practice", "status"): STATUSES,
    ("practice_partner", "role"): ROLES,
    ("practice_reference", "kind"): OPTIONAL_LISTS,
    ("term", "kind"): get_args(TermKind),
    ("gap", "state"): GAP_STATES,
    ("handover", "kind"): get_args(HandoverKind),
    ("journal_entry", "state"): ("done", "undone", "abandoned", "note"),
}
"""The values of columns that hold one of a few, by table and column."""
_Reading = Callable[[], AbstractContextManager[Connection]]
"""Gives a connection for a read."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold how many records of each kind there are and every fault in a sentence."""

    counts: Mapping[str, int]
    faults: tuple[str, ...]


def verify(workspace: Workspace) -> Findings:
    """Check the workspace, note the outcome, and return what was found."""
    return _noted(workspace, nullcontext(workspace.reading))


def verify_copy(workspace: Workspace) -> Findings:
    """Do as ``verify`` does with a copy, taken a few pages at a time: no save has to wait for the check.

    On a server none has to anyway. Raises RoundtableError where no copy can be made.
    """
    if workspace.is_shared:
        return verify(workspace)
    with backup_files.temporary_place(workspace.file) as copy:
        return _noted(workspace, backup.snapshot(workspace.file, copy))


def _noted(workspace: Workspace, opened: AbstractContextManager[_Reading]) -> Findings:
    counts: dict[str, int] = {}
    try:
        with opened as reading:
            faults = tuple(faults_of(reading, KNOWN_VALUES))
            with reading() as connection:
                counts = {name: count(connection, table) for table, name in COUNTED.items()}
    except DamagedError as error:
        _, is_told, detail = error.cause.rpartition(" is damaged: ")
        faults = (f"{detail[0].upper()}{detail[1:]}" if is_told else "Some of its pages cannot be read.",)
    except (DBAPIError, sqlite3.Error) as error:  # what is asked is always the same: only the file can be wrong
        faults = (f"The file is damaged: {error}.",)
    if not workspace.is_shared:
        file_state.note(workspace.file, faults[0] if faults else "")
    return Findings(counts, faults)


def ensure_whole(workspace: Workspace) -> bool:
    """Check a workspace that was changed outside since it was last left, as after an unclean end; tell whether it was.

    Raises DamagedError where it is damaged. What a newer version made is not checked, which may mean other things, nor
    what a server keeps.
    """
    if workspace.is_shared or isinstance(workspace.refusal, NewerError):
        return False
    state = file_state.look_up(workspace.file)
    faults = [state.fault] if state.fault else [] if state.is_as_left else verify(workspace).faults
    if faults:
        raise damaged(workspace.file, faults[0].rstrip("."))
    return not state.is_as_left
