"""GCM objectives and targets of the 2030 Agenda as people write them: by number, in words, several on a line."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from roundtable.vocabulary.term_lookup import folded, listed

_COMPACT = (
    r"(?:gcm|pmm|pm|global compact(?: for migration)?|pacte mondial(?: sur les migrations)?|pacto mundial"
    r"(?: para la migraci[oó]n)?)"
)
_OBJECTIVE = re.compile(
    rf"{_COMPACT}?\W*(?:obj(?:ect?ifs?|ectives?|etivos?)?)?\W*(?:no|nr|num|n)?\W*(\d{{1,2}})(?!\w|\.\d)\W*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(rf"\A\s*{_COMPACT}\W+(?=obj|\d)", re.IGNORECASE)
_SPAN = r"\d{1,2}(?:\s*(?:-|–|—|to|à|au|al?)\s*(?:obj\w*\W*)?\d{1,2})?"
_OBJECTIVES = re.compile(rf"\D*{_SPAN}(?:\s*(?:[,;/&]|and|et|y)\s*(?:[a-z]{{2,10}}\W*)?{_SPAN})*\W*", re.IGNORECASE)
_RANGE = re.compile(r"(?:\D*\W)?(\d{1,2})\s*(?:-|–|—|to|à|au|al?)\s*(?:obj\w*\W*)?(\d{1,2})\W*", re.IGNORECASE)
"""Objectives from one number to another."""
_GOALS = re.compile(
    r"[^\d.]*\d{1,2}(?:\.\w{1,2})?(?:(?:,\s|\s*(?:[;/&]|and|et|y)\s*)(?:[a-z]{3,8}\W*)?\d{1,2}(?:\.\w{1,2})?)+\W*",
    re.IGNORECASE,
)
"""Goals and targets side by side; a comma before a blank parts them, another stands for the point."""
_TARGET = re.compile(
    r"(?:2030 agenda|sdg|odd|ods|goal|target|cible|objectif|meta|objetivo)?s?\W*(?:target|cible|meta)?\W*"
    r"(\d{1,2})(?:\.\s?|,)(\d{1,2}|[a-d])(?!\w)\W*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_TARGETS = re.compile(
    r"[^\d]*\d{1,2}\.\w{1,2}(?:\s*(?:[,;/&]|and|et|y)\s*(?:[a-z]{3,8}\W*)?\d{1,2}\.\w{1,2})+\W*", re.IGNORECASE
)
_BETWEEN = re.compile(r"[,;/&]|\band\b|\bet\b|\by\b", re.IGNORECASE)
_CLOSE = 75
"""Similarity (of 100) of an objective's words to the list's above which they mean the same."""
_CLOSE_BESIDE_NUMBER = 50
_LONGEST = 300
"""Letters of a line that names anything on these lists."""


def objectives_in(line: str, language: str = "en") -> list[str]:
    """Return the objectives that a line names, as the list has them in ``language``; others as they stand."""
    line = _NAME.sub("", line, count=1)
    parts = _BETWEEN.split(line) if _OBJECTIVES.fullmatch(line[:_LONGEST]) else line.split(";")
    return [entry for part in parts for entry in _objectives(part.strip(), language)]


def targets_in(line: str) -> list[str]:
    """Return the targets that a line names, by their numbers (8.8, 10.c); others as they stand."""
    are_several = len(line) <= _LONGEST and (_TARGETS.fullmatch(line) or _GOALS.fullmatch(line))
    parts = _BETWEEN.split(line) if are_several else line.split(";")
    return [_target(part.strip()) for part in parts]


def _objectives(text: str, language: str) -> Sequence[str]:
    """Return the objective that a text names, or those from one number to another."""
    entries = listed("gcm_objective", language)
    span = _RANGE.fullmatch(text) if len(text) <= _LONGEST else None
    if span and 1 <= int(span[1]) < int(span[2]) <= len(entries):
        return entries[int(span[1]) - 1 : int(span[2])]
    return (_objective(text, language),)


def _objective(text: str, language: str) -> str:
    """Return an objective as the list has it: “Objective 23” and “23” name the 23rd."""
    entries = listed("gcm_objective", language)
    words = [[folded(one.partition(" ")[2]) for one in listed("gcm_objective", known)] for known in ("en", "fr", "es")]
    match = _OBJECTIVE.fullmatch(text) if len(text) <= _LONGEST else None
    if match and 1 <= (number := int(match[1])) <= len(entries):
        said = folded(match[2])
        if not said or _nearest(said, [known[number - 1] for known in words]) > _CLOSE_BESIDE_NUMBER:
            return _as_listed(text, number - 1, entries)
    said = folded(text[:_LONGEST])
    for known in words:
        best = max(range(len(known)), key=lambda at: fuzz.ratio(said, known[at]))
        if fuzz.ratio(said, known[best]) > _CLOSE:
            return _as_listed(text, best, entries)
    return text


def _as_listed(text: str, number: int, entries: Sequence[str]) -> str:
    """Return the entry of a number; what is written as on the list of any language stays as it is."""
    spoken = {folded(listed("gcm_objective", language)[number]) for language in ("en", "fr", "es")}
    return text if folded(text) in spoken else entries[number]


def _nearest(text: str, choices: Sequence[str]) -> float:
    return max(max(fuzz.ratio(text, one), fuzz.partial_ratio(text, one) - 20) for one in choices)


def _target(text: str) -> str:
    match = _TARGET.fullmatch(text)
    return f"{int(match[1])}.{match[2].lower()} {match[3]}".strip() if match else text
