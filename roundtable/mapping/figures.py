"""Coverage, balance and gaps of a roundtable as tables of texts, printed by annex and workbook where they are asked to.

Counts nothing itself and must not know pages, sheets or screens.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import resources
from roundtable.agenda import roundtable_store
from roundtable.mapping import coverage, gaps
from roundtable.mapping.coverage import Balance, TargetCoverage
from roundtable.mapping.targets import Target
from roundtable.records.practice import ROLES
from roundtable.workspace import Workspace

_NOBODY_KNOWS = gaps.STATES[0]
_LIST_END = re.compile(r"[,;]?\s*(?:\b(?:and|or|et|ou|y|o)\b)?\s*[,;]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Hold one table: the first column says what a row is about, and ``is_counted`` that all others are numbers.

    ``nothing`` is what is printed in the place of rows where there are none, ``note`` what explains them.
    """

    name: Literal["Coverage", "Partners", "Balance", "Gaps"]
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_counted: bool = False
    nothing: str = ""
    note: str = ""

    def characters(self) -> set[str]:
        """Return every character that the table prints."""
        return set(
            "".join(
                (self.heading, self.nothing, self.note, *self.columns, *(text for row in self.rows for text in row))
            )
        )


def of_roundtable(workspace: Workspace, code: str, *, language: str = "en") -> tuple[Figures, ...]:
    """Return coverage, partners, balance and gaps of a roundtable, their words in ``language`` (en, fr, es).

    Raises RoundtableError where there is no such roundtable.
    """
    with workspace.reading() as connection:
        key = roundtable_store.key_of(connection, code)
    words = _words(language)
    counted = coverage.by_target(workspace, key).targets
    balance = _balance(coverage.balance(workspace, key), words, language)
    return _coverage(counted, words), _partners(counted, words), balance, _gaps(workspace, key, words)


@cache
def _words(language: str) -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(resources.path("figures_words.json").read_text(encoding="utf-8"))[language]
    return words


def _said(target: Target) -> str:
    """Return mark and text of a target: a measure is printed as a sentence, not as an item of the paper's list."""
    text = _LIST_END.sub("", " ".join(target.text.split()))
    return f"{target.mark} {text[:1].upper()}{text[1:]}".strip()


def _coverage(counted: Sequence[TargetCoverage], words: Mapping[str, Any]) -> Figures:
    return Figures(
        name="Coverage",
        heading=words["coverage"],
        columns=tuple(words[name] for name in ("target", "practices", "countries", "regions")),
        rows=tuple((_said(one.target), str(one.practices), str(one.countries), str(one.regions)) for one in counted),
        is_counted=True,
    )


def _partners(counted: Sequence[TargetCoverage], words: Mapping[str, Any]) -> Figures:
    return Figures(
        name="Partners",
        heading=words["partners_by_role"],
        columns=(words["target"], *(words["roles"][role] for role in ROLES)),
        rows=tuple((_said(one.target), *(str(one.partners[role]) for role in ROLES)) for one in counted),
        is_counted=True,
    )


def _balance(balance: Balance, words: Mapping[str, Any], language: str) -> Figures:
    shares = (*balance.regions, *balance.groups)
    return Figures(
        name="Balance",
        heading=words["balance"],
        columns=tuple(words[name] for name in ("whole", "practices", "share")),
        rows=tuple(
            (one.place.name(language), str(one.practices), words["percent"].format(number=round(100 * one.share)))
            for one in shares
        ),
        is_counted=True,
        note=words["shares_note"],
    )


def _gaps(workspace: Workspace, roundtable: int, words: Mapping[str, Any]) -> Figures:
    """List the open gaps, what is due first before all, then the holes that nobody tends."""

    def rows() -> Iterator[tuple[str, ...]]:
        for gap in gaps.listing(workspace, roundtable):
            if gap.is_open:
                asking = ", ".join(text for text in (gap.asked, gap.asked_on) if text)
                yield _said(gap.target), words["states"].get(gap.state, gap.state), asking, gap.owner, gap.due, gap.note
        for target in gaps.holes(workspace, roundtable):
            yield _said(target), words["states"][_NOBODY_KNOWS], "", "", "", ""

    return Figures(
        name="Gaps",
        heading=words["gaps"],
        columns=tuple(words[name] for name in ("target", "state", "asked", "owner", "due", "note")),
        rows=tuple(rows()),
        nothing=words["no_gap"],
    )
