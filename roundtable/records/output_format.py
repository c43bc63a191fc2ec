"""Formatting shared by every output: the languages, several values as one text, names of files."""

import re
from collections.abc import Sequence

LANGUAGES: tuple[str, ...] = ("en", "fr", "es")
"""The languages in which annex and contribution are handed out."""
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 100
"""Characters of a text that go into a name: a path of Windows has 260 in all."""


def joined(values: Sequence[str]) -> str:
    """Join several values the way every output prints them."""
    return "; ".join(values)


def file_name(about: str, ending: str) -> str:
    """Return a name for a file about something, such as a roundtable's code, that every system allows."""
    return f"{_NOT_IN_NAMES.sub('-', about).strip(' .')[:_LONGEST_NAME].rstrip(' .')} {ending}".strip()
