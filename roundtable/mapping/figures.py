"""Figures of a roundtable for annex and workbook: coverage, partners, balance and gaps as tables of texts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import resources
from roundtable.agenda import roundtable_store
from roundtable.mapping import coverage, gaps
from roundtable.mapping.coverage import TargetCoverage
from roundtable.records.practice import ROLES
from roundtable.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Hold one table, ``nothing`` to print without rows and the ``note`` below it.

    ``is_counted`` where all columns but the first are numbers.
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
        cells = (text for row in self.rows for text in row)
        return set("".join((self.heading, self.nothing, self.note, *self.columns, *cells)))


def of_roundtable(
    workspace: Workspace, code: str, *, language: str = "en", cleared_only: bool = False
) -> tuple[Figures, ...]:
    """Return the tables of a roundtable in ``language`` (en, fr, es); raises RoundtableError where there is none.

    ``cleared_only`` counts no practice that is not cleared.
    """
    with workspace.reading() as connection:
        key = roundtable_store.key_of(connection, code)
    words = words_of(language)
    covered = coverage.by_target(workspace, key, cleared_only=cleared_only).targets
    balance = coverage.balance(workspace, key, cleared_only=cleared_only)
    return (
        Figures(
            name="Coverage",
            heading=words["coverage"],
            columns=tuple(words[name] for name in ("target", "practices", "countries", "regions")),
            rows=tuple((one.target.heading, *map(str, (one.practices, one.countries, one.regions))) for one in covered),
            is_counted=True,
        ),
        Figures(
            name="Partners",
            heading=words["partners_by_role"],
            columns=(words["target"], *(words["roles"][role] for role in ROLES)),
            rows=tuple((one.target.heading, *(str(one.partners[role]) for role in ROLES)) for one in covered),
            is_counted=True,
        ),
        Figures(
            name="Balance",
            heading=words["balance"],
            columns=tuple(words[name] for name in ("whole", "practices", "share")),
            rows=tuple(
                (one.place.name(language), str(one.practices), words["percent"].format(number=round(100 * one.share)))
                for one in (*balance.regions, *balance.groups)
            ),
            is_counted=True,
            note=words["shares_note"],
        ),
        Figures(
            name="Gaps",
            heading=words["gaps"],
            columns=tuple(words[name] for name in ("target", "state", "asked", "owner", "due", "note")),
            rows=tuple(_gaps(workspace, key, covered, words["states"])),
            nothing=words["no_gap"] if covered else "",
        ),
    )


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """Return the words of coverage, balance and gaps in ``language`` (en, fr, es)."""
    words: Mapping[str, Any] = json.loads(resources.path("coverage_words.json").read_text(encoding="utf-8"))[language]
    return words


def _gaps(
    workspace: Workspace, roundtable: int, covered: Sequence[TargetCoverage], states: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Yield the open gaps, the earliest due first, then the targets without practice and gap."""
    is_open = [gap for gap in gaps.listing(workspace, roundtable) if gap.is_open]
    for gap in is_open:
        asked = ", ".join(filter(None, (gap.asked, gap.asked_on)))
        yield gap.target.heading, states.get(gap.state, gap.state), asked, gap.owner, gap.due, gap.note
    told = {gap.target.pointer for gap in is_open}
    for one in covered:
        if not one.practices and one.target.pointer not in told:
            yield one.target.heading, states[gaps.STATES[0]], "", "", "", ""
