"""The places of a workspace: the shipped ones, its own, and what else they are called here.

Loads, lists and takes them in; what a person does to them is ``roundtable.vocabulary.place_edits``'s.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.fulltext import fold
from db.unit_of_work import UnitOfWork
from roundtable.records.vocabulary import PlaceRecord
from roundtable.vocabulary import spellings
from roundtable.vocabulary.place_lookup import Place, Places, extended, standard_places
from roundtable.workspace import Workspace

PlaceState = Literal["shipped", "own", "off-list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """Hold one place, or a printed text that is none (``code`` is ""), and in how many practices it stands.

    ``aliases`` and ``names`` (by language) are those given here; ``spellings`` are all under which it is found.
    ``members`` are the codes of the places in a group of one's own; a region is a whole, too, and has none here.
    """

    code: str
    name: str
    state: PlaceState
    uses: int = 0
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    spellings: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    is_whole: bool = False

    @property
    def id(self) -> str:
        """Name the row so that it is found again after a change: a place by its code, other texts by themselves."""
        return self.code or f"“{self.name}”"

    @property
    def is_at_home(self) -> bool:
        """Tell whether the workspace has anything to do with it: most of the shipped places are only there."""
        return bool(self.uses or self.state != "shipped" or self.aliases or self.names)


def records(connection: Connection) -> tuple[PlaceRecord, ...]:
    """Return what the workspace adds to the shipped places, by code."""
    own = {row[0]: row[1] for row in connection.execute(select(t.Place.code, t.Place.name))}
    aliases, names = spellings.aliases(connection, t.PlaceAlias), spellings.names(connection, t.PlaceAlias)
    inside = members(connection)
    return tuple(
        PlaceRecord(
            code,
            own.get(code, ""),
            tuple(aliases.get(code, ())),
            tuple(names.get(code, {}).items()),
            tuple(inside.get(code, ())),
        )
        for code in sorted({*own, *aliases, *names})
    )


def members(connection: Connection) -> dict[str, list[str]]:
    """Return the codes of the places in every group of the workspace's own, by its code."""
    m = t.PlaceMember
    found: dict[str, list[str]] = {}
    for code, member in connection.execute(select(m.code, m.member).order_by(m.code, m.position)):
        found.setdefault(code, []).append(member)
    return found


def load(connection: Connection) -> Places:
    """Return the workspace's places; those that have not changed are not put together again."""
    return extended(records(connection))


def listing(workspace: Workspace) -> list[PlaceRow]:
    """List every place, used or not, and every printed text that is none, by name."""
    with workspace.reading() as connection:
        added = {record.code: record for record in records(connection)}
        places = extended(tuple(added.values()))
        uses = _uses(connection)
        texts = _off_list(connection)
    found = places.spellings()
    rows = [
        _row(place, added.get(place.code, PlaceRecord(place.code)), uses.pop(place.code, 0), found[place.code])
        for place in places
    ]
    rows += [PlaceRow(code=code, name=code, state="off-list", uses=count) for code, count in uses.items() if count]
    rows += [PlaceRow(code="", name=printed, state="off-list", uses=count) for printed, count in texts.items() if count]
    return sorted(rows, key=lambda row: fold(row.name))


def _row(place: Place, record: PlaceRecord, uses: int, found: Iterable[str]) -> PlaceRow:
    return PlaceRow(
        code=place.code,
        name=place.name(),
        state="own" if place.kind == "own" else "shipped",
        uses=uses,
        aliases=record.aliases,
        names=record.names,
        spellings=tuple(found),
        members=place.members,
        is_whole=place.is_whole,
    )


def _uses(connection: Connection) -> dict[str, int]:
    """Count the practices outside the trash that name each code."""
    c = t.PracticeCountry
    statement = select(c.code, func.count(c.practice_id.distinct())).where(c.code != "").group_by(c.code)
    return _without_trash(connection, statement)


def _off_list(connection: Connection) -> dict[str, int]:
    """Count the practices outside the trash that print each text without a code."""
    c = t.PracticeCountry
    statement = select(c.printed, func.count(c.practice_id.distinct())).where(c.code == "").group_by(c.printed)
    return _without_trash(connection, statement)


def _without_trash(connection: Connection, counting: Select[str, int]) -> dict[str, int]:
    # Counted apart: to ask of every place whether its practice lies in the trash takes several times as long.
    counted = {row[0]: row[1] for row in connection.execute(counting)}
    binned = counting.where(
        t.PracticeCountry.practice_id.in_(select(t.Practice.id).where(t.Practice.deleted_at.is_not(None)))
    )
    for name, count in connection.execute(binned):
        counted[name] -= count
    return counted


def count(workspace: Workspace) -> int:
    """Count the rows of ``listing`` that are at home here, without counting uses."""
    c = t.PracticeCountry
    with workspace.reading() as connection:
        added = {record.code for record in records(connection)}
        named = select(c.code).where(c.code != "").distinct().subquery()
        texts = select(c.printed).where(c.code == "").distinct().subquery()
        codes = connection.scalars(select(named.c.code).where(_stands(c.code == named.c.code)))
        unplaced = (
            select(func.count()).select_from(texts).where(_stands((c.code == "") & (c.printed == texts.c.printed)))
        )
        return len(added.union(codes)) + (connection.scalar(unplaced) or 0)


def _stands(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Ask whether a practice outside the trash has such a place."""
    c, p = t.PracticeCountry, t.Practice
    return select(c.id).join(p, p.id == c.practice_id).where(condition, p.deleted_at.is_(None)).exists()


def take_in(work: UnitOfWork, given: Iterable[PlaceRecord], *, only_these: bool) -> None:
    """Add places, their names and members; what they are called here and who is in them stays.

    ``only_these`` takes away all that is not given.
    """
    here = {record.code: record for record in records(work.connection)}
    wanted = {record.code: record for record in given}
    for code in here.keys() - wanted.keys() if only_these else ():
        drop(work, code)
    shipped = {place.code for place in standard_places()}
    for code, record in wanted.items():
        present = PlaceRecord(code) if only_these else here.get(code, PlaceRecord(code))
        name = present.name or record.name
        if code not in shipped:
            set_name(work, code, name or code)
        others = (*present.aliases, *((record.name,) if record.name not in ("", name) else ()), *record.aliases)
        spellings.set_aliases(work, t.PlaceAlias, code, others)
        spellings.set_names(work, t.PlaceAlias, code, {**dict(record.names), **dict(present.names)})
        set_members(work, code, (*present.members, *record.members))


def set_name(work: UnitOfWork, code: str, name: str) -> None:
    """Give a place of the workspace's own its name, making it where it is not there yet."""
    key = work.connection.scalar(select(t.Place.id).where(t.Place.code == code))
    if key is None:
        work.insert(t.Place, [{"code": code, "name": name}])
    else:
        work.update(t.Place, key, {"name": name})


def set_members(work: UnitOfWork, code: str, wanted: Iterable[str]) -> None:
    """Make these the places in a group, each once."""
    work.replace_list(t.PlaceMember, {"code": code}, [{"member": member} for member in dict.fromkeys(wanted)])


def drop(work: UnitOfWork, code: str) -> None:
    """Take a place of the workspace's own away with its members, or the names that a shipped one has here."""
    spellings.forget(work, t.PlaceAlias, code)
    set_members(work, code, ())
    work.delete(t.Place, list(work.connection.scalars(select(t.Place.id).where(t.Place.code == code))))
