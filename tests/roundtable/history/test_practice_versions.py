"""A practice's past, read from the journal."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from db import row_keys
from roundtable.exchange import workspace_contents
from roundtable.history import practice_versions, undo_steps
from roundtable.practices import practice_edits, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from tests import journal_steps, samples


def _edit(workspace: Workspace, label: str, **values: object) -> int:
    with workspace.reading() as connection:
        key = row_keys.keys_by_uid(connection, [samples.WELLS.id])[samples.WELLS.id]
    here = practice_store.get(workspace, key)
    assert here is not None
    practice_edits.save(workspace, key, replace(here, **values), label)  # type: ignore[arg-type] # fields named by the tests
    return key


def test_versions_tell_each_step_back_to_the_birth(filled: Workspace) -> None:
    _edit(filled, "Title", title="Deeper wells")
    key = _edit(filled, "Tags", tags=("Gender",))
    now = workspace_contents.collected(filled)
    told = practice_versions.of(filled, key)
    assert [version.step.label for version in told] == ["Tags", "Title", "Import sample.json"]
    assert told[0].before is not None
    assert (told[0].before.tags, told[0].before.title) == (samples.WELLS.tags, "Deeper wells")
    assert told[2].before is None
    assert workspace_contents.collected(filled) == now


def test_an_undone_step_is_no_version(filled: Workspace) -> None:
    key = _edit(filled, "Title", title="Deeper wells")
    undo_steps.undo(filled)
    assert [version.step.label for version in practice_versions.of(filled, key)] == ["Import sample.json"]


def test_a_version_from_before_a_merge_of_terms_shows_the_old_term(filled: Workspace) -> None:
    key = _edit(filled, "Tags", tags=("Gender", "own words"))
    rows = {row.name: row.id for row in term_edits.listing(filled, "tag")}
    term_edits.merge(filled, [rows["own words"]], rows["Gender"])
    newest = practice_versions.of(filled, key)[0]
    assert newest.before is not None
    assert newest.after is not None
    assert (newest.before.tags, newest.after.tags) == (("Gender", "own words"), ("Gender",))


def test_differences_mark_words_field_by_field() -> None:
    after = replace(samples.WELLS, title="Deep wells for Ayacucho", tags=())
    title, tags = practice_versions.differences(samples.WELLS, after)
    assert title.field == "title"
    assert title.pieces == (("removed", "Wells"), ("added", "Deep wells"), ("kept", " for Ayacucho"))
    assert [kind for kind, _ in tags.pieces] == ["removed"]
    assert practice_versions.differences(samples.WELLS, samples.WELLS) == []


@given(samples.practices(), samples.practices())
def test_the_pieces_make_up_both_versions(before: PracticeRecord, after: PracticeRecord) -> None:
    for difference in practice_versions.differences(before, after):
        old = "".join(text for kind, text in difference.pieces if kind != "added")
        new = "".join(text for kind, text in difference.pieces if kind != "removed")
        assert old != new
        if difference.field in {"title", "summary"}:
            assert (old, new) == (getattr(before, difference.field), getattr(after, difference.field))


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    before, after = replace(samples.WELLS, summary=old), replace(samples.WELLS, summary=new)
    assert bool(practice_versions.differences(before, after)) == (old != new)


def test_texts_of_thousands_of_words_are_compared_by_sentences() -> None:
    old = "".join(f"Sentence {number} is one of the many. " for number in range(2_000))
    new = old.replace("Sentence 700 is", "Sentence 700 was")
    changed = [piece for piece in practice_versions.pieces(old, new) if piece[0] != "kept"]
    assert changed == [
        ("removed", "Sentence 700 is one of the many. "),
        ("added", "Sentence 700 was one of the many. "),
    ]


def test_a_version_is_brought_back_whole_or_one_field_of_it(filled: Workspace) -> None:
    _edit(filled, "Title", title="Deeper wells")
    key = _edit(filled, "Tags", tags=("Gender",))
    birth = practice_versions.of(filled, key)[2].after
    assert birth is not None
    practice_edits.restore_version(filled, key, birth, "tags")
    one = practice_store.get(filled, key)
    assert one is not None
    assert (one.title, one.tags) == ("Deeper wells", samples.WELLS.tags)
    practice_edits.restore_version(filled, key, birth)
    whole = practice_store.get(filled, key)
    assert whole is not None
    assert practice_versions.changed_fields(whole, birth) == []
    assert journal_steps.next_undo(filled) == "Restore an earlier version"
    assert not practice_edits.restore_version(filled, key, birth).practice_ids
