"""Each rule finds what it is for, and nothing in a practice that is as it should be."""

from dataclasses import replace

import pytest

from roundtable.checks.rules import problems
from roundtable.records.practice import Country, PracticeRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.term_lookup import Vocabulary

GOOD = PracticeRecord(
    id="x",
    title="Wells",
    summary="word " * 100,
    countries=(Country("Ghana", "GHA"),),
    tags=("Gender",),
    thematic_areas=("Diaspora",),
    status="cleared",
)
VOCABULARY = Vocabulary(standard_terms())


def test_a_practice_as_it_should_be_has_no_problem() -> None:
    assert problems(GOOD, VOCABULARY) == ()
    assert problems(replace(GOOD, status="submitted"), VOCABULARY) == ()


def test_letters_of_every_script_with_a_font_are_no_problem() -> None:
    assert problems(replace(GOOD, title="ماء מים पानी ውሃ ≥ ✓ Ọ̀ 📚\u200b\ufeff"), VOCABULARY) == ()


@pytest.mark.parametrize(
    ("values", "rule", "field", "is_needed", "named"),
    [
        ({"title": " "}, "no title", "title", True, "no title"),
        ({"summary": ""}, "no summary", "summary", True, "no summary"),
        ({"countries": ()}, "no country", "countries", True, "no country"),
        ({"countries": (Country("Ghana", "GHA"), Country("Utopia"))}, "unknown place", "countries", False, "Utopia"),
        ({"status": "in clearance"}, "not cleared", "status", True, "in clearance"),
        ({"tags": ()}, "no tags", "tags", False, "highly recommended"),
        ({"summary": "word " * 101}, "long summary", "summary", False, "101 words"),
        ({"summary": "Aims: 1. to learn 2. to teach 3. to do both."}, "run-in list", "summary", False, "1. 2. 3."),
        ({"thematic_areas": ("national planning",)}, "off-list area", "thematic_areas", False, "national planning"),
        ({"title": "Wells 井户"}, "no font", "title", False, "2 of its letters (井户)"),
        ({"extra": (("Ort", "中"),)}, "no font", "extra", False, "中"),
        ({"tags": ("Gender", "own words")}, "off-list tag", "tags", False, "own words"),
    ],
)
def test_each_rule_names_its_field_and_says_why(
    values: dict[str, object], rule: str, field: str, is_needed: bool, named: str
) -> None:
    [found] = problems(replace(GOOD, **values), VOCABULARY)  # type: ignore[arg-type] # fields named by the cases
    assert (found.rule, found.field, found.is_needed) == (rule, field, is_needed)
    assert named in found.message
