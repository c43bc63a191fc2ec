"""Suggestions: the paper's own placement comes first, and each says why."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable import importing, mapping, practices, ranking, suggestions
from roundtable.aims import Aim
from roundtable.importing import take_in
from roundtable.intake.report import Intake
from roundtable.records import Collection, PracticeRecord
from roundtable.stems import stem_of
from roundtable.suggestions import Suggester
from roundtable.workspace import Workspace
from tests.benchmarks import invented
from tests.samples import COLLECTION, MEASURE, NURSES, QUESTION, ROUNDTABLE, WELLS

RANKINGS = [
    {},
    {"TITLE": 2.0},
    {"TITLE": 4.0},
    {"TERM": 1.5},
    {"ILLUSTRATION": 0.5},
    {"ILLUSTRATION": 1.0},
    {"_SATURATION": 1.6},
    {"_LENGTH": 0.6},
    {"_REPETITION": 2.0},
]


@pytest.fixture
def real(workspace: Workspace, paper: Path) -> Workspace:
    importing.import_files(workspace, [paper])
    return workspace


@pytest.mark.parametrize("changed", RANKINGS, ids=str)
def test_the_papers_own_placement_is_the_first_suggestion(
    real: Workspace, changed: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in changed.items():
        monkeypatch.setattr(ranking, name, value)
    placed = {key: aim for key, aim in mapping.matrix(real, 1).annexed.items() if aim is not None}
    suggested = Suggester(real, 1).for_practices(list(placed))
    first = {key: next((one.aim for one in ranked if one.aim.is_question), None) for key, ranked in suggested.items()}
    assert sum(first[key] == aim for key, aim in placed.items()) >= 0.8 * len(placed)


def test_where_the_paper_placed_a_practice_changes_no_suggestion(real: Workspace) -> None:
    before = Suggester(real, 1).for_practices()
    shown = mapping.matrix(real, 1)
    mapping.set_principal(real, 1, list(shown.annexed), None)
    after = Suggester(real, 1).for_practices()
    assert {key: [(one.aim, one.score) for one in ranked] for key, ranked in before.items()} == {
        key: [(one.aim, one.score) for one in ranked] for key, ranked in after.items()
    }


def test_measures_are_suggested_with_what_matched(real: Workspace) -> None:
    shown = mapping.matrix(real, 1)
    by_mark = {aim.mark: aim for aim in shown.aims}
    [first, *_] = Suggester(real, 1).for_aim(by_mark["M3"])
    record = practices.get(real, first.practice)
    assert record is not None
    assert record.title.startswith("Better managing the mobility of health professionals")
    assert first.why[:2] == ("Health Personnel", "International Recruitment")


def test_most_suggested_measures_are_what_a_careful_reader_maps(real: Workspace) -> None:
    titles = {key: record.title for key, record in _records(real).items()}
    found = {
        (titles[one.practice].split(" ")[0], one.aim.mark)
        for ranked in Suggester(real, 1).for_practices().values()
        for one in ranked
    }
    assert ("Health", "M6") in found  # partnerships that train in low-income countries
    assert ("Medical", "M4") in found  # a training initiative that is a circular migration
    assert ("Three", "M1") in found  # remittances for education and health
    assert not {pair for pair in found if pair[0] in {"Survey", "UNICEF", "Measuring"} and pair[1].startswith("M")}


def _records(workspace: Workspace) -> dict[int, PracticeRecord]:
    with workspace.reading() as connection:
        return practices.load(connection)


@pytest.fixture
def small(workspace: Workspace) -> Workspace:
    measure = replace(MEASURE, text="Let clubs abroad pay for wells")
    roundtable = replace(ROUNDTABLE, possible_measures=(measure,), annex=())
    collection = replace(COLLECTION, roundtables=(roundtable,), mappings=())
    take_in(workspace, [Intake(file="a.json", kind="json", collection=collection)])
    return workspace


def _aim(workspace: Workspace, mark: str) -> Aim:
    return next(aim for aim in mapping.matrix(workspace, 1).aims if aim.mark == mark)


def _key(workspace: Workspace, uid: str) -> int:
    with workspace.reading() as connection:
        return practices.keys_by_uid(connection, [uid])[uid]


def test_a_refused_pair_is_suggested_no_more_until_that_is_taken_back(small: Workspace) -> None:
    aim, wells = _aim(small, "M1"), _key(small, WELLS.id)
    assert [one.practice for one in Suggester(small, 1).for_aim(aim)] == [wells]
    mapping.refuse(small, [(wells, aim)])
    assert Suggester(small, 1).for_aim(aim) == []
    mapping.take_back_refusal(small, [(wells, aim)])
    assert [one.practice for one in Suggester(small, 1).for_aim(aim)] == [wells]


def test_what_is_mapped_already_is_marked_as_such(small: Workspace) -> None:
    aim, wells = _aim(small, "M1"), _key(small, WELLS.id)
    mapping.mark(small, 1, [(wells, aim)])
    assert [one.is_mapped for one in Suggester(small, 1).for_aim(aim)] == [True]


def test_accepting_writes_what_matched_as_the_first_reason_in_one_step(small: Workspace) -> None:
    aim, wells = _aim(small, "M1"), _key(small, WELLS.id)
    [suggested] = Suggester(small, 1).for_aim(aim)
    change_set = suggestions.accept(small, 1, wells, aim)
    assert change_set.label == "Map “Wells for Ayacucho” to M1"
    assert mapping.matrix(small, 1).cell(wells, aim).reason == ", ".join(suggested.why)
    small.turn(back=True)
    assert not mapping.matrix(small, 1).cell(wells, aim).is_mapped


def test_a_question_in_other_words_than_any_practice_suggests_nothing(small: Workspace) -> None:
    nurses = _key(small, NURSES.id)
    assert QUESTION.text.endswith("at home?")
    assert all(one.aim.mark != "M1" for one in Suggester(small, 1).for_practices([nurses])[nurses])


def test_endings_in_three_languages_lead_to_one_stem() -> None:
    assert stem_of("returning") == stem_of("returns") == stem_of("return")
    assert stem_of("retornos") == stem_of("retorno")
    assert stem_of("Migrants") == stem_of("migration")
    assert stem_of("compétences") == stem_of("compétence")
    assert stem_of("the") == stem_of("programmes") == ""
    assert stem_of("portal") != stem_of("portable")


def test_one_practice_of_thousands_takes_less_than_50_ms_once_words_are_counted(workspace: Workspace) -> None:
    collection = Collection(practices=invented.practices(2000), roundtables=(replace(ROUNDTABLE, annex=()),))
    take_in(workspace, [Intake(file="a.json", kind="json", collection=collection)])
    counted = suggestions.frequencies(workspace)
    suggester = Suggester(workspace, 1, counted)
    started = time.perf_counter()
    suggester.for_practices([1000])
    assert time.perf_counter() - started < 0.05
