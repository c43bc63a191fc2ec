"""What an import left undecided waits until somebody decides, or what was in doubt is gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from roundtable.exchange import json_file
from roundtable.history import undo_steps
from roundtable.imports import import_files
from roundtable.overview.arrivals import Arrivals
from roundtable.practices import duplicate_merge, practice_edits, practice_rows
from roundtable.workspace import Workspace
from tests import samples


def _waiting(workspace: Workspace) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.doubt, one.practices) for one in Arrivals().undecided(workspace)]


@pytest.fixture
def doubtful(filled: Workspace, tmp_path: Path) -> Workspace:
    """Bring in a field that was changed here, too, and a practice that may be one that is here."""
    key = practice_rows.key_of(filled, samples.WELLS.id)
    assert key is not None
    practice_edits.set_value(filled, key, "summary", "Clubs dig.", "Edit summary", read_as=samples.WELLS.summary)
    there = replace(samples.WELLS, summary="Clubs abroad pay for the wells of their towns.")
    changed = replace(samples.NURSES, beneficiaries="nurses")
    came = replace(samples.COLLECTION, roundtables=(), mappings=(), practices=(there, changed))
    json_file.write(came, tmp_path / "a.json")
    import_files(filled, [tmp_path / "a.json"])
    text = f"Title: {samples.NURSES.title}\nCountry: Bolivia\nSummary: Nurses are asked.\n"
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    import_files(filled, [tmp_path / "b.txt"])
    return filled


def _newest(workspace: Workspace) -> int:
    return max(practice_rows.find_ids(workspace))


def _key(workspace: Workspace, identity: str) -> int:
    key = practice_rows.key_of(workspace, identity)
    assert key is not None
    return key


def test_a_conflict_and_a_possible_duplicate_wait(doubtful: Workspace) -> None:
    wells = _key(doubtful, samples.WELLS.id)
    assert _waiting(doubtful) == [("duplicate", (_newest(doubtful),)), ("conflict", (wells,))]


def test_a_conflict_is_decided_once_the_practice_is_saved(doubtful: Workspace) -> None:
    wells = _key(doubtful, samples.WELLS.id)
    practice_edits.set_value(doubtful, wells, "summary", "Both.", "Edit summary", read_as="Clubs dig.")
    assert [doubt for doubt, _ in _waiting(doubtful)] == ["duplicate"]


def test_a_duplicate_is_decided_once_the_two_are_one(doubtful: Workspace) -> None:
    nurses, again = _key(doubtful, samples.NURSES.id), _newest(doubtful)
    duplicate_merge.merge_practices(doubtful, [nurses, again], again)
    assert [doubt for doubt, _ in _waiting(doubtful)] == ["conflict"]


def test_an_import_that_is_undone_leaves_nothing_to_decide(doubtful: Workspace) -> None:
    undo_steps.undo(doubtful)
    assert [doubt for doubt, _ in _waiting(doubtful)] == ["conflict"]


def test_conflicts_that_changed_nothing_wait_under_the_newest_import_that_left_them(
    doubtful: Workspace, tmp_path: Path
) -> None:
    [conflict] = [one for one in Arrivals().undecided(doubtful) if one.doubt == "conflict"]
    import_files(doubtful, [tmp_path / "a.json"])
    [again] = [one for one in Arrivals().undecided(doubtful) if one.doubt == "conflict"]
    assert again.practices == conflict.practices
    assert again.entry > conflict.entry
