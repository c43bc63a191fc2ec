"""Look-up of countries, regions, groups and organisations under any of their usual names, and splitting of lists."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal, cast

import resources
from db.letters import fold
from roundtable.records.practice import Country
from roundtable.records.vocabulary import PlaceRecord
from roundtable.vocabulary.term_lookup import words_alone

PlaceKind = Literal["country", "organisation", "region", "global", "own"]
LANGUAGES: tuple[str, ...] = ("en", "fr", "es", "ar", "ru", "zh")

_STRONG = frozenset(",;/\n،؛，；、")
_WEAK = frozenset(("and", "et", "y", "e", "&", "-", "–", "—"))
_ARTICLES_AND_LINKS = frozenset(("the", "la", "le", "les", "l", "el", "los", "las", "and", "et", "y"))
_ABBREVIATED = {"rep": "republic", "dem": "democratic", "st": "saint", "fed": "federated", "is": "islands"}
_TOKEN = re.compile(r"[,;/\n،؛，；、]|[^\s,;/،؛，；、]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold one place: regions by UN M49, ``groups`` of LDC, LLDC, SIDS; ``members`` (codes) where it is a group."""

    code: str
    kind: PlaceKind
    names: Mapping[str, str] = field(hash=False)
    region: str = ""
    subregion: str = ""
    groups: frozenset[str] = frozenset()
    footnote: str = ""
    alpha2: str = ""
    members: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether it is a region or a group, which may be in no other group."""
        return self.kind in {"region", "global"} or bool(self.members)

    def name(self, language: str = "en") -> str:
        """Return the short name in ``language``, in English where there is none."""
        return self.names.get(language) or self.names["en"]


class Places:
    """Find places by name, code or the beginning of a name."""

    def __init__(self, places: Iterable[Place], aliases: Mapping[str, str] | None = None) -> None:
        """Index ``places`` under their names and ``aliases`` (other name -> code); of equal names the first stays."""
        self._by_code: dict[str, Place] = {}
        self._by_key: dict[str, Place] = {}
        self._spellings: list[tuple[str, str, Place]] = []
        for place in places:
            self._by_code[place.code] = place
            if place.alpha2:
                self._by_code[place.alpha2] = place
            for language, name in place.names.items():
                self._index(name, language, place)
        for name, code in (aliases or {}).items():
            self._index(name, "", self._by_code[code])
        self._longest = max((len(key.split()) for key in self._by_key), default=0)
        self._first_words = {key.split(" ", 1)[0] for key in self._by_key}

    def __iter__(self) -> Iterator[Place]:
        """Iterate over the places in their order."""
        return iter(dict.fromkeys(self._by_code.values()))

    def find(self, text: str) -> Place | None:
        """Return the place that ``text`` names, whatever its case, diacritics, articles, dashes and apostrophes."""
        return self._by_key.get(_key(text))

    def by_code(self, code: str) -> Place | None:
        """Return the place with this code (ISO 3166 alpha-3 or alpha-2, or one of the table's own)."""
        return self._by_code.get(code.strip().upper())

    def spellings(self) -> dict[str, list[str]]:
        """Return the folded names of each place by its code."""
        found: dict[str, list[str]] = {code: [] for code in self._by_code}
        for spelling, _, place in self._spellings:
            found[place.code].append(spelling)
        return found

    def codes_in(self, place: Place) -> list[str]:
        """Return the place's code and, for a region or a group (shipped or own), those of all places in it."""
        name = (standard_places().by_code(place.code) or place).name()  # regions are named as shipped
        within = (one.code for one in self if name in (one.region, one.subregion) or place.code in one.groups)
        return list(dict.fromkeys((place.code, *within, *place.members)))

    def countries_by_region(self) -> dict[str, list[str]]:
        """Return the codes of the countries in each region, by its name."""
        codes: dict[str, list[str]] = {}
        for place in self:
            if place.kind == "country" and place.region:
                codes.setdefault(place.region, []).append(place.code)
        return codes

    def own_groups(self) -> list[Place]:
        """Return the groups that are the workspace's own, by name."""
        return sorted((place for place in self if place.members), key=lambda place: _plain(place.name()))

    def split(self, text: str) -> tuple[Country, ...]:
        """Split a printed list of places; what is no known place keeps an empty code.

        Commas, semicolons, slashes, new lines and "and", "et", "y", "&" separate, but never within a known name.
        Known names that stand side by side without a separator are split as well.
        """
        tokens = list(_TOKEN.finditer(text))
        return tuple(self._parts(tokens, self._name_ends(tokens)))

    def suggest(self, prefix: str, limit: int = 10) -> tuple[Place, ...]:
        """Return the places with a name, or then a word of one, that begins with ``prefix``; countries come first."""
        wanted = _plain(prefix)
        if not wanted:
            return ()
        best: dict[str, tuple[bool, bool, bool, str]] = {}
        for spelling, spoken, place in self._spellings:
            if f" {wanted}" in f" {spelling}":
                begins = spelling.startswith(wanted)
                rank = (not begins, place.kind != "country", spoken != "en", _plain(place.name()))
                best[place.code] = min(rank, best.get(place.code, rank))
        return tuple(self._by_code[code] for code in sorted(best, key=lambda code: best[code])[:limit])

    def _index(self, name: str, language: str, place: Place) -> None:
        plain = _plain(name)
        self._by_key.setdefault(_without_links(plain), place)
        if "-" in name:  # a line end may have lost the hyphen
            self._by_key.setdefault(_key(name.replace("-", "")), place)
        self._spellings.append((plain, language, place))

    def _parts(self, tokens: list[re.Match[str]], name_ends: list[int]) -> Iterator[Country]:
        start = 0
        while start < len(tokens):
            if _separates(tokens[start]):
                start += 1
                continue
            end = name_ends[start] or _unknown_end(tokens, start, name_ends)
            printed = _printed(tokens[start:end])
            known = self.find(printed) if name_ends[start] else None
            yield Country(printed, known.code if known else "")
            start = end

    def _name_ends(self, tokens: list[re.Match[str]]) -> list[int]:
        """Return for each token the end of the longest name that begins there, 0 where none does.

        A name counts where known names alone fill the text from there to the next separator.
        """
        size = len(tokens)
        ends = [0] * size
        for start in reversed(range(size)):
            first = _key(tokens[start].group()).split(" ", 1)[0]
            if first and first not in self._first_words:  # an article may stand before any name
                continue
            for end in range(min(size, start + 2 * self._longest), start, -1):
                before_separator = end == size or _separates(tokens[end])
                before_name = not before_separator and ends[end] and _key(tokens[end - 1].group())
                if (before_separator or before_name) and self._is_name(tokens[start:end]):
                    ends[start] = end
                    break
        return ends

    def _is_name(self, tokens: list[re.Match[str]]) -> bool:
        inside = not _separates(tokens[0]) and not _separates(tokens[-1])
        return inside and _key(_printed(tokens)) in self._by_key


@cache
def standard_places() -> Places:
    """Return the places the program ships."""
    return Places(*_shipped())


@lru_cache(maxsize=8)
def extended(records: tuple[PlaceRecord, ...]) -> Places:
    """Return the shipped places with the records' own places, aliases and names; shipped names are found first."""
    if not records:
        return standard_places()
    shipped, aliases = _shipped()
    known = {place.code for place in shipped}
    names = {record.code: dict(record.names) for record in records}
    places = [replace(one, names={**one.names, **names[one.code]}) if one.code in names else one for one in shipped]
    places += [
        Place(
            code=record.code,
            kind="own",
            names={**dict(record.names), "en": record.name or record.code},
            members=record.members,
        )
        for record in records
        if record.code not in known
    ]
    # The shipped name of a place that is renamed here still finds it.
    former = {name: one.code for one in shipped if one.code in names for name in one.names.values()}
    others = {**aliases, **former}
    here = {alias: record.code for record in records for alias in record.aliases if alias not in others}
    return Places(places, {**others, **here})


@cache
def _shipped() -> tuple[tuple[Place, ...], Mapping[str, str]]:
    """Return the shipped places, and their codes by alias."""
    with resources.path("places.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    places = (
        Place(
            code=row["code"],
            kind=cast("PlaceKind", row["kind"]),
            names={language: row[language] for language in LANGUAGES},
            region=row["region"],
            subregion=row["subregion"],
            groups=frozenset(row["groups"].split()),
            footnote=row["footnote"],
            alpha2=row["alpha2"],
        )
        for row in rows
    )
    return tuple(places), {alias: row["code"] for row in rows for alias in row["aliases"].split("|") if alias}


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Fold case, diacritics and punctuation away."""
    return words_alone(fold(text))


def _without_links(plain: str) -> str:
    return " ".join(_ABBREVIATED.get(word, word) for word in plain.split() if word not in _ARTICLES_AND_LINKS)


def _key(text: str) -> str:
    return _without_links(_plain(text))


def is_findable(name: str) -> bool:
    """Tell whether a name holds more than punctuation and articles."""
    return bool(_key(name))


def _separates(token: re.Match[str]) -> bool:
    return token.group() in _STRONG or token.group().casefold() in _WEAK


def _unknown_end(tokens: list[re.Match[str]], start: int, name_ends: list[int]) -> int:
    """Return where the unknown text ends: at a comma or the like, or at an "and" before a known name."""
    for end in range(start + 1, len(tokens)):
        before_name = end + 1 < len(tokens) and name_ends[end + 1]
        if tokens[end].group() in _STRONG or (_separates(tokens[end]) and before_name):
            return end
    return len(tokens)


def _printed(tokens: list[re.Match[str]]) -> str:
    """Return the words of one place as they stand, without the full stop that ended the list."""
    text = " ".join(tokens[0].string[tokens[0].start() : tokens[-1].end()].split())
    return text if "." in text[:-1] else text.removesuffix(".")
