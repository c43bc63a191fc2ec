import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.samples import NURSES
from tests.ui.commands import assert_refused, run, run_process

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    "command",
    [
        ("export", "all.json"),
        ("export", "contribution.xlsx"),
        ("annex", "annex.pdf"),
        ("search", "wells"),
        ("history",),
        ("undo",),
        ("redo",),
        ("verify",),
    ],
    ids=" ".join,
)
def test_a_command_that_reads_says_that_the_workspace_is_missing(command: tuple[str, ...], home: Path) -> None:
    assert_refused(run(*command), home / "workspace.roundtable")
    assert list(home.iterdir()) == []


def test_the_option_outranks_the_environment_before_and_after_the_command(workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.roundtable"
    assert_refused(run("--workspace", other, "history"), other)
    assert_refused(run("history", "--workspace", other), other)
    assert run("history").status == 0


def test_without_option_and_environment_the_workspace_lies_in_local_data(
    sample_file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROUNDTABLE_WORKSPACE")
    if sys.platform == "win32":
        pytest.skip("Windows does not take this folder from the environment")
    assert run("import", sample_file).status == 0
    (made,) = home.rglob("*.roundtable")
    assert "Documents" not in made.parts


@pytest.mark.parametrize(
    "arguments",
    [("import",), ("fly",), ("export",), ("search", "wells", "--limit", "0"), ("import", "a.json", "--accept", "some")],
    ids=" ".join,
)
def test_wrong_usage_is_told_apart(arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("usage: roundtable")


def test_the_demo_makes_its_three_files_and_prints_them(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    answer = run_process("demo", folder)
    assert (answer.status, answer.err) == (0, "")
    made = [Path(line) for line in answer.out.splitlines()]
    assert made == [folder / name for name in ("demo.roundtable", "annex.pdf", "contribution.xlsx")]
    assert all(path.stat().st_size > 10_000 for path in made)
    assert sorted(folder.iterdir()) == sorted(made)


def test_the_demo_made_again_keeps_the_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    assert run("demo", folder, "--no-window").status == 0
    run("undo", "--workspace", folder / "demo.roundtable")
    before = len(run("history", "--workspace", folder / "demo.roundtable").out.splitlines())
    assert run("demo", folder, "--no-window").status == 0
    assert len(run("history", "--workspace", folder / "demo.roundtable").out.splitlines()) > before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
def test_without_a_display_the_window_is_refused_in_words(home: Path) -> None:
    assert_refused(run_process(), "window cannot be opened", "no display")
    assert list(home.iterdir()) == []


@needs.qt()
def test_without_a_command_the_window_opens_on_the_workspace(home: Path, qtbot: "QtBot") -> None:
    window, file = [sys.executable, "-m", "roundtable"], home / "workspace.roundtable"
    with subprocess.Popen(window, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        qtbot.waitUntil(lambda: process.poll() is not None or file.exists(), timeout=60_000)
        is_open = process.poll() is None
        process.terminate()
        assert b"Traceback" not in process.stderr.read()
    assert is_open


def test_a_reader_that_leaves_early_is_no_error(workspace: Path) -> None:
    history = [sys.executable, "-m", "roundtable", "history"]
    with subprocess.Popen(history, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with pty, which Windows lacks")
def test_progress_goes_to_a_terminal_alone(workspace: Path, tmp_path: Path) -> None:
    import pty

    terminal, stderr = pty.openpty()
    export = [sys.executable, "-m", "roundtable", "export", str(tmp_path / "all.json")]
    done = subprocess.run(export, stderr=stderr, stdout=subprocess.PIPE, check=True)
    os.close(stderr)
    assert b"%" in os.read(terminal, 1000)
    os.close(terminal)
    assert done.stdout == f"{tmp_path / 'all.json'}\n".encode()


def test_names_in_any_script_are_printed_even_where_the_terminal_is_not_utf8(workspace: Path) -> None:
    answer = run_process("search", "infirmieres", environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert (answer.status, answer.err) == (0, "")
    assert NURSES.title in answer.out


def test_the_command_line_loads_no_window_no_writer_and_no_migration_to_start() -> None:
    start = "import sys, ui.command_line; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True).stdout.split()
    assert not {"PySide6", "alembic", "reportlab", "openpyxl"}.intersection(loaded)
