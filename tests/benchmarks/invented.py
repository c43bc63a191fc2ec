"""Practices by the thousand, of the real paper's size, in words that mean nothing.

The same at every run; must not hold any text of a real paper.
"""

import random
from itertools import accumulate

from roundtable.records.identity import derived_id
from roundtable.records.practice import Country, Partner, PracticeRecord

_SYLLABLES = ("ka", "lo", "mi", "ren", "ta", "sol", "ve", "dar", "ni", "pu", "gre", "os", "tem", "ba", "li")
_COUNTRIES = (("Ghana", "GHA"), ("Perú", "PER"), ("Türkiye", "TUR"), ("Cabo Verde", "CPV"), ("Ελλάδα", "GRC"))
_AREAS = ("Capacity building", "Diasporas", "Remittances", "Migration and health", "Labour migration and mobility")
_TAGS = ("Gender", "Recruitment", "Skilled migration", "Local development", "Migration, trade and investments")


def practices(count: int) -> tuple[PracticeRecord, ...]:
    """Make practices with summaries of 27 to 331 words, 134 in the median, in paragraphs of about 70."""
    chance = random.Random(1)  # noqa: S311 - the same practices at every run, no secret
    language = _Language(chance)
    return tuple(_practice(number, chance, language) for number in range(count))


class _Language:
    """Utter words of which few are frequent and most are rare, as in every language."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = ["".join(chance.choices(_SYLLABLES, k=1 + rank // 700)) for rank in range(3000)]
        self._weights = list(accumulate(1 / rank for rank in range(1, 3001)))

    def words(self, count: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=count)

    def phrase(self, count: int) -> str:
        return " ".join(self.words(count)).capitalize()


def _practice(number: int, chance: random.Random, language: _Language) -> PracticeRecord:
    words = language.words(min(331, max(27, round(chance.lognormvariate(4.9, 0.5)))))
    paragraphs = (words[start : start + 70] for start in range(0, len(words), 70))
    return PracticeRecord(
        id=derived_id("invented", str(number)),
        title=f"{language.phrase(8)} {number}",
        countries=tuple(Country(*place) for place in chance.sample(_COUNTRIES, chance.choice((1, 1, 2)))),
        partners=tuple(Partner(f"{language.phrase(3)} Agency") for _ in range(chance.randint(1, 4))),
        thematic_areas=tuple(chance.sample(_AREAS, chance.choice((1, 2)))),
        tags=tuple(chance.sample(_TAGS, chance.choice((1, 2, 3)))),
        summary="\n\n".join(" ".join(paragraph).capitalize() + "." for paragraph in paragraphs),
        web_links=(f"https://example.org/practices/{number}",),
    )
