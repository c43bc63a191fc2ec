"""Targets of the mapping: the guiding questions and possible measures of a roundtable, and the rows that name them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.row_keys import chunked
from roundtable.errors import RoundtableError

TargetKind = Literal["guiding_question", "possible_measure"]
Pointer = tuple[int | None, int | None]
"""The keys of a guiding question and of a possible measure, one of which is None."""
_LIST_END = re.compile(r"[,;]?\s*(?:\b(?:and|or|et|ou|y|o)\b)?\s*[,;]?$")


@dataclass(frozen=True, slots=True)
class Target:
    """Hold a guiding question (mark Q1, Q2 ...) or a possible measure (M1, M2 ...); only a question has an area."""

    key: int
    kind: TargetKind
    uid: str = field(compare=False)
    mark: str = field(compare=False)
    text: str = field(compare=False)
    issue_area: str = field(default="", compare=False)

    @property
    def is_question(self) -> bool:
        """Tell whether it is a guiding question."""
        return self.kind == "guiding_question"

    @property
    def sentence(self) -> str:
        """Return the text as a report prints it: a measure as a sentence, not as an item of the paper's list."""
        text = _LIST_END.sub("", " ".join(self.text.split()))
        return f"{text[:1].upper()}{text[1:]}"

    @property
    def heading(self) -> str:
        """Return mark and sentence."""
        return f"{self.mark} {self.sentence}".strip()

    @property
    def pointer(self) -> Pointer:
        """Return the keys by which a mapping, refusal or gap names it."""
        return (self.key, None) if self.is_question else (None, self.key)

    def __hash__(self) -> int:
        """Hash the key alone: tables of thousands of cells are looked up by it."""
        return self.key


Pair = tuple[int, Target]
"""A practice's key and what it is mapped to."""


def pointer_columns(pointer: Pointer) -> dict[str, int | None]:
    """Return the columns of a mapping, refusal or gap that hold a pointer."""
    return {"guiding_question_id": pointer[0], "possible_measure_id": pointer[1]}


def code_of(connection: Connection, roundtable: int) -> str:
    """Return a roundtable's code; raises RoundtableError where it is gone."""
    code: str | None = connection.scalar(select(t.Roundtable.code).where(t.Roundtable.id == roundtable))
    if code is None:
        raise RoundtableError("This roundtable no longer exists.", "Refresh the list.")
    return code


def of_roundtable(connection: Connection, roundtable: int) -> tuple[Target, ...]:
    """Return a roundtable's guiding questions, then its possible measures, in their order."""
    q, m = t.GuidingQuestion, t.PossibleMeasure
    questions = connection.execute(
        select(q.id, q.uid, q.text, q.issue_area).where(q.roundtable_id == roundtable).order_by(q.position)
    )
    measures = connection.execute(select(m.id, m.uid, m.text).where(m.roundtable_id == roundtable).order_by(m.position))
    return (
        *(Target(key, "guiding_question", uid, f"Q{n}", *texts) for n, (key, uid, *texts) in enumerate(questions, 1)),
        *(Target(key, "possible_measure", uid, f"M{n}", text) for n, (key, uid, text) in enumerate(measures, 1)),
    )


def roundtable_of(connection: Connection, pointer: Pointer) -> int:
    """Return the key of the roundtable of a question or measure; raises RoundtableError where that is gone."""
    question, measure = pointer
    kind = t.PossibleMeasure if question is None else t.GuidingQuestion
    roundtable: int | None = connection.scalar(select(kind.roundtable_id).where(kind.id == (question or measure)))
    if roundtable is None:
        raise RoundtableError("This question or measure no longer exists.", "Refresh the roundtable.")
    return roundtable


def pointing_at(kind: Any, targets: Sequence[Target]) -> ColumnElement[bool]:
    """Return the condition that a row of ``kind`` (mapping, refusal, gap) names one of the targets."""
    questions = [target.key for target in targets if target.is_question]
    measures = [target.key for target in targets if not target.is_question]
    return or_(kind.guiding_question_id.in_(questions), kind.possible_measure_id.in_(measures))


def rows_of_practices(
    connection: Connection, kind: Any, targets: Sequence[Target], practices: Sequence[int], *columns: Any
) -> Iterator[Any]:
    """Yield (pair, column ...) of some practices' mappings or refusals (``kind``) that name one of the targets."""
    by_pointer = {target.pointer: target for target in targets}
    statement = select(kind.practice_id, kind.guiding_question_id, kind.possible_measure_id, *columns)
    for practice, question, measure, *values in chunked(connection, statement, kind.practice_id, practices):
        target = by_pointer.get((question, measure))
        if target is not None:
            yield (practice, target), *values
