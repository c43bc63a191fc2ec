"""On a server one takes back only one's own steps, never what another stands on; earlier states stay right."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import unit_of_work as units
from roundtable.errors import RoundtableError
from roundtable.exchange import workspace_contents
from roundtable.history import earlier_state, practice_versions, undo_steps
from roundtable.practices import practice_edits, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from tests.postgresql import Server
from tests.roundtable.history.test_earlier_state import edit, key_of
from tests.roundtable.workspace_merge import edits
from tests.samples import NURSES, WELLS


@pytest.fixture
def shared(server: Server) -> Iterator[Workspace]:
    with server.database("filled") as address, Workspace.open(address) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _login_again() -> Iterator[None]:
    yield
    units.use_name("")


def _wells(workspace: Workspace) -> PracticeRecord:
    found = practice_store.get(workspace, key_of(workspace, WELLS.id))
    assert found is not None
    return found


def test_each_takes_back_and_brings_back_only_their_own_steps(shared: Workspace) -> None:
    units.use_name("Ana")
    edit(shared, title="Deep wells")
    units.use_name("Ben")
    edit(shared, budget="40")
    edit(shared, NURSES.id, budget="50")
    units.use_name("Ana")
    undo_steps.undo(shared)
    assert (_wells(shared).title, _wells(shared).budget) == (WELLS.title, "40")
    units.use_name("Ben")
    edit(shared, NURSES.id, budget="60")
    undo_steps.undo(shared)
    units.use_name("Ana")
    undo_steps.redo(shared)
    assert (_wells(shared).title, _wells(shared).budget) == ("Deep wells", "40")
    with pytest.raises(RoundtableError, match="nothing to redo"):
        undo_steps.redo(shared)


def test_no_revision_stands_for_two_states(shared: Workspace) -> None:
    seen: dict[int, PracticeRecord] = {}
    for name, field in (("Ana", "title"), ("Ben", "budget")):
        units.use_name(name)
        edit(shared, **{field: name})
        seen[_wells(shared).revision] = _wells(shared)
    units.use_name("Ana")
    for step in (undo_steps.undo, undo_steps.redo, undo_steps.undo):
        step(shared)
        assert _wells(shared).revision not in seen
        seen[_wells(shared).revision] = _wells(shared)


def test_a_step_on_which_another_stands_is_not_taken_back_and_the_reason_is_told(shared: Workspace) -> None:
    units.use_name("Ana")
    edit(shared, title="Deep wells")
    units.use_name("Ben")
    edit(shared, title="Deeper wells")
    units.use_name("Ana")
    with pytest.raises(RoundtableError, match=r"Ben \(postgres\) has built on it"):
        undo_steps.undo(shared)
    units.use_name("Ben")
    undo_steps.undo(shared)
    units.use_name("Ana")
    undo_steps.undo(shared)
    assert _wells(shared).title == WELLS.title


def test_a_step_on_which_another_has_brought_back_an_earlier_one_is_refused_with_the_reason(shared: Workspace) -> None:
    units.use_name("Ben")
    edit(shared, title="Deep wells")
    undo_steps.undo(shared)
    units.use_name("Ana")
    edit(shared, title="Wide wells")
    undo_steps.undo(shared)
    units.use_name("Ben")
    with shared.unit_of_work("Import nothing") as work:
        work.report = b"its report"
    undo_steps.redo(shared)
    units.use_name("Ana")
    with pytest.raises(RoundtableError, match=r"cannot be redone: Ben \(postgres\) has built on it \(“Redo: "):
        undo_steps.redo(shared)


def test_a_list_that_another_has_added_to_is_not_taken_apart(shared: Workspace) -> None:
    units.use_name("Ana")
    edit(shared, web_links=(*WELLS.web_links, "http://example.org/a"))
    units.use_name("Ben")
    edit(shared, web_links=(*_wells(shared).web_links, "http://example.org/b"))
    units.use_name("Ana")
    with pytest.raises(RoundtableError, match="has built on it"):
        undo_steps.undo(shared)


def test_what_another_refers_to_is_not_taken_away(shared: Workspace) -> None:
    units.use_name("Ana")
    term_edits.add(shared, "tag", "Deserts")
    units.use_name("Ben")
    edit(shared, tags=("Deserts",))
    units.use_name("Ana")
    with pytest.raises(RoundtableError, match="others have built on it"):
        undo_steps.undo(shared)
    assert _wells(shared).tags == ("Deserts",)


def test_a_record_that_another_has_edited_is_not_taken_away(shared: Workspace) -> None:
    units.use_name("Ana")
    key, _ = practice_edits.create(shared)
    units.use_name("Ben")
    practice_edits.set_value(shared, key, "title", "Deserts", "Edit title", read_as="")
    units.use_name("Ana")
    with pytest.raises(RoundtableError, match=r"Ben .* has built on it"):
        undo_steps.undo(shared)


def test_the_history_of_a_practice_tells_each_step_as_it_was(shared: Workspace) -> None:
    units.use_name("Ana")
    edit(shared, title="Deep wells")
    units.use_name("Ben")
    edit(shared, budget="40")
    units.use_name("Ana")
    undo_steps.undo(shared)
    newest = practice_versions.of(shared, key_of(shared, WELLS.id))[0]
    assert newest.step.author == "Ben (postgres)"
    assert practice_versions.changed_fields(newest.before, newest.after) == ["budget"]


steps = st.lists(st.tuples(st.sampled_from(("Ana", "Ben")), *(st.integers(0, 59) for _ in range(4))), max_size=14)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_every_earlier_state_is_found_again_whatever_two_people_do_and_take_back(
    server: Server, drawn: list[tuple[str, int, int, int, int]]
) -> None:
    with server.database("filled") as address, Workspace.open(address) as shared:
        states = {undo_steps.last(shared): workspace_contents.collected(shared)}
        for person, *edit_of in drawn:
            units.use_name(person)
            if edit_of[0] % 3 == 0:
                with suppress(RoundtableError):
                    (undo_steps.redo if edit_of[1] % 3 == 0 else undo_steps.undo)(shared)
            else:
                edits.make(shared, [(edit_of[0], edit_of[1], edit_of[2], edit_of[3])], person)
            states[undo_steps.last(shared)] = workspace_contents.collected(shared)
        with shared.unit_of_work("Look back") as work:
            work.is_dry_run = True
            for entry, state in states.items():
                with earlier_state.as_of(work, entry, None) as then:
                    assert then is not None
                    assert workspace_contents.contents(then.connection) == state
