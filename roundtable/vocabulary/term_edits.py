"""Edits of the terms: list, add, rename, set aliases and names, merge and remove; each is one step of undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, func, select

from db import tables as t
from db.changes import ChangeSet
from db.letters import fold
from db.unit_of_work import UnitOfWork
from roundtable.errors import RoundtableError
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary import spellings, term_store
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TermRow:
    """Hold one term, its names by language, and its number of practices; ``is_listed`` is false for off-list values."""

    id: int
    kind: TermKind
    name: str
    aliases: tuple[str, ...]
    is_listed: bool
    uses: int
    names: tuple[tuple[str, str], ...] = ()


def listing(workspace: Workspace, kind: TermKind) -> list[TermRow]:
    """Return the terms of a kind by name: the listed ones, and every off-list value of a practice."""
    link = t.PracticeTerm
    counted = select(link.term_id, func.count().label("uses")).group_by(link.term_id)
    trash = select(t.Practice.id).where(t.Practice.deleted_at.is_not(None))
    # Counted apart: to ask of every link whether its practice lies in the trash takes ten times as long.
    every, hidden = counted.subquery(), counted.where(link.practice_id.in_(trash)).subquery()
    statement = (
        select(t.Term.id, t.Term.name, t.Term.listed, func.coalesce(every.c.uses, 0) - func.coalesce(hidden.c.uses, 0))
        .outerjoin(every, every.c.term_id == t.Term.id)
        .outerjoin(hidden, hidden.c.term_id == t.Term.id)
        .where(t.Term.kind == kind)
    )
    with workspace.reading() as connection:
        others = spellings.read(connection, t.TermAlias)
        rows = [
            TermRow(key, kind, name, tuple(others[key].aliases), listed, uses, tuple(others[key].names.items()))
            for key, name, listed, uses in connection.execute(statement)
            if listed or uses
        ]
    return sorted(rows, key=lambda row: fold(row.name))


def names(workspace: Workspace, kind: TermKind) -> list[str]:
    """Return the names of ``listing``; no use is counted."""
    with workspace.reading() as connection:
        found = connection.scalars(select(t.Term.name).where(t.Term.kind == kind, _is_in_use())).all()
    return sorted(found, key=fold)


def count(workspace: Workspace, kind: TermKind) -> int:
    """Count the rows of ``listing``."""
    statement = select(func.count()).where(t.Term.kind == kind, _is_in_use())
    with workspace.reading() as connection:
        return connection.scalar(statement) or 0


def _is_in_use() -> ColumnElement[bool]:
    carried = (
        select(t.PracticeTerm.id)
        .join(t.Practice, t.Practice.id == t.PracticeTerm.practice_id)
        .where(t.PracticeTerm.term_id == t.Term.id, t.Practice.deleted_at.is_(None))
        .exists()
    )
    return t.Term.listed | carried


def add(workspace: Workspace, kind: TermKind, name: str) -> ChangeSet:
    """Add a new term, or a value that practices already carry, to the list."""
    name = spellings.normalised(name)
    with workspace.unit_of_work(f"Add term “{name}”") as work:
        _refuse_known(work, kind, name)
        keys = term_store.TermKeys(work)
        keys.prepare(kind, [name])
        work.update(t.Term, keys.of(kind, [name])[0], {"listed": True})
    return work.change_set


def rename(
    workspace: Workspace, key: int, name: str, *, keep_as_alias: bool = True, read_as: str | None = None
) -> ChangeSet:
    """Rename a term that still has the name it was read by; the old name becomes an alias."""
    name = spellings.normalised(name)
    with workspace.unit_of_work(f"Rename term to “{name}”") as work:
        kind, before = _existing(work, key)
        spellings.refuse_changed(before, read_as, before)
        _refuse_known(work, kind, name, but=key)
        work.update(t.Term, key, {"name": name})
        if keep_as_alias and before != name:
            spellings.keep_former(work, t.TermAlias, key, before, name)
    return work.change_set


def set_aliases(
    workspace: Workspace, key: int, names: list[str], *, read_as: tuple[str, ...] | None = None
) -> ChangeSet:
    """Set the aliases of a term that still are what they were read as."""
    with workspace.unit_of_work("Change aliases") as work:
        kind, term = _existing(work, key)
        spellings.refuse_changed(term, read_as, tuple(spellings.read(work.connection, t.TermAlias)[key].aliases))
        wanted = [spellings.normalised(name) for name in names]
        for name in wanted:
            _refuse_known(work, kind, name, but=key)
        spellings.set_aliases(work, t.TermAlias, key, wanted)
    return work.change_set


def set_names(
    workspace: Workspace, key: int, names: Mapping[str, str], *, read_as: Mapping[str, str] | None = None
) -> ChangeSet:
    """Set the names of a term in other languages, in which annexes and workbooks print it, as ``set_aliases`` does."""
    with workspace.unit_of_work("Change names in other languages") as work:
        kind, term = _existing(work, key)
        spellings.refuse_changed(term, read_as, spellings.read(work.connection, t.TermAlias)[key].names)
        wanted = spellings.checked(names)
        for name in wanted.values():
            _refuse_known(work, kind, name, but=key)
        spellings.set_names(work, t.TermAlias, key, wanted)
    return work.change_set


def merge(workspace: Workspace, keys: list[int], into: int) -> ChangeSet:
    """Merge terms into one, whose aliases their names become."""
    merged = [key for key in keys if key != into]
    with workspace.unit_of_work(f"Merge {len(merged) + 1} terms") as work:
        kind, name = _existing(work, into)
        others = spellings.read(work.connection, t.TermAlias)
        aliases, names = list(others[into].aliases), others[into].names
        for key in merged:
            other_kind, other = _existing(work, key)
            if other_kind != kind:
                raise RoundtableError(
                    f"“{other}” and “{name}” are of different kinds.", "Merge areas with areas, tags with tags."
                )
            aliases += [other, *others[key].aliases, *others[key].names.values()]
            names = {**others[key].names, **names}
            _move(work, key, into)
            spellings.delete(work, t.TermAlias, key)
            work.delete(t.Term, [key])
        spellings.set_aliases(work, t.TermAlias, into, [one for one in aliases if one not in (name, *names.values())])
        spellings.set_names(work, t.TermAlias, into, names)
    return work.change_set


def remove(workspace: Workspace, key: int) -> ChangeSet:
    """Remove a term from the list; practices keep it as an off-list value."""
    with workspace.unit_of_work("Remove term") as work:
        _existing(work, key)
        _remove(work, key)
    return work.change_set


def remove_or_replace(work: UnitOfWork, key: int) -> None:
    """Remove a term whose name may be a spelling of another by now: that one takes its place in the practices."""
    kind, name = _existing(work, key)
    others = [term for term in term_store.load(work.connection) if (term.kind, term.name) != (kind, name)]
    into = Vocabulary(others).find(kind, name)
    if into is not None:
        statement = select(t.Term.id).where(t.Term.kind == kind, t.Term.name == into.name)
        _move(work, key, work.connection.scalars(statement).one())
    _remove(work, key)


def _remove(work: UnitOfWork, key: int) -> None:
    spellings.delete(work, t.TermAlias, key)
    used = work.connection.scalar(select(t.PracticeTerm.id).where(t.PracticeTerm.term_id == key).limit(1))
    if used:
        work.update(t.Term, key, {"listed": False})
    else:
        work.delete(t.Term, [key])


def _move(work: UnitOfWork, key: int, into: int) -> None:
    link = t.PracticeTerm
    already = set(work.connection.scalars(select(link.practice_id).where(link.term_id == into)))
    for row in work.connection.execute(select(link.id, link.practice_id).where(link.term_id == key)).all():
        if row.practice_id in already:
            work.delete(link, [row.id])
        else:
            work.update(link, row.id, {"term_id": into})
            already.add(row.practice_id)


def _existing(work: UnitOfWork, key: int) -> tuple[TermKind, str]:
    row = work.connection.execute(select(t.Term.kind, t.Term.name).where(t.Term.id == key)).first()
    if row is None:
        raise RoundtableError("This term no longer exists.", "Refresh the list.")
    return cast("TermKind", row.kind), row.name


def _refuse_known(work: UnitOfWork, kind: TermKind, name: str, but: int | None = None) -> None:
    if not name:
        raise RoundtableError("A term needs a name.", "Type one.")
    known = Vocabulary(term_store.load(work.connection)).find(kind, name)
    statement = select(t.Term.id).where(t.Term.kind == kind, t.Term.name == (known.name if known else name))
    key = work.connection.scalar(statement)
    if key is not None and key != but and (known is not None or but is not None):
        raise RoundtableError(
            f"“{name}” is already a name of “{known.name if known else name}”.",
            "Merge the two, or choose another name.",
        )
