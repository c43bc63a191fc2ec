"""Rows come out of pages that no table leads to any more: as they were, of their table, and none that was deleted."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.integrity import pages, salvage
from roundtable.practices import practice_edits, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace

PAGE = 4096
COUNT = 300
LONG = "word " * 3000


@pytest.fixture(scope="module")
def content(new_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a workspace with tables of many pages, long texts, and practices deleted for good."""
    file = Path(shutil.copy(new_file, tmp_path_factory.mktemp("many") / "w.roundtable"))
    many = [
        PracticeRecord(
            id=f"{n:036}",
            title=f"Practice {n}",
            summary=LONG if n % 50 == 0 else "word " * 60,
            tags=("Gender",),
            web_links=(f"https://example.org/{n}",),
        )
        for n in range(COUNT)
    ]
    with Workspace.open(file) as workspace:
        with workspace.unit_of_work("Many") as work:
            keys = practice_store.add(work, many)
        practice_edits.trash(workspace, keys[:100])
        practice_edits.empty_trash(workspace)
    return file.read_bytes()


def rows_of(file: Path) -> dict[str, dict[int, object]]:
    return {part.table.name: {row["id"]: row for row in part.rows} for part in salvage.salvaged(file)}


def whole(content: bytes, folder: Path) -> dict[str, dict[int, object]]:
    file = folder / "whole"
    file.write_bytes(content)
    return rows_of(file)


def broken(content: bytes, folder: Path, page: int, noise: bytes = bytes(PAGE)) -> Path:
    file = folder / "broken"
    file.write_bytes(content[: (page - 1) * PAGE] + noise + content[page * PAGE :])
    return file


def root_of(content: bytes, folder: Path, table: str) -> int:
    (folder / "named").write_bytes(content)
    with closing(sqlite3.connect(folder / "named")) as connection:
        return int(connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0])


@pytest.mark.parametrize("table", ["practice", "practice_link", "journal_touch"])
def test_all_rows_below_a_page_that_is_gone_come_out(table: str, content: bytes, tmp_path: Path) -> None:
    root = root_of(content, tmp_path, table)
    assert content[(root - 1) * PAGE] == 5, "the table has inner pages"
    found = rows_of(broken(content, tmp_path, root))
    assert found == whole(content, tmp_path)


def test_all_rows_come_out_though_the_schema_is_gone(content: bytes, tmp_path: Path) -> None:
    expected = whole(content, tmp_path)
    found = rows_of(broken(content, tmp_path, 1))
    for table in ("practice", "practice_term", "practice_link", "journal_touch", "term"):
        assert found[table] == expected[table], table


@pytest.mark.parametrize("seed", range(6))
def test_rows_come_out_of_the_rest_of_a_file_that_lost_its_beginning(seed: int, content: bytes, tmp_path: Path) -> None:
    """None comes out that was not there, whatever is missing."""
    chance = random.Random(seed)  # noqa: S311 - the same at every run
    lost = chance.randrange(2, 30)
    file = tmp_path / "rest"
    file.write_bytes(chance.randbytes(lost * PAGE) + content[lost * PAGE :])
    expected, found = whole(content, tmp_path), rows_of(file)
    for table, rows in found.items():
        assert rows.keys() <= expected[table].keys(), table
    assert len(found["practice"]) > COUNT / 4


def test_what_was_deleted_does_not_come_back(content: bytes, tmp_path: Path) -> None:
    for table in ("practice", "practice_link"):
        found = rows_of(broken(content, tmp_path, root_of(content, tmp_path, table)))
        assert found[table].keys() == whole(content, tmp_path)[table].keys()


def test_a_row_whose_end_lies_on_a_page_that_is_gone_comes_out_as_far_as_it_is_there(
    content: bytes, tmp_path: Path
) -> None:
    expected = whole(content, tmp_path)["practice"]
    full = b"word " * 700  # nothing else is on a page that a long text goes on
    overflow = next(n for n in range(2, len(content) // PAGE) if full in content[n * PAGE + 4 : (n + 1) * PAGE]) + 1
    file = broken(content, tmp_path, overflow, b"\xff" * PAGE)
    shutil.copy(file, tmp_path / "again")
    with pages.opened(tmp_path / "again") as opened:
        rows = [row for page in range(2, opened.count + 1) if opened.is_leaf(page) for row in opened.rows(page)]
    cut = [row for row in rows if len(row.values) > 20 and isinstance(row.values[3], pages.CutText)]
    assert len(cut) >= 1
    assert all(row.key in expected for row in cut)
    assert rows_of(file)["practice"].keys() == expected.keys()


@settings(max_examples=150, deadline=None)
@given(noise=st.binary(max_size=3 * PAGE), kind=st.sampled_from([5, 13]))
def test_noise_gives_no_error(noise: bytes, kind: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("noise") / "f"
    file.write_bytes((bytes([kind]) + noise).ljust(2 * PAGE, b"\x07"))
    with pages.opened(file) as opened:
        for number in range(1, opened.count + 1):
            opened.children(number)
            if opened.is_leaf(number):
                list(opened.rows(number))
        opened.free()
