"""Where the values of a field of chips come from: what typing suggests, how spellings resolve, what is on no list.

Knows vocabularies and places, no widget; must not refuse a value.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication

from roundtable.records.practice import Country
from roundtable.records.vocabulary import Term, TermKind
from roundtable.vocabulary.place_lookup import Place, standard_places
from roundtable.vocabulary.term_lookup import ListKind, Vocabulary, folded, listed

translate = QCoreApplication.translate
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Offer a value by its words, with a note of what led to it."""

    value: Any
    words: str
    note: str = ""


class Choices(Protocol):
    """Suggest, resolve and describe the values of one field."""

    separators: str
    """The keys that end a value as Enter does."""

    def suggest(self, typed: str) -> list[Suggestion]:
        """Return what the typed text may mean, best first; all there is for "" where that is a list."""

    def values(self, text: str) -> tuple[Any, ...]:
        """Take a text apart into values, each in its preferred form where it has one."""

    def is_begun(self, text: str) -> bool:
        """Tell whether a known value begins so, a separator and all."""

    def words(self, value: Any) -> str:
        """Say a value as its chip does."""

    def is_known(self, value: Any) -> bool:
        """Tell whether a list holds the value."""

    def hint(self, value: Any) -> str:
        """Say more about a value."""

    def identity(self, value: Any) -> str:
        """Return what two values have in common that are the same."""


class TermChoices:
    """Offer the thematic areas or the tags of a vocabulary."""

    separators = ",;"

    def __init__(self, kind: TermKind) -> None:
        self._kind = kind
        self.vocabulary = Vocabulary(())

    def suggest(self, typed: str) -> list[Suggestion]:
        """Return the terms of which a word begins so, those that begin so themselves first."""
        wanted = folded(typed)
        spellings = self.vocabulary.spellings(self._kind)
        best: dict[str, tuple[bool, bool, str]] = {}
        for spelling, term in spellings.items():
            if f" {wanted}" in f" {spelling}":
                rank = (spelling != wanted, not spelling.startswith(wanted), term.name.casefold())
                best[term.name] = min(rank, best.get(term.name, rank))
        terms = {term.name: term for term in spellings.values()}
        names = sorted(best, key=lambda name: best[name])
        return [Suggestion(name, name, self._alias(terms[name], wanted)) for name in names]

    def values(self, text: str) -> tuple[str, ...]:
        """Take a text apart, never inside a term that the vocabulary knows."""
        parts = self.vocabulary.split(self._kind, text)
        return tuple(dict.fromkeys(self.vocabulary.canonical(self._kind, part) for part in parts))

    def is_begun(self, text: str) -> bool:
        """Tell whether a term begins so: several contain a comma."""
        terms = self.vocabulary.spellings(self._kind).values()
        return any(name.casefold().startswith(text.casefold()) for term in terms for name in term.spellings())

    def words(self, value: str) -> str:
        """Say the term."""
        return value

    def is_known(self, value: str) -> bool:
        """Tell whether the vocabulary holds the term."""
        return self.vocabulary.find(self._kind, value) is not None

    def hint(self, value: str) -> str:
        """Say the term whole, and whether it is off the list."""
        return value if self.is_known(value) else _off_list(value)

    def identity(self, value: str) -> str:
        """Return the term without what tells spellings apart."""
        return folded(value) or value

    @staticmethod
    def _alias(term: Term, wanted: str) -> str:
        """Return the other spelling that was typed, where the name itself does not say it."""
        if not wanted or f" {wanted}" in f" {folded(term.name)}":
            return ""
        return next((alias for alias in term.spellings() if f" {wanted}" in f" {folded(alias)}"), "")


