"""What a person does to practices, each as one step of undo."""

from dataclasses import replace
from pathlib import Path

import pytest

from db import row_keys
from roundtable import imports, verification
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.progress import Cancelled
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.search import facets
from roundtable.verification import verify
from roundtable.workspace import Workspace
from tests import journal_steps, samples
from tests.benchmarks import invented


def _key(workspace: Workspace, record: PracticeRecord) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [record.id])[record.id]


def _here(workspace: Workspace, record: PracticeRecord) -> PracticeRecord:
    found = practice_store.get(workspace, _key(workspace, record))
    assert found is not None
    return found


def _all(workspace: Workspace) -> list[int]:
    return practice_rows.find_ids(workspace)


def test_a_new_practice_is_empty_and_a_draft(filled: Workspace) -> None:
    key, change_set = practice_edits.create(filled)
    made = practice_store.get(filled, key)
    assert made is not None
    assert (made.title, made.status, made.revision) == ("", "draft", 1)
    assert change_set.practice_ids == {key}
    undo_steps.undo(filled)
    assert practice_store.get(filled, key) is None


def test_a_save_is_one_named_step_and_an_equal_save_none(filled: Workspace) -> None:
    key, here = _key(filled, samples.WELLS), _here(filled, samples.WELLS)
    practice_edits.save(filled, key, replace(here, title="Deeper wells"), "Change title")
    assert journal_steps.next_undo(filled) == "Change title"
    assert practice_edits.save(filled, key, replace(here, title="Deeper wells"), "Again").changes == ()
    assert journal_steps.next_undo(filled) == "Change title"
    assert _here(filled, samples.WELLS).revision == 2


def test_a_duplicate_is_a_draft_of_its_own_in_no_annex(filled: Workspace) -> None:
    [copy], _ = practice_edits.duplicate(filled, [_key(filled, samples.NURSES)])
    made = practice_store.get(filled, copy)
    assert made is not None
    assert (made.title, made.status) == (samples.NURSES.title, "draft")
    assert made.id != samples.NURSES.id
    assert made.image == samples.NURSES.image
    assert made.id not in {entry.practice for entry in workspace_contents.collected(filled).roundtables[0].annex}


def test_the_trash_hides_a_practice_whole_and_gives_it_back(filled: Workspace, tmp_path: Path) -> None:
    before = workspace_contents.collected(filled)
    key = _key(filled, samples.WELLS)
    practice_edits.trash(filled, [key])
    after = workspace_contents.collected(filled)
    assert samples.WELLS.id not in after.practices_by_id()
    assert samples.WELLS.id not in {entry.practice for entry in after.roundtables[0].annex}
    assert practice_rows.find_ids(filled, "wells") == []
    assert practice_edits.trashed(filled) == [key]
    assert verification.verify(filled).faults == ()
    practice_edits.restore(filled, [key])
    assert workspace_contents.collected(filled) == before


def test_emptying_the_trash_removes_all_that_belongs_to_a_practice_and_can_be_undone(filled: Workspace) -> None:
    before = workspace_contents.collected(filled)
    practice_edits.trash(filled, [_key(filled, samples.WELLS), _key(filled, samples.NURSES)])
    practice_edits.empty_trash(filled)
    assert practice_edits.trashed(filled) == []
    assert verification.verify(filled).faults == ()
    assert verification.verify(filled).counts["mappings"] == 0
    undo_steps.undo(filled)
    undo_steps.undo(filled)
    assert workspace_contents.collected(filled) == before


def test_terms_are_added_removed_and_replaced_for_many_at_once(filled: Workspace) -> None:
    practice_edits.edit_many(filled, _all(filled), *practice_edits.add_term("tags", "Gender"))
    assert all("Gender" in record.tags for record in workspace_contents.collected(filled).practices)
    assert _here(filled, samples.NURSES).revision == 1
    practice_edits.edit_many(filled, _all(filled), *practice_edits.replace_term("tags", "Gender", "Remittances"))
    practice_edits.edit_many(filled, _all(filled), *practice_edits.remove_term("tags", "Migration and health"))
    assert _here(filled, samples.WELLS).tags == ("Protection, empowerment and rights of migrants", "Remittances")
    for _ in range(3):
        undo_steps.undo(filled)
    assert _here(filled, samples.WELLS).tags == samples.WELLS.tags


