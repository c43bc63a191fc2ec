"""Rules for a practice record: what the Secretariat needs, and what is only advised."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from roundtable.annex.list_items import run_in_series
from roundtable.annex.printed_text import tidy
from roundtable.fonts.font_files import has_font
from roundtable.records.practice import CLEARED, PracticeRecord
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.term_lookup import Vocabulary

_SHOWN_LETTERS = 8
SUMMARY_ADVICE = 100
"""The most words that a summary should have."""
RuleName = Literal[
    "no title",
    "no summary",
    "no country",
    "not cleared",
    "no tags",
    "long summary",
    "run-in list",
    "off-list area",
    "off-list tag",
    "unknown place",
    "no font",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold what one rule found in one field; ``detail`` is the count or the terms that the message names."""

    rule: RuleName
    field: str
    message: str
    is_needed: bool
    detail: str = ""


def problems(practice: PracticeRecord, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Return what all the rules find, what is needed first."""
    return (*_needed(practice), *_advised(practice), *_off_list(practice, vocabulary), *_without_font(practice))


def _needed(practice: PracticeRecord) -> Iterator[Problem]:
    if not practice.title.strip():
        yield Problem("no title", "title", "It has no title.", is_needed=True)
    if not practice.summary.strip():
        yield Problem("no summary", "summary", "It has no summary.", is_needed=True)
    if not any(country.printed.strip() for country in practice.countries):
        yield Problem("no country", "countries", "It names no country.", is_needed=True)
    if practice.status not in CLEARED:
        yield Problem("not cleared", "status", f"It is not cleared ({practice.status}).", True, practice.status)


def _advised(practice: PracticeRecord) -> Iterator[Problem]:
    if unknown := "; ".join(place.printed for place in practice.countries if place.printed.strip() and not place.code):
        message = f"Not a known place, so coverage does not count it: {unknown}."
        yield Problem("unknown place", "countries", message, False, unknown)
    if not practice.tags:  # by which the Secretariat's database finds a practice
        yield Problem("no tags", "tags", "It has no tags; tags are highly recommended.", is_needed=False)
    count = len(practice.summary.split())
    if count > SUMMARY_ADVICE:
        message = f"Its summary has {count} words; at most {SUMMARY_ADVICE} are recommended."
        yield Problem("long summary", "summary", message, False, str(count))
    if marks := next(filter(None, map(run_in_series, practice.summary.splitlines())), ""):
        message = f"Its summary has a list within a line ({marks}); put each item on its own line to print a list."
        yield Problem("run-in list", "summary", message, False, marks)


def _off_list(practice: PracticeRecord, vocabulary: Vocabulary) -> Iterator[Problem]:
    fields: tuple[tuple[RuleName, TermKind, str, tuple[str, ...]], ...] = (
        ("off-list area", "thematic_area", "thematic_areas", practice.thematic_areas),
        ("off-list tag", "tag", "tags", practice.tags),
    )
    for rule, kind, field, names in fields:
        if unknown := "; ".join(name for name in names if vocabulary.find(kind, name) is None):
            yield Problem(rule, field, f"Not in the vocabulary: {unknown}.", False, unknown)


def _without_font(practice: PracticeRecord) -> Iterator[Problem]:
    fields = {
        "title": (practice.title,),
        "countries": tuple(country.printed for country in practice.countries),
        "partners": tuple(partner.name for partner in practice.partners),
        "thematic_areas": practice.thematic_areas,
        "tags": practice.tags,
        "summary": (practice.summary,),
        "web_links": practice.web_links,
        "extra": tuple(text for extra in practice.extra for text in extra),
    }
    for field, texts in fields.items():
        joined = "".join(texts)
        rare = set() if joined.isascii() else set(joined)
        if letters := "".join(char for char in sorted(rare) if tidy(char) and not has_font(char)):
            some = letters[:_SHOWN_LETTERS] + "…" * (len(letters) > _SHOWN_LETTERS)
            message = f"No installed font has {len(letters)} of its letters ({some}); an annex prints � for each."
            yield Problem("no font", field, message, False, some)
