"""Who else looks at or edits a practice of a shared workspace is shown in the list and at the practice."""

import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roundtable.history import undo_steps
from roundtable.practices import practice_rows
from roundtable.records.attention import Attention, from_message
from roundtable.storage import server_rights
from roundtable.workspace import Workspace
from tests.postgresql import Server
from tests.samples import WELLS
from tests.ui.shell.test_traps import edit_first
from tests.ui.window_driving import ALL_TITLES, OpenWindow, pane_text, part, practices_table, titles, until
from ui.mapping.matrix_headers import TitlesHeader
from ui.mapping.matrix_model import MatrixModel
from ui.shell.main_window import MainWindow
from ui.workspaces import presence


class Colleague:
    """Another program on the workspace, which tells what its person looks at, and keeps what it hears."""

    def __init__(self, location: str, name: str) -> None:
        self.heard: list[Attention] = []
        self._name, self._is_over = name, False
        self._to_say: SimpleQueue[str] = SimpleQueue()
        self._workspace = Workspace.open(location)
        key = practice_rows.key_of(self._workspace, WELLS.id)
        assert key is not None
        self.wells = key
        self._thread = Thread(target=self._listen)
        self._thread.start()

    def be_at(self, practice: int | None, field: str = "", *, asks: bool = False) -> None:
        told = Attention(program=self._name, name=self._name, practice=practice, field=field, asks=asks)
        self._to_say.put(told.to_message())

    def say(self, message: str) -> None:
        self._to_say.put(message)

    def leave(self) -> None:
        self._is_over = True
        self._thread.join()
        self._workspace.close()

    def places(self) -> list[str]:
        """Name the fields of the practice that the window told to be at, in order; “away” for none."""
        told = [one for one in list(self.heard) if one.name != self._name]
        places = ("away" if one.practice is None else one.field for one in told if one.practice in (None, self.wells))
        return [place for place, _ in groupby(places)]

    def _said(self) -> Iterator[str]:
        while not self._to_say.empty():
            yield self._to_say.get()

    def _listen(self) -> None:
        for heard in self._workspace.listen(lambda: self._is_over, self._said):
            if heard.kind == "message" and (told := from_message(heard.text)):
                self.heard.append(told)


@pytest.fixture
def awa(address: str) -> Iterator[Colleague]:
    colleague = Colleague(address, "Awa Diallo")
    yield colleague
    colleague.leave()


def _line(window: MainWindow) -> str:
    """Read who else is at the practice shown, "" where nobody."""
    label = part(window, QLabel, "attendants")
    return label.accessibleName() if label.isVisible() else ""


def _told_in_list(window: MainWindow, row: int) -> tuple[str, str]:
    """Return the tool tip of a title and what a screen reader says of it."""
    title = practices_table(window).model().index(row, 0)
    roles = Qt.ItemDataRole
    return title.data(roles.ToolTipRole), title.data(roles.AccessibleDescriptionRole)


def test_who_edits_a_practice_is_shown_in_the_list_and_at_the_practice(
    shared: MainWindow, awa: Colleague, qtbot: QtBot
) -> None:
    awa.be_at(awa.wells, "summary")
    until(qtbot, lambda: _told_in_list(shared, 2)[1] == "Awa Diallo is editing this")
    assert _told_in_list(shared, 2)[0] == "Wells for Ayacucho\nAwa Diallo is editing this"
    assert _line(shared) == ""
    practices_table(shared).selectRow(2)
    until(qtbot, lambda: _line(shared) == "Awa Diallo is editing Summary")
    awa.be_at(awa.wells)
    until(qtbot, lambda: _line(shared) == "Awa Diallo is looking at this practice")
    awa.be_at(None)
    until(qtbot, lambda: _line(shared) == "")
    assert _told_in_list(shared, 2) == ("Wells for Ayacucho", "")


def test_who_edits_a_practice_is_shown_in_the_matrix(shared: MainWindow, awa: Colleague, qtbot: QtBot) -> None:
    shared.go_to("mapping")
    model = part(shared, MatrixModel)
    until(qtbot, lambda: model.row_of(awa.wells) is not None)
    row = model.row_of(awa.wells) or 0
    header = part(shared, TitlesHeader)
    before = header.grab().toImage()

    def told(role: Qt.ItemDataRole) -> str:
        return str(model.headerData(row, Qt.Orientation.Vertical, role))

    awa.be_at(awa.wells, "summary")
    until(qtbot, lambda: model.initials(row) == "AD")
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert told(role) == "Wells for Ayacucho\nAwa Diallo is editing this"
    assert told(Qt.ItemDataRole.DisplayRole) == "Wells for Ayacucho"
    assert header.grab().toImage() != before
    awa.be_at(None)
    until(qtbot, lambda: model.initials(row) == "")
    assert header.grab().toImage() == before


