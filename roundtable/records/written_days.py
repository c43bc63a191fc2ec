"""Days as people write them in English, French and Spanish: “next Friday”, “5 déc.”, “fin de marzo”."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

_MONTHS = (
    "january janvier enero",
    "february fevrier febrero",
    "march mars marzo",
    "april avril abril",
    "may mai mayo",
    "june juin junio",
    "july juillet julio",
    "august aout agosto",
    "september septembre septiembre setiembre",
    "october octobre octubre",
    "november novembre noviembre",
    "december decembre diciembre",
)
_WEEKDAYS = (
    "monday lundi lunes",
    "tuesday mardi martes",
    "wednesday mercredi miercoles",
    "thursday jeudi jueves",
    "friday vendredi viernes",
    "saturday samedi sabado",
    "sunday dimanche domingo",
)
_NEAR = {
    **dict.fromkeys(("today", "aujourdhui", "hoy"), 0),
    **dict.fromkeys(("tomorrow", "demain", "manana"), 1),
    **dict.fromkeys(("day after tomorrow", "apres demain", "pasado manana"), 2),
    **dict.fromkeys(("yesterday", "hier", "ayer"), -1),
}
_UNITS = {
    **dict.fromkeys(("day", "days", "jour", "jours", "dia", "dias"), "day"),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines", "semana", "semanas"), "week"),
    **dict.fromkeys(("month", "months", "mois", "mes", "meses"), "month"),
}
_NEXT = frozenset(("next", "coming", "prochain", "prochaine", "proximo", "proxima", "viene"))
_LAST = frozenset(("last", "ago", "dernier", "derniere", "pasado", "pasada", "hace"))
_END = frozenset(("end", "fin", "finales", "fines"))
_ONE = frozenset(("a", "one", "un", "une", "una"))
_FILLERS = frozenset(
    (
        *("the", "this", "on", "by", "of", "in", "at"),
        *("le", "la", "les", "l", "de", "du", "d", "des", "ce", "cette", "dans"),
        *("el", "los", "en", "este", "esta", "dentro", "que"),
    )
)
_NUMBERS = re.compile(r"(\d{1,4})\s*([-./])\s*(\d{1,2})(?:\s*\2\s*(\d{2,4}))?\.?")
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th|er|re|eme|o|a|°)\b")
_LEAST_OF_A_NAME = 3


def read_day(text: str, today: date, *, is_past: bool = False, is_month_first: bool = False) -> date | None:
    """Read a day; without a year or month the next such day, the last one if ``is_past``; None where it is no day.

    ``is_month_first`` decides what 3/4 means.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    try:
        if numbers := _NUMBERS.fullmatch(plain.strip()):
            return _of_numbers(numbers, today, is_past=is_past, is_month_first=is_month_first)
        for phrase, word in (("il y a", "ago"), ("['’]h", "h")):
            plain = re.sub(phrase, word, plain)
        words = re.findall(r"\d+|[^\W\d_]+", _ORDINAL.sub(r"\1", plain))
        return _of_words(words, today, is_past=is_past)
    except (ValueError, OverflowError):  # the 31st of a shorter month, the year 0
        return None


def _of_numbers(numbers: re.Match[str], today: date, *, is_past: bool, is_month_first: bool) -> date:
    first, sign, second, third = numbers.groups()
    if len(first) == 4:
        return date(int(first), int(second), int(third or ""))
    day, month = int(first), int(second)
    if (is_month_first and sign == "/" and day <= 12) or month > 12:
        day, month = month, day
    return _placed(day, month, int(third) if third else None, today, is_past=is_past)


