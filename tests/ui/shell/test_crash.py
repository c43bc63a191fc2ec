"""When the window crashes anyway: a log without texts of records, one dialog, and the next start offers it again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roundtable import imports
from roundtable.backups import backup_files
from roundtable.records.intake import Intake
from roundtable.workspace import Workspace
from tests import needs, samples

pytestmark = needs.qt()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with Workspace.open(tmp_path / "w.roundtable", create=True) as workspace:
        imports.take_in(workspace, [Intake(file="a.json", kind="json", collection=samples.COLLECTION)])
    return tmp_path / "w.roundtable"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name))
    return tmp_path / "home"


def shown(kind: str, file: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tests.ui.crashing_window", kind, str(file)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def kept_by_the_program(home: Path) -> str:
    """Return all texts of the folder of logs."""
    texts = [path for path in home.rglob("*") if path.is_file() and path.suffix in (".log", ".txt")]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in texts)


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of logs are chosen by variables only there")
def test_a_bug_is_logged_without_texts_told_once_and_offered_again(home: Path, file: Path) -> None:
    newest = backup_files.make(file, "by hand").file
    crashed = shown("bug", file)
    assert crashed.returncode == 7, crashed.stderr
    assert "ValueError" in crashed.stdout
    assert str(newest) in crashed.stdout
    kept = kept_by_the_program(home)
    assert "crashing_window.py" in kept
    for text in ("Ayacucho", "Wells", samples.NURSES.title):
        assert text not in kept
    again = shown("look", file)
    assert again.returncode == 7, again.stderr
    assert "ValueError" in again.stdout
    assert "Ayacucho" not in again.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of logs are chosen by variables only there")
def test_a_bug_right_after_the_start_is_not_taken_for_one_of_the_last_run(home: Path, file: Path) -> None:
    assert shown("bug that stays", file).returncode == 7
    assert "ValueError" in shown("look", file).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of logs are chosen by variables only there")
def test_a_fault_that_ends_the_process_is_offered_by_the_next_start(home: Path, file: Path) -> None:
    crashed = shown("fault", file)
    assert crashed.returncode < 0
    again = shown("look", file)
    assert again.returncode == 7, again.stderr
    assert "crashing_window.py" in again.stdout
    with Workspace.open(shutil.copy(file, file.with_name("copy.roundtable"))) as workspace:
        assert workspace.refusal is None
