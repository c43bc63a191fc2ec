"""ChangeSets: merging, turning round, writing down."""

from hypothesis import given
from hypothesis import strategies as st

from db.changes import Change, ChangeSet, Row, netted

values = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.binary(max_size=10))
rows = st.fixed_dictionaries({"id": st.just(7), "title": values, "position": values})


def test_what_came_and_went_leaves_no_trace() -> None:
    row: Row = {"id": 1, "title": "a"}
    assert netted([Change("term", 1, None, row), Change("term", 1, row, None)]) == ()


def test_an_update_that_is_taken_back_leaves_no_trace() -> None:
    there, back = ({"title": "a"}, {"title": "b"}), ({"title": "b"}, {"title": "a"})
    assert netted([Change("term", 1, *there), Change("term", 1, *back)]) == ()


def test_an_insert_and_its_updates_become_one_insert() -> None:
    row: Row = {"id": 1, "title": "a", "position": 0}
    changes = [Change("term", 1, None, row), Change("term", 1, {"title": "a"}, {"title": "b"})]
    assert netted(changes) == (Change("term", 1, None, {"id": 1, "title": "b", "position": 0}),)


def test_an_update_and_a_delete_become_the_delete_of_the_first_state() -> None:
    changes = [
        Change("term", 1, {"title": "a"}, {"title": "b"}),
        Change("term", 1, {"id": 1, "title": "b", "position": 0}, None),
    ]
    assert netted(changes) == (Change("term", 1, {"id": 1, "title": "a", "position": 0}, None),)


@given(before=rows, after=rows)
def test_what_is_written_down_is_read_back(before: Row, after: Row) -> None:
    changes = (
        Change("practice_image", 7, None, after),
        Change("term", 7, before, None),
        Change("practice", 7, before, after, 7),
    )
    again = ChangeSet.unpacked("Do", ChangeSet("Do", changes).packed())
    assert {repr(change) for change in again.changes} == {repr(change) for change in changes}


def test_an_inverse_of_the_inverse_is_the_same() -> None:
    change_set = ChangeSet("Do", (Change("term", 1, {"title": "a"}, {"title": "b"}),))
    assert change_set.inverse() != change_set
    assert change_set.inverse().inverse() == change_set


def test_a_change_set_tells_which_tables_and_practices_it_touches() -> None:
    change_set = ChangeSet("Do", (Change("practice_link", 3, None, {"id": 3, "practice_id": 9}, 9),))
    assert change_set.touches("term", "practice_link")
    assert not change_set.touches("term")
    assert change_set.practice_ids == {9}
