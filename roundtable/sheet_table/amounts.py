"""Budgets in thousands or millions, as a heading says it: “Budget (k EUR)”, “Montant en millions d’euros”."""

import re
from decimal import Decimal

_CURRENCY = r"(?=\s?(?:(?:EUR|USD|GBP|CHF|XOF|XAF|F?CFA|euros?|dollars?)\b|[€$£¥]))"
_THOUSANDS = re.compile(rf"\b(?:thousands?|milliers?|miles)\b|['’ ]000s?\b|\bk\b|\bk{_CURRENCY}", re.IGNORECASE)
_MILLIONS = re.compile(rf"\b(?:millions?|millones|mill[oó]n|mio|mln|mn)\b|\bM{_CURRENCY}|[€$£]\s?M\b", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([ \u00a0\u202f,.'’])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")


def unit_in(heading: str) -> int:
    """Return how much one of a column's numbers stands for: 1,000 or 1,000,000 where its heading says so, else 1."""
    return 1_000_000 if _MILLIONS.search(heading) else 1_000 if _THOUSANDS.search(heading) else 1


def without_unit(heading: str) -> str:
    """Return a heading without a unit that is written together with its currency: kEUR."""
    return re.sub(rf"\b[kM]{_CURRENCY}", "", heading)


def in_full(text: str, unit: int) -> str:
    """Return a number of units as plain digits; a text that is no number stays."""
    bare = text.strip()
    if _GROUPED.fullmatch(bare) and unit == 1_000:
        number = Decimal(re.sub(r"\D", "", bare))
    elif _PLAIN.fullmatch(bare):
        number = Decimal(bare.replace(",", "."))
    else:
        return text
    return f"{(number * unit).normalize():f}"
