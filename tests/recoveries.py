"""Damage copies of a workspace, recover each, and compare it row by row with what SQLite's own recovery reads of it.

Run as ``python -m tests.recoveries NUMBER SEED``: prints a line for every row that is lost, then the counts. SQLite's
recovery is the ``.recover`` of its command-line tool; where that is missing, what plain queries read from either end.
"""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from db.tables import Base, PracticeIndex
from roundtable import imports
from roundtable.errors import WorkspaceError
from roundtable.exchange import json_file
from roundtable.practices import practice_edits, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.recovery import salvage
from roundtable.verification import COUNTED
from roundtable.workspace import Workspace
from tests.samples import COLLECTION

PAGE = 4096
TABLES = [table.name for table in Base.metadata.sorted_tables if table is not PracticeIndex.__table__]
Rows = dict[str, dict[int, dict[str, Any]]]
"""Rows by table and key, texts as bytes."""
Damage = Callable[[bytes, random.Random], bytes]


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content) - 1)]


def zeroed(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) // PAGE) * PAGE
    return content[:at] + bytes(PAGE) + content[at + PAGE :]


def noise(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) // PAGE) * PAGE
    return content[:at] + chance.randbytes(PAGE) + content[at + PAGE :]


def flipped(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 8, 64))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


DAMAGES: tuple[Damage, ...] = (cut, zeroed, noise, flipped)


@dataclass(slots=True)
class Tally:
    """Count damages, rows that SQLite reads, those of them that are told as left out, lost ones, and further ones."""

    damages: int = 0
    read_by_sqlite: int = 0
    left_out_and_told: int = 0
    lost: int = 0
    further: int = 0


def filled_with_many(folder: Path) -> Path:
    """Make a workspace whose tables have inner pages, with texts of several pages and practices deleted for good."""
    file = folder / "many.roundtable"
    long = [PracticeRecord(id=f"{n:036}", title=f"Long {n}", summary="words " * 2500) for n in range(8)]
    many = [PracticeRecord(id=f"{n:036}", title=f"{n}", summary="word " * 60, tags=("Gender",)) for n in range(8, 200)]
    json_file.write(COLLECTION, folder / "records.json")
    with Workspace.open(file, create=True) as workspace:
        imports.import_files(workspace, [folder / "records.json"])
        with workspace.unit_of_work("Many") as work:
            keys = practice_store.add(work, [*long, *many])
        practice_edits.trash(workspace, keys[20:60])
        practice_edits.empty_trash(workspace)
    return file


def compare(content: bytes, folder: Path, number: int, seed: int) -> Tally:
    """Damage a workspace so many times, and count what recovery yields beside SQLite's; print what it loses."""
    tally = Tally()
    for case in range(number):
        chance = random.Random(f"{seed} {case}")  # noqa: S311 - the same at every run
        file = folder / f"{case}.roundtable"
        file.write_bytes(DAMAGES[case % len(DAMAGES)](content, chance))
        expected = read_by_sqlite(file, folder)
        try:
            report = salvage.recover(file)
        except WorkspaceError:
            found: Rows = {}
            losses: tuple[str, ...] = ()
        else:
            found, losses = _rows(report.file), report.losses
            report.file.unlink()
        _count(tally, expected, found, losses, case)
        file.unlink()
    return tally


def _count(tally: Tally, expected: Rows, found: Rows, losses: tuple[str, ...], case: int) -> None:
    tally.damages += 1
    for table in TABLES:
        theirs, ours = expected.get(table, {}), found.get(table, {})
        gone = [key for key, row in theirs.items() if key not in ours or not _holds(ours[key], row)]
        is_told = any(COUNTED.get(table, table.replace("_", " ")) in loss for loss in losses)
        tally.read_by_sqlite += len(theirs)
        tally.further += len(ours.keys() - theirs.keys())
        tally.left_out_and_told += len(gone) if is_told else 0
        if gone and not is_told:
            tally.lost += len(gone)
            print(f"damage {case}: {table} {gone}")


def _holds(row: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Tell whether a row has all values that are expected; SQLite may have less of a text that was cut."""
    for name, value in expected.items():
        if name not in row:  # where the damage is in the name
            is_held = value in row.values()
        elif isinstance(value, bytes):
            is_held = (row[name] or b"").startswith(value.rstrip(b"\0"))
        else:
            is_held = value is None or row[name] == value
        if not is_held:
            return False
    return True


def read_by_sqlite(file: Path, folder: Path) -> Rows:
    """Return what SQLite's own recovery reads of a damaged file."""
    if not (tool := _tool()):
        with tempfile.TemporaryDirectory(dir=folder) as own:
            return _rows(Path(shutil.copy(file, own)))
    script = subprocess.run([tool, file, ".recover --ignore-freelist"], capture_output=True, check=False).stdout
    made = folder / "recovered by sqlite"
    subprocess.run([tool, made], input=script, capture_output=True, check=False)
    rows = _rows(made) if made.exists() else Rows()
    made.unlink(missing_ok=True)
    return rows


@cache
def _tool() -> str:
    """Return SQLite's command-line tool, "" where there is none or one without ``.recover``."""
    tool = shutil.which("sqlite3")
    if tool is None:
        return ""
    asked = subprocess.run([tool, ":memory:", "SELECT * FROM sqlite_dbpage"], capture_output=True, check=False)
    return "" if asked.stderr else tool


def _rows(file: Path) -> Rows:
    with closing(sqlite3.connect(file)) as connection:
        connection.text_factory = bytes
        return {table: dict(_rows_of(connection, table)) for table in TABLES}


def _rows_of(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error):
            asked = connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid {order}")
            names = [column for column, *_ in asked.description]
            for row in asked:
                made = dict(zip(names, row, strict=True))
                if isinstance(made.get("id"), int):
                    yield made["id"], made


def main(number: int, seed: int) -> None:
    """Print what is lost, then the counts."""
    with tempfile.TemporaryDirectory() as folder:
        content = filled_with_many(Path(folder)).read_bytes()
        print(json.dumps(asdict(compare(content, Path(folder), number, seed))))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
