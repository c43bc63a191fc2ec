"""Standard vocabulary: the shipped areas, tags and fixed lists, and the first terms of a new workspace.

Read from ``resources/vocabulary.json``; what a workspace adds to it is kept by ``roundtable.vocabulary``.
"""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Connection

import resources
from db import tables as t
from db.changes import Row
from roundtable.records.identity import derived_id
from roundtable.records.vocabulary import Term, TermKind

TERM_KINDS: tuple[TermKind, ...] = ("thematic_area", "tag")


@cache
def standard_terms() -> tuple[Term, ...]:
    """Return the thematic areas and tags the program ships."""
    shipped = shipped_lists()
    return tuple(Term(kind, entry["name"], tuple(entry["aliases"])) for kind in TERM_KINDS for entry in shipped[kind])


@cache
def shipped_lists() -> dict[str, list[dict[str, Any]]]:
    """Return every shipped list by its kind, as ``vocabulary.json`` holds it."""
    shipped: dict[str, list[dict[str, Any]]] = json.loads(resources.path("vocabulary.json").read_text(encoding="utf-8"))
    return shipped


def seed(connection: Connection) -> None:
    """Fill a new workspace with the standard vocabulary."""
    standard = standard_terms()
    rows = [term_row(term.kind, term.name, listed=True) for term in standard]
    keys = connection.scalars(insert(t.Term).returning(t.Term.id, sort_by_parameter_order=True), rows).all()
    aliases = [row for key, term in zip(keys, standard, strict=True) for row in _alias_rows(key, term.aliases)]
    connection.execute(insert(t.TermAlias), aliases)


def term_row(kind: str, name: str, *, listed: bool) -> Row:
    """Return the row of a term; its identity is derived from kind and name, the same in every workspace."""
    return {"uid": derived_id("term", kind, name), "kind": kind, "name": name, "listed": listed}


def _alias_rows(key: int, names: Iterable[str]) -> list[Row]:
    return [{"term_id": key, "position": position, "name": name} for position, name in enumerate(names)]
