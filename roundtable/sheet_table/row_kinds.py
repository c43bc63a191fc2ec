"""Rows of a table that are no practices: sums, notes below, headings over others, hints and numbers under headings."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from roundtable.sheet_table.headings import Headings
from roundtable.spreadsheet.shown_cells import GridRow
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import folded

OVER_OTHERS = "it stands as a heading over other rows"
_SUM = (
    r"(?:grand |sub ?|sous ?|overall )?(?:totals?|totaux|totales)(?: general| generale)?|(?:sum|suma|somme)"
    r"|(?:total )?(?:number|nombre|numero)(?: total)?(?: of| de)? (?:practices|pratiques|practicas|projects|projets)"
)
_SUM_ALONE = re.compile(rf"(?:{_SUM})(?: \d+)?")
_SUM_OF = re.compile(rf"(?:{_SUM}|total number|nombre total|numero total)\b.*")
_FOOTER = re.compile(
    r"(?:sources?|notes?|n\.? ?b\.?|fuentes?|notas?|remarques?|l[eé]gende?|leyenda|key|abbreviations?|abréviations?"
    r"|siglas|acron[iy]\w+|date|fecha|as of|état au|signature|firma|last updated?|mise à jour"
    r"|(?:prepared|compiled|completed|submitted|filled in|last updated|updated|drafted) (?:by|on)"
    r"|(?:établi|préparé|rempli|élaboré|mis à jour) (?:par|le)|(?:elaborado|preparado|actualizado) (?:por|el))\s?:"
    r"|\(?\*+\)?",
    re.IGNORECASE,
)
"""How a line below a table begins."""
_HINT = re.compile(
    r"\W*(?:max|maximum|máx|min|up to|please|e\.? ?g|(?:for )?examples?|par exemple|ex\.|p\. ?ej|ejemplo"
    r"|select|choose|pick|drop.?down|enter|insert|type|write|describe|indicate|specify|mandatory|optional|required"
    r"|one per|free text|text|from the list|see list|yyyy|dd|mm|aaaa|jj|veuillez|indiquer|choisir|liste? d\w*"
    r"|obligat(?:ory|oire|orio)|facultatif|texte|une? par|un[oa] por|indique|elija|seleccione|escriba|opcional|texto"
    r"|\d+ (?:words|characters|mots|caractères|palabras|caracteres))(?!\w)",
    re.IGNORECASE,
)
"""How an explanation below a heading begins."""
_COUNTED = re.compile(r"[(\[]?(\d{1,2}|[A-Za-z])[)\].]?")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_SHORT = 40
"""Characters of what may stand beside a sum."""


class RowKinds:
    """Tell the rows that are no practices; ``hidden`` are columns that are not read."""

    def __init__(self, head: Headings, places: Places, hidden: frozenset[int]) -> None:
        self._title = head.first("title")
        self._needed = [n for key in ("summary", "countries") for n in head.columns.get(key, ())]
        self._places = places
        self._hidden = hidden
        self._first = head.row + 1

    def why_no_practice(self, row: GridRow) -> str:
        """Return why a row is none of a practice, "" where it is one."""
        cells = {n: text.strip() for n, text in row.texts.items() if n not in self._hidden and text.strip()}
        said = cells.get(self._title, "")
        if self._is_sum(cells, said):
            return "it sums the rows up"
        area = row.merged.get(self._title)
        if area is not None and area.top < self._first:  # the heading of the titles reaches down to it
            return "it explains the headings"
        if row.number <= self._first + 1 and len(cells) > 1 and self._is_under_headings(list(cells.values())):
            return "it explains the headings"
        different = {*cells.values()}
        if len(different) == 1 and _FOOTER.match(next(iter(different))):
            return "it is a note on the table"
        if len(different) == 1 and self.heading_over(row):
            return OVER_OTHERS
        return ""

    def heading_over(self, row: GridRow) -> str:
        """Return what a row says that stands as a heading over others: a merged text, or a place alone."""
        said = row.texts.get(self._title, "").strip() or next((text.strip() for text in row.texts.values()), "")
        area = next((area for area in row.merged.values() if area.left <= self._title < area.right), None)
        return said if area is not None or self._places.find(said.strip(" :")) else ""

    def _is_sum(self, cells: Mapping[int, str], said: str) -> bool:
        """Tell a row of sums by its first words, or by the numbers that it holds alone."""
        first = folded(said or next(iter(cells.values()), ""))
        if not said and len(cells) == sum(bool(re.fullmatch(r"[\d\s.,'%€$-]+", text)) for text in cells.values()):
            return bool(cells) and not any(n in cells for n in self._needed)
        needed = " ".join(cells.get(n, "") for n in self._needed if n in cells and len(cells[n]) > _SHORT)
        return (
            _SUM_ALONE.fullmatch(first) is not None or bool(_SUM_OF.fullmatch(first) and len(cells) < 3)
        ) and not needed

    @staticmethod
    def _is_under_headings(texts: Sequence[str]) -> bool:
        """Tell the numbers or letters of the columns, and what explains how to fill them in."""
        counted = [match[1].casefold() for text in texts if (match := _COUNTED.fullmatch(text))]
        steps = [ord(after[-1]) - ord(before[-1]) for before, after in pairwise(counted)]
        if len(counted) == len(texts) and all(step in (1, -9) for step in steps):
            return True
        if [text.strip("().").casefold() for text in texts] == _ROMAN[: len(texts)]:
            return True
        return sum(bool(_HINT.match(text)) for text in texts) * 2 > len(texts)
