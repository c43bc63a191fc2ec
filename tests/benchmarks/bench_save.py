"""The save of one field of a practice, against bare sqlite3 updating and committing on the same disk.

Same file, same run, synchronous=FULL in both; a median under 20 ms is wanted.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from roundtable.practices import practice_edits, practice_store
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 10_000
ROUNDS = 100


def main() -> None:
    """Print the median of a save, and how many times the floor that is."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        with Workspace.open(file, create=True) as workspace:
            with workspace.unit_of_work("Add") as work:
                keys = practice_store.add(work, invented.practices(PRACTICES))
            chosen = keys[:: PRACTICES // ROUNDS]
            with closing(sqlite3.connect(file, isolation_level=None)) as plain:
                plain.execute("PRAGMA synchronous=FULL")
                ours, floor = [], []
                for key in chosen:
                    ours.append(seconds(partial(_save, workspace, key)))
                    floor.append(seconds(partial(_save_plainly, plain, key)))
    ratio = median(ours) / median(floor)
    print(
        f"save of a field: {1000 * median(ours):.1f} ms in the median ({1000 * max(ours):.1f} at most), "
        f"{ratio:.1f} times bare sqlite3 ({1000 * median(floor):.1f} ms)"
    )


def _save(workspace: Workspace, key: int) -> None:
    practice_edits.edit_many(workspace, [key], "Change title", lambda record: replace(record, title=f"{record.title}!"))


def _save_plainly(plain: sqlite3.Connection, key: int) -> None:
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("UPDATE practice SET title = title || '?' WHERE id = ?", (key,))
    plain.execute("COMMIT")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
