import subprocess
import sys
import time
from pathlib import Path

import pytest

from roundtable.imports import take_in
from roundtable.mapping import roundtable_matrix
from roundtable.practices import practice_edits, practice_store
from roundtable.records.identity import new_id
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.verification import verify
from roundtable.workspace import Workspace
from tests import needs
from tests.samples import COLLECTION

pytestmark = needs.qt()


@pytest.mark.parametrize("seconds", [1.4, 2.1, 2.7])
def test_a_crash_while_typing_costs_a_second_at_most(tmp_path: Path, seconds: float) -> None:
    file = tmp_path / "w.roundtable"
    with Workspace.open(file, create=True) as workspace:
        practice_edits.create(workspace, PracticeRecord(id=new_id()))
    safe = _killed("tests.ui.editor.typist", file, seconds)
    with Workspace.open(file) as workspace:
        assert verify(workspace).faults == ()
        record = practice_store.get(workspace, 1)
    assert record is not None
    assert len(record.summary) >= safe


def test_a_crash_while_a_reason_is_typed_costs_a_second_at_most(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    with Workspace.open(file, create=True) as workspace:
        take_in(workspace, [Intake(file="a.json", kind="json", collection=COLLECTION)])
    safe = _killed("tests.ui.mapping.typist", file, 2.1)
    with Workspace.open(file) as workspace:
        assert verify(workspace).faults == ()
        cells = roundtable_matrix.matrix(workspace, 1).cells
    assert max(cell.reason.count("x") for cell in cells.values()) >= safe


def _killed(typist: str, file: Path, seconds: float) -> int:
    """Kill a program so long after its first letter, and tell how many of its letters must be safe."""
    run = subprocess.Popen([sys.executable, "-m", typist, str(file)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    typed: list[float] = []
    while not typed or time.monotonic() - typed[0] < seconds:
        assert run.stdout.readline()
        typed.append(time.monotonic())
    run.kill()
    run.wait()
    run.stdout.close()
    return sum(moment < typed[-1] - 1.2 for moment in typed)  # a second, and what a busy machine takes to write
