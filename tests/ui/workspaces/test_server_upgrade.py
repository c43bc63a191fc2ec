"""While another program upgrades a shared workspace it is told by whom, what is typed stays, and all is tried again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from db import dialects
from db.dialects.location import parse
from db.engine import connect, writing
from roundtable.errors import BusyError, UpgradeError
from roundtable.exchange import workspace_contents
from roundtable.workspace import Workspace
from tests.ui.window_driving import ALL_TITLES, OpenWindow, titles, until
from tests.ui.workspaces.colleagues import typed_into


@contextmanager
def _upgrade(address: str, revision: str) -> Iterator[None]:
    """Upgrade the workspace as a later version does, which has every table for itself until the end."""
    place = parse(address)
    engine = connect(place)
    try:
        with dialects.of(engine).upgrading(place, "Ben"), writing(engine, place) as connection:
            connection.execute(text("LOCK TABLE practice, journal_entry, alembic_version"))
            connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})
            yield
    finally:
        engine.dispose()


def _summary(address: str) -> str:
    with Workspace.open(address) as other:
        return " ".join(one.summary for one in workspace_contents.collected(other).practices)


def test_an_upgrade_is_told_and_what_was_typed_stays_in_a_workspace_that_is_only_read_from_then_on(
    open_window: OpenWindow, address: str, qtbot: QtBot
) -> None:
    window = open_window(address)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    field = typed_into(window, qtbot)
    with qtbot.captureExceptions() as caught:
        with _upgrade(address, "9999"):
            until(qtbot, lambda: "Ben is upgrading the workspace" in window.bar.text)
            QTest.keyClicks(field, "Dry wells. ")
            window._pages.flush()
        until(qtbot, lambda: "newer version" in window.bar.text)
    assert all(issubclass(kind, UpgradeError) for kind, _, _ in caught)
    assert "Dry wells." in field.toPlainText()
    assert "Dry wells." not in _summary(address)
    assert titles(window) == ALL_TITLES
    field.undo()


def test_what_was_typed_during_an_upgrade_that_came_to_nothing_is_saved(
    open_window: OpenWindow, address: str, qtbot: QtBot
) -> None:
    window = open_window(address)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    field = typed_into(window, qtbot)
    with qtbot.captureExceptions() as caught:
        with pytest.raises(ZeroDivisionError), _upgrade(address, "9999"):
            until(qtbot, lambda: "Ben is upgrading the workspace" in window.bar.text)
            QTest.keyClicks(field, "Dry wells. ")
            window._pages.flush()
            raise ZeroDivisionError
        until(qtbot, lambda: window.bar.text == "The workspace can be reached again.")
    assert all(issubclass(kind, UpgradeError) for kind, _, _ in caught)
    assert "Dry wells." in _summary(address)


def test_only_one_program_upgrades_at_a_time(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.dialects.postgresql.BUSY_SECONDS", 0.2)
    with (
        _upgrade(address, "0007"),
        pytest.raises(BusyError, match="being upgraded by another program"),
        _upgrade(address, "0007"),
    ):
        pass
