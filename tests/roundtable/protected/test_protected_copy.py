"""A protected copy holds all of a workspace, leaves no plain copy behind, and never overwrites one that is there."""

import io
from pathlib import Path

import pytest

from roundtable import imports, verification
from roundtable.backups import backup_files
from roundtable.errors import InputError, OutputError, PassphraseError, RoundtableError
from roundtable.exchange import workspace_contents
from roundtable.protected import encryption, protected_copy
from roundtable.records.intake import Intake
from roundtable.workspace import Workspace
from tests import samples

PASSPHRASE = "wells and clubs of Ayacucho"


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    imports.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    return workspace


def test_all_of_a_workspace_comes_out_of_its_protected_copy(filled: Workspace, tmp_path: Path) -> None:
    sealed = tmp_path / "stick" / "practices.protected"
    sealed.parent.mkdir()
    protected_copy.write(filled, sealed, PASSPHRASE)
    target = protected_copy.proposed_target(sealed)
    assert target == sealed.with_name("practices.roundtable")
    protected_copy.read(sealed, target, PASSPHRASE)
    with Workspace.open(target) as taken:
        assert verification.verify(taken).faults == ()
        assert workspace_contents.collected(taken) == workspace_contents.collected(filled)
    assert protected_copy.proposed_target(sealed).name == "practices 2.roundtable"
    assert sorted(path.name for path in sealed.parent.iterdir()) == ["practices.protected", "practices.roundtable"]
    assert list(backup_files.folder_of(filled.file).iterdir()) == []


def test_a_wrong_passphrase_or_a_damaged_copy_leaves_nothing(filled: Workspace, tmp_path: Path) -> None:
    sealed, target = tmp_path / "one.protected", tmp_path / "out.roundtable"
    protected_copy.write(filled, sealed, PASSPHRASE)
    with pytest.raises(PassphraseError):
        protected_copy.read(sealed, target, "another passphrase")
    sealed.write_bytes(sealed.read_bytes()[:-100])
    with pytest.raises(InputError, match="damaged or cut short"):
        protected_copy.read(sealed, target, PASSPHRASE)
    assert not target.exists()
    assert list(tmp_path.glob(".roundtable-*")) == []


def test_what_is_no_workspace_within_a_protected_copy_is_told_by_the_name_of_the_copy(tmp_path: Path) -> None:
    sealed, target = tmp_path / "one.protected", tmp_path / "out.roundtable"
    with sealed.open("wb") as made:
        encryption.encrypt(io.BytesIO(b"no workspace"), made, PASSPHRASE)
    with pytest.raises(RoundtableError, match=r"one\.protected” is not a Roundtable workspace"):
        protected_copy.read(sealed, target, PASSPHRASE)
    assert list(tmp_path.iterdir()) == [sealed]


def test_nothing_that_is_there_is_overwritten(filled: Workspace, tmp_path: Path) -> None:
    sealed = tmp_path / "one.protected"
    protected_copy.write(filled, sealed, PASSPHRASE)
    with pytest.raises(OutputError, match="already exists"):
        protected_copy.read(sealed, filled.file, PASSPHRASE)
    with pytest.raises(OutputError, match="the workspace itself"):
        protected_copy.write(filled, filled.file, PASSPHRASE)


def test_a_short_passphrase_is_refused_and_longer_ones_are_stronger(filled: Workspace, tmp_path: Path) -> None:
    with pytest.raises(PassphraseError, match="8 characters"):
        protected_copy.write(filled, tmp_path / "one.protected", "wells")
    assert list(tmp_path.glob("*.protected")) == []
    words = ["wells", "wellwell", "aaaaaaaaaaaaaaaaaaaa", "wells clubs 42", "wells and clubs of Ayacucho"]
    assert [protected_copy.strength(one) for one in words] == ["short", "weak", "weak", "fair", "strong"]
