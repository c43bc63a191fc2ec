"""Other spellings of a term or place, in one table: aliases in order, and names in other languages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.errors import RoundtableError

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_OWNERS: dict[type[t.Base], str] = {t.TermAlias: "term_id", t.PlaceAlias: "code"}


@dataclass(slots=True)
class Spellings:
    """Hold the aliases of a term or place, and its names by language."""

    aliases: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def read(connection: Connection, kind: type[t.Base]) -> defaultdict[Any, Spellings]:
    """Return the spellings of every term by its key, or of every place by its code."""
    columns: Any = kind.__table__.c
    owner = columns[_OWNERS[kind]]
    statement = select(owner, columns.language, columns.name).order_by(owner, columns.language, columns.position)
    found: defaultdict[Any, Spellings] = defaultdict(Spellings)
    for of, language, name in connection.execute(statement):
        if language:
            found[of].names[language] = name
        else:
            found[of].aliases.append(name)
    return found


def set_aliases(work: UnitOfWork, kind: type[t.Base], of: int | str, wanted: Iterable[str]) -> None:
    """Set the aliases, each once."""
    owner = {_OWNERS[kind]: of, "language": ""}
    work.replace_list(kind, owner, [{"name": name} for name in dict.fromkeys(wanted)])


def keep_former(work: UnitOfWork, kind: type[t.Base], of: int | str, before: str, name: str) -> None:
    """Make the former name of a term or place that was renamed an alias, and its new name none."""
    present = read(work.connection, kind)[of].aliases
    set_aliases(work, kind, of, [alias for alias in (*present, before) if alias != name])


def set_names(work: UnitOfWork, kind: type[t.Base], of: int | str, wanted: Mapping[str, str]) -> None:
    """Set the names in other languages, by language."""
    present = read(work.connection, kind)[of].names
    for language in sorted({*present, *wanted}):
        rows = [{"name": wanted[language]}] if language in wanted else []
        work.replace_list(kind, {_OWNERS[kind]: of, "language": language}, rows)


def delete(work: UnitOfWork, kind: type[t.Base], of: int | str) -> None:
    """Delete all other spellings."""
    set_aliases(work, kind, of, ())
    set_names(work, kind, of, {})


def checked(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by language, both normalised and blank ones left out; raises RoundtableError for a wrong tag."""
    found = {language.strip().casefold().replace("_", "-"): normalised(name) for language, name in names.items()}
    for language in found:
        if len(language) > 20 or not _LANGUAGE.fullmatch(language):
            raise RoundtableError(f"“{language}” is not a language.", "Write its code: fr, es, ar, pt-br …")
    return {language: name for language, name in found.items() if name}


def refuse_changed(name: str, read_as: object, present: object) -> None:
    """Raise RoundtableError where what was read of an entry is no longer so; ``read_as`` None was not read."""
    if read_as not in (None, present):
        raise RoundtableError(
            f"“{name}” was changed by another window or program meanwhile.", "Check its current value and try again."
        )


def normalised(name: str) -> str:
    """Return a name with single spaces and none around it."""
    return " ".join(name.split())
