"""Rights in a shared workspace as the program meets them: what each person does works, and what not is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db import tables as t
from db.errors import ReadOnlyError, WorkspaceError
from roundtable import verification
from roundtable.errors import RoundtableError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.mapping import roundtable_matrix, targets
from roundtable.practices import ministries, practice_edits
from roundtable.records.practice import PracticeRecord
from roundtable.storage import server_rights
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from tests import samples
from tests.postgresql import Server

_RIGHTS = {"rita": "reader", "carl": "contributor", "carla": "contributor", "edda": "editor", "cleo": "clearing"}
Open = Callable[[str], Workspace]


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with server.database("filled") as made:
        for login, right in _RIGHTS.items():
            server.add_login(login)
            server_rights.grant(made, right, login, f"Ministry of {login}" if right == "contributor" else "")
        yield made


@pytest.fixture
def as_login(server: Server, address: str) -> Iterator[Open]:
    """Return what opens the workspace as somebody."""
    opened: list[Workspace] = []

    def open_as(login: str) -> Workspace:
        opened.append(Workspace.open(server.address(_name(address), login)))
        return opened[-1]

    yield open_as
    for workspace in opened:
        workspace.close()


def _name(address: str) -> str:
    return address.split("/")[3].split("?", maxsplit=1)[0]


def _key(workspace: Workspace, record: PracticeRecord) -> int:
    with workspace.reading() as connection:
        return connection.scalars(select(t.Practice.id).where(t.Practice.uid == record.id)).one()


def _titles(workspace: Workspace) -> set[str]:
    return {one.title for one in workspace_contents.collected(workspace).practices}


def _set(workspace: Workspace, key: int, field: str, value: object, read_as: object) -> None:
    practice_edits.set_value(workspace, key, field, value, "Edit", read_as=read_as)


def test_a_reader_reads_all_and_is_told_at_once_that_no_more_is_possible(as_login: Open) -> None:
    workspace = as_login("rita")
    assert len(_titles(workspace)) == 3
    assert verification.verify(workspace).faults == ()
    assert "only read" in str(workspace.refusal)
    with pytest.raises(ReadOnlyError, match="right of a contributor"):
        practice_edits.create(workspace)


def test_a_contributor_makes_edits_maps_and_takes_back_a_practice_of_their_ministry(as_login: Open) -> None:
    workspace = as_login("carl")
    assert workspace.refusal is None
    key, _ = practice_edits.create(workspace, code=samples.ROUNDTABLE.code)
    _set(workspace, key, "title", "Bridges", "")
    _set(workspace, key, "tags", ("A tag of no list",), ())
    with workspace.reading() as connection:
        roundtable = connection.scalars(
            select(t.Roundtable.id).where(t.Roundtable.code == samples.ROUNDTABLE.code)
        ).one()
        target, *_ = targets.of_roundtable(connection, roundtable)
    roundtable_matrix.mark(workspace, roundtable, [(key, target)])
    practice_edits.trash(workspace, [key])
    assert "Bridges" not in _titles(workspace)
    undone = [undo_steps.undo(workspace).label for _ in range(5)]
    assert len(undone) == 5
    assert len(_titles(workspace)) == 3
    for _ in undone:
        undo_steps.redo(workspace)
    practice_edits.restore(workspace, [key])
    assert "Bridges" in _titles(workspace)
    assert verification.verify(workspace).faults == ()


def test_a_contributor_leaves_what_is_of_another_ministry_or_of_none(as_login: Open) -> None:
    key, _ = practice_edits.create(as_login("carl"))
    other = as_login("carla")
    with pytest.raises(ReadOnlyError, match=r"of “Ministry of carl” is changed by .* of “Ministry of carla”"):
        _set(other, key, "title", "Broken", "")
    wells = _key(other, samples.WELLS)
    with pytest.raises(ReadOnlyError, match="no ministry"):
        _set(other, wells, "notes", "Broken", "")
    with pytest.raises(ReadOnlyError, match="no ministry"):
        practice_edits.trash(other, [wells])
    with pytest.raises(ReadOnlyError, match=r": contributors change practices, editors the rest, .*\. Ask the admin"):
        term_edits.add(other, "tag", "Everybody's")


def test_a_copy_of_another_ministrys_practice_is_ones_own(as_login: Open) -> None:
    workspace = as_login("carl")
    [copy], _ = practice_edits.duplicate(workspace, [_key(workspace, samples.WELLS)])
    _set(workspace, copy, "title", "Wells for all", samples.WELLS.title)
    assert "Wells for all" in _titles(workspace)


def test_colleagues_of_one_ministry_share_its_practices(address: str, as_login: Open) -> None:
    key, _ = practice_edits.create(as_login("carl"))
    server_rights.grant(address, "contributor", "carla", "Ministry of carl")
    _set(as_login("carla"), key, "title", "Bridges", "")
    assert "Bridges" in _titles(as_login("rita"))


def test_an_editor_edits_all_and_only_the_clearing_officer_what_is_cleared(as_login: Open) -> None:
    made, _ = practice_edits.create(as_login("carl"))
    editor, officer, contributor = as_login("edda"), as_login("cleo"), as_login("carl")
    _set(editor, made, "title", "Bridges", "")
    term_edits.add(editor, "tag", "Everybody's")
    for workspace, key, field, value, was in (
        (editor, made, "status", "cleared", "draft"),
        (contributor, made, "status", "submitted", "draft"),
        (editor, _key(editor, samples.NURSES), "title", "Broken", samples.NURSES.title),
    ):
        with pytest.raises(ReadOnlyError, match="only a clearing officer"):
            _set(workspace, key, field, value, was)
    _set(officer, made, "status", "cleared", "draft")
    with pytest.raises(ReadOnlyError, match="only a clearing officer"):
        _set(contributor, made, "web_links", ("http://example.org",), ())
    _set(officer, made, "title", "Long bridges", "Bridges")
    assert "Long bridges" in _titles(editor)


def test_an_editor_gives_practices_to_a_ministry_whose_contributors_then_change_them(
    address: str, as_login: Open, server: Server
) -> None:
    editor, contributor = as_login("edda"), as_login("carl")
    wells = _key(contributor, samples.WELLS)
    assert ministries.known(editor) == ["Ministry of carl", "Ministry of carla"]
    for name in ("Ministry of carla", "Ministry of carl"):
        ministries.give(editor, [wells], name)
    _set(contributor, wells, "notes", "Ours", "")
    with pytest.raises(ReadOnlyError, match="of “Ministry of carl” is changed by"):
        _set(as_login("carla"), wells, "notes", "Theirs", "Ours")
    ministries.give(editor, [wells], "")
    with pytest.raises(ReadOnlyError, match="no ministry"):
        _set(contributor, wells, "notes", "", "Ours")


def test_only_an_editor_gives_practices_away_and_only_to_a_ministry_that_there_is(
    as_login: Open, filled_file: Path, server: Server
) -> None:
    editor, contributor = as_login("edda"), as_login("carl")
    key, _ = practice_edits.create(contributor)
    with pytest.raises(ReadOnlyError, match="Only an editor"):
        ministries.give(contributor, [key], "Ministry of carla")
    with pytest.raises(WorkspaceError, match=r"no contributor of “Ministry of Carl”.* Known: “Ministry of carl”"):
        ministries.give(editor, [key], "Ministry of Carl")
    with (
        server.database("filled") as without_rights,
        Workspace.open(without_rights) as workspace,
        pytest.raises(WorkspaceError, match="nobody was granted a right yet"),
    ):
        ministries.give(workspace, [1], "Ministry of carl")
    with Workspace.open(filled_file) as workspace, pytest.raises(WorkspaceError, match="is a file"):
        ministries.known(workspace)


def test_a_step_of_somebody_else_is_not_taken_back(as_login: Open) -> None:
    term_edits.add(as_login("edda"), "tag", "Everybody's")
    for login in ("carl", "cleo"):
        with pytest.raises(RoundtableError):
            undo_steps.undo(as_login(login))
    assert undo_steps.undo(as_login("edda")).changes


def test_a_right_takes_the_place_of_another_and_can_be_taken_away(address: str, as_login: Open) -> None:
    server_rights.grant(address, "reader", "edda")
    assert as_login("edda").refusal is not None
    server_rights.grant(address, "editor", "edda")
    assert as_login("edda").refusal is None
    server_rights.grant(address, None, "edda")
    with pytest.raises(WorkspaceError):
        as_login("edda")


@pytest.mark.parametrize(
    ("right", "login", "ministry", "told"),
    [("contributor", "carl", " ", "--ministry"), ("reader", "nobody_here", "", "no role “nobody_here”")],
)
def test_what_cannot_be_granted_is_told(address: str, right: str, login: str, ministry: str, told: str) -> None:
    with pytest.raises(WorkspaceError, match=told):
        server_rights.grant(address, right, login, ministry)


def test_only_the_owner_grants(server: Server, address: str) -> None:
    with pytest.raises(ReadOnlyError, match="no right"):
        server_rights.grant(server.address(_name(address), "cleo"), "clearing", "carl")


def test_rights_reach_the_tables_that_an_upgrade_makes(server: Server, address: str, as_login: Open) -> None:
    server.make_older(_name(address))
    Workspace.open(address).close()
    workspace = as_login("carl")
    practice_edits.create(workspace)
    with workspace.reading() as connection:
        assert connection.scalars(select(t.WorkspaceIdentity.uid)).one()


def test_only_the_owner_of_the_tables_upgrades_and_others_are_told_so(
    server: Server, address: str, as_login: Open
) -> None:
    server.make_older(_name(address))
    for login in ("rita", "cleo"):
        with pytest.raises(ReadOnlyError, match="the owner of the tables grants rights and upgrades"):
            as_login(login)
    Workspace.open(address).close()
    as_login("cleo")
