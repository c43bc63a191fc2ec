"""Formatting shared by every output: the languages, and several values as one text."""

from collections.abc import Sequence

LANGUAGES: tuple[str, ...] = ("en", "fr", "es")
"""The languages in which annex and contribution are handed out."""


def joined(values: Sequence[str]) -> str:
    """Join several values the way every output prints them."""
    return "; ".join(values)
