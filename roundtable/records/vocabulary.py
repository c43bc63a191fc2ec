"""Records of the vocabulary: terms and places with their aliases and names in other languages."""

from dataclasses import dataclass
from typing import Literal

TermKind = Literal["thematic_area", "tag"]


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one term of a vocabulary in its preferred form with its other spellings; ``names`` are by language."""

    kind: TermKind
    name: str
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def spellings(self) -> tuple[str, ...]:
        """Return every name under which the term is found."""
        return (self.name, *self.aliases, *(name for _, name in self.names))


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """Hold what a workspace adds to the shipped places: one of its own, or (``name`` is "") more names of one.

    One of its own may be a group: ``members`` are the codes of the places in it.
    """

    code: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()
