"""HYPERLINK formulas: the address and the caption that stand in them as constants."""

import re
from dataclasses import dataclass

_LITERAL = r'"(?:[^"]|"")*"'
_PARTS = rf"{_LITERAL}(?:\s*[&,;]\s*{_LITERAL})*"
_TEXT = rf"\s*(?:{_LITERAL}(?:\s*&\s*{_LITERAL})*|CONCAT(?:ENATE)?\s*\(\s*{_PARTS}\s*\))\s*"
_FORMULA = re.compile(
    rf"\s*[=+]?\s*HYPERLINK\s*\((?P<address>{_TEXT})(?:[,;](?:(?P<caption>{_TEXT})|.*))?\)\s*",
    re.IGNORECASE | re.DOTALL,
)
_CALL = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkFormula:
    """A HYPERLINK formula; ``address`` is "" where it is computed, ``caption`` where it is computed or left out."""

    address: str
    caption: str


def parse(formula: str) -> LinkFormula | None:
    """Return the link of a formula, None where it makes none."""
    match = _FORMULA.fullmatch(formula)
    if match is None:
        return LinkFormula("", "") if _CALL.search(formula) else None
    return LinkFormula(_constant(match["address"]), _constant(match["caption"] or ""))


def _constant(expression: str) -> str:
    return "".join(literal[1:-1].replace('""', '"') for literal in re.findall(_LITERAL, expression)).strip()
