"""BM25 ranking of practices against questions over stems, pairs of neighbours and groups of related words."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from roundtable.suggestions import related_words
from roundtable.suggestions.related_words import Token
from roundtable.suggestions.stems import END, places, stems

TITLE, TERM, TEXT, ILLUSTRATION = 3.0, 2.0, 1.0, 0.7
"""The weight of a word by where it stands."""
PAIR, RELATED = 0.5, 0.75
"""The weight of a pair of neighbours and of a group of related words; a single stem counts 1."""
_SATURATION, _LENGTH, _REPETITION = 1.2, 0.75, 3.0
"""BM25's k1 and b, and the saturation of words repeated in the question (k3)."""
_FLOOR = 1.0
"""Added to the inverse document frequency: what all practices of a roundtable speak of still counts."""
_WHY, _MENTIONED = 8, 0.04
"""The most words and terms named as the reason, and the least share of the score that each explains."""


class Text(NamedTuple):
    """Hold a practice in one language; each term with its names in every language, the shown one first."""

    title: str
    summary: str
    terms: tuple[tuple[str, ...], ...] = ()


class Profile(NamedTuple):
    """Hold the weights of the asked tokens in a practice, and its weighted length in words."""

    weights: dict[Token, float]
    length: float


class _Term(NamedTuple):
    """Hold the weights of the asked tokens in a term, its number of words, and how each token is shown."""

    weights: dict[Token, float]
    words: int
    spelled: dict[Token, str]


def question(text: str, illustration: str = "") -> dict[Token, float]:
    """Return the weights of the tokens of a question or measure; its illustration counts less."""
    weights = _saturated(text)
    for token, weight in _saturated(illustration).items():
        weights[token] = weights.get(token, 0.0) + ILLUSTRATION * weight
    return weights


def _saturated(text: str) -> dict[Token, float]:
    """Weigh a repeated word more than a single one, but not in proportion."""
    found = stems(text)
    counts = Counter[Token](stem for stem in found if stem != END)
    counts.update(pair for pair in pairwise(found) if END not in pair)
    for token, count in list(counts.items()):
        counts.update(dict.fromkeys(related_words.groups_of(token), count))
    return {token: _unit(token) * count * (1 + _REPETITION) / (count + _REPETITION) for token, count in counts.items()}


def _unit(token: Token) -> float:
    if isinstance(token, tuple):
        return PAIR
    return RELATED if related_words.is_group(token) else 1.0


class Reader:
    """Build the profiles of practices for the tokens of some questions."""

    def __init__(self, questions: Iterable[Mapping[Token, float]]) -> None:
        asked = set[Token]().union(*questions)
        self._asked: dict[Token, tuple[tuple[Token, float], ...]] = {}
        """By stem or pair in a text, the asked tokens that it stands for, with their weights."""
        for token in {member for one in asked for member in related_words.members(one) or (one,)}:
            matching = (one for one in (token, *related_words.groups_of(token)) if one in asked)
            self._asked[token] = tuple((one, _unit(one)) for one in matching)
        self._firsts = {token[0] for token in self._asked if isinstance(token, tuple)}
        self._terms: dict[tuple[str, ...], _Term] = {}

    def profile(self, text: Text) -> Profile:
        """Return the profile of one practice."""
        weights: dict[Token, float] = {}
        length = 0.0
        for words, weight in ((text.title, TITLE), (text.summary, TEXT)):
            length += weight * self._add(words, weight, weights)
        for names in text.terms:
            term = self._term(names)
            length += TERM * term.words
            for token, gain in term.weights.items():
                weights[token] = weights.get(token, 0.0) + gain
        return Profile(weights, length)

    def spellings(self, text: Text) -> dict[Token, str]:
        """Return the first spelling of each asked token in a practice; a term's words are shown as the term."""
        spelled: dict[Token, str] = {}
        for names in text.terms:
            spelled = self._term(names).spelled | spelled
        for words in (text.title, text.summary):
            self._spell(words, spelled)
        return spelled

    def _add(self, text: str, weight: float, weights: dict[Token, float]) -> int:
        """Add the weights of the asked tokens in a text; return the number of all its words."""
        found, asked, firsts = stems(text), self._asked, self._firsts
        matching: list[Token] = [stem for stem in found if stem in asked]
        matching += [pair for pair in pairwise(found) if pair[0] in firsts and pair in asked]
        for match, times in Counter(matching).items():
            for token, unit in asked[match]:
                weights[token] = weights.get(token, 0.0) + weight * unit * times
        return len(found) - found.count(END)

    def _term(self, names: tuple[str, ...]) -> "_Term":
        """Read a term in all languages together, and only once."""
        if names not in self._terms:
            strongest: dict[Token, float] = {}
            spelled: dict[Token, str] = {}
            lengths = []
            for name in names:
                weights: dict[Token, float] = {}
                lengths.append(self._add(name, TERM, weights))
                strongest.update((token, max(gain, strongest.get(token, 0.0))) for token, gain in weights.items())
                self._spell(name, spelled, shown_as=names[0])
            self._terms[names] = _Term(strongest, lengths[0], spelled)
        return self._terms[names]

    def _spell(self, text: str, spelled: dict[Token, str], *, shown_as: str = "") -> None:
        before, first = END, None
        for stem, match in places(text):
            found: list[tuple[Token, str]] = [(stem, match[0])] if stem in self._asked else []
            if first and before in self._firsts:
                found.append(((before, stem), " ".join(text[first.start() : match.end()].split())))
            for one, spelling in found:
                for token, _ in self._asked.get(one, ()):
                    spelled.setdefault(token, shown_as or spelling)
            before, first = stem, match


