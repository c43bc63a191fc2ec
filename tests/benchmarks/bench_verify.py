"""Check, backup and opening of a workspace of 100,000 practices, against SQLite's own on the same file in the same run.

Two floors each, in seconds of the processor, at their fastest of three: one call of SQLite's, and all that SQLite has
for what is done. A backup is a verified copy: beside the bare backup it stands against that and a bare check of the
copy. A check is of references and the search index, too: beside the bare ``integrity_check`` it stands against that,
``foreign_key_check`` and FTS5's own; what it finds besides (values of the wrong kind, texts that are no UTF-8, entries
of the journal that are noise, words of another text) SQLite has no check for.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from roundtable import verification
from roundtable.backups import backup_files, file_state
from roundtable.practices import practice_rows, practice_store
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 100_000
STEP = 5_000
ROUNDS = 3
SEARCH_CHECK = "INSERT INTO practice_text (practice_text) VALUES ('integrity-check')"


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
            check, references = "PRAGMA integrity_check", "PRAGMA foreign_key_check"
            tell(
                "verify",
                lambda: verification.verify(workspace),
                {
                    "integrity_check": lambda: _plainly(file, check),
                    "all checks of SQLite": lambda: _plainly(file, check, references, SEARCH_CHECK),
                },
            )
            file_state.note(file)
            copy, plain = Path(name, "copy"), Path(name, "plain")
            tell(
                "backup",
                lambda: backup_files.copy(file, copy),
                {
                    "bare backup": lambda: _copy_plainly(file, plain),
                    "bare backup and check of the copy": lambda: _copy_plainly(file, plain, check),
                },
            )
        first = "SELECT id FROM practice ORDER BY id"
        tell("open", lambda: _open(file), {"first query": lambda: _plainly(file, first)})


def tell(name: str, ours: Callable[[], object], floors: Mapping[str, Callable[[], object]]) -> None:
    """Measure ours and the floors in turn and print the ratios."""
    rounds = [[cost(work) for work in (ours, *floors.values())] for _ in range(ROUNDS)]
    taken, *bare = (min(costs) for costs in zip(*rounds, strict=True))
    for floor, least in zip(floors, bare, strict=True):
        print(f"{name} of {PRACTICES:,} practices: {taken:.2f} s, {taken / least:.1f} times {floor} ({least:.2f} s)")


def cost(work: Callable[[], object]) -> float:
    """Return the seconds of the processor, of all threads, that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _open(file: Path) -> None:
    with Workspace.open(file) as workspace:
        verification.ensure_whole(workspace)
        practice_rows.find_ids(workspace)


def _plainly(file: Path, *queries: str) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA cache_size=-32000")
        for query in queries:
            plain.execute(query).fetchall()


def _copy_plainly(file: Path, target: Path, *queries: str) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as made:
        source.backup(made)
    if queries:
        _plainly(target, *queries)


if __name__ == "__main__":
    main()
