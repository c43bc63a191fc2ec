"""What a person does to places: make one of a printed text, rename, give other names, group, merge, remove.

Each change is one step of undo. Practices follow by the code beside a printed text; the printed text is never changed.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NoReturn

from sqlalchemy import select

from db import tables as t
from db.changes import ChangeSet
from db.fulltext import fold
from db.unit_of_work import UnitOfWork
from roundtable.errors import RoundtableError
from roundtable.records.identity import derived_id
from roundtable.vocabulary import place_store, spellings
from roundtable.vocabulary.place_lookup import Place, is_findable
from roundtable.vocabulary.place_store import PlaceRow
from roundtable.workspace import Workspace

_NOT_IN_A_CODE = re.compile(r"[^a-z0-9]+")
_LONGEST_CODE = 30


def add(workspace: Workspace, name: str, code: str = "") -> ChangeSet:
    """Make a place of the workspace's own; practices that print it so are in it from now on.

    ``code`` is that of a place that practices name though it is not there; a new one is derived from the name.
    """
    name = spellings.tidy(name)
    with workspace.unit_of_work(f"Add place “{name}”") as work:
        _refuse_known(work, name)
        code = code or _new_code(work, name)
        place_store.set_name(work, code, name)
        _take_up(work, code)
    return work.change_set


def rename(workspace: Workspace, code: str, name: str) -> ChangeSet:
    """Give a place of the workspace's own another name; the old one stays findable as an alias."""
    name = spellings.tidy(name)
    with workspace.unit_of_work(f"Rename place to “{name}”") as work:
        before = _own(work, code, "keeps its name").name()
        _refuse_known(work, name, but=code)
        place_store.set_name(work, code, name)
        present = spellings.aliases(work.connection, t.PlaceAlias).get(code, ())
        others = [alias for alias in present if alias != name]
        spellings.set_aliases(work, t.PlaceAlias, code, others if before == name else [*others, before])
        _take_up(work, code)
    return work.change_set


def set_aliases(workspace: Workspace, code: str, names: Sequence[str]) -> ChangeSet:
    """Set under which other names a place, shipped or own, is found here."""
    with workspace.unit_of_work("Change aliases of a place") as work:
        _there(work, code)
        tidied = [spellings.tidy(name) for name in names]
        for name in tidied:
            _refuse_known(work, name, but=code)
        spellings.set_aliases(work, t.PlaceAlias, code, tidied)
        _take_up(work, code)
    return work.change_set


def set_names(workspace: Workspace, code: str, names: Mapping[str, str]) -> ChangeSet:
    """Set what a place, shipped or own, is called here in languages other than English."""
    with workspace.unit_of_work("Change names of a place in other languages") as work:
        _there(work, code)
        wanted = spellings.checked(names)
        if "en" in wanted:
            raise RoundtableError(
                "The English name of a place is its name.", "Rename it, or give other English names as aliases."
            )
        for name in wanted.values():
            _refuse_known(work, name, but=code)
        spellings.set_names(work, t.PlaceAlias, code, wanted)
        _take_up(work, code)
    return work.change_set


def set_members(workspace: Workspace, code: str, members: Sequence[str]) -> ChangeSet:
    """Make a place of the workspace's own the group of these places (codes); without any it is a group no longer.

    Raises RoundtableError where a group would be in a group: a region, or one of the workspace's own.
    """
    with workspace.unit_of_work("Change members of a group of places") as work:
        group = _own(work, code, "has no members of your choice")
        places = [_there(work, member) for member in members]
        around = [one for one in place_store.load(work.connection).own_groups() if code in one.members]
        for place in places:
            if place.is_whole or place.code == code:
                _refuse_nesting(place, group)
        if places and around:
            _refuse_nesting(group, around[0])
        place_store.set_members(work, code, [place.code for place in places])
    return work.change_set


def merge(workspace: Workspace, rows: Sequence[PlaceRow], into: str) -> ChangeSet:
    """Let places of the workspace's own and printed texts mean the place ``into``, whose aliases their names become."""
    gone = [row for row in rows if row.code != into]
    with workspace.unit_of_work(_label(gone, _place(workspace, into))) as work:
        _there(work, into)
        names: list[str] = []
        said: dict[str, str] = {}
        for row in gone:
            if row.state == "shipped":
                _own(work, row.code, "is not merged into another")
            record = next((one for one in place_store.records(work.connection) if one.code == row.code), None)
            names += [row.name] if row.code == "" or row.state == "own" else []
            names += record.aliases if record else ()
            said |= dict(record.names) if record else {}
            _move(work, row.code, into)
            _regroup(work, row.code, into)
            place_store.drop(work, row.code)
        _call(work, into, names, said)
        _take_up(work, into)
    return work.change_set