class Frequencies:
    """Count in how many practices each token occurs, and their mean length."""

    def __init__(self, profiles: Iterable[Profile], *, is_sample: bool = False) -> None:
        """Count all practices, or a sample of them."""
        self._counts: Counter[Token] = Counter()
        self._total, length = 0, 0.0
        for profile in profiles:
            self._counts.update(profile.weights.keys())
            self._total += 1
            length += profile.length
        self._is_sample = is_sample
        self.mean_length = max(length / max(self._total, 1), 1.0)

    def rarity(self, token: Token) -> float:
        """Return the inverse document frequency of a token; 0 where it occurs in none of all practices."""
        count = self._counts[token]
        if not count and not self._is_sample:
            return 0.0
        return _FLOOR + math.log(1 + (self._total - count + 0.5) / (count + 0.5))


class Ranking:
    """Score practices against questions of one kind, normalised so that long questions win no more than short ones."""

    def __init__(self, questions: Sequence[Mapping[Token, float]], frequencies: Frequencies) -> None:
        """Weigh the tokens of the questions (``question``) by their rarity."""
        self._mean_length = frequencies.mean_length
        weighed = [
            {
                token: weight * rarity * (_SATURATION + 1)
                for token, weight in asked.items()
                if (rarity := frequencies.rarity(token))
            }
            for asked in questions
        ]
        whole = [sum(one.values()) / 2 or 1.0 for one in weighed]
        mean = sum(whole) / max(len(whole), 1)
        self._count = len(weighed)
        self._worth: dict[Token, list[tuple[int, float]]] = {}
        """By token, the numbers of the questions that ask it, and the most that it adds to their scores."""
        for number, (one, own) in enumerate(zip(weighed, whole, strict=True)):
            for token, weight in one.items():
                self._worth.setdefault(token, []).append((number, weight / math.sqrt(own * mean)))

    def scores(self, practice: Profile) -> list[float]:
        """Return a practice's score against every question: 0 for nothing in common, about 1 for a copy of it."""
        scores = [0.0] * self._count
        penalty, worth = self._penalty(practice), self._worth
        for token, weight in practice.weights.items():
            for number, most in worth.get(token, ()):
                scores[number] += most * weight / (weight + penalty)
        return scores

    def worth(self, number: int) -> dict[Token, float]:
        """Return the most that each token adds to the score against a question."""
        return {token: most for token, asked in self._worth.items() for one, most in asked if one == number}

    def gains(self, practice: Profile, number: int) -> dict[Token, float]:
        """Return what each token of a practice adds to its score against a question."""
        penalty = self._penalty(practice)
        return {
            token: most * weight / (weight + penalty)
            for token, weight in practice.weights.items()
            for asked, most in self._worth.get(token, ())
            if asked == number
        }

    def _penalty(self, practice: Profile) -> float:
        return _SATURATION * (1 - _LENGTH + _LENGTH * practice.length / self._mean_length)


def why(gains: Mapping[Token, float], spellings: Mapping[Token, str]) -> tuple[str, ...]:
    """Return the matched words and terms, each time the one that explains most of the score not explained yet."""
    explains: dict[str, dict[Token, None]] = {}
    for token in gains:
        explained = explains.setdefault(spellings[token], {})
        explained.update(dict.fromkeys((token, *token) if isinstance(token, tuple) else (token,)))
    left, least = dict(gains), _MENTIONED * sum(gains.values())
    named: list[str] = []
    held: set[str] = set()
    while len(named) < _WHY:
        worth = {spelled: sum([left.get(token, 0.0) for token in tokens]) for spelled, tokens in explains.items()}
        explains = {spelled: tokens for spelled, tokens in explains.items() if worth[spelled] >= least}
        if not explains:
            break
        best = min(explains, key=lambda spelled: (-worth[spelled], spelled))
        for token in explains.pop(best):
            left.pop(token, None)
        new = set(stems(best))
        if not new <= held:
            named.append(best)
            held |= new
    return tuple(named)
