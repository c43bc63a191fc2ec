"""Suggestions of partner names: those in use and those of known organisations, spellings merged."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.search.execution import conditions
from roundtable.search.query import written
from roundtable.vocabulary import organisations
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace

_SHOWN = 9
_COUNTED = 2000
"""How many partners of the practices that match are looked at."""


class PartnerName(NamedTuple):
    """Hold a name, and another spelling of it that was typed; "" where the name itself was."""

    name: str
    spelling: str


def suggest(workspace: Workspace, typed: str) -> list[PartnerName]:
    """Return the partners of which a word begins as typed, each once, in the spelling that is used most."""
    with workspace.reading() as connection:
        return suggested(connection, typed)


def suggested(connection: Connection, typed: str) -> list[PartnerName]:
    """Do as ``suggest`` in a reading that is open."""
    if not folded(typed):
        return []
    known = {organisation.name: organisation for organisation in organisations.named(typed)}
    used: dict[str, str] = {}
    for name, _ in _used(
        connection, [typed, *(one for each in known.values() for one in each.spellings)]
    ).most_common():
        used.setdefault(organisations.identity(name), name)
    names = {name: used.get(name, name) for name in known}
    others = {key: name for key, name in used.items() if key not in known and _begins(name, typed)}
    return [
        PartnerName(name, _spelling(known[key].spellings, typed) if key in known and not _begins(name, typed) else "")
        for key, name in {**names, **others}.items()
    ][:_SHOWN]


def _used(connection: Connection, spellings: Iterable[str]) -> Counter[str]:
    """Count the partners of the practices that have one with words that begin like a spelling."""
    p = t.PracticePartner
    found = [
        one for spelling in spellings for one in conditions(connection, written("partner", spelling), p.practice_id)
    ]
    return Counter(connection.scalars(select(p.name).where(or_(*found)).limit(_COUNTED)))


def _begins(name: str, typed: str) -> bool:
    return f" {folded(typed)}" in f" {folded(name)}"


def _spelling(spellings: Iterable[str], typed: str) -> str:
    return next((spelling for spelling in spellings if _begins(spelling, typed)), "")
