"""A mark set or taken away, and all marks of a roundtable read, against bare sqlite3 on the same file in the same run.

A median under 20 ms is wanted for a toggle among 100,000 practices, and well under 100 ms for 5,000 practices x 20
columns that are all marked.
"""

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from db import tables as t
from roundtable.agenda import roundtable_store
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.targets import pointer_columns
from roundtable.practices import practice_store
from roundtable.records.identity import derived_id
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.workspace import Workspace
from tests.benchmarks import invented
from tests.benchmarks.bench_save import seconds

PRACTICES = 100_000
MARKED = 5_000
QUESTIONS, MEASURES = 6, 14
ROUNDS = 100
_READINGS = 7
_SELECTS = (
    "SELECT practice_id, guiding_question_id, possible_measure_id, reason FROM mapping",
    "SELECT practice_id, guiding_question_id FROM annex_entry ORDER BY position",
    "SELECT practice_id, code FROM practice_country WHERE practice_id IN (SELECT practice_id FROM annex_entry)",
)


def main() -> None:
    """Print the medians, and how many times their floors they are."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        with (
            Workspace.open(file, create=True) as workspace,
            closing(sqlite3.connect(file, isolation_level=None)) as plain,
        ):
            plain.execute("PRAGMA synchronous=FULL")
            keys = _filled(workspace)
            _toggle(workspace, plain, keys[MARKED :: (PRACTICES - MARKED) // ROUNDS])
            _load(workspace, plain)


def _filled(workspace: Workspace) -> list[int]:
    """Add practices, the first of which are marked everywhere, every fourth mark with a reason."""
    records = invented.practices(PRACTICES)
    roundtable = RoundtableRecord(
        id=derived_id("rt"),
        code="RT 1.1",
        guiding_questions=tuple(GuidingQuestion(id=derived_id("q", str(n)), text=f"Q{n}?") for n in range(QUESTIONS)),
        possible_measures=tuple(PossibleMeasure(id=derived_id("m", str(n)), text=f"M{n}") for n in range(MEASURES)),
        annex=tuple(AnnexEntry(record.id, derived_id("q", "0")) for record in records[:MARKED]),
    )
    with workspace.unit_of_work("Add") as work:
        keys = practice_store.add(work, records)
        roundtable_store.add(work, roundtable, dict(zip((record.id for record in records), keys, strict=True)))
    targets = roundtable_matrix.matrix(workspace, 1).targets
    with workspace.unit_of_work("Mark") as work:
        work.insert(
            t.Mapping,
            [
                {
                    "practice_id": key,
                    **pointer_columns(target.pointer),
                    "reason": "because it does" if (key + n) % 4 == 0 else "",
                }
                for key in keys[:MARKED]
                for n, target in enumerate(targets)
            ],
        )
    return keys


def _toggle(workspace: Workspace, plain: sqlite3.Connection, keys: Sequence[int]) -> None:
    target = roundtable_matrix.matrix(workspace, 1).targets[1]
    ours, floor = [], []
    for key in (*keys, *keys):
        ours.append(seconds(partial(roundtable_matrix.toggle, workspace, 1, [(key, target)])))
        floor.append(seconds(partial(_mark_plainly, plain, key, target.key)))
    print(
        f"toggle of a cell: {1000 * median(ours):.1f} ms in the median ({1000 * max(ours):.1f} at most), "
        f"{median(ours) / median(floor):.1f} times bare sqlite3 ({1000 * median(floor):.1f} ms)"
    )


def _mark_plainly(plain: sqlite3.Connection, key: int, question: int) -> None:
    plain.execute("BEGIN IMMEDIATE")
    values = "(practice_id, guiding_question_id, reason) VALUES (?, ?, '')"
    [mark] = plain.execute(f"INSERT INTO mapping {values} RETURNING id", (key, question)).fetchone()
    plain.execute("COMMIT")
    plain.execute("DELETE FROM mapping WHERE id = ?", (mark,))


def _load(workspace: Workspace, plain: sqlite3.Connection) -> None:
    ours = [seconds(partial(roundtable_matrix.matrix, workspace, 1)) for _ in range(_READINGS)]
    floor = [seconds(partial(_read_plainly, plain)) for _ in range(_READINGS)]
    print(
        f"matrix of {MARKED:,} x {QUESTIONS + MEASURES}, all marked: {1000 * median(ours):.0f} ms in the median, "
        f"{median(ours) / median(floor):.1f} times the bare SELECTs ({1000 * median(floor):.0f} ms)"
    )


def _read_plainly(plain: sqlite3.Connection) -> None:
    for statement in _SELECTS:
        plain.execute(statement).fetchall()


if __name__ == "__main__":
    main()
