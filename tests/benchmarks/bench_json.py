"""The JSON import of 10,000 practices, against bare sqlite3 inserting the same rows and full-text index."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from roundtable import imports
from roundtable.exchange import json_file
from roundtable.records.collection import Collection
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 10_000
ROUNDS = 5
TABLES = "tbl_name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE 'practice_text_%' AND tbl_name NOT LIKE 'journal_%'"
"""The records and their indexes: what the journal costs is ours alone."""


def main() -> None:
    """Print our rate as a part of the floor's; at least 0.2 is wanted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        json_file.write(Collection(practices=invented.practices(PRACTICES)), folder / "practices.json")
        rounds = [
            (_seconds(_import, folder, number), _seconds(_insert_plainly, folder, number)) for number in range(ROUNDS)
        ]
    ours, floor = map(min, zip(*rounds, strict=True))
    print(
        f"JSON import: {PRACTICES / ours:,.0f} practices a second, {floor / ours:.2f} of bare sqlite3 "
        f"({PRACTICES / floor:,.0f} a second)"
    )


def _seconds(work: Callable[[Path, int], Callable[[], object]], folder: Path, number: int) -> float:
    prepared = work(folder, number)
    start = time.perf_counter()
    prepared()
    return time.perf_counter() - start


def _import(folder: Path, number: int) -> Callable[[], object]:
    workspace = Workspace.open(folder / f"{number}.roundtable", create=True)
    return lambda: imports.import_files(workspace, [folder / "practices.json"])


def _insert_plainly(folder: Path, number: int) -> Callable[[], object]:
    with closing(sqlite3.connect(folder / "0.roundtable")) as filled:
        schema = [sql for (sql,) in filled.execute(f"SELECT sql FROM sqlite_master WHERE sql NOT NULL AND {TABLES}")]
        tables = filled.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {TABLES}").fetchall()
        rows = {table: filled.execute(f"SELECT * FROM {table}").fetchall() for (table,) in tables}

    def insert() -> None:
        with closing(sqlite3.connect(folder / f"plain-{number}.db", isolation_level=None)) as plain:
            plain.execute("PRAGMA synchronous=FULL")
            plain.execute("BEGIN")
            for statement in schema:
                plain.execute(statement)
            for table, values in rows.items():
                if values:
                    marks = ", ".join("?" * len(values[0]))
                    plain.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
            plain.execute("COMMIT")

    return insert


if __name__ == "__main__":
    main()
