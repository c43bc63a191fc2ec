"""How values of a record are put into words by every output: the languages there are, and several values as one text.

Pure; must not know any one output.
"""

from collections.abc import Sequence

LANGUAGES: tuple[str, ...] = ("en", "fr", "es")
"""The languages in which annex and contribution are handed out."""


def joined(values: Sequence[str]) -> str:
    """Join several values the way every output prints them."""
    return "; ".join(values)
