"""A crash while typing, 100 times: what of the typing is missing afterwards, in seconds.

Each time the file must open and be whole; a second at most may be missing.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from roundtable.practices import practice_edits, practice_store
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from roundtable.verification import verify
from roundtable.workspace import Workspace

KILLS = 100


def main() -> None:
    """Print the worst loss."""
    with tempfile.TemporaryDirectory() as name:
        losses = sorted(_loss(Path(name, f"{number}.roundtable"), 1.0 + number * 0.017) for number in range(KILLS))
    print(f"{KILLS} crashes while typing: every file whole, {losses[-1]:.2f} s missing at worst, ", end="")
    print(f"{losses[KILLS // 2]:.2f} s in the median, {sum(loss > 1 for loss in losses)} times more than a second")


def _loss(file: Path, seconds: float) -> float:
    """Kill a typist after so long, and return how long before its end the oldest lost letter was typed."""
    with Workspace.open(file, create=True) as workspace:
        practice_edits.create(workspace, PracticeRecord(id=new_id()))
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    command = [sys.executable, "-m", "tests.ui.typist", "editor", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as typist:
        typed: list[float] = []
        while not typed or time.monotonic() - typed[0] < seconds:
            if typist.stdout is None or not typist.stdout.readline():
                raise RuntimeError("The typist ended by itself.")
            typed.append(time.monotonic())
        typist.kill()
        end = time.monotonic()
    with Workspace.open(file) as workspace:
        if faults := verify(workspace).faults:
            raise RuntimeError(f"{file}: {faults}")
        record = practice_store.get(workspace, 1)
    kept = len(record.summary) if record else 0
    return end - typed[kept] if kept < len(typed) else 0.0


if __name__ == "__main__":
    main()
