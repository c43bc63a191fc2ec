"""Check, backup and opening of a workspace of 100,000 practices, against SQLite's own on the same file in the same run.

Bare SQLite is ``integrity_check``, the backup API, and the first query of a connection; each at its fastest of three.
A backup is what a person gets: copied, synced, checked and in its place.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from roundtable import verification
from roundtable.backups import backup_files, file_state
from roundtable.practices import practice_rows, practice_store
from roundtable.workspace import Workspace
from tests.benchmarks import invented
from tests.benchmarks.bench_save import seconds

PRACTICES = 100_000
STEP = 5_000
ROUNDS = 3


def main() -> None:
    """Print each with how many times the floor that is."""
    with tempfile.TemporaryDirectory() as name:
        os.environ.update({f"XDG_{kind}_HOME": name for kind in ("CONFIG", "DATA")})
        file = Path(name, "w.roundtable")
        with Workspace.open(file, create=True) as workspace:
            records = invented.practices(PRACTICES)
            for start in range(0, PRACTICES, STEP):
                with workspace.unit_of_work("Add") as work:
                    practice_store.add(work, records[start : start + STEP])
            tell("verify", lambda: verification.verify(workspace), lambda: _plainly(file, "PRAGMA integrity_check"))
            file_state.note(file)
            copy = Path(name, "copy")
            tell("backup", lambda: backup_files.copy(file, copy), lambda: _copy_plainly(file, Path(name, "plain")))
        tell("open", lambda: _open(file), lambda: _plainly(file, "SELECT id FROM practice ORDER BY id"))


def tell(name: str, ours: Callable[[], object], plain: Callable[[], object]) -> None:
    """Measure both in turn and print the ratio."""
    measured = [(seconds(plain), seconds(ours)) for _ in range(ROUNDS)]
    floor, taken = (min(times) for times in zip(*measured, strict=True))
    print(f"{name} of {PRACTICES:,} practices: {taken:.2f} s, {taken / floor:.1f} times bare SQLite ({floor:.2f} s)")


def _open(file: Path) -> None:
    with Workspace.open(file) as workspace:
        verification.ensure_whole(workspace)
        practice_rows.find_ids(workspace)


def _plainly(file: Path, query: str) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA cache_size=-32000")
        plain.execute(query).fetchall()


def _copy_plainly(file: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as made:
        source.backup(made)


if __name__ == "__main__":
    main()