def test_a_window_tells_others_what_its_person_looks_at_edits_and_leaves(
    shared: MainWindow, awa: Colleague, qtbot: QtBot
) -> None:
    undo_steps.use_name("Ben")
    practices_table(shared).selectRow(2)
    until(qtbot, lambda: awa.places()[-1:] == [""])
    assert awa.heard[-1].name == "Ben"
    until(qtbot, lambda: "Ayacucho" in pane_text(shared))
    edit_first(shared, qtbot, "summary")
    until(qtbot, lambda: awa.places()[-1] == "summary")
    shared.go_to("mapping")
    until(qtbot, lambda: awa.places()[-1] == "away")
    shared.go_to("practices")
    until(qtbot, lambda: awa.places()[-1] == "summary")
    shared.close()
    until(qtbot, lambda: awa.places()[-1] == "away")
    undo_steps.use_name("")


def test_a_newcomer_who_asks_is_told_who_is_there(shared: MainWindow, address: str, qtbot: QtBot) -> None:
    practices_table(shared).selectRow(2)
    qtbot.wait(2 * presence._SOON_MS)
    late = Colleague(address, "Late")
    try:
        late.be_at(None, asks=True)
        until(qtbot, lambda: late.places() == [""])
    finally:
        late.leave()


def test_whoever_goes_through_a_list_tells_where_they_stop(qtbot: QtBot) -> None:
    parent = QObject()
    said: list[str] = []
    own = presence.Presence(parent)
    own.open(said.append)
    for key in range(1, 20):
        own.attend(key, "")
    until(qtbot, lambda: bool(said))
    assert [told.practice for told in map(from_message, said) if told] == [19]


def test_who_is_silent_for_long_has_left(
    monkeypatch: pytest.MonkeyPatch, open_window: OpenWindow, address: str, awa: Colleague, qtbot: QtBot
) -> None:
    monkeypatch.setattr(presence, "REPEAT_MS", 100)
    monkeypatch.setattr(presence, "SILENT_SECONDS", 0.5)
    window = open_window(address)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    practices_table(window).selectRow(2)
    awa.be_at(awa.wells)
    until(qtbot, lambda: _line(window) == "Awa Diallo is looking at this practice")
    until(qtbot, lambda: _line(window) == "")
    assert len([told for told in awa.heard if told.practice == awa.wells]) > 2  # while the window repeats where it is


def test_messages_that_say_nothing_known_are_passed_over(shared: MainWindow, awa: Colleague, qtbot: QtBot) -> None:
    practices_table(shared).selectRow(2)
    for message in ("", "[]", "{}", '{"program": 1}', "[" * 4000, "no JSON"):
        awa.say(message)
    awa.be_at(awa.wells)
    until(qtbot, lambda: _line(shared) == "Awa Diallo is looking at this practice")


def test_a_reader_is_seen_and_sees_others(
    open_window: OpenWindow, server: Server, address: str, awa: Colleague, qtbot: QtBot
) -> None:
    server.add_login("rosa")
    server_rights.grant(address, "reader", "rosa")
    window = open_window(server.address(address.split("/")[3].split("?", maxsplit=1)[0], "rosa"))
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    practices_table(window).selectRow(2)
    awa.be_at(awa.wells)
    until(qtbot, lambda: _line(window) == "Awa Diallo is looking at this practice")
    until(qtbot, lambda: awa.places()[-1:] == [""])


def test_who_comes_does_not_move_the_text_that_one_is_typing(shared: MainWindow, awa: Colleague, qtbot: QtBot) -> None:
    practices_table(shared).selectRow(2)
    until(qtbot, lambda: "Ayacucho" in pane_text(shared))
    field = edit_first(shared, qtbot, "summary")
    awa.be_at(awa.wells, "partners")
    until(qtbot, lambda: _line(shared) == "Awa Diallo is editing Partners and funders")
    before = field.mapTo(shared, QPoint())
    awa.be_at(None)
    until(qtbot, lambda: _line(shared) == "")
    assert field.mapTo(shared, QPoint()) == before
    assert field.hasFocus()


def test_a_file_has_no_line_for_others(open_window: OpenWindow, filled_file: Path, tmp_path: Path) -> None:
    window = open_window(Path(shutil.copy(filled_file, tmp_path / "w.roundtable")))
    assert not part(window, QLabel, "attendants").isVisible()
