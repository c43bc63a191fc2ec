"""Currencies (ISO 4217): their codes, and the signs that stand for one of them alone."""

import csv
import re
from functools import cache

import resources

_SHARED = "F ?CFA|CFA|\\$|¥|kr|Rs"
"""Signs of several currencies, which stay as they are printed."""


@cache
def codes() -> dict[str, str]:
    """Return the codes by code and sign, in lower case."""
    found: dict[str, str] = {}
    with resources.path("currencies.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            names = (row["code"], *filter(None, row["signs"].split("|")))
            found.update({name.casefold(): row["code"] for name in names})
    return found


def code_of(text: str) -> str:
    """Return the code of a code or sign, "" where it stands for none or several."""
    return codes().get(text.strip().casefold(), "")


def is_currency(text: str) -> bool:
    """Return whether a text is a code or a sign of one or several currencies."""
    return bool(_pattern().fullmatch(text.strip()))


def currency_in(text: str) -> str:
    """Return the first code or sign of a currency in a text as printed, "" where there is none."""
    match = _pattern().search(text)
    return match[0] if match else ""


@cache
def _pattern() -> re.Pattern[str]:
    known = sorted({*codes(), *(code.casefold() for code in codes().values())}, key=len, reverse=True)
    words = "|".join([*(re.escape(name) for name in known if name[-1].isalpha() or name[0].isalpha()), _SHARED])
    signs = "|".join(re.escape(name) for name in known if not any(letter.isalpha() for letter in name))
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])|{signs}", re.IGNORECASE)
