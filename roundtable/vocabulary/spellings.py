"""The other spellings of a term or a place: its aliases in their order, and its name in other languages.

Both lie in one table, an alias without a language; setting the ones never touches the others.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.errors import RoundtableError

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_OWNERS: dict[type[t.Base], str] = {t.TermAlias: "term_id", t.PlaceAlias: "code"}


def aliases(connection: Connection, kind: type[t.Base]) -> dict[Any, list[str]]:
    """Return the aliases of every term by its key, or of every place by its code."""
    columns: Any = kind.__table__.c
    owner = columns[_OWNERS[kind]]
    statement = select(owner, columns.name).where(columns.language == "").order_by(owner, columns.position)
    found: dict[Any, list[str]] = {}
    for of, name in connection.execute(statement):
        found.setdefault(of, []).append(name)
    return found


def names(connection: Connection, kind: type[t.Base]) -> dict[Any, dict[str, str]]:
    """Return the names in other languages of every term by its key, or of every place by its code."""
    columns: Any = kind.__table__.c
    owner = columns[_OWNERS[kind]]
    statement = select(owner, columns.language, columns.name).where(columns.language != "")
    found: dict[Any, dict[str, str]] = {}
    for of, language, name in connection.execute(statement.order_by(owner, columns.language)):
        found.setdefault(of, {})[language] = name
    return found


def set_aliases(work: UnitOfWork, kind: type[t.Base], of: int | str, wanted: Iterable[str]) -> None:
    """Make these the aliases, each once."""
    owner = {_OWNERS[kind]: of, "language": ""}
    work.replace_list(kind, owner, [{"name": name} for name in dict.fromkeys(wanted)])


def set_names(work: UnitOfWork, kind: type[t.Base], of: int | str, wanted: Mapping[str, str]) -> None:
    """Make these the names in other languages, by language."""
    present = names(work.connection, kind).get(of, {})
    for language in sorted({*present, *wanted}):
        rows = [{"name": wanted[language]}] if language in wanted else []
        work.replace_list(kind, {_OWNERS[kind]: of, "language": language}, rows)


def forget(work: UnitOfWork, kind: type[t.Base], of: int | str) -> None:
    """Take all other spellings away."""
    set_aliases(work, kind, of, ())
    set_names(work, kind, of, {})


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """Return names by language, both tidied and blank ones left out.

    Raises RoundtableError for a language that is no tag such as "fr" or "pt-br".
    """
    found = {language.strip().casefold().replace("_", "-"): tidy(name) for language, name in given.items()}
    for language in found:
        if len(language) > 20 or not _LANGUAGE.fullmatch(language):
            raise RoundtableError(f"“{language}” is not a language.", "Write its code: fr, es, ar, pt-br …")
    return {language: name for language, name in found.items() if name}


def tidy(name: str) -> str:
    """Write a name with single spaces and none around it."""
    return " ".join(name.split())
