"""Organisations that are partners of many practices, each under the spellings of its name in several languages."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import resources
from roundtable.vocabulary.term_lookup import folded


@dataclass(frozen=True, slots=True)
class Organisation:
    """Hold the name of an organisation, and its acronyms and names in other languages."""

    name: str
    others: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every spelling, the name with an acronym behind it as well."""
        acronyms = [one for one in self.others if " " not in one]
        names = [self.name, *(one for one in self.others if " " in one)]
        return (*names, *acronyms, *(f"{name} ({acronym})" for name in names for acronym in acronyms))


@cache
def by_spelling() -> Mapping[str, Organisation]:
    """Return the organisations by every spelling, ``folded``."""
    found: dict[str, Organisation] = {}
    with resources.path("organisations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            organisation = Organisation(row["name"], tuple(row["spellings"].split("|")))
            for spelling in organisation.spellings:
                found.setdefault(folded(spelling), organisation)
    return found


def identity(name: str) -> str:
    """Return what all spellings of an organisation share: its name where it is known, else the name itself, folded."""
    found = by_spelling().get(folded(name))
    return found.name if found else folded(name)


def named(typed: str) -> list[Organisation]:
    """Return the organisations that have a spelling with a word that begins as typed, those of that spelling first."""
    wanted = folded(typed)
    found: dict[str, tuple[bool, Organisation]] = {}
    for spelling, organisation in by_spelling().items():
        if wanted and f" {wanted}" in f" {spelling}":
            rank = spelling != wanted
            found[organisation.name] = (min(rank, found.get(organisation.name, (True,))[0]), organisation)
    return [organisation for _, organisation in sorted(found.values(), key=lambda one: (one[0], one[1].name))]
