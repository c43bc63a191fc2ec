"""Who wrote what a row holds now is found among the newest steps."""

from collections.abc import Iterator

import pytest

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.history import last_change, undo_steps
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from tests.samples import WELLS

ROUNDTABLE = 1


@pytest.fixture(autouse=True)
def own_name() -> Iterator[None]:
    yield
    undo_steps.use_name("")


def _author(workspace: Workspace, table: str, column: str, value: object, **of: int) -> str:
    step = last_change.find(workspace, table, column, [value], **of)
    return step.author.split(" (")[0] if step else ""


def test_who_changed_a_roundtable_a_question_a_gap_and_a_reason_is_known(filled: Workspace) -> None:
    record = roundtable_store.get(filled, ROUNDTABLE)
    assert record is not None
    undo_steps.use_name("Awa")
    roundtable_edits.set_field(filled, ROUNDTABLE, "meeting", "Bogotá", "Meeting", read_as=record.meeting)
    undo_steps.use_name("Ben")
    target = roundtable_matrix.matrix(filled, ROUNDTABLE).targets[-1]
    practice = practice_rows.key_of(filled, WELLS.id) or 0
    roundtable_matrix.set_reason(filled, practice, target, "It is one.")
    key, _ = gaps.create(filled, ROUNDTABLE, gaps.uncovered(filled, ROUNDTABLE)[0], owner="Carl")
    undo_steps.use_name("Dua")
    gaps.save(filled, key, owner="Eli")
    assert _author(filled, "roundtable", "meeting", "Bogotá") == "Awa"
    assert _author(filled, "mapping", "reason", "It is one.", practice=practice) == "Ben"
    assert _author(filled, "mapping", "reason", "It is one.", practice=practice + 1) == ""
    assert _author(filled, "gap", "owner", "Eli", key=key) == "Dua"
    assert _author(filled, "gap", "owner", "Carl", key=key) == "Ben"
    assert _author(filled, "roundtable", "meeting", "Quito") == ""


@pytest.mark.parametrize(("field", "value"), [("deadline", "2026-12-05"), ("linked_roundtables", ("RT 1.1", "RT 1.2"))])
def test_who_changed_a_value_that_has_a_table_of_its_own_is_known(filled: Workspace, field: str, value: object) -> None:
    record = roundtable_store.get(filled, ROUNDTABLE)
    assert record is not None
    undo_steps.use_name("Awa")
    roundtable_edits.set_field(filled, ROUNDTABLE, field, value, "Edit", read_as=getattr(record, field))
    undo_steps.use_name("Ben")
    roundtable_edits.set_field(filled, ROUNDTABLE, "meeting", "Bogotá", "Meeting", read_as=record.meeting)
    step = last_change.find(filled, *roundtable_store.kept_as(field, value))
    assert step is not None
    assert step.author.startswith("Awa")


def test_a_window_that_waits_looks_into_no_large_step(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    record = roundtable_store.get(filled, ROUNDTABLE)
    assert record is not None
    roundtable_edits.set_field(filled, ROUNDTABLE, "meeting", "Bogotá", "Meeting", read_as=record.meeting)
    assert last_change.find(filled, "roundtable", "meeting", ["Bogotá"])
    monkeypatch.setattr(last_change, "_LARGEST", 1)
    assert last_change.find(filled, "roundtable", "meeting", ["Bogotá"]) is None
