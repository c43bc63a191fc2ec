import subprocess
import sys
import time
from pathlib import Path

import pytest

from roundtable import editing, practices
from roundtable.records import PracticeRecord, new_id
from roundtable.verifying import verify
from roundtable.workspace import Workspace
from tests import needs

pytestmark = needs.qt()


@pytest.mark.parametrize("seconds", [1.4, 2.1, 2.7])
def test_a_crash_while_typing_costs_a_second_at_most(tmp_path: Path, seconds: float) -> None:
    file = tmp_path / "w.roundtable"
    with Workspace.open(file, create=True) as workspace:
        editing.create(workspace, PracticeRecord(id=new_id()))
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.editor.typist", str(file)], stdout=subprocess.PIPE, text=True
    )
    assert typist.stdout is not None
    typed: list[float] = []
    while not typed or time.monotonic() - typed[0] < seconds:
        assert typist.stdout.readline()
        typed.append(time.monotonic())
    typist.kill()
    typist.wait()
    typist.stdout.close()
    safe = sum(moment < typed[-1] - 1.2 for moment in typed)  # a second, and what a busy machine takes to write
    with Workspace.open(file) as workspace:
        assert verify(workspace).faults == ()
        record = practices.get(workspace, 1)
    assert record is not None
    assert len(record.summary) >= safe
