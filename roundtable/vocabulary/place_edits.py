"""Edits of the places, each one step of undo; the printed text of a practice is never changed."""

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from db import tables as t
from db.changes import ChangeSet
from db.letters import fold
from db.unit_of_work import UnitOfWork
from roundtable.errors import RoundtableError
from roundtable.records.identity import derived_id
from roundtable.records.vocabulary import PlaceRecord
from roundtable.vocabulary import place_store, spellings
from roundtable.vocabulary.place_lookup import Place, is_findable
from roundtable.vocabulary.place_store import PlaceRow
from roundtable.workspace import Workspace

_NOT_IN_A_CODE = re.compile(r"[^a-z0-9]+")
_LONGEST_CODE = 30


def add(workspace: Workspace, name: str, code: str = "") -> ChangeSet:
    """Add a place of the workspace's own, by default under a new code, which practices that print its name get."""
    name = spellings.normalised(name)
    with workspace.unit_of_work(f"Add place “{name}”") as work:
        _refuse_known(work, name)
        code = code or _new_code(work, name)
        place_store.set_name(work, code, name)
        assign(work, code)
    return work.change_set


def rename(workspace: Workspace, code: str, name: str, *, read_as: str | None = None) -> ChangeSet:
    """Rename one of the workspace's own places that still has the name it was read by; that becomes an alias."""
    name = spellings.normalised(name)
    with workspace.unit_of_work(f"Rename place to “{name}”") as work:
        before = _own(work, code, "keeps its name").name()
        spellings.refuse_changed(before, read_as, before)
        _refuse_known(work, name, but=code)
        place_store.set_name(work, code, name)
        spellings.keep_former(work, t.PlaceAlias, code, before, name)
        assign(work, code)
    return work.change_set


def set_aliases(
    workspace: Workspace, code: str, names: Sequence[str], *, read_as: tuple[str, ...] | None = None
) -> ChangeSet:
    """Set the aliases of a place, shipped or own, that still are what they were read as."""
    with workspace.unit_of_work("Change aliases of a place") as work:
        place = _existing(work, code).name()
        spellings.refuse_changed(place, read_as, tuple(spellings.read(work.connection, t.PlaceAlias)[code].aliases))
        wanted = [spellings.normalised(name) for name in names]
        for name in wanted:
            _refuse_known(work, name, but=code)
        spellings.set_aliases(work, t.PlaceAlias, code, wanted)
        assign(work, code)
    return work.change_set


def set_names(
    workspace: Workspace, code: str, names: Mapping[str, str], *, read_as: Mapping[str, str] | None = None
) -> ChangeSet:
    """Set the names of a place, shipped or own, in languages other than English, as ``set_aliases`` does."""
    with workspace.unit_of_work("Change names of a place in other languages") as work:
        place = _existing(work, code).name()
        spellings.refuse_changed(place, read_as, spellings.read(work.connection, t.PlaceAlias)[code].names)
        wanted = spellings.checked(names)
        if "en" in wanted:
            raise RoundtableError(
                "The English name of a place is its name.", "Rename it, or give other English names as aliases."
            )
        for name in wanted.values():
            _refuse_known(work, name, but=code)
        spellings.set_names(work, t.PlaceAlias, code, wanted)
        assign(work, code)
    return work.change_set


def set_members(workspace: Workspace, code: str, members: Sequence[str]) -> ChangeSet:
    """Set the members (codes) of a group of the workspace's own; no group or region may be in it."""
    with workspace.unit_of_work("Change members of a group of places") as work:
        group = _own(work, code, "has no members of your choice")
        places = [_existing(work, member) for member in members]
        nested = [(place, group) for place in places if place.is_whole or place.code == code]
        if places:
            outer = place_store.load(work.connection).own_groups()
            nested += [(group, one) for one in outer if code in one.members]
        for inner, whole in nested:
            raise RoundtableError(
                f"“{inner.name()}” would be a group of places within the group “{whole.name()}”.",
                f"Choose the places in “{inner.name()}” instead.",
            )
        place_store.set_members(work, code, [place.code for place in places])
    return work.change_set


