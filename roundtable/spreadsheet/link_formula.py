"""HYPERLINK formulas: the address and the caption that stand in them as constants."""

import re
from dataclasses import dataclass

_LITERAL = r'"(?:[^"]|"")*"'
_PARTS = rf"{_LITERAL}(?:\s*[&,;]\s*{_LITERAL})*"
_TEXT = rf"\s*(?:{_LITERAL}(?:\s*&\s*{_LITERAL})*|CONCAT(?:ENATE)?\s*\(\s*{_PARTS}\s*\))\s*"
_CALL = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)
_ADDRESS = re.compile(rf"(?P<address>{_TEXT})(?:[,;](?P<caption>{_TEXT})\)|[,;)])", re.IGNORECASE)
"""What stands in the brackets of a call, as far as it is constant."""


@dataclass(frozen=True, slots=True)
class LinkFormula:
    """A HYPERLINK formula; ``address`` is "" where it is computed, ``caption`` where it is computed or left out."""

    address: str
    caption: str


def parse(formula: str) -> LinkFormula | None:
    """Return the link of a formula, None where it makes none; calls within others count where all make the same."""
    calls = [_ADDRESS.match(formula, call.end()) for call in _CALL.finditer(formula)]
    links = {
        LinkFormula(_constant(call["address"]), _constant(call["caption"] or "")) if call else LinkFormula("", "")
        for call in calls
    }
    if len({link.address for link in links}) > 1:
        return LinkFormula("", "")
    return max(links, key=lambda link: link.caption, default=None)


def _constant(expression: str) -> str:
    return "".join(literal[1:-1].replace('""', '"') for literal in re.findall(_LITERAL, expression)).strip()
