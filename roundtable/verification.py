"""Integrity check of a workspace: file pages, references, search indexes, record counts. Repairs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from db import integrity
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


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold how many records of each kind there are and every fault in a sentence."""

    counts: Mapping[str, int]
    faults: tuple[str, ...]


def verify(workspace: Workspace) -> Findings:
    """Check the workspace and return what was found."""
    with workspace.reading() as connection:
        counts = {name: integrity.count(connection, table) for table, name in COUNTED.items()}
        return Findings(counts, tuple(integrity.faults(connection)))
