"""A process that is killed at any moment leaves a whole workspace, every acknowledged save and no half output.

``python -m tests.kills 300 1`` does the same 300 times.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="kills what it forked")
def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.kills", "30", "1"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {"kills": 30, "faults": 0}, done.stdout + done.stderr
