"""Which part of a roundtable's list is which of those before: by its id, else by what it says.

Knows no widget.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Any

Rule = Callable[[tuple[int, int], tuple[Any, Any], Any], bool]
"""Tell by the places before and now, what a part was and is with edits, and a part, whether it is that part."""


def found_again(before: Sequence[tuple[Any, Any]], parts: Sequence[Any]) -> list[int | None]:
    """Return for each part which it was before, None for a new one.

    Before are parts as the workspace held them, None where it never did, and as they are with edits.
    Sections and footnotes have no id: another may have moved one while one types in it.
    """
    found: list[int | None] = [None] * len(parts)
    for rule in _RULES_WITH_ID if any(hasattr(part, "id") for part in parts) else _RULES:
        for at, part in enumerate(parts):
            if found[at] is None:
                left = (was for was in range(len(before)) if was not in found)
                found[at] = next((was for was in left if rule((was, at), before[was], part)), None)
    return found


def _is_same_id(_at: tuple[int, int], before: tuple[Any, Any], part: Any) -> bool:
    return bool(before[1].id == part.id)


def _is_equal(_at: tuple[int, int], before: tuple[Any, Any], part: Any) -> bool:
    return part in before


def _shares_words(_at: tuple[int, int], before: tuple[Any, Any], part: Any) -> bool:
    words = astuple(part)
    return any(mine and mine == now for one in before if one for mine, now in zip(astuple(one), words, strict=True))


def _is_in_its_place(at: tuple[int, int], before: tuple[Any, Any], _part: Any) -> bool:
    return at[0] == at[1] and before[0] is not None


_RULES_WITH_ID: tuple[Rule, ...] = (_is_same_id,)
_RULES: tuple[Rule, ...] = (_is_equal, _shares_words, _is_in_its_place)