def remove(workspace: Workspace, code: str) -> ChangeSet:
    """Take a place of the workspace's own away; practices keep what they print, without a code."""
    with workspace.unit_of_work("Remove place") as work:
        _own(work, code, "is not removed")
        _move(work, code, "")
        _regroup(work, code, "")
        place_store.drop(work, code)
    return work.change_set


def _call(work: UnitOfWork, code: str, names: Sequence[str], said: Mapping[str, str]) -> None:
    """Add names to a place that it does not have yet; in a language in which it has one they are aliases."""
    spoken = {**said, **spellings.names(work.connection, t.PlaceAlias).get(code, {})}
    others = spellings.aliases(work.connection, t.PlaceAlias).get(code, [])
    for name in (*names, *said.values()):
        _refuse_known(work, name, but=code)
        if place_store.load(work.connection).find(name) is None and name not in spoken.values():
            others.append(name)
    spellings.set_aliases(work, t.PlaceAlias, code, others)
    spellings.set_names(work, t.PlaceAlias, code, spoken)


def _move(work: UnitOfWork, code: str, into: str) -> None:
    if code:
        keys = select(t.PracticeCountry.id).where(t.PracticeCountry.code == code)
        for key in work.connection.scalars(keys).all():
            work.update(t.PracticeCountry, key, {"code": into})


def _regroup(work: UnitOfWork, code: str, into: str) -> None:
    """Let another place, or none, stand for one in the groups that it is in, and have the members that it has."""
    here = {record.code: record.members for record in place_store.records(work.connection) if record.code != code}
    wanted = {group: [into if one == code else one for one in members] for group, members in here.items()}
    place = place_store.load(work.connection).by_code(into)
    if place is not None and place.kind == "own" and not any(into in members for members in wanted.values()):
        wanted[into] += place_store.members(work.connection).get(code, [])
    for group, members in wanted.items():
        place_store.set_members(work, group, [one for one in members if one not in {"", group}])


def _take_up(work: UnitOfWork, code: str) -> None:
    """Give the code to every printed text without one that means the place by now."""
    c = t.PracticeCountry
    places = place_store.load(work.connection)
    for printed in work.connection.scalars(select(c.printed).where(c.code == "").distinct()).all():
        place = places.find(printed)
        if place is not None and place.code == code:
            keys = work.connection.scalars(select(c.id).where(c.code == "", c.printed == printed)).all()
            for key in keys:
                work.update(c, key, {"code": code})


def _new_code(work: UnitOfWork, name: str) -> str:
    """Derive a code from a name: the same for the same name in whichever workspace, unless it is taken."""
    words = _NOT_IN_A_CODE.sub("-", fold(name)).strip("-").upper()[:_LONGEST_CODE]
    digest = derived_id("place", name)[:8].upper()
    places = place_store.load(work.connection)
    code = f"X-{words or digest}"
    return code if places.by_code(code) is None else f"{code}-{digest}"


def _place(workspace: Workspace, code: str) -> str:
    with workspace.reading() as connection:
        place = place_store.load(connection).by_code(code)
    return place.name() if place else code


def _label(gone: Sequence[PlaceRow], name: str) -> str:
    return f"Make “{gone[0].name}” an alias of “{name}”" if len(gone) == 1 else f"Merge {len(gone) + 1} places"


def _there(work: UnitOfWork, code: str) -> Place:
    place = place_store.load(work.connection).by_code(code)
    if place is None:
        raise RoundtableError("This place is no longer there.", "Look at the list again.")
    return place


def _own(work: UnitOfWork, code: str, fate: str) -> Place:
    place = _there(work, code)
    if place.kind != "own":
        raise RoundtableError(
            f"“{place.name()}” is one of the places that the program ships and {fate}.",
            "Give it aliases, and names in other languages.",
        )
    return place


def _refuse_known(work: UnitOfWork, name: str, but: str = "") -> None:
    if not is_findable(name):
        raise RoundtableError("A place needs a name.", "Type one that holds more than marks and articles.")
    known = place_store.load(work.connection).find(name)
    if known is not None and known.code != but:
        raise RoundtableError(
            f"“{name}” is already a name of “{known.name()}”.",
            "Make it an alias of that place, or choose another name.",
        )


def _refuse_nesting(inner: Place, outer: Place) -> NoReturn:
    raise RoundtableError(
        f"“{inner.name()}” would be a group of places within the group “{outer.name()}”.",
        f"Choose the places in “{inner.name()}” instead.",
    )
