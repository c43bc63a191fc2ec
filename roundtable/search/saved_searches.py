"""Saved searches: queries under a name; each change is one step of undo."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

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
    with workspace.reading() as connection:
        return _listed(connection)


def _listed(connection: Connection) -> list[SavedSearch]:
    statement = select(t.SavedSearch.name, t.SavedSearch.query).order_by(t.SavedSearch.position)
    return [SavedSearch(*row) for row in connection.execute(statement)]


def keep(workspace: Workspace, name: str, query: str) -> ChangeSet:
    """Save a query under a name, replacing one of that name."""
    name = " ".join(name.split())
    if not name:
        raise RoundtableError("A saved search needs a name.", "Type one.")

    def kept(present: list[SavedSearch]) -> list[SavedSearch]:
        return [SavedSearch(*item) for item in ({one.name: one.query for one in present} | {name: query}).items()]

    return _change(workspace, kept, f"Save search “{name}”")


def forget(workspace: Workspace, name: str) -> ChangeSet:
    """Delete a saved search."""
    return _change(workspace, lambda present: [one for one in present if one.name != name], f"Remove search “{name}”")


def rename(workspace: Workspace, name: str, to: str) -> ChangeSet:
    """Rename a search; it replaces one that has the new name already."""

    def renamed(present: list[SavedSearch]) -> list[SavedSearch]:
        others = [one for one in present if one.name == name or one.name != to]
        return [replace(one, name=to) if one.name == name else one for one in others]

    return _change(workspace, renamed, f"Rename search “{name}”")


def _change(workspace: Workspace, change: Callable[[list[SavedSearch]], list[SavedSearch]], label: str) -> ChangeSet:
    """Change the searches as they are now: another may have saved one since they were read."""
    with workspace.unit_of_work(label) as work:
        rows = [{"name": one.name, "query": one.query} for one in change(_listed(work.connection))]
        work.replace_list(t.SavedSearch, {}, rows)
    return work.change_set
