"""Whatever the text, every word is accounted for, and every word that counts as mapped is found in a record."""

import random
import re
from collections import Counter
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from roundtable.errors import InputError
from roundtable.intake.paper import parse_paper
from roundtable.records.intake import Intake
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary, folded
from tests.roundtable.intake.facts import said

VOCABULARY, PLACES = Vocabulary(standard_terms()), standard_places()
DATA = Path(__file__).resolve().parents[2] / "data/intake"
TEXTS = [file.read_text(encoding="utf-8") for file in sorted(DATA.glob("*.txt"))]
LINES = sorted({line for text in TEXTS for line in text.split("\n")})
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
STRUCTURE = re.compile(
    r"title|country|countries|partner|funder|donor|thematic|thematiq|tematica|theme|domaine|tags?|etiqueta|words?|clave"
    r"|summary|description|resum|links?|liens?|enlace|web|label|coordina|target|beneficiar|contact|budget|period|duration"
    r"|timeframe|titre|titulo|partenaire|socio|palabra|bailleur|fonds|financiador|implementing|mots|paizes|chair"
    r"|practice|background|draft|paper|document|information|roundtable|table|ronde|main|issue|annex|anexo|head"
    r"|areas?|other|examples?|interest|related|autres?|exemples?|expected|outcomes?"
)
"""Labels and headings that became fields and places in the annex; they are no words of a field."""


def parsed(text: str) -> Intake | None:
    try:
        return parse_paper(text, "paper.txt", VOCABULARY, PLACES)
    except InputError:
        return None


def assert_every_word_is_accounted_for(text: str, intake: Intake) -> None:
    loss = intake.loss
    assert loss.words_in == len(text.split())
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored


def assert_mapped_words_arrive(text: str, intake: Intake) -> None:
    """Check every longer word that was neither left out nor kept as a note, but for labels and headings."""
    [roundtable] = intake.collection.roundtables
    left_out = [ignored.text for ignored in intake.loss.ignored] + [note.text for note in roundtable.footnotes]
    arrived = _letters(" ".join(said(intake)))
    seen, left_seen = (folded(INVISIBLE.sub("", words)) for words in (text, " ".join(left_out)))
    mapped = Counter(seen.split()) - Counter(left_seen.split())
    for word in (part for token in mapped for part in re.findall(r"[^\W\d_]{5,}", token)):
        assert word in arrived or STRUCTURE.search(word), word


def _letters(text: str) -> str:
    return folded(text).replace(" ", "")


@example(
    [
        "Países: Perú, Chile",
        "Links to other roundtables",
        "Guiding question 1: rules that lower the cost of recruitment",
        "Country: Bosnia and Herzegovina, Trinidad and          Partner(s)/Funder(s): Employment Agency of",
        "Bus school for the children of pickers",
    ]
)
@example(["Autres exemples", "dialogue", "Title: Licences that can be lost", "Tags: Data and research; Diaspora"])
@example(["Autres exemples", "Ministry of Finance;", "Pays : Belgique", "Employment, Pacific Community (SPC), ILO"])
@given(st.lists(st.sampled_from(LINES), max_size=60))
def test_lines_in_any_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    if intake := parsed(text):
        assert_every_word_is_accounted_for(text, intake)
        assert_mapped_words_arrive(text, intake)


@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False))
def test_a_text_with_lines_lost_doubled_and_moved(text: str, chance: random.Random) -> None:
    lines = text.split("\n")
    for _ in range(chance.randrange(12)):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at : at + 1 + (len(lines) == 1)]
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case _:
                lines[at] = f"{lines[at]} {lines[chance.randrange(len(lines))]}"
        lines = lines or [""]
    mangled = "\n".join(lines)
    if intake := parsed(mangled):
        assert_every_word_is_accounted_for(mangled, intake)
        assert_mapped_words_arrive(mangled, intake)


@given(st.sampled_from(TEXTS), st.integers(min_value=0), st.text(max_size=40))
def test_any_characters_thrown_into_a_text(text: str, at: int, thrown: str) -> None:
    mangled = text[: at % len(text)] + thrown + text[at % len(text) :]
    if intake := parsed(mangled):
        assert_every_word_is_accounted_for(mangled, intake)


@given(st.text(), st.text(), st.text())
def test_any_text_in_a_record(title: str, value: str, summary: str) -> None:
    text = f"Title: {title}\nCountry: Ghana\nTags: {value}\nSummary: {summary}.\nWeb Links :\n"
    if intake := parsed(text):
        assert_every_word_is_accounted_for(text, intake)
