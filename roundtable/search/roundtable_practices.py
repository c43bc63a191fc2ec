"""Practices of roundtables as selects of their keys: those used, and those changed, new or gone since a handover."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import String, cast, false, or_, select, union
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.records.handover import HandoverKind


def used_in(roundtables: Sequence[int]) -> Any:
    """Select the practices that are in a roundtable's annex or mapped to its questions or measures."""
    return union(in_annex(roundtables), *_mapped(roundtables))


def mapped_in(roundtables: Sequence[int]) -> Any:
    """Select the practices that are mapped to a roundtable's questions or measures, or printed under a question."""
    is_principal = t.AnnexEntry.guiding_question_id.is_not(None)
    return union(in_annex(roundtables).where(is_principal), *_mapped(roundtables))


def _mapped(roundtables: Sequence[int]) -> Iterator[Any]:
    m = t.Mapping
    kinds: tuple[tuple[Any, Any], ...] = (
        (t.GuidingQuestion, m.guiding_question_id),
        (t.PossibleMeasure, m.possible_measure_id),
    )
    for kind, pointer in kinds:
        keys = select(kind.id).where(kind.roundtable_id.in_(roundtables))
        yield select(m.practice_id).where(pointer.in_(keys))


def in_annex(roundtables: Sequence[int]) -> Any:
    """Select the practices that stand in a roundtable's annex."""
    return select(t.AnnexEntry.practice_id).where(t.AnnexEntry.roundtable_id.in_(roundtables))


def changed(connection: Connection, kind: HandoverKind, roundtables: Sequence[int] | None) -> Any:
    """Select the practices of the last handover to a roundtable (None for any) that are still in it and saved since.

    By the moment, too, for after an undo a revision's number comes again.
    """
    p, handed = t.Practice, t.HandoverPractice

    def select_changed(scope: Any, handover: int, at: str) -> Any:
        # Neither a join nor a pair of columns: SQLite would go through all that was handed over for every practice.
        as_handed = select(handed.practice_uid + cast(handed.revision, String)).where(handed.handover_id == handover)
        is_saved = or_(p.changed_at > at, (p.uid + cast(p.revision, String)).not_in(as_handed))
        return select(p.id).where(p.id.in_(scope), p.uid.in_(_handed(handover)), is_saved)

    return _of_handovers(connection, kind, roundtables, select_changed)


def new(connection: Connection, kind: HandoverKind, roundtables: Sequence[int] | None) -> Any:
    """Select the practices that the last handover to a roundtable (None for any) lacked and the next would hold."""
    p = t.Practice

    def select_new(scope: Any, handover: int, _at: str) -> Any:
        return select(p.id).where(p.id.in_(scope), p.uid.not_in(_handed(handover)))

    return _of_handovers(connection, kind, roundtables, select_new)


def gone(connection: Connection, kind: HandoverKind, roundtables: Sequence[int] | None) -> Any:
    """Select the practices that were in the last handover to a roundtable (None for any) and are no longer in it."""
    p = t.Practice

    def select_gone(scope: Any, handover: int, _at: str) -> Any:
        return select(p.id).where(p.uid.in_(_handed(handover)), p.id.not_in(scope))

    return _of_handovers(connection, kind, roundtables, select_gone)


def _handed(handover: int) -> Any:
    return select(t.HandoverPractice.practice_uid).where(t.HandoverPractice.handover_id == handover)


def _of_handovers(
    connection: Connection,
    kind: HandoverKind,
    roundtables: Sequence[int] | None,
    of_one: Callable[[Any, int, str], Any],
) -> Any:
    """Unite what is selected for the last handover of a kind to each roundtable."""
    h, r = t.Handover, t.Roundtable
    statement = select(r.id, r.uid) if roundtables is None else select(r.id, r.uid).where(r.id.in_(roundtables))
    in_scope = in_annex if kind == "annex" else used_in
    selected = []
    for key, uid in connection.execute(statement).all():
        of_roundtable = select(h.id, h.at).where(h.roundtable_uid == uid, h.kind == kind)
        last = connection.execute(of_roundtable.order_by(h.at.desc(), h.id.desc()).limit(1)).first()
        if last is not None:
            selected.append(of_one(in_scope([key]), last.id, last.at))
    return union(*selected) if len(selected) > 1 else selected[0] if selected else select(t.Practice.id).where(false())
