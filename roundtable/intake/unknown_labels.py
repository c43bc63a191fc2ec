"""Unknown labels of practice records: the meanings that people gave them, and those still to be asked."""

import re
from collections.abc import Iterator, Mapping

from roundtable.paper_text.labels import label_of
from roundtable.paper_text.source import Source
from roundtable.records.intake import FIELD, NOTE, NOTHING, OwnColumn
from roundtable.vocabulary.term_lookup import folded

SENDER = "labels of papers"
"""The sender under which meanings are remembered: a label means the same in whatever paper it stands."""
LabelMeanings = Mapping[str, str]
"""Meanings by folded label: the key of a column of the contribution workbook, ``NOTE``, ``FIELD`` or ``NOTHING``."""
LEFT_OUT = "its label is to be left out"
TEXTS = frozenset(("starts", "ends", "budget", "currency", "results", "lessons"))
"""Meanings that are fields of a practice which hold the text as it stands."""
_LABELS = {
    "title": "Title",
    "summary": "Summary",
    "countries": "Country",
    "partners": "Partner(s)",
    "thematic_areas": "Thematic Area(s)",
    **dict.fromkeys(("tag_1", "tag_2", "tag_3", "tag_4", "tag_5", "further_tags"), "Tags"),
    "gcm_objectives": "GCM objectives",
    "sdg_targets": "SDG targets",
    "gfmd_sources": "GFMD source(s)",
    "web_links": "Web Links",
    "contact": "Contact",
}
"""The labels that stand for a field's key."""
_CELL = re.compile(r"[^\t\n]+?(?=[\t\n]|[ ]{2}|\Z)")
_LABEL = re.compile(r"(?:[•▪◦*–-]\s+|\d{1,3}[.)]\s+)?([^\W\d_][^:：\n]{0,59}?)\s*(?:[:：]|\s[–—=-]+>?\s|\Z)")
_REMARK = re.compile(
    r"(?:(?:our|internal|general|additional|other) )?(?:comments?|remarks?|notes?|observations?)"
    r"(?: (?:for|to|by|from) .+)?"
    r"|commentaires?|remarques?|comentarios?|observaciones|notas?(?: internas?)?",
    re.IGNORECASE,
)
"""What a sender says about the record rather than in it."""


class UnknownLabels:
    """Tell what labels mean that are no field's; ``asked`` holds each once, with where and before what it stands."""

    def __init__(self, meanings: LabelMeanings) -> None:
        self._meanings = meanings
        self._asked: dict[str, OwnColumn] = {}

    @property
    def asked(self) -> tuple[OwnColumn, ...]:
        """Return the labels in the order in which they were met."""
        return tuple(self._asked.values())

    def replace_known(self, source: Source) -> None:
        """Put a field's label in place of every label that a person said to be that field's."""
        if any(meaning in _LABELS for meaning in self._meanings.values()):
            source.edit(self._edits(source.shown()))

    def meaning_of(self, label: str, value: str, where: str) -> str:
        """Return what a label means that is no field's; one that is not known is a note, and asked about."""
        said = self._meanings.get(folded(label), "")
        is_known = not label or label_of(f"{label}:") is not None
        meaning = said or (FIELD if is_known and not _REMARK.fullmatch(label.strip()) else NOTE)
        if said or not is_known:
            self._ask(label, value, where, meaning)
        return meaning if meaning in (NOTE, NOTHING) or meaning in TEXTS else FIELD

    def _edits(self, text: str) -> Iterator[tuple[int, int, str]]:
        for cell in _CELL.finditer(text):
            bare = cell[0].lstrip()
            match = _LABEL.match(bare)
            meaning = self._meanings.get(folded(match[1]), "") if match else ""
            if match and meaning in _LABELS:
                begin = cell.end() - len(bare)
                line = text.count("\n", 0, begin) + 1
                self._ask(match[1], bare[match.end() :].strip(), f"line {line}", meaning)
                yield begin + match.start(1), begin + match.end(1), _LABELS[meaning]

    def _ask(self, label: str, value: str, where: str, meaning: str) -> None:
        example = " ".join(value.split())[:80]
        one = OwnColumn(sender=SENDER, heading=label, where=where, example=example, meaning=meaning)
        self._asked.setdefault(folded(label), one)


def of_papers(meanings: Mapping[tuple[str, str], str]) -> LabelMeanings:
    """Return what is remembered of the labels of papers, out of the meanings by sender and heading."""
    return {heading: meaning for (sender, heading), meaning in meanings.items() if sender == SENDER}
