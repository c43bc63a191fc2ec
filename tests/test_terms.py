"""One word for one thing: what people read, here and in annexes and workbooks, keeps to the table in docs/terms.md."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import resources

ROOT = Path(__file__).resolve().parents[1]
_ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \|(?: (.+?))? \|$", re.MULTILINE)
_NOT_PROSE = re.compile(r"[\\|~^$<>\[\]]|\(\?|SELECT ")
"""What patterns, queries and markup hold, and sentences do not."""
_SEVERAL_WORDS = re.compile(r"[^\W\d_]+\W+[^\W\d_]+")
_OTHER_MEANINGS = re.compile(r"question marks?|footnote marks?|\{\w*\}", re.IGNORECASE)
USED = {
    "annex_words/issue_area": "issue area",
    "annex_words/other_examples": "other related examples",
    "annex_words/practice": "practice",
    "annex_words/co_chairs": "co-chairs",
    "annex_words/draft": "draft",
    "annex_words/not_cleared": "cleared",
    "annex_words/annex_to": "annex",
    "annex_words/annex_to_roundtable": "background paper",
    "annex_words/labels/country": "country",
    "annex_words/labels/coordination": "coordination",
    "annex_words/labels/partner": "partner",
    "annex_words/labels/funder": "funder",
    "annex_words/labels/co-funder": "co-funder",
    "annex_words/labels/thematic_areas": "thematic area",
    "annex_words/labels/tags": "tag",
    "annex_words/labels/summary": "summary",
    "annex_words/labels/web_links": "web link",
    "annex_words/extra_labels/lessons learned": "lessons learned",
    "contribution_words/columns/summary/heading": "summary",
    "contribution_words/columns/countries/heading": "country",
    "contribution_words/columns/partners/heading": "partner",
    "contribution_words/columns/thematic_areas/heading": "thematic area",
    "contribution_words/columns/tag/heading": "tag",
    "contribution_words/columns/further_tags/heading": "tag",
    "contribution_words/columns/gcm_objectives/heading": "GCM objective",
    "contribution_words/columns/sdg_targets/heading": "2030 Agenda target",
    "contribution_words/columns/gfmd_sources/heading": "GFMD source",
    "contribution_words/columns/lessons/heading": "lessons learned",
    "contribution_words/columns/web_links/heading": "web link",
    "contribution_words/columns/image/heading": "image",
    "contribution_words/roles/funder": "funder",
    "contribution_words/roles/co-funder": "co-funder",
    "contribution_words/heading_for": "contribution",
    "contribution_words/the_roundtable": "roundtable",
    "contribution_words/introduction": "guiding question",
    "contribution_words/practice": "practice",
    "coverage_words/coverage": "coverage",
    "coverage_words/gaps": "gap",
    "coverage_words/balance": "balance",
    "coverage_words/practices": "practice",
    "coverage_words/whole": "region or group",
    "coverage_words/roles/funder": "funder",
    "coverage_words/roles/co-funder": "co-funder",
}
"""Where annexes and workbooks have a term, as file and keys."""


class Term(NamedTuple):
    """A row of the table."""

    en: str
    fr: str
    es: str
    avoided: str


@cache
def terms() -> tuple[Term, ...]:
    rows = _ROW.findall((ROOT / "docs/terms.md").read_text(encoding="utf-8"))
    return tuple(Term(*row) for row in rows if row[0] != "English" and not row[0].startswith("---"))


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module, those of its f-strings put together; without documentation."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    skipped = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    skipped |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def read_by_people(floor: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a floor that may be shown, with its place."""
    for file in sorted((ROOT / floor).rglob("*.py")):
        for line, text in texts(file):
            if not _NOT_PROSE.search(text) and (_SEVERAL_WORDS.search(text) or (floor == "ui" and text[:1].isupper())):
                yield f"{file.relative_to(ROOT)}:{line}", text


@pytest.mark.parametrize("floor", ["ui", "roundtable", "db"])
def test_no_text_uses_a_word_that_the_table_avoids(floor: str) -> None:
    terms_by_word = {word: term.en for term in terms() for word in filter(None, term.avoided.split(", "))}
    avoided = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms_by_word))})\b", re.IGNORECASE)
    found = [
        f"{place}: “{match[0]}” for {terms_by_word[match[0].lower()]}: {text}"
        for place, text in read_by_people(floor)
        for match in avoided.finditer(_OTHER_MEANINGS.sub("", text))
    ]
    assert found == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_annexes_and_workbooks_use_the_terms_of_the_table(language: str) -> None:
    by_name = {term.en: getattr(term, language) for term in terms()}
    wrong = {place: by_name[name] for place, name in USED.items() if not _says(_words(place, language), by_name[name])}
    assert wrong == {}


def _words(place: str, language: str) -> str:
    file, *keys = place.split("/")
    value: Any = json.loads(resources.path(f"{file}.json").read_text(encoding="utf-8"))[language]
    for key in keys:
        value = value[key]
    return str(value)


def _says(text: str, term: str) -> bool:
    """Tell whether a text has the words of a term side by side, in the singular or the plural."""
    plain = re.sub(r"\(\w+\)", "", text)
    words = (r"\w*-".join(map(re.escape, word.split("-"))) for word in term.split())
    return re.search(r"\b" + r"\w* ".join(words), plain, re.IGNORECASE) is not None
