"""Which texts answer which: BM25 over stems and pairs of neighbours, with the words that decided.

Pure; must not know the tables, nor where anything was placed by anybody.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from roundtable.stems import Word, words

TITLE, TERM, TEXT, ILLUSTRATION = 3.0, 2.0, 1.0, 0.7
"""How much a word counts by where it stands."""
_PAIR = 0.5
"""How much two neighbours count together, beside each by itself."""
_SATURATION, _LENGTH, _REPETITION = 1.2, 0.75, 3.0
"""BM25's k1 and b, and how soon a word's repetition in the question stops counting."""
_WHY = 8
"""How many words and terms are named as the reason."""
_SENTENCE = re.compile(r"[.;:!?()\n]+")


@dataclass(slots=True)
class Bag:
    """Hold a text as weighed stems and pairs of them, each with its own spelling here."""

    weights: dict[str, float] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)
    length: float = 0.0

    def add(self, text: str, weight: float, *, shown_as: str = "") -> None:
        """Add a text; its words are shown as they are written there, or all as one term."""
        for sentence in _SENTENCE.split(text):
            before: Word | None = None
            for word in words(sentence):
                self._add(word.stem, weight, shown_as or sentence[word.start : word.end])
                self.length += weight
                if before is not None:
                    pair = f"{before.stem} {word.stem}"
                    self._add(pair, weight * _PAIR, shown_as or sentence[before.start : word.end])
                before = word

    def _add(self, stem: str, weight: float, shown: str) -> None:
        self.weights[stem] = self.weights.get(stem, 0.0) + weight
        self.spellings.setdefault(stem, shown)


def of_practice(title: str, terms: Iterable[str], summary: str) -> Bag:
    """Weigh the words of a practice; a term's words are shown as the term."""
    bag = Bag()
    for term in terms:
        bag.add(term, TERM, shown_as=term)
    bag.add(title, TITLE)
    bag.add(summary, TEXT)
    return bag


class Frequencies:
    """Know how many of the practices hold a word, and how long they are: what is rare tells more."""

    def __init__(self, bags: Iterable[Bag]) -> None:
        """Count the words of some practices that stand for all."""
        self._counts: Counter[str] = Counter()
        self.total, length = 0, 0.0
        for bag in bags:
            self._counts.update(bag.weights.keys())
            self.total += 1
            length += bag.length
        self.mean_length = max(length / max(self.total, 1), 1.0)

    def rarity(self, stem: str) -> float:
        """Return BM25's inverse document frequency."""
        count = self._counts[stem]
        return math.log(1 + (self.total - count + 0.5) / (count + 0.5))

    def is_known(self, stem: str) -> bool:
        """Tell whether any practice holds it."""
        return stem in self._counts


class Score(NamedTuple):
    """Hold how well a practice answers: 0 not at all, about 1 as if it repeated the question; and why."""

    value: float
    why: tuple[str, ...]


class Ranking:
    """Score practices against questions of one group, so that a long question wins no more than a short one."""

    def __init__(self, questions: Sequence[Mapping[str, float]], frequencies: Frequencies) -> None:
        """Weigh the words of the questions (``question``) by how rare they are."""
        self._mean_length = frequencies.mean_length
        self._weighed = [
            {
                stem: weight * frequencies.rarity(stem) * (_SATURATION + 1)
                for stem, weight in question.items()
                if frequencies.is_known(stem)
            }
            for question in questions
        ]
        whole = [sum(weighed.values()) / 2 or 1.0 for weighed in self._weighed]
        mean = sum(whole) / max(len(whole), 1)
        self._scales = [math.sqrt(one * mean) for one in whole]

    def scores(self, practice: Bag) -> list[Score]:
        """Score a practice against every question, in their order."""
        return [self._score(practice, *one) for one in zip(self._weighed, self._scales, strict=True)]

    def _score(self, practice: Bag, weighed: Mapping[str, float], scale: float) -> Score:
        penalty = _SATURATION * (1 - _LENGTH + _LENGTH * practice.length / self._mean_length)
        gains = {}
        for stem in weighed.keys() & practice.weights.keys():
            weight = practice.weights[stem]
            gains[stem] = weighed[stem] * weight / (weight + penalty)
        return Score(sum(gains.values()) / scale, _why(gains, practice.spellings))


def question(text: str, illustration: str = "") -> dict[str, float]:
    """Weigh the words of a question or measure; its illustration says less."""
    said, shown = Bag(), Bag()
    said.add(text, TEXT)
    shown.add(illustration, TEXT)
    weights = _saturated(said)
    for stem, weight in _saturated(shown).items():
        weights[stem] = weights.get(stem, 0.0) + ILLUSTRATION * weight
    return weights


def _saturated(bag: Bag) -> dict[str, float]:
    """Let a word said twice count more than one said once, but not twice as much."""
    saturated = {}
    for stem, weight in bag.weights.items():
        unit = _PAIR if " " in stem else 1.0
        saturated[stem] = weight * (1 + _REPETITION) / (weight / unit + _REPETITION)
    return saturated


def _why(gains: Mapping[str, float], spellings: Mapping[str, str]) -> tuple[str, ...]:
    """Name what matched, best first: two neighbours together, else a word, and a term once however often it helped."""
    by_spelling: dict[str, float] = {}
    for stem, gain in gains.items():
        parts = sum(gains.get(part, 0.0) for part in stem.split()) if " " in stem else 0.0
        by_spelling[spellings[stem]] = by_spelling.get(spellings[stem], 0.0) + gain + parts
    named: list[str] = []
    held: set[str] = set()
    for spelling in sorted(by_spelling, key=lambda one: (-by_spelling[one], one)):
        stems = {word.stem for word in words(spelling)}
        if not stems <= held:
            named.append(spelling)
            held |= stems
    return tuple(named[:_WHY])
