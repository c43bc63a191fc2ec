"""Searches kept under a name."""

import pytest

from roundtable.errors import RoundtableError
from roundtable.history import undo_steps
from roundtable.search import saved_searches
from roundtable.search.saved_searches import SavedSearch
from roundtable.workspace import Workspace


def test_a_search_is_kept_replaced_by_name_and_forgotten(workspace: Workspace) -> None:
    saved_searches.keep(workspace, "No links", "missing:links")
    saved_searches.keep(workspace, " Africa ", "country:Africa")
    saved_searches.keep(workspace, "No links", "missing:links status:draft")
    assert saved_searches.listing(workspace) == [
        SavedSearch("No links", "missing:links status:draft"),
        SavedSearch("Africa", "country:Africa"),
    ]
    saved_searches.forget(workspace, "No links")
    assert saved_searches.listing(workspace) == [SavedSearch("Africa", "country:Africa")]
    undo_steps.undo(workspace)
    assert len(saved_searches.listing(workspace)) == 2


def test_a_search_without_a_name_is_refused(workspace: Workspace) -> None:
    with pytest.raises(RoundtableError, match="needs a name"):
        saved_searches.keep(workspace, " ", "x")
