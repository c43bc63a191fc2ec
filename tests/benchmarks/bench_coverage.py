"""The coverage of a roundtable of 100,000 practices, as view, annex and command ask for it, each number against SQL.

Bare SQL, written by hand, counts the same in the same file and the same run; within twice that is wanted.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from roundtable.agenda import roundtable_store
from roundtable.mapping import coverage, roundtable_matrix
from roundtable.mapping.coverage import DIMENSIONS
from roundtable.practices import practice_store
from roundtable.records.identity import new_id
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.vocabulary import place_edits, place_store
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 100_000
_OWN, _MEMBERS = "X-COUNTRIES-OF-ORIGIN", ("GHA", "PER")
ROUNDS = 5
_ANSWERS = """
WITH answers AS (
 SELECT coalesce(guiding_question_id, -possible_measure_id) AS target, practice_id FROM mapping
 WHERE (guiding_question_id IN (SELECT id FROM guiding_question WHERE roundtable_id = 1)
  OR possible_measure_id IN (SELECT id FROM possible_measure WHERE roundtable_id = 1))
  AND practice_id NOT IN (SELECT id FROM practice WHERE deleted_at IS NOT NULL)
 UNION SELECT guiding_question_id, practice_id FROM annex_entry
 WHERE roundtable_id = 1 AND practice_id NOT IN (SELECT id FROM practice WHERE deleted_at IS NOT NULL)),
practices AS (SELECT DISTINCT practice_id FROM answers),
statuses AS (SELECT id AS practice_id, status FROM practice WHERE deleted_at IS NULL)
"""
_PER_TARGET = "SELECT 1, target, NULL, count(*) FROM answers GROUP BY target"
_TOTAL = "SELECT 2, NULL, NULL, count(*) FROM practices"
_WHOLES = "practice_country USING (practice_id) JOIN {} AS whole USING (code)"
_TERMS = "practice_term USING (practice_id) WHERE term_id IN (SELECT id FROM term WHERE kind = '{}')"
_VALUED = {
    "region": ("whole", _WHOLES.format("region")),
    "group": ("whole", _WHOLES.format("grouped")),
    "country": ("code", "practice_country USING (practice_id) WHERE code <> ''"),
    "thematic_area": ("term_id", _TERMS.format("thematic_area")),
    "tag": ("term_id", _TERMS.format("tag")),
    "role": ("role", "practice_partner USING (practice_id)"),
    "status": ("status", "statuses USING (practice_id)"),
}


def _cells(value: str, source: str) -> str:
    counted = "count(DISTINCT practice_id)"
    return f"SELECT 3, target, {value}, {counted} FROM answers JOIN {source} GROUP BY target, {value}"


def _spread(value: str, source: str) -> str:
    return f"SELECT 4, NULL, {value}, count(DISTINCT practice_id) FROM practices JOIN {source} GROUP BY {value}"


_BY_TARGET = (
    _PER_TARGET,
    "SELECT 5, target, code, 0 FROM answers JOIN practice_country USING (practice_id) GROUP BY target, code",
    "SELECT 6, target, role, count(DISTINCT name) FROM answers JOIN practice_partner USING (practice_id) GROUP BY 2, 3",
)
_BALANCE = (_TOTAL, _spread("whole", _WHOLES.format("whole")))


def _together(*counts: str) -> str:
    return _ANSWERS + " UNION ALL ".join(counts)


def bare_table(dimension: str) -> str:
    """Return the SQL that counts what the table of a dimension shows; ``wholes`` fills the tables that it names."""
    valued = _VALUED[dimension]
    return _together(_cells(*valued), _spread(*valued), _PER_TARGET, _TOTAL)


BARE_BY_TARGET, BARE_BALANCE = _together(*_BY_TARGET), _together(*_BALANCE)


def main() -> None:
    """Print for each thing that is asked its median and how many times the floor that is."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        with Workspace.open(file, create=True) as workspace, closing(sqlite3.connect(file)) as plain:
            key = fill(workspace)
            _prepare(plain)
            print(f"coverage of {PRACTICES:,} practices, and bare SQL:")
            for dimension in DIMENSIONS:
                ask = partial(coverage.table, workspace, key, dimension)
                _compare(f"by {dimension}", ask, plain, bare_table(dimension))
            _compare("by target", partial(coverage.by_target, workspace, key), plain, BARE_BY_TARGET)
            _compare("balance", partial(coverage.balance, workspace, key), plain, BARE_BALANCE)
            listed = [seconds(partial(place_store.listing, workspace)) for _ in range(ROUNDS)]
            print(f"the places of the workspace with their uses: {1000 * median(listed):.0f} ms (50 ms are wanted)")


def _compare(name: str, ask: Callable[[], object], plain: sqlite3.Connection, statement: str) -> None:
    ours, floor = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(ask))
        floor.append(seconds(lambda: plain.execute(statement).fetchall()))
    ratio = median(ours) / median(floor)
    print(f"  {name}: {1000 * median(ours):.0f} ms in the median, {ratio:.2f} times ({1000 * median(floor):.0f} ms)")


def fill(workspace: Workspace) -> int:
    """Place every practice under one of five questions, and map every third to one of ten measures."""
    questions = tuple(GuidingQuestion(id=new_id(), text=f"Question {n}?") for n in range(5))
    measures = tuple(PossibleMeasure(id=new_id(), text=f"measure {n}") for n in range(10))
    records = invented.practices(PRACTICES)
    entries = tuple(AnnexEntry(one.id, questions[n % 5].id) for n, one in enumerate(records))
    record = RoundtableRecord(
        id=new_id(), code="RT 1", guiding_questions=questions, possible_measures=measures, annex=entries
    )
    with workspace.unit_of_work("Fill") as work:
        keys = practice_store.add(work, records)
        key = roundtable_store.add(work, record, dict(zip((one.id for one in records), keys, strict=True)))
    targets = [target for target in roundtable_matrix.matrix(workspace, key).targets if not target.is_question]
    place_edits.add(workspace, "Countries of origin")
    place_edits.set_members(workspace, _OWN, _MEMBERS)
    roundtable_matrix.mark(workspace, key, [(one, targets[n % 10]) for n, one in enumerate(keys) if n % 3 == 0])
    return key


def _prepare(plain: sqlite3.Connection) -> None:
    plain.execute("PRAGMA cache_size=-32000")  # as the workspace has it
    for name, rows in wholes().items():
        plain.execute(f"CREATE TEMP TABLE {name} (code TEXT, whole TEXT, PRIMARY KEY (code, whole)) WITHOUT ROWID")
        plain.executemany(f"INSERT INTO {name} VALUES (?, ?)", rows)


def wholes() -> dict[str, list[tuple[str, str]]]:
    """Return the places in each region, in each group, and in either, as rows of tables that bare SQL names."""
    places = standard_places()
    found = {code: places.by_code(code) for code in (*coverage.REGIONS, *coverage.GROUPS)}
    rows = [(code, whole) for whole, place in found.items() if place for code in places.codes_in(place)]
    rows += [(code, _OWN) for code in _MEMBERS]
    regions = [row for row in rows if row[1] in coverage.REGIONS]
    return {"region": regions, "grouped": [row for row in rows if row not in regions], "whole": rows}


def seconds(work: Callable[[], object]) -> float:
    """Return how long a work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
