"""The workbook of 10,000 practices, against bare openpyxl write-only appending the same texts without any look.

Same texts, same run, turn by turn; at least 0.8 is wanted, with lxml and without, as a person has it.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median

import openpyxl

from roundtable.contribution import document, workbook
from roundtable.contribution.sheet_texts import ContributionTexts, cell_texts
from roundtable.records.collection import Collection
from roundtable.records.mapping import MappingRecord
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.standard_vocabulary import standard_terms
from tests.benchmarks import invented

PRACTICES = 10_000
ROUNDS = 3


def main() -> None:
    """Print our rate as a multiple of bare openpyxl's."""
    collection = invented_collection()
    bare = cell_texts(document.build(collection), "en")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours: list[float] = []
        floor: list[float] = []
        for _ in range(ROUNDS):
            ours.append(_seconds(lambda: workbook.write(document.build(collection), folder / "ours.xlsx")))
            floor.append(_seconds(lambda: _write_barely(bare, folder / "bare.xlsx")))
    lxml = "present" if openpyxl.LXML else "absent"
    print(
        f"workbook, lxml {lxml}: {PRACTICES / median(ours):,.0f} practices a second, "
        f"{median(floor) / median(ours):.2f} times bare openpyxl ({PRACTICES / median(floor):,.0f} a second)"
    )
    if openpyxl.LXML:
        without = {**os.environ, "OPENPYXL_LXML": "False"}
        subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_workbook"], env=without, check=True)


def invented_collection() -> Collection:
    practices = invented.practices(PRACTICES)
    questions = tuple(GuidingQuestion(id=f"q{number}", text=f"Question {number}?") for number in (1, 2))
    measures = tuple(PossibleMeasure(id=f"m{number}", text=f"Measure {number}.") for number in range(1, 7))
    annex = tuple(AnnexEntry(record.id, question.id) for record, question in zip(practices, cycle(questions)))
    mappings = tuple(
        MappingRecord(practice=record.id, possible_measure=measure.id, reason="It serves this.")
        for record, measure in zip(practices, cycle(measures))
    )
    roundtable = RoundtableRecord(
        id="r", code="RT 9.9", guiding_questions=questions, possible_measures=measures, annex=annex
    )
    return Collection(roundtables=(roundtable,), practices=practices, mappings=mappings, vocabulary=standard_terms())


def _write_barely(content: ContributionTexts, path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    for rows in (content.help, content.practices, content.mapping, content.lists):
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([text or None for text in row])
    book.save(path)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