def test_status_is_set_for_many_at_once(filled: Workspace) -> None:
    practice_edits.edit_many(filled, _all(filled), *practice_edits.set_status("cleared"))
    assert {record.status for record in workspace_contents.collected(filled).practices} == {"cleared"}


@pytest.mark.parametrize(
    ("find", "whole_words", "any_case", "fields"),
    [
        ("wells", False, True, {"title", "summary"}),
        ("wells", False, False, {"summary"}),
        ("well", True, True, set()),
        ("", False, True, set()),
        ("(", False, True, set()),
    ],
)
def test_find_and_replace_does_what_its_preview_shows(
    filled: Workspace, find: str, whole_words: bool, any_case: bool, fields: set[str]
) -> None:
    shown = practice_edits.replacements(filled, _all(filled), find, r"\1", whole_words=whole_words, any_case=any_case)
    assert {one.field for one in shown} == fields
    practice_edits.edit_many(
        filled, _all(filled), *practice_edits.find_and_replace(find, r"\1", whole_words=whole_words, any_case=any_case)
    )
    for one in shown:
        record = practice_store.get(filled, one.key)
        assert getattr(record, one.field) == one.after


def test_facets_count_what_was_found(filled: Workspace) -> None:
    counted = {facet: {v.label: v.count for v in values} for facet, values in facets.counts(filled).items()}
    assert counted["country"] == {"Côte d’Ivoire": 1, "Eritrea": 1, "Ghana": 1, "Peru": 1}
    assert counted["region"] == {"Africa": 2, "Americas": 1}
    assert counted["area"] == {"Diasporas": 1, "youth employability": 1}
    assert counted["status"] == {"draft": 2, "cleared": 1}
    assert counted["roundtable"] == {"RT 9.1": 2}
    assert counted["language"] == {"en": 1, "fr": 1}
    assert counted["missing"] == {"title": 1, "partners": 2, "links": 2}
    assert facets.counts(filled, "wells")["status"] == [facets.Value("draft", 1, "status:draft")]


def test_every_facet_value_asks_for_as_many_practices_as_it_counts(filled: Workspace) -> None:
    for values in facets.counts(filled).values():
        for value in values:
            assert len(practice_rows.find_ids(filled, value.query)) == value.count


def test_a_field_is_set_in_many_practices_in_one_step_after_a_look(workspace: Workspace) -> None:
    keys = [practice_edits.create(workspace)[0] for _ in range(3)]
    practice_edits.edit_many(workspace, keys[:1], *practice_edits.set_field("contact", "Kofi"))
    look = practice_edits.setting(workspace, keys, "contact", "Ama")
    assert (look.filled, look.replaced) == (len(keys) - 1, 1)
    assert [(one.key, one.before, one.after) for one in look.first] == [(keys[0], "Kofi", "Ama")]
    practice_edits.edit_many(workspace, keys, *practice_edits.set_field("contact", "Ama"))
    assert {_at(workspace, key).contact for key in keys} == {"Ama"}
    assert journal_steps.next_undo(workspace) == "Set contact"
    undo_steps.undo(workspace)
    assert [_at(workspace, key).contact for key in keys] == ["Kofi", *[""] * (len(keys) - 1)]


def test_a_field_is_set_only_where_it_is_empty_where_that_is_wanted(workspace: Workspace) -> None:
    keys = [practice_edits.create(workspace)[0] for _ in range(3)]
    practice_edits.edit_many(workspace, keys[:1], *practice_edits.set_field("contact", "Kofi"))
    practice_edits.edit_many(workspace, keys, *practice_edits.set_field("contact", "Ama", only_empty=True))
    assert [_at(workspace, key).contact for key in keys] == ["Kofi", *["Ama"] * (len(keys) - 1)]


@pytest.mark.parametrize("field", practice_edits.SINGLE)
def test_every_single_field_can_be_set(filled: Workspace, field: str) -> None:
    [first, *_] = _all(filled)
    value = "cleared" if field == "status" else "x"
    assert practice_edits.setting(filled, [first], field, value).first or not getattr(_at(filled, first), field)
    practice_edits.edit_many(filled, [first], *practice_edits.set_field(field, value))
    assert getattr(_at(filled, first), field) == value


class _Told(list[float]):
    """Take note of the progress, and break the work off once it is as far as wanted."""

    def __init__(self, until: float = 2.0) -> None:
        super().__init__()
        self._until = until

    def __call__(self, done: int, total: int) -> None:
        self.append(done / total)
        if self[-1] >= self._until:
            raise Cancelled


