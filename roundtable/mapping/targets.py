"""What practices are mapped to: the guiding questions and possible measures of a roundtable, as columns.

Reads only; a practice's marks are the business of ``roundtable.mapping.roundtable_matrix``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from db import tables as t

TargetKind = Literal["guiding_question", "possible_measure"]


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

    def columns(self) -> dict[str, int | None]:
        """Return how a row that points at one question or measure points at this."""
        question = self.key if self.is_question else None
        return {"guiding_question_id": question, "possible_measure_id": None if self.is_question else self.key}

    def __hash__(self) -> int:
        """Hash the key alone: tables of thousands of cells are looked up by it."""
        return self.key


def of_roundtable(connection: Connection, roundtable: int) -> tuple[Target, ...]:
    """Return a roundtable's guiding questions, then its possible measures, in their order."""
    q, m = t.GuidingQuestion, t.PossibleMeasure
    questions = connection.execute(
        select(q.id, q.uid, q.text, q.issue_area).where(q.roundtable_id == roundtable).order_by(q.position)
    )
    measures = connection.execute(select(m.id, m.uid, m.text).where(m.roundtable_id == roundtable).order_by(m.position))
    return (
        *(
            Target(key, "guiding_question", uid, f"Q{n}", text, area)
            for n, (key, uid, text, area) in enumerate(questions, 1)
        ),
        *(Target(key, "possible_measure", uid, f"M{n}", text) for n, (key, uid, text) in enumerate(measures, 1)),
    )


def roundtable_of(connection: Connection, target: Target) -> int | None:
    """Return the key of the roundtable that asks this; None where it is gone."""
    kind = t.GuidingQuestion if target.is_question else t.PossibleMeasure
    return connection.scalar(select(kind.roundtable_id).where(kind.id == target.key))


def pointing_at(kind: Any, targets: Sequence[Target]) -> ColumnElement[bool]:
    """Return the condition that a row of ``kind`` (mapping, refusal, gap) points at one of the targets."""
    questions = [target.key for target in targets if target.is_question]
    measures = [target.key for target in targets if not target.is_question]
    condition: ColumnElement[bool] = kind.guiding_question_id.in_(questions) | kind.possible_measure_id.in_(measures)
    return condition
