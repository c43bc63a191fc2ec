"""Gaps: what is being done about a question or a measure that lacks a practice."""

from collections.abc import Sequence

from sqlalchemy import select

from db import tables as t
from db.clock import now
from db.unit_of_work import UnitOfWork
from roundtable.aims import Aim, pointing_at


def close(work: UnitOfWork, aims: Sequence[Aim]) -> int:
    """Close the open gaps of aims that have just got a practice; return how many there were."""
    open_ones = select(t.Gap.id).where(t.Gap.closed_at.is_(None), pointing_at(t.Gap, aims))
    keys = list(work.connection.scalars(open_ones)) if aims else []
    moment = now()
    for key in keys:
        work.update(t.Gap, key, {"closed_at": moment})
    return len(keys)
