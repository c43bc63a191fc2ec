"""Whatever goes wrong where something is written: one sentence of cause and one of remedy, and the old file intact."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.read_only import at_most
from tests.ui.commands import assert_refused, run

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses what Linux offers to fail")
LONG = "x" * 300


@pytest.fixture
def workspace(home: Path, filled_file: Path) -> Path:
    return shutil.copyfile(filled_file, home / "workspace.roundtable")


WRITES = (
    ("export", "{}.json"),
    ("export", "{}.xlsx"),
    ("annex", "{}.pdf"),
    ("backup", "{}.roundtable"),
)


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_an_output_that_cannot_be_written_is_refused(command: tuple[str, str], workspace: Path, tmp_path: Path) -> None:
    verb, name = command
    (tmp_path / "file").write_text("no folder")
    for place in (tmp_path / "gone" / "out", tmp_path / "file" / "out", tmp_path / LONG):
        assert_refused(run(verb, name.format(place)))
    folder = tmp_path / name.format("folder")
    folder.mkdir()
    assert_refused(run(verb, folder))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["file", folder.name])


@LINUX
@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_where_the_system_refuses_to_write_it_is_told(command: tuple[str, str], workspace: Path) -> None:
    assert_refused(run(command[0], command[1].format("/proc/out")))


@LINUX
def test_wherever_the_disk_becomes_full_the_old_file_stays_and_the_same_succeeds_once_there_is_room(
    workspace: Path, tmp_path: Path
) -> None:
    """50 points: outputs, each broken off at ten sizes."""
    for verb, name in WRITES:
        target = tmp_path / name.format("out")
        assert run(verb, target).status == 0
        size, before = target.stat().st_size, target.read_bytes()
        for tenth in range(10):
            kept = workspace.read_bytes()
            with at_most(size * tenth // 10):
                answer = run(verb, target)
            assert answer.status == 1, (verb, tenth, answer)
            assert "Traceback" not in answer.err
            assert target.read_bytes() == before
            assert workspace.read_bytes() == kept
            assert [path.name for path in tmp_path.iterdir()] == [target.name]
        assert run(verb, target).status == 0
        target.unlink()


@LINUX
def test_wherever_the_disk_becomes_full_an_import_changes_nothing_and_succeeds_later(
    workspace: Path, tmp_path: Path
) -> None:
    file = tmp_path / "new.txt"
    file.write_text(
        f"Title: More wells\nCountry: Ghana\nSummary: {'Clubs pay for wells. ' * 20_000}\n", encoding="utf-8"
    )
    before = workspace.read_bytes()
    for size in range(len(before), 4 * len(before), len(before) // 4):
        with at_most(size):
            answer = run("import", file)
        if answer.status == 0:
            break
        assert "Traceback" not in answer.err
        assert workspace.read_bytes() == before, size
        assert run("verify").status == 0
    assert run("import", file).status == 0


def _shell(command: str) -> subprocess.CompletedProcess[str]:
    words = f'unset PYTHONUNBUFFERED; "{sys.executable}" -m roundtable {command}'
    return subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False)


@LINUX
@pytest.mark.parametrize("command", ["history", "search wells --json", "--help"])
def test_output_that_nobody_takes_gives_no_traceback(command: str, workspace: Path) -> None:
    for target, status in ((">&-", {0}), (">/dev/full", {1}), ("2>&-", {0}), ("| head -c 1", {0})):
        answer = _shell(f"{command} {target}")
        assert "Traceback" not in answer.stderr, answer
        assert "Exception ignored" not in answer.stderr, answer
        assert answer.returncode in status, (target, answer)
    full = _shell("history >/dev/full")
    assert full.returncode == 1
    assert full.stderr.count("\n") == 1
    assert "No space left" in full.stderr


@LINUX
def test_a_file_never_takes_the_place_of_a_closed_stream(workspace: Path, tmp_path: Path) -> None:
    assert _shell(f"export {tmp_path / 'all.json'} >&- 2>&-").returncode == 0
    assert run("export", tmp_path / "again.json").status == 0
    assert (tmp_path / "all.json").read_bytes() == (tmp_path / "again.json").read_bytes()


@LINUX
def test_names_arguments_and_a_login_that_are_no_utf_8_stop_nothing(
    filled_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "u\udcff")
    folder = tmp_path / "f\udcff"
    folder.mkdir()
    workspace = shutil.copyfile(filled_file, folder / "w\udcff.roundtable")
    (folder / "in\udcff.txt").write_text("Title: More wells\nCountry: Ghana\nSummary: Clubs pay.\n", encoding="utf-8")
    outputs = [folder / f"out\udcff.{ending}" for ending in ("json", "xlsx", "pdf", "roundtable")]
    commands: tuple[tuple[str | Path, ...], ...] = (
        ("import", folder / "in\udcff.txt"),
        ("search", "x\udcff"),
        *zip(("export", "export", "annex", "take-along"), outputs, strict=True),
        ("merge", outputs[-1]),
        ("undo",),
        ("redo",),
        ("history",),
        ("backup",),
        ("verify",),
        ("recover", workspace),
    )
    for command in commands:
        answer = run("--workspace", workspace, *command)
        assert answer.status == 0, (command, answer)
        assert "Traceback" not in answer.err
    assert all(output.exists() for output in outputs)
