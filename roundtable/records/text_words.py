"""Words and sentences of texts: the pieces by which versions of a text are compared and merged."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+")


def cut(texts: Sequence[str], longest: int) -> list[list[str]]:
    """Cut versions of a text into words with all that stands between, or into sentences where they are long.

    They are where they have ``longest`` characters together: to compare words takes time with the square of them.
    """
    piece = _WORD if sum(map(len, texts)) < longest else _SENTENCE
    return [piece.findall(text) for text in texts]
