"""Suggestions among 100,000 practices: all of them, a block in view and a column's list, against bare tokenising.

Same file, same run. The floor finds every word of the same texts and does nothing with it.
"""

import re
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import select

from db import tables as t
from roundtable.agenda import roundtable_store
from roundtable.mapping import roundtable_matrix
from roundtable.practices import practice_store
from roundtable.records.identity import new_id
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.suggestions.target_suggestions import Suggester
from roundtable.workspace import Workspace
from tests.benchmarks import invented

PRACTICES, BLOCK, ROUNDS = 100_000, 40, 5
_SHORT = 4
_WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Print how long each takes, and how many times the floor all of it is."""
    with tempfile.TemporaryDirectory() as name, Workspace.open(Path(name, "w.roundtable"), create=True) as workspace:
        key, keys = _fill(workspace)
        measure = roundtable_matrix.matrix(workspace, key).targets[-1]
        floor, words = _seconds(lambda: _tokenise(workspace)), _tokenise(workspace)
        print(f"{PRACTICES:,} practices, {words:,} words: {floor:.1f} s to find every word")
        print(f"  how rare words are, once a change of texts: {_seconds(lambda: Suggester(workspace, key)):.2f} s")
        suggester = Suggester(workspace, key)
        blocks = [keys[start : start + BLOCK] for start in range(0, ROUNDS * 1000, 1000)]
        block = median(_seconds(partial(suggester.for_practices, some)) for some in blocks)
        print(f"  a block of {BLOCK} rows in view: {1000 * block:.0f} ms")
        column = median(_seconds(lambda: suggester.for_target(measure, among=keys)) for _ in range(ROUNDS))
        print(f"  a column's list: {column:.2f} s")
        whole = _seconds(suggester.for_practices)
        print(f"  all: {whole:.1f} s, {PRACTICES / whole:,.0f} practices a second, {whole / floor:.1f} times the floor")


def _fill(workspace: Workspace) -> tuple[int, list[int]]:
    """Ask three questions with illustrations and six measures, in the same invented words and in the field's."""
    records = invented.practices(PRACTICES)
    said = [_without_frequent(record.summary) for record in records[:9]]
    fields = ("the diaspora invests", "recruitment of nurses", "skills", "remittances", "local development", "mobility")
    questions = [GuidingQuestion(id=new_id(), text=text[:200], illustration=text) for text in said[:3]]
    measures = [
        PossibleMeasure(id=new_id(), text=f"{text[:150]} {field}") for text, field in zip(said[3:], fields, strict=True)
    ]
    record = RoundtableRecord(
        id=new_id(), code="RT 1", guiding_questions=tuple(questions), possible_measures=tuple(measures)
    )
    with workspace.unit_of_work("Fill") as work:
        keys = practice_store.add(work, records)
        return roundtable_store.add(work, record, {}), list(keys)


def _without_frequent(text: str) -> str:
    """Leave out the shortest words, which are in nearly every text and which a real question has as stop words."""
    return " ".join(word for word in text.split() if len(word) > _SHORT)


def _tokenise(workspace: Workspace) -> int:
    with workspace.reading() as connection:
        rows = connection.execute(select(t.Practice.title, t.Practice.summary))
        return sum(len(_WORD.findall(title)) + len(_WORD.findall(summary)) for title, summary in rows)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
