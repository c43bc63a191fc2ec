"""Formatting shared by every output: the languages, and several values as one text."""

from collections.abc import Sequence

LANGUAGES: tuple[str, ...] = ("en", "fr", "es")
"""The languages in which annex and contribution are handed out."""
STYLES: tuple[str, ...] = ("official", "compact", "large")
"""The styles of the annex; large print is for readers who do not see well."""
PAPERS: tuple[str, ...] = ("A4", "letter")
"""The papers that the annex is printed on."""


def joined(values: Sequence[str]) -> str:
    """Join several values the way every output prints them."""
    return "; ".join(values)
