"""Edits of many practices, their undo and redo, against bare sqlite3 writing the same rows on the same disk.

The floor writes into a copy what differs: rows of tables, of both indexes and of the journal, as they are, in one
transaction. At most 6 times the floor is wanted, 4 times for moving to the trash and back.
"""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_store
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 10_000
EDITED = 5_000
_UNMATCHED = ("sqlite_", "practice_text_", "alembic")
"""Beginnings of the names of tables that are written by writing others."""


def main() -> None:
    """Print how long each edit takes, and how many times the floor that is."""
    with tempfile.TemporaryDirectory() as name:
        file, plain = Path(name, "w.roundtable"), Path(name, "plain.db")
        with Workspace.open(file, create=True) as workspace:
            with workspace.unit_of_work("Add") as work:
                keys = practice_store.add(work, invented.practices(PRACTICES))[:: PRACTICES // EDITED]
            for label, edit in (
                ("add a tag", practice_edits.add_term("tags", "Bulk")),
                ("set a field", practice_edits.set_field("lessons", "The same for all")),
                ("set the status", practice_edits.set_status("cleared")),
                ("find and replace", practice_edits.find_and_replace("ka", "ko")),
            ):
                many = partial(practice_edits.edit_many, workspace, keys, *edit)
                _measure(f"{label}, {EDITED:,} practices", many, workspace, plain)
            _measure(f"delete {EDITED:,}", partial(practice_edits.trash, workspace, keys), workspace, plain)


def _measure(label: str, edit: Callable[[], object], workspace: Workspace, plain: Path) -> None:
    steps: dict[str, Callable[[], object]] = {
        "done": edit,
        "undone": partial(undo_steps.undo, workspace),
        "redone": partial(undo_steps.redo, workspace),
    }
    words = []
    for word, step in steps.items():
        shutil.copyfile(workspace.file, plain)
        ours = seconds(step)
        floor = _write_plainly(workspace.file, plain)
        words.append(f"{word} {ours:.2f} s, {ours / floor:.1f} times bare sqlite3 ({floor:.2f} s)")
    print(f"{label}: {'; '.join(words)}")
    undo_steps.undo(workspace)


def _write_plainly(wanted: Path, file: Path) -> float:
    """Make a file equal to the wanted one and return how long the writing took, in seconds."""
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute("PRAGMA cache_size=-32000")
        plain.execute("ATTACH ? AS wanted", (str(wanted),))
        tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        statements = [
            statement for table in tables if not table.startswith(_UNMATCHED) for statement in _statements(plain, table)
        ]
        plain.execute("DETACH wanted")
        return seconds(partial(_write, plain, statements))


def _statements(plain: sqlite3.Connection, table: str) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Return the statements with their rows of values that make a table as it is wanted."""
    names = [name for _, name, *_ in plain.execute(f"PRAGMA table_info({table})") if name != "id"]
    columns = ", ".join(names)
    here, there = (f"SELECT rowid, {columns} FROM {schema}.{table}" for schema in ("main", "wanted"))
    before = {row[0]: row for row in plain.execute(f"{here} EXCEPT {there}")}
    after = {row[0]: row for row in plain.execute(f"{there} EXCEPT {here}")}
    new = [row for key, row in after.items() if key not in before]
    statements = [
        (f"DELETE FROM {table} WHERE rowid = ?", [(key,) for key in before if key not in after]),
        (f"INSERT INTO {table} (rowid, {columns}) VALUES ({', '.join('?' * (len(names) + 1))})", new),
    ]
    for number, name in enumerate(names, 1):
        changed = [
            (row[number], key) for key, row in after.items() if key in before and row[number] != before[key][number]
        ]
        statements.append((f"UPDATE {table} SET {name} = ? WHERE rowid = ?", changed))
    return [statement for statement in statements if statement[1]]


def _write(plain: sqlite3.Connection, statements: list[tuple[str, list[tuple[object, ...]]]]) -> None:
    plain.execute("BEGIN IMMEDIATE")
    for statement, rows in statements:
        plain.executemany(statement, rows)
    plain.execute("COMMIT")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
