"""Which texts answer which: BM25 over stems, pairs of neighbours and related words, with the words that decided.

Pure; must not know the tables, nor where anything was placed by anybody.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from roundtable.suggestions import related_words
from roundtable.suggestions.related_words import Token
from roundtable.suggestions.stems import END, places, stems

TITLE, TERM, TEXT, ILLUSTRATION = 3.0, 2.0, 1.0, 0.7
"""How much a word counts by where it stands."""
PAIR, RELATED = 0.5, 0.75
"""How much two neighbours count together, and what a word is about, beside each word by itself."""
_SATURATION, _LENGTH, _REPETITION = 1.2, 0.75, 3.0
"""BM25's k1 and b, and how soon a word's repetition in the question stops counting."""
_FLOOR = 1.0
"""What is added to BM25's rarity: practices of one roundtable all speak of its subject, and that still counts."""
_WHY, _MENTIONED = 8, 0.04
"""How many words and terms are named as the reason at most, and the least share of the score that each explains."""


class Text(NamedTuple):
    """Hold what a practice says in one language; each term with its names in every language, the shown one first."""

    title: str
    summary: str
    terms: tuple[tuple[str, ...], ...] = ()


class Profile(NamedTuple):
    """Hold how much a practice says of what is asked, and how long it is."""

    weights: dict[Token, float]
    length: float


class _Term(NamedTuple):
    """Hold what a term says of what is asked, how many words it has, and how it is shown."""

    weights: dict[Token, float]
    words: int
    spelled: dict[Token, str]


def question(text: str, illustration: str = "") -> dict[Token, float]:
    """Weigh the words of a question or measure; its illustration says less."""
    weights = _saturated(text)
    for token, weight in _saturated(illustration).items():
        weights[token] = weights.get(token, 0.0) + ILLUSTRATION * weight
    return weights


def _saturated(text: str) -> dict[Token, float]:
    """Let a word said twice count more than one said once, but not twice as much."""
    said = stems(text)
    counts = Counter[Token](stem for stem in said if stem != END)
    counts.update(pair for pair in pairwise(said) if END not in pair)
    for token, count in list(counts.items()):
        counts.update(dict.fromkeys(related_words.groups_of(token), count))
    return {token: _unit(token) * count * (1 + _REPETITION) / (count + _REPETITION) for token, count in counts.items()}


def _unit(token: Token) -> float:
    if isinstance(token, tuple):
        return PAIR
    return RELATED if related_words.is_group(token) else 1.0


class Reader:
    """Read practices for what some questions ask, and for nothing else."""

    def __init__(self, questions: Iterable[Mapping[Token, float]]) -> None:
        """Look for the words of the questions and whatever is related to them."""
        asked = set[Token]().union(*questions)
        self._says: dict[Token, tuple[tuple[Token, float], ...]] = {}
        """What a stem or a pair that is met says of what is asked, and how much."""
        for token in {met for one in asked for met in related_words.members(one) or (one,)}:
            said = (one for one in (token, *related_words.groups_of(token)) if one in asked)
            self._says[token] = tuple((one, _unit(one)) for one in said)
        self._firsts = {token[0] for token in self._says if isinstance(token, tuple)}
        self._terms: dict[tuple[str, ...], _Term] = {}

    def profile(self, text: Text) -> Profile:
        """Read one practice."""
        weights: dict[Token, float] = {}
        length = 0.0
        for said, weight in ((text.title, TITLE), (text.summary, TEXT)):
            length += weight * self._add(said, weight, weights)
        for names in text.terms:
            term = self._term(names)
            length += TERM * term.words
            for token, gain in term.weights.items():
                weights[token] = weights.get(token, 0.0) + gain
        return Profile(weights, length)

    def spellings(self, text: Text) -> dict[Token, str]:
        """Tell how a practice spells what is asked, where it says so first; a term's words are shown as the term."""
        spelled: dict[Token, str] = {}
        for names in text.terms:
            spelled = self._term(names).spelled | spelled
        for said in (text.title, text.summary):
            self._spell(said, spelled)
        return spelled

    def _add(self, text: str, weight: float, weights: dict[Token, float]) -> int:
        """Weigh what a text says of what is asked; return the number of all its words."""
        said, says, firsts = stems(text), self._says, self._firsts
        met: list[Token] = [stem for stem in said if stem in says]
        met += [pair for pair in pairwise(said) if pair[0] in firsts and pair in says]
        for one, times in Counter(met).items():
            for token, unit in says[one]:
                weights[token] = weights.get(token, 0.0) + weight * unit * times
        return len(said) - said.count(END)

    def _term(self, names: tuple[str, ...]) -> "_Term":
        """Read a term in all languages together and only once, however many practices carry it."""
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
        says, firsts = self._says, self._firsts
        before, first = END, None
        for stem, place in places(text):
            if stem in says:
                self._note(stem, shown_as or place[0], spelled)
            if first and before in firsts:
                self._note((before, stem), shown_as or " ".join(text[first.start() : place.end()].split()), spelled)
            before, first = stem, place

    def _note(self, met: Token, shown: str, spelled: dict[Token, str]) -> None:
        for token, _ in self._says.get(met, ()):
            spelled.setdefault(token, shown)