def _of_words(words: Sequence[str], today: date, *, is_past: bool) -> date | None:
    if (near := _NEAR.get(" ".join(word for word in words if word != "the"))) is not None:
        return today + timedelta(near)
    kept = ["1" if word in _ONE else word for word in words if word not in _FILLERS]
    numbers = [int(word) for word in kept if word.isdecimal()]
    names = [word for word in kept if not word.isdecimal()]
    is_last = bool(_LAST.intersection(names))
    if (unit := next((_UNITS[name] for name in names if name in _UNITS), "")) and not _END.intersection(names):
        is_known = set(names) <= {*_UNITS, *_NEXT, *_LAST} and len(numbers) <= 1
        return _after(today, (-1 if is_last else 1) * (numbers or [1])[0], unit) if is_known else None
    if _END.intersection(names):
        return _end_of([name for name in names if name not in _END], numbers, today, is_past=is_past)
    names = [name for name in names if name not in {*_NEXT, *_LAST}]
    if numbers:
        return _of_month(names, numbers, today, is_past=is_past)
    if len(names) == 1 and (weekday := _named(names[0], _WEEKDAYS)) is not None:
        ahead = (weekday - today.weekday() - 1) % 7 + 1
        return today + timedelta(ahead - 7 - 7 * (ahead == 7) if is_past or is_last else ahead)
    return None


def _of_month(names: Sequence[str], numbers: Sequence[int], today: date, *, is_past: bool) -> date | None:
    """Read a day with its month, or a day alone; a weekday beside them adds nothing."""
    months = [month for name in names if (month := _named(name, _MONTHS)) is not None]
    is_known = all(_named(name, (*_MONTHS, *_WEEKDAYS)) is not None for name in names)
    if not is_known or len(months) > 1 or len(numbers) > 1 + len(months):
        return None
    if months:
        days = [number for number in numbers if number <= 31] or [0]
        years = [*numbers[: numbers.index(days[0])], *numbers[numbers.index(days[0]) + 1 :]]
        return _placed(days[0], months[0] + 1, years[0] if years else None, today, is_past=is_past)
    return _nearest(
        (_day_of(today.year, today.month + ahead, numbers[0]) for ahead in ((0, -1, -2) if is_past else (0, 1, 2))),
        today,
        is_past=is_past,
    )


def _end_of(names: Sequence[str], numbers: Sequence[int], today: date, *, is_past: bool) -> date | None:
    """Read the last day of a month, or of this month."""
    if len(names) != 1 or len(numbers) > 1:
        return None
    if names[0] in _UNITS:
        return date(today.year, today.month, _days(today.year, today.month)) if _UNITS[names[0]] == "month" else None
    month = _named(names[0], _MONTHS)
    if month is None:
        return None
    years = numbers or [today.year + ahead for ahead in ((0, -1) if is_past else (0, 1))]
    ends = [date(year, month + 1, _days(year, month + 1)) for year in years]
    return ends[0] if numbers else _nearest(ends, today, is_past=is_past)


def _placed(day: int, month: int, year: int | None, today: date, *, is_past: bool) -> date:
    if year is not None:
        return date(year + 2000 if year < 100 else year, month, day)
    found = _nearest(
        (_day_of(today.year + ahead, month, day) for ahead in (range(0, -9, -1) if is_past else range(9))),
        today,
        is_past=is_past,
    )
    if found is None:
        raise ValueError(day)
    return found


def _nearest(days: Iterable[date | None], today: date, *, is_past: bool) -> date | None:
    is_meant: Callable[[date], bool] = (lambda day: day <= today) if is_past else (lambda day: day >= today)
    return next((day for day in days if day is not None and is_meant(day)), None)


def _day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of a month, counted on from the year's first; None where the month has no such day."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, day) if 1 <= day <= _days(year, month) else None


def _after(today: date, count: int, unit: str) -> date:
    if unit != "month":
        return today + timedelta(count * (7 if unit == "week" else 1))
    year, month = today.year + (today.month - 1 + count) // 12, (today.month - 1 + count) % 12 + 1
    return date(year, month, min(today.day, _days(year, month)))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _named(word: str, names: Sequence[str]) -> int | None:
    """Return which one of the names a word is or abbreviates; None where it is none, or several."""
    if len(word) < _LEAST_OF_A_NAME:
        return None
    found = {n for n, spellings in enumerate(names) if any(name.startswith(word) for name in spellings.split())}
    return found.pop() if len(found) == 1 else None
