"""The overview of a roundtable of 100,000 practices, handed over once, against bare SQL that counts the same.

At most 3 times is wanted.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from roundtable.agenda import roundtable_store
from roundtable.history import handovers
from roundtable.overview import figures
from roundtable.overview.arrivals import Arrivals
from roundtable.practices import practice_store
from roundtable.records.identity import new_id
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, RoundtableRecord
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES = 100_000
ROUNDS = 5
_ANNEXED = "SELECT practice_id FROM annex_entry WHERE roundtable_id = 1"
_USED = f"""
WITH used AS ({_ANNEXED} UNION SELECT practice_id FROM mapping WHERE guiding_question_id IN
 (SELECT id FROM guiding_question WHERE roundtable_id = 1) UNION SELECT practice_id FROM mapping
 WHERE possible_measure_id IN (SELECT id FROM possible_measure WHERE roundtable_id = 1))
"""
_HANDED = "SELECT practice_uid FROM handover_practice WHERE handover_id = 1"
_TOTALS = "SELECT count(*), sum(deleted_at IS NULL), sum(id NOT IN (SELECT practice_id FROM annex_entry)) FROM practice"
_STATUSES = f"""{_USED}
SELECT count(*), sum(status = 'draft'), sum(status = 'in clearance'), sum(trim(title) = ''), sum(trim(summary) = ''),
 sum(id NOT IN (SELECT practice_id FROM practice_country WHERE trim(printed) <> '')),
 sum(id NOT IN (SELECT practice_id FROM practice_term JOIN term ON term.id = term_id WHERE kind = 'tag'))
FROM practice WHERE deleted_at IS NULL AND id IN (SELECT practice_id FROM used)
"""
_OUTDATED = f"""{_USED}
SELECT t.language, count(DISTINCT practice_id) FROM practice_translation t JOIN practice ON practice.id = practice_id
WHERE original_title <> practice.title AND practice_id IN (SELECT practice_id FROM used) GROUP BY t.language
"""
_CHANGED = f"""
SELECT count(*) FROM handover_practice h CROSS JOIN practice ON h.practice_uid = uid WHERE handover_id = 1
AND (h.revision <> practice.revision OR changed_at > '2030') AND +practice.id IN ({_ANNEXED})
"""
_NEW = f"SELECT count(*) FROM practice WHERE id IN ({_ANNEXED}) AND uid NOT IN ({_HANDED})"
_GONE = f"SELECT count(*) FROM practice WHERE uid IN ({_HANDED}) AND id NOT IN ({_ANNEXED})"
_BARE = (_TOTALS, _STATUSES, _OUTDATED, _CHANGED, _NEW, _GONE)


def main() -> None:
    """Print the median and how many times the floor that is."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "w.roundtable")
        with Workspace.open(file, create=True) as workspace, closing(sqlite3.connect(file)) as plain:
            _fill(workspace)
            plain.execute("PRAGMA cache_size=-32000")  # as the workspace has it
            ours, floor = [], []
            for _ in range(ROUNDS):
                ours.append(_seconds(lambda: figures.read(workspace, Arrivals())))
                floor.append(_seconds(lambda: [plain.execute(statement).fetchall() for statement in _BARE]))
    ratio = median(ours) / median(floor)
    print(
        f"overview of {PRACTICES:,} practices: {1000 * median(ours):.0f} ms in the median, {ratio:.2f} times bare SQL "
        f"({1000 * median(floor):.0f} ms)"
    )


def _fill(workspace: Workspace) -> None:
    question = GuidingQuestion(id=new_id(), text="Question?")
    records = invented.practices(PRACTICES)
    entries = tuple(AnnexEntry(one.id, question.id) for one in records)
    record = RoundtableRecord(id=new_id(), code="RT 1", guiding_questions=(question,), annex=entries)
    with workspace.unit_of_work("Fill") as work:
        keys = practice_store.add(work, records)
        roundtable_store.add(work, record, dict(zip((one.id for one in records), keys, strict=True)))
    handovers.note(workspace, "annex", record, records, file=Path("annex.pdf"), language="en")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
