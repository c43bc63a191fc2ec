"""Several values on one line, taken apart: what people write who know no rule, or forget it.

Pure; a value that is known is never taken apart.
"""

from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import Vocabulary

TERMS: dict[str, TermKind] = {"thematic_areas": "thematic_area", "tags": "tag"}
"""The kinds of terms by the field that holds them."""


class Lines:
    """Take lines apart by what is known."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        self._places = places

    def taken_apart(self, field: str, line: str) -> list[str]:
        """Return the values that a line of a field holds: “Ghana; Togo” names two countries."""
        if field in TERMS:
            return list(self._vocabulary.split(TERMS[field], line))
        if field == "countries" and not line.rstrip().endswith("]"):  # a code in brackets is ours
            return [one.printed for one in self._places.split(line)]
        return line.split(";") if field == "partners" else [line]
