"""Places of a workspace: the shipped ones, its own, and their aliases, names and members here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.letters import fold
from db.unit_of_work import UnitOfWork
from roundtable.records.vocabulary import PlaceRecord
from roundtable.vocabulary import spellings
from roundtable.vocabulary.place_lookup import Places, extended, standard_places
from roundtable.workspace import Workspace

PlaceState = Literal["shipped", "own", "off-list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """Hold one place, or a printed text that is none (``code`` is ""), and its number of practices.

    ``aliases`` and ``names`` (by language) are the workspace's, as are groups with ``members`` (codes).
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
        """Return what identifies the row after a change: the code of a place, other texts themselves."""
        return self.code or f"“{self.name}”"

    @property
    def is_local(self) -> bool:
        """Tell whether the workspace uses, owns or renames the place, as it does few of the shipped ones."""
        return bool(self.uses or self.state != "shipped" or self.aliases or self.names)


def records(connection: Connection) -> tuple[PlaceRecord, ...]:
    """Return what the workspace adds to the shipped places, by code."""
    own = {row[0]: row[1] for row in connection.execute(select(t.Place.code, t.Place.name))}
    others, inside = spellings.read(connection, t.PlaceAlias), members(connection)
    return tuple(
        PlaceRecord(
            code,
            own.get(code, ""),
            tuple(others[code].aliases),
            tuple(others[code].names.items()),
            tuple(inside.get(code, ())),
        )
        for code in sorted({*own, *others})
    )


def members(connection: Connection) -> dict[str, list[str]]:
    """Return the codes of the places in every group of the workspace's own, by its code."""
    m = t.PlaceMember
    found: dict[str, list[str]] = {}
    for code, member in connection.execute(select(m.code, m.member).order_by(m.code, m.position)):
        found.setdefault(code, []).append(member)
    return found


def load(connection: Connection) -> Places:
    """Return the workspace's places, cached as long as they do not change."""
    return extended(records(connection))


def listing(workspace: Workspace) -> list[PlaceRow]:
    """Return every place, used or not, and every printed text that is none, by name."""
    c = t.PracticeCountry
    with workspace.reading() as connection:
        added = {record.code: record for record in records(connection)}
        places = extended(tuple(added.values()))
        uses = _uses(connection, c.code, c.code != "")
        texts = _uses(connection, c.printed, c.code == "")
    found = places.spellings()
    rows = [
        PlaceRow(
            code=place.code,
            name=place.name(),
            state="own" if place.kind == "own" else "shipped",
            uses=uses.pop(place.code, 0),
            aliases=record.aliases,
            names=record.names,
            spellings=tuple(found[place.code]),
            members=place.members,
            is_whole=place.is_whole,
        )
        for place in places
        for record in [added.get(place.code, PlaceRecord(place.code))]
    ]
    rows += [PlaceRow(code=code, name=code, state="off-list", uses=count) for code, count in uses.items() if count]
    rows += [PlaceRow(code="", name=printed, state="off-list", uses=count) for printed, count in texts.items() if count]
    return sorted(rows, key=lambda row: fold(row.name))


def _uses(connection: Connection, column: Any, condition: Any) -> dict[str, int]:
    """Count the practices outside the trash by a column of their countries."""
    practice = t.PracticeCountry.practice_id
    statement = select(column, func.count(practice.distinct())).where(condition).group_by(column)
    trash = select(t.Practice.id).where(t.Practice.deleted_at.is_not(None))
    # Counted apart: to ask of every place whether its practice lies in the trash takes several times as long.
    counted = {row[0]: row[1] for row in connection.execute(statement)}
    for name, count in connection.execute(statement.where(practice.in_(trash))):
        counted[name] -= count
    return counted


def count(workspace: Workspace) -> int:
    """Count the rows of ``listing`` that are local."""
    c = t.PracticeCountry
    named = select(c.code).where(c.code != "").distinct().subquery()
    texts = select(c.printed).where(c.code == "").distinct().subquery()
    codes = select(named.c.code).where(_in_use(c.code == named.c.code))
    off_list = select(func.count()).select_from(texts).where(_in_use((c.code == "") & (c.printed == texts.c.printed)))
    with workspace.reading() as connection:
        added = {record.code for record in records(connection)}
        return len(added.union(connection.scalars(codes))) + (connection.scalar(off_list) or 0)


def _in_use(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a practice outside the trash has such a place."""
    c, p = t.PracticeCountry, t.Practice
    return select(c.id).join(p, p.id == c.practice_id).where(condition, p.deleted_at.is_(None)).exists()


def merge(work: UnitOfWork, added: Iterable[PlaceRecord], *, only_these: bool) -> None:
    """Add places, their names and members to those that are here; ``only_these`` deletes all others."""
    here = {record.code: record for record in records(work.connection)}
    wanted = {record.code: record for record in added}
    for code in here.keys() - wanted.keys() if only_these else ():
        delete(work, code)
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


def set_record(work: UnitOfWork, record: PlaceRecord) -> None:
    """Set the name of a place of the workspace's own, and the other spellings and members of any."""
    if record.name:
        set_name(work, record.code, record.name)
    spellings.set_aliases(work, t.PlaceAlias, record.code, record.aliases)
    spellings.set_names(work, t.PlaceAlias, record.code, dict(record.names))
    set_members(work, record.code, record.members)


def set_name(work: UnitOfWork, code: str, name: str) -> None:
    """Set the name of one of the workspace's own places, and insert it where it is new."""
    key = work.connection.scalar(select(t.Place.id).where(t.Place.code == code))
    if key is None:
        work.insert(t.Place, [{"code": code, "name": name}])
    else:
        work.update(t.Place, key, {"name": name})


def set_members(work: UnitOfWork, code: str, wanted: Iterable[str]) -> None:
    """Set the members of a group, each once."""
    work.replace_list(t.PlaceMember, {"code": code}, [{"member": member} for member in dict.fromkeys(wanted)])


def delete(work: UnitOfWork, code: str) -> None:
    """Delete one of the workspace's own places with its members, or the other spellings of a shipped one."""
    spellings.delete(work, t.PlaceAlias, code)
    set_members(work, code, ())
    work.delete(t.Place, list(work.connection.scalars(select(t.Place.id).where(t.Place.code == code))))
