"""Groups of related words in English, French and Spanish, as in ``resources/related_words.json``."""

import json
from functools import cache

import resources
from roundtable.suggestions.stems import stems

Token = str | tuple[str, str]
"""A stem, two neighbouring stems, or the name of a group of related words."""
_GROUP = "="
"""The first character of a group's name and of no stem."""


def is_group(token: Token) -> bool:
    """Tell whether a token names a group."""
    return token[0] == _GROUP


def groups_of(token: Token) -> tuple[str, ...]:
    """Return the groups that a stem or a pair of stems belongs to."""
    return _groups().get(token, ())


def members(token: Token) -> tuple[Token, ...]:
    """Return the stems and pairs of stems in a group; none for what is no group."""
    return _members().get(token, ())


@cache
def shipped() -> dict[str, list[str]]:
    """Return the shipped groups with the spellings of their entries."""
    groups: dict[str, list[str]] = json.loads(resources.path("related_words.json").read_text(encoding="utf-8"))
    return groups


@cache
def _members() -> dict[Token, tuple[Token, ...]]:
    return {f"{_GROUP}{name}": tuple(dict.fromkeys(map(_token, spelled))) for name, spelled in shipped().items()}


@cache
def _groups() -> dict[Token, tuple[str, ...]]:
    groups: dict[Token, tuple[str, ...]] = {}
    for name, tokens in _members().items():
        for token in tokens:
            groups[token] = (*groups.get(token, ()), str(name))
    return groups


def _token(spelled: str) -> Token:
    """Return the token of an entry, which has one or two significant words."""
    first, *second = stems(spelled)
    return (first, second[0]) if second else first
