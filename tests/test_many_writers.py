"""Many who write into one shared workspace lose nothing, though some of them and the server are killed.

``python -m tests.many_writers 20 60 3 1`` does the same for a minute, with twenty.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import needs, postgresql


@pytest.mark.skipif(bool(postgresql.problem()) and not needs.IN_CI, reason="needs PostgreSQL")
def test_no_acknowledged_save_is_lost_and_nobody_meets_a_deadlock() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.many_writers", "5", "5", "1", "1"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["faults"] == 0, done.stdout + done.stderr
    assert told.get("done", 0) > 0
    assert told.get("undone", 0) > 0
