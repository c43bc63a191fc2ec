"""One use case: all of it or nothing, remembered row by row."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db import tables as t
from db.errors import BusyError
from roundtable.workspace import Workspace


def _add(workspace: Workspace, name: str) -> int:
    with workspace.unit_of_work("Add") as work:
        [key] = work.insert(t.Term, [{"uid": name, "kind": "tag", "name": name, "listed": True}])
    return key


def _names(workspace: Workspace) -> list[str]:
    with workspace.reading() as connection:
        return list(connection.scalars(select(t.Term.name).order_by(t.Term.id)))


def test_an_exception_leaves_no_trace(workspace: Workspace) -> None:
    before = _names(workspace)
    with pytest.raises(ValueError, match="stop"), workspace.unit_of_work("Add") as work:
        work.insert(t.Term, [{"uid": "u", "kind": "tag", "name": "n", "listed": True}])
        raise ValueError("stop")
    assert _names(workspace) == before
    with workspace.reading() as connection:
        assert connection.scalars(select(t.JournalEntry.id)).all() == []


def test_a_rehearsal_leaves_no_trace(workspace: Workspace) -> None:
    before = _names(workspace)
    with workspace.unit_of_work("Add") as work:
        work.is_dry_run = True
        work.insert(t.Term, [{"uid": "u", "kind": "tag", "name": "n", "listed": True}])
    assert _names(workspace) == before


def test_a_use_case_that_changes_nothing_writes_no_journal_entry(workspace: Workspace) -> None:
    key = _add(workspace, "a")
    with workspace.unit_of_work("Same again") as work:
        work.update(t.Term, key, {"name": "a"})
    assert work.change_set.changes == ()
    with workspace.reading() as connection:
        assert connection.scalars(select(t.JournalEntry.label)).all() == ["Add"]


def test_a_key_is_never_used_twice(workspace: Workspace) -> None:
    first = _add(workspace, "a")
    with workspace.unit_of_work("Delete") as work:
        work.delete(t.Term, [first])
    assert _add(workspace, "b") > first


def test_a_reference_to_nothing_is_refused_at_the_end(workspace: Workspace) -> None:
    with pytest.raises(IntegrityError), workspace.unit_of_work("Link") as work:
        work.insert(t.TermAlias, [{"term_id": 9999, "position": 0, "name": "x"}])


def test_replacing_a_list_touches_only_what_differs(workspace: Workspace) -> None:
    key = _add(workspace, "a")
    with workspace.unit_of_work("Aliases") as work:
        work.replace_list(t.TermAlias, {"term_id": key}, [{"name": "x"}, {"name": "y"}, {"name": "z"}])
    with workspace.unit_of_work("Aliases") as work:
        work.replace_list(t.TermAlias, {"term_id": key}, [{"name": "x"}, {"name": "w"}])
    assert [(change.before is None, change.after is None) for change in work.change_set.changes] == [
        (False, False),
        (False, True),
    ]
    with workspace.reading() as connection:
        names = select(t.TermAlias.name).where(t.TermAlias.term_id == key).order_by(t.TermAlias.position)
        assert connection.scalars(names).all() == ["x", "w"]


def test_rows_that_change_in_different_columns_are_changed_at_once(workspace: Workspace) -> None:
    first, second, third = (_add(workspace, name) for name in "abc")
    with workspace.unit_of_work("Change") as work:
        values: dict[int, dict[str, object]] = {first: {"name": "A"}, third: {"listed": True}}
        work.update_many(t.Term, values | {second: {"name": "b", "listed": False}})
    assert [(change.key, change.after) for change in work.change_set.changes] == [
        (first, {"name": "A"}),
        (second, {"listed": False}),
    ]
    assert _names(workspace)[-3:] == ["A", "b", "c"]


def test_the_lists_of_several_owners_are_replaced_touching_only_what_differs(workspace: Workspace) -> None:
    first, second = _add(workspace, "a"), _add(workspace, "b")
    lists = {first: [{"name": "x"}, {"name": "y"}], second: [{"name": "z"}]}
    with workspace.unit_of_work("Aliases") as work:
        work.replace_lists(t.TermAlias, "term_id", lists)
    with workspace.unit_of_work("Aliases") as work:
        work.replace_lists(t.TermAlias, "term_id", {first: [{"name": "x"}], second: [{"name": "z"}, {"name": "v"}]})
    assert [(change.before is None, change.after is None) for change in work.change_set.changes] == [
        (False, True),
        (True, False),
    ]
    with workspace.reading() as connection:
        names = select(t.TermAlias.term_id, t.TermAlias.name).where(t.TermAlias.term_id.in_([first, second]))
        assert [*map(tuple, connection.execute(names.order_by(t.TermAlias.term_id, t.TermAlias.position)))] == [
            (first, "x"),
            (second, "z"),
            (second, "v"),
        ]


def test_a_second_writer_waits_and_then_is_told_that_others_write(workspace: Workspace) -> None:
    with Workspace.open(workspace.location) as second, workspace.unit_of_work("First") as first:
        first.insert(t.Term, [{"uid": "u", "kind": "tag", "name": "n", "listed": True}])
        with (
            pytest.raises(BusyError, match="try again"),
            second.with_patience(0.1).unit_of_work("Second") as work,
        ):
            work.insert(t.Term, [{"uid": "v", "kind": "tag", "name": "m", "listed": True}])
    assert _names(workspace)[-1] == "n"
