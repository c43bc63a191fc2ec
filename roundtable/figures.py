"""Coverage and gaps of a roundtable as tables of texts, which the annex and the workbook print where they are asked to.

Counts nothing itself and must not know pages, sheets or screens.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import resources
from roundtable import coverage, gaps, roundtables
from roundtable.aims import Aim
from roundtable.coverage import AimCoverage
from roundtable.workspace import Workspace

_NOBODY_KNOWS = gaps.STATES[0]


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
    words = _words(language)
    return _coverage(coverage.by_aim(workspace, key), words), _gaps(workspace, key, words)


@cache
def _words(language: str) -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(resources.path("figures_words.json").read_text(encoding="utf-8"))[language]
    return words


def _said(aim: Aim) -> str:
    return " ".join(f"{aim.mark} {aim.text}".split())


def _coverage(counted: Sequence[AimCoverage], words: Mapping[str, Any]) -> Figures:
    return Figures(
        name="Coverage",
        heading=words["coverage"],
        columns=tuple(words[name] for name in ("aim", "practices", "countries", "regions")),
        rows=tuple((_said(one.aim), str(one.practices), str(one.countries), str(one.regions)) for one in counted),
        is_counted=True,
    )


def _gaps(workspace: Workspace, roundtable: int, words: Mapping[str, Any]) -> Figures:
    """List the open gaps, what is due first before all, then the holes that nobody tends."""

    def rows() -> Iterator[tuple[str, ...]]:
        for gap in gaps.listing(workspace, roundtable):
            if gap.is_open:
                asking = ", ".join(text for text in (gap.asked, gap.asked_on) if text)
                yield _said(gap.aim), words["states"].get(gap.state, gap.state), asking, gap.owner, gap.due, gap.note
        for aim in gaps.holes(workspace, roundtable):
            yield _said(aim), words["states"][_NOBODY_KNOWS], "", "", "", ""

    return Figures(
        name="Gaps",
        heading=words["gaps"],
        columns=tuple(words[name] for name in ("aim", "state", "asked", "owner", "due", "note")),
        rows=tuple(rows()),
        nothing=words["no_gap"],
    )
