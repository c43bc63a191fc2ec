"""Practices as they were at an earlier step, many at once, without a trace."""

from dataclasses import replace

from db import row_keys
from roundtable.exchange import workspace_contents
from roundtable.history import earlier_state, undo_steps
from roundtable.practices import practice_edits, practice_store
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from tests import journal_steps, samples


def key_of(workspace: Workspace, uid: str) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [uid])[uid]


def edit(workspace: Workspace, uid: str = samples.WELLS.id, **values: object) -> None:
    key = key_of(workspace, uid)
    here = practice_store.get(workspace, key)
    assert here is not None
    practice_edits.save(workspace, key, with_fields(here, **values), "Edit")


def _step(workspace: Workspace) -> int:
    return undo_steps.steps(workspace, limit=1)[0].id


def _as_of(workspace: Workspace, entry: int, *uids: str) -> dict[str, PracticeRecord] | None:
    keys = [key_of(workspace, uid) for uid in uids]
    with (
        workspace.unit_of_work("Look back") as work,
        earlier_state.as_of(work, entry, frozenset(keys)) as then,
    ):
        if then is None:
            return None
        return {record.id: record for record in practice_store.load(then.connection, keys).values()}


def test_practices_are_as_they_were_right_after_a_step(filled: Workspace) -> None:
    edit(filled, title="Deep wells")
    entry = _step(filled)
    edit(filled, title="Deeper wells", tags=("Gender",))
    edit(filled, samples.NURSES.id, budget="40")
    now = workspace_contents.collected(filled)
    then = _as_of(filled, entry, samples.WELLS.id, samples.NURSES.id)
    assert then is not None
    assert (then[samples.WELLS.id].title, then[samples.WELLS.id].tags) == ("Deep wells", samples.WELLS.tags)
    assert then[samples.NURSES.id].budget == ""
    assert workspace_contents.collected(filled) == now
    assert journal_steps.next_undo(filled) == "Edit"


def test_what_was_undone_since_stands_again(filled: Workspace) -> None:
    edit(filled, title="Deep wells")
    edit(filled, title="Deeper wells")
    entry = _step(filled)
    undo_steps.undo(filled)
    undo_steps.undo(filled)
    undo_steps.redo(filled)
    edit(filled, title="Dry wells")
    then = _as_of(filled, entry, samples.WELLS.id)
    assert then is not None
    assert then[samples.WELLS.id].title == "Deeper wells"


def test_a_step_that_is_no_longer_readable_is_told(filled: Workspace) -> None:
    entry = _step(filled)
    edit(filled, title="Deep wells")
    with filled.unjournaled() as connection:
        connection.exec_driver_sql(f"UPDATE journal_entry SET schema = '0001' WHERE id = {_step(filled)}")
    assert _as_of(filled, entry, samples.WELLS.id) is None


def test_practices_are_found_at_a_revision_each(filled: Workspace) -> None:
    edit(filled, title="Deep wells")
    edit(filled, samples.NURSES.id, tags=("own words",))
    rows = {row.name: row.id for row in term_edits.listing(filled, "tag")}
    term_edits.rename(filled, rows["own words"], "other words")
    edit(filled, title="Deeper wells")
    edit(filled, samples.NURSES.id, tags=())
    wells, nurses, untitled = (key_of(filled, one.id) for one in (samples.WELLS, samples.NURSES, samples.UNTITLED))
    now = workspace_contents.collected(filled)
    with filled.unit_of_work("Look back") as work:
        found = earlier_state.at_revisions(work, {wells: 2, nurses: 2, untitled: 7})
        first = earlier_state.at_revisions(work, {wells: 1, nurses: 3, untitled: 1})
    assert found.keys() == {wells, nurses}
    assert found[wells].title == "Deep wells"
    assert found[nurses].tags in (("own words",), ("other words",))
    assert replace(first[wells], changed_at="") == replace(samples.WELLS, revision=1)
    assert first[nurses].tags == ()
    assert first.keys() == {wells, nurses, untitled}
    assert workspace_contents.collected(filled) == now


def test_what_the_same_work_has_written_is_taken_back_first(filled: Workspace) -> None:
    key = key_of(filled, samples.WELLS.id)
    with filled.unit_of_work("Edit") as work:
        record = practice_store.load(work.connection, [key])[key]
        practice_store.save(work, key, replace(record, title="Deep wells"))
        assert earlier_state.at_revisions(work, {key: 1})[key].title == samples.WELLS.title
        with earlier_state.as_of(work, _step(filled), frozenset([key])) as then:
            assert then is not None
            assert practice_store.load(then.connection, [key])[key].title == samples.WELLS.title
        assert practice_store.load(work.connection, [key])[key].title == "Deep wells"
