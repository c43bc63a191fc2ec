"""Dates in the language of an annex: English, French and Spanish names of months are translated into it."""

import re
from functools import cache

from roundtable.annex.printed_practice import words_in
from roundtable.records.output_format import LANGUAGES

_ORDINAL = re.compile(r"(?<=\d)(?:er|st|nd|rd|th)\b")
_FIRST = re.compile(r"^1(?!\d)")
_PARTS = {"en": "{} ", "fr": "{} ", "es": "{} de "}


def with_dates(text: str, language: str) -> str:
    """Return a line with its dates in a language; a month without a day or a year may be another word and stays."""
    return _pattern().sub(lambda date: _in_language(date, language), text)


@cache
def _months() -> dict[str, int]:
    """Map every name of a month to its number, 0 to 11."""
    return {name.casefold(): at for language in LANGUAGES for at, name in enumerate(words_in(language).months)}


@cache
def _pattern() -> re.Pattern[str]:
    day = r"\d{1,2}(?:er|st|nd|rd|th)?"
    days = rf"(?P<days>{day}(?:\s?[-–]\s?{day})?)\s+(?:de\s+)?"
    year = r"\s+(?:del?\s+)?(?P<year>\d{4})"
    return re.compile(rf"\b(?:{days})?(?P<month>{'|'.join(_months())})\b(?:{year}\b)?", re.IGNORECASE)


def _in_language(date: re.Match[str], language: str) -> str:
    days, month, year = date.groups()
    if not (days or year):
        return date[0]
    days = _ORDINAL.sub("", days or "")
    days = _FIRST.sub("1er", days) if language == "fr" else days
    name = words_in(language).months[_months()[month.casefold()]]
    return _PARTS[language].format(days) * bool(days) + (_PARTS[language].format(name) + year if year else name)
