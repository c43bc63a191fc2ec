"""A ministry's own workbook of given rows, as it is read."""

from pathlib import Path
from types import MappingProxyType

from roundtable.contribution.own_columns import Meanings
from roundtable.contribution_intake import reader
from roundtable.contribution_intake.returned_workbook import ContributionIntake
from roundtable.records.practice import PracticeRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from tests.roundtable.contribution_intake.returned_workbooks import made

HEAD = ["Title", "Summary", "Country"]
WELLS = ["Wells", "They dig.", "Ghana"]


def read(target: Path, *, with_hidden: bool = False, meanings: Meanings = MappingProxyType({})) -> ContributionIntake:
    vocabulary, places = Vocabulary(standard_terms()), standard_places()
    return reader.read(target, vocabulary, places, with_hidden=with_hidden, meanings=meanings)


def one(target: Path, head: list[str], row: list[object]) -> PracticeRecord:
    """Read the one practice of a sheet with further columns."""
    [practice] = read(made(target, ("Sheet1", [[*HEAD, *head], [*WELLS, *row]]))).collection.practices
    return practice
