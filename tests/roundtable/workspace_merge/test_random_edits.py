"""Two streams of random edits from one base come together: equal in either order, nothing lost, conflicts told."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from roundtable import imports
from roundtable.exchange import json_file, three_way_merge
from roundtable.import_report import FileReport
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from roundtable.workspace_merge import snapshot
from roundtable.workspace_merge.snapshot import Snapshot
from roundtable.workspace_merge.take_along import take_along
from tests.roundtable.workspace_merge.edits import Edit, edits, make
from tests.samples import NURSES, UNTITLED, WELLS, WITH_OPEN_ENDS

_FIELDS = tuple(one.name for one in fields(PracticeRecord) if one.name not in ("id", "revision", "changed_at"))
_SCALARS = ("title", "budget", "level", "cleared_by", "starts", "status", "image")
Both = tuple[Path, Path]


@pytest.fixture(scope="module")
def base_file(new_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the workspace that both streams begin with."""
    folder = tmp_path_factory.mktemp("base")
    file = shutil.copyfile(new_file, folder / "base.roundtable")
    more = (replace(one, id=f"{one.id[:-4]}0000", title=f"{one.title} II") for one in (WELLS, NURSES))
    json_file.write(replace(WITH_OPEN_ENDS, practices=(WELLS, NURSES, UNTITLED, *more)), folder / "base.json")
    with Workspace.open(file) as workspace:
        imports.import_files(workspace, [folder / "base.json"])
    return file


@contextmanager
def _edited(base: Path, ours: Sequence[Edit], theirs: Sequence[Edit], *, is_taken_along: bool) -> Iterator[Both]:
    """Yield two files that parted from the base and were edited; taken along, they lie beside their home."""
    with TemporaryDirectory() as folder:
        home = Path(shutil.copyfile(base, Path(folder) / "home.roundtable"))
        files = (Path(folder) / "one.roundtable", Path(folder) / "other.roundtable")
        for file, steps, author in zip(files, (ours, theirs), ("x", "y"), strict=True):
            if is_taken_along:
                with Workspace.open(home) as workspace:
                    take_along(workspace, file)
            else:
                shutil.copyfile(home, file)
            with Workspace.open(file) as workspace:
                make(workspace, steps, author)
        yield files


def _state(workspace: Workspace) -> Snapshot:
    with workspace.reading() as connection:
        return snapshot.read(connection)


def _merged(into: Path, *others: Path) -> tuple[Snapshot, FileReport]:
    """Return what becomes of a copy of a workspace into which others are merged, and what the last did."""
    copy = shutil.copyfile(into, into.with_name(f"{others[0].stem} into {into.stem}.roundtable"))
    with Workspace.open(copy) as workspace:
        for other in others:
            report, _ = imports.import_files(workspace, [other])
        again, changes = imports.import_files(workspace, [others[-1]])
        assert changes.changes == (), again
        return _state(workspace), report.files[0]


def _practices(state: Snapshot) -> dict[str, dict[str, Any]]:
    return {
        uid: {name: getattr(record, name) for name in _FIELDS}
        for uid, record in state.practices.items()
        if state.is_live(uid)
    }


def _conflicts(report: FileReport) -> set[tuple[str, str]]:
    return {(one.id, conflict.field) for one in report.practices for conflict in one.conflicts}


def _other_parts(state: Snapshot) -> Mapping[str, Any]:
    live = {uid for uid in state.stamps if state.is_live(uid)}
    return {
        "terms": {(one.kind, one.name): one for one in state.terms.values() if one.is_listed},
        "places": state.places,
        "mappings": {mark: reason for mark, reason in state.reasons().items() if mark.practice in live},
        "searches": state.searches,
        "refusals": {snapshot.mark_of(one) for one in state.refusals if one.practice in live},
    }


@pytest.mark.parametrize("is_taken_along", [False, True], ids=["copies", "taken along"])
@settings(max_examples=12)
@given(ours=edits, theirs=edits)
def test_the_order_of_a_merge_makes_no_difference_and_a_second_one_changes_nothing(
    base_file: Path, is_taken_along: bool, ours: Sequence[Edit], theirs: Sequence[Edit]
) -> None:
    with _edited(base_file, ours, theirs, is_taken_along=is_taken_along) as (one, other):
        here, report = _merged(one, other)
        there, back = _merged(other, one)
    _check_equal(here, there, report, back)


@settings(max_examples=10)
@given(edits, edits)
def test_files_that_were_taken_along_are_merged_back_in_either_order(
    base_file: Path, ours: Sequence[Edit], theirs: Sequence[Edit]
) -> None:
    with _edited(base_file, ours, theirs, is_taken_along=True) as (one, other):
        home = one.with_name("home.roundtable")
        here, report = _merged(home, one, other)
        there, back = _merged(home, other, one)
    _check_equal(here, there, report, back)


def _check_equal(here: Snapshot, there: Snapshot, report: FileReport, back: FileReport) -> None:
    assert _conflicts(report) == _conflicts(back)
    assert sorted(report.differing_roundtables) == sorted(back.differing_roundtables)
    conflicts = _conflicts(report)
    left, right = _practices(here), _practices(there)
    in_conflict = {uid for uid, name in conflicts if name == "deleted"}
    assert left.keys() - in_conflict == right.keys() - in_conflict
    for uid in left.keys() - in_conflict:
        differing = {name for name, value in left[uid].items() if value != right[uid][name]}
        assert differing <= {name for practice, name in conflicts if practice == uid}, uid
    is_clean = not conflicts and not report.differing_roundtables
    is_clean = is_clean and not any(
        one.field in ("vocabulary", "mappings", "searches") for one in (*report.problems, *back.problems)
    )
    if is_clean:
        assert _other_parts(here) == _other_parts(there)
    if not report.differing_roundtables:
        assert {uid: replace(one, annex=()) for uid, one in here.roundtables.items()} == {
            uid: replace(one, annex=()) for uid, one in there.roundtables.items()
        }
        closed = [
            {uid: replace(gap, closed_at="x" * bool(gap.closed_at)) for uid, gap in one.gaps.items()}
            for one in (here, there)
        ]
        assert closed[0] == closed[1]
    if is_clean:
        assert here.roundtables == there.roundtables


@settings(max_examples=15)
@given(edits, edits)
def test_what_one_side_changed_is_kept_and_what_both_changed_differently_is_a_conflict(
    base_file: Path, ours: Sequence[Edit], theirs: Sequence[Edit]
) -> None:
    with _edited(base_file, ours, theirs, is_taken_along=False) as (one, other):
        merged, report = _merged(one, other)
        base, here, there = (_state_of(file) for file in (base_file, one, other))
    conflicts = _conflicts(report)
    for uid in base.practices.keys() & here.practices.keys() & there.practices.keys():
        if not all(state.is_live(uid) for state in (base, here, there)):
            continue
        for name in _FIELDS:
            then, left, right, now = (getattr(one.practices[uid], name) for one in (base, here, there, merged))
            both = then not in (left, right) and left != right
            if name in _SCALARS:
                assert ((uid, name) in conflicts) == both
            elif name not in ("tags", "thematic_areas"):  # a renamed term changes the practices that carry it
                assert both or (uid, name) not in conflicts
                assert now == (
                    three_way_merge.merge(then, left, right, name).value if (uid, name) not in conflicts else left
                )
    for state in (here, there):
        for uid in state.practices.keys() - base.practices.keys():
            assert uid in merged.practices


def _state_of(file: Path) -> Snapshot:
    with Workspace.open(file) as workspace:
        return _state(workspace)
