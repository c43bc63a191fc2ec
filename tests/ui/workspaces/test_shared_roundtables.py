"""What one types in a part of a roundtable stays with that part, whatever another makes of the list meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.history import undo_steps
from roundtable.records.roundtable import PossibleMeasure, RoundtableRecord, Section
from roundtable.workspace import Workspace
from tests.ui.window_driving import click, part, shown_texts, until
from tests.ui.workspaces.colleagues import as_ben
from ui.fields.field import Field
from ui.roundtables.roundtable_editor import RoundtableEditor
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow

ROUNDTABLE = 1
Others = Callable[[str, Any], None]


@pytest.fixture
def page(shared: MainWindow, qtbot: QtBot) -> RoundtablesPage:
    """Show the roundtable, its parts read."""
    shared.go_to("roundtables")
    found = part(shared, RoundtablesPage)
    until(qtbot, lambda: bool(_shown(found, "sections", "heading")))
    return found


def _fields(page: RoundtablesPage, parts: str, name: str) -> list[Field]:
    cards = part(page, RoundtableEditor)._lists[parts].cards
    return [field for card in cards for field in card.fields if field.name == name]


def _shown(page: RoundtablesPage, parts: str, name: str) -> list[str]:
    return [field.value() for field in _fields(page, parts, name)]


def _kept(address: str) -> RoundtableRecord:
    with Workspace.open(address) as other:
        found = roundtable_store.get(other, ROUNDTABLE)
    assert found is not None
    return found


def _set_as_ben(address: str, field: str, value: Any) -> None:
    before = getattr(_kept(address), field)
    with as_ben(address) as other:
        roundtable_edits.set_field(other, ROUNDTABLE, field, value, "Edit", read_as=before)


def test_a_section_that_another_moves_keeps_what_one_types_in_it(
    page: RoundtablesPage, address: str, qtbot: QtBot
) -> None:
    first, second = _kept(address).sections
    field = _fields(page, "sections", "text")[1]
    field.setFocus()
    field.fill(f"Typed. {second.text}")
    _set_as_ben(address, "sections", (second, first))
    until(qtbot, lambda: _shown(page, "sections", "heading") == [second.heading, first.heading])
    assert _fields(page, "sections", "text")[0] is field
    assert not field.has_conflict
    assert field.isAncestorOf(page.window().focusWidget())
    assert page.flush()
    assert _kept(address).sections == (replace(second, text=f"Typed. {second.text}"), first)


@pytest.mark.parametrize(("parts", "name"), [("sections", "text"), ("guiding_questions", "text")])
def test_what_is_typed_in_a_part_that_another_removes_stays_and_is_told(
    page: RoundtablesPage, address: str, qtbot: QtBot, parts: str, name: str
) -> None:
    first, *rest = getattr(_kept(address), parts)
    field = _fields(page, parts, name)[0]
    field.fill("Typed.")
    _set_as_ben(address, parts, tuple(rest))
    until(qtbot, lambda: any(said.startswith("Removed by Ben (postgres), today") for said in shown_texts(page)))
    assert field.value() == "Typed."
    assert page.flush()
    assert getattr(_kept(address), parts) == (replace(first, text="Typed."), *rest)
    assert not [one for one in page.findChildren(QLabel, "removed") if one.isVisible()]


def test_a_part_that_another_removes_goes_where_nothing_is_typed_in_it(
    page: RoundtablesPage, address: str, qtbot: QtBot
) -> None:
    first, second = _kept(address).sections
    _set_as_ben(address, "sections", (second,))
    until(qtbot, lambda: _shown(page, "sections", "heading") == [second.heading])
    assert page.flush()
    assert _kept(address).sections == (second,)
    assert first.heading != second.heading


def test_two_who_add_a_measure_at_the_same_time_both_keep_theirs(page: RoundtablesPage, address: str) -> None:
    before = _kept(address).possible_measures
    theirs = PossibleMeasure(id="theirs", text="Dig.")
    _set_as_ben(address, "possible_measures", (*before, theirs))  # the window has not heard of it yet
    editor = part(page, RoundtableEditor)
    editor._lists["possible_measures"]._append()
    _fields(page, "possible_measures", "text")[-1].fill("Train.")
    assert page.flush()
    assert sorted(one.text for one in _kept(address).possible_measures[len(before) :]) == ["Dig.", "Train."]


def test_two_who_add_a_section_at_the_same_time_both_keep_theirs(page: RoundtablesPage, address: str) -> None:
    before = _kept(address).sections
    _set_as_ben(address, "sections", (*before, Section("Theirs", "Dig.")))
    part(page, RoundtableEditor)._lists["sections"]._append()
    _fields(page, "sections", "heading")[-1].fill("Mine")
    assert page.flush()
    assert sorted(one.heading for one in _kept(address).sections[len(before) :]) == ["Mine", "Theirs"]


def test_a_change_by_another_to_a_roundtable_or_its_question_is_told_with_who_and_when(
    shared: MainWindow, page: RoundtablesPage, address: str, qtbot: QtBot
) -> None:
    editor = part(page, RoundtableEditor)
    [question] = editor._lists["guiding_questions"].cards[0].fields[:1]
    fields = [*(editor._fields[name] for name in ("meeting", "deadline", "linked_roundtables")), question]
    for field, mine in zip(fields, ("Lima", "2026-12-05", ("RT 1.1",), "Who?"), strict=True):
        field.fill(mine)
    undo_steps.use_name("Ben")
    with Workspace.open(address) as other:
        record = roundtable_store.get(other, ROUNDTABLE)
        assert record is not None
        first, *rest = record.guiding_questions
        values: dict[str, Any] = {"meeting": "Bogotá", "deadline": "2026-11-30", "linked_roundtables": ("RT 2.1",)}
        values |= {"guiding_questions": (replace(first, text="Who digs?"), *rest)}
        for name, value in values.items():
            roundtable_edits.set_field(other, ROUNDTABLE, name, value, "Edit", read_as=getattr(record, name))
    undo_steps.use_name("")
    until(qtbot, lambda: all(field.has_conflict for field in fields))
    for field in fields:
        assert any(said.startswith("Changed by Ben (postgres), today") for said in shown_texts(field))
    assert not page.flush()  # nothing typed is dropped while the person has not chosen
    names = ("Meeting", "Deadline", "Links to other roundtables", "Guiding questions")
    for field, name in zip(fields, names, strict=True):
        told = page.unsaved()
        assert told is not None
        assert told.field.startswith(f"“{name}”")
        click(qtbot, field, "Show")
        click(qtbot, field, "Keep mine")
        assert field.isAncestorOf(shared.focusWidget())
        page.flush()
    assert page.flush()


def test_what_is_typed_in_a_roundtable_that_another_deletes_is_told_and_saved_once_it_is_back(
    shared: MainWindow, page: RoundtablesPage, address: str, qtbot: QtBot
) -> None:
    part(page, RoundtableEditor)._fields["meeting"].fill("Bogotá")
    with Workspace.open(address) as other:
        undo_steps.use_name("Ben")
        roundtable_edits.delete(other, [ROUNDTABLE])
        until(qtbot, lambda: "is not saved yet: This roundtable no longer exists" in shared.bar.text)
        assert not page.flush()
        undo_steps.undo(other)
        undo_steps.use_name("")
    until(qtbot, page.flush)
    with Workspace.open(address) as other:
        record = roundtable_store.get(other, ROUNDTABLE)
    assert record is not None
    assert record.meeting == "Bogotá"