class Frequencies:
    """Know how many of the practices say a thing, and how long they are: what is rare tells more."""

    def __init__(self, profiles: Iterable[Profile], *, is_sample: bool = False) -> None:
        """Count practices, all there are or a sample that stands for all."""
        self._counts: Counter[Token] = Counter()
        self._total, length = 0, 0.0
        for profile in profiles:
            self._counts.update(profile.weights.keys())
            self._total += 1
            length += profile.length
        self._is_sample = is_sample
        self.mean_length = max(length / max(self._total, 1), 1.0)

    def rarity(self, token: Token) -> float:
        """Return how much it tells that a thing is said: what nearly all say still counts; 0 for what nobody can say.

        What none of a sample says may still be said by others.
        """
        count = self._counts[token]
        if not count and not self._is_sample:
            return 0.0
        return _FLOOR + math.log(1 + (self._total - count + 0.5) / (count + 0.5))


class Ranking:
    """Score practices against questions of one group, so that a long question wins no more than a short one."""

    def __init__(self, questions: Sequence[Mapping[Token, float]], frequencies: Frequencies) -> None:
        """Weigh the words of the questions (``question``) by how rare they are."""
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
        """By what is said, the numbers of the questions that ask it, and how much a score rises by it at most."""
        for number, (one, own) in enumerate(zip(weighed, whole, strict=True)):
            for token, weight in one.items():
                self._worth.setdefault(token, []).append((number, weight / math.sqrt(own * mean)))

    def scores(self, practice: Profile) -> list[float]:
        """Score a practice against every question, in their order: 0 not at all, about 1 as if it repeated it."""
        scores = [0.0] * self._count
        penalty, worth = self._penalty(practice), self._worth
        for token, weight in practice.weights.items():
            for number, most in worth.get(token, ()):
                scores[number] += most * weight / (weight + penalty)
        return scores

    def worth(self, number: int) -> dict[Token, float]:
        """Tell how much the score against a question rises at most by each thing that it asks."""
        return {token: most for token, asked in self._worth.items() for one, most in asked if one == number}

    def gains(self, practice: Profile, number: int) -> dict[Token, float]:
        """Tell what each thing that a practice says adds to its score against a question."""
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
    """Name what matched, next what explains most of the score that is not explained yet; two neighbours together."""
    explains: dict[str, dict[Token, None]] = {}
    for token in gains:
        said_by = explains.setdefault(spellings[token], {})
        said_by.update(dict.fromkeys((token, *token) if isinstance(token, tuple) else (token,)))
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
        said = set(stems(best))
        if not said <= held:
            named.append(best)
            held |= said
    return tuple(named)
