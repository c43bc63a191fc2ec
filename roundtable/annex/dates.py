"""Dates in the language of an annex: English, French and Spanish names of months are translated into it."""

import re
from functools import cache

from roundtable.annex.printed_practice import words_in
from roundtable.records.output_format import LANGUAGES

_ORDINAL = re.compile(r"(?<=\d)(?:er|st|nd|rd|th)\b")
_FIRST = re.compile(r"^1(?!\d)")
_AND = re.compile(r"\b(?:and|et|y)\b")
_ANDS = {"en": "and", "fr": "et", "es": "y"}
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
    days = rf"{day}(?:(?:\s?[-–]\s?|\s+{_AND.pattern}\s+){day})?"
    month = "|".join(_months())
    year = r"\s+(?:del?\s+)?(?P<year>\d{4})"
    month_first = rf"(?P<first_month>{month})\s+(?P<later_days>{days}),\s+(?P<last_year>\d{{4}})"
    day_first = rf"(?:(?P<days>{days})\s+(?:de\s+)?)?(?P<month>{month})\b(?:{year}\b)?"
    return re.compile(rf"\b(?:{month_first}\b|{day_first})", re.IGNORECASE)


def _in_language(date: re.Match[str], language: str) -> str:
    days, month, year = date["days"], date["month"], date["year"]
    if date["first_month"]:
        days, month, year = date["later_days"], date["first_month"], date["last_year"]
    if not (days or year):
        return date[0]
    days = _AND.sub(_ANDS[language], _ORDINAL.sub("", days or ""))
    days = _FIRST.sub("1er", days) if language == "fr" else days
    name = words_in(language).months[_months()[month.casefold()]]
    return _PARTS[language].format(days) * bool(days) + (_PARTS[language].format(name) + year if year else name)
