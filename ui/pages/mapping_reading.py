"""What the mapping page has read on a thread of its own: rows with their cells.

Knows no widget.
"""

from dataclasses import dataclass

from roundtable import mapping
from roundtable.mapping import Matrix
from roundtable.row_groups import RowGroup, RowsQuery, row_groups
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold the rows of a matrix, what their cells say, and how many of the roundtable's practices are mapped."""

    groups: list[RowGroup]
    matrix: Matrix
    mapped: int
    used: int


def read(workspace: Workspace, query: RowsQuery) -> Shown:
    """Read rows and cells, on a thread of its own."""
    matrix = mapping.matrix(workspace, query.roundtable)
    mapped = set[int]().union(*(matrix.cells.mapped(aim) for aim in matrix.aims))
    return Shown(row_groups(workspace, query), matrix, len(mapped), len(mapped | matrix.annexed.keys()))
