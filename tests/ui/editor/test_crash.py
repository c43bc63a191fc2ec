import subprocess
import sys
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


@pytest.mark.parametrize("letters", [35, 52, 67])
def test_a_crash_while_typing_costs_a_second_at_most(tmp_path: Path, letters: int) -> None:
    file = tmp_path / "w.roundtable"
    with Workspace.open(file, create=True) as workspace:
        practice_edits.create(workspace, PracticeRecord(id=new_id()))
    safe = _killed("editor", file, letters)
    with Workspace.open(file) as workspace:
        assert verify(workspace).faults == ()
        record = practice_store.get(workspace, 1)
    assert record is not None
    assert len(record.summary) >= safe


def test_a_crash_while_a_reason_is_typed_costs_a_second_at_most(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    with Workspace.open(file, create=True) as workspace:
        take_in(workspace, [Intake(file="a.json", kind="json", collection=COLLECTION)])
    safe = _killed("matrix", file, 52)
    with Workspace.open(file) as workspace:
        assert verify(workspace).faults == ()
        cells = roundtable_matrix.matrix(workspace, 1).cells
    assert max(cell.reason.count("x") for cell in cells.values()) >= safe


def _killed(place: str, file: Path, letters: int) -> int:
    """Kill a program once it has typed so many letters, and tell how many of them must be safe.

    The letters are the clock, 25 a second: where the machine is busy, both they and the save come late.
    """
    run = subprocess.Popen([sys.executable, "-m", "tests.ui.typist", place, str(file)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    for _ in range(letters):
        assert run.stdout.readline()
    run.kill()
    run.wait()
    run.stdout.close()
    return letters - 30  # a second's, and those of what it takes to write
