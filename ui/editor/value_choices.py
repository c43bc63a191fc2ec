"""Values offered by a field of chips: suggestions for typed text, resolution of spellings, values off the list."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from roundtable.records.practice import Country
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.place_lookup import Place, standard_places
from roundtable.vocabulary.term_lookup import ListKind, Vocabulary, folded, listed
from ui.widgets.type_ahead import Suggestion

translate = QCoreApplication.translate
_SHOWN = 12


class Choices(ABC):
    """Suggest, resolve and describe the values of one field; texts by default."""

    separators: str = ",;"
    """The keys that end a value as Enter does."""

    @abstractmethod
    def suggest(self, typed: str) -> list[Suggestion]:
        """Return the values that match the typed text, best first; for "" all of a list."""

    @abstractmethod
    def values(self, text: str) -> tuple[Any, ...]:
        """Split a text into values, each in its preferred spelling."""

    @abstractmethod
    def is_known(self, value: Any) -> bool:
        """Tell whether the list holds the value."""

    @abstractmethod
    def names(self) -> Iterable[str]:
        """Return all spellings of the list's values."""

    def is_begun(self, text: str) -> bool:
        """Tell whether a known value starts with a text that ends in a separator: several contain a comma."""
        return any(name.casefold().startswith(text.casefold()) for name in self.names())

    def words(self, value: Any) -> str:
        """Return the text of a value's chip."""
        return str(value)

    def hint(self, value: Any) -> str:
        """Return the tool tip of a value's chip."""
        return str(value) if self.is_known(value) else _off_list(value)

    def identity(self, value: Any) -> str:
        """Return the key that equal values share: the text without case and punctuation."""
        return folded(value) or str(value)


class TermChoices(Choices):
    """Offer the thematic areas or the tags of a vocabulary."""

    def __init__(self, kind: TermKind) -> None:
        self._kind = kind
        self.vocabulary = Vocabulary(())

    @override
    def suggest(self, typed: str) -> list[Suggestion]:
        """Return the terms with a word that starts so, those that start so themselves first."""
        wanted = folded(typed)
        spellings = self.vocabulary.spellings(self._kind)
        best: dict[str, tuple[bool, bool, str]] = {}
        for spelling, term in spellings.items():
            if f" {wanted}" in f" {spelling}":
                rank = (spelling != wanted, not spelling.startswith(wanted), term.name.casefold())
                best[term.name] = min(rank, best.get(term.name, rank))
        terms = {term.name: term for term in spellings.values()}
        names = sorted(best, key=lambda name: best[name])
        return [Suggestion(name, name, _matching_alias(name, terms[name].spellings(), wanted)) for name in names]

    @override
    def values(self, text: str) -> tuple[str, ...]:
        parts = self.vocabulary.split(self._kind, text)
        return tuple(dict.fromkeys(self.vocabulary.canonical(self._kind, part) for part in parts))

    @override
    def is_known(self, value: str) -> bool:
        return self.vocabulary.find(self._kind, value) is not None

    @override
    def names(self) -> Iterable[str]:
        return (name for term in self.vocabulary.spellings(self._kind).values() for name in term.spellings())


