"""What the mapping page has read on a thread of its own: rows with their cells.

Knows no widget.
"""

from dataclasses import dataclass

from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Matrix
from roundtable.mapping.row_groups import RowGroup, RowsQuery, row_groups
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold the rows of a matrix and what their cells say."""

    groups: list[RowGroup]
    matrix: Matrix


def read(workspace: Workspace, query: RowsQuery) -> Shown:
    """Read rows and cells, on a thread of its own."""
    return Shown(row_groups(workspace, query), roundtable_matrix.matrix(workspace, query.roundtable))