def test_a_bulk_edit_and_its_undo_tell_how_far_they_are(workspace: Workspace) -> None:
    imports.take_in(workspace, [_many(1200)])
    keys = _all(workspace)
    edit, back = _Told(), _Told()
    practice_edits.edit_many(workspace, keys, *practice_edits.add_term("tags", "Bulk"), progress=edit)
    undo_steps.undo(workspace, back)
    for told in (edit, back):
        assert told == sorted(told)
        assert told[-1] == 1
        assert len(told) > 3


@pytest.mark.parametrize("share", [0.2, 0.8])
def test_a_bulk_edit_or_undo_that_is_cancelled_leaves_nothing_behind(workspace: Workspace, share: float) -> None:
    imports.take_in(workspace, [_many(1200)])
    keys = _all(workspace)
    edit = practice_edits.add_term("tags", "Bulk")
    with pytest.raises(Cancelled):
        practice_edits.edit_many(workspace, keys, *edit, progress=_Told(share))
    assert not any("Bulk" in _at(workspace, key).tags for key in keys[::100])
    practice_edits.edit_many(workspace, keys, *edit)
    with pytest.raises(Cancelled):
        undo_steps.undo(workspace, _Told(share))
    assert all("Bulk" in _at(workspace, key).tags for key in keys[::100])
    assert verify(workspace).faults == ()
    undo_steps.undo(workspace)
    assert not any("Bulk" in _at(workspace, key).tags for key in keys[::100])


@pytest.mark.parametrize(
    "edit",
    [
        practice_edits.add_term("tags", "Bulk"),
        practice_edits.set_field("lessons", "The same for all"),
        practice_edits.set_status("submitted"),
        practice_edits.find_and_replace("ka", "ko"),
    ],
    ids=lambda edit: edit[0],
)
def test_after_a_bulk_edit_its_undo_and_its_redo_the_search_finds_what_is_there(
    workspace: Workspace, edit: practice_edits.Edit
) -> None:
    imports.take_in(workspace, [_many(700)])
    keys = _all(workspace)[::2]
    before = [_at(workspace, key) for key in keys]
    practice_edits.edit_many(workspace, keys, *edit)
    after = [_at(workspace, key) for key in keys]
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert verify(workspace).faults == ()
    undo_steps.undo(workspace)
    assert [_at(workspace, key) for key in keys] == before
    assert verify(workspace).faults == ()
    undo_steps.redo(workspace)
    assert [_at(workspace, key) for key in keys] == after
    assert verify(workspace).faults == ()


def test_the_terms_that_practices_carry_are_named_once(filled: Workspace) -> None:
    keys = _all(filled)
    every = {tag for key in keys for tag in _at(filled, key).tags}
    assert practice_edits.carried(filled, keys, "tags") == sorted(every, key=str.casefold)
    assert practice_edits.carried(filled, [], "tags") == []


def _at(workspace: Workspace, key: int) -> PracticeRecord:
    found = practice_store.get(workspace, key)
    assert found is not None
    return found


def _many(count: int) -> Intake:
    return Intake(file="f", kind="json", collection=Collection(practices=invented.practices(count)))


def test_find_and_replace_finds_what_the_search_finds_and_replaces_whole_letters(workspace: Workspace) -> None:
    record = PracticeRecord(
        id=derived_id("oeuvre"), title="Main-d’œuvre", summary="La main d’oeuvre; le co\u00adût. E\u0301tude."
    )
    key, _ = practice_edits.create(workspace, record)

    def replaced(find: str, by: str, **options: bool) -> list[str]:
        return [one.after for one in practice_edits.replacements(workspace, [key], find, by, **options)]

    assert replaced("oeuvre", "X") == ["Main-d’X", "La main d’X; le co\u00adût. E\u0301tude."]
    assert replaced("cout", "prix") == ["La main d’oeuvre; le prix. E\u0301tude."]
    assert replaced("étude", "Note", any_case=False) == []
    assert replaced("Étude", "Note", any_case=False) == ["La main d’oeuvre; le co\u00adût. Note."]
    assert replaced("main", "X", whole_words=True) == ["X-d’œuvre", "La X d’oeuvre; le co\u00adût. E\u0301tude."]