class ListChoices(Choices):
    """Offer a fixed list of numbered or named entries: GCM objectives, 2030 targets, GFMD sources."""

    def __init__(self, kind: ListKind) -> None:
        self._entries = listed(kind)
        self._spellings: dict[str, str] = {}
        for language in ("en", "fr", "es"):
            for entry, said in zip(self._entries, listed(kind, language), strict=True):
                number = said.split(" ", 1)[0] if said[0].isdigit() else said
                for spelling in (said, number):
                    self._spellings.setdefault(folded(spelling), entry)
        # A source is a Summit and, after a comma, its session: a comma ends none.
        self.has_details = kind == "gfmd_source"
        if self.has_details:
            self.separators = ";"

    @override
    def suggest(self, typed: str) -> list[Suggestion]:
        """Return the entries with a word that starts so, in the list's order, an exact number or name first."""
        wanted = folded(typed)
        found = dict.fromkeys(entry for said, entry in self._spellings.items() if f" {wanted}" in f" {said}")
        meant = self._spellings.get(wanted)

        def rank(entry: str) -> tuple[bool, bool, int]:
            return entry != meant, not folded(entry).startswith(wanted), self._entries.index(entry)

        return [Suggestion(entry, entry) for entry in sorted(found, key=rank)]

    @override
    def values(self, text: str) -> tuple[str, ...]:
        """Split at semicolons and line breaks, and at commas between entries known by number or name."""
        return tuple(dict.fromkeys(self._parts(text)))

    @override
    def names(self) -> Iterable[str]:
        return self._entries

    @override
    def is_known(self, value: str) -> bool:
        """Tell whether the list holds the entry, or the Summit of a source."""
        return value in self._entries or (self.has_details and value.startswith(tuple(f"{e}," for e in self._entries)))

    def _parts(self, text: str) -> Iterator[str]:
        for chunk in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
            pieces = [self._spellings.get(folded(piece), "") for piece in chunk.split(",")]
            if self._spellings.get(folded(chunk)) or not all(pieces):
                yield self._spellings.get(folded(chunk)) or " ".join(chunk.split())
            else:
                yield from pieces


class CountryChoices(Choices):
    """Offer the places by all their names, in six languages or from the vocabulary; the printed name stays as typed."""

    def __init__(self) -> None:
        self.places = standard_places()

    @override
    def suggest(self, typed: str) -> list[Suggestion]:
        """Return the places with a word of a name that starts so, the one of exactly that name first."""
        found = self.places.find(typed)
        printed = [Country(_as_named(typed, found), found.code)] if found else []
        names = [Country(place.name(), place.code) for place in self.places.suggest(typed, limit=_SHOWN)]
        offered = dict.fromkeys([*printed, *names])
        return [Suggestion(country, country.printed, self._note(country, typed)) for country in offered]

    @override
    def values(self, text: str) -> tuple[Country, ...]:
        return tuple(self._resolved(country) for country in self.places.split(text))

    @override
    def names(self) -> Iterable[str]:
        return (name for place in self.places for name in place.names.values())

    @override
    def words(self, value: Country) -> str:
        """Return the printed name, with the code where it is not the place's usual name."""
        place = self.places.by_code(value.code)
        return value.printed if place is None or value.printed == place.name() else f"{value.printed} · {place.code}"

    @override
    def is_known(self, value: Country) -> bool:
        return bool(value.code)

    @override
    def hint(self, value: Country) -> str:
        place = self.places.by_code(value.code)
        return f"{place.name()} ({place.code})" if place else _off_list(value.printed)

    @override
    def identity(self, value: Country) -> str:
        return value.code or folded(value.printed) or value.printed

    def _resolved(self, country: Country) -> Country:
        place = self.places.find(country.printed)
        return Country(_as_named(country.printed, place), place.code) if place else country

    def _note(self, country: Country, typed: str) -> str:
        place = self.places.by_code(country.code)
        if place is None or country.printed != place.name():
            return place.name() if place else ""
        return _matching_alias(country.printed, place.names.values(), folded(typed))


def _matching_alias(name: str, spellings: Iterable[str], wanted: str) -> str:
    """Return the other spelling that matches the typed text, "" where the name itself does."""
    if not wanted or f" {wanted}" in f" {folded(name)}":
        return ""
    return next((spelling for spelling in spellings if f" {wanted}" in f" {folded(spelling)}"), "")


def _as_named(typed: str, place: Place) -> str:
    """Return a typed name in the capitalisation of the place's name in some language; an alias stays as typed."""
    printed = " ".join(typed.split())
    return next((name for name in place.names.values() if name.casefold() == printed.casefold()), printed)


def _off_list(value: str) -> str:
    return translate("Choices", "“{value}” is not in the vocabulary").format(value=value)
