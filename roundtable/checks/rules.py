"""The rules: each looks at one practice and returns the problems that it finds.

Pure; what is needed is told apart from what is only advised.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from roundtable.records.practice import PracticeRecord
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.term_lookup import Vocabulary

SUMMARY_ADVICE = 100
"""How many words a summary should have at most."""
RuleName = Literal[
    "no title", "no summary", "no country", "not cleared", "no tags", "long summary", "off-list area", "off-list tag"
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold what one rule found in one field; without what ``is_needed`` a practice is not ready.

    ``detail`` is what the sentence names: a count, or terms.
    """

    rule: RuleName
    field: str
    message: str
    is_needed: bool
    detail: str = ""


Rule = Callable[[PracticeRecord, Vocabulary], list[Problem]]


def has_title(practice: PracticeRecord, _vocabulary: Vocabulary) -> list[Problem]:
    """Miss a title."""
    missing = Problem("no title", "title", "It has no title.", is_needed=True)
    return [] if practice.title.strip() else [missing]


def has_summary(practice: PracticeRecord, _vocabulary: Vocabulary) -> list[Problem]:
    """Miss a summary."""
    missing = Problem("no summary", "summary", "It has no summary.", is_needed=True)
    return [] if practice.summary.strip() else [missing]


def has_country(practice: PracticeRecord, _vocabulary: Vocabulary) -> list[Problem]:
    """Miss a country."""
    missing = Problem("no country", "countries", "It names no country.", is_needed=True)
    return [] if any(country.printed.strip() for country in practice.countries) else [missing]


def is_cleared(practice: PracticeRecord, _vocabulary: Vocabulary) -> list[Problem]:
    """Miss clearance."""
    missing = Problem("not cleared", "status", f"It is not cleared ({practice.status}).", True, practice.status)
    return [] if practice.status in {"cleared", "submitted"} else [missing]


def has_tags(practice: PracticeRecord, _vocabulary: Vocabulary) -> list[Problem]:
    """Advise tags, by which the Secretariat's database finds a practice."""
    missing = Problem("no tags", "tags", "It has no tags, which are highly recommended.", is_needed=False)
    return [] if practice.tags else [missing]


def is_short(practice: PracticeRecord, _vocabulary: Vocabulary) -> list[Problem]:
    """Advise a shorter summary."""
    count = len(practice.summary.split())
    message = f"Its summary has {count} words; {SUMMARY_ADVICE} at most are advised."
    found = Problem("long summary", "summary", message, False, str(count))
    return [found] if count > SUMMARY_ADVICE else []


def has_listed_areas(practice: PracticeRecord, vocabulary: Vocabulary) -> list[Problem]:
    """Advise thematic areas of the vocabulary."""
    return _off_list("off-list area", "thematic_area", practice.thematic_areas, vocabulary)


def has_listed_tags(practice: PracticeRecord, vocabulary: Vocabulary) -> list[Problem]:
    """Advise tags of the vocabulary."""
    return _off_list("off-list tag", "tag", practice.tags, vocabulary)


def _off_list(rule: RuleName, kind: TermKind, names: tuple[str, ...], vocabulary: Vocabulary) -> list[Problem]:
    unknown = "; ".join(name for name in names if vocabulary.find(kind, name) is None)
    field = "tags" if kind == "tag" else "thematic_areas"
    return [Problem(rule, field, f"On no list: {unknown}.", False, unknown)] if unknown else []


RULES: tuple[Rule, ...] = (
    has_title,
    has_summary,
    has_country,
    is_cleared,
    has_tags,
    is_short,
    has_listed_areas,
    has_listed_tags,
)


def problems(practice: PracticeRecord, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Return what all the rules find, what is needed first."""
    return tuple(problem for rule in RULES for problem in rule(practice, vocabulary))
