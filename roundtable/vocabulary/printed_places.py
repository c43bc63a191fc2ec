"""Lists of places as people print them: with brackets, roles, regions, footnote marks and words between the names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roundtable.records.practice import Country
from roundtable.vocabulary.place_lookup import Place, Places
from roundtable.vocabulary.term_lookup import folded

_LONGEST_LIST = 20_000
"""Letters of a list of places; what is longer is none and stays whole."""
_LONGEST_NAME = 200
_BRACKETS = re.compile(
    r"\s*(?:\([^()\n]{0,80}\)|\[[^\[\]\n]{0,80}\])"
    r"|\s[–—-]\s(?:(?:co-?)?lead|partner|host|pilot|donor|chef de file|pays (?:pilote|partenaire)|l[ií]der|piloto)"
    r"(?: country)?(?=\s*(?:[,;/]|$))",
    re.IGNORECASE | re.MULTILINE,
)
"""What is said of a place behind it, in brackets or behind a dash."""
_SAYS_MORE = re.compile(r"[(\[]|\s[–—-]\s")
_SEPARATOR = re.compile(r"[,;/\n]|(?<=\s)(?:and|et|y|e|&)(?=\s)|[)\]]")
_BRACKET = "\ue002"
"""Stands for what is in brackets behind a place, while a list of places is taken apart."""
_WITH = re.compile(
    r"(?:[,;]\s{0,2}|\s{1,2})(?:(?:(?:together|along|jointly) )?with|as well as|plus|avec|ainsi que|con|junto (?:a|con)"
    r"|as[ií] como)\s{1,2}"
)
_MARKS = re.compile(r"(?:[*†‡§]|[¹²³⁴⁵⁶⁷⁸⁹⁰]|\(?\d{1,2}\))+\s*\Z")
_ALPHA3 = re.compile(r"[A-Z]{3}")
_DASH = re.compile(r"\s*[-–—]\s*")
_BEFORE_REMARK = re.compile(r"(.{2,60}?)(?::|\s[–—-]|\s(?:as|en tant que|como)\b|\s?\().*", re.DOTALL)
_AFTER_REMARK = re.compile(r".{2,60}?[:：]\s*(.{2,60})", re.DOTALL)


def split(text: str, places: Places) -> tuple[Country, ...]:
    """Take a list of places apart; brackets and remarks add to the place before or behind them."""
    text = text.replace(_BRACKET, "")
    if len(text) > _LONGEST_LIST:
        return (Country(text),)
    found = _split(text, places)
    if any(not country.code for country in found):
        with_links = _split(_WITH.sub(", ", text), places)
        found = min(found, with_links, key=lambda one: sum(not country.code for country in one))
    whole = [country for one in found for country in ((one,) if one.code else _mended(one.printed, places))]
    return tuple(_under_two_names(whole, text)) if "/" in text or "|" in text else tuple(whole)


def _under_two_names(countries: Sequence[Country], text: str) -> Iterator[Country]:
    """Yield countries, one that is printed under two names with a slash between as one: “Germany / Allemagne”."""
    last: Country | None = None
    for country in countries:
        beside = (
            re.search(rf"{re.escape(last.printed)}(\s*[/|]\s*){re.escape(country.printed)}", text) if last else None
        )
        if last and beside and country.code and country.code == last.code:
            is_again = folded(last.printed) == folded(country.printed)
            last = last if is_again else replace(last, printed=f"{last.printed}{beside[1]}{country.printed}")
            continue
        if last:
            yield last
        last = country
    if last:
        yield last


def _split(text: str, places: Places) -> tuple[Country, ...]:
    brackets: list[str] = []

    def folded_away(match: re.Match[str]) -> str:
        name = _SEPARATOR.split(text[max(match.start() - _LONGEST_NAME, 0) : match.start()])[-1]
        known = places.split(name)[-1:]
        if places.find(f"{name}{match[0]}") or not (known and known[0].code):
            return match[0]
        brackets.append(match[0])
        return _BRACKET

    shown = _BRACKETS.sub(folded_away, text) if _SAYS_MORE.search(text) else text
    found = []
    for country in places.split(shown):
        printed = re.sub(_BRACKET, lambda _: brackets.pop(0), country.printed)
        within = _place_within(printed.removeprefix(country.printed.replace(_BRACKET, "")), country, places)
        found.append(replace(country, printed=printed, code=within or country.code))
    return tuple(found)


def _place_within(bracket: str, country: Country, places: Places) -> str:
    """Return the code of a place in brackets that tells which one of a name is meant: “Congo (DRC)”, else ""."""
    place = places.find(bracket.strip(" ()[]")) if bracket else None
    outer = folded(country.printed.replace(_BRACKET, ""))
    is_one = place is not None and any(f" {outer} " in f" {folded(name)} " for name in place.names.values())
    return place.code if place and is_one else ""


def _mended(printed: str, places: Places) -> Iterator[Country]:
    """Yield the places in a text that no list names, without its remarks; as it stands where there is none."""
    bare = _MARKS.sub("", printed).strip()
    parts = _DASH.split(bare)
    if len(parts) > 1 and all(map(places.find, parts)):
        yield from (Country(part, _code(places.find(part))) for part in parts)
        return
    before, after = _BEFORE_REMARK.fullmatch(bare), _AFTER_REMARK.fullmatch(bare)
    names = (bare, before[1] if before else "", after[1] if after else "")
    code = next((_code(place) for name in names if (place := places.find(name))), "")
    yield Country(printed, code or (_code(places.by_code(bare)) if _ALPHA3.fullmatch(bare) else ""))


def _code(place: Place | None) -> str:
    return place.code if place else ""
