"""What a person does to roundtables, each as one step of undo."""

from dataclasses import replace

import pytest

from db import row_keys
from roundtable import verification
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.errors import RoundtableError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_edits
from roundtable.records.annex_options import USUAL, AnnexOptions
from roundtable.records.collection import Collection
from roundtable.records.identity import new_id
from roundtable.records.roundtable import PossibleMeasure, RoundtableRecord, Section
from roundtable.workspace import Workspace
from tests import journal_steps, samples


def _key(workspace: Workspace, code: str = "RT 9.1") -> int:
    with workspace.reading() as connection:
        return roundtable_store.key_of(connection, code)


def _record(workspace: Workspace, key: int) -> RoundtableRecord:
    found = roundtable_store.get(workspace, key)
    assert found is not None
    return found


def _undone(workspace: Workspace, before: Collection) -> bool:
    """Take one step back, and tell whether everything is as it was and sound."""
    undo_steps.undo(workspace)
    return workspace_contents.collected(workspace) == before and verification.verify(workspace).faults == ()


def test_a_new_roundtable_has_code_and_title(filled: Workspace) -> None:
    before = workspace_contents.collected(filled)
    key, change_set = roundtable_edits.create(filled, " RT  9.2 ", "Roads")
    made = _record(filled, key)
    assert (made.code, made.title) == ("RT 9.2", "Roads")
    assert change_set.touches("roundtable")
    assert journal_steps.next_undo(filled) == "New roundtable RT 9.2"
    assert _undone(filled, before)


@pytest.mark.parametrize("code", ["", "  ", "RT 9.1", "rt9.1"])
def test_a_code_is_needed_and_belongs_to_one_roundtable(filled: Workspace, code: str) -> None:
    key, _ = roundtable_edits.create(filled, "RT 9.2")
    before = workspace_contents.collected(filled)
    with pytest.raises(RoundtableError):
        roundtable_edits.create(filled, code)
    with pytest.raises(RoundtableError):
        roundtable_edits.duplicate(filled, key, code)
    with pytest.raises(RoundtableError):
        roundtable_edits.save(filled, key, replace(_record(filled, key), code=code))
    assert workspace_contents.collected(filled) == before


def test_a_duplicate_starts_the_next_roundtable_without_annex_and_mappings(filled: Workspace) -> None:
    before = workspace_contents.collected(filled)
    key, _ = roundtable_edits.duplicate(filled, _key(filled), "RT 10.1")
    made, original = _record(filled, key), _record(filled, _key(filled))
    assert [section.heading for section in made.sections] == ["Introduction", "Gender dynamics"]
    assert {section.text for section in made.sections} == {""}
    assert [q.text for q in made.guiding_questions] == [q.text for q in original.guiding_questions]
    assert [m.text for m in made.possible_measures] == [m.text for m in original.possible_measures]
    assert not {q.id for q in made.guiding_questions} & {q.id for q in original.guiding_questions}
    assert (made.annex, made.meeting, made.expected_outcome) == ((), "", "")
    assert workspace_contents.collected(filled).mappings == before.mappings
    assert _undone(filled, before)


def test_deleting_a_roundtable_removes_its_parts_and_leaves_its_practices(filled: Workspace) -> None:
    before = workspace_contents.collected(filled)
    roundtable_edits.delete(filled, [_key(filled)])
    after = workspace_contents.collected(filled)
    assert (after.roundtables, after.mappings) == ((), ())
    assert after.practices == before.practices
    assert verification.verify(filled).faults == ()
    assert _undone(filled, before)


def test_a_save_is_one_named_step_and_an_equal_save_none(filled: Workspace) -> None:
    before, key = workspace_contents.collected(filled), _key(filled)
    record = _record(filled, key)
    wanted = replace(
        record,
        code="RT 9.3",
        sections=(*reversed(record.sections), Section("Ways forward", "Four.")),
        guiding_questions=tuple(reversed(record.guiding_questions)),
        possible_measures=(PossibleMeasure(id=new_id(), text="dig"), *record.possible_measures),
    )
    roundtable_edits.save(filled, key, wanted, "Change everything")
    assert _record(filled, key) == wanted
    assert roundtable_edits.save(filled, key, wanted, "Again").changes == ()
    assert journal_steps.next_undo(filled) == "Change everything"
    assert workspace_contents.collected(filled).mappings == before.mappings
    assert _undone(filled, before)


def test_a_removed_question_leaves_its_practices_in_the_annex_under_no_question(filled: Workspace) -> None:
    before, key = workspace_contents.collected(filled), _key(filled)
    record = _record(filled, key)
    roundtable_edits.save(filled, key, replace(record, guiding_questions=record.guiding_questions[1:]))
    after = _record(filled, key)
    assert [entry.practice for entry in after.annex] == [entry.practice for entry in record.annex]
    assert {entry.guiding_question for entry in after.annex} == {""}
    assert _undone(filled, before)


def test_a_save_leaves_practices_in_the_trash_where_they_can_be_restored_to(filled: Workspace) -> None:
    key = _key(filled)
    before = _record(filled, key)
    with filled.reading() as connection:
        nurses = row_keys.keys_by_uid(connection, [samples.NURSES.id])[samples.NURSES.id]
    practice_edits.trash(filled, [nurses])
    roundtable_edits.save(filled, key, replace(_record(filled, key), title="Other"))
    practice_edits.restore(filled, [nurses])
    assert _record(filled, key) == replace(before, title="Other")


def test_a_roundtable_that_is_gone_cannot_be_saved(filled: Workspace) -> None:
    key = _key(filled)
    record = _record(filled, key)
    roundtable_edits.delete(filled, [key])
    with pytest.raises(RoundtableError, match="no longer exists"):
        roundtable_edits.save(filled, key, record)


def test_the_options_of_an_annex_are_kept_with_its_roundtable_and_go_with_it(filled: Workspace) -> None:
    key, before = _key(filled), workspace_contents.collected(filled)
    chosen = AnnexOptions(style="large", is_numbered=False, word_limit=150, fields=("summary", "countries"))
    roundtable_edits.set_field(filled, key, "annex_options", chosen, "Change the annex options", read_as=USUAL)
    assert _record(filled, key).annex_options == chosen
    copy, _ = roundtable_edits.duplicate(filled, key, "RT 9.3")
    assert _record(filled, copy).annex_options == chosen
    roundtable_edits.delete(filled, [copy])
    undo_steps.undo(filled)
    undo_steps.undo(filled)
    assert _undone(filled, before)


def test_a_deadline_is_a_day_kept_beside_the_options_of_the_annex(filled: Workspace) -> None:
    key, before = _key(filled), workspace_contents.collected(filled)
    roundtable_edits.set_field(filled, key, "annex_options", AnnexOptions(style="large"), "Options", read_as=USUAL)
    roundtable_edits.set_field(filled, key, "deadline", "2031-05-09", "Set deadline", read_as="")
    assert (_record(filled, key).deadline, _record(filled, key).annex_options.style) == ("2031-05-09", "large")
    with pytest.raises(RoundtableError, match="not a date"):
        roundtable_edits.set_field(filled, key, "deadline", "next Friday", "Set deadline", read_as="2031-05-09")
    undo_steps.undo(filled)
    assert _undone(filled, before)
