"""The vocabulary as a workspace keeps it: listed terms with their aliases, and values that no list holds.

Matching spellings is the business of ``roundtable.vocabulary.term_lookup``.
"""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.records.vocabulary import Term, TermKind
from roundtable.standard_vocabulary import TERM_KINDS, term_row
from roundtable.vocabulary import spellings
from roundtable.vocabulary.term_lookup import Vocabulary


def load(connection: Connection) -> tuple[Term, ...]:
    """Return the listed terms, areas before tags, each kind by name."""
    others, spoken = spellings.aliases(connection, t.TermAlias), spellings.names(connection, t.TermAlias)
    rows = connection.execute(select(t.Term.id, t.Term.kind, t.Term.name).where(t.Term.listed))
    terms = [
        Term(cast("TermKind", kind), name, tuple(others.get(key, ())), tuple(spoken.get(key, {}).items()))
        for key, kind, name in rows
    ]
    return tuple(sorted(terms, key=lambda term: (TERM_KINDS.index(term.kind), term.name.casefold())))


class TermKeys:
    """Find the row of a term however it is spelled; values that no list holds get a row of their own."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.vocabulary = Vocabulary(load(work.connection))
        rows = work.connection.execute(select(t.Term.kind, t.Term.name, t.Term.id))
        self._keys: dict[tuple[str, str], int] = {(kind, name): key for kind, name, key in rows}

    def prepare(self, kind: TermKind, values: Iterable[str]) -> None:
        """Make rows for the values that are new, all at once."""
        new = [name for name in self.names(kind, values) if (kind, name) not in self._keys]
        keys = self._work.insert(t.Term, [term_row(kind, name, listed=False) for name in new])
        self._keys.update(((kind, name), key) for name, key in zip(new, keys, strict=True))

    def of(self, kind: TermKind, values: Iterable[str]) -> list[int]:
        """Return the rows of the values in order, each once."""
        return list(dict.fromkeys(self._keys[kind, self._name(kind, value)] for value in values))

    def names(self, kind: TermKind, values: Iterable[str]) -> tuple[str, ...]:
        """Return the values in the vocabulary's form in order, each once."""
        return tuple(dict.fromkeys(self._name(kind, value) for value in values))

    def _name(self, kind: TermKind, value: str) -> str:
        return value if (kind, value) in self._keys else self.vocabulary.canonical(kind, value)


def merge(work: UnitOfWork, terms: Iterable[Term], *, only_these: bool) -> None:
    """Add terms and their spellings to the vocabulary; ``only_these`` takes away terms that nobody named or uses."""
    rows = work.connection.execute(select(t.Term.kind, t.Term.name, t.Term.id)).all()
    keys = {(kind, name): key for kind, name, key in rows}
    others, names = spellings.aliases(work.connection, t.TermAlias), spellings.names(work.connection, t.TermAlias)
    wanted: dict[tuple[str, str], Term] = {(term.kind, term.name): term for term in terms}
    for identity, term in wanted.items():
        key = keys.get(identity)
        if key is None:
            [key] = work.insert(t.Term, [term_row(term.kind, term.name, listed=True)])
        else:
            work.update(t.Term, key, {"listed": True})
        present, spoken = ([], {}) if only_these else (others.get(key, []), names.get(key, {}))
        spellings.set_aliases(work, t.TermAlias, key, [*present, *term.aliases])
        spellings.set_names(work, t.TermAlias, key, {**dict(term.names), **spoken})
    if only_these:
        for identity, key in keys.items():
            if identity not in wanted:
                spellings.forget(work, t.TermAlias, key)
                work.delete(t.Term, [key])
