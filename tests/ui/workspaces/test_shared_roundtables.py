"""What one types in a part of a roundtable stays with that part, whatever another makes of the list meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.history import undo_steps
from roundtable.records.roundtable import PossibleMeasure, RoundtableRecord, Section
from roundtable.workspace import Workspace
from tests.postgresql import Server
from tests.ui.window_driving import ALL_TITLES, OpenWindow, part, shown_texts, titles, until
from ui.fields.field import Field
from ui.roundtables.roundtable_editor import RoundtableEditor
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow

ROUNDTABLE = 1
Others = Callable[[str, Any], None]


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with server.database("filled") as made:
        yield made


@pytest.fixture
def page(open_window: OpenWindow, address: str, qtbot: QtBot) -> Iterator[RoundtablesPage]:
    window: MainWindow = open_window(address)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    window.go_to("roundtables")
    found = part(window, RoundtablesPage)
    until(qtbot, lambda: bool(_shown(found, "sections", "heading")))
    yield found
    window.close()


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
    undo_steps.use_name("Ben")
    with Workspace.open(address) as other:
        roundtable_edits.set_field(other, ROUNDTABLE, field, value, "Edit", read_as=before)
    undo_steps.use_name("")


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
