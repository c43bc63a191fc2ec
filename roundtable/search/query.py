"""Query language of the search field: parse a query, write its filters. Every text is a valid query."""

import re
from dataclasses import dataclass

from roundtable.errors import RoundtableError

FIELDS = (
    "country",
    "tag",
    "area",
    "partner",
    "role",
    "roundtable",
    "question",
    "measure",
    "status",
    "language",
    "missing",
    "outdated",
    "changed",
    "new",
    "gone",
)
"""The fields of ``field:value``; the last three take what was handed over, ``annex`` or ``contribution``,
maybe with the code of a roundtable."""
_MEANT = {field: field for field in FIELDS} | {"region": "country"}
"""The fields by the names that people type; a region is a place like a country."""

_TOKEN = re.compile(r'-?(?:[^\W\d_]+:)?"[^"]*"?|\S+')
_FILTER = re.compile(r"(?s)([^\W\d_]+):(.*)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold words that stand side by side; the last may go on where ``is_prefix`` is set."""

    words: str
    is_prefix: bool = True
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Hold one ``field:value``."""

    field: str
    value: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Hold the parts of a query, all of which must match."""

    phrases: tuple[Phrase, ...] = ()
    filters: tuple[Filter, ...] = ()


def parse(typed: str) -> Query:
    """Parse words (prefixes), "phrases", -exclusions and field:value or field:"several words"."""
    phrases: list[Phrase] = []
    filters: list[Filter] = []
    for token in _TOKEN.findall(typed.replace("\0", " ")):
        is_excluded = token.startswith("-")
        text = token.removeprefix("-")
        asked = _FILTER.fullmatch(text)
        value = _unquoted(asked.group(2)) if asked else ""
        field = _MEANT.get(asked.group(1).casefold()) if asked else None
        if field and value:
            filters.append(Filter(field, value, is_excluded))
        elif any(character.isalnum() for character in text):
            phrases.append(Phrase(_unquoted(text), '"' not in text, is_excluded))
    return Query(tuple(phrases), tuple(filters))


@dataclass(frozen=True, slots=True)
class Typed:
    """Hold what a search says before the cursor's word, that word as field and value, and what follows the cursor.

    ``asked`` is the field's name as typed, ``field`` the field that it means; both are "" of a word without one.
    """

    before: str
    asked: str
    field: str
    value: str
    after: str


def typed_at(typed: str, cursor: int) -> Typed | None:
    """Return the word that ends at the cursor; None where none does."""
    for token in _TOKEN.finditer(typed):
        if token.end() == cursor:
            text = token.group().removeprefix("-")
            before, after = typed[: token.end() - len(text)], typed[cursor:]
            asked = _FILTER.fullmatch(text)
            field = _MEANT.get(asked.group(1).casefold(), "") if asked else ""
            if asked and field:
                return Typed(before, asked.group(1), field, _unquoted(asked.group(2)), after)
            return Typed(before, "", "", _unquoted(text), after)
    return None


def unknown_fields(typed: str) -> list[str]:
    """Return the names before colons that are none of a field; an address (https://...) has none."""
    asked = (_FILTER.fullmatch(token.removeprefix("-")) for token in _TOKEN.findall(typed))
    found = [one.groups() for one in asked if one]
    return [name for name, value in found if name.casefold() not in _MEANT and value and not value.startswith("//")]


def check_asks(typed: str) -> None:
    """Raise RoundtableError for a query that asks for nothing, or by a field for no value, which a slip leaves."""
    asked = (_FILTER.fullmatch(token.removeprefix("-")) for token in _TOKEN.findall(typed))
    empty = next((one[0] for one in asked if one and one[1].casefold() in _MEANT and not _unquoted(one[2])), "")
    if empty:
        raise RoundtableError(f"“{empty}” names no value to search for.", "Write the value straight after the colon.")
    query = parse(typed)
    if not query.phrases and not query.filters:
        raise RoundtableError(f"“{typed}” has no word to search for.", "Write a word, or a field with its value.")


def renamed_field(typed: str, name: str, to: str) -> str:
    """Return a search in which a field is asked by another name."""
    return re.sub(rf"(?<!\S)(-?){re.escape(name)}:", rf"\g<1>{to}:", typed)


def _unquoted(text: str) -> str:
    return " ".join(text.replace('"', " ").replace("\0", " ").split())


def written(field: str, value: str) -> str:
    """Write a filter the way ``parse`` reads it."""
    plain = _unquoted(value)
    return f"{field}:{plain}" if plain and not re.search(r"\s", plain) else f'{field}:"{plain}"'


def holds(typed: str, asked: str) -> bool:
    """Tell whether a query has a filter, given as ``written`` writes it."""
    return any(_is_same(token, asked) for token in _TOKEN.findall(typed))


def toggled(typed: str, asked: str) -> str:
    """Remove a filter from a query, or add it where it is missing."""
    tokens = _TOKEN.findall(typed)
    kept = [token for token in tokens if not _is_same(token, asked)]
    if len(kept) < len(tokens):
        return " ".join(kept)
    return " ".join([*(f'{token}"' if token.count('"') % 2 else token for token in tokens), asked])


def _is_same(token: str, asked: str) -> bool:
    return parse(token.casefold()) == parse(asked.casefold())
