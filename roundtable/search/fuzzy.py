"""Fuzzy matching of a typed, misspelt or abbreviated text against a few hundred short texts in memory."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from roundtable.vocabulary.term_lookup import folded

_ALIKE = 75


def ranked(typed: str, texts: Sequence[str]) -> list[int]:
    """Return the positions of the texts that match, best first; all of them in order for ""."""
    if not typed.strip():
        return list(range(len(texts)))
    found = process.extract(
        folded(typed), [folded(text) for text in texts], scorer=_score, limit=None, score_cutoff=_ALIKE
    )
    return [position for _, _, position in found]


def _score(typed: str, text: str, *, score_cutoff: float | None = None) -> float:
    """Score from 0 to 100; words typed as the text has them come before those that are only alike."""
    if all(word in text for word in typed.split()):
        return 100 - 5 * (not text.startswith(typed))
    return 0.9 * fuzz.partial_ratio(typed, text, score_cutoff=score_cutoff) if len(typed) > 2 else 0
