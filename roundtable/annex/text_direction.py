"""Visual order of a line that mixes right-to-left and left-to-right text, in a left-to-right paragraph."""

import re

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")
# words of right-to-left letters, with the blanks, marks and figures between them
_STRETCH = re.compile(rf"[{_RIGHT}]+(?:[\W\d_]*[{_RIGHT}]+)*")
_FIGURES = r"\d+(?:[.,:/]\d+)*"
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
_CLUSTER = re.compile(rf"{_FIGURES}|.[{_MARKS}]*", re.DOTALL)
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def as_seen(line: str) -> str:
    """Reverse the right-to-left stretches of ``line``; figures in them keep their order, brackets are mirrored."""
    return _STRETCH.sub(_turned, line) if _HAS_RIGHT.search(line) else line


def _turned(stretch: re.Match[str]) -> str:
    return "".join(reversed(_CLUSTER.findall(stretch[0].translate(_MIRRORED))))
