"""Sides of a merge: the workspace, the file and their base; with what is written to, decided and reported."""

from typing import NamedTuple

from db.unit_of_work import UnitOfWork
from roundtable.exchange.decisions import Decisions
from roundtable.exchange.merge_result import MergeResult
from roundtable.workspace_merge.snapshot import Snapshot


class Sides(NamedTuple):
    """Hold what every part of a merge needs; ``here`` is the workspace before it, with no practices loaded."""

    work: UnitOfWork
    base: Snapshot
    there: Snapshot
    here: Snapshot
    decisions: Decisions
    result: MergeResult
