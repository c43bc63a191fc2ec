"""Localised words of the contribution workbook (``contribution_words.json``)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import resources
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWords:
    """Words of one language with the placeholders ``{code}``, ``{number}``, ``{page}``."""

    columns: Mapping[str, Mapping[str, str]]
    roles: Mapping[Role, str]
    lists: Mapping[str, str]
    heading: str
    heading_for: str
    the_roundtable: str
    about: str
    introduction: str
    filling_in: str
    steps: Sequence[str]
    sending: str
    recipient: str
    the_columns: str
    column: str
    what_to_write: str
    how: str
    needed: str
    single: str
    several: str
    from_list: str
    practice: str
    off_list_title: str
    off_list: str
    page: str


@cache
def words(language: str) -> ContributionWords:
    """Return the words of ``language``, one of LANGUAGES."""
    return _all_words()[language]


@cache
def _all_words() -> dict[str, ContributionWords]:
    by_language = json.loads(resources.path("contribution_words.json").read_text(encoding="utf-8"))
    return {language: ContributionWords(**by_language[language]) for language in LANGUAGES}
