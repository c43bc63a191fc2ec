"""Words of the field that speak of one thing, in English, French and Spanish: "nurse" and "enfermera" of health.

Reads ``resources/related_words.json`` alone; must not know any practice.
"""

import json
from functools import cache

import resources
from roundtable.suggestions.stems import stems

Token = str | tuple[str, str]
"""What a text says: a stem, two neighbouring stems, or a group of related words by its name."""
_GROUP = "="
"""Begins the name of a group, as it begins no stem."""


def is_group(token: Token) -> bool:
    """Tell whether a token names a group."""
    return token[0] == _GROUP


def groups_of(said: Token) -> tuple[str, ...]:
    """Name the groups that a stem or a pair of stems belongs to."""
    return _groups().get(said, ())


def members(token: Token) -> tuple[Token, ...]:
    """Return the stems and pairs of stems in a group; none for what is no group."""
    return _members().get(token, ())


@cache
def shipped() -> dict[str, list[str]]:
    """Return the groups with their entries as they are spelled."""
    groups: dict[str, list[str]] = json.loads(resources.path("related_words.json").read_text(encoding="utf-8"))
    return groups


@cache
def _members() -> dict[Token, tuple[Token, ...]]:
    return {f"{_GROUP}{name}": tuple(dict.fromkeys(map(_said, spelled))) for name, spelled in shipped().items()}


@cache
def _groups() -> dict[Token, tuple[str, ...]]:
    groups: dict[Token, tuple[str, ...]] = {}
    for name, said in _members().items():
        for one in said:
            groups[one] = (*groups.get(one, ()), str(name))
    return groups


def _said(spelled: str) -> Token:
    """Read an entry of the list, which says one or two things beside words that say nothing."""
    first, *second = stems(spelled)
    return (first, second[0]) if second else first
