"""The coverage of a roundtable of 100,000 practices by region, against the bare SQL that counts the same.

Same file, same run; within twice the floor is wanted.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from roundtable import coverage, mapping, practices, roundtables
from roundtable.coverage import DIMENSIONS
from roundtable.records import AnnexEntry, GuidingQuestion, PossibleMeasure, RoundtableRecord, new_id
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 100_000
ROUNDS = 5
_BARE = """
WITH answers AS (
 SELECT guiding_question_id AS q, possible_measure_id AS m, practice_id
 FROM mapping JOIN practice p ON p.id = practice_id WHERE p.deleted_at IS NULL
 UNION SELECT guiding_question_id, NULL, practice_id
 FROM annex_entry JOIN practice p ON p.id = practice_id WHERE p.deleted_at IS NULL)
"""
_PER_AIM = _BARE + "SELECT q, m, count(*) FROM answers GROUP BY q, m"
_TOTAL = _BARE + "SELECT count(DISTINCT practice_id) FROM answers"
_CELLS = (
    _BARE
    + """
SELECT q, m, r.region, count(DISTINCT a.practice_id) FROM answers a
JOIN practice_country c ON c.practice_id = a.practice_id JOIN temp.region r ON r.code = c.code GROUP BY q, m, r.region
"""
)
_COLUMNS = (
    _BARE
    + """
SELECT r.region, count(DISTINCT a.practice_id) FROM answers a
JOIN practice_country c ON c.practice_id = a.practice_id JOIN temp.region r ON r.code = c.code GROUP BY r.region
"""
)


def main() -> None:
    """Print the median of a table by region, how many times the floor that is, and the other dimensions' times."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        with Workspace.open(file, create=True) as workspace, closing(sqlite3.connect(file)) as plain:
            key = _fill(workspace)
            _prepare(plain)
            ours, floor = [], []
            for _ in range(ROUNDS):
                ours.append(_seconds(lambda: coverage.table(workspace, key, "region")))
                floor.append(_seconds(lambda: _count_plainly(plain)))
            ratio = median(ours) / median(floor)
            print(
                f"coverage of {PRACTICES:,} practices by region: {1000 * median(ours):.0f} ms in the median, "
                f"{ratio:.2f} times bare SQL ({1000 * median(floor):.0f} ms)"
            )
            for dimension in DIMENSIONS:
                print(f"  {dimension}: {1000 * _seconds(partial(coverage.table, workspace, key, dimension)):.0f} ms")
            print(f"  by aim: {1000 * _seconds(lambda: coverage.by_aim(workspace, key)):.0f} ms")
            print(f"  balance: {1000 * _seconds(lambda: coverage.balance(workspace, key)):.0f} ms")


def _fill(workspace: Workspace) -> int:
    """Place every practice under one of five questions, and map every third to one of ten measures."""
    questions = tuple(GuidingQuestion(id=new_id(), text=f"Question {n}?") for n in range(5))
    measures = tuple(PossibleMeasure(id=new_id(), text=f"measure {n}") for n in range(10))
    records = invented.practices(PRACTICES)
    entries = tuple(AnnexEntry(one.id, questions[n % 5].id) for n, one in enumerate(records))
    record = RoundtableRecord(
        id=new_id(), code="RT 1", guiding_questions=questions, possible_measures=measures, annex=entries
    )
    with workspace.unit_of_work("Fill") as work:
        keys = practices.add(work, records)
        key = roundtables.add(work, record, dict(zip((one.id for one in records), keys, strict=True)))
    aims = [aim for aim in mapping.matrix(workspace, key).aims if not aim.is_question]
    mapping.mark(workspace, key, [(one, aims[n % 10]) for n, one in enumerate(keys) if n % 3 == 0])
    return key


def _prepare(plain: sqlite3.Connection) -> None:
    plain.execute("CREATE TEMP TABLE region (code TEXT PRIMARY KEY, region TEXT)")
    regions = (("GHA", "Africa"), ("CPV", "Africa"), ("PER", "Americas"), ("TUR", "Asia"), ("GRC", "Europe"))
    plain.executemany("INSERT INTO region VALUES (?, ?)", regions)


def _count_plainly(plain: sqlite3.Connection) -> None:
    for statement in (_PER_AIM, _TOTAL, _CELLS, _COLUMNS):
        plain.execute(statement).fetchall()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
