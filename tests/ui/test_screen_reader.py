"""A whole job as a screen reader does it: over AT-SPI, from outside, on the real window under a display of its own."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from tests import needs

SYSTEM_PYTHON = "/usr/bin/python3"
"""What has the bindings of AT-SPI, which come with the system and not as wheels."""
PROGRAMS = ("xvfb-run", "dbus-run-session")
BOTH = """
"$1" -m roundtable --workspace "$2" & window=$!
env -u PYTHONPATH "$3" -W ignore "$4"; status=$?
kill $window; wait $window; exit $status
"""
"""Show the window, let the screen reader do its job, end the window."""


@cache
def _lack() -> str:
    """Tell what is missing for a screen reader, "" for nothing."""
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        return f"{', '.join(missing)} not installed"
    start = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", start], capture_output=True, check=False)
    return "the bindings of AT-SPI are not installed" if asked.returncode else ""


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is how Linux does it")
def test_a_screen_reader_edits_a_title_and_maps_the_practice(workspace_file: Path, home: Path) -> None:
    if (lack := _lack()) and not needs.IN_CI:
        pytest.skip(lack)
    reader = Path(__file__).with_name("screen_reader.py")
    inside = ["bash", "-c", BOTH, "bash", sys.executable, str(workspace_file), SYSTEM_PYTHON, str(reader)]
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "dbus-run-session", "--", *inside],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-6:] == [  # services that start along may have said something before
        "Wells for all of Ayacucho",
        "Wells for all of Ayacucho, Q1 What keeps nurses at home?: suggested; matched: Migration and health",
        "Wells for all of Ayacucho, Q1 What keeps nurses at home?: mapped, principal question",
        "Undo: Map “Wells for all of Ayacucho” to Q1",
        "Roundtable: RT 9.1",
        "Language: English",
    ]
    with Workspace.open(workspace_file) as workspace:
        assert len(practice_rows.find_ids(workspace, '"all of Ayacucho"')) == 1
