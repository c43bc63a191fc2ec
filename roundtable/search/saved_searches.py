"""Saved searches: queries under a name; each change is one step of undo."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db import tables as t
from db.changes import ChangeSet
from roundtable.errors import RoundtableError
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Hold a query and its name."""

    name: str
    query: str


def listing(workspace: Workspace) -> list[SavedSearch]:
    """Return the saved searches in their order."""
    statement = select(t.SavedSearch.name, t.SavedSearch.query).order_by(t.SavedSearch.position)
    with workspace.reading() as connection:
        return [SavedSearch(*row) for row in connection.execute(statement)]


def keep(workspace: Workspace, name: str, query: str) -> ChangeSet:
    """Save a query under a name, replacing one of that name."""
    name = " ".join(name.split())
    if not name:
        raise RoundtableError("A saved search needs a name.", "Type one.")
    searches = {one.name: one.query for one in listing(workspace)} | {name: query}
    return arrange(workspace, [SavedSearch(*item) for item in searches.items()], f"Save search “{name}”")


def forget(workspace: Workspace, name: str) -> ChangeSet:
    """Delete a saved search."""
    kept = [one for one in listing(workspace) if one.name != name]
    return arrange(workspace, kept, f"Remove search “{name}”")


def arrange(workspace: Workspace, searches: Sequence[SavedSearch], label: str = "Arrange searches") -> ChangeSet:
    """Set the saved searches and their order."""
    with workspace.unit_of_work(label) as work:
        work.replace_list(t.SavedSearch, {}, [{"name": one.name, "query": one.query} for one in searches])
    return work.change_set
