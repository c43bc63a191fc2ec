"""Protected copies on the command line: the passphrase is asked for twice, or read from a file or the input."""

import io
from pathlib import Path

import pytest

from tests.ui.commands import assert_refused, run


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text("wells and clubs of Ayacucho\r\nnot this line", encoding="utf-8")
    return file


def test_a_workspace_goes_into_a_protected_copy_and_comes_out_of_it(
    filled_file: Path, tmp_path: Path, passphrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = tmp_path / "copy.protected"
    made = run("--workspace", filled_file, "protect", sealed, "--passphrase-file", passphrase_file)
    assert (made.status, made.out.strip()) == (0, str(sealed))
    assert "wells" not in made.out + made.err
    monkeypatch.setattr("sys.stdin", io.StringIO("wells and clubs of Ayacucho\n"))
    taken = run("unprotect", sealed, "--passphrase-file", "-")
    assert taken.status == 0
    assert run("--workspace", taken.out.strip(), "verify").status == 0


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_passphrase_is_asked_for_twice(
    filled_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["wells and clubs", "wells and club", "wells and clubs", "wells and clubs", "wells and clubs"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    monkeypatch.setattr("sys.stdin", _Terminal())
    sealed = tmp_path / "copy.protected"
    assert_refused(run("--workspace", filled_file, "protect", sealed), "differ")
    assert not sealed.exists()
    assert run("--workspace", filled_file, "protect", sealed).status == 0
    assert run("unprotect", sealed, tmp_path / "out.roundtable").status == 0


def test_what_cannot_be_written_or_opened_is_told_before_the_passphrase_is_asked_for(
    filled_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_prompt: str) -> str:
        raise AssertionError

    sealed, text = tmp_path / "copy.protected", tmp_path / "text.protected"
    text.write_text("no protected copy at all", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("wells and clubs of Ayacucho\n"))
    assert run("--workspace", filled_file, "protect", sealed, "--passphrase-file", "-").status == 0
    monkeypatch.setattr("getpass.getpass", refuse)
    monkeypatch.setattr("sys.stdin", _Terminal())
    assert_refused(run("--workspace", filled_file, "protect", tmp_path / "gone" / "x.protected"), "does not exist")
    assert_refused(run("unprotect", text), "not a protected copy")
    assert_refused(run("unprotect", sealed, filled_file), "already exists")
    assert_refused(run("unprotect", sealed, tmp_path / "gone" / "x.roundtable"), "does not exist")


def test_without_a_terminal_or_with_a_wrong_name_it_is_said_what_to_do(
    filled_file: Path, tmp_path: Path, passphrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert_refused(run("--workspace", filled_file, "protect", tmp_path / "x.protected"), "--passphrase-file")
    name = ("--passphrase-file", passphrase_file)
    assert_refused(run("--workspace", filled_file, "protect", tmp_path / "x.roundtable", *name), ".protected")
    assert_refused(run("unprotect", filled_file, tmp_path / "y.roundtable", *name), "not a protected copy")
    assert_refused(run("unprotect", tmp_path / "none.protected", *name), "none.protected")
    name = ("--passphrase-file", tmp_path / "none.txt")
    assert_refused(run("--workspace", filled_file, "protect", tmp_path / "x.protected", *name), "none.txt")
