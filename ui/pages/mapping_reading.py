"""What the mapping page has read on threads of their own: rows with their cells, and suggestions.

Knows no widget.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roundtable import mapping
from roundtable.mapping import Matrix
from roundtable.row_groups import RowGroup, RowsQuery, row_groups
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from roundtable.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold the rows of a matrix and what their cells say."""

    groups: list[RowGroup]
    matrix: Matrix


def read(workspace: Workspace, query: RowsQuery) -> Shown:
    """Read rows and cells, on a thread of its own."""
    return Shown(row_groups(workspace, query), mapping.matrix(workspace, query.roundtable))


@dataclass(frozen=True, slots=True)
class Rows:
    """Name the practices of a roundtable's matrix to suggest for."""

    roundtable: int
    keys: tuple[int, ...]


def suggest(workspace: Workspace, rows: Rows) -> "dict[tuple[int, int], Suggestion]":
    """Suggest by practice and column, on a thread of its own."""
    from roundtable.suggestions import Suggester

    columns = {aim: column for column, aim in enumerate(mapping.matrix(workspace, rows.roundtable).aims)}
    found = Suggester(workspace, rows.roundtable).for_practices(rows.keys)
    return {(key, columns[one.aim]): one for key, ranked in found.items() for one in ranked}
