"""A preview that is outdated when it is carried out is shown again with the decisions that still apply."""

from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_edits, practice_rows
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.imports.returned_workbook import HERE
from tests.ui.window_driving import (
    OpenWindow,
    carry_out,
    click,
    column,
    part,
    preview_of,
    shown_preview,
    table_named,
    until,
)
from ui.imports.plan_model import ACTION
from ui.widgets.message_bar import MessageBar

WELLS = samples.WELLS


class Edit(NamedTuple):
    """Hold a field that is changed here during the preview, and what of the decisions is left then."""

    field: str
    before: str
    after: str
    action: str
    told: str


OF_ANOTHER_FIELD = Edit("notes", WELLS.notes, "Seen.", "update", "All decisions were kept.")
OF_THE_FIELD_DECIDED_ON = Edit(
    "summary",
    HERE,
    "Clubs abroad dig wells.",
    "update the rest",
    f"Decisions that no longer apply: {WELLS.title}: Summary. Decide on them again; all others were kept.",
)


@pytest.mark.parametrize("edit", [OF_ANOTHER_FIELD, OF_THE_FIELD_DECIDED_ON], ids=["other", "same"])
def test_decisions_on_an_outdated_preview_are_kept_as_far_as_they_apply(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot, edit: Edit
) -> None:
    window = open_window(filled_location)
    preview = preview_of(qtbot, window, returned)
    [every] = [choice for choice in preview.findChildren(QComboBox) if choice.accessibleName() == "All conflicts"]
    every.setFocus()
    QTest.keyClick(every, Qt.Key.Key_End)
    grid = table_named(preview, "Practices")
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert column(grid, ACTION) == ["update", "leave out", ""]
    with Workspace.open(filled_location) as workspace:
        [key] = practice_rows.find_ids(workspace, "ayacucho")
        practice_edits.set_value(workspace, key, edit.field, edit.after, "Edit", read_as=edit.before)
    carry_out(qtbot, window)
    bar = window.findChild(MessageBar)
    assert bar is not None
    until(qtbot, lambda: "changed during the preview" in bar.text)
    click(qtbot, window, "Preview again…")
    again = shown_preview(qtbot, window)
    until(qtbot, lambda: column(table_named(again, "Practices"), ACTION) == [edit.action, "leave out", ""])
    assert part(again, MessageBar).text == edit.told
