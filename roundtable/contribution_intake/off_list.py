"""Doubtful values of a row: off the lists, no date, no currency; each with its cell and the nearest term."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from roundtable.contribution.columns import COLUMNS
from roundtable.contribution_intake.returned_workbook import ReturnedRow
from roundtable.contribution_intake.value_lists import TERMS, bare
from roundtable.records.intake import Problem
from roundtable.records.practice import PracticeRecord
from roundtable.records.vocabulary import TermKind
from roundtable.sheet_table.period import GOES_ON
from roundtable.vocabulary import currencies
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import ListKind, Vocabulary, folded, in_every_language

_NEAR = 60
"""Similarity (of 100) that the nearest term needs to be named."""
_NEAR_IN_PART = 80
_VALUES_KEPT = 10_000
"""Values whose nearest entry is kept, for they repeat from row to row."""
_TARGETS = "5b 8c 9d 7c 6c 8b 3b 10b 5c 7c 7c 8c 3b 7c 9c 10b 19"
"""Last number and letter of each goal's targets in the 2030 Agenda."""
_TARGET = re.compile(r"(\d{1,2})\.(\d{1,2}|[a-d])\b")
_ADDRESS = re.compile(r"https?://|www\.|[\w-]+\.[a-z]{2,}(?:/|\s*$)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|21\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_COLUMNS: dict[str, list[str]] = {}
for _column in COLUMNS:
    _COLUMNS.setdefault(_column.field, []).append(_column.key)


def column_with(row: ReturnedRow, field: str, value: str) -> str:
    """Return the key of the field's column that holds the value, else of its first column."""
    keys = [key for key in _COLUMNS[field] if key in row.texts]
    return next((key for key in keys if value in row.texts[key]), (keys or _COLUMNS[field])[0])


class ValueCheck:
    """Check of a record's values against vocabulary, places and fixed lists."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._nearest_place = lru_cache(_VALUES_KEPT)(self._find_nearest_place)
        self._nearest_term = lru_cache(_VALUES_KEPT)(self._find_nearest_term)

    def problems(self, row: ReturnedRow, record: PracticeRecord, fields: Collection[str]) -> Iterator[Problem]:
        """Yield a problem for each doubtful value of the ``fields``."""
        for field, value, message in self._doubts(record):
            if field in fields:
                yield Problem(field, message, row.where(column_with(row, field, value)))

    def _doubts(self, record: PracticeRecord) -> Iterator[tuple[str, str, str]]:
        for country in record.countries:
            if not country.code:
                nearest = self._nearest_place(country.printed)
                yield "countries", country.printed, f"“{country.printed}” is not a known place{nearest}."
        for field, kind in TERMS.items():
            for name in getattr(record, field):
                if self._vocabulary.find(kind, name) is None:
                    yield field, name, f"“{name}” is not in the vocabulary{self._nearest_term(kind, name)}."
        yield from _doubts_about_references(record)
        yield from _doubts_about_plain_values(record)

    def _find_nearest_place(self, printed: str) -> str:
        return _nearest(printed, (name for place in self._places for name in place.names.values()))

    def _find_nearest_term(self, kind: TermKind, name: str) -> str:
        return _nearest(name, {term.name for term in self._vocabulary.spellings(kind).values()})


def _doubts_about_references(record: PracticeRecord) -> Iterator[tuple[str, str, str]]:
    for objective in record.gcm_objectives:
        if folded(objective) not in _entries("gcm_objective"):
            nearest = _nearest(objective, in_every_language("gcm_objective"), in_part=True)
            yield "gcm_objectives", objective, f"“{objective}” is not one of the 23 objectives{nearest}."
    for target in record.sdg_targets:
        if folded(target) not in _entries("sdg_target") and not _is_target(target):
            nearest = _nearest(target, in_every_language("sdg_target"), in_part=True)
            yield "sdg_targets", target, f"“{target}” is not a target of the 2030 Agenda{nearest}."
    for source in record.gfmd_sources:
        if not any(folded(source).startswith(entry) for entry in _entries("gfmd_source")):
            nearest = _nearest(source, in_every_language("gfmd_source"))
            yield "gfmd_sources", source, f"“{source}” is not a known Summit{nearest}."
    for link in record.web_links:
        if not _ADDRESS.search(link):
            yield "web_links", link, f"“{link[:80]}” contains no web address."


def _doubts_about_plain_values(record: PracticeRecord) -> Iterator[tuple[str, str, str]]:
    if bare(record.currency) and not currencies.is_currency(record.currency):
        nearest = _nearest(record.currency, set(currencies.codes().values()))
        yield "currency", record.currency, f"“{record.currency}” is not a currency code{nearest}."
    for field, text in (("starts", record.starts), ("ends", record.ends)):
        if GOES_ON.search(text):
            continue
        if bare(text) and not _YEAR.search(text):
            yield field, text, f"“{text[:60]}” names no year."
        elif bare(text) and _moment(text) == (0, 0, 0):
            yield field, text, f"“{text[:60]}” is not a date in the calendar."
    first, last = _moment(record.starts), _moment(record.ends)
    depth = min(sum(map(bool, first)), sum(map(bool, last)))
    if depth and last[:depth] < first[:depth]:
        yield "ends", record.ends, f"It ends ({record.ends}) before it starts ({record.starts})."


def _nearest(value: str, terms: Iterable[str], *, in_part: bool = False) -> str:
    """Return the words that name the nearest term, or one that holds the value ``in_part``; "" where none is near."""
    choices = {term: folded(term) for term in terms}
    scorer, cutoff = (fuzz.WRatio, _NEAR_IN_PART) if in_part else (fuzz.ratio, _NEAR)
    found = process.extractOne(folded(value), choices, scorer=scorer, score_cutoff=cutoff)
    return f"; the nearest is “{found[2]}”" if found else ""


@cache
def _entries(kind: ListKind) -> frozenset[str]:
    return frozenset(folded(entry) for entry in in_every_language(kind))


def _is_target(text: str) -> bool:
    match = _TARGET.match(text.strip())
    goals = _TARGETS.split()
    if match is None or not 1 <= int(match[1]) <= len(goals):
        return False
    last = re.fullmatch(r"(\d+)([a-d]?)", goals[int(match[1]) - 1])
    if last is None:
        return False
    return int(match[2]) in range(1, int(last[1]) + 1) if match[2].isdecimal() else match[2] <= last[2]


def _moment(text: str) -> tuple[int, int, int]:
    """Return year, month and day, 0 for what is not said; all 0 where the text is no date or an impossible one."""
    text = text.strip()
    year_first, day_first = _YEAR_FIRST.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if year_first:
        year, month, day = int(year_first[1]), int(year_first[2]), int(year_first[3] or 0)
    elif day_first:
        year, month, day = int(day_first[3]), int(day_first[2]), int(day_first[1] or 0)
        if month > 12 and 1 <= day <= 12:  # the month comes first in the United States
            month, day = day, month
    else:
        years = _YEAR.findall(text)
        return (int(years[0]), 0, 0) if years else (0, 0, 0)
    try:
        date(year, month, day or 1)
    except ValueError:
        return 0, 0, 0
    return year, month, day
