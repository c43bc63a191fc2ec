"""Typographic spaces of printed text: no-break spaces where a line must not break, and those that French sets."""

import json
import re
from functools import cache

import resources

NO_BREAK, NARROW = "\xa0", "\u202f"
_ADDRESS = re.compile(r"(?:(?:https?|ftp)://|mailto:|www\.)\S+", re.IGNORECASE)
_UNITS = (
    r"%|‰|€|\$|£|¥|°C|EUR|USD|CHF|GBP|F\s?CFA|FCFA|XOF|XAF|MAD|km|m²|kg|ha"
    r"|millions?|milliards?|million(?:es)?|billions?"
)
# applies to every language: blanks that are there, but at which no line may end
_KEPT_TOGETHER = (
    (
        re.compile(
            r"(?<=(?<!\d)\d) (?=\d{3}(?!\d))|(?<=(?<!\d)\d\d) (?=\d{3}(?!\d))|(?<=(?<!\d)\d{3}) (?=\d{3}(?!\d))"
        ),
        NARROW,
    ),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), NO_BREAK),
    (re.compile(r"(?<=\bF) (?=CFA\b)"), NO_BREAK),
    (re.compile(r" (?=[»”’›]?[;:!?»›%‰](?![\w/]))"), NO_BREAK),
    (re.compile(r"(?<=[«‹]) "), NO_BREAK),
    (re.compile(r"(?<=[°º§№]) (?=\d)"), NO_BREAK),
)
# what every rule above needs, found in one pass: most texts have none of it
_MAY_NEED_SPACES = re.compile(r"\d | [»”’›;:!?%‰]|[«‹°º§№] |F CFA")
# French sets a space of its own before high punctuation and inside its quotation marks (Imprimerie nationale)
_FRENCH = (
    (
        re.compile(
            rf"(?<=[^\s{NO_BREAK}{NARROW};:!?«(\[])[ {NO_BREAK}{NARROW}]?(?=[;!?]+(?:[\s»”’)\]{NARROW}{NO_BREAK}.…]|$))"
        ),
        NARROW,
    ),
    (re.compile(rf"(?<=[^\s{NO_BREAK}{NARROW}:;(\[])[ {NO_BREAK}{NARROW}]?(?=:(?:\s|$))"), NO_BREAK),
    (re.compile(rf"(?<=\d)[ {NO_BREAK}{NARROW}]?(?=[%‰€])"), NO_BREAK),
    (re.compile(rf"(?<=«)[ {NO_BREAK}{NARROW}]?(?=\S)"), NO_BREAK),
    (re.compile(rf"(?<=[^\s{NO_BREAK}{NARROW}])[ {NO_BREAK}{NARROW}]?(?=»)"), NO_BREAK),
)


def with_spaces(text: str, language: str) -> str:
    """Return tidy ``text`` with the no-break spaces of ``language``; web addresses stay as they are."""
    if language != "fr" and not _MAY_NEED_SPACES.search(text):
        return text
    rules = _KEPT_TOGETHER + _FRENCH if language == "fr" else _KEPT_TOGETHER
    parts: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        parts += (_applied(text[end : address.start()], rules), address[0])
        end = address.end()
    return "".join((*parts, _applied(text[end:], rules)))


@cache
def _function_words() -> dict[str, frozenset[str]]:
    words = json.loads(resources.path("function_words.json").read_text(encoding="utf-8"))
    return {language: frozenset(of_language.split()) for language, of_language in words.items()}


def spoken_language(text: str) -> str:
    """Guess by function words whether a text is English, French or Spanish; "" where they are few."""
    words = re.findall(r"[^\W\d_]+", text[:1000].casefold())
    counts = sorted((sum(map(own.__contains__, words)), language) for language, own in _function_words().items())
    (second, _), (most, language) = counts[-2:]
    return language if most > max(second, 2, len(words) / 10) else ""


def _applied(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, space in rules:
        text = pattern.sub(space, text)
    return text
