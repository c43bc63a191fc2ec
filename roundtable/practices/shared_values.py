"""Values that several practices share: what a bulk editor shows of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, select

from db import row_keys
from db import tables as t
from roundtable.records.practice import Status
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SharedValues:
    """Hold how many practices have each status, and the values that all of them have, by field."""

    practices: int
    statuses: tuple[tuple[Status, int], ...]
    countries: tuple[str, ...]
    partners: tuple[str, ...]
    thematic_areas: tuple[str, ...]
    tags: tuple[str, ...]


def shared_values(workspace: Workspace, keys: Sequence[int]) -> SharedValues:
    """Return the values that the practices share; slow for many, for a worker."""
    p, country, partner, link = t.Practice, t.PracticeCountry, t.PracticePartner, t.PracticeTerm
    with workspace.reading() as connection:

        def counted(*columns: Any, owner: Any) -> Counter[Any]:
            """Count in how many of the practices a value stands; where it is of several columns, it is a tuple."""
            statement = select(*columns, func.count(owner.distinct())).group_by(*columns)
            counts: Counter[Any] = Counter()
            for *value, count in row_keys.chunked(connection, statement, owner, keys):
                counts[tuple(value)] += count
            return counts

        statuses = counted(p.status, owner=p.id)
        practices = sum(statuses.values())
        terms = counted(link.term_id, owner=link.practice_id)
        shared = [key for (key,), count in terms.items() if count == practices]
        term = t.Term
        named = row_keys.chunked(connection, select(term.kind, term.name), term.id, shared)
        by_kind = sorted((kind, name) for kind, name in named)

        def in_all(column: Any, owner: Any) -> tuple[str, ...]:
            return tuple(name for (name,), count in counted(column, owner=owner).items() if count == practices)

        return SharedValues(
            practices=practices,
            statuses=tuple((cast("Status", status), count) for (status,), count in statuses.most_common()),
            countries=in_all(country.printed, country.practice_id),
            partners=in_all(partner.name, partner.practice_id),
            thematic_areas=tuple(name for kind, name in by_kind if kind == "thematic_area"),
            tags=tuple(name for kind, name in by_kind if kind == "tag"),
        )
