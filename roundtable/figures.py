"""Coverage and gaps of a roundtable as tables of texts, which the annex and the workbook print where they are asked to.

Counts nothing itself and must not know pages, sheets or screens.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import select

import resources
from db import tables as t
from roundtable import mapping, roundtables
from roundtable.aims import Aim, pointing_at
from roundtable.mapping import Matrix
from roundtable.workspace import Workspace

_NOBODY_KNOWS = "no practice known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Hold one table: the first column says what a row is about, and ``is_counted`` that all others are numbers.

    ``nothing`` is what is printed in the place of rows where there are none.
    """

    name: Literal["Coverage", "Gaps"]
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_counted: bool = False
    nothing: str = ""

    def characters(self) -> set[str]:
        """Return every character that the table prints."""
        return set("".join((self.heading, self.nothing, *self.columns, *(text for row in self.rows for text in row))))


def of_roundtable(workspace: Workspace, code: str, *, language: str = "en") -> tuple[Figures, ...]:
    """Return coverage and gaps of a roundtable, their words in ``language`` (en, fr, es).

    Raises RoundtableError where there is no such roundtable.
    """
    with workspace.reading() as connection:
        key = roundtables.key_of(connection, code)
    matrix = mapping.matrix(workspace, key)
    return _coverage(matrix, _words(language)), _gaps(workspace, matrix, _words(language))


@cache
def _words(language: str) -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(resources.path("figures_words.json").read_text(encoding="utf-8"))[language]
    return words


def _said(aim: Aim) -> str:
    return " ".join(f"{aim.mark} {aim.text}".split())


def _coverage(matrix: Matrix, words: Mapping[str, Any]) -> Figures:
    return Figures(
        name="Coverage",
        heading=words["coverage"],
        columns=(words["aim"], words["practices"], words["countries"]),
        rows=tuple((_said(aim), str(matrix.practices[aim]), str(matrix.countries[aim])) for aim in matrix.aims),
        is_counted=True,
    )


def _gaps(workspace: Workspace, matrix: Matrix, words: Mapping[str, Any]) -> Figures:
    """List what has no practice, or stands open for another reason, what is due first before all."""
    g = t.Gap
    columns = (g.state, g.asked, g.asked_on, g.owner, g.due, g.note)
    statement = select(g.guiding_question_id, g.possible_measure_id, *columns).where(
        g.closed_at.is_(None), pointing_at(g, matrix.aims)
    )
    with workspace.reading() as connection:
        known = {tuple(row[:2]): tuple(row[2:]) for row in connection.execute(statement)}

    def rows() -> Iterator[tuple[str, ...]]:
        for aim in matrix.aims:
            record = known.get(tuple(aim.columns().values()))
            if record or not matrix.practices[aim]:
                state, asked, asked_on, owner, due, note = record or (_NOBODY_KNOWS, *[""] * 5)
                asking = ", ".join(text for text in (asked, asked_on) if text)
                yield _said(aim), words["states"].get(state, state), asking, owner, due, note

    return Figures(
        name="Gaps",
        heading=words["gaps"],
        columns=tuple(words[name] for name in ("aim", "state", "asked", "owner", "due", "note")),
        rows=tuple(sorted(rows(), key=lambda row: (not row[4], row[4]))),
        nothing=words["no_gap"],
    )
