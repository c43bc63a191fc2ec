"""Undo never lies: whatever was done, undone completely, is as if it had not been done."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db import row_keys
from db import tables as t
from roundtable import exports, imports
from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_rows, practice_store
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry, RoundtableRecord
from roundtable.records.vocabulary import Term
from roundtable.vocabulary import term_store
from roundtable.workspace import Workspace
from tests import journal_steps, samples

Operation = Callable[[Workspace], None]


def _as_json(workspace: Workspace) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "all.json"
        exports.exchange(workspace, file)
        return file.read_bytes()


def _take_in(collection: Collection) -> Operation:
    def operation(workspace: Workspace) -> None:
        imports.take_in(workspace, [Intake(file="a.json", kind="json", collection=collection)], accept="all")

    return operation


def _save(pick: int, record: PracticeRecord) -> Operation:
    def operation(workspace: Workspace) -> None:
        keys = practice_rows.find_ids(workspace)
        if keys:
            key = keys[pick % len(keys)]
            with workspace.unit_of_work("Edit") as work:
                practice_store.save(work, key, record)

    return operation


def _rearrange(picks: Sequence[int], record: RoundtableRecord) -> Operation:
    def operation(workspace: Workspace) -> None:
        everything = workspace_contents.collected(workspace)
        rows = roundtable_store.listing(workspace)
        if not rows or not everything.practices:
            return
        chosen = dict.fromkeys(everything.practices[pick % len(everything.practices)].id for pick in picks)
        questions = record.guiding_questions
        annex = tuple(AnnexEntry(uid, questions[0].id if questions else "") for uid in chosen)
        with workspace.unit_of_work("Rearrange") as work:
            keys = row_keys.keys_by_uid(work.connection, chosen)
            roundtable_store.save(work, rows[0].id, replace(record, annex=annex), keys)
            reasons = [
                MappingRecord(practice=uid, guiding_question=q.id, reason="so") for uid in chosen for q in questions
            ]
            roundtable_store.map_all(work, reasons, keys)

    return operation


def _merge_terms(name: str) -> Operation:
    def operation(workspace: Workspace) -> None:
        with workspace.unit_of_work("Terms") as work:
            term_store.merge(work, [Term("tag", name, ("other",)), Term("tag", "Gender", ("sex",))], only_these=False)

    return operation


roundtable_records = st.sampled_from(
    [
        samples.ROUNDTABLE,
        replace(samples.ROUNDTABLE, guiding_questions=samples.ROUNDTABLE.guiding_questions[::-1], sections=()),
        replace(samples.ROUNDTABLE, guiding_questions=(), possible_measures=(), annex=(), title="Other"),
    ]
)
operations = st.one_of(
    st.builds(lambda p: _take_in(Collection(practices=(p,))), samples.practices()),
    st.just(_take_in(samples.COLLECTION)),
    st.builds(_save, st.integers(0, 9), samples.practices()),
    st.builds(_rearrange, st.lists(st.integers(0, 9), max_size=4), roundtable_records),
    st.builds(_merge_terms, st.sampled_from(["off the list", "brand new"])),
)


@settings(max_examples=15, phases=[Phase.generate])  # to shrink a sequence of imports takes minutes
@given(st.lists(operations, max_size=8), st.booleans())
def test_any_sequence_undone_and_redone_exports_the_same_json(done: list[Operation], reopened: bool) -> None:
    with TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "w.roundtable", create=True)
        try:
            states = [_as_json(workspace)]
            for operation in done:
                steps = len(undo_steps.steps(workspace))
                operation(workspace)
                if len(undo_steps.steps(workspace)) > steps:
                    states.append(_as_json(workspace))
            for state in reversed(states[:-1]):
                if reopened:
                    workspace.close()
                    workspace = Workspace.open(Path(folder) / "w.roundtable")
                undo_steps.undo(workspace)
                assert _as_json(workspace) == state
            assert journal_steps.next_undo(workspace) is None
            for state in states[1:]:
                undo_steps.redo(workspace)
                assert _as_json(workspace) == state
            assert journal_steps.next_redo(workspace) is None
        finally:
            workspace.close()


def test_undo_and_redo_are_named_and_noted(workspace: Workspace) -> None:
    _take_in(samples.COLLECTION)(workspace)
    assert journal_steps.next_undo(workspace) == "Import a.json"
    undo_steps.undo(workspace)
    assert journal_steps.next_undo(workspace) is None
    assert journal_steps.next_redo(workspace) == "Import a.json"
    assert [step.label for step in undo_steps.steps(workspace)] == ["Undo: Import a.json", "Import a.json"]


def test_new_work_after_an_undo_abandons_what_was_undone(workspace: Workspace) -> None:
    _take_in(samples.COLLECTION)(workspace)
    undo_steps.undo(workspace)
    _merge_terms("brand new")(workspace)
    assert journal_steps.next_redo(workspace) is None
    assert [step.state for step in undo_steps.steps(workspace)] == ["done", "note", "abandoned"]
    with pytest.raises(RoundtableError, match="nothing to redo"):
        undo_steps.redo(workspace)


def test_undo_with_nothing_done_says_so(workspace: Workspace) -> None:
    with pytest.raises(RoundtableError, match="nothing to undo"):
        undo_steps.undo(workspace)


def test_undo_refuses_what_was_changed_by_other_means(workspace: Workspace) -> None:
    _take_in(samples.COLLECTION)(workspace)
    before = _as_json(workspace)
    with workspace.unit_of_work("x") as work:
        work.connection.exec_driver_sql("UPDATE practice SET title = 'meddled' WHERE id = 1")
    with pytest.raises(RoundtableError, match="changed since by other means"):
        undo_steps.undo(workspace)
    assert before.replace(samples.WELLS.title.encode(), b"meddled") == _as_json(workspace)


def test_a_practice_has_a_history_of_its_own(workspace: Workspace) -> None:
    _take_in(samples.COLLECTION)(workspace)
    with workspace.unit_of_work("Edit wells") as work:
        key = row_keys.keys_by_uid(work.connection, [samples.WELLS.id])[samples.WELLS.id]
        practice_store.save(work, key, replace(samples.WELLS, title="Deeper wells"))
    assert [step.label for step in undo_steps.steps(workspace, samples.WELLS.id)] == ["Edit wells", "Import a.json"]
    assert [step.label for step in undo_steps.steps(workspace, samples.NURSES.id)] == ["Import a.json"]
    with pytest.raises(RoundtableError, match="no practice"):
        undo_steps.steps(workspace, "nobody")


def test_an_entry_of_an_earlier_schema_is_history_and_no_longer_undone(workspace: Workspace) -> None:
    _take_in(samples.COLLECTION)(workspace)
    with workspace.unit_of_work("x") as work:
        work.connection.exec_driver_sql("UPDATE journal_entry SET schema = '0000'")
    with pytest.raises(RoundtableError, match="earlier version"):
        undo_steps.undo(workspace)
    assert [step.label for step in undo_steps.steps(workspace)] == ["Import a.json"]


def test_the_index_follows_undo_and_redo(workspace: Workspace) -> None:
    _take_in(samples.COLLECTION)(workspace)
    assert len(practice_rows.find_ids(workspace, "infirmieres")) == 1
    undo_steps.undo(workspace)
    assert practice_rows.find_ids(workspace, "infirmieres") == []
    undo_steps.redo(workspace)
    assert len(practice_rows.find_ids(workspace, "infirmieres")) == 1


def test_renaming_a_term_finds_its_practices_under_the_new_name(workspace: Workspace) -> None:
    _take_in(samples.COLLECTION)(workspace)
    with workspace.unit_of_work("Rename") as work:
        key = work.connection.scalars(select(t.Term.id).where(t.Term.name == "Gender")).one()
        work.update(t.Term, key, {"name": "Women and men"})
    assert practice_rows.find_ids(workspace, '"women and men"') == practice_rows.find_ids(workspace, "infirmières")