class ListChoices:
    """Offer a fixed list of numbered or named entries: GCM objectives, 2030 targets, GFMD sources."""

    def __init__(self, kind: ListKind) -> None:
        self._entries = listed(kind)
        self._spellings: dict[str, str] = {}
        for language in ("en", "fr", "es"):
            for entry, said in zip(self._entries, listed(kind, language), strict=True):
                for spelling in (said, _number(said)):
                    self._spellings.setdefault(folded(spelling), entry)
        # A source is a Summit and, after a comma, its session: a comma ends none.
        self.has_details = kind == "gfmd_source"
        self.separators = ";" if self.has_details else ",;"

    def suggest(self, typed: str) -> list[Suggestion]:
        """Return the entries of which a word begins so, in the list's order, a number that is meant first."""
        wanted = folded(typed)
        found = dict.fromkeys(entry for said, entry in self._spellings.items() if f" {wanted}" in f" {said}")
        meant = self._spellings.get(wanted)
        return [Suggestion(entry, entry) for entry in sorted(found, key=lambda entry: self._rank(entry, meant, wanted))]

    def values(self, text: str) -> tuple[str, ...]:
        """Take a text apart at semicolons and new lines, and at commas between entries known by number or name."""
        return tuple(dict.fromkeys(self._parts(text)))

    def is_begun(self, text: str) -> bool:
        """Tell whether an entry begins so: several contain a comma."""
        return any(entry.casefold().startswith(text.casefold()) for entry in self._entries)

    def words(self, value: str) -> str:
        """Say the entry."""
        return value

    def is_known(self, value: str) -> bool:
        """Tell whether the list holds the entry, or the Summit of a source."""
        return value in self._entries or (self.has_details and value.startswith(tuple(f"{e}," for e in self._entries)))

    def hint(self, value: str) -> str:
        """Say the entry whole, and whether it is off the list."""
        return value if self.is_known(value) else _off_list(value)

    def identity(self, value: str) -> str:
        """Return the entry without case and punctuation."""
        return folded(value) or value

    def _parts(self, text: str) -> Iterator[str]:
        for chunk in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
            pieces = [self._spellings.get(folded(piece), "") for piece in chunk.split(",")]
            if self._spellings.get(folded(chunk)) or not all(pieces):
                yield self._spellings.get(folded(chunk)) or " ".join(chunk.split())
            else:
                yield from pieces

    def _rank(self, entry: str, meant: str | None, wanted: str) -> tuple[bool, bool, int]:
        return entry != meant, not folded(entry).startswith(wanted), self._entries.index(entry)


class CountryChoices:
    """Offer the places under any of their names, in six languages or given here; what was typed stays as printed."""

    separators = ",;"

    def __init__(self) -> None:
        self.places = standard_places()

    def suggest(self, typed: str) -> list[Suggestion]:
        """Return the places of which a word of a name begins so, what was typed first where it is a name itself."""
        found = self.places.find(typed)
        printed = [Country(_as_named(typed, found), found.code)] if found else []
        names = [Country(place.name(), place.code) for place in self.places.suggest(typed, limit=_SHOWN)]
        offered = dict.fromkeys([*printed, *names])
        return [Suggestion(country, country.printed, self._note(country, typed)) for country in offered]

    def values(self, text: str) -> tuple[Country, ...]:
        """Take a text apart, never inside the name of a place."""
        return tuple(self._resolved(country) for country in self.places.split(text))

    def is_begun(self, text: str) -> bool:
        """Tell whether the name of a place begins so."""
        names = (name for place in self.places for name in place.names.values())
        return any(name.casefold().startswith(text.casefold()) for name in names)

    def words(self, value: Country) -> str:
        """Say the place as printed, with its code where that is not its usual name."""
        place = self.places.by_code(value.code)
        return value.printed if place is None or value.printed == place.name() else f"{value.printed} · {place.code}"

    def is_known(self, value: Country) -> bool:
        """Tell whether the place has a code."""
        return bool(value.code)

    def hint(self, value: Country) -> str:
        """Say which place is meant."""
        place = self.places.by_code(value.code)
        return f"{place.name()} ({place.code})" if place else _off_list(value.printed)

    def identity(self, value: Country) -> str:
        """Return the code, or the printed name where there is none."""
        return value.code or folded(value.printed) or value.printed

    def _resolved(self, country: Country) -> Country:
        place = self.places.find(country.printed)
        return Country(_as_named(country.printed, place), place.code) if place else country

    def _note(self, country: Country, typed: str) -> str:
        place = self.places.by_code(country.code)
        if place is None or country.printed != place.name():
            return place.name() if place else ""
        wanted = folded(typed)
        if not wanted or f" {wanted}" in f" {folded(country.printed)}":
            return ""
        names: Iterable[str] = place.names.values()
        return next((name for name in names if f" {wanted}" in f" {folded(name)}"), "")


def _as_named(typed: str, place: Place) -> str:
    """Write a name the way the place is named in the first language that calls it so; an alias stays as typed."""
    printed = " ".join(typed.split())
    return next((name for name in place.names.values() if name.casefold() == printed.casefold()), printed)


def _number(entry: str) -> str:
    """Return the number that an entry begins with, or the entry."""
    return entry.split(" ", 1)[0] if entry[0].isdigit() else entry


def _off_list(value: str) -> str:
    return translate("Choices", "“{value}” is not in the vocabulary").format(value=value)
