"""Query to the full-text index, the same for every back end: phrases, all of several, any of several."""

from typing import NamedTuple, Union


class WordPhrase(NamedTuple):
    """Hold words as the index holds them, side by side; the last may go on where ``is_prefix`` is set."""

    words: tuple[str, ...]
    is_prefix: bool = False


class AllOf(NamedTuple):
    """Ask for all of several."""

    parts: "tuple[WordQuery, ...]"


class AnyOf(NamedTuple):
    """Ask for any of several."""

    parts: "tuple[WordQuery, ...]"


WordQuery = Union[WordPhrase, AllOf, AnyOf]  # noqa: UP007 - names what is defined above it in quotes


def phrases_of(query: WordQuery) -> tuple[WordPhrase, ...]:
    """Return the phrases of a query, each once."""
    if isinstance(query, WordPhrase):
        return (query,)
    return tuple(dict.fromkeys(phrase for part in query.parts for phrase in phrases_of(part)))
