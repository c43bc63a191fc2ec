"""Recovery takes out of a damaged workspace what can be read, says what it could not, and leaves the file alone."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from roundtable.exchange import workspace_contents
from roundtable.practices import practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.recovery import salvage
from roundtable.workspace import Workspace
from tests.recoveries import DAMAGES, Damage, compare, filled_with_many
from tests.samples import COLLECTION
from tests.ui.commands import assert_refused, run
from tests.ui.test_damage import VALUES, meddled

LOSSES = [name for name in VALUES if name.startswith(("text", "unknown", "moment", "noise", "reference", "mapping"))]


def practices_of(file: Path) -> dict[str, PracticeRecord]:
    with Workspace.open(file) as workspace:
        return {one.id: one for one in workspace_contents.collected(workspace).practices}


@pytest.mark.parametrize("damage", VALUES)
def test_all_practices_come_out_of_a_workspace_with_one_damage(damage: str, filled_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    meddled(file, VALUES[damage])
    before = file.read_bytes()
    answer = run("recover", file)
    assert answer.status == 0
    made = Path(answer.out.splitlines()[0])
    assert made.parent == tmp_path
    assert run("--workspace", made, "verify").status == 0
    assert practices_of(made).keys() == {one.id for one in COLLECTION.practices}
    assert file.read_bytes() == before
    if damage in LOSSES:
        assert answer.err


def test_a_whole_workspace_comes_out_as_it_is(filled_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    report = salvage.recover(file)
    assert report.losses == ()
    with Workspace.open(file) as one, Workspace.open(report.file) as other:
        assert workspace_contents.collected(one) == workspace_contents.collected(other)


@pytest.fixture(scope="session")
def large_content(new_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a workspace whose tables have inner pages."""
    file = Path(shutil.copy(new_file, tmp_path_factory.mktemp("large") / "large.roundtable"))
    many = [PracticeRecord(id=f"{n:036}", title=f"Practice {n}", summary="word " * 60) for n in range(400)]
    with Workspace.open(file) as workspace, workspace.unit_of_work("Many") as work:
        practice_store.add(work, many)
    return file.read_bytes()


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_comes_out_of_broken_pages_is_whole(
    damage: Damage, filled_file: Path, large_content: bytes, tmp_path: Path
) -> None:
    for seed in range(4):
        content = large_content if seed % 2 == 0 else filled_file.read_bytes()
        file = tmp_path / f"{seed}.roundtable"
        chance = random.Random(seed)  # noqa: S311 - the same at every run
        file.write_bytes(damage(content, chance))
        before = file.read_bytes()
        answer = run("recover", file)
        assert file.read_bytes() == before
        if answer.status == 0:
            assert run("--workspace", answer.out.splitlines()[0], "verify").status == 0, seed
        else:
            assert "No part of a workspace" in answer.err


def test_every_row_beside_a_broken_page_comes_out(large_content: bytes, tmp_path: Path) -> None:
    """The pages of a table in the middle of many are broken: the rows before, between and after them are all there."""
    file = tmp_path / "large.roundtable"
    file.write_bytes(large_content)
    with closing(sqlite3.connect(file)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'practice'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(large_content)
    start = (root - 1) * size
    assert content[start] == 5, "the table is wide enough to have inner pages"
    cells = int.from_bytes(content[start + 3 : start + 5], "big")
    pointers = [int.from_bytes(content[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(cells)]
    children = [int.from_bytes(content[start + p : start + p + 4], "big") for p in pointers]
    for child in (children[len(children) // 3], children[len(children) // 2]):
        content[(child - 1) * size : child * size] = bytes(size)
    file.write_bytes(content)
    report = salvage.recover(file)
    found = {one.title for one in practices_of(report.file).values()}
    assert {"Practice 0", "Practice 399"} <= found
    assert 360 <= len(found) < 400
    assert any("could be read" in loss for loss in report.losses)


def test_every_row_that_sqlites_own_recovery_reads_comes_out_or_is_told(tmp_path: Path) -> None:
    """``python -m tests.recoveries 300 1`` does the same 300 times."""
    content = filled_with_many(tmp_path).read_bytes()
    tally = compare(content, tmp_path, 8, 1)
    print(tally)
    assert tally.lost == 0
    assert tally.read_by_sqlite > 1_000


@pytest.mark.parametrize(("written", "damaged"), [("summary", "sum-ary"), ("id INTEGER", "id INTEGMR")])
def test_a_schema_with_another_letter_costs_no_value(
    written: str, damaged: str, filled_file: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    with closing(sqlite3.connect(file)) as meddler, meddler:
        meddler.execute("PRAGMA writable_schema = ON")
        what = (written, damaged.replace("-", "`"), "practice")
        meddler.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", what)
    report = salvage.recover(file)
    assert {one.summary for one in practices_of(report.file).values()} == {one.summary for one in COLLECTION.practices}


def test_of_a_text_whose_end_is_gone_the_beginning_comes_out_and_that_is_told(tmp_path: Path) -> None:
    file = filled_with_many(tmp_path)
    content = file.read_bytes()
    full = b"words " * 680  # nothing else is on a page that a long text goes on
    at = next(at for at in range(0, len(content), 4096) if full[:4080] in content[at + 4 : at + 4096])
    file.write_bytes(content[:at] + bytes(4096) + content[at + 4096 :])
    report = salvage.recover(file)
    [summary] = [one.summary for one in practices_of(report.file).values() if one.summary.endswith("…")]
    assert summary.startswith("words words")
    assert "\0" not in summary
    assert "practices: “summary” could not be read whole 1 time and was cut or replaced." in report.losses


def test_what_is_no_workspace_at_all_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "x.roundtable").write_bytes(b"nothing" * 1000)
    assert_refused(run("recover", tmp_path / "x.roundtable"), "x.roundtable")
    assert_refused(run("recover", tmp_path / "none.roundtable"), "none.roundtable")
    assert [path.name for path in tmp_path.iterdir()] == ["x.roundtable"]
