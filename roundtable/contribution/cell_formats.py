"""Conversion between a record's field and the text of its cell; several values stand one per line."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from roundtable.contribution.workbook_words import words
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import ROLES, Country, Partner, PracticeRecord, Role
from roundtable.vocabulary import printed_places
from roundtable.vocabulary.place_lookup import Places

Value = str | int | tuple[str, ...] | tuple[Country, ...] | tuple[Partner, ...]

_PLACES_KEPT = 4096
"""Printed places whose codes are kept, for they repeat from practice to practice."""
_WITH_ROLE = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_WITH_CODE = re.compile(r"(.*\S)\s*\[([\w-]+)\]")
_ALPHA2 = re.compile(r"[A-Z]{2}")
"""A country's code alone in a cell of countries; in running text two capitals may be anything."""
_ROLES: dict[str, Role] = {words(language).roles[role].casefold(): role for language in LANGUAGES for role in ROLES}


@dataclass(frozen=True, slots=True)
class Setting:
    """What cells depend on besides the record: the language of role words, and the places."""

    language: str
    places: Places


@dataclass(frozen=True, slots=True)
class Format:
    """Conversions from record to cell (``text``) and back (``value``)."""

    text: Callable[[PracticeRecord, Setting], str]
    value: Callable[[str, Setting], Value]
    is_several: bool = False


def plain(field: str) -> Format:
    """Return the format of a plain text field."""
    get: Callable[[PracticeRecord], str] = attrgetter(field)
    return Format(lambda record, _: get(record), lambda text, _: text)


def several(field: str, start: int = 0) -> Format:
    """Return the format of a field's values from ``start`` on, one per line."""
    get: Callable[[PracticeRecord], tuple[str, ...]] = attrgetter(field)
    return Format(lambda record, _: _one_per_line(get(record)[start:]), lambda text, _: _lines(text), is_several=True)


def one_of(field: str, index: int) -> Format:
    """Return the format of the one value at ``index``; it is read back as a tuple."""
    get: Callable[[PracticeRecord], tuple[str, ...]] = attrgetter(field)
    return Format(lambda record, _: _one_per_line(get(record)[index : index + 1]), lambda text, _: _lines(text))


def countries() -> Format:
    """Return the format of countries as printed, with the code where the name alone does not resolve to it."""

    def text(record: PracticeRecord, setting: Setting) -> str:
        return _one_per_line(_country_text(country, setting.places) for country in record.countries)

    def value(text: str, setting: Setting) -> tuple[Country, ...]:
        return tuple(_country(line, setting.places) for line in _lines(text))

    return Format(text, value, is_several=True)


def partners() -> Format:
    """Return the format of organisations, each with its role in brackets unless it is a plain partner."""

    def text(record: PracticeRecord, setting: Setting) -> str:
        roles = words(setting.language).roles
        return _one_per_line(partner_text(partner, roles[partner.role]) for partner in record.partners)

    def value(text: str, _: Setting) -> tuple[Partner, ...]:
        return tuple(_partner(line) for line in _lines(text))

    return Format(text, value, is_several=True)


def image() -> Format:
    """Return the format of the picture's file name."""
    return Format(lambda record, _: record.image.name if record.image else "", lambda text, _: text)


def revision() -> Format:
    """Return the format of the record's revision; 0 for text that is no number."""
    return Format(lambda record, _: str(record.revision), lambda text, _: int(text) if text.strip().isdecimal() else 0)


def _one_per_line(values: Iterable[str]) -> str:
    return "\n".join([" ".join(value.splitlines()) if "\n" in value else value for value in values])


def _lines(text: str) -> tuple[str, ...]:
    return tuple([line for part in text.split("\n") if (line := part.strip())])


def _country_text(country: Country, places: Places) -> str:
    leads_back = not country.code or place_code(country.printed, places) == country.code
    return country.printed if leads_back else f"{country.printed} [{country.code}]"


def _country(line: str, places: Places) -> Country:
    coded = _WITH_CODE.fullmatch(line) if line.endswith("]") else None
    place = places.by_code(coded[2]) if coded else None
    if coded and place and place.code == coded[2]:
        return Country(coded[1], place.code)
    return Country(line, place_code(line, places))


@lru_cache(_PLACES_KEPT)
def place_code(printed: str, places: Places) -> str:
    """Return the code of a place as printed, its remarks in brackets and footnote marks aside; "" where unknown."""
    place = places.find(printed) or (places.by_code(printed) if _ALPHA2.fullmatch(printed) else None)
    found = printed_places.split(printed, places) if place is None else ()
    return place.code if place else found[0].code if len(found) == 1 else ""


def partner_text(partner: Partner, role: str) -> str:
    """Return an organisation as its line of a cell, with the word for its role unless it is a plain partner."""
    seems_to_have_a_role = _partner(partner.name).name != partner.name
    return f"{partner.name} ({role})" if partner.role != "partner" or seems_to_have_a_role else partner.name


def _partner(line: str) -> Partner:
    match = _WITH_ROLE.fullmatch(line) if line.endswith(")") else None
    role = _ROLES.get(match[2].strip().casefold()) if match else None
    return Partner(match[1], role) if match and role else Partner(line)
