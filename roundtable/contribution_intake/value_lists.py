"""Several values in one cell line, split by the vocabulary and the places; a known value is never split."""

from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import Vocabulary

TERMS: dict[str, TermKind] = {"thematic_areas": "thematic_area", "tags": "tag"}
"""Kinds of terms by field."""


class ValueSplitter:
    """Splitter of cell lines by the vocabulary and the places."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        self._places = places

    def split(self, field: str, line: str) -> list[str]:
        """Return the values on a line of a field: “Ghana; Togo” names two countries."""
        if field in TERMS:
            return list(self._vocabulary.split(TERMS[field], line))
        if field == "countries" and not line.rstrip().endswith("]"):  # a code in brackets is ours
            return [one.printed for one in self._places.split(line)]
        return line.split(";") if field == "partners" else [line]
