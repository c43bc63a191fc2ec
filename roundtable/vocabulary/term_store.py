"""Terms of a workspace: the listed ones with their spellings, and off-list values."""

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import Row
from db.letters import fold
from db.row_keys import chunked
from db.unit_of_work import UnitOfWork
from roundtable.records.identity import new_id
from roundtable.records.vocabulary import Term, TermKind
from roundtable.standard_vocabulary import TERM_KINDS, term_row
from roundtable.vocabulary import spellings
from roundtable.vocabulary.term_lookup import Vocabulary


def load(connection: Connection) -> tuple[Term, ...]:
    """Return the listed terms, areas before tags, each kind by name."""
    others = spellings.read(connection, t.TermAlias)
    rows = connection.execute(select(t.Term.id, t.Term.kind, t.Term.name).where(t.Term.listed))
    terms = [
        Term(cast("TermKind", kind), name, tuple(others[key].aliases), tuple(others[key].names.items()))
        for key, kind, name in rows
    ]
    return tuple(sorted(terms, key=lambda term: (TERM_KINDS.index(term.kind), fold(term.name))))


class TermKeys:
    """Map terms in any spelling to their keys; off-list values get rows of their own."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.vocabulary = Vocabulary(load(work.connection))
        rows = work.connection.execute(select(t.Term.kind, t.Term.name, t.Term.id))
        self._keys: dict[tuple[str, str], int] = {(kind, name): key for kind, name, key in rows}

    def prepare(self, kind: TermKind, values: Iterable[str]) -> None:
        """Insert rows for the values that are new."""
        new = [name for name in self.names(kind, values) if (kind, name) not in self._keys]
        keys = self._work.insert(t.Term, _new_rows(self._work, kind, new, listed=False))
        self._keys.update(((kind, name), key) for name, key in zip(new, keys, strict=True))

    def of(self, kind: TermKind, values: Iterable[str]) -> list[int]:
        """Return the keys of the values in order, each once."""
        return list(dict.fromkeys(self._keys[kind, self._name(kind, value)] for value in values))

    def names(self, kind: TermKind, values: Iterable[str]) -> tuple[str, ...]:
        """Return the values in the vocabulary's form in order, each once."""
        return tuple(dict.fromkeys(self._name(kind, value) for value in values))

    def _name(self, kind: TermKind, value: str) -> str:
        return value if (kind, value) in self._keys else self.vocabulary.canonical(kind, value)


def _new_rows(work: UnitOfWork, kind: TermKind, names: Sequence[str], *, listed: bool) -> list[Row]:
    """Return the rows of new terms; the identity that a name stands for may be taken by a term that was renamed."""
    rows = [term_row(kind, name, listed=listed) for name in names]
    taken = {uid for (uid,) in chunked(work.connection, select(t.Term.uid), t.Term.uid, [row["uid"] for row in rows])}
    return [row | {"uid": new_id()} if row["uid"] in taken else row for row in rows]


def merge(work: UnitOfWork, terms: Iterable[Term], *, only_these: bool) -> None:
    """Add terms and their spellings to the vocabulary; ``only_these`` deletes all other terms."""
    rows = work.connection.execute(select(t.Term.kind, t.Term.name, t.Term.id)).all()
    keys = {(kind, name): key for kind, name, key in rows}
    others = spellings.read(work.connection, t.TermAlias)
    wanted: dict[tuple[str, str], Term] = {(term.kind, term.name): term for term in terms}
    for identity, term in wanted.items():
        key = keys.get(identity)
        if key is None:
            [key] = work.insert(t.Term, _new_rows(work, term.kind, [term.name], listed=True))
        else:
            work.update(t.Term, key, {"listed": True})
        present = spellings.Spellings() if only_these else others[key]
        spellings.set_aliases(work, t.TermAlias, key, [*present.aliases, *term.aliases])
        spellings.set_names(work, t.TermAlias, key, {**dict(term.names), **present.names})
    if only_these:
        for identity, key in keys.items():
            if identity not in wanted:
                spellings.delete(work, t.TermAlias, key)
                work.delete(t.Term, [key])
