"""Figures of the overview: each is a number and the query that finds exactly those practices; slow, for a worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.agenda import roundtable_store
from roundtable.history import handovers
from roundtable.mapping import gaps
from roundtable.mapping import targets as targets_module
from roundtable.mapping.gaps import GapRow
from roundtable.mapping.targets import Target
from roundtable.overview.arrivals import Arrivals, Undecided
from roundtable.records.handover import HANDOVER_KINDS, HandoverKind, HandoverRecord
from roundtable.search import roundtable_practices
from roundtable.search.execution import MISSING, NEEDED, OUTDATED
from roundtable.search.query import written
from roundtable.workspace import Workspace

UNREADY = ("draft", "in clearance")
"""The statuses before clearance, each counted."""
ADVISED = ("tags",)
"""What is missing and only advised, by its name in ``MISSING``."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a number of practices, and the query that finds them; ``name`` tells what is counted."""

    name: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class LastHandover:
    """Hold the last handover of a kind, without its practices, and what is ``changed``, ``new`` and ``gone`` since."""

    handover: HandoverRecord
    since: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundtableFigures:
    """Hold what is told of one roundtable.

    ``statuses`` are the practices that are ready, in clearance and drafts; ``missing`` is what keeps them from being
    ready, by its name in ``MISSING``; ``outdated`` counts by language. ``gaps`` are open, the earliest due first;
    ``uncovered`` are the questions and measures without a practice of which no gap is noted.
    """

    key: int
    code: str
    title: str
    meeting: str
    deadline: str
    practices: Figure
    statuses: tuple[Figure, ...]
    missing: tuple[Figure, ...]
    outdated: tuple[Figure, ...]
    handovers: tuple[LastHandover, ...]
    gaps: tuple[GapRow, ...]
    uncovered: tuple[Target, ...]
    targets: int
    """How many questions and measures it has."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Hold what is told of the whole workspace, the newest roundtable last."""

    practices: int
    in_trash: int
    without_annex: Figure
    undecided: tuple[Undecided, ...]
    roundtables: tuple[RoundtableFigures, ...]


def read(workspace: Workspace, arrivals: Arrivals) -> Overview:
    """Count everything; ``arrivals`` keeps what it read of earlier imports."""
    r, p = t.Roundtable, t.Practice
    with workspace.reading() as connection:
        totals = _counted(connection, {"present": p.deleted_at.is_(None), "trash": p.deleted_at.is_not(None)})
        within = p.deleted_at.is_(None)
        without_annex = _counted(connection, {"annex": MISSING["annex"]}, within)["annex"]
        rows = connection.execute(select(r.id, r.uid, r.code, r.title, r.meeting).order_by(r.id)).all()
        deadlines = roundtable_store.deadlines(connection)
    return Overview(
        totals["present"],
        totals["trash"],
        Figure("annex", without_annex, written("missing", "annex")),
        arrivals.undecided(workspace),
        tuple(_of_roundtable(workspace, row, deadlines.get(row.id, "")) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """Hold the share of a roundtable's practices that are mapped, and how many are not ready; None for none."""

    share: float | None
    unready: int | None


def progress(workspace: Workspace, code: str) -> Progress:
    """Count how far a roundtable is; raises RoundtableError where it is gone."""
    with workspace.reading() as connection:
        key = roundtable_store.key_of(connection, code)
        is_mapped = t.Practice.id.in_(roundtable_practices.mapped_in([key]))
        wanted = {"all": t.Practice.id.is_not(None), "mapped": is_mapped, "unready": MISSING["needed"]}
        used = t.Practice.id.in_(roundtable_practices.used_in([key]))
        counts = _counted(connection, wanted, t.Practice.deleted_at.is_(None), used)
    share = counts["mapped"] / counts["all"] if counts["all"] else None
    return Progress(share, counts["unready"])


def is_empty(workspace: Workspace) -> bool:
    """Tell whether there is neither a practice, but for the trash, nor a roundtable; quick."""
    present = select(t.Practice.id).where(t.Practice.deleted_at.is_(None))
    with workspace.reading() as connection:
        found = (connection.scalar(statement.limit(1)) for statement in (select(t.Roundtable.id), present))
        return all(one is None for one in found)


def _of_roundtable(workspace: Workspace, row: Any, deadline: str) -> RoundtableFigures:
    key, uid, code, title, meeting = row
    here = written("roundtable", code)
    with workspace.reading() as connection:
        within = (t.Practice.deleted_at.is_(None), t.Practice.id.in_(roundtable_practices.used_in([key])))
        unready = {status: t.Practice.status == status for status in UNREADY}
        lacking = {name: MISSING[name] for name in (*NEEDED, *ADVISED)}
        wanted = {"all": t.Practice.id.is_not(None), "ready": ~MISSING["needed"], **unready, **lacking}
        counts = _counted(connection, wanted, *within)
        outdated = _outdated(connection, *within)
        last = [handovers.last_without_practices(connection, kind, uid) for kind in HANDOVER_KINDS]
        targets = len(targets_module.of_roundtable(connection, key))
        since = [_since(connection, one, key, code) for one in last if one is not None]
    ready = Figure("ready", counts["ready"], f"{here} -missing:needed")
    return RoundtableFigures(
        key=key,
        code=code,
        title=title,
        meeting=meeting,
        deadline=deadline,
        practices=Figure("all", counts["all"], here),
        statuses=(ready, *(Figure(one, counts[one], f"{here} {written('status', one)}") for one in reversed(UNREADY))),
        missing=tuple(Figure(name, counts[name], f"{here} missing:{name}") for name in lacking if counts[name]),
        outdated=tuple(Figure(code, count, f"{here} {written('outdated', code)}") for code, count in outdated),
        handovers=tuple(since),
        gaps=tuple(gap for gap in gaps.listing(workspace, key) if gap.is_open),
        uncovered=tuple(gaps.uncovered(workspace, key)),
        targets=targets,
    )


def _counted(
    connection: Connection, wanted: dict[str, ColumnElement[bool]], *within: ColumnElement[bool]
) -> dict[str, int]:
    """Count the practices for which each condition holds, all in one look at each."""
    counts = (func.count(case((condition, 1))) for condition in wanted.values())
    found = connection.execute(select(*counts).select_from(t.Practice).where(*within)).one()
    return dict(zip(wanted, found, strict=True))


def _outdated(connection: Connection, *within: ColumnElement[bool]) -> Sequence[Any]:
    """Return each language with a version that has fallen behind, and how many practices have one."""
    version = t.PracticeTranslation
    language = func.lower(version.language)
    counted = select(language, func.count(version.practice_id.distinct()))
    joined = counted.join(t.Practice, t.Practice.id == version.practice_id)
    return connection.execute(joined.where(*within, OUTDATED).group_by(language).order_by(language)).all()


def _since(connection: Connection, last: HandoverRecord, roundtable: int, code: str) -> LastHandover:
    """Count what is changed, new and gone since a handover, of what is not in the trash."""
    selects = {
        "changed": roundtable_practices.changed,
        "new": roundtable_practices.new,
        "gone": roundtable_practices.gone,
    }
    kind: HandoverKind = last.kind
    figures = []
    for name, select_of in selects.items():
        found = t.Practice.id.in_(select_of(connection, kind, [roundtable]))
        counted = select(func.count()).select_from(t.Practice).where(t.Practice.deleted_at.is_(None), found)
        count = connection.scalar(counted) or 0
        figures.append(Figure(name, count, written(name, f"{kind} {code}")))
    return LastHandover(last, tuple(figures))
