"""Where a practice was used, and what changed in it since it was handed over."""

from dataclasses import replace
from pathlib import Path

import pytest

from db import row_keys
from roundtable import exports, imports
from roundtable.agenda import roundtable_edits
from roundtable.exchange import workspace_contents
from roundtable.history import handovers, practice_usage, undo_steps
from roundtable.history.practice_usage import Answer, Handed, Since
from roundtable.practices import practice_edits, practice_store
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples
from tests.read_only import forbid_writing
from tests.roundtable.history.test_handovers import HANDOVER


def _key(workspace: Workspace, record: PracticeRecord) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [record.id])[record.id]


def _edit(workspace: Workspace, **values: object) -> None:
    key = _key(workspace, samples.WELLS)
    here = practice_store.get(workspace, key)
    assert here is not None
    practice_edits.save(workspace, key, replace(here, **values), "Edit")  # type: ignore[arg-type] # fields named by the tests


def _handed(workspace: Workspace) -> list[Handed]:
    return [one for use in practice_usage.of(workspace, _key(workspace, samples.WELLS)) for one in use.handed]


def _since(workspace: Workspace) -> list[Since | None]:
    handed = _handed(workspace)
    told = practice_usage.since(workspace, _key(workspace, samples.WELLS), handed)
    return [told.get(one.handover.id) for one in handed]


def test_a_practice_tells_its_annex_its_questions_and_its_measures_with_reasons(filled: Workspace) -> None:
    [use] = practice_usage.of(filled, _key(filled, samples.WELLS))
    assert (use.code, use.title, use.is_present) == ("RT 9.1", "Water and nurses", True)
    assert use.areas == ("",)
    assert use.answers == (Answer(False, 1, "pay for training", "pays"),)
    [use] = practice_usage.of(filled, _key(filled, samples.NURSES))
    assert use.areas == ("Keeping nurses",)
    assert use.answers == (Answer(True, 1, "What keeps nurses at home?", ""),)


def test_a_practice_that_was_never_used_tells_nothing(filled: Workspace) -> None:
    assert practice_usage.of(filled, _key(filled, samples.UNTITLED)) == []
    assert practice_usage.of(filled, 999) == []


def test_handovers_stand_under_their_roundtable_newest_first(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    exports.contribution(filled, tmp_path / "contribution.xlsx")
    [use] = practice_usage.of(filled, _key(filled, samples.WELLS))
    assert [(one.handover.kind, one.revision, one.is_changed) for one in use.handed] == [
        ("contribution", 1, False),
        ("annex", 1, False),
    ]
    assert _since(filled) == [None, None]


def test_the_newest_roundtable_comes_first_and_one_that_is_gone_last(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    roundtable_edits.delete(filled, [1])
    other = replace(
        samples.ROUNDTABLE, id=samples.UNTITLED.id, code="RT 1.1", guiding_questions=(), possible_measures=()
    )
    newer = replace(other, id=samples.NURSES.id, code="RT 1.2")
    entries = tuple(replace(entry, guiding_question="") for entry in other.annex)
    rounds = (replace(other, annex=entries), replace(newer, annex=entries))
    collection = replace(samples.COLLECTION, roundtables=rounds, mappings=())
    imports.take_in(filled, [Intake(file="g", kind="json", collection=collection)])
    told = practice_usage.of(filled, _key(filled, samples.WELLS))
    assert [(use.code, use.is_present) for use in told] == [("RT 1.2", True), ("RT 1.1", True), ("RT 9.1", False)]


def test_what_changed_since_is_told_field_by_field(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    _edit(filled, title="Deep wells")
    _edit(filled, tags=("Gender",))
    [since] = _since(filled)
    assert since is not None
    assert [one.field for one in since.differences or ()] == ["title", "tags"]
    assert (since.figures_gone, since.figures_new) == ((), ())


def test_each_handover_is_compared_with_the_practice_as_it_was_then(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    _edit(filled, title="Deep wells")
    exports.annex(filled, tmp_path / "annex.pdf")
    _edit(filled, results="41 wells")
    newer, older = _since(filled)
    assert newer is not None
    assert older is not None
    assert [one.field for one in newer.differences or ()] == ["results"]
    assert [one.field for one in older.differences or ()] == ["title", "results"]


def test_changed_figures_are_named(filled: Workspace, tmp_path: Path) -> None:
    _edit(filled, results="1,200 nurses stayed, 35 % of them in 2013", budget="EUR 1.5 million", starts="2010")
    exports.contribution(filled, tmp_path / "contribution.xlsx")
    _edit(filled, results="1 450 nurses stayed, 35 % of them in 2013", budget="EUR 1.5 million", starts="2011")
    [since] = _since(filled)
    assert since is not None
    assert since.figures_gone == ("1200", "2010")
    assert since.figures_new == ("1450", "2011")


def test_a_practice_changed_back_by_undo_is_not_changed(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    _edit(filled, title="Deep wells")
    undo_steps.undo(filled)
    assert [one.is_changed for one in _handed(filled)] == [False]


def test_another_edit_after_an_undo_is_a_change_though_it_has_the_same_number(
    filled: Workspace, tmp_path: Path
) -> None:
    _edit(filled, title="Deep wells")
    exports.annex(filled, tmp_path / "annex.pdf")
    undo_steps.undo(filled)
    _edit(filled, title="Shallow wells")
    assert [(one.revision, one.is_changed) for one in _handed(filled)] == [(2, True)]
    assert _since(filled) == [Since(None)]


def test_a_handover_that_the_journal_does_not_reach_tells_that_something_changed(filled: Workspace) -> None:
    with filled.unjournaled() as connection:
        handovers.add(connection, [replace(HANDOVER, practices=(replace(HANDOVER.practices[0], revision=7),))])
    key = _key(filled, samples.NURSES)
    [use] = practice_usage.of(filled, key)
    assert use.handed[0].is_changed
    assert practice_usage.since(filled, key, use.handed) == {HANDOVER.id: Since(None)}


def test_a_workspace_that_may_only_be_read_tells_by_the_revision_alone(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    _edit(filled, title="Deep wells")
    forbid_writing(filled, is_on=True)
    assert _since(filled) == [Since(None)]
    forbid_writing(filled, is_on=False)


def test_looking_back_changes_nothing(filled: Workspace, tmp_path: Path) -> None:
    exports.annex(filled, tmp_path / "annex.pdf")
    _edit(filled, title="Deep wells")
    before, steps = workspace_contents.collected(filled), undo_steps.steps(filled)
    _since(filled)
    assert (workspace_contents.collected(filled), undo_steps.steps(filled)) == (before, steps)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("no figure at all", []),
        ("1,200 and 1.200 and 1 200 and 1\u202f200 and 1’200", ["1200"] * 5),
        ("USD 12,345,678.", ["12345678"]),
        ("3.5 or 3,5 or 12.75 per cent", ["3.5", "3.5", "12.75"]),
        ("2010-2012, from 2013 300 more", ["2010", "2012", "2013", "300"]),
        ("1. First\n\n2) Second\n\n(3) Third of 40", ["40"]),
    ],
)
def test_figures_are_the_same_however_they_are_written(text: str, found: list[str]) -> None:
    assert list(practice_usage.figures(PracticeRecord(id="x", summary=text))) == found


def test_figures_are_also_found_under_printed_labels(filled: Workspace) -> None:
    assert list(practice_usage.figures(samples.WELLS)) == ["2010", "2012"]