def merge(workspace: Workspace, rows: Sequence[PlaceRow], into: str) -> ChangeSet:
    """Merge the workspace's own places and printed texts into a place, whose aliases their names become."""
    merged = [row for row in rows if row.code != into]
    with workspace.unit_of_work(f"Merge {len(merged) + 1} places") as work:
        target = _existing(work, into).name()
        if len(merged) == 1:
            work.label = f"Make “{merged[0].name}” an alias of “{target}”"
        records = {record.code: record for record in place_store.records(work.connection)}
        aliases: list[str] = []
        names: dict[str, str] = {}
        for row in merged:
            if row.state == "shipped":
                _own(work, row.code, "is not merged into another")
            record = records.get(row.code, PlaceRecord(row.code))
            aliases += [row.name] if row.code == "" or row.state == "own" else []
            aliases += record.aliases
            names |= dict(record.names)
            _move(work, row.code, into)
            _replace_in_groups(work, row.code, into)
            place_store.delete(work, row.code)
        _add_spellings(work, into, aliases, names)
        assign(work, into)
    return work.change_set


def remove(workspace: Workspace, code: str) -> ChangeSet:
    """Remove one of the workspace's own places; practices keep what they print, without a code."""
    with workspace.unit_of_work("Remove place") as work:
        _own(work, code, "is not removed")
        _move(work, code, "")
        _replace_in_groups(work, code, "")
        place_store.delete(work, code)
    return work.change_set


def _add_spellings(work: UnitOfWork, code: str, aliases: Sequence[str], names: Mapping[str, str]) -> None:
    """Add spellings that a place does not have yet; in a language in which it has a name they are aliases."""
    present = spellings.read(work.connection, t.PlaceAlias)[code]
    wanted = {**names, **present.names}
    for name in (*aliases, *names.values()):
        _refuse_known(work, name, but=code)
        if place_store.load(work.connection).find(name) is None and name not in wanted.values():
            present.aliases.append(name)
    spellings.set_aliases(work, t.PlaceAlias, code, present.aliases)
    spellings.set_names(work, t.PlaceAlias, code, wanted)


def _move(work: UnitOfWork, code: str, into: str) -> None:
    if code:
        keys = select(t.PracticeCountry.id).where(t.PracticeCountry.code == code)
        for key in work.connection.scalars(keys).all():
            work.update(t.PracticeCountry, key, {"code": into})


def _replace_in_groups(work: UnitOfWork, code: str, into: str) -> None:
    """Replace a place by another, or none, in its groups, and give that its members."""
    here = {record.code: record.members for record in place_store.records(work.connection) if record.code != code}
    wanted = {group: [into if one == code else one for one in members] for group, members in here.items()}
    place = place_store.load(work.connection).by_code(into)
    if place is not None and place.kind == "own" and not any(into in members for members in wanted.values()):
        wanted[into] += place_store.members(work.connection).get(code, [])
    for group, members in wanted.items():
        place_store.set_members(work, group, [one for one in members if one not in {"", group}])


def assign(work: UnitOfWork, code: str) -> None:
    """Assign the code to every printed text without one that names the place."""
    c = t.PracticeCountry
    places = place_store.load(work.connection)
    for printed in work.connection.scalars(select(c.printed).where(c.code == "").distinct()).all():
        place = places.find(printed)
        if place is not None and place.code == code:
            keys = work.connection.scalars(select(c.id).where(c.code == "", c.printed == printed)).all()
            for key in keys:
                work.update(c, key, {"code": code})


def _new_code(work: UnitOfWork, name: str) -> str:
    """Derive a code from a name, the same in every workspace unless it is taken."""
    words = _NOT_IN_A_CODE.sub("-", fold(name)).strip("-").upper()[:_LONGEST_CODE]
    digest = derived_id("place", name)[:8].upper()
    places = place_store.load(work.connection)
    code = f"X-{words or digest}"
    return code if places.by_code(code) is None else f"{code}-{digest}"


def _existing(work: UnitOfWork, code: str) -> Place:
    place = place_store.load(work.connection).by_code(code)
    if place is None:
        raise RoundtableError("This place no longer exists.", "Refresh the list.")
    return place


def _own(work: UnitOfWork, code: str, refusal: str) -> Place:
    place = _existing(work, code)
    if place.kind != "own":
        raise RoundtableError(
            f"“{place.name()}” is one of the places that the program ships and {refusal}.",
            "Give it aliases, and names in other languages.",
        )
    return place


def _refuse_known(work: UnitOfWork, name: str, but: str = "") -> None:
    if not is_findable(name):
        raise RoundtableError("A place needs a name.", "Type one with more than punctuation and articles.")
    known = place_store.load(work.connection).find(name)
    if known is not None and known.code != but:
        raise RoundtableError(
            f"“{name}” is already a name of “{known.name()}”.",
            "Make it an alias of that place, or choose another name.",
        )
