from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from roundtable.history import undo_steps
from roundtable.practices import practice_edits
from roundtable.records.practice import OPTIONAL_TEXTS, Country, Partner, Translation
from tests import samples
from tests.read_only import forbid_writing
from tests.ui.editor.driving import CONTROL, Desk, Key, NewDesk, blank


@pytest.mark.parametrize(
    ("name", "typed", "value", "label"),
    [
        ("title", "Nurses return", "Nurses return", "Change title"),
        ("countries", "ghana", (Country("Ghana", "GHA"),), "Add country “Ghana”"),
        ("partners", "IOM", (Partner("IOM"),), "Add partner “IOM”"),
        ("thematic_areas", "Remittances", ("Remittances",), "Add thematic area “Remittances”"),
        ("tags", "gender", ("Gender",), "Add tag “Gender”"),
        ("summary", "A text.", "A text.", "Edit summary"),
        ("web_links", "https://a.org", ("https://a.org",), "Add link “https://a.org”"),
        (
            "gfmd_sources",
            "Sweden 2013-2014, RT 3.2",
            ("Sweden 2013-2014, RT 3.2",),
            "Add source “Sweden 2013-2014, RT 3.2”",
        ),
        ("extra", "Timeframe", (("Timeframe", ""),), "Add label “Timeframe”"),
        ("translations", "French", (Translation(language="fr"),), "Add language version “fr”"),
        ("notes", "Ask again.", "Ask again.", "Edit internal notes"),
        ("language", "Frenc", "fr", "Change language"),
        *((name, f"x {name}", f"x {name}", None) for name in OPTIONAL_TEXTS if name != "language"),
    ],
)
def test_leaving_a_field_saves_it_as_one_step(
    empty: Desk, name: str, typed: str, value: Any, label: str | None
) -> None:
    empty.go_to(name)
    empty.type(typed)
    empty.go_to("title" if name != "title" else "notes")
    assert getattr(empty.record(), name) == value
    assert len(empty.labels()) == len(empty.saved) == 1
    assert label is None or empty.labels() == [label]
    assert empty.failed == []


def test_switching_records_loses_nothing(desk: NewDesk) -> None:
    both = desk(blank(title="One"), blank(title="Two"))
    both.go_to("tags")
    both.type("half typed")
    both.look_at(both.keys[1])
    both.go_to("summary")
    both.type("of the second")
    both.look_at(both.keys[0])
    assert both.record(0).tags == ("half typed",)
    assert both.record(1).summary == "of the second"


def test_a_look_at_a_record_saves_nothing(desk: NewDesk) -> None:
    odd = replace(samples.WELLS, title=" two  spaces ", summary="one\nline\n\n\n\nx  ", notes="a\nb", budget=" 5 ")
    shown = desk(odd)
    for name in ("title", "tags", "partners", "summary", "web_links", "extra", "budget", "notes"):
        shown.go_to(name)
    assert shown.editor.flush()
    assert shown.labels() == []
    shown.go_to("summary")
    shown.press(Key.Key_End, held=CONTROL)
    shown.type("!")
    shown.editor.flush()
    assert shown.record().summary == "one\nline\n\nx  !"


def test_undo_shows_the_old_value_but_never_takes_what_is_being_typed(desk: NewDesk) -> None:
    shown = desk(blank(title="Old", summary="Old text."))
    shown.go_to("title")
    shown.press(Key.Key_A, held=CONTROL)
    shown.type("New")
    shown.go_to("notes")
    shown.type("unsaved")
    shown.editor.refresh(undo_steps.undo(shown.workspace))
    assert shown.field("title").value() == "Old"
    assert shown.field("notes").value() == "unsaved"
    shown.editor.flush()
    assert (shown.record().title, shown.record().notes) == ("Old", "unsaved")


def test_saving_one_field_keeps_what_others_changed_meanwhile(desk: NewDesk) -> None:
    shown = desk(blank(title="Old"))
    practice_edits.save(shown.workspace, shown.keys[0], replace(shown.record(), notes="from elsewhere"))
    shown.go_to("title")
    shown.type("X")
    shown.editor.flush()
    assert shown.record().notes == "from elsewhere"


def test_a_read_only_workspace_is_reported_and_the_text_kept(desk: NewDesk) -> None:
    both = desk(blank(title="Old"), blank(title="Other"))
    forbid_writing(both.workspace, is_on=True)
    both.go_to("title")
    both.press(Key.Key_End)
    both.type(" and new")
    both.go_to("notes")
    assert len(both.failed) == 1
    assert both.field("title").value() == "Old and new"
    both.look_at(both.keys[1])
    assert both.field("title").value() == "Other"
    assert not both.editor.flush()
    both.look_at(both.keys[0])
    assert both.field("title").value() == "Old and new"
    forbid_writing(both.workspace, is_on=False)
    assert both.editor.flush()
    assert both.record().title == "Old and new"
    assert both.labels() == ["Change title"]


def test_undo_stays_in_a_field_that_has_nothing_to_take_back(empty: Desk) -> None:
    undo = QAction(empty.window)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    undone: list[bool] = []
    undo.triggered.connect(lambda: undone.append(True))
    empty.window.addAction(undo)
    for name in ("summary", "budget", "tags"):
        empty.go_to(name)
        empty.type("abc")
        empty.press(Key.Key_Z, held=CONTROL)
        assert undone == []
        for _ in range(3):
            empty.press(Key.Key_Z, held=CONTROL)
        assert undone == [], name


def test_escape_saves_and_says_that_the_person_is_done(empty: Desk) -> None:
    empty.go_to("title")
    empty.type("Done")
    with empty.qtbot.waitSignal(empty.editor.left):
        empty.press(Key.Key_Escape)
    assert empty.record().title == "Done"


def test_going_to_another_window_saves(empty: Desk) -> None:
    empty.go_to("budget")
    empty.type("5,000")
    other = QWidget()
    empty.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    empty.until(lambda: empty.record().budget == "5,000")


def test_showing_the_same_practice_again_leaves_what_is_being_typed_alone(empty: Desk) -> None:
    empty.go_to("tags")
    empty.type("half ty")
    empty.look_at(empty.keys[0])
    empty.type("ped,")
    assert empty.record().tags == ("half typed",)


def test_a_practice_that_is_gone_keeps_what_was_typed_until_it_is_back(empty: Desk) -> None:
    empty.go_to("notes")
    empty.type("typed")
    empty.editor.refresh(undo_steps.undo(empty.workspace))
    assert not empty.editor.flush()
    assert "no longer in the workspace" in empty.failed[-1].cause
    undo_steps.redo(empty.workspace)
    assert empty.editor.flush()
    empty.look_at(empty.keys[0])
    assert empty.field("notes").value() == "typed"
    assert empty.record().notes == "typed"
